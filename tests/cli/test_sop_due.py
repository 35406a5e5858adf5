"""`opsctl sop due`: whole outputs, the JSON contract, filters, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, NORTHWIND, Golden, Run
from tests.docs.test_json import chapter, keys
from tests.history.repositories import new_repository

EXAMPLE = ("sop", "due", "-C", str(NORTHWIND), "--as-of", DAY)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
NUMBER = (
    "title: Reply\nowner: ana\ngoal: at least 10\nvalues: {2026-W44: 9, 2026-W45: 9, 2026-W46: 9}\n"
)


def page(**keys: str) -> str:
    top = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{top}---\n# Returns\n"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Give a company in which something of every kind falls due."""
    files = {
        "opsctl.yaml": "format: 1\ncompany: Acme\n",
        "people.yaml": "ana: {name: Ana Reyes, team: care}\nomar: {name: Omar}\n",
        "teams.yaml": "care: {title: Care}\nnight: {title: Night, parent: care}\n",
        "scorecards/care/reply.yaml": NUMBER,
        "sops/late.md": page(owner="ana", reviewed="2026-04-01"),
        "sops/number.md": page(owner="night", reviewed="2026-11-01", measurables="[care/reply]"),
        "sops/looked.md": page(owner="night", reviewed="2026-11-17", measurables="[care/reply]"),
        "sops/never.md": page(owner="ana", status="approved"),
        "sops/nobody.md": page(reviewed="2026-06-01"),
    }
    files |= {f"sops/{at}.md": page(owner="omar", reviewed="2026-06-03") for at in range(6)}
    for path, text in files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path


def data(run: Run, company: Path, *words: str) -> Any:
    done = run("sop", "due", *words, "--as-of", DAY, "--format", "json", cwd=company)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def due_ids(found: Any) -> dict[str | None, list[str]]:
    return {each["owner"]: [one["id"] for one in each["sops"]] for each in found["owners"]}


# Whole outputs


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("plan", [(), ("--plan", "2")], ids=["", "plan"])
def test_the_screen(golden: Golden, company: Path, columns: int, plan: tuple[str, ...]) -> None:
    words = ["sop", "due", "--as-of", DAY, *plan]
    code, out = run_in_terminal(words, company, columns)
    assert code == 0
    plain = "".join(f"{line.rstrip()}\n" for line in ESCAPE.sub("", out).splitlines())
    assert max(map(len, plain.splitlines())) <= columns
    golden(f"sop-due{'-plan' if plan else ''}-{columns}.txt", plain)


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
@pytest.mark.parametrize("plan", [(), ("--plan", "2")], ids=["", "plan"])
def test_the_piped_output(
    run: Run, golden: Golden, company: Path, format: str, plan: tuple[str, ...]
) -> None:
    done = run("sop", "due", *plan, "--as-of", DAY, "--format", format, cwd=company)
    assert (done.code, done.err) == (0, "")
    ending = {"text": "txt", "json": "json", "markdown": "md"}[format]
    golden(f"sop-due{'-plan' if plan else ''}-piped.{ending}", done.out)


def test_every_key_stands_in_the_documentation(run: Run, company: Path) -> None:
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl sop due")))
    assert set(keys(data(run, company, "--plan", "1"))) <= described


def test_the_example_tells_what_its_numbers_ask_for(run: Run) -> None:
    found = json.loads(run(*EXAMPLE, "--format", "json").out)
    assert due_ids(found) == {
        "kofi": ["technology/checkout-down"],
        "priya": ["customer-care/answer-a-message"],
        "sofia": ["product/list-a-product"],
    }
    assert [each["id"] for each in found["reviewed_since"]] == [
        "fulfilment/receive-stock",
        "fulfilment/ship-an-order",
    ]


# Filters


def test_filters_choose_by_owner_and_by_team(run: Run, company: Path) -> None:
    every = due_ids(data(run, company))
    assert list(every) == ["ana", "night", "omar", None]
    assert list(due_ids(data(run, company, "--owner", "ana"))) == ["ana"]
    assert list(due_ids(data(run, company, "--team", "care"))) == ["ana", "night"]
    assert list(due_ids(data(run, company, "--team", "night"))) == ["night"]
    assert data(run, company, "--owner", "ana")["stamps"] == []


@pytest.mark.parametrize(("within", "there"), [("0", False), ("12", False), ("13", True)])
def test_within_says_how_far_to_look(run: Run, company: Path, within: str, there: bool) -> None:
    found = data(run, company, "--within", within)
    assert ("omar" in due_ids(found)) is there
    assert found["summary"]["late"] == 1


def test_a_plan_gives_no_owner_more_than_that(run: Run, company: Path) -> None:
    found = data(run, company, "--plan", "2")
    (omar,) = (each["sops"] for each in found["owners"] if each["owner"] == "omar")
    weeks = [each["planned"]["week"] for each in omar]
    assert {each: weeks.count(each) for each in weeks} == {
        "2026-W47": 2,
        "2026-W48": 2,
        "2026-W49": 2,
    }
    assert found["per_week"] == 2
    assert found["never_reviewed"][0]["planned"]["in_time"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("--plan", "0"),
        ("--plan", "-1"),
        ("--plan", "few"),
        ("--within", "-1"),
        ("--within", "3651"),
        ("--owner", "nobody"),
        ("--team", "nobody"),
        ("--format", "csv"),
    ],
)
def test_what_cannot_be_asked_is_refused(run: Run, company: Path, words: tuple[str, ...]) -> None:
    done = run("sop", "due", *words, cwd=company)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_nothing_is_written(run: Run, company: Path) -> None:
    before = {path: path.read_bytes() for path in company.rglob("*") if path.is_file()}
    data(run, company, "--plan", "1")
    assert {path: path.read_bytes() for path in company.rglob("*") if path.is_file()} == before


# Where there is little to say


def test_a_company_without_procedures_hears_how_to_begin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n")
    done = run("sop", "due", "--as-of", DAY, cwd=tmp_path)
    assert done.code == 0
    assert "nothing falls due for review by 18 Feb 2027" in done.out
    assert done.out.endswith("There are no procedures yet: opsctl sop new writes one.\n")


def test_a_file_that_cannot_be_read_is_told(run: Run, company: Path) -> None:
    (company / "scorecards/care/broken.yaml").write_text("title: [\n")
    assert data(run, company)["unread"] == ["scorecards/care/broken.yaml"]
    done = run("sop", "due", "--as-of", DAY, cwd=company)
    assert (done.code, done.out.splitlines()[-1]) == (
        0,
        "1 file could not be read: opsctl check",
    )


def test_any_past_day_and_revision_can_be_asked(run: Run, tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    files = {"opsctl.yaml": "format: 1\n", "sops/a.md": page(reviewed="2026-05-01")}
    work.save("2026-10-30", files)
    work.save("2026-11-05", {"sops/a.md": page(reviewed="2026-11-05")})
    then = run("sop", "due", "--at", "HEAD~1", "-o", "json", cwd=work.folder)
    found = json.loads(then.out)
    assert (found["as_of"], found["at"]["date"]) == ("2026-10-30", "2026-10-30")
    assert found["owners"][0]["sops"][0]["due"] == "2026-11-01"
    assert found["owners"][0]["sops"][0]["days_late"] == 0
