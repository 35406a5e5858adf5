"""`opsctl rock import`: what is guessed, taken, refused and written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.sheets import CASES, MILESTONES, PEOPLE, Case
from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, ROOT, Result, Run
from tests.docs.test_json import keys

SMALL = b"Title,Owner,Score\nShip in a day,Maya Okafor,0.5\nCount the stock,Leo,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace with nothing in it."""
    place = tmp_path / "acme"
    place.mkdir()
    (place / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    return place


def take(run: Run, folder: Path, content: bytes, *arguments: str) -> Result:
    """Import a sheet that lies outside of the workspace, on the day of all tests."""
    sheet = folder.parent / "sheet.csv"
    sheet.write_bytes(content)
    return run("rock", "import", sheet, "--as-of", DAY, *arguments, cwd=folder)


def data(run: Run, folder: Path, content: bytes, *arguments: str) -> Any:
    done = take(run, folder, content, *arguments, "-o", "json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# Ten sheets


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sheet_is_taken_right_or_its_cell_is_named(run: Run, folder: Path, case: Case) -> None:
    if case.people is not None:
        (folder / "people.yaml").write_text(case.people, encoding="utf-8")
    seen = data(run, folder, case.content, "--yes", *case.arguments)
    taken = {each["line"]: each for each in seen["taken"]}
    assert taken.keys() == case.taken.keys()
    for line, wanted in case.taken.items():
        assert {key: taken[line][key] for key in wanted} == wanted
    reasons = {each["line"]: each["reasons"][0] for each in seen["not_taken"]}
    assert reasons.keys() == case.refused.keys()
    for line, (column, part) in case.refused.items():
        assert (reasons[line]["column"], part in reasons[line]["text"]) == (column, True)
    guessed = {each["what"]: each["value"] for each in seen["guessed"]}
    assert {key: guessed.get(key) for key in case.guessed} == case.guessed
    assert run("check", "--as-of", DAY, cwd=folder).code == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_importing_twice_changes_nothing(run: Run, folder: Path, case: Case) -> None:
    if case.people is not None:
        (folder / "people.yaml").write_text(case.people, encoding="utf-8")
    first = data(run, folder, case.content, "--yes", *case.arguments)
    before = contents(folder)
    again = data(run, folder, case.content, "--yes", *case.arguments)
    assert contents(folder) == before
    assert (again["taken"], again["written"]) == ([], False)
    there = [(each["line"], each["id"], each["differs"]) for each in again["already_there"]]
    assert there == [(each["line"], each["id"], []) for each in first["taken"]]
    assert again["not_taken"] == first["not_taken"]


def test_every_key_of_the_data_is_described(run: Run, folder: Path) -> None:
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    chapter = text.partition("\n## opsctl rock import\n")[2].partition("\n## ")[0]
    described = set(re.findall(r"`(\w+)`", chapter))
    sheet = MILESTONES.content + b"Last,Someone New,,,,,,\n"
    assert take(run, folder, MILESTONES.content, "--yes").code == 0
    for content in (sheet, sheet.replace(b"Loyalty", b"Royalty")):
        seen = data(run, folder, content, "--create-people")
        assert set(keys(seen)) <= described


# Preview and consent


def test_without_a_terminal_nothing_is_written_unless_told_to(run: Run, folder: Path) -> None:
    before = contents(folder)
    done = take(run, folder, SMALL)
    assert (done.code, done.err) == (0, "nothing was written; add --yes to write\n")
    assert "2026-Q4/ship-in-a-day" in done.out
    assert contents(folder) == before


def test_a_dry_run_shows_the_differences_and_changes_nothing(run: Run, folder: Path) -> None:
    before = contents(folder)
    done = take(run, folder, SMALL, "--dry-run", "--yes")
    assert (done.code, done.err) == (0, "nothing was written (--dry-run)\n")
    assert "+++ rocks/2026-Q4/ship-in-a-day.yaml" in done.out
    assert "+owner: maya-okafor" in done.out
    assert contents(folder) == before


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False)])
def test_on_a_terminal_it_asks(folder: Path, answer: str, written: bool) -> None:
    sheet = folder.parent / "sheet.csv"
    sheet.write_bytes(SMALL)
    code, screen = run_in_terminal(
        ["rock", "import", str(sheet), "--as-of", DAY],
        folder,
        answers=[("Write 2 Rocks? [y/N]: ", answer)],
    )
    assert code == 0, screen
    assert (folder / "rocks/2026-Q4/ship-in-a-day.yaml").exists() is written


