"""`opsctl quarter start` and `close`: what they show, ask, write, and refuse."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, Golden, Result, Run, run_opsctl
from tests.quarters import ANSWERS, LAST_WEEK, NAMES, old_company

Q4 = "rocks/2026-Q4"
DIES = """
import os, sys
from opsctl.cli import quarter_close
from opsctl.editing import write
count, real = 0, {each: getattr(os, each) for each in ("replace", "fsync")}
def dying(name):
    def call(*arguments):
        global count
        count += 1
        if count == int(os.environ["DIES_AT"]):
            os._exit(137)
        return real[name](*arguments)
    return call
class Os:
    def __getattr__(self, name):
        return dying(name) if name in real else getattr(os, name)
write.os = Os()
from opsctl.__main__ import main
main()
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with eight quarters of Rocks, the last of them running."""
    return old_company(tmp_path_factory.mktemp("years"))


@pytest.fixture(scope="module")
def closed(two_years: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give what the files of that workspace are after one undisturbed closing."""
    folder = copied(two_years, tmp_path_factory.mktemp("closed"))
    done = close(folder)
    assert done.code == 0, done.err
    return contents(folder)


@pytest.fixture
def years(two_years: Path, tmp_path: Path) -> Path:
    return copied(two_years, tmp_path)


def copied(folder: Path, into: Path) -> Path:
    return Path(shutil.copytree(folder, into / "company"))


def close(folder: Path, *more: str) -> Result:
    given = ("quarter", "close", "--from", "answers.yaml", "--as-of", LAST_WEEK)
    return run_opsctl(*given, *more, cwd=folder)


def answered(folder: Path, change: Callable[[str], str]) -> None:
    path = folder / "answers.yaml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


# Starting


def test_the_plan_of_a_quarter(run: Run, golden: Golden, northwind: Path) -> None:
    for format in ("text", "json", "markdown"):
        done = run("quarter", "start", "-n", "--as-of", DAY, "-o", format, cwd=northwind)
        assert (done.code, done.err) == (0, "nothing was written (--dry-run)\n")
        golden(f"quarter-start.{format}", done.out)


def test_starting_turns_what_is_planned_into_commitments(run: Run, northwind: Path) -> None:
    before = contents(northwind)
    done = run("quarter", "start", "--yes", "--as-of", DAY, cwd=northwind)
    assert done.code == 0, done.err
    assert "2026-Q4: 1 Rock started" in done.out
    path = f"{Q4}/spring-catalogue.yaml"
    changed = before[path].replace(b"status: planned\n", b"")
    assert contents(northwind) == {**before, path: changed}
    again = run("quarter", "start", "--as-of", DAY, cwd=northwind)
    assert again.code == 0
    assert "nothing is planned in 2026-Q4" in again.err


def test_starting_asks_first_and_never_writes_unasked(run: Run, northwind: Path) -> None:
    before = contents(northwind)
    done = run("quarter", "start", "--as-of", DAY, cwd=northwind)
    assert done.code == 2
    assert "add --yes" in done.err
    code, screen = run_in_terminal(
        ["quarter", "start", "--as-of", DAY], northwind, answers=[("Start this 1 Rock", "n")]
    )
    assert code == 0, screen
    assert "nothing was written" in screen
    assert contents(northwind) == before


def test_starting_never_falls_back_to_another_quarter(run: Run, northwind: Path) -> None:
    done = run("quarter", "start", "--yes", "--as-of", "2027-01-04", cwd=northwind)
    assert done.code == 0
    assert "nothing is planned in 2027-Q1" in done.err
    assert (northwind / Q4 / "spring-catalogue.yaml").read_text().endswith("status: planned\n")


# Closing from a file


def test_a_closing_writes_results_and_carries_on(years: Path) -> None:
    before = contents(years)
    done = close(years)
    assert (done.code, done.err) == (0, "2026-Q4 is closed: 9 files written\n")
    after = contents(years)
    assert after[f"{Q4}/stock.yaml"] == before[f"{Q4}/stock.yaml"] + (
        b'status: missed\nresult:\n  date: 2026-12-30\n  why: "The count started late"\n'
        b'  learned: "Count every day"\n'
    )
    assert after["rocks/2027-Q1/stock.yaml"].decode() == (
        'title: "Get 98 of 100 counts right"\nowner: omar\nhelpers:\n  - lena\n'
        "area: process\nsupports: grow\ndue: 2027-03-12\n"
        'milestones:\n  - title: "Every shelf"\n    due: 2027-02-26\n    weight: 3\n'
        "carried_from: 2026-Q4/stock\n"
    )
    assert sorted(set(after) - set(before)) == [
        "rocks/2027-Q1/range.yaml",
        "rocks/2027-Q1/stock.yaml",
    ]
    assert "Quarter by quarter" in done.out
    assert run_opsctl("check", "--as-of", LAST_WEEK, cwd=years).code == 0


