"""Numbers in files: setting one touches the bytes of its value and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.cli.changing import changed_file
from opsctl.cli.choices import Choices
from opsctl.cli.session import Session
from opsctl.editing.values import value_intents
from opsctl.loading.workspace import Nouns, load_workspace
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.text.tree import OverlayTree

PATH = "scorecards/leadership/repeat-rate.yaml"
HEAD = "title: A\nowner: leo\n"
WEEK = "2026-W46"


def changed(content: bytes, after: ValueEntry) -> bytes:
    """Set the number of the week; the file is read before and after, as commands do."""
    files = {"opsctl.yaml": b"format: 1\ncompany: Acme\n", PATH: content}
    tree = OverlayTree(None, files)
    session = Session(Choices(), ("text",))
    session.__dict__["tree"] = tree
    workspace = load_workspace(tree, Nouns.SCORECARDS)
    assert [each.message for each in workspace.findings] == []
    measurable: Measurable = workspace.measurables[0]
    intents = value_intents(measurable.origin, WEEK, after, measurable.values.get(WEEK))
    return changed_file(session, measurable, intents).after


def becomes(before: str, after: str, entry: ValueEntry) -> None:
    assert changed((HEAD + before).encode(), entry).decode() == HEAD + after


def number(text: str, note: str | None = None) -> ValueEntry:
    return ValueEntry(Scalar(text), note=note)


ENTRIES = (
    "{key}: {value}",
    "{key}:   {value}   # the till was down",
    "{key}: {{value: {value}}}",
    "{key}: {{ value: {value}, note: 'down, on Tuesday' }}  # why",
    "{key}: {{note: down, value: {value}}}",
    '{key}: {{"value": {value}, x-by: leo}}',
    "{key}:\n    value: {value}  # typed\n    note: |\n      Down\n      all day",
    "{key}:\n    note: down\n    value: {value}",
)
KEYS = (WEEK, f'"{WEEK}"', f"'{WEEK}'")
AROUND = ("  2026-W45: 24.1  # before\n", "\n", "  # a remark\n", "  2026-W44: {na: Stocktaking}\n")
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda each: f"{each:f}")


@given(
    old=NUMBERS,
    new=NUMBERS,
    entry=st.sampled_from(ENTRIES),
    key=st.sampled_from(KEYS),
    quote=st.sampled_from(["", '"', "'"]),
    above=st.lists(st.sampled_from(AROUND), unique=True).map("".join),
    below=st.sampled_from(["", "  2026-W47: 5\n", "# the end\n"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    bom=st.booleans(),
    ends=st.booleans(),
)
def test_setting_a_number_touches_only_the_bytes_of_its_value(
    old: str,
    new: str,
    entry: str,
    key: str,
    quote: str,
    above: str,
    below: str,
    line_end: str,
    bom: bool,
    ends: bool,
) -> None:
    marked = entry.format(key=key, value="\0")
    text = f"{HEAD}values:\n{above}  {marked}\n{below}"
    text = (text if ends else text.rstrip("\n")).replace("\n", line_end)
    start = b"\xef\xbb\xbf" if bom else b""
    before = start + text.replace("\0", f"{quote}{old}{quote}").encode()
    after = start + text.replace("\0", new).encode()
    if before == after:
        return
    note = None
    if "note" in entry:
        note = "Down\nall day" if "|" in entry else "down, on Tuesday" if "'" in entry else "down"
    assert changed(before, number(new, note)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("values:\n", "values:\n  2026-W46: 5\n"),
        ("values: {}\n", "values:\n  2026-W46: 5\n"),
        ("values:\n  2026-W46:\n", "values:\n  2026-W46: 5\n"),
        ("values:\n  2026-W46: ~  # soon\n", "values:\n  2026-W46: 5  # soon\n"),
        ("values: {2026-W45: 4}\n", "values: {2026-W45: 4, 2026-W46: 5}\n"),
        ("values:\n  2026-W47: 6\n", "values:\n  2026-W46: 5\n  2026-W47: 6\n"),
        ("values:\n  2026-W45: 4", "values:\n  2026-W45: 4\n  2026-W46: 5"),
        ("values:\n  2026-W46: {na: Closed}  # ok\n", "values:\n  2026-W46: 5  # ok\n"),
        (
            "values:\n  2026-W46:\n    # a remark\n    na: Closed\n    x-by: leo\n  2026-W47: 6\n",
            "values:\n  2026-W46:\n    # a remark\n    value: 5\n    x-by: leo\n  2026-W47: 6\n",
        ),
    ],
)
def test_a_number_is_put_where_there_was_none(before: str, after: str) -> None:
    becomes(before, after, number("5"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  2026-W46: 5  # ok\n", '  2026-W46: {na: "All closed"}  # ok\n'),
        ("  2026-W46: {value: 5}\n", '  2026-W46: {na: "All closed"}\n'),
        (
            "  2026-W46:\n    value: 5\n    x-by: leo  # him\n",
            '  2026-W46:\n    na: "All closed"\n    x-by: leo  # him\n',
        ),
    ],
)
def test_a_reason_takes_the_place_of_a_number(before: str, after: str) -> None:
    becomes(f"values:\n{before}", f"values:\n{after}", ValueEntry(na="All closed"))


def test_a_note_joins_the_number_in_its_braces() -> None:
    becomes(
        "values:\n  2026-W46: { value: 5 }\n",
        'values:\n  2026-W46: { value: 5, note: "Checkout: down" }\n',
        number("5", "Checkout: down"),
    )