def test_what_is_written_is_what_a_person_would_write(run: Run, folder: Path) -> None:
    assert take(run, folder, SMALL, "--yes").code == 0
    text = (folder / "rocks/2026-Q4/ship-in-a-day.yaml").read_text(encoding="utf-8")
    assert text == (
        'title: "Ship in a day"\nowner: maya-okafor\n'
        'outcome:\n  measure: "Score"\n  to: 1\n'
        "log:\n  - date: 2026-11-20\n    now: 0.5\n"
    )


def test_columns_that_are_not_taken_are_named(run: Run, folder: Path) -> None:
    sheet = b"Title,Owner,Shoe size,Target score,Confidence\nA Rock,Leo,43,0.9,8\n"
    left = [each for each in data(run, folder, sheet)["columns"] if each["field"] is None]
    assert [(each["name"], each["why"]) for each in left] == [
        ("Shoe size", "opsctl does not know this heading"),
        ("Target score", "what is hoped for is no fact"),
        ("Confidence", "what is hoped for is no fact"),
    ]


# Words


def test_a_word_without_a_day_is_left_out_and_said(run: Run, folder: Path) -> None:
    sheet = folder.parent / "sheet.csv"
    sheet.write_bytes(b"Title,Owner,Status\nA Rock,Leo,On Track\n")
    done = run("rock", "import", sheet, "--quarter", "2026-Q4", "-o", "json", cwd=folder)
    seen = json.loads(done.out)
    assert seen["taken"][0]["log"] == []
    assert seen["taken"][0]["remarks"] == ["its word is left out: no day"]
    words = [each for each in seen["guessed"] if each["what"] == "status"]
    assert words[0]["value"] == "`On Track`: left out"
    assert "--as-of" in words[0]["why"]


def test_no_score_becomes_a_word(run: Run, folder: Path) -> None:
    sheet = b"Title,Owner,Final score\n" + b"".join(
        b"Rock %d,Leo,0.%d\n" % (each, each) for each in range(10)
    )
    seen = data(run, folder, sheet, "--yes")
    assert {entry["say"] for each in seen["taken"] for entry in each["log"]} == {None}
    written = b"".join(contents(folder).values())
    assert b"say:" not in written
    assert b"by:" not in written


def test_a_status_of_the_sheet_goes_before_a_full_score(run: Run, folder: Path) -> None:
    sheet = b"Title,Owner,Status,Final score\nA Rock,Leo,In progress,1\n"
    assert data(run, folder, sheet)["taken"][0]["status"] is None


@pytest.mark.parametrize(("value", "taken"), [("1", False), ("0", True), ("1%", True)])
def test_a_one_among_percents_may_be_all_or_little(
    run: Run, folder: Path, value: str, taken: bool
) -> None:
    sheet = f"Title,Owner,% complete\nA Rock,Leo,{value}\nB Rock,Leo,1\n".encode()
    seen = data(run, folder, sheet)
    assert (2 in [each["line"] for each in seen["taken"]]) is taken
    if not taken:
        assert seen["not_taken"][0]["reasons"][0]["text"] == "`1` may be 1 % or all of it"


# Dates


def test_dates_that_can_be_two_days_are_asked_for(run: Run, folder: Path) -> None:
    sheet = b"Title,Owner,Due\nA Rock,Leo,11/12/2026\nB Rock,Leo,12/12/2026\n"
    seen = data(run, folder, sheet)
    assert [each["line"] for each in seen["taken"]] == [3]
    assert seen["not_taken"][0]["reasons"] == [
        {
            "column": "Due",
            "text": "`11/12/2026` can be two days",
            "hint": "add --date-order dmy (day first) or --date-order mdy (month first)",
        }
    ]
    for order, due in (("dmy", "2026-12-11"), ("mdy", "2026-11-12")):
        seen = data(run, folder, sheet, "--date-order", order)
        assert seen["taken"][0]["due"] == due


# People


