"""The commands that change files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, Result, Run

ROCK = "rocks/2026-Q4/loyalty-programme.yaml"


def rock(run: Run, folder: Path, *arguments: str, user: str = "maya") -> Result:
    environment = {"OPSCTL_USER": user} if user else {}
    return run("rock", *arguments, "--as-of", DAY, cwd=folder, environment=environment)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_word_is_added_and_nothing_else_changes(run: Run, northwind: Path) -> None:
    before = contents(northwind)
    done = rock(
        run,
        northwind,
        *("log", "loyalty-programme", "off-track"),
        *("--now", "6.4", "--note", "Vendor: late, again"),
    )
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "loyalty-programme: maya says off-track, now 6.4 on 2026-11-20"
        "  → opsctl rock show loyalty-programme\n"
    )
    after = contents(northwind)
    added = (
        b"  - date: 2026-11-20\n    by: maya\n    say: off-track\n    now: 6.4\n"
        b'    note: "Vendor: late, again"\n'
    )
    assert after == {**before, ROCK: before[ROCK] + added}


def test_an_earlier_word_goes_where_its_day_belongs(run: Run, northwind: Path) -> None:
    done = rock(run, northwind, "log", "loyalty-programme", "on-track", "--date", "2026-10-08")
    assert done.code == 0
    shown = json.loads(rock(run, northwind, "show", "loyalty-programme", "-o", "json").out)
    days = [entry["date"] for entry in shown["log"]]
    assert "2026-10-08" in days
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("log", "loyalty-programme"), "nothing is said"),
        (("log", "loyalty-programme", "fine"), "`fine` is not one of on-track"),
        (("log", "loyalty-programme", "on-track", "--now", "6,4"), "write 6.4"),
        (("log", "loyalty-programme", "on-track", "--by", "may"), "did you mean `maya`?"),
        (("set", "loyalty-programme", "owner=may"), "did you mean `maya`?"),
        (("set", "loyalty-programme", "ownr=maya"), "did you mean `owner`?"),
        (("set", "loyalty-programme", "owner"), "write FIELD=VALUE"),
        (("set", "loyalty-programme", "owner="), "`owner` is needed"),
        (("set", "loyalty-programme", "due=2027-01-01"), "ROCK008"),
        (("set", "loyalty-programme", "status=missed"), "ROCK002"),
        (("set", "loyalty-programme", "supports=nothing"), "ROCK007"),
        (("set", "loyalty-programme", "log=x"), "opsctl rock log"),
        (("set", "fewer-size-returns", "outcome.to="), "`to` is needed"),
        (("milestone", "loyalty-programme"), "say one of --add"),
        (("milestone", "loyalty-programme", "--done", "99"), "has no milestone `99`"),
        (("milestone", "loyalty-programme", "--add", "X"), "--due is needed"),
        (("new", "A Rock", "--owner", "nobody"), "nobody called `nobody`"),
        (("new", "A Rock", "--milestone", "No date"), "has no date"),
        (("new", "Launch", "--id", "loyalty-programme"), "exists already"),
        (("new", "A Rock", "--id", "Not An Id"), "write not-an-id"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_is_said(
    run: Run, northwind: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(northwind)
    done = rock(run, northwind, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert contents(northwind) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "loyalty-programme", "on-track"),
        ("set", "loyalty-programme", "due=2026-12-01", "helpers=leo,ana"),
        ("milestone", "loyalty-programme", "--done", "5"),
        ("new", "Ship 10 parcels", "--due", "2026-12-01"),
    ],
)
def test_a_dry_run_shows_the_difference_and_changes_nothing(
    run: Run, northwind: Path, arguments: tuple[str, ...]
) -> None:
    before = contents(northwind)
    done = rock(run, northwind, *arguments, "--dry-run")
    assert done.code == 0, done.err
    assert done.out.startswith("--- ")
    assert contents(northwind) == before


def test_a_rock_is_closed_with_the_day_and_what_was_learned(run: Run, northwind: Path) -> None:
    done = rock(run, northwind, "set", "loyalty-programme", "status=done", "result.learned=Ask")
    assert done.code == 0, done.err
    text = (northwind / ROCK).read_text(encoding="utf-8")
    assert text.endswith('status: done\nresult:\n  date: 2026-11-20\n  learned: "Ask"\n')


def test_a_milestone_is_added_in_order_done_moved_and_reopened(run: Run, northwind: Path) -> None:
    name = "loyalty-programme"
    added = rock(run, northwind, "milestone", name, "--add", "Press", "--due", "2026-11-27")
    assert added.code == 0, added.err
    assert rock(run, northwind, "milestone", name, "--done", "press").code == 0
    assert rock(run, northwind, "milestone", name, "--reopen", "Press").code == 0
    moved = rock(run, northwind, "milestone", name, "--move", "Press", "--due", "2026-11-28")
    assert moved.code == 0, moved.err
    shown = json.loads(rock(run, northwind, "show", name, "-o", "json").out)
    press = {"title": "Press", "due": "2026-11-28", "done": None, "weight": 1}
    assert press in shown["milestones"]
    dues = [each["due"] for each in shown["milestones"]]
    assert dues == sorted(dues)
    assert run("check", "--fail-on", "error", cwd=northwind).code == 0


def test_a_new_rock_is_written_and_read(run: Run, northwind: Path) -> None:
    done = rock(
        run,
        northwind,
        *("new", "Zürich: open the 2nd shop", "--owner", "me", "--team", "marketing"),
        *("--milestone", "Lease: signed: 2026-12-01", "--supports", "beyond-britain"),
    )
    assert done.code == 0, done.err
    path = northwind / "rocks/2026-Q4/zurich-open-the-2nd-shop.yaml"
    assert path.read_text(encoding="utf-8") == (
        'title: "Zürich: open the 2nd shop"\nowner: maya\nteam: marketing\n'
        "supports: beyond-britain\nmilestones:\n"
        '  - title: "Lease: signed"\n    due: 2026-12-01\n'
    )


def test_a_rock_without_any_figure_is_written_with_a_remark(run: Run, northwind: Path) -> None:
    done = rock(run, northwind, "new", "Be better")
    assert done.code == 0
    assert "no figure yet, e.g. 1,000 downloads" in done.err


def test_writing_never_falls_back_to_an_earlier_quarter(run: Run, northwind: Path) -> None:
    environment = {"OPSCTL_USER": "maya"}
    day = ("--as-of", "2027-02-01")
    done = run("rock", "new", "Go 1", *day, cwd=northwind, environment=environment)
    assert done.code == 0
    assert (northwind / "rocks/2027-Q1/go-1.yaml").is_file()


def test_who_speaks_is_asked_for_where_nobody_can_tell(run: Run, northwind: Path) -> None:
    done = rock(run, northwind, "log", "loyalty-programme", "on-track", user="")
    assert done.code == 2
    assert "--by maya" in done.err


def test_a_file_in_the_way_of_the_edit_is_refused_unharmed(run: Run, northwind: Path) -> None:
    path = northwind / ROCK
    path.write_text("{title: A 1, owner: maya, log: [{date: 2026-11-02, say: on-track}]}\n")
    before = contents(northwind)
    done = rock(run, northwind, "log", "loyalty-programme", "on-track")
    assert done.code == 2
    assert "block style" in done.err
    assert contents(northwind) == before


def test_a_new_rock_is_asked_for_on_a_terminal(northwind: Path) -> None:
    code, screen = run_in_terminal(
        ["rock", "new", "--as-of", DAY],
        northwind,
        answers=[
            ("What is the Rock", "Answer faster"),
            ("Done means", ""),
            ("with a figure", "First answer within 4 hours"),
            ("Owner", "nobody"),
            ("Owner", "priya"),
            ("Team", "customer-care"),
            ("Due", "31.12.2026"),
            ("Due", "2026-12-18"),
            ("Milestone 1", "Rota agreed"),
            ("due", "2027-01-01"),
            ("due", "2026-12-01"),
            ("Milestone 2", ""),
        ],
    )
    assert code == 0, screen
    assert "no figure yet, e.g. 1,000 downloads" in screen
    assert "nobody called `nobody`" in screen
    assert "write 2026-12-31" in screen
    assert "outside of the quarter" in screen
    assert (northwind / "rocks/2026-Q4/answer-faster.yaml").read_text(encoding="utf-8") == (
        'title: "Answer faster"\nowner: priya\n'
        'done_means: "First answer within 4 hours"\nteam: customer-care\ndue: 2026-12-18\n'
        'milestones:\n  - title: "Rota agreed"\n    due: 2026-12-01\n'
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--done", "1", "--due", "2026-12-01"), "--due goes with --add or --move"),
        (("--move", "1", "--on", "2026-12-01"), "--on goes with --done"),
        (("--reopen", "1", "--weight", "2"), "--weight goes with --add"),
    ],
)
def test_an_option_without_effect_is_refused(
    run: Run, northwind: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = rock(run, northwind, "milestone", "loyalty-programme", *arguments)
    assert done.code == 2
    assert said in done.err


def test_a_word_of_tomorrow_is_refused(run: Run, northwind: Path) -> None:
    done = rock(run, northwind, "log", "loyalty-programme", "on-track", "--date", "2026-11-21")
    assert done.code == 2
    assert "2026-11-21 is still to come" in done.err


def test_a_result_goes_with_the_status_that_it_belongs_to(run: Run, northwind: Path) -> None:
    def show() -> dict[str, object]:
        data = json.loads(rock(run, northwind, "show", "loyalty-programme", "-o", "json").out)
        return {"standing": data["standing"], "result": data["result"]}

    assert rock(run, northwind, "set", "loyalty-programme", "status=done").code == 0
    assert rock(run, northwind, "set", "loyalty-programme", "status=").code == 0
    assert show() == {"standing": "on-track", "result": None}
    missed = rock(run, northwind, "set", "loyalty-programme", "status=missed", "result.why=Late")
    assert missed.code == 0
    dropped = rock(run, northwind, "set", "loyalty-programme", "status=dropped")
    assert dropped.code == 2
    assert "result.why" in dropped.err


def test_writing_to_a_bare_id_never_reaches_another_quarter(run: Run, northwind: Path) -> None:
    done = rock(run, northwind, "log", "stock-accuracy", "on-track")
    assert done.code == 2
    assert "did you mean `2026-Q3/stock-accuracy`?" in done.err


def test_a_figure_that_a_scorecard_gives_is_typed_there(run: Run, northwind: Path) -> None:
    file = northwind / "rocks/2026-Q4/one-page-checkout.yaml"
    outcome = "outcome: {measurable: company/orders, to: 3000}\n"
    file.write_text(file.read_text(encoding="utf-8") + outcome, encoding="utf-8")
    done = rock(run, northwind, "log", "one-page-checkout", "--now", "3")
    assert done.code == 2
    assert "comes from the scorecards: `company/orders`" in done.err
    assert "opsctl scorecard set company/orders NUMBER" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "loyalty-programme", "owner=leo", "owner=ana"), "`owner` is given twice"),
        (("set", "loyalty-programme", "owner=maya"), "nothing would change"),
        (("milestone", "loyalty-programme", "--done", "1"), "is done since"),
        (("log", "one-page-checkout", "--now", "3"), "has no outcome of its own"),
        (("log", "loyalty-programme", "--note", " "), "--note has nothing in it"),
    ],
)
def test_a_slip_is_said_and_changes_nothing(
    run: Run, northwind: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(northwind)
    done = rock(run, northwind, *arguments)
    assert done.code == 2
    assert said in done.err
    assert contents(northwind) == before


def test_an_interrupted_question_writes_nothing_and_says_so(northwind: Path) -> None:
    before = contents(northwind)
    code, screen = run_in_terminal(
        ["rock", "new", "--as-of", DAY], northwind, answers=[("What is the Rock", "\x04")]
    )
    assert code == 130
    assert "nothing was written" in screen
    assert contents(northwind) == before


def test_an_error_that_another_file_has_already_is_no_leave_to_repeat_it(
    run: Run, northwind: Path
) -> None:
    other = northwind / "rocks/2026-Q4/newsletter-readers.yaml"
    text = other.read_text(encoding="utf-8")
    other.write_text(f"{text}depends_on: [nowhere]\n", encoding="utf-8")
    before = contents(northwind)
    done = rock(run, northwind, "set", "loyalty-programme", "depends_on=nowhere")
    assert done.code == 2
    assert "ROCK014" in done.err
    assert contents(northwind) == before
