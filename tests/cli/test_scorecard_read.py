"""`opsctl scorecard show`, `status` and `list`: whole outputs, the JSON contract, then details."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, ROOT, Golden, Run
from tests.docs.test_json import chapter, keys

LANTERN = ROOT / "tests" / "workspaces" / "lantern"
EXAMPLE = ("-C", str(LANTERN), "--as-of", DAY)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = {
    "scorecard-show": "scorecard show leadership",
    "scorecard-show-number": "scorecard show leadership/repeat-rate",
    "scorecard-status": "scorecard status",
    "scorecard-list": "scorecard list --all",
    "company-numbers": "status",
}
CONTRACT = [
    *("id", "title", "owner", "unit", "periods", "rate", "hits", "misses", "missing"),
    *("streak", "attention"),
]
CHAPTERS = {
    "scorecard-show": ["opsctl scorecard show"],
    "scorecard-show-number": ["opsctl scorecard show"],
    "scorecard-status": ["opsctl scorecard show", "opsctl scorecard status"],
    "scorecard-list": ["opsctl scorecard list", "opsctl scorecard show"],
    "company-numbers": ["opsctl status", "opsctl rock status", "opsctl scorecard show"],
}
STANDINGS = {"in-danger", "off-track", "missed", "on-track", "planned", "dropped", "done"}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Give a company without any scorecard."""
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def lantern(tmp_path: Path) -> Path:
    """Give a copy of the workspace that may be changed."""
    return Path(shutil.copytree(LANTERN, tmp_path / "lantern"))


def write(folder: Path, name: str, text: str) -> None:
    path = folder / "scorecards" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def data(run: Run, *words: str, cwd: Path = ROOT) -> Any:
    done = run(*words, "--format", "json", cwd=cwd)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def shown(run: Run, *words: str) -> Any:
    return data(run, "scorecard", "show", *words, *EXAMPLE)


def number(run: Run, id: str, *words: str) -> Any:
    found = shown(run, "leadership", *words)["measurables"]
    return next(each for each in found if each["id"] == id)


# Whole outputs


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_the_screen_of_a_scorecard(golden: Golden, columns: int) -> None:
    code, out = run_in_terminal(["scorecard", "show", "leadership", *EXAMPLE], LANTERN, columns)
    assert code == 0
    plain = ESCAPE.sub("", out)
    assert max(map(len, plain.splitlines())) <= columns
    golden(f"scorecard-show-{columns}.txt", plain)


