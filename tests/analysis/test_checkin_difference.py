"""What an edit of a check-in changes: numbers, words, headlines and wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.checkin_difference import checkin_difference, known_numbers
from opsctl.analysis.record_change import CheckinChangeKind, RecordChange
from opsctl.model.checkin import Checkin, CheckinWord
from opsctl.model.period import Calendar, Week
from opsctl.model.rock import Say
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.text.span import Origin
from tests.analysis.edits import Put, Told, edited, line, one, told
from tests.scorecards import load

PATH = "checkins/2026-W45/maya.yaml"
AS_OF = "2026-11-20"
"""A Friday in 2026-W47; 2026-W46 is the newest closed week, so that of the check-in is older."""

RECORDS = {
    "scorecards/team/orders.yaml": "title: Orders\nowner: maya\nvalues:\n  2026-W45: 90\n",
    "scorecards/team/calls.yaml": "title: Calls\nowner: maya\n",
    "scorecards/team/cash.yaml": "title: Cash\nowner: maya\nevery: month\n",
}
BASE = """\
date: 2026-11-09
values:
  team/calls: 40
  team/cash: {value: 800, note: Before rent}
rocks:
  loyalty-programme:
    say: on-track
    now: 2.5
    note: All well
headlines:
  - Two shops open
  - Rain
wins:
  - First member
