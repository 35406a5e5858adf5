"""No formula is read in another way than by the grammar."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.analysis.formula.readings import is_read_plainly

SPACE = st.sampled_from(["", "", "", " ", " ", "\n", "\t ", "\u00a0", "\u2003", "\x1c", "\r\n"])
NAMES = st.sampled_from(
    ["a", "b", "first_order", "care.replies", "_", "größe", "x².1", "sum", "min.max", "注文", "e5"]
)
NUMBERS = st.sampled_from(["0", "7", "007", "1.50", "0.125", "9" * 30, "1" * 15 + "." + "2" * 15])
FUNCTIONS = st.sampled_from(["sum", "mean", "last", "min", "max"])
SIGNS = st.sampled_from("+-*/")


def spaced(*parts: str | st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Put texts behind each other, with any white space between."""
    each = [part if isinstance(part, st.SearchStrategy) else st.just(part) for part in parts]
    gaps = [piece for part in each for piece in (SPACE, part)]
    return st.tuples(*gaps, SPACE).map("".join)


SOUND = st.recursive(
    st.one_of(NAMES, NUMBERS),
    lambda inner: st.one_of(
        spaced(inner, SIGNS, inner),
        spaced("-", inner),
        spaced("(", inner, ")"),
        spaced(FUNCTIONS, "(", NAMES, ")"),
        spaced(FUNCTIONS, "(", inner, ",", inner, ")"),
        spaced(FUNCTIONS, "(", inner, ",", inner, ",", inner, ")"),
    ),
    max_leaves=12,
)
PIECES = [
    *["a", "b1", "care.x", "_", "é", "²", "sum", "mean(", "max(", "last", "median(", "Sum"],
    *["0", "12", "0.5", "1.", ".5", "٣", "9" * 31, "+", "-", "*", "/", "**", "(", ")", ",", "."],
    *[" ", "  ", "\n", "\u00a0", "\x1c", "\x00", "\x1b", "#", "%", "=", "×", "−", "[", "\ud800"],
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Give a sound formula in which up to three places were cut or written over."""
    text = draw(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 3)))
        text = text[:start] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return text


@settings(max_examples=400)
@given(SOUND)
def test_a_sound_formula_needs_no_grammar(text: str) -> None:
    assert is_read_plainly(text)


@settings(max_examples=400)
@given(st.one_of(SOUP, mutated(), st.text(max_size=30)))
@example("last((a))")
@example("sum (a)")
@example("-(a)-((b))")
@example("1.5.2")
def test_a_text_of_any_kind_is_read_in_one_way(text: str) -> None:
    is_read_plainly(text)