@pytest.mark.parametrize("columns", [60, 100])
def test_the_screen_of_what_needs_attention(golden: Golden, columns: int) -> None:
    code, out = run_in_terminal(["scorecard", "status", *EXAMPLE], LANTERN, columns)
    assert code == 0
    plain = ESCAPE.sub("", out)
    assert max(map(len, plain.splitlines())) <= columns
    golden(f"scorecard-status-{columns}.txt", plain)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_the_piped_output_of_each_command(run: Run, golden: Golden, name: str, format: str) -> None:
    done = run(*COMMANDS[name].split(), *EXAMPLE, "--format", format)
    assert (done.code, done.err) == (0, "")
    ending = {"text": "txt", "json": "json", "markdown": "md"}[format]
    golden(f"{name}-piped.{ending}", done.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_key_stands_in_the_documentation(run: Run, name: str) -> None:
    printed = data(run, *COMMANDS[name].split(), *EXAMPLE)
    described = set(re.findall(r"`([\w-]+)`", "".join(map(chapter, CHAPTERS[name]))))
    assert set(keys(printed)) - STANDINGS <= described


# The contract of the JSON


def test_the_contract_comes_first_and_in_its_order(run: Run) -> None:
    printed = shown(run, "leadership")
    assert list(printed)[:4] == ["schema", "scorecard", "as_of", "measurables"]
    assert (printed["schema"], printed["scorecard"], printed["as_of"]) == (1, "leadership", DAY)
    for each in printed["measurables"]:
        assert list(each)[: len(CONTRACT)] == CONTRACT
        assert {tuple(period) for period in each["periods"]} == {
            ("period", "value", "goal", "verdict", "note")
        }
        assert {tuple(one) for one in each["attention"]} <= {("kind", "text")}
        assert each["streak"] is None or list(each["streak"]) == ["verdict", "length"]


def test_thirteen_closed_periods_come_oldest_first_and_the_open_one_last(run: Run) -> None:
    periods = number(run, "repeat-rate")["periods"]
    assert [each["period"] for each in periods] == [f"2026-W{week}" for week in range(34, 48)]
    assert periods[-1]["verdict"] == "open"


def test_another_window_changes_the_counts_and_neither_streak_nor_attention(run: Run) -> None:
    whole, two = number(run, "repeat-rate"), number(run, "repeat-rate", "--periods", "2")
    assert [each["period"] for each in two["periods"]] == ["2026-W45", "2026-W46", "2026-W47"]
    assert (two["rate"], two["hits"], two["misses"], two["missing"]) == (0, 0, 2, 0)
    assert whole["streak"] == two["streak"] == {"verdict": "miss", "length": 3}
    assert whole["attention"] == two["attention"]


def test_a_number_of_the_folder_has_its_bare_id_and_another_its_whole_name(run: Run) -> None:
    ids = [each["id"] for each in shown(run, "leadership")["measurables"]]
    assert ids[:3] == ["repeat-rate", "care/first-reply", "revenue"]
    assert shown(run, "ines")["measurables"][0]["id"] == "leadership/repeat-rate"


def test_each_period_has_the_goal_in_force_then(run: Run) -> None:
    goals = {each["period"]: each["goal"] for each in number(run, "repeat-rate")["periods"]}
    assert (goals["2026-W39"], goals["2026-W40"]) == ("at least 22", "at least 23.5")
    goals = {each["period"]: each["goal"] for each in number(run, "orders")["periods"]}
    assert goals["2026-W44"] == "at least 2000"


def test_yes_and_no_are_truths_and_durations_are_seconds(run: Run) -> None:
    closed = number(run, "cash-up-to-date")["periods"]
    assert [each["value"] for each in closed[6:9]] == [True, True, False]
    reply = number(run, "care/first-reply")["periods"]
    assert reply[-2]["value"] == 10_500


def test_a_reason_for_not_applying_is_the_note_and_the_value_null(run: Run) -> None:
    period = number(run, "cash-up-to-date")["periods"][10]
    assert period == {
        "period": "2026-W44",
        "value": None,
        "goal": "yes",
        "verdict": "n/a",
        "note": "Stocktaking",
    }


def test_periods_before_a_number_began_have_the_verdict_none(run: Run) -> None:
    verdicts = [each["verdict"] for each in number(run, "orders")["periods"]]
    assert verdicts[:3] == ["none", "none", "hit"]
    assert number(run, "orders")["missing"] == 1


def test_no_number_at_all_has_neither_rate_nor_streak(run: Run, company: Path) -> None:
    write(company, "one/a", "title: A\nowner: maya\n")
    found = data(run, "scorecard", "show", "one", "--as-of", DAY, cwd=company)["measurables"][0]
    assert (found["rate"], found["streak"], found["attention"]) == (None, None, [])
    assert {each["verdict"] for each in found["periods"]} == {"none"}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("0.1", "0.1"),
        ("0.30", "0.3"),
        ("1e22", "10000000000000000000000"),
        ("12345678901234567890", "12345678901234567890"),
        ("1.2345678901234567890123456789", "1.2345678901234567890123456789"),
        ("-7", "-7"),
    ],
)
def test_a_value_is_exact_to_the_text_in_the_file(
    run: Run, company: Path, typed: str, printed: str
) -> None:
    write(company, "one/a", f"title: A\nowner: maya\nvalues: {{2026-W46: {typed}}}\n")
    done = run("scorecard", "show", "one", "--as-of", DAY, "-o", "json", cwd=company)
    assert re.findall(r'"2026-W46",\s+"value": ([^,]+),', done.out)[0] == printed


def test_a_value_that_cannot_be_read_is_missing_and_says_why(run: Run, company: Path) -> None:
    text = "title: A\nowner: maya\nunit: percent\nvalues: {2026-W46: 95%}\n"
    write(company, "one/a", text)
    found = data(run, "scorecard", "show", "one", "--as-of", DAY, cwd=company)["measurables"][0]
    newest = found["periods"][-2]
    assert (newest["value"], newest["verdict"]) == (None, "missing")
    assert "`95%` is not a number" in newest["note"]
    assert found["attention"][0]["kind"] == "missing"


def test_a_roll_up_is_rounded_half_to_even_to_six_places(run: Run) -> None:
    rolled = {each["periods"]: each for each in number(run, "repeat-rate")["trailing"]}
    # (23.9 · 2833 + 22.35 · 2120 + 21.4 · 2870) / 7823, orders of W46 are missing
    assert rolled[4] == {
        "periods": 4,
        "value": 22.562789,
        "counted": 3,
        "due": 4,
        "problem": None,
    }


# Years and lengths of periods


