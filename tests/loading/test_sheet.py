"""From bytes to rows: lines, encodings, delimiters."""

from __future__ import annotations

import pytest

from opsctl.loading.sheet import LARGEST_SHEET, read_sheet
from opsctl.text.errors import UsageProblem

ROWS = [("a", "b"), ("ö", "2,5")]


def cells(content: bytes, **given: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet("s.csv", content, **given).rows]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_row_has_the_line_it_starts_in(newline: str) -> None:
    lines = ["", "a,b", '"one', "", 'two",c', "", ",", "d,e"]
    rows = read_sheet("s.csv", newline.join(lines).encode()).rows
    assert [row.line for row in rows] == [2, 3, 8]
    assert rows[1].cells == (f"one{newline}{newline}two", "c")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_encoding_and_delimiter_are_found(encoding: str, sign: str) -> None:
    text = "\n".join(sign.join(row) for row in ROWS)
    assert cells(text.encode(encoding)) == ROWS


def test_what_is_given_is_not_guessed() -> None:
    content = "a;b\nŽ;2,5".encode("iso-8859-2")
    assert cells(content, encoding="iso-8859-2")[1][0] == "Ž"
    assert cells(b"a;b,c", delimiter="comma") == [("a;b", "c")]
    assert cells(b"a:b", delimiter=":") == [("a", "b")]


def test_a_line_separator_of_unicode_is_no_line_end() -> None:
    rows = read_sheet("s.csv", "a,b\u2028\x85\x0bc\nd,e".encode()).rows
    assert [row.line for row in rows] == [1, 2]


def test_a_sheet_that_is_too_large_is_refused() -> None:
    with pytest.raises(UsageProblem, match="larger than 8 MB"):
        read_sheet("s.csv", b"a" * (LARGEST_SHEET + 1))


def test_rows_are_numbered_as_spreadsheets_do() -> None:
    content = b'a,b\n"one\ntwo",c\n\nd,e\n'
    assert [row.number for row in read_sheet("s.csv", content).rows] == [1, 2, 4]
    assert [row.number for row in read_sheet("s.csv", b"sep=;\na;b\nc;d\n").rows] == [1, 2]


def test_a_comma_that_may_mark_decimals_comes_after_other_delimiters() -> None:
    assert cells(b"Week;a, b\n2026-W45;1,5\n") == [("Week", "a, b"), ("2026-W45", "1,5")]
