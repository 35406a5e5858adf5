"""`opsctl rock rescue`: what is agreed for a Rock in danger, written and shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, Result, Run

ROCK = "rocks/2026-Q4/open-germany.yaml"
SAID = (
    *("--cause", "external", "--note", "The agent has pulled out"),
    *("--help-needed", "A contact: inside the EU", "--help-from", "ruth"),
    *("--told", "maya", "--told", "Sofia Lindström"),
    *("--next", "Second agent signed", "--check", "2026-11-23", "--by", "lena"),
)
WRITTEN = """\
rescues:
  - date: 2026-11-20
    by: lena
    cause: external
    note: "The agent has pulled out"
    help: "A contact: inside the EU"
    help_from:
      - ruth
    told:
      - maya
      - sofia
    next: "Second agent signed"
    check: 2026-11-23
log:
"""


def rescue(run: Run, folder: Path, *arguments: str, rock: str = "open-germany") -> Result:
    return run("rock", "rescue", rock, *arguments, "--as-of", DAY, cwd=folder)


def test_a_rescue_is_written_before_the_log_and_nothing_else_changes(
    run: Run, northwind: Path
) -> None:
    before = (northwind / ROCK).read_text(encoding="utf-8")
    done = rescue(run, northwind, *SAID)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("open-germany: rescue of 2026-11-20 by lena, next Second agent")
    assert (northwind / ROCK).read_text(encoding="utf-8") == before.replace("log:\n", WRITTEN)


def test_a_second_rescue_goes_behind_the_first(run: Run, northwind: Path) -> None:
    more = ("--cause", "scope", "--next", "Only 50", "--check", "2026-11-30", "--by", "lena")
    for _ in range(2):
        assert rescue(run, northwind, *more).code == 0
    assert (northwind / ROCK).read_text(encoding="utf-8").count("  - date: 2026-11-20\n") == 2
    assert run("check", "--as-of", DAY, cwd=northwind).code == 0


def test_new_dates_are_written_with_the_rescue(run: Run, northwind: Path) -> None:
    done = rescue(
        run,
        northwind,
        *("--cause", "resource", "--next", "Hire", "--check", "2026-11-23", "--by", "lena"),
        *("--due", "2026-12-18", "--milestone", "2: 2026-11-27"),
        *("--milestone", "200 best sellers translated and listed: 2026-12-04"),
    )
    assert done.code == 0, done.err
    text = (northwind / ROCK).read_text(encoding="utf-8")
    assert "due: 2026-12-18\n" in text
    assert "due: 2026-11-27\n    weight: 3" in text
    assert "due: 2026-12-04\n" in text


def test_a_rescue_is_shown_everywhere(run: Run, northwind: Path) -> None:
    assert rescue(run, northwind, *SAID).code == 0
    sentence = "rescue of 20 Nov: next Second agent signed, check 23 Nov"
    for command in (("rock", "status"), ("status",)):
        for format in ("text", "markdown"):
            shown = run(*command, "--as-of", DAY, "-o", format, cwd=northwind).out
            assert sentence in shown
    page = ("rock", "show", "open-germany")
    assert sentence in run(*page, "--as-of", DAY, cwd=northwind).out
    markdown = run(*page, "--as-of", DAY, "-o", "markdown", cwd=northwind).out
    assert "- 20 Nov lena: cause: external; note: The agent has pulled out; " in markdown
    later = run("rock", "status", "--as-of", "2026-11-26", cwd=northwind).out
    assert "next Second agent signed, check of 23 Nov is 3 days overdue" in later


def test_a_rescue_is_data_too(run: Run, northwind: Path) -> None:
    assert rescue(run, northwind, *SAID).code == 0
    page = ("rock", "show", "open-germany", "-o", "json")
    data = json.loads(run(*page, "--as-of", "2026-11-24", cwd=northwind).out)
    assert data["rescue"] == {**data["rescues"][0], "check_days_late": 1}
    assert data["rescues"][0]["help_from"] == ["ruth"]
    before = json.loads(run(*page, "--as-of", "2026-11-19", cwd=northwind).out)
    assert (before["rescue"], before["rescues"]) == (None, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "a root cause is needed"),
        (("--cause", "extern"), "did you mean `external`?"),
        (("--cause", "scope", "--check", "23.11.2026"), "write 2026-11-23"),
        (("--cause", "scope", "--check", "2026-11-19"), "has passed"),
        (("--cause", "scope", "--help-from", "rut"), "did you mean `ruth`?"),
        (("--cause", "scope", "--told", "zzz"), "nobody called `zzz`"),
        (("--cause", "scope", "--due", "2027-01-15"), "ROCK008"),
        (("--cause", "scope", "--milestone", "9: 2026-12-01"), "has no milestone `9`"),
        (("--cause", "scope", "--milestone", "2"), "has no date"),
        (("--drop", " "), "ROCK002"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    run: Run, northwind: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = (northwind / ROCK).read_bytes()
    done = rescue(run, northwind, *arguments, "--by", "lena")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (northwind / ROCK).read_bytes() == before


def test_only_a_running_rock_is_rescued(run: Run, northwind: Path) -> None:
    done = rescue(run, northwind, "--cause", "scope", rock="one-page-checkout")
    assert done.code == 2
    assert "only a Rock that is running" in done.err
    other = rescue(run, northwind, "-n", "--cause", "scope", "--by", "omar", rock="parcel-cost")
    assert other.code == 0
    assert "parcel-cost is off track; a rescue is meant for a Rock in danger" in other.err


def test_what_is_no_priority_is_dropped_with_its_reason(run: Run, northwind: Path) -> None:
    assert rescue(run, northwind, "--drop", "Not this year").code == 0
    text = (northwind / ROCK).read_text(encoding="utf-8")
    assert text.endswith('status: dropped\nresult:\n  date: 2026-11-20\n  why: "Not this year"\n')


def test_the_old_name_still_works_and_is_not_shown(run: Run, northwind: Path) -> None:
    done = run("rock", "broken-arrow", "open-germany", *SAID[:2], "-n", "--as-of", DAY,
               "--by", "lena", cwd=northwind)  # fmt: skip
    assert done.code == 0, done.err
    assert "broken-arrow" not in run("rock", "-h").out


def test_a_rescue_is_asked_for_on_a_terminal(northwind: Path) -> None:
    code, screen = run_in_terminal(
        ["rock", "rescue", "open-germany", "--as-of", DAY],
        northwind,
        answers=[
            ("still a priority", "y"),
            ("Root cause", "extern"),
            ("Root cause", "external"),
            ("What happened", "The agent has pulled out"),
            ("What help", "A contact: inside the EU"),
            ("from whom", "ruth"),
            ("New due date", "2027-01-05"),
            ("New due date", ""),
            ("milestone 2", ""),
            ("milestone 3", ""),
            ("milestone 4", ""),
            ("Who was told", "maya, sofia"),
            ("Next step", ""),
            ("Next step", "Second agent signed"),
            ("Next check", "2026-11-23"),
            ("Who says so", ""),
        ],
    )
    assert code == 0, screen
    assert "outside of the quarter" in screen
    assert WRITTEN in (northwind / ROCK).read_text(encoding="utf-8")


def test_what_is_no_priority_any_more_is_left_alone(northwind: Path) -> None:
    before = (northwind / ROCK).read_bytes()
    code, screen = run_in_terminal(
        ["rock", "rescue", "open-germany", "--as-of", DAY],
        northwind,
        answers=[("still a priority", "n")],
    )
    assert code == 0, screen
    assert "opsctl rock rescue open-germany --drop" in screen
    assert (northwind / ROCK).read_bytes() == before