def test_the_weeks_run_through_w53_into_the_new_year(run: Run, company: Path) -> None:
    values = ", ".join(f"{each}: 1" for each in ("2026-W52", "2026-W53", "2027-W01", "2027-W02"))
    write(company, "one/a", f"title: A\nowner: maya\ngoal: at least 1\nvalues: {{{values}}}\n")
    words = ("scorecard", "show", "one", "--periods", "4", "--as-of", "2027-01-20")
    found = data(run, *words, cwd=company)
    names = [each["period"] for each in found["measurables"][0]["periods"]]
    assert names == ["2026-W52", "2026-W53", "2027-W01", "2027-W02", "2027-W03"]
    days = found["cadences"][0]["periods"][1]
    assert days == {"period": "2026-W53", "first_day": "2026-12-28", "last_day": "2027-01-03"}
    printed = run(*words, cwd=company).out
    assert "28 Dec–3 Jan" in printed
    on_sunday = run("scorecard", "status", "--as-of", "2027-01-10", cwd=company).out
    assert "for 28 Dec 2026–3 Jan 2027, W53" in on_sunday


def test_numbers_of_each_cadence_stand_under_their_own_periods(run: Run, company: Path) -> None:
    newest = {"day": "2026-11-19", "week": "2026-W46", "month": "2026-10", "quarter": "2026-Q3"}
    for every, name in newest.items():
        text = f"title: {every}\nowner: maya\nevery: {every}\nvalues: {{{name}: 7}}\n"
        write(company, f"one/{every}", text)
    found = data(run, "scorecard", "show", "one", "--as-of", DAY, cwd=company)
    assert {each["every"]: each["periods"][-2]["period"] for each in found["measurables"]} == newest
    assert [each["every"] for each in found["cadences"]] == list(newest)
    printed = run("scorecard", "show", "one", "--as-of", DAY, cwd=company).out
    for head in ("Daily", "Weekly", "Monthly", "Quarterly"):
        assert re.search(rf"^ {head} ", printed, re.MULTILINE)


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("columns", [60, 80, 100, 160])
def test_few_and_many_numbers_fit_and_keep_their_verdict(
    company: Path, count: int, columns: int
) -> None:
    for each in range(count):
        text = (
            f"title: A rather long title of the number that comes as number {each}\n"
            "owner: somebody-with-a-very-long-name-indeed\nunit: currency EUR\n"
            "goal: between 12345678901234567890 and 98765432109876543210\n"
            "values: {2026-W45: 1.23456789012345678, 2026-W46: 12345678901234567890123456}\n"
        )
        write(company, f"one/n{each}", text)
    words = ["scorecard", "show", "one", "--as-of", DAY]
    code, out = run_in_terminal(words, company, columns)
    lines = ESCAPE.sub("", out).splitlines()
    assert code == 0
    assert max(map(len, lines)) <= columns
    assert sum("missed" in line and "✗" in line for line in lines) == count


# Signs and colours


def test_every_verdict_has_a_sign_beside_its_colour(run: Run) -> None:
    done = run("scorecard", "show", "leadership", *EXAMPLE)
    assert "21.8 % ✗" in done.out
    assert "n/a –" in done.out
    assert "yes ●" in done.out
    coloured = run("scorecard", "show", "leadership", *EXAMPLE, environment={"FORCE_COLOR": "1"})
    assert ESCAPE.sub("", coloured.out) == done.out


def test_an_output_that_has_only_ascii_gets_signs_of_ascii(run: Run) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    done = run("scorecard", "show", "leadership", *EXAMPLE, environment=ascii_only)
    assert done.out.isascii()
    assert "\\u" not in done.out
    assert "21.8 % x" in done.out


# What needs attention


def test_the_worst_comes_first_and_each_number_once(run: Run) -> None:
    found = data(run, "scorecard", "status", *EXAMPLE)
    assert [each["id"] for each in found["attention"]] == [
        "care/first-reply",
        "leadership/repeat-rate",
        "care/complaints",
        "leadership/orders",
    ]
    assert found["entered"] == {"due": 7, "entered": 6, "hits": 4, "misses": 2}


def test_attention_is_filtered_by_owner_and_by_team_with_those_below(run: Run) -> None:
    mine = run(
        "scorecard", "status", *EXAMPLE, "--owner", "me", environment={"OPSCTL_USER": "tomo"}
    )
    assert "first-reply" in mine.out
    assert "Orders" not in mine.out
    care = data(run, "scorecard", "status", *EXAMPLE, "--team", "care")
    assert care["scorecards"] == ["care"]
    leadership = data(run, "scorecard", "status", *EXAMPLE, "--team", "leadership")
    assert leadership["scorecards"] == ["care", "leadership"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--fail-on", "off-track"), 1),
        (("--fail-on", "in-danger"), 1),
        (("--fail-on", "off-track", "--owner", "ines"), 0),
        ((), 0),
    ],
)
def test_status_fails_only_when_told_to(run: Run, more: tuple[str, ...], code: int) -> None:
    assert run("scorecard", "status", *EXAMPLE, *more).code == code


