"""`opsctl sop list`, `status` and `show`: whole outputs, the JSON contract, filters, order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, NORTHWIND, ROOT, Golden, Run
from tests.docs.test_json import chapter, keys

EXAMPLE = ("-C", str(NORTHWIND), "--as-of", DAY)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = {
    "sop-list": "sop list",
    "sop-status": "sop status",
    "sop-show": "sop show technology/checkout-down",
    "sop-show-approved": "sop show ship-an-order --outline",
}
CHAPTERS = {
    "sop-list": ["opsctl sop list"],
    "sop-status": ["opsctl sop status"],
    "sop-show": ["opsctl sop show", "opsctl sop list"],
    "sop-show-approved": ["opsctl sop show", "opsctl sop list"],
}
CONTRACT = [
    *("id", "title", "owner", "team", "status", "version", "profile"),
    *("sections", "missing", "steps", "links", "review"),
]
BARE = "# Returns\n\n1. Open the parcel\n2. Count\n"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Give a company with a few people, a team and three procedures."""
    for path, text in {
        "opsctl.yaml": "format: 1\ncompany: Acme\n",
        "people.yaml": "ana: {name: Ana Reyes, team: care}\nleo: {name: Leo}\n",
        "teams.yaml": "care: {title: Care}\nnight: {title: Night, parent: care}\n",
        "sops/a.md": "---\nowner: ana\nreviewed: 2026-11-01\n---\n" + BARE,
        "sops/b.md": "---\nowner: night\nreviewed: 2026-01-01\nstatus: draft\n---\n" + BARE,
        "sops/c.md": "---\nowner: leo\nreviewed: 2026-01-01\nprofile: checklist\n---\n" + BARE,
    }.items():
        place = tmp_path / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path


def ids(run: Run, company: Path, *words: str) -> list[str]:
    return [each["id"] for each in listed(run, company, *words)]


def listed(run: Run, company: Path, *words: str) -> list[Any]:
    done = run("sop", "list", *words, "--as-of", DAY, "--format", "json", cwd=company)
    assert (done.code, done.err) == (0, "")
    found: list[Any] = json.loads(done.out)["sops"]
    return found


# Whole outputs


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("columns", [60, 100, 160])
def test_the_screen_of_each_command(golden: Golden, name: str, columns: int) -> None:
    code, out = run_in_terminal([*COMMANDS[name].split(), *EXAMPLE], NORTHWIND, columns)
    assert code == 0
    plain = "".join(f"{line.rstrip()}\n" for line in ESCAPE.sub("", out).splitlines())
    assert max(map(len, plain.splitlines())) <= columns
    golden(f"{name}-{columns}.txt", plain)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_the_piped_output_of_each_command(run: Run, golden: Golden, name: str, format: str) -> None:
    done = run(*COMMANDS[name].split(), *EXAMPLE, "--format", format)
    assert (done.code, done.err) == (0, "")
    ending = {"text": "txt", "json": "json", "markdown": "md"}[format]
    golden(f"{name}-piped.{ending}", done.out)


