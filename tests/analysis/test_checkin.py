"""What somebody has to say about a week, and what check-ins do to Rocks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from opsctl.analysis.checkin import agenda_of, checkin_status, checkin_with
from opsctl.analysis.progress import newest_now, progress
from opsctl.analysis.words import newest_word
from opsctl.loading.workspace import load_workspace
from opsctl.model.period import Week
from opsctl.model.rock import LogEntry, Rock, Say
from opsctl.model.workspace import Workspace
from opsctl.text.tree import OverlayTree
from tests.factories import day

ROCK = "rocks/2026-Q4/shop.yaml"
NUMBER = "scorecards/team/rate.yaml"
MAYA = "checkins/2026-W46/maya.yaml"
W46 = Week(2026, 46)
OPEN = "title: Open 1 shop\nowner: maya\n"
RATE = "title: Rate\nowner: maya\n"


def read(files: dict[str, str]) -> Workspace:
    """Read a few files; they must be sound."""
    settings = {"opsctl.yaml": "format: 1\ncompany: Acme\n"}
    content = {path: text.encode() for path, text in (settings | files).items()}
    found = load_workspace(OverlayTree(None, content))
    assert found.findings == ()
    return found


def spoken(week: str, on: str, text: str, who: str = "maya") -> dict[str, str]:
    """Write a check-in."""
    return {f"checkins/{week}/{who}.yaml": f"date: {day(on)}\n{text}"}


def shop(workspace: Workspace) -> Rock:
    return workspace.rocks[0]


# Words


def test_a_word_of_a_check_in_counts_from_its_day_and_knows_where_it_stands() -> None:
    found = read({ROCK: OPEN, **spoken("2026-W46", "11-16", "rocks: {shop: {say: off-track}}\n")})
    assert newest_word(shop(found), day("11-15")) is None
    word = newest_word(shop(found), day("11-16"))
    assert word is not None
    assert (word.say, word.by) == (Say.OFF_TRACK, "maya")
    place = shop(found).place_of(word, "say")
    assert (place.path, place.span.line, place.span.column) == (MAYA, 2, 21)


def test_a_word_of_the_log_of_the_same_person_and_day_stands() -> None:
    log = "log:\n  - {date: 2026-11-16, by: maya, say: in-danger}\n"
    said = "rocks: {shop: {say: on-track, now: 4, note: Well}}\n"
    found = read({ROCK: OPEN + log, **spoken("2026-W46", "11-16", said)})
    words = [(word.say, word.now and str(word.now)) for word in shop(found).words]
    assert words == [(None, "4"), (Say.IN_DANGER, None)]


def test_a_note_alone_is_not_lost_beside_an_empty_log() -> None:
    found = read({ROCK: OPEN, **spoken("2026-W46", "11-16", "rocks: {shop: {note: Well}}\n")})
    assert [word.note for word in shop(found).words] == ["Well"]


def test_a_bare_id_is_a_rock_of_the_quarter_that_holds_the_thursday() -> None:
    later = {"rocks/2027-Q1/shop.yaml": OPEN}
    said = spoken("2026-W53", "2027-01-04", "rocks: {shop: {say: on-track}}\n")
    found = read({ROCK: OPEN, **later, **said})
    assert [len(rock.said) for rock in found.rocks] == [1, 0]


@pytest.mark.parametrize(
    ("say", "by", "on", "log", "found_there"),
    [
        (Say.OFF_TRACK, "maya", "11-16", "", True),
        (Say.OFF_TRACK, "leo", "11-16", "", False),
        (Say.OFF_TRACK, "maya", "11-17", "", False),
        (Say.OFF_TRACK, "maya", "11-16", "say: on-track", False),
        (Say.OFF_TRACK, "maya", "11-16", "now: 4", True),
        (None, "maya", "11-16", "", False),
    ],
)
def test_a_word_belongs_to_the_check_in_where_it_stands_already(
    say: Say | None, by: str, on: str, log: str, found_there: bool
) -> None:
    entries = f"log:\n  - {{date: 2026-11-16, by: maya, {log}}}\n" if log else ""
    said = "rocks: {shop: {say: on-track, note: Well}}\n"
    found = read({ROCK: OPEN + entries, **spoken("2026-W46", "11-16", said)})
    entry = LogEntry(day(on), by, say, note="Late")
    assert (checkin_with(found, shop(found), entry) is not None) is found_there


# Outcomes that are numbers


OUTCOME = "outcome: {measurable: team/rate, from: 20, to: 30}\n"
VALUES = "values: {2026-W44: 22.5, 2026-W45: 25, 2026-W47: 30}\n"


@pytest.mark.parametrize(
    ("on", "now"), [("11-01", None), ("11-02", "22.5"), ("11-08", "22.5"), ("11-09", "25")]
)
def test_an_outcome_stands_where_the_newest_closed_value_does(on: str, now: str | None) -> None:
    found = read({ROCK: OPEN + OUTCOME, NUMBER: RATE + VALUES})
    value = newest_now(shop(found), found, day(on))
    assert (None if value is None else str(value)) == now


def test_a_value_of_a_check_in_moves_an_outcome_from_its_day_on() -> None:
    said = spoken("2026-W46", "11-18", "values: {team/rate: 27.5}\n")
    found = read({ROCK: OPEN + OUTCOME, NUMBER: RATE + VALUES, **said})
    shares = [progress(shop(found), found, day(on)) for on in ("11-17", "11-18", "11-22", "11-23")]
    assert shares == [Fraction(1, 2), Fraction(3, 4), Fraction(3, 4), Fraction(1)]


def test_a_missing_or_unread_week_leaves_the_value_before_it() -> None:
    values = "values: {2026-W44: 22.5, 2026-W45: {na: Closed}, 2026-W46: many}\n"
    found = read({ROCK: OPEN + OUTCOME, NUMBER: RATE + values})
    assert newest_now(shop(found), found, day("11-20")) == Fraction("22.5")


def test_what_is_said_of_a_rock_does_not_move_an_outcome_that_is_a_number() -> None:
    said = spoken("2026-W46", "11-16", "rocks: {shop: {now: 29}}\n")
    found = read({ROCK: OPEN + OUTCOME, NUMBER: RATE + VALUES, **said})
    assert newest_now(shop(found), found, day("11-16")) == 25


def test_an_outcome_of_an_unknown_number_is_unknown() -> None:
    found = read({ROCK: OPEN + OUTCOME})
    assert progress(shop(found), found, day("11-20")) is None


# What is due


def due(files: dict[str, str], on: str = "11-16", week: Week = W46) -> list[tuple[str, str]]:
    """Name the numbers that Maya is asked for, with their periods."""
    agenda = agenda_of(read(files), "maya", week, day(on))
    return [(str(each.measurable.ref), str(each.period)) for each in agenda.asked]


@pytest.mark.parametrize(
    ("more", "period"),
    [
        ("", "2026-W46"),
        ("since: 2026-W46\n", "2026-W46"),
        ("since: 2026-W47\n", None),
        ("archived: 2026-11-15\n", "2026-W46"),
        ("archived: 2026-11-14\n", None),
        ("values: {2026-W46: 3}\n", None),
        ("values: {2026-W46: {na: Closed}}\n", None),
        ("every: day\n", None),
        ("every: month\n", "2026-10"),
        ("every: month\nvalues: {2026-10: 3}\n", None),
        ("every: quarter\n", "2026-Q3"),
        ("formula: rate * 2\n", None),
    ],
)
def test_which_numbers_are_due(more: str, period: str | None) -> None:
    expected = [("team/rate", period)] if period else []
    assert due({NUMBER: RATE + more}) == expected


def test_a_number_said_in_the_check_in_itself_is_asked_again_to_be_corrected() -> None:
    said = spoken("2026-W46", "11-16", "values: {team/rate: 3}\n")
    assert due({NUMBER: RATE, **said}) == [("team/rate", "2026-W46")]


def test_a_number_that_the_stand_in_has_said_is_not_asked_of_the_owner() -> None:
    said = spoken("2026-W46", "11-16", "values: {team/rate: 3}\n", who="ana")
    assert due({NUMBER: RATE + "entered_by: ana\n", **said}) == []


def test_rocks_are_the_running_ones_of_the_weeks_quarter() -> None:
    ended = OPEN + "status: done\nresult: {date: 2026-11-16}\n"
    files = {ROCK: OPEN, "rocks/2026-Q4/b.yaml": ended, "rocks/2026-Q3/c.yaml": OPEN}
    files |= {"rocks/2026-Q4/d.yaml": OPEN.replace("maya", "leo")}
    for on, names in (("11-15", ["b", "shop"]), ("11-16", ["shop"])):
        agenda = agenda_of(read(files), "maya", W46, day(on))
        assert [rock.id for rock in agenda.rocks] == names


# Who has spoken


def test_everybody_is_asked_on_their_own_day() -> None:
    files = {ROCK: OPEN, "rocks/2026-Q4/b.yaml": OPEN.replace("maya", "ana")}
    files |= spoken("2026-W46", "11-16", "rocks: {b: {say: on-track}}\n", who="ana")
    found = read(files)

    def here(person: str) -> date:
        return day("11-16") if person == "ana" else day("11-15")

    told = checkin_status(found, W46, here)
    assert [(each.person, each.checkin is not None) for each in told.people] == [
        ("maya", False),
        ("ana", True),
    ]
    assert told.spoken == 1
    assert checkin_status(found, W46, lambda person: day("11-15")).spoken == 0


@pytest.mark.parametrize(("on", "given"), [("11-15", 0), ("11-16", 1), ("11-22", 1), ("11-23", 0)])
def test_a_word_in_the_log_of_the_days_after_the_week_is_given(on: str, given: int) -> None:
    log = f"log: [{{date: {day(on)}, by: maya, say: on-track}}]\n"
    told = checkin_status(read({ROCK: OPEN + log}), W46, lambda person: day("11-30"))
    assert (told.people[0].words_given, told.people[0].words_expected) == (given, 1)


def test_a_number_from_anywhere_is_entered() -> None:
    found = read({NUMBER: RATE + "values: {2026-W46: 3}\n"})
    told = checkin_status(found, W46, lambda person: day("11-16"))
    assert (told.people[0].numbers_entered, told.people[0].numbers_due) == (1, 1)
