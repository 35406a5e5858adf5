"""What an edit of a number's file changes in goals and history, judged by reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.scorecard.difference import measurable_difference
from opsctl.analysis.scorecard.readings import said_of
from opsctl.model.cadence import Cadence
from opsctl.model.field import ALWAYS
from opsctl.model.period import Calendar
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import (
    ExceptionEntry,
    GoalEntry,
    Indicator,
    Measurable,
    Method,
    Perspective,
    Pull,
    Rollup,
    ValueEntry,
)
from opsctl.model.unit import Unit, UnitKind
from opsctl.text.span import Origin
from tests.analysis.edits import Put, Told, edited, line, one, told
from tests.scorecards import load

PATH = "scorecards/team/repeat-rate.yaml"
AUTUMN = (
    "  2026-W48: {is: at least 25, stretch: at least 28, why: Autumn launch, set: 2026-11-10}\n"
)
AS_OF = "2026-11-20"
"""A Friday in 2026-W47, which is open; 2026-W46 is the newest closed week."""

BASE = """\
title: Repeat purchase rate
definition: Orders by customers who bought before
owner: leo
entered_by: ana
unit: percent
decimals: 1
perspective: customer
indicator: leading
rollup: mean
goal:
  2026-W40: at least 22
  2026-W48: {is: at least 25, stretch: at least 28, why: Autumn launch, set: 2026-11-10}
exceptions:
  2026-W44: {is: at least 15, why: Half term}
  2026-W52: {is: at least 15, why: Holidays}
supports: grow-retention
sops: [marketing/win-back-email]
since: 2026-W40
values:
  2026-W41: 22.5
  2026-W43: 23
  2026-W45: 24.1
  2026-W46: {value: 21.8, note: Checkout down}
  2026-W47: 20
