"""What an edit of a Rock's file changes in what was promised, judged by reading."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.record_change import Ease, RecordChange
from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.analysis.rock_difference import rock_difference
from opsctl.analysis.standing import Standing
from opsctl.model.period import Calendar
from opsctl.model.rock import LogEntry, Milestone, Outcome, Rescue, Result, Rock, Say, Status
from tests.analysis.edits import Put, Told, edited, line, one, told
from tests.factories import Q3, Q4, day, milestone, rock, word
from tests.scorecards import load

PATH = "rocks/2026-Q4/loyalty-programme.yaml"
BASE = """\
title: Launch a loyalty programme
done_means: Enrolment open to all
owner: maya
helpers: [leo, ana]
team: marketing
area: customer
supports: grow-retention
due: 2026-12-11
outcome:
  measure: Customers enrolled
  unit: percent
  from: 0
  to: 10
milestones:
  - title: Vendor chosen
    due: 2026-10-16
  - title: Enrolment page live
    due: 2026-11-13
    weight: 2
  - title: First thousand members
    due: 2026-12-04
    done: 2026-12-01
depends_on: [warehouse-capacity, 2026-Q3/loyalty-pilot]
rescues:
  - date: 2026-11-02
    by: maya
    cause: resource
    next: Borrow a designer
    check: 2026-11-09
log:
  - date: 2026-11-09
    by: maya
    say: off-track
    now: 2.5
    note: Vendor is late
  - date: 2026-11-16
    by: leo
    say: on-track
