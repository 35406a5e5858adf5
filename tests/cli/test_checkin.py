"""`opsctl checkin`: what it asks, writes, corrects and refuses, and who has spoken."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opsctl.analysis.rock import view_quarter
from opsctl.analysis.scorecard.measurable import MeasurableView, view_measurable
from opsctl.analysis.scorecard.readings import Readings
from opsctl.loading.workspace import load_workspace
from opsctl.model.period import Quarter, Week
from opsctl.model.unit import Value
from opsctl.model.workspace import Workspace
from opsctl.text.tree import FolderTree
from tests.checkins import MONDAY, NUMBERS, PEOPLE, ROCKS, company, number_of, write
from tests.cli.terminal import run_in_terminal
from tests.conftest import Result, Run, run_opsctl
from tests.history.repositories import clone, new_repository

MAYA = "checkins/2026-W46/maya.yaml"
LEO = "checkins/2026-W46/leo.yaml"
SPOKEN = "date: 2026-11-16\nvalues:\n  team/leo: 24.1\nrocks:\n  leo-1:\n    say: on-track\n"


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    return company(tmp_path / "acme")


def said(folder: Path, text: str, *more: str, who: str = "leo", on: str = MONDAY) -> Result:
    """Check in from the input."""
    given = ("checkin", "--as-of", on, *more)
    return run_opsctl(
        *given, cwd=folder, environment={"OPSCTL_USER": who}, stdin=text.encode("utf-8")
    )


def asked(
    folder: Path, answers: Sequence[tuple[str, str]], *more: str, who: str = "leo"
) -> tuple[int, str]:
    """Check in on a terminal."""
    environment = {"OPSCTL_USER": who, "NO_COLOR": "1"}
    given = ["checkin", "--as-of", MONDAY, *more]
    return run_in_terminal(given, folder, answers=answers, environment=environment)


def content(folder: Path, path: str) -> str:
    return (folder / path).read_text(encoding="utf-8")


# Questions


def test_seven_rocks_and_ten_numbers_take_a_minute(acme: Path) -> None:
    answers = [("Open 1", "o"), ("Shops open now", "6.2"), ("Open 2", "f Late"), ("now", "")]
    answers += [(f"Open {number}", "o") for number in range(3, 8)]
    answers += [(name.capitalize(), "21.8") for name in NUMBERS]
    answers += [("Headline", ""), ("Win", ""), ("Write", "")]
    code, screen = asked(acme, answers, who="maya")
    assert code == 0, screen
    pressed = sum(len(answer) + 1 for _, answer in answers)
    assert pressed < 90
    written = content(acme, MAYA)
    assert [written.count(f"\n  {name}:\n") for name in ROCKS] == [1] * 7
    assert [written.count(f"  maya/{name}: 21.8\n") for name in NUMBERS] == [1] * 10
    assert '  rock-2:\n    say: off-track\n    note: "Late"\n' in written
    assert "    now: 6.2\n" in written
    assert "hit  Number-a  21.8  goal at least 20" in screen


def test_enter_keeps_the_word_of_the_week_before(acme: Path) -> None:
    write(
        acme, "checkins/2026-W45/leo.yaml", "date: 2026-11-09\nrocks: {leo-1: {say: in-danger}}\n"
    )
    answers = [("Close 1", ""), ("Leo, percent", "24.1"), ("Headline", ""), ("Win", "")]
    code, screen = asked(acme, [*answers, ("Write", "y")])
    assert code == 0, screen
    assert "Enter in danger" in screen
    assert "  leo-1:\n    say: in-danger\n" in content(acme, LEO)


def test_where_there_was_no_word_one_is_needed_or_left_out_by_a_dash(acme: Path) -> None:
    answers = [("Close 1", ""), ("a word is needed", "x"), ("none of the words", "-")]
    answers += [
        ("Leo, percent", "2,5"),
        ("write 2.5", "n/a"),
        ("why is there no number", "n/a Closed # Flood"),
    ]
    answers += [("Headline", "A"), ("Headline", "B"), ("Headline", ""), ("Win", ""), ("Write", "")]
    code, screen = asked(acme, answers)
    assert code == 0, screen
    assert content(acme, LEO) == (
        'date: 2026-11-16\nvalues:\n  team/leo: {na: "Closed", note: "Flood"}\n'
        'headlines:\n  - "A"\n  - "B"\n'
    )


def test_a_correction_starts_from_what_stands_there_and_leaves_all_other_bytes(acme: Path) -> None:
    before = (
        "# said in a hurry\ndate: 2026-11-16   # Monday\nvalues: {team/leo: 24.1}  # sure?\n"
        "rocks: {leo-1: {say: on-track, note: 'All well'}}\nwins: [One]\n"
    )
    write(acme, LEO, before)
    answers = [("Enter on track", ""), ("Enter 24.1", "42.1"), ("Headline", ""), ("Win", "")]
    code, screen = asked(acme, [*answers, ("Write", "")])
    assert code == 0, screen
    assert content(acme, LEO) == before.replace("24.1", "42.1")


def test_an_answer_typed_anew_keeps_the_note_of_a_number_and_not_that_of_another_word(
    acme: Path,
) -> None:
    before = "date: 2026-11-16\nvalues: {team/leo: {value: 7, note: Why}}\n"
    write(acme, LEO, before + "rocks: {leo-1: {say: on-track, note: 'All well'}}\n")
    answers = [("Close 1", "d"), ("Leo, percent", "9"), ("Headline", ""), ("Win", "")]
    code, screen = asked(acme, [*answers, ("Write", "")])
    assert code == 0, screen
    after = before.replace("7", "9") + "rocks: {leo-1: {say: in-danger}}\n"
    assert content(acme, LEO) == after
    assert "gone  leo-1: All well" in screen
    answers[0] = ("Close 1", "")
    code, screen = asked(acme, [answers[0], ("Leo, percent", "9 #"), *answers[2:], ("Write", "")])
    assert code == 0, screen
    assert "values: {team/leo: 9}\n" in content(acme, LEO)


def test_nothing_is_written_when_it_is_stopped_or_refused(acme: Path) -> None:
    code, screen = asked(acme, [("Close 1", "o"), ("Leo, percent", "\x04")])
    assert (code, "stopped; nothing was written" in screen) == (130, True), screen
    answers = [("Close 1", "o"), ("Leo, percent", "24.1"), ("Headline", ""), ("Win", "")]
    code, screen = asked(acme, [*answers, ("Write", "n")])
    assert (code, "nothing was written" in screen) == (0, True), screen
    code, screen = asked(acme, answers, "--dry-run")
    assert (code, "+  team/leo: 24.1" in screen) == (0, True), screen
    assert not (acme / "checkins").exists()


# The input


def test_a_check_in_comes_from_the_input_or_a_file(acme: Path) -> None:
    text = "values: {team/leo: 24.1}\nrocks: {leo-1: {say: on-track}}\n"
    done = said(acme, text)
    assert done.code == 0, done.err
    assert content(acme, LEO) == SPOKEN
    assert "checkins/2026-W46/leo.yaml: 1 Rock, 1 number, said on 2026-11-16" in done.out
    write(acme, "mine.yaml", text)
    again = said(acme, "", "--from", "mine.yaml", on="2026-11-18")
    assert (again.code, again.err) == (0, "nothing is new; nothing was written\n")
    assert content(acme, LEO) == SPOKEN


def test_what_is_handed_in_goes_over_what_was_said(acme: Path) -> None:
    write(acme, LEO, SPOKEN + 'wins:\n  - "One"\n')
    done = said(acme, "rocks: {leo-1: {say: off-track, note: Late}}\n", on=MONDAY)
    assert done.code == 0, done.err
    corrected = SPOKEN.replace("on-track\n", 'off-track\n    note: "Late"\n')
    assert content(acme, LEO) == corrected + 'wins:\n  - "One"\n'


def test_what_is_not_given_stays(acme: Path) -> None:
    before = (
        'date: 2026-11-16\nvalues:\n  maya/number-a:\n    value: 7\n    note: "Why"\n'
        'rocks:\n  rock-1:\n    say: on-track\n    now: 6.2\n    note: "Well"\nwins:\n  - "One"\n'
    )
    write(acme, MAYA, before)
    text = "values: {maya/number-a: {value: 8}}\nrocks: {rock-1: {now: 7}}\nwins: [Two, One]\n"
    done = said(acme, text, who="maya")
    assert done.code == 0, done.err
    after = before.replace("value: 7", "value: 8").replace("6.2", "7") + '  - "Two"\n'
    assert content(acme, MAYA) == after


def test_a_note_goes_with_its_word_and_that_is_shown(acme: Path) -> None:
    old = "date: 2026-11-16\nrocks:\n  rock-1:\n    say: on-track\n    now: 6.2\n"
    write(acme, MAYA, old + '    note: "All well"\n')
    done = said(acme, "rocks: {rock-1: {say: in-danger}}\n", who="maya")
    assert done.code == 0, done.err
    assert content(acme, MAYA) == old.replace("on-track", "in-danger")
    assert " gone  rock-1: on track\n gone  rock-1: All well\n" in done.out


def test_what_is_said_of_a_rock_on_a_later_day_goes_to_its_log_as_of_that_day(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    text = "rocks: {leo-1: {say: off-track, note: Late}}\n"
    done = said(acme, text, on="2026-11-18")
    assert done.code == 0, done.err
    assert "new on 2026-11-18  Close 1 of leo  off track, “Late”" in done.out
    assert content(acme, LEO) == SPOKEN
    log = "  - date: 2026-11-18\n    by: leo\n    say: off-track\n"
    assert log in content(acme, "rocks/2026-Q4/leo-1.yaml")
    again = said(acme, text, on="2026-11-18")
    assert (again.code, again.err) == (0, "nothing is new; nothing was written\n")


def test_a_slip_is_mended_with_the_day_of_the_check_in(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    record = content(acme, "rocks/2026-Q4/leo-1.yaml")
    text = "rocks: {leo-1: {say: off-track}}\n"
    done = said(acme, text, "--date", MONDAY, on="2026-11-18")
    assert done.code == 0, done.err
    assert content(acme, LEO) == SPOKEN.replace("on-track", "off-track")
    assert content(acme, "rocks/2026-Q4/leo-1.yaml") == record
    for day, why in (("2026-11-19", "still to come"), ("2026-11-08", "lies before 2026-W46")):
        late = said(acme, text, "--week", "2026-W46", "--date", day, on="2026-11-18")
        assert (late.code, why in late.err) == (2, True)


# What stands elsewhere


def test_a_word_that_stands_in_the_log_is_shown_and_not_asked_for(acme: Path) -> None:
    log = "log:\n  - {date: 2026-11-16, by: leo, say: off-track}\n"
    write(acme, "rocks/2026-Q4/leo-1.yaml", f"title: Close 1\nowner: leo\n{log}")
    answers = [("off track: said on 2026-11-16 already, in rocks/2026-Q4/leo-1.yaml:4", "24.1")]
    code, screen = asked(acme, [*answers, ("Headline", ""), ("Win", ""), ("Write", "")])
    assert code == 0, screen
    assert content(acme, LEO) == "date: 2026-11-16\nvalues:\n  team/leo: 24.1\n"


def test_two_weeks_are_caught_up_on_one_day(acme: Path) -> None:
    assert said(acme, "rocks: {leo-1: {say: in-danger}}\n").code == 0
    week = ("--week", "2026-W45")
    answers = [("in danger: said on 2026-11-16 already", "24.1"), ("Headline", ""), ("Win", "")]
    code, screen = asked(acme, [*answers, ("Write", "")], *week)
    assert code == 0, screen
    text = "rocks: {leo-1: {say: on-track}}\n"
    clash = said(acme, text, *week)
    assert clash.code == 2
    assert f"`in-danger` is said of `leo-1` on 2026-11-16 in {LEO}:4" in clash.err
    earlier = said(acme, text, *week, "--date", "2026-11-10")
    assert earlier.code == 0, earlier.err


def test_what_stands_elsewhere_and_says_the_same_is_left_out(acme: Path) -> None:
    log = "log: [{date: 2026-11-16, by: leo, say: off-track}]\n"
    write(acme, "rocks/2026-Q4/leo-1.yaml", f"title: Close 1\nowner: leo\n{log}")
    write(acme, "scorecards/team/leo.yaml", number_of("leo", "leo", "values: {2026-W46: 3}\n"))
    text = "values: {team/leo: 3.0}\nrocks: {leo-1: {say: off-track}}\n"
    done = said(acme, text)
    assert (done.code, done.err) == (0, "nothing is new; nothing was written\n")
    clash = said(acme, text.replace("3.0", "4"))
    message = "`team/leo` stands in scorecards/team/leo.yaml:3, and says otherwise: `3`"
    assert message in clash.err
    noted = said(acme, "rocks: {leo-1: {say: off-track, note: Late}}\n")
    assert "and the note belongs there" in noted.err


def test_a_number_that_another_has_otherwise_is_asked_for_again(acme: Path) -> None:
    write(acme, "scorecards/team/x.yaml", number_of("leo", "x", "entered_by: ana\n"))
    write(acme, "checkins/2026-W46/ana.yaml", "date: 2026-11-16\nvalues: {team/x: 5}\n")
    write(acme, LEO, "date: 2026-11-16\nvalues: {team/x: 5}\n")
    answers = [("Close 1", "o"), ("Leo, percent", ""), ("X, number", "6")]
    answers += [("says otherwise: `5`", ""), ("Headline", ""), ("Win", ""), ("Write", "")]
    code, screen = asked(acme, answers)
    assert code == 0, screen


def test_answers_that_cannot_be_written_are_not_lost(acme: Path) -> None:
    write(acme, LEO, "{date: 2026-11-16,\n wins: [One]}\n")
    answers = [("Close 1", "o All well"), ("Leo, percent", "24.1"), ("Headline", "")]
    code, screen = asked(acme, [*answers, ("Win", "Two"), ("Win", "")])
    assert code != 0, screen
    assert "opsctl checkin --week 2026-W46 --by leo --from FILE takes them" in screen
    kept = screen[screen.index("date: 2026-11-16\nvalues") : screen.index("error:")]
    (acme / LEO).unlink()
    assert said(acme, kept).code == 0
    assert content(acme, LEO) == kept


def test_answers_are_kept_whole_where_the_folder_cannot_be_made(acme: Path) -> None:
    environment = {"OPSCTL_USER": "leo", "NO_COLOR": "1"}
    long = "Key account renewed " * 12
    answers = [("Close 1", "o"), ("Leo, percent", "24.1"), ("Headline", long), ("Headline", "")]
    (acme / "checkins").write_text("in the way", encoding="utf-8")
    given = ["checkin", "--as-of", MONDAY]
    answers += [("Win", ""), ("Write", "")]
    code, screen = run_in_terminal(given, acme, answers=answers, environment=environment)
    assert code != 0, screen
    assert f'  - "{long.strip()}"\n' in screen


@pytest.mark.parametrize("source", ["/dev/zero", "pipe", "huge.yaml"])
def test_a_file_without_end_is_not_read_to_its_end(acme: Path, source: str) -> None:
    os.mkfifo(acme / "pipe")
    write(acme, "huge.yaml", "wins: [One]\n" + "# more\n" * 200_000)
    for command in (("checkin",), ("scorecard", "fill")):
        given = (*command, "--from", source, "--as-of", MONDAY)
        done = run_opsctl(*given, cwd=acme, environment={"OPSCTL_USER": "leo"})
        assert done.code == 2
        why = ("more than 1,048,576 bytes", "nobody is there to ask", "holds nothing")
        assert any(each in done.err for each in why), done.err


def test_signs_that_no_file_has_as_they_are_are_kept_as_escapes(acme: Path) -> None:
    done = said(acme, 'wins: ["a\\u2066b\\u202ec"]\n')
    assert done.code == 0, done.err
    assert content(acme, LEO).endswith('  - "a\\u2066b\\u202ec"\n')


def test_every_mistake_is_told_at_its_place_and_nothing_is_written(acme: Path) -> None:
    text = (
        "date: 2026-11-17\nvalues:\n  team/leo: 24,1\n  team/loe: 1\n  team/ana: 3\n"
        "rocks:\n  leo-2: {say: on-track}\n  leo-1: {now: 4}\n"
    )
    done = said(acme, text)
    assert done.code == 2
    assert [line for line in done.err.splitlines() if line.startswith("stdin:")] == [
        "stdin:1:7: `2026-11-17` is still to come",
        "stdin:3:13: `24,1` is not a number (unit percent)",
        "stdin:4:3: there is no number `team/loe`",
        "stdin:5:3: `team/ana` is entered by ana",
        "stdin:7:3: 2026-Q4 has no Rock `leo-2`",
        "stdin:8:16: `leo-1` has no outcome of its own that a number could be of",
    ]
    assert "stdin has 6 mistakes; nothing was written" in done.err
    wrong = said(acme, "rocks: {leo-1: {say: fine}}\nvalus: {}\n")
    assert "stdin:1:22: " in wrong.err
    assert "stdin:2:1: unknown key `valus`" in wrong.err
    assert not (acme / "checkins").exists()


def test_without_anything_said_nobody_is_asked_in_the_dark(acme: Path) -> None:
    done = said(acme, "")
    assert (done.code, "nobody is there to ask" in done.err) == (2, True)
    nobody = said(acme, "wins: [One]\n", who="")
    assert (nobody.code, "opsctl cannot tell who you are" in nobody.err) == (2, True)


def test_a_stand_in_writes_down_what_another_says(acme: Path) -> None:
    done = said(acme, "rocks: {ana-1: {say: on-track}}\n", "--by", "Ana")
    assert done.code == 0, done.err
    assert "written down for ana" in done.out
    assert (acme / "checkins/2026-W46/ana.yaml").exists()


def test_a_name_cannot_lead_out_of_the_workspace(acme: Path) -> None:
    (acme / "people.yaml").unlink()
    done = said(acme, "wins: [One]\n", who="../../leo")
    assert (done.code, "cannot be an id" in done.err) == (2, True)


def test_a_check_in_that_cannot_be_read_is_not_written_over(acme: Path) -> None:
    write(acme, LEO, "date: [\n")
    done = said(acme, "wins: [One]\n")
    assert (done.code, "could not be read" in done.err) == (2, True)
    assert content(acme, LEO) == "date: [\n"


def test_hostile_words_stay_words(acme: Path) -> None:
    note = 'a: b # c\x1b[2J " \\ %0A ::error:: {x}'
    text = json.dumps({"rocks": {"leo-1": {"say": "on-track", "note": note}}, "wins": [note]})
    done = said(acme, text)
    assert done.code == 0, done.err
    assert "\x1b[2J" not in done.out
    read = load_workspace(FolderTree(acme)).checkins[0]
    assert (read.rocks["leo-1"].note, read.wins) == (note, (note,))
    for format in ("text", "json", "markdown"):
        shown = run_opsctl("checkin", "--status", "--as-of", MONDAY, "-o", format, cwd=acme)
        assert (shown.code, "\x1b[2J" in shown.out) == (0, False)


# Which week, and what is due


def test_the_week_is_the_last_one_closed_or_the_one_that_is_named(acme: Path) -> None:
    for on, week in (("2026-11-15", "W45"), ("2026-11-16", "W46"), ("2026-11-22", "W46")):
        assert said(acme, "wins: [One]\n", on=on).code == 0
        assert (acme / f"checkins/2026-{week}/leo.yaml").exists(), on
    assert said(acme, "wins: [One]\n", "--week", "2026-W44", on="2026-11-20").code == 0
    assert content(acme, "checkins/2026-W44/leo.yaml").startswith("date: 2026-11-20\n")
    later = said(acme, "wins: [One]\n", "--week", "2026-W48", on="2026-11-20")
    assert (later.code, "2026-W48 has not begun" in later.err) == (2, True)
    assert said(acme, "wins: [One]\n", "--week", "46").code == 2


def test_numbers_are_asked_when_their_period_is_over_and_they_stand_nowhere(acme: Path) -> None:
    write(acme, "scorecards/team/costs.yaml", number_of("leo", "costs", "every: month\n"))
    write(acme, "scorecards/team/daily.yaml", number_of("leo", "daily", "every: day\n"))
    later = number_of("leo", "later", "since: 2026-W47\n")
    write(acme, "scorecards/team/later.yaml", later)
    ended = number_of("leo", "ended", "since: 2026-W01\narchived: 2026-11-12\n")
    write(acme, "scorecards/team/ended.yaml", ended)
    there = number_of("leo", "there", "values: {2026-W46: 3}\n")
    write(acme, "scorecards/team/there.yaml", there)
    both = number_of("leo", "both", "formula: leo * 2\n")
    write(acme, "scorecards/team/both.yaml", both)
    helped = number_of("ana", "helped", "entered_by: leo\n")
    write(acme, "scorecards/team/helped.yaml", helped)
    answers = [("Close 1", "o"), ("Costs", "7"), ("Helped", "8"), ("Leo, percent", "9")]
    code, screen = asked(acme, [*answers, ("Headline", ""), ("Win", ""), ("Write", "")])
    assert code == 0, screen
    assert "3 numbers" in screen
    told = "values:\n  team/costs: 7\n  team/helped: 8\n  team/leo: 9\n"
    assert told in content(acme, LEO)
    read = load_workspace(FolderTree(acme))
    costs = read.find_measurable("team/costs", "")
    assert costs is not None
    newest = view_measurable(costs, Readings(read, date(2026, 11, 16))).newest
    assert f"{newest.period} {newest.reading.value}" == "2026-10 7"


# Words in the log of a Rock


def test_a_word_of_the_same_day_is_changed_where_it_stands(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    record = content(acme, "rocks/2026-Q4/leo-1.yaml")
    log = ("rock", "log", "leo-1", "off-track", "--note", "Late", "--by", "leo")
    done = run_opsctl(*log, "--as-of", MONDAY, cwd=acme)
    assert done.code == 0, done.err
    assert f"leo-1: leo says off-track on 2026-11-16 (in {LEO})" in done.out
    corrected = SPOKEN.replace("on-track\n", 'off-track\n    note: "Late"\n')
    assert content(acme, LEO) == corrected
    assert content(acme, "rocks/2026-Q4/leo-1.yaml") == record


def test_a_word_in_two_places_is_changed_in_both(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    entry = "log:\n  - {date: 2026-11-16, by: leo, say: on-track}\n"
    write(acme, "rocks/2026-Q4/leo-1.yaml", f"title: Close 1\nowner: leo\n{entry}")
    log = ("rock", "log", "leo-1", "off-track", "--by", "leo", "--as-of", MONDAY)
    done = run_opsctl(*log, cwd=acme)
    assert done.code == 0, done.err
    assert f"(in rocks/2026-Q4/leo-1.yaml and {LEO})" in done.out
    assert content(acme, LEO) == SPOKEN.replace("on-track", "off-track")
    assert "say: off-track" in content(acme, "rocks/2026-Q4/leo-1.yaml")


def test_a_word_of_another_day_or_person_goes_into_the_record(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    for on, by in (("2026-11-17", "leo"), (MONDAY, "ana")):
        log = ("rock", "log", "leo-1", "off-track", "--by", by, "--as-of", on)
        assert run_opsctl(*log, cwd=acme).code == 0
    assert content(acme, LEO) == SPOKEN
    assert content(acme, "rocks/2026-Q4/leo-1.yaml").count("say: off-track") == 2


def test_the_page_of_a_rock_says_where_a_word_came_from(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    for format, words in (
        ("text", "16 Nov  leo  on track  (check-in of W46)"),
        ("markdown", "- 16 Nov leo on track (check-in of W46)"),
        ("json", '"checkin": "2026-W46"'),
    ):
        shown = run_opsctl("rock", "show", "leo-1", "--as-of", MONDAY, "-o", format, cwd=acme)
        assert words in shown.out


# Who has spoken


def test_who_has_spoken_and_who_has_not(acme: Path) -> None:
    write(acme, LEO, SPOKEN)
    status = ("checkin", "--status", "--as-of", MONDAY)
    text = run_opsctl(*status, cwd=acme).out
    assert "Acme · 9–15 Nov, W46\nspoken 1 of 7\n" in text
    assert " ✓  Leo    on 16 Nov  1 of 1   1 of 1  Mon 16 Nov\n" in text
    assert " ○  Maya   not yet    0 of 7  0 of 10  Mon 16 Nov\n" in text
    page = run_opsctl(*status, "-o", "markdown", cwd=acme).out
    assert "- [x] **Leo** · on 16 Nov · words 1 of 1 · numbers 1 of 1\n" in page
    data = json.loads(run_opsctl(*status, "-o", "json", cwd=acme).out)
    assert [each["id"] for each in data["people"]][-1] == "leo"
    assert (data["week"], data["spoken"], data["expected"]) == ("2026-W46", 1, 7)


def test_a_check_in_is_not_seen_before_it_was_said(acme: Path) -> None:
    write(acme, LEO, SPOKEN.replace("2026-11-16", "2026-11-18"))
    status = ("checkin", "--status", "--week", "2026-W46", "-o", "json")
    for on, spoken in (("2026-11-17", 0), ("2026-11-18", 1)):
        assert json.loads(run_opsctl(*status, "--as-of", on, cwd=acme).out)["spoken"] == spoken


def test_the_day_is_that_of_each_persons_time_zone(acme: Path) -> None:
    zones = {"ana": "Asia/Manila", "kofi": "America/Los_Angeles", "leo": "Europe/London"}

    def days() -> dict[str, str]:
        return {name: str(datetime.now(ZoneInfo(zone)).date()) for name, zone in zones.items()}

    week = ("--week", "2026-W46")
    for name in zones:
        write(acme, f"checkins/2026-W46/{name}.yaml", "date: 2026-11-16\n")
    before = days()
    data = json.loads(run_opsctl("checkin", "--status", *week, "-o", "json", cwd=acme).out)
    found = {each["id"]: each["day"] for each in data["people"] if each["id"] in zones}
    assert found in (before, days())


def test_looking_back_is_for_the_status_alone(acme: Path) -> None:
    work = new_repository(acme)
    work.commit("2026-11-16")
    assert run_opsctl("checkin", "--status", "--at", "HEAD", cwd=acme).code == 0
    refused = said(acme, "wins: [One]\n", "--at", "HEAD")
    assert (refused.code, "--at is for looking at the past" in refused.err) == (2, True)


# Several at once


def test_seven_people_on_seven_branches_merge_and_the_figures_are_right(
    tmp_path: Path, run: Run
) -> None:
    main = new_repository(company(tmp_path / "acme"))
    main.commit("2026-11-14")
    for number, name in enumerate(PEOPLE):
        desk = clone(main, tmp_path / name)
        desk.git("checkout", "-q", "-b", name)
        late = name in ("omar", "kofi")
        text = _checkin_of(name, f"2{number}.5")
        week = ("--week", "2026-W46")
        day = "2026-11-23" if late else MONDAY
        done = said(desk.folder, text, *week, who=name, on=day)
        assert done.code == 0, done.err
        if late:
            assert said(desk.folder, _checkin_of(name, "30"), who=name, on=day).code == 0
        desk.commit(day, by=name)
        main.git("fetch", "-q", str(desk.folder), f"{name}:{name}")
    for name in PEOPLE:
        main.git("merge", "-q", "--no-edit", name, at="2026-11-23T12:00:00+00:00")
    read = load_workspace(FolderTree(main.folder))
    assert (read.findings, len(read.checkins)) == ((), 9)
    monday, later = date(2026, 11, 16), date(2026, 11, 23)
    assert _newest(read, "omar", monday) is None
    assert [str(_newest(read, name, later)) for name in PEOPLE[1:]] == [
        *("None", "None", "None"),
        *("30", "30", "None"),
    ]
    in_w46 = [str(_value_of_week(read, name, later)) for name in PEOPLE[1:]]
    assert in_w46 == ["21.5", "22.5", "23.5", "24.5", "25.5", "26.5"]
    views = [view_quarter(read, Quarter(2026, 4), day) for day in (monday, later)]
    assert [(view.words_given, view.words_expected) for view in views] == [(11, 13), (2, 13)]


def _checkin_of(name: str, value: str) -> str:
    rocks = ROCKS if name == "maya" else (f"{name}-1",)
    words = "".join(f"  {rock}: {{say: on-track}}\n" for rock in rocks)
    numbers = [f"maya/{each}" for each in NUMBERS] if name == "maya" else [f"team/{name}"]
    values = "".join(f"  {each}: {value}\n" for each in numbers)
    return f"rocks:\n{words}values:\n{values}"


def _view(read: Workspace, name: str, on: date) -> MeasurableView:
    measurable = read.find_measurable(f"team/{name}", "")
    assert measurable is not None
    return view_measurable(measurable, Readings(read, on))


def _newest(read: Workspace, name: str, on: date) -> Value | None:
    return _view(read, name, on).newest.reading.value


def _value_of_week(read: Workspace, name: str, on: date) -> Value | None:
    return next(
        each.reading.value for each in _view(read, name, on).shown if each.period == Week(2026, 46)
    )
