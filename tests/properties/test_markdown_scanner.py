"""No page is read in another way than by the reference."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loading.test_markdown_scanner import read, referred
from tests.properties.test_markdown import ODD, TEXTS, unhurried, whole_pages

INDENTS = ["", "", "", "", " ", "  ", "   ", "    ", "     ", "\t"]
SIGNS = [
    *["", "", "", "", "- ", "* ", "1. ", "2. ", "1) ", "10. ", "-   ", "> ", "# ", "#", "-", "1."],
    *["```", "```sh", "````", "~~~", "---", "***", "- - -", "===", "=", "|---|---|", "---|---"],
    *[":-: | :-:", "| a | b |", "| c | d", "a | b", "|", "<div>", "<!-- c -->", "- [ ] ", "\\"],
]
PIECES = [
    *TEXTS,
    *ODD,
    *["**b**", "**Owner:** Maya", "**a.**b", "***a***", "`c`", "`` ` ``", "[t](../x/y.md#z)"],
    *["[ ]", "[x]", "a_b_c", "_e_", "a & b", "a < b", "x  ", "x\\", "|", "\\|", "#", "!", "1.5"],
]
lines = st.builds(
    lambda indent, signs, texts: indent + "".join(signs) + "".join(texts),
    st.sampled_from(INDENTS),
    st.lists(st.sampled_from(SIGNS), min_size=1, max_size=2),
    st.lists(st.sampled_from(PIECES), max_size=4),
)
pages_of_lines = st.builds(
    lambda rows, end: end.join(rows),
    st.lists(st.one_of(lines, lines, st.sampled_from(["", "  "])), max_size=12),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
)


@settings(unhurried, max_examples=300)
@given(pages_of_lines)
def test_lines_of_all_kinds_are_read_as_by_the_reference(text: str) -> None:
    assert read(text) == referred(text)


@unhurried
@given(whole_pages)
def test_any_page_is_read_as_by_the_reference(text: str) -> None:
    assert read(text) == referred(text)
