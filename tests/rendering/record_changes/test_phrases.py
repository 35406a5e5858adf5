"""What changed in Rocks, numbers and check-ins, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from opsctl.analysis.record_change import CheckinChangeKind as C
from opsctl.analysis.record_change import Ease, RecordChange
from opsctl.analysis.record_change import NumberChangeKind as N
from opsctl.analysis.record_change import RockChangeKind as R
from opsctl.rendering.record_changes.checkin import CHECKIN_PHRASES, checkin_phrase
from opsctl.rendering.record_changes.number import NUMBER_PHRASES, number_phrase
from opsctl.rendering.record_changes.rock import ROCK_PHRASES, rock_phrase
from tests.factories import day

NEAR = day("11-20")
LATE: Mapping[str, Any] = MappingProxyType({"is_retroactive": True})


def change(
    kind: R | N | C, before: str | None, after: str | None, field: str = "", **more: Any
) -> RecordChange:
    return RecordChange(kind, field, before, after, **more)


def test_every_kind_has_its_sentence() -> None:
    assert set(ROCK_PHRASES) == set(R)
    assert set(NUMBER_PHRASES) == set(N)
    assert set(CHECKIN_PHRASES) == set(C)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (change(R.ADDED, None, "Open Germany"), "new"),
        (change(R.REMOVED, "Open Germany", None), "removed"),
        (change(R.MOVED, "2026-Q4", "2027-Q1", "quarter"), "moved from 2026-Q4 to 2027-Q1"),
        (change(R.DONE, "running", "done", about="2026-12-10"), "done on 10 Dec"),
        (
            change(R.MISSED, "planned", "missed", about="2027-01-04", note="Too late"),
            "missed on 4 Jan 2027 (before: planned): “Too late”",
        ),
        (change(R.DROPPED, "running", "dropped"), "dropped"),
        (change(R.REPLANNED, "running", "planned"), "taken back to planned, before running"),
        (change(R.REOPENED, "done", "running"), "running again, before done"),
        (change(R.COMMITTED, "planned", "running"), "committed: running, before planned"),
        (change(R.STANDING, "on-track", "in-danger"), "stands in danger, before on track"),
        (change(R.STANDING, None, "on-track"), "stands on track"),
        (change(R.STANDING, "off-track", None), "stood off track on the day before it went"),
        (change(R.OWNER, "maya", "leo", "owner"), "owner changed from maya to leo"),
        (
            change(R.DUE_LATER, "2026-12-11", "2026-12-18", "due"),
            "due moved from 11 Dec to 18 Dec, 7 days later",
        ),
        (
            change(R.DUE_EARLIER, "2026-12-11", "2026-12-10", "due"),
            "due moved from 11 Dec to 10 Dec, 1 day earlier",
        ),
        (
            change(R.DUE_WRITTEN, None, "2026-12-31", "due"),
            "due 31 Dec written down, the quarter's last day as before",
        ),
        (
            change(R.DUE_WRITTEN, "2026-12-31", None, "due"),
            "due 31 Dec left out, still the quarter's last day",
        ),
        (
            change(R.OUTCOME_TARGET, "10", "8", "outcome.to", ease=Ease.EASIER),
            "outcome target changed from 10 to 8, easier to reach",
        ),
        (
            change(R.OUTCOME_TARGET, "10", "8", "outcome.to"),
            "outcome target changed from 10 to 8",
        ),
        (
            change(R.MILESTONE_DONE, None, "2026-10-14", about="Vendor chosen"),
            "milestone “Vendor chosen” done on 14 Oct",
        ),
        (
            change(R.MILESTONE_REPLACED, "A, b, 2026-10-14", "C, d, 2026-10-15", about="C, d"),
            "milestone “A, b”, due 14 Oct, is now “C, d”, due 15 Oct",
        ),
        (
            change(R.MILESTONE_REMOVED, "2025-10-14", None, about="Vendor chosen"),
            "milestone “Vendor chosen” removed, was due 14 Oct 2025",
        ),
        (
            change(R.WORD_CHANGED, "a: off-track", "a: on-track", "log.0", about="2026-11-09"),
            "word of 9 Nov changed from “a: off-track” to “a: on-track”",
        ),
        (
            change(
                R.RESCUE_CHANGED,
                "2026-11-09",
                "2026-11-20",
                "rescues.0.check",
                about="2026-11-02",
            ),
            "rescue of 2 Nov: check changed from 9 Nov to 20 Nov",
        ),
        (change(R.ORDER, None, None, "depends_on"), "depends on in another order"),
        (change(R.DEPENDENCY_ADDED, None, "hire", "depends_on"), "now waits for hire"),
    ],
)
def test_a_change_of_a_rock_is_a_sentence(said: RecordChange, text: str) -> None:
    assert rock_phrase(said, NEAR) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (change(N.REMOVED, "Orders", None), "removed, with its history"),
        (
            change(N.VALUE_REWRITTEN, "21.8", "23.0", about="2026-W46", **LATE),
            "W46 rewritten from 21.8 to 23.0 after the week closed, no reason given",
        ),
        (
            change(N.VALUE_REWRITTEN, "1", "2", about="2025-W46", note="Refunds", **LATE),
            "2025-W46 rewritten from 1 to 2 after the week closed: “Refunds”",
        ),
        (
            change(N.VALUE_REWRITTEN, "1", "2", about="2026-10", **LATE),
            "2026-10 rewritten from 1 to 2 after the month closed, no reason given",
        ),
        (
            change(N.VALUE_REMOVED, "1", None, about="2026-11-18", **LATE),
            "18 Nov taken out after the day closed, was 1",
        ),
        (change(N.VALUE_REMOVED, "1", None, about="2026-W47"), "W47 taken out, was 1"),
        (
            change(N.VALUE_NA, "1", "n/a", about="2026-W46", note="Stocktaking", **LATE),
            "W46 set to n/a after the week closed, was 1: “Stocktaking”",
        ),
        (
            change(N.VALUE_FILLED, None, "24", about="2026-W44", **LATE),
            "W44, which was missing, filled with 24",
        ),
        (change(N.VALUE_ENTERED, None, "24", about="2026-W46"), "W46 entered: 24"),
        (
            change(N.GOAL_LOOSENED, "at least 22", "at least 20", about="2026-W40"),
            "goal loosened from at least 22 to at least 20, from W40, no reason given",
        ),
        (
            change(N.GOAL_LOOSENED, "at least 22", "at least 20", about="", note="Sale", **LATE),
            "goal loosened from at least 22 to at least 20, for all periods,"
            " periods that are over included: “Sale”",
        ),
        (
            change(N.GOAL_TIGHTENED, "at least 22", "at least 25", about="2026-W48"),
            "goal tightened from at least 22 to at least 25, from W48",
        ),
        (
            change(N.EXCEPTION_ADDED, None, "at least 9", about="2026-W52"),
            "exception for W52 added: at least 9 instead of no goal, no reason given",
        ),
        (
            change(N.ARCHIVED, None, "2026-11-08", **LATE),
            "archived on 8 Nov, periods that are over fall out",
        ),
        (
            change(N.ARCHIVED, "2026-11-08", None, **LATE),
            "no longer archived, before 8 Nov",
        ),
        (
            change(N.FORMULA, "a / b", "a / c", **LATE),
            "formula changed from a / b to a / c, periods that are over included",
        ),
        (
            change(N.VALUE_NOTE, "a", "b", "values.2026-W46.na", about="2026-W46"),
            "W46: reason for n/a changed from “a” to “b”",
        ),
    ],
)
def test_a_change_of_a_number_is_a_sentence(said: RecordChange, text: str) -> None:
    assert number_phrase(said, NEAR) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (change(C.ADDED, None, "2026-11-16"), "new, given on 16 Nov"),
        (
            change(C.DATE, "2026-11-16", "2026-11-17"),
            "day it was given on changed from 16 Nov to 17 Nov",
        ),
        (change(C.WIN_REMOVED, "A prize", None), "win removed: “A prize”"),
        (
            change(N.VALUE_FILLED, None, "4", "values.team/calls", about="2026-W44", **LATE),
            "team/calls, W44, which was missing, filled with 4",
        ),
        (
            change(R.WORD_ADDED, None, "on-track", "rocks.loyalty", about="2026-11-16"),
            "word of 16 Nov on loyalty added: “on-track”",
        ),
    ],
)
def test_a_change_of_a_check_in_is_a_sentence(said: RecordChange, text: str) -> None:
    assert checkin_phrase(said, NEAR) == text


def test_a_long_text_is_cut_in_a_sentence() -> None:
    said = rock_phrase(change(R.TITLE, None, "x" * 200), NEAR)
    assert said == f"title added: “{'x' * 119}…”"
    whole = rock_phrase(change(R.TITLE, None, "x" * 120), NEAR)
    assert whole == f"title added: “{'x' * 120}”"