carried_from: 2026-Q3/loyalty-pilot
formerly: [loyalty]
"""
STATUS = "carried_from:"
CHOSEN = "  - title: Vendor chosen\n    due: 2026-10-16\n"
LIVE = "  - title: Enrolment page live\n    due: 2026-11-13\n    weight: 2\n"
FIRST = "  - date: 2026-11-09\n    by: maya\n    say: off-track\n    now: 2.5\n"
NEXT = "  - date: 2026-11-23\n    by: maya\n    say: in-danger\n    note: 'No: late'\n"
LAST = "  - date: 2026-11-16\n    by: leo\n    say: on-track\n"
SAID = "maya: off-track, now 2.5, Vendor is late"


def read(text: str, path: str = PATH) -> Rock:
    workspace = load({path: text})
    (found,) = workspace.rocks
    return found


def compared(*puts: Put, base: str = BASE) -> tuple[RecordChange, ...]:
    return rock_difference(read(base), read(edited(base, *puts)), Calendar())


def milestone_told(kind: str, field: str, before: str | None, after: str | None) -> Told:
    return (f"milestone-{kind}", f"milestones.{field}", before, after)


CASES: list[tuple[str, list[Put], list[Told]]] = [
    ("a comment", [("owner: maya", "owner: maya  # she agreed")], []),
    ("quotes", [("title: Launch a", 'title: "Launch a'), ("programme\nd", 'programme"\nd')], []),
    ("a number in another way", [("  to: 10", "  to: 10.0")], []),
    (
        "keys in another order",
        [("team: marketing\narea: customer", "area: customer\nteam: marketing")],
        [],
    ),
    ("owner", [("owner: maya", "owner: lena")], [("owner", "owner", "maya", "lena")]),
    (
        "title",
        [("title: Launch a", "title: Start a")],
        [("title", "title", "Launch a loyalty programme", "Start a loyalty programme")],
    ),
    (
        "done means",
        [("open to all", "open to some")],
        [("done-means", "done_means", "Enrolment open to all", "Enrolment open to some")],
    ),
    (
        "done means taken out",
        [("done_means: Enrolment open to all\n", "")],
        [("done-means", "done_means", "Enrolment open to all", None)],
    ),
    (
        "helper more",
        [("[leo, ana]", "[leo, ana, omar]")],
        [("helper-added", "helpers", None, "omar")],
    ),
    ("helper less", [("[leo, ana]", "[ana]")], [("helper-removed", "helpers", "leo", None)]),
    (
        "helpers turned",
        [("[leo, ana]", "[ana, leo]")],
        [("order", "helpers", "leo, ana", "ana, leo")],
    ),
    (
        "another helper",
        [("[leo, ana]", "[leo, omar]")],
        [("helper-added", "helpers", None, "omar"), ("helper-removed", "helpers", "ana", None)],
    ),
    ("team", [("team: marketing", "team: sales")], [("team", "team", "marketing", "sales")]),
    ("team left out", [("team: marketing\n", "")], [("team", "team", "marketing", None)]),
    ("area", [("area: customer", "area: growth")], [("area", "area", "customer", "growth")]),
    (
        "supports",
        [("supports: grow-retention", "supports: open-markets")],
        [("supports", "supports", "grow-retention", "open-markets")],
    ),
    (
        "due later",
        [("2026-12-11", "2026-12-18")],
        [("due-later", "due", "2026-12-11", "2026-12-18")],
    ),
    (
        "due earlier",
        [("2026-12-11", "2026-12-10")],
        [("due-earlier", "due", "2026-12-11", "2026-12-10")],
    ),
    (
        "due left to the quarter",
        [("due: 2026-12-11\n", "")],
        [("due-later", "due", "2026-12-11", "2026-12-31")],
    ),
    (
        "outcome taken out",
        [("outcome:\n  measure: Customers enrolled\n  unit: percent\n  from: 0\n  to: 10\n", "")],
        [("outcome", "outcome", "Customers enrolled (percent) from 0 to 10", None)],
    ),
    ("target", [("  to: 10", "  to: 8")], [("outcome-target", "outcome.to", "10", "8")]),
    ("start", [("  from: 0", "  from: 2.5")], [("outcome-start", "outcome.from", "0", "2.5")]),
    (
        "another figure",
        [("Customers enrolled", "Customers asked")],
        [("outcome", "outcome.measure", "Customers enrolled", "Customers asked")],
    ),
    (
        "from a scorecard",
        [("measure: Customers enrolled", "measurable: maya/members")],
        [
            ("outcome", "outcome.measure", "Customers enrolled", None),
            ("outcome", "outcome.measurable", None, "maya/members"),
        ],
    ),
    (
        "milestone added",
        [(LIVE, f"{LIVE}  - title: Till trained\n    due: 2026-11-20\n")],
        [milestone_told("added", "2", None, "2026-11-20")],
    ),
    (
        "milestone added and done",
        [(LIVE, f"{LIVE}  - title: Till trained\n    due: 2026-11-20\n    done: 2026-11-19\n")],
        [
            milestone_told("added", "2", None, "2026-11-20"),
            milestone_told("done", "2.done", None, "2026-11-19"),
        ],
    ),
    ("milestone removed", [(CHOSEN, "")], [milestone_told("removed", "0", "2026-10-16", None)]),
    (
        "milestone moved",
        [("2026-10-16", "2026-10-23")],
        [milestone_told("moved", "0.due", "2026-10-16", "2026-10-23")],
    ),
    (
        "milestone renamed",
        [("Vendor chosen", "Vendor signed")],
        [milestone_told("renamed", "0.title", "Vendor chosen", "Vendor signed")],
    ),
    (
        "milestone renamed to something unlike on the same day",
        [("Vendor chosen", "Papers ready")],
        [milestone_told("renamed", "0.title", "Vendor chosen", "Papers ready")],
    ),
    (
        "milestone renamed and moved",
        [("Vendor chosen", "Vendor signed"), ("2026-10-16", "2026-10-23")],
        [milestone_told("replaced", "0", "Vendor chosen, 2026-10-16", "Vendor signed, 2026-10-23")],
    ),
    (
        "another milestone on another day",
        [("Vendor chosen", "Papers ready"), ("2026-10-16", "2026-10-23")],
        [
            milestone_told("removed", "0", "2026-10-16", None),
            milestone_told("added", "0", None, "2026-10-23"),
        ],
    ),
    (
        "milestone weighs more",
        [("weight: 2", "weight: 3")],
        [milestone_told("weight", "1.weight", "2", "3")],
    ),
    (
        "milestone weighs as any",
        [("    weight: 2\n", "")],
        [milestone_told("weight", "1.weight", "2", "1")],
    ),
    ("its weight written", [(CHOSEN, f"{CHOSEN}    weight: 1\n")], []),
    (
        "milestone done",
        [(CHOSEN, f"{CHOSEN}    done: 2026-10-14\n")],
        [milestone_told("done", "0.done", None, "2026-10-14")],
    ),
    (
        "milestone done on another day",
        [("done: 2026-12-01", "done: 2026-11-30")],
        [milestone_told("done", "2.done", "2026-12-01", "2026-11-30")],
    ),
    (
        "milestone open again",
        [("    done: 2026-12-01\n", "")],
        [milestone_told("reopened", "2.done", "2026-12-01", None)],
    ),
    ("milestones turned", [(CHOSEN + LIVE, LIVE + CHOSEN)], [("order", "milestones", None, None)]),
    (
        "milestones turned and one moved",
        [(CHOSEN + LIVE, LIVE + CHOSEN.replace("10-16", "10-23"))],
        [milestone_told("moved", "1.due", "2026-10-16", "2026-10-23")],
    ),
    (
        "planned",
        [(STATUS, f"status: planned\n{STATUS}")],
        [("replanned", "status", "running", "planned")],
    ),
    (
        "done",
        [(STATUS, f"status: done\nresult:\n  date: 2026-12-10\n  impact: Loved\n{STATUS}")],
        [("done", "status", "running", "done"), ("result", "result.impact", None, "Loved")],
    ),
    (
        "missed",
        [(STATUS, f"status: missed\nresult:\n  date: 2026-12-30\n  why: Too late\n{STATUS}")],
        [("missed", "status", "running", "missed")],
    ),
    (
        "dropped",
        [(STATUS, f"status: dropped\nresult:\n  why: No money\n  learned: Ask\n{STATUS}")],
        [("dropped", "status", "running", "dropped"), ("result", "result.learned", None, "Ask")],
    ),
    (
        "waits for another",
        [("[warehouse-capacity,", "[hire-packers,")],
        [
            ("dependency-added", "depends_on", None, "hire-packers"),
            ("dependency-removed", "depends_on", "warehouse-capacity", None),
        ],
    ),
    (
        "word added",
        [
            (
                LAST,
                f"{LAST}{NEXT}",
            )
        ],
        [("word-added", "log.2", None, "maya: in-danger, No: late")],
    ),
    (
        "figure added",
        [(LAST, f"{LAST}  - date: 2026-11-23\n    now: 6.20\n")],
        [("word-added", "log.2", None, "now 6.20")],
    ),
    (
        "word changed",
        [("say: off-track", "say: on-track")],
        [("word-changed", "log.0", SAID, "maya: on-track, now 2.5, Vendor is late")],
    ),
    (
        "figure of a word changed",
        [("now: 2.5", "now: 5")],
        [("word-changed", "log.0", SAID, "maya: off-track, now 5, Vendor is late")],
    ),
    (
        "note of a word changed",
        [("Vendor is late", "All well")],
        [("word-changed", "log.0", SAID, "maya: off-track, now 2.5, All well")],
    ),
    (
        "day of a word changed",
        [("  - date: 2026-11-09", "  - date: 2026-11-10")],
        [("word-changed", "log.0", f"2026-11-09 {SAID}", f"2026-11-10 {SAID}")],
    ),
    (
        "author of a word changed",
        [("    by: leo", "    by: maya")],
        [("word-changed", "log.1", "leo: on-track", "maya: on-track")],
    ),
    (
        "word taken out",
        [(f"{FIRST}    note: Vendor is late\n", "")],
        [("word-removed", "log", SAID, None)],
    ),
    (
        "rescue added",
        [("log:\n", "  - date: 2026-11-16\n    help: A week of Omar\nlog:\n")],
        [("rescue-added", "rescues.1", None, "A week of Omar")],
    ),
    (
        "rescue taken out",
        [(BASE[BASE.index("rescues") : BASE.index("log:")], "")],
        [("rescue-removed", "rescues", "Borrow a designer", None)],
    ),
    (
        "rescue checked later",
        [("check: 2026-11-09", "check: 2026-11-20")],
        [("rescue-changed", "rescues.0.check", "2026-11-09", "2026-11-20")],
    ),
    (
        "carried from elsewhere",
        [("carried_from: 2026-Q3/loyalty-pilot", "carried_from: 2026-Q3/members")],
        [("carried-from", "carried_from", "2026-Q3/loyalty-pilot", "2026-Q3/members")],
    ),
    (
        "a former id more",
        [("[loyalty]", "[loyalty, points]")],
        [("formerly", "formerly", "loyalty", "loyalty, points")],
    ),
    (
        "scope, date and owner, the most important first",
        [
            ("weight: 2", "weight: 3"),
            ("Launch a", "Start a"),
            ("2026-12-11", "2026-12-18"),
            ("owner: maya", "owner: lena"),
        ],
        [
            ("owner", "owner", "maya", "lena"),
            ("due-later", "due", "2026-12-11", "2026-12-18"),
            milestone_told("weight", "1.weight", "2", "3"),
            ("title", "title", "Launch a loyalty programme", "Start a loyalty programme"),
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
    before, after = read(BASE), read(edited(BASE, *puts))
    assert rock_difference(after, before, Calendar())


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (Status.PLANNED, None, "committed"),
        (None, Status.PLANNED, "replanned"),
        (Status.MISSED, Status.PLANNED, "replanned"),
        (Status.DONE, None, "reopened"),
        (Status.MISSED, Status.DONE, "done"),
        (Status.PLANNED, Status.DROPPED, "dropped"),
    ],
)
def test_a_status_is_told_by_what_it_means(
    before: Status | None, after: Status | None, kind: str
) -> None:
    changes = rock_difference(rock(status=before), rock(status=after), Calendar())
    expected = (kind, "status", before or "running", after or "running")
    assert told(changes) == [expected]


def test_an_end_comes_with_its_day_and_its_reason() -> None:
    ended = rock(status=Status.MISSED, result=Result(day("12-30"), "Too late"))
    change = one(rock_difference(rock(), ended, Calendar()))
    assert (change.about, change.note) == ("2026-12-30", "Too late")
    other = rock(status=Status.DROPPED, result=Result(day("12-30"), "Too late"))
    assert one(rock_difference(ended, other, Calendar())).note is None


def test_the_result_of_an_ended_rock_is_compared_by_its_parts() -> None:
    then = rock(status=Status.MISSED, result=Result(day("12-30"), "Too late"))
    now = replace(then, result=Result(day("12-29"), "The vendor went", learned="Ask"))
    assert told(rock_difference(then, now, Calendar())) == [
        ("result", "result.date", "2026-12-30", "2026-12-29"),
        ("result", "result.why", "Too late", "The vendor went"),
        ("result", "result.learned", None, "Ask"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "ease"),
    [
        (("0", "10"), ("0", "8"), Ease.EASIER),
        (("0", "10"), ("0", "12"), Ease.HARDER),
        (("60", "20"), ("60", "30"), Ease.EASIER),
        (("60", "20"), ("60", "10"), Ease.HARDER),
        (("0", "10"), ("0", "-2"), None),
        (("0", "10"), ("12", "11"), None),
        (("5", "5"), ("5", "6"), None),
        (("0", "10"), ("2", "12"), Ease.HARDER),
    ],
)
def test_a_target_is_easier_where_it_came_nearer_the_same_way(
    before: tuple[str, str], after: tuple[str, str], ease: Ease | None
) -> None:
    then, now = (
        rock(outcome=Outcome(measure="Members", from_=Decimal(a), to=Decimal(b)))
        for a, b in (before, after)
    )
    changes = rock_difference(then, now, Calendar())
    assert [each.ease for each in changes if each.kind is K.OUTCOME_TARGET] == [ease]


def test_a_target_of_another_figure_is_neither_easier_nor_harder() -> None:
    changes = compared(("Customers enrolled", "Customers asked"), ("  to: 10", "  to: 8"))
    assert [each.ease for each in changes] == [None, None]


def test_a_due_day_that_is_only_written_down_moves_nothing() -> None:
    changes = rock_difference(rock(), rock(due=day("12-31")), Calendar())
    assert told(changes) == [("due-written", "due", None, "2026-12-31")]
    changes = rock_difference(rock(), rock(due=day("12-30")), Calendar())
    assert told(changes) == [("due-earlier", "due", "2026-12-31", "2026-12-30")]


def test_a_rock_that_moves_to_another_quarter_takes_its_due_day_with_it() -> None:
    changes = rock_difference(rock(quarter=Q3), rock(quarter=Q4), Calendar())
    assert told(changes) == [("moved", "quarter", "2026-Q3", "2026-Q4")]
    renamed = rock_difference(rock("points"), rock("loyalty"), Calendar())
    assert told(renamed) == [("renamed", "id", "points", "loyalty")]


def test_a_new_rock_and_one_that_is_gone_are_one_change_with_how_they_stood() -> None:
    new = read(BASE)
    assert told(rock_difference(None, new, Calendar())) == [("added", "", None, new.title)]
    gone = rock_difference(new, None, Calendar(), Standing.OFF_TRACK, None)
    assert told(gone) == [("removed", "", new.title, None), ("standing", "", "off-track", None)]
    assert rock_difference(None, None, Calendar()) == ()


def test_how_it_stands_is_told_where_that_is_otherwise() -> None:
    same = rock_difference(rock(), rock(), Calendar(), Standing.ON_TRACK, Standing.ON_TRACK)
    assert same == ()
    worse = rock_difference(rock(), rock(), Calendar(), Standing.ON_TRACK, Standing.IN_DANGER)
    assert told(worse) == [("standing", "", "on-track", "in-danger")]


def test_milestones_of_one_title_are_matched_by_day_then_in_order() -> None:
    first, second = milestone("10-16"), milestone("11-13")
    then = rock(milestones=(first, second))
    once = rock_difference(then, rock(milestones=(second,)), Calendar())
    assert told(once) == [milestone_told("removed", "0", "2026-10-16", None)]
    later = rock_difference(then, rock(milestones=(first, milestone("11-20"))), Calendar())
    assert told(later) == [milestone_told("moved", "1.due", "2026-11-13", "2026-11-20")]


def test_a_milestone_is_named_by_its_title_of_today() -> None:
    change = one(compared(("Vendor chosen", "Vendor signed")))
    assert change.about == "Vendor signed"
    assert one(compared((CHOSEN, ""))).about == "Vendor chosen"


@pytest.mark.parametrize(
    ("put", "part"),
    [
        (("owner: maya", "owner: lena"), "owner: lena"),
        (("  to: 10", "  to: 8"), "  to: 8"),
        (("weight: 2", "weight: 3"), "weight: 3"),
        (("say: off-track", "say: on-track"), "date: 2026-11-09"),
        (("    weight: 2\n", ""), "title: Enrolment page"),
        (("team: marketing\n", ""), None),
        ((f"{FIRST}    note: Vendor is late\n", ""), None),
    ],
)
def test_lines_are_those_of_the_new_file(put: Put, part: str | None) -> None:
    shifted = (put, ("title: Launch", "# one\n# two\ntitle: Launch"))
    after = edited(BASE, *shifted)
    expected = line(after, part) if part else None
    assert one(compared(*shifted)).line == expected


def test_hostile_text_comes_out_as_data() -> None:
    evil = "\x1b[31m[red] `a` | <b> ${{x}}\u202e"
    entry = LogEntry(day("11-23"), "maya", Say.ON_TRACK, note=evil)
    change = one(rock_difference(rock(), rock(log=(entry,)), Calendar()))
    assert change.after == f"maya: on-track, {evil}"


# Any two versions

DAYS = st.dates(day("10-01"), day("10-04"))
TEXTS = st.sampled_from(["a", "b", "a b", "b, c"])
MAYBE = st.none() | TEXTS
NUMBERS = st.sampled_from([Decimal(0), Decimal(1), Decimal("2.5")])
NAMES = st.lists(TEXTS, max_size=2).map(tuple)
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.sampled_from(["a", "b"]),
    "quarter": st.sampled_from([Q3, Q4]),
    "title": TEXTS,
    "owner": TEXTS,
    "done_means": MAYBE,
    "helpers": NAMES,
    "team": MAYBE,
    "area": MAYBE,
    "supports": MAYBE,
    "due": st.none() | DAYS | st.just(day("12-31")),
    "outcome": st.none()
    | st.builds(Outcome, measure=MAYBE, measurable=MAYBE, unit=MAYBE, from_=NUMBERS, to=NUMBERS),
    "milestones": st.lists(
        st.builds(
            Milestone, TEXTS, DAYS, st.sampled_from([Decimal(1), Decimal(2)]), st.none() | DAYS
        ),
        max_size=3,
    ).map(tuple),
    "depends_on": NAMES,
    "rescues": st.lists(st.builds(Rescue, DAYS, by=MAYBE, next=MAYBE, told=NAMES), max_size=2).map(
        tuple
    ),
    "log": st.lists(
        st.builds(
            LogEntry, DAYS, MAYBE, st.none() | st.sampled_from(Say), st.none() | NUMBERS, MAYBE
        ),
        max_size=3,
    ).map(tuple),
    "status": st.none() | st.sampled_from(Status),
    "result": st.none() | st.builds(Result, st.none() | DAYS, MAYBE, MAYBE, MAYBE),
    "carried_from": MAYBE,
    "formerly": NAMES,
}
ROCKS = st.fixed_dictionaries(PARTS).map(lambda given: rock(**given))


def test_every_compared_field_is_drawn() -> None:
    assert {each.name for each in fields(Rock) if each.compare} == PARTS.keys()


@given(ROCKS)
def test_a_rock_is_no_other_than_itself(some: Rock) -> None:
    assert rock_difference(some, replace(some), Calendar()) == ()


@given(ROCKS, ROCKS, st.sets(st.sampled_from(sorted(PARTS)), max_size=2))
def test_whatever_differs_is_told(then: Rock, other: Rock, which: set[str]) -> None:
    now = replace(then, **{name: getattr(other, name) for name in which})
    changes = rock_difference(then, now, Calendar())
    assert bool(changes) is (then != now)
    kinds = [list(K).index(K(each.kind)) for each in changes]
    assert kinds == sorted(kinds)


@given(ROCKS, ROCKS)
def test_a_milestone_or_word_is_lost_as_often_as_it_is_gained_the_other_way(
    then: Rock, now: Rock
) -> None:
    there = [each.kind for each in rock_difference(then, now, Calendar())]
    back = [each.kind for each in rock_difference(now, then, Calendar())]
    grown = len(now.milestones) - len(then.milestones)
    assert there.count(K.MILESTONE_ADDED) - there.count(K.MILESTONE_REMOVED) == grown
    assert there.count(K.HELPER_ADDED) == back.count(K.HELPER_REMOVED)
    said = len(now.log) - len(then.log)
    assert there.count(K.WORD_ADDED) - there.count(K.WORD_REMOVED) == said


def test_what_check_ins_say_is_not_compared() -> None:
    assert rock_difference(rock(), rock(said=(word("11-16"),)), Calendar()) == ()
