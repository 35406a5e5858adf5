"""The story of a Rock: what changed between versions, and when it was known and said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from opsctl.analysis.standing import ReasonKind, Standing
from opsctl.analysis.story import (
    Change,
    EventKind,
    Story,
    Value,
    Version,
    changes_between,
    tell_story,
)
from opsctl.model.rock import Rock, Say, Status
from tests.factories import Q3, day, ended, milestone, outcome, rock, word, workspace

BASE = rock(milestones=(milestone("11-06"), milestone("12-04", title="Page live")))


def told(then: Rock, now: Rock) -> list[tuple[str, Value, Value]]:
    return [
        (each.kind, each.before, each.after) for each in changes_between(then, now, workspace())
    ]


def story(
    now: Rock, *versions: Version, as_of: str = "11-20", others: tuple[Rock, ...] = ()
) -> Story:
    return tell_story(now, versions, workspace(now, *others), day(as_of))


def version(on: str, now: Rock | None, *before: Rock, by: str = "Lena") -> Version:
    return Version(day(on), by, before, now)


def kinds(of: Story) -> list[tuple[date, str | None, str]]:
    return [(event.day, event.by, event.change.kind) for event in of.events]


# Changes between two versions


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"team": "marketing", "helpers": ("leo",), "area": "x"}, []),
        ({"title": "New"}, [("title", BASE.title, "New")]),
        ({"owner": "leo"}, [("owner", "maya", "leo")]),
        ({"done_means": "All"}, [("done-means", None, "All")]),
        ({"outcome": outcome("0", "9")}, [("outcome", None, outcome("0", "9"))]),
        ({"due": day("12-01")}, [("due", day("12-31"), day("12-01"))]),
        ({"due": day("12-31")}, []),
        ({"status": Status.DROPPED}, [("status", None, "dropped")]),
        ({"quarter": Q3}, [("moved", "2026-Q4/loyalty-programme", "2026-Q3/loyalty-programme")]),
        ({"id": "x"}, [("moved", "2026-Q4/loyalty-programme", "2026-Q4/x")]),
    ],
)
def test_what_was_promised_is_compared(
    fields: dict[str, object], expected: list[tuple[str, Value, Value]]
) -> None:
    assert told(BASE, replace(BASE, **fields)) == expected  # type: ignore[arg-type]


def test_milestones_are_known_by_their_titles_in_any_order() -> None:
    turned = replace(BASE, milestones=BASE.milestones[::-1])
    assert told(BASE, turned) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (milestone("11-20"), [("milestone-moved", day("11-06"), day("11-20"))]),
        (milestone("11-06", done="11-05"), [("milestone-done", None, day("11-05"))]),
        (milestone("11-06", weight="3"), [("milestone-weight", Decimal(1), Decimal(3))]),
        (
            milestone("11-06", title="Vendor signed"),
            [("milestone-renamed", "Vendor chosen", "Vendor signed")],
        ),
        (
            milestone("11-09", title="Another"),
            [("milestone-removed", day("11-06"), None), ("milestone-added", None, day("11-09"))],
        ),
        (
            milestone("11-09", title="Another", done="11-08"),
            [
                ("milestone-removed", day("11-06"), None),
                ("milestone-added", None, day("11-09")),
                ("milestone-done", None, day("11-08")),
            ],
        ),
    ],
)
def test_a_milestone_is_compared(now: object, expected: list[tuple[str, Value, Value]]) -> None:
    after = replace(BASE, milestones=(now, BASE.milestones[1]))  # type: ignore[arg-type]
    assert told(BASE, after) == expected


def test_a_milestone_that_is_open_again_is_told() -> None:
    done = replace(BASE, milestones=(milestone("11-06", done="11-05"), BASE.milestones[1]))
    assert told(done, BASE) == [("milestone-reopened", day("11-05"), None)]


def test_two_milestones_of_one_title_are_matched_one_by_one() -> None:
    twice = replace(BASE, milestones=(milestone("11-06"), milestone("11-06")))
    once = replace(BASE, milestones=(milestone("11-06"),))
    assert told(twice, once) == [("milestone-removed", day("11-06"), None)]


def test_a_new_word_is_no_change_but_an_old_one_written_anew_is() -> None:
    said = replace(BASE, log=(word("10-12", Say.IN_DANGER),))
    assert told(BASE, said) == []
    assert told(said, BASE) == [("word-removed", "in-danger", None)]
    better = replace(BASE, log=(word("10-12", Say.ON_TRACK), word("10-19")))
    assert told(said, better) == [("word-changed", "in-danger", "on-track")]


# Events


def test_a_new_version_is_told_against_what_it_was_made_from() -> None:
    due, owned = replace(BASE, due=day("12-01")), replace(BASE, owner="leo")
    both = replace(BASE, due=day("12-01"), owner="leo")
    found = story(
        both,
        version("10-01", BASE, by="Ana"),
        version("10-02", due, BASE, by="Ben"),
        version("10-03", owned, BASE, by="Cid"),
        version("10-04", both, due, owned, by="Merger"),
    )
    assert kinds(found) == [
        (day("10-01"), "Ana", "written"),
        (day("10-02"), "Ben", "due"),
        (day("10-03"), "Cid", "owner"),
    ]


def test_of_a_merge_only_what_none_of_its_parents_has_is_told() -> None:
    one, other = replace(BASE, due=day("12-01")), replace(BASE, due=day("12-02"))
    merged = replace(BASE, due=day("12-03"), owner="leo")
    found = story(merged, version("10-04", merged, one, other, by="Merger"))
    assert kinds(found) == [(day("10-04"), "Merger", "owner")]


def test_what_is_dated_later_is_not_seen() -> None:
    later = replace(BASE, due=day("12-01"), log=(word("11-10"),))
    versions = (version("10-01", BASE), version("11-09", later, BASE))
    assert kinds(story(later, *versions, as_of="11-08")) == [(day("10-01"), "Lena", "written")]


def test_a_deleted_file_is_told() -> None:
    found = story(
        BASE, version("10-01", BASE), version("10-02", None, BASE), version("10-03", BASE)
    )
    assert [kind for _, _, kind in kinds(found)] == ["written", "deleted", "written"]


def test_words_are_told_where_they_turn() -> None:
    log = (
        word("10-05"),
        word("10-12"),
        word("10-19", Say.OFF_TRACK, by="leo"),
        word("10-20", None),
        word("10-26"),
    )
    assert kinds(story(rock(log=log))) == [
        (day("10-05"), "maya", "word"),
        (day("10-19"), "leo", "word"),
        (day("10-26"), "maya", "word"),
    ]


def test_what_the_record_dates_is_told_once() -> None:
    done = replace(BASE, milestones=(milestone("11-06", done="11-05"), BASE.milestones[1]))
    assert kinds(story(done)) == [(day("11-05"), None, "milestone-done")]
    written = story(done, version("11-09", done, BASE))
    assert kinds(written) == [(day("11-09"), "Lena", "milestone-done")]


def test_the_end_of_a_rock_is_told_on_its_day() -> None:
    assert kinds(story(ended("x", Status.DONE, "11-18"))) == [(day("11-18"), None, "status")]
    assert kinds(story(ended("x", Status.DONE, "11-21"))) == []


# Evidence and admission


@pytest.mark.parametrize(
    ("as_of", "found"), [("11-06", None), ("11-07", day("11-07")), ("12-20", day("11-07"))]
)
def test_the_evidence_speaks_the_day_after_a_milestone_was_due(
    as_of: str, found: date | None
) -> None:
    evidence = story(BASE, as_of=as_of).evidence
    assert (evidence and evidence.day) == found
    if evidence:
        assert evidence.standing is Standing.IN_DANGER  # overdue, and nothing was ever said
        assert evidence.reasons[0].kind is ReasonKind.MILESTONE_OVERDUE


def test_a_date_that_was_moved_after_it_had_passed_hides_nothing() -> None:
    moved = replace(BASE, milestones=(milestone("11-30"), BASE.milestones[1]))
    versions = (version("10-01", BASE), version("11-09", moved, BASE))
    evidence = story(moved, *versions).evidence
    assert evidence is not None
    assert evidence.day == day("11-07")
    assert story(moved).evidence is None


def test_a_date_that_was_moved_in_time_is_no_evidence() -> None:
    moved = replace(BASE, milestones=(milestone("11-30"), BASE.milestones[1]))
    versions = (version("10-01", BASE), version("11-06", moved, BASE))
    assert story(moved, *versions).evidence is None


def test_a_word_is_no_evidence_and_silence_is_none() -> None:
    quiet = rock(log=(word("10-05", Say.IN_DANGER),))
    assert story(quiet).evidence is None


def test_evidence_is_found_on_the_day_after_the_last_due_day_and_not_after_the_end() -> None:
    open_ended = rock()
    found = tell_story(open_ended, (), workspace(open_ended), date(2027, 6, 1)).evidence
    assert found is not None
    assert (found.day, found.standing) == (date(2027, 1, 1), Standing.IN_DANGER)
    done = ended("x", Status.DONE, "12-30")
    assert tell_story(done, (), workspace(done), date(2027, 6, 1)).evidence is None


def test_a_dependency_in_trouble_is_evidence() -> None:
    waits = rock("waits", depends_on=("loyalty-programme",))
    found = story(waits, others=(BASE,)).evidence
    assert found is not None
    assert found.reasons[0].kind is ReasonKind.DEPENDENCY


def test_before_its_quarter_there_is_no_evidence() -> None:
    assert story(BASE, as_of="08-01").evidence is None


def test_a_file_that_is_younger_than_what_it_tells_is_taken_at_its_word() -> None:
    found = story(BASE, version("11-15", BASE))
    assert found.evidence is not None
    assert found.evidence.day == day("11-07")


@pytest.mark.parametrize(
    ("said", "days"), [("11-05", -2), ("11-07", 0), ("11-10", 3), ("11-21", None)]
)
def test_days_are_counted_from_the_evidence_to_the_first_word(said: str, days: int | None) -> None:
    late = replace(BASE, log=(word("10-05"), word(said, Say.OFF_TRACK)))
    assert story(late).days_to_admission == days


def test_the_first_admission_is_the_first_by_its_day() -> None:
    log = (word("11-16", Say.OFF_TRACK), word("11-09", Say.IN_DANGER, by="leo"))
    admission = story(rock(log=log)).admission
    assert admission is not None
    assert (admission.day, admission.by, admission.say) == (day("11-09"), "leo", Say.IN_DANGER)


def test_every_kind_has_a_phrase() -> None:
    from opsctl.analysis.story import Event
    from opsctl.rendering.rock.story import event_text

    for kind in EventKind:
        change = Change(kind, day("11-06"), day("11-09"), day("11-06"))
        assert event_text(Event(day("11-06"), None, change), day("11-20"))