def test_a_calm_company_is_told_so(run: Run, company: Path) -> None:
    text = "title: A\nowner: maya\ngoal: at least 1\nvalues: {2026-W46: 2}\n"
    write(company, "one/a", text)
    done = run("scorecard", "status", "--as-of", DAY, cwd=company)
    assert done.out.splitlines()[-2:] == [
        "Entered 1 of 1 for 9–15 Nov, W46; hit 1 of 1.",
        "No number needs attention.",
    ]


@pytest.mark.parametrize("command", [("status",), ("list",)])
def test_a_company_without_numbers_is_told_what_to_do(
    run: Run, company: Path, command: tuple[str, ...]
) -> None:
    done = run("scorecard", *command, "--as-of", DAY, cwd=company)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("There is no number yet. Write the first: opsctl scorecard new\n")


def test_filters_that_leave_nothing_are_named_as_the_reason(run: Run, lantern: Path) -> None:
    people = (lantern / "people.yaml").read_text(encoding="utf-8") + "leo: {name: Leo}\n"
    (lantern / "people.yaml").write_text(people, encoding="utf-8")
    done = run("scorecard", "status", "--owner", "leo", "--as-of", DAY, cwd=lantern)
    assert "No number is left by these filters" in done.out


def test_a_scorecard_without_numbers_says_so(run: Run, company: Path) -> None:
    write(company, "one/scorecard", "title: One\n")
    done = run("scorecard", "show", "one", "--as-of", DAY, cwd=company)
    assert "It shows no number yet. Write the first: opsctl scorecard new" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scorecard", "show", "leadershp"), "did you mean `leadership`?"),
        (("scorecard", "show", "leadership/repeat"), "did you mean `leadership/repeat-rate`?"),
        (("scorecard", "show", "leadership", "--periods", "0"), "--periods"),
        (("scorecard", "status", "--fail-on", "missed"), "off-track or in-danger"),
        (("scorecard", "status", "--owner", "tomi"), "did you mean `tomo`?"),
        (("scorecard", "list", "--team", "car"), "did you mean `care`?"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    done = run(*words, *EXAMPLE)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_number_is_found_by_its_bare_id_where_only_one_has_it(run: Run) -> None:
    whole = run("scorecard", "show", "leadership/repeat-rate", *EXAMPLE).out
    assert run("scorecard", "show", "repeat-rate", *EXAMPLE).out == whole


def test_archived_numbers_are_listed_only_when_asked_for(run: Run) -> None:
    assert "care/refunds" not in run("scorecard", "list", *EXAMPLE).out
    assert "archived 31 Oct 2026" in run("scorecard", "list", *EXAMPLE, "--all").out


def test_a_broken_file_is_said_below_what_could_be_read(run: Run, lantern: Path) -> None:
    write(lantern, "care/complaints", "title: [")
    done = run("scorecard", "show", "leadership", "--as-of", DAY, cwd=lantern)
    assert done.code == 0
    assert "1 file could not be read: opsctl check" in done.out
    found = data(run, "scorecard", "status", "--as-of", DAY, cwd=lantern)
    assert found["unread"] == ["scorecards/care/complaints.yaml"]


# The company on one screen


def test_the_company_names_reds_missing_numbers_and_records(run: Run) -> None:
    found = data(run, "status", *EXAMPLE)
    assert [each["id"] for each in found["reds"]] == ["care/first-reply", "leadership/repeat-rate"]
    assert [each["id"] for each in found["missing_numbers"]] == ["leadership/orders"]
    assert [(each["id"], each["judged"]) for each in found["best_weeks"]] == [
        ("leadership/revenue", 17)
    ]


@pytest.mark.parametrize(
    ("as_of", "count"),
    [("2026-11-15", 0), ("2026-11-16", 1), ("2026-11-22", 1), ("2026-11-23", 0)],
)
def test_wins_are_told_for_seven_days(run: Run, lantern: Path, as_of: str, count: int) -> None:
    (lantern / "checkins/2026-W45/tomo.yaml").unlink()
    found = data(run, "status", "--as-of", as_of, cwd=lantern)
    assert len(found["wins"]) == len(found["headlines"]) == count


def test_wins_follow_the_filters(run: Run) -> None:
    assert data(run, "status", *EXAMPLE, "--owner", "noor")["wins"] == []
    team = data(run, "status", *EXAMPLE, "--team", "leadership")["wins"]
    assert [each["by"] for each in team] == ["tomo"]


def test_a_company_with_many_numbers_still_fits_on_one_screen(company: Path) -> None:
    for each in range(30):
        values = ", ".join(f"2026-W{week}: 1" for week in range(30, 46 + each % 2))
        text = f"title: N{each}\nowner: maya\ngoal: at least 5\nvalues: {{{values}}}\n"
        write(company, f"one/n{each}", text)
    code, out = run_in_terminal(["status", "--as-of", DAY], company, 100)
    assert code == 0
    assert "and 27 more" in out
    assert len(out.splitlines()) < 20