def test_people_are_added_behind_those_who_are_there(run: Run, folder: Path) -> None:
    before = b"\xef\xbb\xbf# who is who\r\nleo: {name: Leo}   # the first\r\nzoe:\r\n  name: Zoe M"
    (folder / "people.yaml").write_bytes(before)
    sheet = (
        b"Title,Owner\nA,Maya Okafor <maya@acme.example>\nB,Leo\nC,ZOE M\nD,Maya  okafor\n"
        b"E,Zoe\nF,Nils\n,Nobody Else\n"
    )
    refused = data(run, folder, sheet)
    assert [each["line"] for each in refused["not_taken"]] == [2, 5, 7, 8]
    assert (folder / "people.yaml").read_bytes() == before
    seen = data(run, folder, sheet, "--create-people", "--yes")
    assert [each["id"] for each in seen["people"]] == ["maya-okafor", "nils"]
    assert [each["owner"] for each in seen["taken"]] == [
        *("maya-okafor", "leo", "zoe", "maya-okafor", "zoe", "nils"),
    ]
    assert (folder / "people.yaml").read_bytes() == before + (
        b'\r\nmaya-okafor:\r\n  name: "Maya Okafor"\r\n  email: "maya@acme.example"\r\n'
        b'nils:\r\n  name: "Nils"\r\n'
    )
    again = data(run, folder, sheet, "--create-people", "--yes")
    assert (len(again["already_there"]), again["people"], again["written"]) == (6, [], False)


def test_people_yaml_is_made_where_it_is_not_there(run: Run, folder: Path) -> None:
    assert data(run, folder, SMALL, "--create-people", "--yes")["written"] is True
    text = (folder / "people.yaml").read_text(encoding="utf-8")
    assert text == 'maya-okafor:\n  name: "Maya Okafor"\nleo:\n  name: "Leo"\n'


@pytest.mark.parametrize("people", [b"{leo: {name: Leo}}\n", b"leo:\n  name: Leo\n...\n", b"\xff"])
def test_a_list_of_people_that_cannot_be_added_to_stays(
    run: Run, folder: Path, people: bytes
) -> None:
    (folder / "people.yaml").write_bytes(people)
    before = contents(folder)
    done = take(run, folder, SMALL, "--create-people", "--yes")
    assert (done.code, done.out) == (2, "")
    assert "people.yaml" in done.err
    assert contents(folder) == before


def test_two_names_never_share_an_id_and_one_name_has_one(run: Run, folder: Path) -> None:
    sheet = "Title,Owner\nA,Jo Ann\nB,Jo-Ann\nC,JO  ANN\nD,jo.ann@acme.example\nE,北風\nF,東風\n"
    seen = data(run, folder, sheet.encode())
    assert [each["owner"] for each in seen["taken"]] == [
        *("jo-ann", "jo-ann-2", "jo-ann", "jo-ann", "x", "x-2"),
    ]


def test_a_name_with_a_comma_is_one_person_where_the_list_says_so(run: Run, folder: Path) -> None:
    (folder / "people.yaml").write_text(f'{PEOPLE}sam:\n  name: "Sam, Jr."\n', encoding="utf-8")
    seen = data(run, folder, b'Title,Owner\nA,"Sam, Jr."\nB,"Maya, Leo"\n')
    assert [each["owner"] for each in seen["taken"]] == ["sam"]


# What is there already


def test_a_rock_that_says_something_else_is_left_and_the_difference_is_named(
    run: Run, folder: Path
) -> None:
    assert take(run, folder, SMALL, "--yes").code == 0
    before = contents(folder)
    other = SMALL.replace(b"0.5", b"0.7").replace(b"Title", b"Title,Description", 1)
    other = other.replace(b"day,", b"day,All of it,").replace(b"stock,", b"stock,,")
    seen = data(run, folder, other, "--yes")
    assert [(each["id"], each["differs"]) for each in seen["already_there"]] == [
        ("ship-in-a-day", ["done_means", "log"]),
        ("count-the-stock", []),
    ]
    assert contents(folder) == before


def test_an_id_in_use_gets_a_number(run: Run, folder: Path) -> None:
    place = folder / "rocks/2026-Q4"
    place.mkdir(parents=True)
    (place / "ship-in-a-day.yaml").write_text("broken: [", encoding="utf-8")
    (place / "count-the-stock.yaml").write_text(
        'title: "Another"\nowner: leo\nformerly: [count-the-stock-2]\n', encoding="utf-8"
    )
    seen = data(run, folder, SMALL, "--yes")
    assert [each["id"] for each in seen["taken"]] == ["ship-in-a-day-2", "count-the-stock-3"]


