"""Cells by the names that spreadsheets have for them, and texts that they would run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.model.sheet import SheetRow, cell_name, column_name, defused, undefused


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_a_column_has_the_name_that_spreadsheets_give_it(index: int, name: str) -> None:
    assert column_name(index) == name


def test_a_cell_is_named_by_the_number_of_its_row_and_not_by_its_line() -> None:
    assert cell_name(SheetRow(line=9, cells=(), number=7), 2) == "C7"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Orders", "a=1", "'tis", "", " =1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert (defused(text), undefused(text)) == (text, text)


@given(st.text("'=+-@\t\ra", max_size=6))
def test_what_was_defused_comes_back(text: str) -> None:
    assert undefused(defused(text)) == text