def test_a_checklist_is_one_page_with_a_box_for_each_step(run: Run, golden: Golden) -> None:
    done = run("sop", "show", "process-a-return", "--checklist", *EXAMPLE)
    assert (done.code, done.err) == (0, "")
    golden("sop-show-checklist.txt", done.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_key_stands_in_the_documentation(run: Run, name: str) -> None:
    done = run(*COMMANDS[name].split(), *EXAMPLE, "--format", "json")
    described = set(re.findall(r"`([\w-]+)`", "".join(map(chapter, CHAPTERS[name]))))
    assert set(keys(json.loads(done.out))) <= described


# The contract of the JSON


def test_the_contract_comes_first_and_in_its_order(run: Run) -> None:
    done = run("sop", "list", *EXAMPLE, "--format", "json", cwd=ROOT)
    printed = json.loads(done.out)
    assert list(printed) == ["schema", "sops"]
    for each in printed["sops"]:
        assert list(each)[: len(CONTRACT)] == CONTRACT
        assert {tuple(one) for one in each["sections"]} == {
            ("section", "title", "line", "end_line", "matched", "empty")
        }
        assert {tuple(one) for one in each["steps"]} == {("number", "text", "line", "depth")}
        assert {tuple(one) for one in each["links"]} <= {("target", "line", "ok")}
        assert list(each["review"]) == ["reviewed", "due", "days_left"]


def test_lines_are_those_of_the_file(run: Run, company: Path) -> None:
    first = listed(run, company)[0]
    assert [(each["line"], each["text"]) for each in first["steps"]] == [
        (7, "Open the parcel"),
        (8, "Count"),
    ]


def test_the_next_review_is_counted_in_days(run: Run, company: Path) -> None:
    reviews = {each["id"]: each["review"] for each in listed(run, company)}
    assert reviews["a"] == {"reviewed": "2026-11-01", "due": "2027-05-01", "days_left": 162}
    assert reviews["b"] == {"reviewed": "2026-01-01", "due": None, "days_left": None}
    assert reviews["c"] == {"reviewed": "2026-01-01", "due": "2026-07-01", "days_left": -142}


# Filters and order


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["a", "b", "c"]),
        (("--owner", "ana"), ["a"]),
        (("--owner", "Ana Reyes"), ["a"]),
        (("--owner", "night"), ["b"]),
        (("--team", "care"), ["a", "b"]),
        (("--team", "night"), ["b"]),
        (("--status", "draft"), ["b"]),
        (("--profile", "checklist"), ["c"]),
        (("--sort", "due"), ["c", "a", "b"]),
        (("--sort", "owner"), ["a", "c", "b"]),
        (("--sort", "missing"), ["a", "b", "c"]),
    ],
)
def test_filters_and_orders(
    run: Run, company: Path, words: tuple[str, ...], expected: list[str]
) -> None:
    assert ids(run, company, *words) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--owner", "maria"), "there is nobody called `maria`"),
        (("--team", "cares"), "there is no team `cares`"),
        (("--status", "drat"), "`drat` is no status of a procedure"),
        (("--profile", "run"), "there is no profile `run`"),
        (("--sort", "size"), "--sort does not take `size`"),
    ],
)
def test_what_nobody_knows_is_said(
    run: Run, company: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("sop", "list", *words, cwd=company)
    assert (done.code, done.out) == (2, "")
    assert f"error: {said}\n" in done.err


@pytest.mark.parametrize("name", ["fulfilment/ship-an-order", "ship-an-order", "sops/a.md"])
def test_a_procedure_is_found_by_id_by_its_last_part_and_by_path(
    run: Run, company: Path, name: str
) -> None:
    place = company / "sops/fulfilment/ship-an-order.md"
    place.parent.mkdir()
    place.write_text(BARE, encoding="utf-8")
    done = run("sop", "show", name, "--format", "json", cwd=company)
    assert json.loads(done.out)["id"] in ("fulfilment/ship-an-order", "a")


def test_an_unknown_procedure_is_guessed_at(run: Run, company: Path) -> None:
    (company / "sops/process-a-return.md").write_text(BARE, encoding="utf-8")
    done = run("sop", "show", "proces-a-return", cwd=company)
    assert (done.code, done.out) == (2, "")
    assert "did you mean `process-a-return`?" in done.err


def test_two_of_one_name_are_told_apart(run: Run, company: Path) -> None:
    for folder in ("x", "y"):
        (company / f"sops/{folder}").mkdir()
        (company / f"sops/{folder}/pack.md").write_text(BARE, encoding="utf-8")
    done = run("sop", "show", "pack", cwd=company)
    assert done.code == 2
    assert "write one of x/pack, y/pack" in done.err


def test_a_file_that_is_too_large_is_listed_and_not_taken_apart(run: Run, company: Path) -> None:
    (company / "sops/a.md").write_text("- x\n" * 50_000, encoding="utf-8")
    first = listed(run, company)[0]
    assert (first["id"], first["parsed"], first["steps"]) == ("a", False, [])
    done = run("sop", "status", cwd=company)
    assert "could not be taken apart: opsctl check says why" in done.out
    assert done.out.endswith("1 file could not be read: opsctl check\n")


def test_what_the_text_says_of_its_owner_is_told_as_found(run: Run, company: Path) -> None:
    page = "# Returns\n\n**Owner:** Jane Doe\n\n## Steps\n\n1. Open it\n"
    (company / "sops/a.md").write_text(page, encoding="utf-8")
    first = listed(run, company)[0]
    assert first["owner"] == "Jane Doe"
    assert first["found"] == [{"key": "owner", "value": "Jane Doe", "line": 3, "in": "the text"}]
    done = run("sop", "show", "a", "--outline", cwd=company)
    assert "owner: Jane Doe, found in the text, line 3\n" in done.out
    assert "(read as Procedure; 1 step)" in done.out


def test_nothing_there_says_how_to_begin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\n", encoding="utf-8")
    for verb in ("list", "status"):
        done = run("sop", verb, cwd=tmp_path)
        assert (done.code, done.err) == (0, "")
        assert "There are no procedures yet: opsctl sop new writes one." in done.out


def test_a_page_cannot_command_a_terminal(company: Path) -> None:
    page = '# \x1b[2JTitle\n\n\x1b]0;x\x07 [link](http://x "\x1b[31m")\n'
    (company / "sops/a.md").write_text(page, encoding="utf-8")
    code, out = run_in_terminal(["sop", "show", "a"], company)
    assert code == 0
    assert "\x1b[2J" not in out
    assert "\x1b]0" not in out
    assert "\x07" not in out