def test_a_team_is_found_by_its_title_and_an_unknown_one_is_said(run: Run, folder: Path) -> None:
    (folder / "teams.yaml").write_text("shop:\n  title: The Shop\n", encoding="utf-8")
    sheet = b"Title,Owner,Department\nA,Leo,the shop\nB,Leo,Shop\nC,Leo,Sales\n"
    seen = data(run, folder, sheet)
    assert [each["team"] for each in seen["taken"]] == ["shop", "shop"]
    assert seen["not_taken"][0]["reasons"][0]["text"] == "there is no team `Sales`"
    assert len(data(run, folder, sheet, "--map", "team=")["taken"]) == 3


# What makes no sense


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (SMALL, ("--map", "titel=Title"), "did you mean `title`?"),
        (SMALL, ("--map", "title=Titel"), "did you mean `Title`?"),
        (SMALL, ("--map", "title"), "has no `=`"),
        (SMALL, ("--map", "title="), "--map title="),
        (SMALL, ("--encoding", "utf8x"), "no encoding `utf8x`"),
        (SMALL, ("--encoding", "hex"), "no encoding `hex`"),
        (SMALL, ("--encoding", "utf-16"), "cannot be read as utf-16"),
        (SMALL, ("--delimiter", "semi"), "cannot part cells"),
        (SMALL, ("--date-order", "dym"), "is no order"),
        (SMALL, ("--quarter", "Q4"), "write it as 2026-Q4"),
        (b"", (), "is empty"),
        (b"\n\n,,\n", (), "is empty"),
        (b"PK\x03\x04rest", (), "Excel workbook"),
        (b"a\0b,c\n", (), "not a text file"),
        (b"Colour,Size\nred,3\n", (), "which column holds the title"),
        (b'Title,Owner\nA,Leo\n"B,Leo\nC,Leo\n', (), "line 3: a quotation mark"),
        (b"Title,Owner\nA,\x81\n", (), "line 2: the text cannot be read as Windows-1252"),
        (b"Title,Owner\nA," + b"x" * 200_000 + b"\n", (), "behind line 1"),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    run: Run, folder: Path, content: bytes, arguments: tuple[str, ...], said: str
) -> None:
    before = contents(folder)
    done = take(run, folder, content, "--yes", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert contents(folder) == before


def test_a_file_that_is_not_there_is_said(run: Run, folder: Path) -> None:
    for name in ("absent.csv", "."):
        done = run("rock", "import", name, cwd=folder)
        assert (done.code, done.out) == (2, "")


# Hostile cells

HOSTILE = "[/red] \x1b[2J ::error:: <b> | `y` \u2028 =cmd|' /C calc'!A0 # x: {a}"


@pytest.mark.parametrize("column", ["Title", "Owner", "Description", "Notes", "Theme", "Team"])
def test_hostile_cells_are_kept_as_they_are_and_shown_harmless(
    run: Run, folder: Path, column: str
) -> None:
    cells = {"Title": "A Rock", "Owner": "Leo", "Description": "", "Notes": "", "Theme": ""}
    cells |= {"Team": "", column: HOSTILE, "\x1b[2J": "x"}
    sheet = f"{','.join(cells)}\n{','.join(cells.values())}\n".encode()
    done = take(run, folder, sheet)
    assert done.code == 0, done.err
    assert "\x1b" not in done.out + done.err
    assert "\u2028" not in done.out
    seen = data(run, folder, sheet, "--yes")
    assert run("check", "--as-of", DAY, cwd=folder).code == 0
    if column != "Owner":
        shown = json.loads(run("rock", "list", "--as-of", DAY, "-o", "json", cwd=folder).out)
        assert len(shown["rocks"]) == len(seen["taken"]) == 1
    if column == "Title":
        assert shown["rocks"][0]["title"] == " ".join(HOSTILE.split())


def test_a_mark_that_no_file_may_hold_raw_is_written_as_an_escape(run: Run, folder: Path) -> None:
    sheet = "Title,Owner\nA \u202e Rock,Leo\nB,Leo\n".encode()
    seen = data(run, folder, sheet, "--yes")
    assert [each["line"] for each in seen["taken"]] == [2, 3]
    written = next(folder.rglob("a-rock.yaml")).read_text(encoding="utf-8")
    assert "\u202e" not in written
    assert "A \\u202e Rock" in written