def test_a_second_run_has_nothing_to_do(years: Path, closed: dict[str, bytes]) -> None:
    assert close(years).code == 0
    for day in (LAST_WEEK, "2027-01-20"):
        again = close(years, "--as-of", day)
        assert (again.code, again.err) == (0, "2026-Q4 is closed: nothing to do\n")
        assert contents(years) == closed


@pytest.mark.parametrize("last", [*range(1, 9), 14, 20, 26, 27])
def test_killed_at_any_point_and_run_again_it_ends_as_if_it_had_run_once(
    years: Path, closed: dict[str, bytes], last: int
) -> None:
    arguments = ("quarter", "close", "--from", "answers.yaml", "--as-of", LAST_WEEK)
    killed = subprocess.run(
        [sys.executable, "-c", DIES, *arguments],
        cwd=years,
        env={"DIES_AT": str(last), "PATH": "", "PYTHONPATH": ""},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == 137, killed.stderr
    done = close(years)
    assert done.code == 0, done.err
    assert contents(years) == closed


def test_killed_from_outside_again_and_again_it_still_ends_well(
    years: Path, closed: dict[str, bytes]
) -> None:
    chance = random.Random(4)
    command = [sys.executable, "-m", "opsctl", "quarter", "close", "--from", "answers.yaml"]
    for _ in range(6):
        started = subprocess.Popen(
            [*command, "--as-of", LAST_WEEK],
            cwd=years,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.2))
        started.kill()
        started.wait()
    assert close(years).code == 0
    assert contents(years) == closed


def test_completion_of_past_quarters_stays_what_it_was(years: Path) -> None:
    def rates() -> list[object]:
        shown = run_opsctl(
            *("quarter", "close", "--story", "-o", "json", "--as-of", LAST_WEEK), cwd=years
        )
        compared: list[object] = json.loads(shown.out)["quarters"]
        return compared

    def completion(quarter: str) -> object:
        given = ("rock", "status", "--quarter", quarter, "-o", "json", "--as-of", LAST_WEEK)
        return json.loads(run_opsctl(*given, cwd=years).out)["completion"]

    past = ["2025-Q1", "2025-Q4", "2026-Q3"]
    before, rates_before = [completion(each) for each in past], rates()
    assert close(years).code == 0
    assert [completion(each) for each in past] == before
    assert rates()[:-1] == rates_before[:-1]
    assert len(rates()) == 8


def test_a_dry_run_writes_nothing(years: Path) -> None:
    before = contents(years)
    done = close(years, "--dry-run")
    assert done.code == 0
    assert "+++ rocks/2027-Q1/stock.yaml" in done.out
    assert contents(years) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nspeed:", "\nspeeed:", "answers.yaml:5:1: 2026-Q4 has no Rock `speeed`"),
        ("\nspeed:", "\nspeeed:", "did you mean `speed`?"),
        ("  learned:", "  lerned:", "did you mean `learned`?"),
        ("status: done", "status: finished", "`finished` is not one of done, missed or dropped"),
        ("  why: The count started late\n", "", "`stock` is missed: why?"),
        ("    due: 2027-03-12\n", "", "`due` is missing in `carry`"),
        ("due: 2027-03-12", "due: 2026-12-12", "`2026-12-12` is outside of 2027-Q1"),
        ("due: 2027-03-12", "due: 12.03.2027", "write 2027-03-12"),
        ("      Every shelf: 2027-02-26\n", "      Evry shelf: 2027-02-26\n", "`Every shelf`?"),
        ("      Every shelf: 2027-02-26\n", "", "“Every shelf” of `stock` needs a new date"),
        ("status: dropped", "status: dropped\n  carry: {due: 2027-01-31}", "nothing of it is"),
        ("status: done", "status: done\n  date: 2026-12-31", "dated 2026-12-31"),
        ("\nspeed:\n  status: done\n", "\n", "speed (omar)"),
        ("\nplan:\n  status: dropped\n  why: No money\n", "\n", "git mv rocks/2026-Q4/plan.yaml"),
    ],
)
def test_answers_that_are_not_whole_are_refused_with_their_place(
    years: Path, old: str, new: str, said: str
) -> None:
    assert old in ANSWERS
    answered(years, lambda text: text.replace(old, new, 1))
    before = contents(years)
    done = close(years)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "nothing was written" in done.err
    assert contents(years) == before


def test_a_rock_that_ended_otherwise_is_not_overwritten(years: Path) -> None:
    assert close(years).code == 0
    answered(years, lambda text: text.replace("speed:\n  status: done", "speed:\n  status: missed"))
    done = close(years)
    assert done.code == 2
    assert "`speed` has ended as done already, not as missed" in done.err


