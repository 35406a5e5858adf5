"""The text of a file: its lines, and where things stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.text.source import Source
from opsctl.text.span import FILE_START, Location, Origin, Span

TEXTS = st.text("ab \r\n\v\f\x1c\x85\u2028\u2029é日😀", max_size=30)


def lines_by_hand(text: str) -> list[str]:
    """Split a text at LF, CRLF and CR, character by character."""
    lines = [""]
    for index, sign in enumerate(text):
        if sign == "\n" and text[index - 1 : index] == "\r":
            continue
        if sign in "\r\n":
            lines.append("")
        else:
            lines[-1] += sign
    return lines


@st.composite
def places(draw: st.DrawFn) -> tuple[Source, int, int]:
    """Draw a text and a part of it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    return Source("a.yaml", text), start, draw(st.integers(start, len(text)))


# Lines


@given(TEXTS)
def test_only_lf_crlf_and_cr_end_a_line(text: str) -> None:
    source = Source("a.yaml", text)
    numbers = range(1, len(source.line_starts) + 1)
    assert [source.line(number) for number in numbers] == lines_by_hand(text)


@pytest.mark.parametrize("sign", ["\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_other_separators_are_part_of_a_line(sign: str) -> None:
    source = Source("a.yaml", f"a{sign}b\nc")
    assert (source.line(1), source.line(2)) == (f"a{sign}b", "c")


def test_a_text_that_ends_with_a_line_end_has_an_empty_last_line() -> None:
    assert Source("a.yaml", "a\n").line_starts == (0, 2)


def test_an_empty_text_has_one_line() -> None:
    source = Source("a.yaml", "")
    assert (source.line_starts, source.line(1)) == ((0,), "")


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_a_line_outside_the_file_is_empty(number: int) -> None:
    assert Source("a.yaml", "a\nb").line(number) == ""


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb\n", "\r"), ("a", "\n"), ("", "\n")],
)
def test_the_line_end_of_a_file_is_the_first_that_it_uses(text: str, newline: str) -> None:
    assert Source("a.yaml", text).newline == newline


# Spans


@given(places())
def test_a_span_names_its_text_by_offsets(place: tuple[Source, int, int]) -> None:
    source, start, end = place
    span = source.span(start, end)
    assert source.text[span.start : span.end] == source.text[start:end]


@given(places())
def test_a_span_names_its_text_by_line_and_column(place: tuple[Source, int, int]) -> None:
    source, start, end = place
    span = source.span(start, end)
    starts = source.line_starts
    assert starts[span.line - 1] + span.column - 1 == start
    assert starts[span.end_line - 1] + span.end_column - 1 == end


@given(places())
def test_a_position_lies_in_its_own_line(place: tuple[Source, int, int]) -> None:
    source, start, end = place
    span = source.span(start, end)
    following = (*source.line_starts, len(source.text) + 1)[span.line]
    assert 1 <= span.column <= following - source.line_starts[span.line - 1]


@given(places())
def test_a_span_within_a_line_names_its_text_in_that_line(
    place: tuple[Source, int, int],
) -> None:
    source, start, end = place
    span = source.span(start, end)
    part = source.text[start:end]
    if span.line == span.end_line and not set(part) & set("\r\n"):
        line = source.line(span.line)
        assert line[span.column - 1 : span.end_column - 1] == part


def test_columns_count_characters_from_one() -> None:
    source = Source("a.yaml", "é日\r\n😀 lna\n")
    assert source.span(6, 9) == Span(6, 9, 2, 3, 2, 6)


def test_the_end_of_a_text_has_a_position() -> None:
    assert Source("a.yaml", "a\n").span(2, 2) == Span(2, 2, 2, 1, 2, 1)


# Bytes


def test_a_byte_order_mark_is_written_back() -> None:
    assert Source("a.yaml", "é\r\n", has_bom=True).encode() == b"\xef\xbb\xbf\xc3\xa9\r\n"


def test_without_a_byte_order_mark_none_is_written() -> None:
    assert Source("a.yaml", "é\n").encode() == b"\xc3\xa9\n"


# Origins

OWNER = Span(8, 12, 1, 9, 1, 13)
OWNER_KEY = Span(0, 5, 1, 1, 1, 6)
STEPS = Span(20, 40, 3, 3, 5, 1)
ORIGIN = Origin(
    "a.yaml",
    values={("owner",): OWNER, ("milestones",): STEPS},
    keys={("owner",): OWNER_KEY},
)


def test_an_origin_locates_the_value_of_a_field() -> None:
    assert ORIGIN.value("owner") == Location("a.yaml", OWNER)


def test_an_origin_locates_the_key_of_a_field() -> None:
    assert ORIGIN.key("owner") == Location("a.yaml", OWNER_KEY)


def test_a_field_that_is_not_written_is_located_at_its_nearest_ancestor() -> None:
    assert ORIGIN.value("milestones", 0, "due") == Location("a.yaml", STEPS)
    assert ORIGIN.key("milestones", 0, "due") == Location("a.yaml", STEPS)


def test_a_field_without_any_ancestor_is_located_at_the_start_of_the_file() -> None:
    assert ORIGIN.value("team") == Location("a.yaml", FILE_START)


def test_an_origin_tells_which_fields_are_written() -> None:
    assert ORIGIN.has("owner")
    assert not ORIGIN.has("milestones", 0)