"""


def read(text: str) -> Measurable:
    workspace = load({PATH: text})
    assert [each.message for each in workspace.findings if each.code == "FILE010"] == []
    (found,) = workspace.measurables
    return found


def compared(
    *puts: Put, base: str = BASE, as_of: str = AS_OF, **said: Mapping[str, ValueEntry]
) -> tuple[RecordChange, ...]:
    before, after = read(base), read(edited(base, *puts))
    return measurable_difference(before, after, date.fromisoformat(as_of), Calendar(), **said)


def entry(text: str, note: str | None = None) -> ValueEntry:
    return ValueEntry(Scalar(text), note=note)


def value(kind: str, week: str, before: str | None, after: str | None) -> Told:
    return (f"value-{kind}", f"values.2026-{week}", before, after)


def goal(kind: str, week: str, before: str | None, after: str | None) -> Told:
    return (f"goal-{kind}", f"goal.2026-{week}", before, after)


CASES: list[tuple[str, list[Put], list[Told]]] = [
    ("a comment", [("owner: leo", "owner: leo  # since May")], []),
    (
        "values in another order",
        [("  2026-W41: 22.5\n", ""), ("W47: 20\n", "W47: 20\n  2026-W41: 22.5\n")],
        [],
    ),
    (
        "title",
        [("title: Repeat", "title: Second")],
        [("title", "title", "Repeat purchase rate", "Second purchase rate")],
    ),
    ("owner", [("owner: leo", "owner: maya")], [("owner", "owner", "leo", "maya")]),
    ("stand-in", [("entered_by: ana\n", "")], [("entered-by", "entered_by", "ana", None)]),
    ("unit", [("unit: percent", "unit: number")], [("unit", "unit", "percent", "number")]),
    ("decimals", [("decimals: 1", "decimals: 2")], [("decimals", "decimals", "1", "2")]),
    (
        "side",
        [("customer\nind", "growth\nind")],
        [("perspective", "perspective", "customer", "growth")],
    ),
    ("indicator", [("leading", "lagging")], [("indicator", "indicator", "leading", "lagging")]),
    (
        "rollup",
        [("rollup: mean", "rollup: mean by orders")],
        [("rollup", "rollup", "mean", "mean by orders")],
    ),
    (
        "supports",
        [("supports: grow-retention\n", "")],
        [("supports", "supports", "grow-retention", None)],
    ),
    (
        "sops",
        [("[marketing/win-back-email]", "[a, b]")],
        [("sops", "sops", "marketing/win-back-email", "a, b")],
    ),
    (
        "definition",
        [("bought before", "bought twice")],
        [
            (
                "definition",
                "definition",
                "Orders by customers who bought before",
                "Orders by customers who bought twice",
            )
        ],
    ),
    ("formula", [("since:", "formula: a / b\nsince:")], [("formula", "formula", None, "a / b")]),
    (
        "since",
        [("since: 2026-W40", "since: 2026-W45")],
        [("since", "since", "2026-W40", "2026-W45")],
    ),
    (
        "archived",
        [("since:", "archived: 2026-12-31\nsince:")],
        [("archived", "archived", None, "2026-12-31")],
    ),
    ("cadence", [("since:", "every: week\nsince:")], [("cadence", "every", None, "week")]),
    (
        "pulled",
        [("since:", "source: {command: [sh, get.sh], timeout: 9}\nsince:")],
        [("source", "source", None, "command sh get.sh; timeout 9")],
    ),
    (
        "former id",
        [("since:", "formerly: [repeat]\nsince:")],
        [("formerly", "formerly", None, "repeat")],
    ),
    # Numbers
    (
        "closed week rewritten",
        [("W45: 24.1", "W45: 25.0")],
        [value("rewritten", "W45", "24.1", "25.0")],
    ),
    (
        "newest closed week rewritten",
        [("value: 21.8", "value: 23.0")],
        [value("rewritten", "W46", "21.8", "23.0")],
    ),
    ("open week changed", [("W47: 20", "W47: 21")], [value("changed", "W47", "20", "21")]),
    (
        "missing week filled",
        [("W43: 23\n", "W43: 23\n  2026-W44: 24\n")],
        [value("filled", "W44", None, "24")],
    ),
    (
        "week to come",
        [("W47: 20\n", "W47: 20\n  2026-W48: 24\n")],
        [value("entered", "W48", None, "24")],
    ),
    ("closed week removed", [("  2026-W45: 24.1\n", "")], [value("removed", "W45", "24.1", None)]),
    ("open week removed", [("  2026-W47: 20\n", "")], [value("removed", "W47", "20", None)]),
    (
        "closed week n/a",
        [("W45: 24.1", "W45: {na: Stocktaking}")],
        [value("na", "W45", "24.1", "n/a")],
    ),
    (
        "missing week n/a",
        [("W43: 23\n", "W43: 23\n  2026-W44: {na: Closed}\n")],
        [value("na", "W44", None, "n/a")],
    ),
    ("open week n/a", [("W47: 20", "W47: {na: Closed}")], [value("na", "W47", "20", "n/a")]),
    (
        "written with a nought",
        [("W45: 24.1", "W45: 24.10")],
        [value("spelling", "W45", "24.1", "24.10")],
    ),
    (
        "written in quotes",
        [("W45: 24.1", 'W45: "24.1"')],
        [value("rewritten", "W45", "24.1", '"24.1"')],
    ),
    (
        "note changed",
        [("Checkout down", "All well")],
        [("value-note", "values.2026-W46.note", "Checkout down", "All well")],
    ),
    (
        "note added",
        [("W45: 24.1", "W45: {value: 24.1, note: Sale}")],
        [("value-note", "values.2026-W45.note", None, "Sale")],
    ),
    (
        "rewritten, note gone",
        [("{value: 21.8, note: Checkout down}", "23.0")],
        [
            value("rewritten", "W46", "21.8", "23.0"),
            ("value-note", "values.2026-W46.note", "Checkout down", None),
        ],
    ),
    (
        "where it is from",
        [("W45: 24.1", "W45: {value: 24.1, from: shop, on: 2026-11-10}")],
        [
            ("value-source", "values.2026-W45.from", None, "shop"),
            ("value-source", "values.2026-W45.on", None, "2026-11-10"),
        ],
    ),
    (
        "of no period",
        [("W47: 20\n", "W47: 20\n  week-48: 24\n")],
        [("value-entered", "values.week-48", None, "24")],
    ),
    # Goals
    (
        "goal of the past loosened",
        [("W40: at least 22", "W40: at least 20")],
        [goal("loosened", "W40", "at least 22", "at least 20")],
    ),
    (
        "goal of the past tightened",
        [("W40: at least 22", "W40: above 22")],
        [goal("tightened", "W40", "at least 22", "above 22")],
    ),
    (
        "goal to come loosened",
        [("is: at least 25", "is: at least 24")],
        [goal("loosened", "W48", "at least 25", "at least 24")],
    ),
    (
        "goal turned",
        [("W40: at least 22", "W40: at most 22")],
        [goal("changed", "W40", "at least 22", "at most 22")],
    ),
    (
        "goal in signs",
        [("W40: at least 22", 'W40: ">= 22"')],
        [("goal-restated", "goal", None, None)],
    ),
    (
        "goal to a nought",
        [("W40: at least 22", "W40: at least 22.0")],
        [("goal-restated", "goal", None, None)],
    ),
    (
        "goal added for the open week",
        [("  2026-W48: {is", "  2026-W47: at least 20\n  2026-W48: {is")],
        [goal("loosened", "W47", "at least 22", "at least 20")],
    ),
    (
        "goal added for a closed week",
        [("  2026-W48: {is", "  2026-W46: at least 20\n  2026-W48: {is")],
        [goal("loosened", "W46", "at least 22", "at least 20")],
    ),
    (
        "goal said again",
        [("  2026-W48: {is", "  2026-W45: at least 22\n  2026-W48: {is")],
        [("goal-restated", "goal", None, None)],
    ),
    (
        "goal begins earlier",
        [("  2026-W48: {is", "  2026-W45: {is")],
        [goal("tightened", "W45", "at least 22", "at least 25")],
    ),
    (
        "goal begins later",
        [("  2026-W48: {is", "  2026-W50: {is")],
        [goal("loosened", "W48", "at least 25", "at least 22")],
    ),
    (
        "goal begins before anything is known",
        [("  2026-W40: at", "  2026-W30: at")],
        [("goal-restated", "goal", None, None)],
    ),
    (
        "first goal begins later",
        [("  2026-W40: at", "  2026-W45: at")],
        [goal("removed", "W40", "at least 22", None)],
    ),
    (
        "goal to come taken out",
        [(AUTUMN, "")],
        [goal("loosened", "W48", "at least 25", "at least 22")],
    ),
    (
        "goal that cannot be read",
        [("W40: at least 22", "W40: lots")],
        [goal("changed", "W40", "at least 22", "lots")],
    ),
    (
        "goal of no period",
        [("  2026-W48: {is", "  2026-10: at least 20\n  2026-W48: {is")],
        [("goal-added", "goal.2026-10", None, "at least 20")],
    ),
    (
        "stretch",
        [("at least 28", "at least 27")],
        [("goal-stretch", "goal.2026-W48.stretch", "at least 28", "at least 27")],
    ),
    (
        "set earlier",
        [("set: 2026-11-10", "set: 2026-11-01")],
        [("goal-set", "goal.2026-W48.set", "2026-11-10", "2026-11-01")],
    ),
    (
        "why",
        [("Autumn launch", "Winter launch")],
        [("goal-why", "goal.2026-W48.why", "Autumn launch", "Winter launch")],
    ),
    # Exceptions
    (
        "exception added",
        [("exceptions:\n", "exceptions:\n  2026-W41: {is: at least 10, why: Fair}\n")],
        [("exception-added", "exceptions.2026-W41", "at least 22", "at least 10")],
    ),
    (
        "exception changed",
        [("W44: {is: at least 15", "W44: {is: at least 12")],
        [("exception-changed", "exceptions.2026-W44", "at least 15", "at least 12")],
    ),
    (
        "exception removed",
        [("  2026-W52: {is: at least 15, why: Holidays}\n", "")],
        [("exception-removed", "exceptions.2026-W52", "at least 15", "at least 25")],
    ),
    (
        "exception explained",
        [("Half term", "Holidays of half")],
        [("exception-why", "exceptions.2026-W44.why", "Half term", "Holidays of half")],
    ),
    (
        "exception in signs",
        [("W44: {is: at least 15", 'W44: {is: ">= 15"')],
        [("goal-restated", "exceptions.2026-W44", "at least 15", ">= 15")],
    ),
    # All at once
    (
        "the most important first",
        [
            ("owner: leo", "owner: maya"),
            ("W40: at least 22", "W40: at least 20"),
            ("W45: 24.1", "W45: 25.0"),
            ("W43: 23\n", "W43: 23\n  2026-W44: 24\n"),
        ],
        [
            value("rewritten", "W45", "24.1", "25.0"),
            value("filled", "W44", None, "24"),
            goal("loosened", "W40", "at least 22", "at least 20"),
            ("owner", "owner", "leo", "maya"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("puts", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_edits_change_what_a_reader_would_say(puts: list[Put], expected: list[Told]) -> None:
    assert told(compared(*puts)) == expected


@pytest.mark.parametrize("puts", [pytest.param(case[1], id=case[0]) for case in CASES if case[2]])
def test_each_edit_is_told_when_it_is_taken_back(puts: list[Put]) -> None:
    before, after = read(edited(BASE, *puts)), read(BASE)
    assert measurable_difference(before, after, date.fromisoformat(AS_OF), Calendar())


# What was over


@pytest.mark.parametrize(
    ("as_of", "kind", "is_retroactive"),
    [
        ("2026-11-15", "value-changed", False),
        ("2026-11-16", "value-rewritten", True),
    ],
)
def test_a_week_is_over_on_the_monday_after_it(as_of: str, kind: str, is_retroactive: bool) -> None:
    change = one(compared(("value: 21.8", "value: 23"), as_of=as_of))
    assert (change.kind, change.is_retroactive) == (kind, is_retroactive)


@pytest.mark.parametrize(
    ("as_of", "kind", "is_retroactive"),
    [
        ("2026-11-01", "value-entered", False),
        ("2026-11-02", "value-entered", False),
        ("2026-11-08", "value-entered", False),
        ("2026-11-09", "value-filled", True),
    ],
)
def test_a_number_is_entered_till_the_next_week_is_over_and_then_filled(
    as_of: str, kind: str, is_retroactive: bool
) -> None:
    change = one(compared(("W43: 23\n", "W43: 23\n  2026-W44: 24\n"), as_of=as_of))
    assert (change.kind, change.is_retroactive) == (kind, is_retroactive)


@pytest.mark.parametrize(
    ("every", "key", "last_open", "first_over"),
    [
        ("day", "2026-11-18", "2026-11-18", "2026-11-19"),
        ("month", "2026-10", "2026-10-31", "2026-11-01"),
        ("quarter", "2026-Q3", "2026-09-30", "2026-10-01"),
    ],
)
def test_other_periods_are_over_when_their_last_day_is(
    every: str, key: str, last_open: str, first_over: str
) -> None:
    base = f"title: Orders\nowner: leo\nevery: {every}\nvalues:\n  {key}: 4\n"
    put = (f"{key}: 4", f"{key}: 5")
    assert one(compared(put, base=base, as_of=last_open)).kind == "value-changed"
    assert one(compared(put, base=base, as_of=first_over)).kind == "value-rewritten"


@pytest.mark.parametrize(
    ("put", "is_retroactive"),
    [
        (("W40: at least 22", "W40: at least 20"), True),
        (("is: at least 25", "is: at least 24"), False),
        (("  2026-W48: {is", "  2026-W47: at least 20\n  2026-W48: {is"), False),
        (("  2026-W48: {is", "  2026-W46: at least 20\n  2026-W48: {is"), True),
        (("  2026-W45: 24.1\n", ""), True),
        (("  2026-W47: 20\n", ""), False),
        (("W47: 20", "W47: {na: Closed}"), False),
        (("W44: {is: at least 15", "W44: {is: at least 12"), True),
        (("  2026-W52: {is: at least 15, why: Holidays}\n", ""), False),
        (("unit: percent", "unit: number"), True),
        (("since: 2026-W40", "since: 2026-W45"), True),
        (("since:", "archived: 2026-11-08\nsince:"), True),
        (("since:", "archived: 2026-11-09\nsince:"), False),
        (("owner: leo", "owner: maya"), False),
        (("Checkout down", "All well"), False),
    ],
)
def test_what_touches_a_period_that_was_over_is_told_as_such(
    put: Put, is_retroactive: bool
) -> None:
    assert one(compared(put)).is_retroactive is is_retroactive


ALWAYS_GOAL = "title: Orders\nowner: leo\ngoal: at least 22\n"


@pytest.mark.parametrize(
    ("more", "is_retroactive"),
    [
        ("", False),
        ("values:\n  2026-W47: 20\n", False),
        ("values:\n  2026-W46: 20\n", True),
        ("since: 2026-W47\n", False),
        ("since: 2026-W46\n", True),
        ("formula: a + b\n", True),
    ],
)
def test_a_goal_that_holds_always_is_changed_for_what_there_is_of_the_past(
    more: str, is_retroactive: bool
) -> None:
    change = one(compared(("at least 22", "at least 20"), base=f"{ALWAYS_GOAL}{more}"))
    assert told([change]) == [("goal-loosened", "goal", "at least 22", "at least 20")]
    assert change.is_retroactive is is_retroactive
    assert change.about == ALWAYS


def test_a_check_in_of_a_closed_week_makes_a_goal_touch_the_past() -> None:
    said = {"2026-W46": entry("20")}
    put = ("at least 22", "at least 20")
    assert one(compared(put, base=ALWAYS_GOAL, said_before=said)).is_retroactive


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2026-W41", ["goal-restated"]),
        ("2026-W42", ["goal-restated"]),
        ("2026-W43", ["goal-removed"]),
    ],
)
def test_a_goal_that_held_always_may_be_dated_back_to_the_first_number(
    first: str, expected: list[str]
) -> None:
    base = f"{ALWAYS_GOAL}values:\n  2026-W42: 20\n"
    put = ("goal: at least 22\n", f"goal:\n  {first}: at least 22\n")
    assert [each.kind for each in compared(put, base=base)] == expected


def test_a_goal_that_held_always_and_is_another_from_now_on_is_one_change() -> None:
    base = f"{ALWAYS_GOAL}values:\n  2026-W42: 20\n"
    dated = "goal:\n  2026-W40: at least 22\n  2026-W47: at least 20\n"
    change = one(compared(("goal: at least 22\n", dated), base=base))
    assert told([change]) == [goal("loosened", "W47", "at least 22", "at least 20")]
    assert not change.is_retroactive


def test_a_goal_that_begins_after_today_leaves_today_without_one() -> None:
    put = ("goal: at least 22\n", "goal:\n  2027-W01: at least 22\n")
    assert [each.kind for each in compared(put, base=ALWAYS_GOAL)] == ["goal-removed"]


def test_a_goal_is_new_where_there_was_none_and_gone_where_there_is_none() -> None:
    bare = "title: Orders\nowner: leo\n"
    added = compared(("leo\n", "leo\ngoal: at least 22\n"), base=bare)
    assert told(added) == [("goal-added", "goal", None, "at least 22")]
    removed = compared(("goal: at least 22\n", ""), base=ALWAYS_GOAL)
    assert told(removed) == [("goal-removed", "goal", "at least 22", None)]


def test_a_goal_in_another_unit_is_neither_easier_nor_harder() -> None:
    changes = compared(("unit: percent", "unit: number"), ("W40: at least 22", "W40: at least 20"))
    assert [str(each.kind) for each in changes] == ["goal-changed", "unit"]
    assert changes[0].ease is None


# Reasons


@pytest.mark.parametrize(
    ("put", "note"),
    [
        (("W45: 24.1", "W45: {value: 25, note: Refunds came in}"), "Refunds came in"),
        (("W45: 24.1", "W45: 25"), None),
        (("value: 21.8, note: Checkout down", "value: 23, note: Checkout down"), None),
        (("value: 21.8, note: Checkout down", "value: 23, note: Counted again"), "Counted again"),
        (("W45: 24.1", "W45: {na: Stocktaking}"), "Stocktaking"),
        (
            ("W40: at least 22", "W40: {is: at least 20, why: Two stores closed}"),
            "Two stores closed",
        ),
        (("is: at least 25", "is: at least 24"), None),
        (("at least 15, why: Half term", "at least 12, why: Half term"), None),
        (("at least 15, why: Half term", "at least 12, why: Strike"), "Strike"),
    ],
)
def test_a_reason_came_with_a_change_where_it_is_new(put: Put, note: str | None) -> None:
    assert one(compared(put)).note == note


# Where it stands


@pytest.mark.parametrize(
    ("put", "part"),
    [
        (("W45: 24.1", "W45: 25"), "2026-W45: 25"),
        (("W40: at least 22", "W40: at least 20"), "2026-W40: at"),
        (("  2026-W45: 24.1\n", ""), None),
        (("owner: leo", "owner: maya"), "owner: maya"),
        (("W44: {is: at least 15", "W44: {is: at least 12"), "2026-W44"),
        (("  2026-W52: {is: at least 15, why: Holidays}\n", ""), None),
    ],
)
def test_lines_are_those_of_the_new_file(put: Put, part: str | None) -> None:
    shifted = (put, ("title: Repeat", "# one\n# two\ntitle: Repeat"))
    expected = line(edited(BASE, *shifted), part) if part else None
    assert one(compared(*shifted)).line == expected


def test_a_new_number_and_one_that_is_gone_are_one_change() -> None:
    record, today = read(BASE), date.fromisoformat(AS_OF)
    new = measurable_difference(None, record, today, Calendar())
    assert told(new) == [("added", "", None, record.title)]
    gone = measurable_difference(record, None, today, Calendar())
    assert told(gone) == [("removed", "", record.title, None)]
    assert measurable_difference(None, None, today, Calendar()) == ()


def test_a_number_that_goes_to_another_scorecard_is_moved() -> None:
    record = read(BASE)
    moved = replace(record, scorecard="leadership", id="repeats")
    changes = measurable_difference(record, moved, date.fromisoformat(AS_OF), Calendar())
    assert told(changes) == [("moved", "", "team/repeat-rate", "leadership/repeats")]


def test_a_cadence_that_comes_from_the_scorecard_is_told_too() -> None:
    record = read("title: Orders\nowner: leo\n")
    monthly = replace(record, cadence=Cadence.MONTH)
    changes = measurable_difference(record, monthly, date.fromisoformat(AS_OF), Calendar())
    assert told(changes) == [("cadence", "every", "week", "month")]


# Beside check-ins


def test_a_number_that_moves_from_a_check_in_to_the_record_is_no_change() -> None:
    put = ("W43: 23\n", "W43: 23\n  2026-W44: 24\n")
    said = {"2026-W44": entry("24")}
    assert compared(put, said_before=said) == ()
    other = one(compared(put, said_before={"2026-W44": entry("20")}))
    assert told([other]) == [value("rewritten", "W44", "20", "24")]


def test_a_number_that_moves_from_the_record_to_a_check_in_is_no_change() -> None:
    put = ("  2026-W45: 24.1\n", "")
    assert compared(put, said_after={"2026-W45": entry("24.1")}) == ()
    lower = one(compared(put, said_after={"2026-W45": entry("30")}))
    assert told([lower]) == [value("rewritten", "W45", "24.1", "30")]


def test_what_check_ins_say_is_known_by_its_period_and_the_owner_comes_last() -> None:
    workspace = load(
        {
            PATH: BASE,
            "checkins/2026-W44/leo.yaml": "date: 2026-11-02\nvalues:\n  team/repeat-rate: 24\n",
            "checkins/2026-W44/ana.yaml": "date: 2026-11-03\nvalues:\n  team/repeat-rate: 20\n",
        }
    )
    (record,) = workspace.measurables
    assert said_of(record, workspace) == {"2026-W44": entry("24")}


def test_hostile_text_comes_out_as_data() -> None:
    evil = "\x1b[31m[red] `a` | <b> ${{x}}\u202e"
    before = replace(read(BASE), values={"2026-W45": entry("1")})
    after = replace(before, values={"2026-W45": entry("2", evil), f"2026-W46{evil}": entry("3")})
    changes = measurable_difference(before, after, date.fromisoformat(AS_OF), Calendar())
    assert changes[0].note == evil
    assert changes[1].field == f"values.2026-W46{evil}"


# Any two versions

KEYS = st.sampled_from(["2026-W44", "2026-W45", "2026-W46", "2026-W47", "2026-W48", "2026-10"])
TEXTS = st.sampled_from(["a", "b", "a, b"])
MAYBE = st.none() | TEXTS
DAYS = st.none() | st.dates(date(2026, 11, 14), date(2026, 11, 22))
NAMES = st.lists(TEXTS, max_size=2).map(tuple)
WORDS = st.sampled_from(["at least 5", "at least 6", ">= 5", "at most 5", "yes", "nonsense"])
AMOUNTS = st.builds(Scalar, st.sampled_from(["1", "1.0", "2", "yes"]), st.booleans())
ENTRIES = st.builds(ValueEntry, value=AMOUNTS, note=MAYBE, from_=MAYBE, on=DAYS) | st.builds(
    ValueEntry, na=TEXTS, note=MAYBE
)
GOALS = st.builds(GoalEntry, WORDS, st.none() | WORDS, MAYBE, DAYS)
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.sampled_from(["orders", "calls"]),
    "scorecard": st.sampled_from(["team", "leadership"]),
    "title": TEXTS,
    "owner": TEXTS,
    "definition": MAYBE,
    "entered_by": MAYBE,
    "unit": st.sampled_from([Unit(), Unit(UnitKind.PERCENT), Unit(UnitKind.YES_NO)]),
    "decimals": st.none() | st.integers(0, 2),
    "every": st.none() | st.sampled_from(Cadence),
    "perspective": st.none() | st.sampled_from(Perspective),
    "indicator": st.none() | st.sampled_from(Indicator),
    "rollup": st.none() | st.builds(Rollup, st.sampled_from(Method), MAYBE),
    "goal": st.dictionaries(st.just(ALWAYS), GOALS) | st.dictionaries(KEYS, GOALS, max_size=3),
    "exceptions": st.dictionaries(KEYS, st.builds(ExceptionEntry, WORDS, MAYBE), max_size=2),
    "supports": MAYBE,
    "sops": NAMES,
    "formula": MAYBE,
    "source": st.none()
    | st.builds(Pull, file=TEXTS, period=TEXTS, timeout=st.integers(1, 2))
    | st.builds(Pull, command=st.just(("get",))),
    "since": st.none() | KEYS,
    "archived": DAYS,
    "formerly": NAMES,
    "values": st.dictionaries(KEYS, ENTRIES, max_size=3),
}
NUMBERS = st.fixed_dictionaries(PARTS).map(lambda given: Measurable(origin=Origin(PATH), **given))
TODAY = st.dates(date(2026, 11, 14), date(2026, 11, 24))


def test_every_compared_field_is_drawn() -> None:
    assert {each.name for each in fields(Measurable) if each.compare} == PARTS.keys()


@given(NUMBERS, TODAY)
def test_a_number_is_no_other_than_itself(some: Measurable, as_of: date) -> None:
    assert measurable_difference(some, replace(some), as_of, Calendar()) == ()


@given(NUMBERS, NUMBERS, st.sets(st.sampled_from(sorted(PARTS)), max_size=2), TODAY)
def test_whatever_differs_is_told(
    then: Measurable, other: Measurable, which: set[str], as_of: date
) -> None:
    now = replace(then, cadence=Cadence.WEEK, **{name: getattr(other, name) for name in which})
    same_cadence = then.every == now.every
    changes = measurable_difference(then, now, as_of, Calendar())
    assert bool(changes) is (then != now) or not same_cadence
    kinds = [list(K).index(K(each.kind)) for each in changes]
    assert kinds == sorted(kinds)


@given(NUMBERS, st.dictionaries(KEYS, ENTRIES, max_size=3), TODAY)
def test_a_number_is_rewritten_exactly_where_it_was_over_and_is_another(
    then: Measurable, values: dict[str, ValueEntry], as_of: date
) -> None:
    now = replace(then, values=values)
    changes = measurable_difference(then, now, as_of, Calendar())
    told_so = {each.about for each in changes if each.kind is K.VALUE_REWRITTEN}
    ends = {
        "2026-W44": date(2026, 11, 1),
        "2026-W45": date(2026, 11, 8),
        "2026-W46": date(2026, 11, 15),
        "2026-W47": date(2026, 11, 22),
        "2026-W48": date(2026, 11, 29),
        "2026-10": date(2026, 10, 31),
    }
    for key in told_so:
        assert key is not None
        assert ends[key] < as_of
        assert then.values[key] != values[key]
        assert values[key].na is None
    plain = {"1", "2"}
    for key in then.values.keys() & values.keys():
        texts = {each.value.text for each in (then.values[key], values[key]) if each.value}
        if texts == plain and ends[key] < as_of:
            assert key in told_so
