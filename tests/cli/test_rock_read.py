"""`opsctl rock status`, `list` and `show` on the example company: whole outputs, then details."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, NORTHWIND, Golden, Run

EXAMPLE = ("-C", str(NORTHWIND), "--as-of", DAY)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
STATUS_KEYS = [
    *("schema", "company", "as_of", "quarter", "week", "days_left", "milestones", "words"),
    *("completion", "rocks", "changes", "unread"),
]
COMPLETION_KEYS = [
    *("committed", "done", "missed", "dropped", "on_track", "off_track", "in_danger"),
    *("rate", "on_course", "standard"),
]
ROCK_KEYS = [
    *("id", "quarter", "title", "owner", "team", "declared", "standing", "progress"),
    *("expected", "due", "days_left", "needs_update", "reasons", "band", "milestones"),
]


def status_data(run: Run, *more: str) -> Any:
    done = run("rock", "status", *EXAMPLE, "--format", "json", *more)
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_the_screen_of_a_quarter(golden: Golden, columns: int) -> None:
    code, out = run_in_terminal(["rock", "status", *EXAMPLE], NORTHWIND, columns)
    assert code == 0
    plain = ESCAPE.sub("", out)
    assert max(map(len, plain.splitlines())) <= columns
    golden(f"rock-status-{columns}.txt", plain)


@pytest.mark.parametrize(
    ("command", "format"),
    [
        (command, format)
        for command in ("rock status", "rock list", "rock show open-germany", "status")
        for format in ("text", "json", "markdown")
    ],
)
def test_the_piped_output_of_each_command(
    run: Run, golden: Golden, command: str, format: str
) -> None:
    done = run(*command.split(), *EXAMPLE, "--format", format)
    assert (done.code, done.err) == (0, "")
    ending = {"text": "txt", "json": "json", "markdown": "md"}[format]
    golden(f"{command.replace(' ', '-')}-piped.{ending}", done.out)


@pytest.mark.parametrize(
    "name",
    ["ship-in-24-hours", "newsletter-readers", "one-page-checkout", "2026-Q3/stock-accuracy"],
)
def test_the_page_of_a_rock(run: Run, golden: Golden, name: str) -> None:
    done = run("rock", "show", name, *EXAMPLE)
    assert done.code == 0
    golden(f"rock-show-{name.replace('/', '-')}.txt", done.out)


def test_the_quarter_before_is_over(run: Run, golden: Golden) -> None:
    done = run("rock", "status", *EXAMPLE, "--quarter", "2026-Q3")
    golden("rock-status-2026-Q3.txt", done.out)


def test_the_public_shape_has_its_keys_in_order(run: Run) -> None:
    data = status_data(run)
    assert list(data) == STATUS_KEYS
    assert list(data["completion"]) == COMPLETION_KEYS
    assert {tuple(rock) for rock in data["rocks"]} == {tuple(ROCK_KEYS)}
    assert {tuple(each) for each in data["changes"]} == {("id", "quarter", "from", "to", "reasons")}
    assert data["week"] == {"number": 8, "of": 14}
    assert data["days_left"] == 41


def test_colour_is_sent_to_a_terminal_and_not_to_a_pipe(run: Run) -> None:
    _, out = run_in_terminal(["rock", "status", *EXAMPLE], NORTHWIND)
    assert ESCAPE.search(out)
    assert "\x1b" not in run("rock", "status", *EXAMPLE).out


@pytest.mark.parametrize(
    ("environment", "more"),
    [({"NO_COLOR": "1"}, ()), ({}, ("--no-color",)), ({"TERM": "dumb"}, ())],
)
def test_colour_is_switched_off(environment: dict[str, str], more: tuple[str, ...]) -> None:
    _, out = run_in_terminal(
        ["rock", "status", *EXAMPLE, *more], NORTHWIND, environment=environment
    )
    assert "\x1b" not in out


def test_force_color_reaches_a_pipe_but_no_color_goes_first(run: Run) -> None:
    forced = run("rock", "status", *EXAMPLE, environment={"FORCE_COLOR": "1"})
    assert ESCAPE.search(forced.out)
    both = run("rock", "status", *EXAMPLE, environment={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert "\x1b" not in both.out


def test_an_output_that_has_only_ascii_gets_signs_of_ascii(run: Run) -> None:
    done = run("rock", "list", *EXAMPLE, environment={"PYTHONIOENCODING": "ascii"})
    assert done.out.isascii()
    assert "! in danger" in done.out


def test_common_options_work_before_the_noun_and_after_the_verb(run: Run) -> None:
    after = run("rock", "status", *EXAMPLE, "-o", "json")
    before = run(*EXAMPLE, "-o", "json", "rock", "status")
    assert (before.code, before.out) == (0, after.out)


def test_counts_follow_the_owner_and_team_but_never_the_standing(run: Run) -> None:
    whole = status_data(run)
    worst = status_data(run, "--standing", "in-danger")
    assert [rock["id"] for rock in worst["rocks"]] == ["open-germany"]
    assert {**worst, "rocks": whole["rocks"]} == whole
    kofi = status_data(run, "--owner", "kofi")
    assert {rock["owner"] for rock in kofi["rocks"]} == {"kofi"}
    assert kofi["completion"]["committed"] == 2


def test_a_team_includes_the_teams_below_it(run: Run) -> None:
    data = status_data(run, "--team", "customer-care")
    assert {rock["team"] for rock in data["rocks"]} == {"customer-care", "manila"}


def test_me_is_known_by_the_e_mail_address_of_git(run: Run, northwind: Path) -> None:
    environment = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.email",
        "GIT_CONFIG_VALUE_0": "Kofi@northwind.example",
    }
    done = run(
        *("rock", "list", "--owner", "me", "--as-of", DAY, "-o", "json"),
        cwd=northwind,
        environment=environment,
    )
    assert {rock["owner"] for rock in json.loads(done.out)["rocks"]} == {"kofi"}


def test_me_is_known_by_opsctl_user_and_else_asked_for(run: Run) -> None:
    done = run("rock", "list", *EXAMPLE, "--owner", "me", environment={"OPSCTL_USER": "leo"})
    assert "newsletter-readers" in done.out
    unknown = run("rock", "list", *EXAMPLE, "--owner", "me")
    assert unknown.code == 2
    assert "OPSCTL_USER" in unknown.err


def test_without_a_quarter_the_latest_one_with_rocks_is_shown_and_that_is_said(run: Run) -> None:
    done = run("rock", "status", "-C", str(NORTHWIND), "--as-of", "2027-02-01", "-o", "json")
    assert json.loads(done.out)["quarter"] == "2026-Q4"
    assert "2027-Q1 has no Rocks yet; this is 2026-Q4" in done.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--quarter", "2031-Q1"), "2031-Q1 has no Rocks"),
        (("--quarter", "Q4"), "`Q4` is not a quarter"),
        (("--owner", "kofy"), "did you mean `kofi`?"),
        (("--team", "manilla"), "did you mean `manila`?"),
        (("--standing", "ontrack"), "choose among in-danger, off-track, missed, on-track"),
        (("--as-of", "2026-02-30"), "not a day of the calendar"),
        (("--format", "yaml"), "choose one of text, json, markdown"),
        (("--fail-on", "missed"), "off-track or in-danger"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(
    run: Run, more: tuple[str, ...], said: str
) -> None:
    done = run("rock", "status", *EXAMPLE, *more)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_fail_on_counts_in_danger_as_off_track_and_never_missed(run: Run) -> None:
    on_track = ("--owner", "kofi")
    assert run("rock", "status", *EXAMPLE, "--fail-on", "off-track").code == 1
    assert run("rock", "status", *EXAMPLE, "--fail-on", "in-danger").code == 1
    assert run("rock", "status", *EXAMPLE, *on_track, "--fail-on", "off-track").code == 0
    only_off = ("--owner", "omar")
    assert run("rock", "status", *EXAMPLE, *only_off, "--fail-on", "in-danger").code == 0
    before = ("--quarter", "2026-Q3")
    assert run("rock", "status", *EXAMPLE, *before, "--fail-on", "off-track").code == 0


def test_a_broken_file_is_said_below_what_could_be_read(run: Run, northwind: Path) -> None:
    (northwind / "rocks/2026-Q4/open-germany.yaml").write_text("title: [", encoding="utf-8")
    done = run("rock", "status", "--as-of", DAY, cwd=northwind)
    assert done.code == 0
    assert "1 file could not be read: opsctl check" in done.out
    data = run("rock", "status", "--as-of", DAY, "-o", "json", cwd=northwind)
    assert json.loads(data.out)["unread"] == ["rocks/2026-Q4/open-germany.yaml"]


def test_a_rock_of_another_quarter_is_found_by_its_bare_id(run: Run) -> None:
    assert "2026-Q3/stock-accuracy" in run("rock", "show", "stock-accuracy", *EXAMPLE).out


def test_an_unknown_rock_brings_the_nearest(run: Run) -> None:
    done = run("rock", "show", "open-germani", *EXAMPLE)
    assert done.code == 2
    assert "did you mean `open-germany`?" in done.err


def test_no_workspace_is_said_with_the_way_to_one(run: Run, tmp_path: Path) -> None:
    done = run("rock", "status", cwd=tmp_path)
    assert done.code == 2
    assert "opsctl init" in done.err
    found = run("rock", "list", cwd=tmp_path, environment={"OPSCTL_WORKSPACE": str(NORTHWIND)})
    assert found.code == 0
