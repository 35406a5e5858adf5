"""Corrections of a check-in: what changes, and that nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from opsctl.editing.checkin import corrections
from opsctl.editing.intent import applied
from opsctl.editing.plan import plan_edits
from opsctl.editing.yaml_text import field_order
from opsctl.loading.source import decode
from opsctl.loading.workspace import load_workspace
from opsctl.model.checkin import Checkin, CheckinWord
from opsctl.model.rock import Say
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import ValueEntry
from opsctl.text.edit import splice
from opsctl.text.tree import OverlayTree

PATH = "checkins/2026-W46/maya.yaml"
ORDERS = {
    "": field_order(Checkin),
    "a": field_order(CheckinWord),
    "rocks": ["a", "b"],
    "values": ["team/a", "team/c"],
}
ON_TRACK = CheckinWord(Say.ON_TRACK)
WELL = CheckinWord(Say.ON_TRACK, Decimal(4), "All well")


def read(content: bytes) -> Checkin:
    """Read one check-in; its file must be sound."""
    files = {"opsctl.yaml": b"format: 1\ncompany: Acme\n", PATH: content}
    workspace = load_workspace(OverlayTree(None, files))
    assert [each.message for each in workspace.findings] == []
    return workspace.checkins[0]


def becomes(before: str, after: str, **changes: object) -> None:
    source, _ = decode(PATH, before.encode())
    assert source is not None
    checkin = read(before.encode())
    wanted = replace(checkin, **changes)  # type: ignore[arg-type]  # any of its fields
    intents = corrections(checkin, wanted)
    assert applied(checkin, intents) == wanted
    text = splice(source.text, plan_edits(source, checkin.origin, intents, ORDERS))
    assert text == after
    assert read(text.encode()) == wanted


DATE = "date: 2026-11-16\n"


def test_the_same_again_changes_nothing() -> None:
    becomes(f"{DATE}wins: [One]\n", f"{DATE}wins: [One]\n", wins=("One",))


def test_a_number_is_replaced_where_it_stands_and_a_new_one_comes_behind() -> None:
    entry = ValueEntry(Scalar("21.8"), note="Checkout down")
    becomes(
        f"{DATE}values:\n  team/a: 3  # sure\n  team/b: 4\n",
        f'{DATE}values:\n  team/a: {{value: 21.8, note: "Checkout down"}}  # sure\n  team/c: 5\n',
        values={"team/a": entry, "team/c": ValueEntry(Scalar("5"))},
    )


def test_a_number_with_keys_of_its_own_stays_in_one_line_each() -> None:
    becomes(
        f"{DATE}values:\n  team/a:\n    value: 3\n    note: x\n",
        f"{DATE}values:\n  team/a:\n    value: 4\n",
        values={"team/a": ValueEntry(Scalar("4"))},
    )


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("{a: {say: on-track, now: 4, note: All well}}", "{a: {say: on-track}}", ON_TRACK),
        ("{a: {now: 4, say: on-track}}", "{a: {say: on-track}}", ON_TRACK),
        ("{a: {say: on-track}}", '{a: {say: on-track, now: 4, note: "All well"}}', WELL),
        ("{b: {say: on-track}}", "{b: {say: on-track}, a: {say: on-track}}", ON_TRACK),
        (
            "\n  a:\n    say: off-track\n    note: No  # yet",
            '\n  a:\n    say: on-track\n    now: 4\n    note: "All well"  # yet',
            WELL,
        ),
    ],
)
def test_a_word_is_changed_in_braces_and_in_blocks(
    before: str, after: str, word: CheckinWord
) -> None:
    gap = "" if before.startswith("\n") else " "
    text = f"{DATE}rocks:{gap}{before}\nwins: [One]\n"
    rocks = {**read(text.encode()).rocks, "a": word}
    becomes(text, f"{DATE}rocks:{gap}{after}\nwins: [One]\n", rocks=rocks)


def test_words_and_wins_come_to_a_file_that_had_none_in_their_order() -> None:
    becomes(
        f"{DATE}headlines: [Two]\n",
        f'{DATE}rocks:\n  a:\n    say: on-track\nheadlines: [Two]\nwins:\n  - "One"\n',
        rocks={"a": ON_TRACK},
        wins=("One",),
    )


def test_what_is_taken_back_is_gone() -> None:
    becomes(
        f"{DATE}values:\n  team/a: 3\nrocks:\n  a: {{say: on-track}}\n  b: {{say: on-track}}\n"
        "wins:\n  - One\n",
        f"{DATE}values:\nrocks:\n  b: {{say: on-track}}\n",
        values={},
        rocks={"b": ON_TRACK},
        wins=(),
    )


def test_the_day_is_changed_where_it_stands() -> None:
    becomes(f"{DATE}wins: [One]\n", "date: 2026-11-17\nwins: [One]\n", date=date(2026, 11, 17))