def test_a_carried_rock_never_takes_the_place_of_another(years: Path) -> None:
    other = years / "rocks/2027-Q1/stock.yaml"
    other.parent.mkdir()
    other.write_text("title: Sell 10 bonds\nowner: lena\n", encoding="utf-8")
    done = close(years)
    assert done.code == 2
    assert "2027-Q1 has another Rock `stock` already" in done.err
    answered(
        years, lambda text: text.replace("due: 2027-03-12", "due: 2027-03-12\n    id: shelves")
    )
    assert close(years).code == 0
    assert (years / "rocks/2027-Q1/shelves.yaml").is_file()
    assert other.read_text(encoding="utf-8").startswith("title: Sell")


def test_without_answers_the_rocks_that_would_run_on_are_named(run: Run, years: Path) -> None:
    before = contents(years)
    done = run("quarter", "close", "--as-of", LAST_WEEK, cwd=years)
    assert done.code == 2
    assert "7 Rocks of 2026-Q4 would be left without a result" in done.err
    assert all(name in done.err for name in NAMES)
    assert contents(years) == before


def test_a_template_names_every_open_rock_and_is_read_back(run: Run, years: Path) -> None:
    made = run("quarter", "close", "--template", "--as-of", LAST_WEEK, cwd=years)
    assert made.code == 0
    answered(years, lambda _: made.out.replace("status:\n", "status: dropped\n"))
    done = close(years)
    assert done.code == 2
    assert done.err.count("why?") == 6
    answered(years, lambda text: text.replace("why:\n", "why: Sold\n"))
    assert close(years).code == 0


def test_a_quarter_with_a_broken_file_is_not_closed(run: Run, years: Path) -> None:
    (years / Q4 / "stock.yaml").write_text("title: [", encoding="utf-8")
    done = close(years)
    assert done.code == 2
    assert "files of 2026-Q4 could not be read: `stock`" in done.err


def test_a_quarter_in_its_first_half_is_closed_only_by_name(run: Run, years: Path) -> None:
    early = ("quarter", "close", "--as-of", "2026-10-20")
    assert "2026-Q3 is closed: nothing to do" in run(*early, cwd=years).err
    named = run(*early, "--quarter", "2026-Q4", cwd=years)
    assert "left without a result" in named.err
    future = run(*early, "--quarter", "2027-Q1", cwd=years)
    assert future.code == 2


# The story


def test_the_story_of_a_quarter(run: Run, golden: Golden, northwind: Path) -> None:
    for format in ("text", "json", "markdown"):
        done = run(
            *("quarter", "close", "--story", "--quarter", "2026-Q3", "--as-of", DAY),
            *("-o", format),
            cwd=northwind,
        )
        assert (done.code, done.err) == (0, "")
        golden(f"quarter-close.{format}", done.out)


# Closing on a terminal


def test_a_quarter_is_closed_person_by_person(years: Path, closed: dict[str, bytes]) -> None:
    key = "d done, m missed"
    code, screen = run_in_terminal(
        ["quarter", "close", "--as-of", LAST_WEEK],
        years,
        answers=[
            # lena: plan, shop
            (key, "q"),
            (key, "x"),
            ("Why", ""),
            ("Why", "No money"),
            ("Learned", ""),
            ("Impact", ""),
            (key, ""),
            (key, "m"),
            ("Why", "Builders"),
            ("Learned", ""),
            ("Impact", ""),
            ("Write 2 files", ""),
            # maya: price, range, staff
            (key, "d"),
            ("Learned", ""),
            ("Impact", "Two points"),
            (key, "c"),
            ("Why", "Supplier"),
            ("Learned", ""),
            ("Impact", ""),
            ("Due in 2027-Q1", "2026-03-01"),
            ("Due in 2027-Q1", "2027-03-31"),
            (key, "x"),
            ("Why", "Not now"),
            ("Learned", ""),
            ("Impact", ""),
            ("Write 4 files", "y"),
            # omar: speed, stock
            (key, "d"),
            ("Learned", ""),
            ("Impact", ""),
            (key, "c"),
            ("Why", "The count started late"),
            ("Learned", "Count every day"),
            ("Impact", ""),
            ("Due in 2027-Q1", "2027-03-12"),
            ("Every shelf” due", "2027-02-26"),
            ("Write 3 files", "y"),
        ],
    )
    assert code == 0, screen
    assert "everything in it is done: d" in screen
    assert "outside of the quarter" in screen
    assert "Quarter by quarter" in screen
    assert contents(years) == closed


def test_what_one_person_has_answered_outlives_an_interruption(years: Path) -> None:
    key = "d done, m missed"
    code, screen = run_in_terminal(
        ["quarter", "close", "--as-of", LAST_WEEK],
        years,
        answers=[
            *((key, "d"), ("Learned", ""), ("Impact", "")),
            *((key, "d"), ("Learned", ""), ("Impact", "")),
            ("Write 2 files", "y"),
            (key, "\x04"),
        ],
    )
    assert code == 130, screen
    assert "what was confirmed is written" in screen
    assert "status: done" in (years / Q4 / "plan.yaml").read_text(encoding="utf-8")
    assert "status" not in (years / Q4 / "price.yaml").read_text(encoding="utf-8")