"""


def read(text: str) -> tuple[Checkin, Mapping[str, Measurable]]:
    """Read a check-in, and the numbers that it names."""
    workspace = load({**RECORDS, PATH: text})
    (found,) = workspace.checkins
    return found, known_numbers([found], workspace)


def compared(*puts: Put, as_of: str = AS_OF) -> tuple[RecordChange, ...]:
    texts = (BASE, edited(BASE, *puts))
    workspaces = [load({**RECORDS, PATH: text}) for text in texts]
    before, after = (each.checkins[0] for each in workspaces)
    known = [known_numbers((before, after), each) for each in workspaces]
    day = date.fromisoformat(as_of)
    return checkin_difference(before, after, day, Calendar(), *known)


CASES: list[tuple[str, list[Put], list[Told]]] = [
    ("a comment", [("wins:", "# well done\nwins:")], []),
    (
        "day",
        [("date: 2026-11-09", "date: 2026-11-10")],
        [("date", "date", "2026-11-09", "2026-11-10")],
    ),
    (
        "number rewritten",
        [("calls: 40", "calls: 44")],
        [("value-rewritten", "values.team/calls", "40", "44")],
    ),
    (
        "number taken out",
        [("  team/calls: 40\n", "")],
        [("value-removed", "values.team/calls", "40", None)],
    ),
    (
        "number n/a",
        [("calls: 40", "calls: {na: Line down}")],
        [("value-na", "values.team/calls", "40", "n/a")],
    ),
    (
        "number spelled",
        [("calls: 40", "calls: 40.0")],
        [("value-spelling", "values.team/calls", "40", "40.0")],
    ),
    (
        "note",
        [("Before rent", "After rent")],
        [("value-note", "values.team/cash.note", "Before rent", "After rent")],
    ),
    ("number that the record had", [("calls: 40", "calls: 40\n  team/orders: 90")], []),
    (
        "number that is not the record's",
        [("calls: 40", "calls: 40\n  team/orders: 95")],
        [("value-rewritten", "values.team/orders", "90", "95")],
    ),
    (
        "number of an unknown measurable",
        [("calls: 40", "calls: 40\n  team/mails: 5")],
        [("value-filled", "values.team/mails", None, "5")],
    ),
    (
        "word",
        [("say: on-track", "say: off-track")],
        [
            (
                "word-changed",
                "rocks.loyalty-programme",
                "on-track, now 2.5, All well",
                "off-track, now 2.5, All well",
            )
        ],
    ),
    (
        "word added",
        [("headlines:", "  open-germany:\n    say: in-danger\nheadlines:")],
        [("word-added", "rocks.open-germany", None, "in-danger")],
    ),
    (
        "words taken out",
        [(BASE[BASE.index("rocks:") : BASE.index("headlines:")], "")],
        [("word-removed", "rocks.loyalty-programme", "on-track, now 2.5, All well", None)],
    ),
    ("headline", [("  - Rain\n", "")], [("headline-removed", "headlines", "Rain", None)]),
    (
        "headlines turned",
        [("  - Two shops open\n  - Rain\n", "  - Rain\n  - Two shops open\n")],
        [("order", "headlines", "Two shops open, Rain", "Rain, Two shops open")],
    ),
    (
        "win",
        [("  - First member\n", "  - First member\n  - A prize\n")],
        [("win-added", "wins", None, "A prize")],
    ),
    (
        "numbers before words before the rest",
        [
            ("First member", "A prize"),
            ("say: on-track", "say: off-track"),
            ("calls: 40", "calls: 44"),
        ],
        [
            ("value-rewritten", "values.team/calls", "40", "44"),
            (
                "word-changed",
                "rocks.loyalty-programme",
                "on-track, now 2.5, All well",
                "off-track, now 2.5, All well",
            ),
            ("win-removed", "wins", "First member", None),
            ("win-added", "wins", None, "A prize"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("puts", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_edits_change_what_a_reader_would_say(puts: list[Put], expected: list[Told]) -> None:
    assert told(compared(*puts)) == expected


def test_a_number_is_for_the_period_that_ended_by_the_sunday() -> None:
    assert one(compared(("calls: 40", "calls: 44"))).about == "2026-W45"
    assert one(compared(("value: 800", "value: 900"))).about == "2026-10"


@pytest.mark.parametrize(
    ("as_of", "kind"), [("2026-11-08", "value-changed"), ("2026-11-09", "value-rewritten")]
)
def test_the_week_of_a_check_in_is_over_on_its_monday(as_of: str, kind: str) -> None:
    assert one(compared(("calls: 40", "calls: 44"), as_of=as_of)).kind == kind


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-11-15", ["added"]),
        ("2026-11-16", ["added", "value-filled"]),
    ],
)
def test_a_check_in_that_comes_late_tells_each_number_that_it_fills(
    as_of: str, expected: list[str]
) -> None:
    checkin, known = read("date: 2026-11-09\nvalues:\n  team/calls: 40\n")
    changes = checkin_difference(None, checkin, date.fromisoformat(as_of), Calendar(), known, known)
    assert [each.kind for each in changes] == expected


def test_a_late_check_in_that_says_what_the_record_had_fills_nothing() -> None:
    checkin, known = read("date: 2026-11-09\nvalues:\n  team/orders: 90\n")
    day = date.fromisoformat(AS_OF)
    changes = checkin_difference(None, checkin, day, Calendar(), known, known)
    assert [each.kind for each in changes] == ["added"]


def test_a_check_in_that_is_gone_takes_its_numbers_with_it() -> None:
    checkin, known = read(BASE)
    day = date.fromisoformat(AS_OF)
    changes = checkin_difference(checkin, None, day, Calendar(), known, known)
    assert told(changes) == [
        ("removed", "", "2026-11-09", None),
        ("value-removed", "values.team/calls", "40", None),
        ("value-removed", "values.team/cash", "800", None),
    ]
    assert all(each.line is None for each in changes)
    assert checkin_difference(None, None, day, Calendar(), known, known) == ()


def test_lines_are_those_of_the_new_file() -> None:
    puts = (("calls: 40", "calls: 44"), ("date:", "# one\ndate:"))
    assert one(compared(*puts)).line == line(edited(BASE, *puts), "team/calls")


def test_known_are_the_numbers_that_are_there_by_the_names_used() -> None:
    text = "date: 2026-11-09\nvalues:\n  team/calls: 40\n  team/none: 4\n  calls: 4\n"
    checkin, known = read(text)
    assert {name: str(each.ref) for name, each in known.items()} == {"team/calls": "team/calls"}
    assert known_numbers([None, checkin, None], load({})) == {}


# Any two versions

TEXTS = st.sampled_from(["a", "b", "a, b"])
MAYBE = st.none() | TEXTS
NAMES = st.sampled_from(["team/orders", "team/calls", "team/none"])
AMOUNTS = st.builds(Scalar, st.sampled_from(["1", "1.0", "2", "x"]), st.booleans())
ENTRIES = st.builds(ValueEntry, value=AMOUNTS, note=MAYBE) | st.builds(ValueEntry, na=TEXTS)
WORDS = st.builds(
    CheckinWord,
    st.none() | st.sampled_from(Say),
    st.none() | st.sampled_from([Decimal(1), Decimal(2)]),
    MAYBE,
)
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "week": st.sampled_from([Week(2026, 45), Week(2026, 46), Week(2026, 47)]),
    "person": TEXTS,
    "date": st.dates(date(2026, 11, 14), date(2026, 11, 16)),
    "values": st.dictionaries(NAMES, ENTRIES, max_size=3),
    "rocks": st.dictionaries(TEXTS, WORDS, max_size=2),
    "headlines": st.lists(TEXTS, max_size=2).map(tuple),
    "wins": st.lists(TEXTS, max_size=2).map(tuple),
}
CHECKINS = st.fixed_dictionaries(PARTS).map(lambda given: Checkin(origin=Origin(PATH), **given))
TODAY = date.fromisoformat(AS_OF)


def test_every_compared_field_is_drawn() -> None:
    assert {each.name for each in fields(Checkin) if each.compare} == PARTS.keys()


@given(CHECKINS)
def test_a_check_in_is_no_other_than_itself(some: Checkin) -> None:
    assert checkin_difference(some, replace(some), TODAY, Calendar(), {}, {}) == ()


@given(CHECKINS, CHECKINS, st.sets(st.sampled_from(sorted(PARTS)), max_size=2))
def test_whatever_differs_is_told(then: Checkin, other: Checkin, which: set[str]) -> None:
    now = replace(then, **{name: getattr(other, name) for name in which})
    changes = checkin_difference(then, now, TODAY, Calendar(), {}, {})
    assert bool(changes) is (then != now)
    whole = [each for each in changes if isinstance(each.kind, CheckinChangeKind)]
    assert bool(whole) is any(
        getattr(then, name) != getattr(now, name) for name in PARTS.keys() - {"values", "rocks"}
    )
