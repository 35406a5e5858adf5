"""Columns that fit, and text that wraps; widths count the cells of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.text import Text

from opsctl.rendering.layout import GAP, Column, cut, fit, line, opposite, wrap
from opsctl.rendering.visible import one_line
from tests.rendering.hostile import WIDE, texts

LEAST_ROOM = 20
PROSE = st.text(st.sampled_from("abc   -.," + WIDE), max_size=120) | texts(120).map(one_line)
CELLS = st.text(st.sampled_from("abc " + WIDE), max_size=30).map(Text)


def plain(lines: Sequence[Text]) -> list[str]:
    return [each.plain for each in lines]


# Wrapping


@given(PROSE, st.integers(LEAST_ROOM, 60), st.integers(0, 8))
def test_wrapped_lines_are_never_wider_than_the_terminal(text: str, room: int, indent: int) -> None:
    width = room + indent
    assert all(each.cell_len <= width for each in wrap(Text(text), width, indent))


@given(PROSE, st.integers(LEAST_ROOM, 60))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    wrapped = "".join(plain(wrap(Text(text), width, 0)))
    assert wrapped.replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.text("abc.,日本", min_size=1, max_size=9)), st.integers(LEAST_ROOM, 60))
def test_a_word_that_fits_a_line_is_never_broken(words: list[str], width: int) -> None:
    wrapped = " ".join(plain(wrap(Text(" ".join(words)), width, 0)))
    assert wrapped.split() == words


@given(PROSE, st.integers(LEAST_ROOM, 60))
def test_wrapping_leaves_no_empty_line(text: str, width: int) -> None:
    assume(text.strip(" "))
    assert all(each.strip(" ") for each in plain(wrap(Text(text), width, 0)))


def test_a_text_is_wrapped_at_its_spaces() -> None:
    text = Text("2 milestones overdue, nothing said for 16 days")
    assert plain(wrap(text, 30, 5)) == [
        "     2 milestones overdue,",
        "     nothing said for 16 days",
    ]


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert plain(wrap(Text("a" * 45), 20, 0)) == ["a" * 20, "a" * 20, "a" * 5]


def test_a_text_that_just_fits_is_one_line() -> None:
    assert plain(wrap(Text("a" * 30), 30, 0)) == ["a" * 30]


def test_wide_characters_take_two_cells() -> None:
    assert plain(wrap(Text("日" * 11), 20, 0)) == ["日" * 10, "日"]
    assert plain(wrap(Text("日" * 11), 21, 0)) == ["日" * 10, "日"]


def test_without_a_width_nothing_wraps() -> None:
    text = "word " * 1000
    assert plain(wrap(Text(text), None, 2)) == [f"  {text}"]


def test_a_narrow_terminal_still_leaves_20_cells_for_a_text() -> None:
    assert plain(wrap(Text("a" * 20), 10, 5)) == [" " * 5 + "a" * 20]


def test_spaces_at_the_end_make_no_line_of_their_own() -> None:
    assert plain(wrap(Text("a" * 20 + "  "), 20, 0)) == ["a" * 20]


def test_a_figure_is_not_parted_from_its_percent_sign() -> None:
    text = Text("on course six of ten 60 %")
    assert plain(wrap(text, 24, 0)) == ["on course six of ten", "60 %"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert plain(wrap(Text(""), 20, 2)) == ["  "]


def test_style_is_kept_across_lines() -> None:
    first, second = wrap(Text("a" * 20 + " " + "b" * 20, "bold"), 20, 0)
    assert [span.style for each in (first, second) for span in each.spans] == ["bold", "bold"]


# Two ends of a line


def test_two_texts_stand_at_the_two_ends_of_a_line() -> None:
    assert plain(list(opposite(Text("left"), Text("right"), 20))) == ["left" + " " * 11 + "right"]


def test_two_texts_share_a_line_down_to_four_spaces_between_them() -> None:
    assert len(list(opposite(Text("left"), Text("right"), 13))) == 1
    assert plain(list(opposite(Text("left"), Text("right"), 12))) == ["left", "right"]


def test_without_a_width_two_texts_stand_below_each_other() -> None:
    assert plain(list(opposite(Text("left"), Text("right"), None))) == ["left", "right"]


# Cutting


@given(CELLS, st.integers(1, 40), st.sampled_from(["…", "~"]))
def test_a_text_is_never_cut_to_more_than_its_width(text: Text, width: int, more: str) -> None:
    assert cut(text, width, more).cell_len <= width


@given(CELLS, st.integers(1, 40))
def test_a_text_that_is_cut_says_so(text: Text, width: int) -> None:
    shorter = cut(text, width, "…").plain
    if text.cell_len <= width:
        assert shorter == text.plain
    else:
        assert shorter.endswith("…")
        assert text.plain.startswith(shorter.removesuffix("…"))


def test_a_text_is_cut_one_cell_beyond_its_width() -> None:
    assert cut(Text("Second packing line"), 19, "…").plain == "Second packing line"
    assert cut(Text("Second packing line"), 18, "…").plain == "Second packing li…"


def test_half_of_a_wide_character_is_not_shown() -> None:
    assert cut(Text("日本語"), 4, "…").plain == "日…"
    assert cut(Text("日本語"), 5, "…").plain == "日本…"


# Fitting columns

TABLE = (
    Column("title", flexible=True, least=10),
    Column("owner", drop=1),
    Column("team", drop=2),
    Column("due"),
)
ROW = [Text("Second packing line"), Text("omar"), Text("warehouse"), Text("11 Dec")]
"""Four columns of 19, 5, 9 and 6 cells: 45 with the gaps."""


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Column], list[list[Text]]]:
    """Draw columns of which one is flexible, and rows for them."""
    count = draw(st.integers(0, 4))
    drops = st.lists(st.integers(0, 3), min_size=count, max_size=count)
    columns = [Column("due", drop=drop, right=bool(drop % 2)) for drop in draw(drops)]
    flexible = Column("title", flexible=True, least=draw(st.integers(0, 12)))
    columns.insert(draw(st.integers(0, count)), flexible)
    rows = st.lists(CELLS, min_size=len(columns), max_size=len(columns))
    return columns, draw(st.lists(rows, max_size=4))


def total(widths: Sequence[int]) -> int:
    shown = [each for each in widths if each]
    return sum(shown) + GAP * max(len(shown) - 1, 0)


@given(tables(), st.integers(1, 120))
def test_columns_fit_a_terminal_wherever_they_can(
    table: tuple[list[Column], list[list[Text]]], width: int
) -> None:
    columns, rows = table
    whole = fit(columns, rows, None)
    least = [
        min(size, column.least) if column.flexible else size if not column.drop else 0
        for size, column in zip(whole, columns, strict=True)
    ]
    assume(total(least) <= width)
    assert total(fit(columns, rows, width)) <= width


@given(tables(), st.integers(1, 120))
def test_no_row_is_wider_than_its_columns(
    table: tuple[list[Column], list[list[Text]]], width: int
) -> None:
    columns, rows = table
    widths = fit(columns, rows, width)
    assert all(line(columns, row, widths, "…").cell_len <= total(widths) for row in rows)


@given(tables(), st.integers(1, 120))
def test_a_column_that_stays_is_never_cut_unless_it_is_flexible(
    table: tuple[list[Column], list[list[Text]]], width: int
) -> None:
    columns, rows = table
    for column, size, whole in zip(
        columns, fit(columns, rows, width), fit(columns, rows, None), strict=True
    ):
        least = min(whole, column.least) if column.flexible else whole
        assert least <= size <= whole or (size == 0 and column.drop > 0)


def test_with_room_every_column_is_as_wide_as_its_widest_cell() -> None:
    assert fit(TABLE, [ROW], 45) == [19, 5, 9, 6]


def test_the_flexible_column_shrinks_before_another_goes() -> None:
    assert fit(TABLE, [ROW], 36) == [10, 5, 9, 6]


def test_the_column_with_the_highest_drop_goes_first() -> None:
    assert fit(TABLE, [ROW], 35) == [19, 5, 0, 6]
    assert fit(TABLE, [ROW], 25) == [10, 5, 0, 6]
    assert fit(TABLE, [ROW], 24) == [16, 0, 0, 6]


def test_a_column_goes_where_it_would_not_leave_the_flexible_one_its_room() -> None:
    owner = Column("owner", drop=1, leaves=15)
    columns = (TABLE[0], owner, *TABLE[2:])
    assert fit(columns, [ROW], 41) == [15, 5, 9, 6]
    assert fit(columns, [ROW], 40) == [19, 0, 9, 6]


def test_a_column_that_never_goes_stays_on_the_narrowest_terminal() -> None:
    assert fit(TABLE, [ROW], 5) == [10, 0, 0, 6]


def test_without_a_width_every_column_stays_whole() -> None:
    assert fit(TABLE, [ROW], None) == [19, 5, 9, 6]


def test_a_heading_counts_as_a_cell() -> None:
    assert fit([Column("milestones")], [[Text("1/4")]], 80) == [10]


def test_a_row_is_padded_between_its_columns_and_not_behind_the_last() -> None:
    columns = (Column(), Column(right=True), Column())
    row = [Text("a"), Text("1"), Text("b")]
    assert line(columns, row, [3, 4, 5], "…").plain == "a       1  b"


def test_a_column_that_has_gone_leaves_no_gap() -> None:
    columns = (Column(), Column(), Column())
    assert line(columns, [Text("a"), Text("x"), Text("b")], [1, 0, 1], "…").plain == "a  b"


@pytest.mark.parametrize(("width", "shown"), [(5, "日本"), (4, "日本"), (3, "日…")])
def test_a_cell_too_wide_for_its_column_is_cut(width: int, shown: str) -> None:
    assert line([Column()], [Text("日本")], [width], "…").plain == shown
