"""The story in `opsctl rock show`: from the words, and from the history of the file."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden, Result, run_opsctl
from tests.history.repositories import Work, clone, new_repository

SHIP = "rocks/2026-Q4/ship.yaml"
ROCK = """\
title: Ship within 24 hours
owner: omar
due: 2026-12-11
milestones:
  - title: Second packing line
    due: 2026-11-05
  - title: Late shift
    due: 2026-12-04
log:
  - date: 2026-10-05
    by: omar
    say: on-track
"""
SAID = "  - date: 2026-11-09\n    by: omar\n    say: off-track\n    note: The line is late.\n"
SETTINGS = "format: 1\ncompany: Acme\ntimezone: Europe/London\n"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository in which one Rock lives through six weeks."""
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, SHIP: ROCK}, by="Maya Okafor")
    later = ROCK.replace("2026-12-11", "2026-12-18").replace("24 hours", "36 hours")
    work.save("2026-10-20", {SHIP: later}, by="Omar Diaz")
    moved = later.replace("2026-11-05", "2026-11-27") + SAID
    work.save("2026-11-09", {SHIP: moved}, by="Omar Diaz")
    done = moved.replace("owner: omar", "owner: lena").replace(
        "    due: 2026-12-04\n", "    due: 2026-12-04\n    done: 2026-11-12\n"
    )
    work.save("2026-11-16", {SHIP: done}, by="Maya Okafor")
    return work


def show(work: Work, *more: str, **environment: str) -> Result:
    words = ("rock", "show", "ship", "--as-of", "2026-11-20", *more)
    done = run_opsctl(*words, cwd=work.folder, environment=environment)
    assert (done.code, done.err) == (0, "")
    return done


def story(work: Work, *more: str, **environment: str) -> Any:
    return json.loads(show(work, *more, "-o", "json", **environment).out)


def kinds(data: Any) -> list[tuple[str, str | None, str]]:
    return [(each["date"], each["by"], each["kind"]) for each in data["story"]]


@pytest.mark.parametrize(
    ("format", "ending"), [("text", "txt"), ("json", "json"), ("markdown", "md")]
)
def test_a_story_with_its_history(work: Work, golden: Golden, format: str, ending: str) -> None:
    golden(f"rock-show-story.{ending}", show(work, "-o", format).out)


def test_a_date_moved_after_it_had_passed_does_not_hide_the_evidence(work: Work) -> None:
    data = story(work)
    assert data["first_evidence"]["date"] == "2026-11-06"
    assert data["first_admission"] == {
        "date": "2026-11-09",
        "by": "omar",
        "say": "off-track",
        "days_after_evidence": 3,
    }


def test_words_of_check_ins_break_the_silence_in_the_story_too(work: Work) -> None:
    alone = story(work)["first_evidence"]
    for week, day in (("2026-W43", "2026-10-26"), ("2026-W44", "2026-11-02")):
        said = f"date: {day}\nrocks: {{ship: {{say: on-track}}}}\n"
        work.write(f"checkins/{week}/omar.yaml", said)
    told = story(work)
    assert (alone["date"], alone["standing"]) == ("2026-11-06", "in-danger")
    assert (told["first_evidence"]["date"], told["first_evidence"]["standing"]) == (
        "2026-11-06",
        "off-track",
    )
    kinds = {each["kind"] for each in told["story"]}
    assert not kinds & {"word-changed", "word-removed"}
    assert told["history"]["uncommitted"] is False


def test_the_owner_of_that_day_is_called_so(work: Work) -> None:
    """Omar spoke as owner; today it is Lena's Rock."""
    said = "The evidence spoke on 6 Nov; omar said so on 9 Nov (3 days later)."
    assert said in show(work).out


def test_a_story_is_told_as_of_its_day(work: Work) -> None:
    early = kinds(story(work, "--as-of", "2026-10-10"))
    assert early == [("2026-10-01", "Maya Okafor", "written"), ("2026-10-05", "omar", "word")]
    assert kinds(story(work, "--at", "HEAD~3", "--as-of", "2026-10-10")) == early


def test_at_a_revision_later_versions_are_not_seen(work: Work) -> None:
    data = story(work, "--at", "HEAD~1")
    assert data["history"]["versions"] == 3
    assert data["history"]["uncommitted"] is False
    assert data["owner"] == "omar"


def test_days_are_those_of_the_author_in_the_time_zone_of_the_company(work: Work) -> None:
    text = (work.folder / SHIP).read_text(encoding="utf-8").replace("lena", "leo")
    work.write(SHIP, text)
    work.commit("2026-11-19", author_at="2026-11-17T23:30:00-05:00")
    assert ("2026-11-18", "Lena Vogt", "owner") in kinds(story(work))


def test_changes_that_are_not_committed_are_said(work: Work) -> None:
    text = (work.folder / SHIP).read_text(encoding="utf-8")
    work.write(SHIP, text.replace("lena", "leo"))
    assert story(work)["history"]["uncommitted"] is True
    assert "(the file has changes that are not committed)" in show(work).out
    work.write(SHIP, f"# a comment\n{text}")
    assert story(work)["history"]["uncommitted"] is False


def test_a_file_that_is_not_committed_yet_tells_from_its_words(work: Work) -> None:
    work.write("rocks/2026-Q4/new.yaml", ROCK)
    done = run_opsctl("rock", "show", "new", "--as-of", "2026-11-20", cwd=work.folder)
    assert "(no history to see: the file is not committed yet)" in done.out
    assert "The evidence spoke on 6 Nov; no word has said so yet." in done.out


def test_a_repository_without_a_commit_tells_from_the_words(tmp_path: Path) -> None:
    work = new_repository(tmp_path)
    work.write("opsctl.yaml", SETTINGS)
    work.write(SHIP, ROCK)
    assert story(work)["history"]["versions"] == 0


def test_outside_of_git_and_without_git_it_tells_from_the_words(work: Work, tmp_path: Path) -> None:
    plain = Work(tmp_path / "plain")
    for name in ("opsctl.yaml", SHIP):
        plain.write(name, (work.folder / name).read_bytes())
    alone = story(plain)
    assert alone["history"] is None
    assert kinds(alone) == [
        ("2026-10-05", "omar", "word"),
        ("2026-11-09", "omar", "word"),
        ("2026-11-12", None, "milestone-done"),
    ]
    assert "the workspace lies in no git repository" in show(plain).out
    assert kinds(story(work, PATH="/nonexistent")) == kinds(alone)
    distrusted = show(work, GIT_TEST_ASSUME_DIFFERENT_OWNER="1").out
    assert "no history to see: git does not trust" in distrusted


def test_versions_that_cannot_be_read_are_left_out_and_counted(work: Work) -> None:
    text = (work.folder / SHIP).read_text(encoding="utf-8")
    work.save("2026-11-17", {SHIP: "title: ["}, by="Clumsy")
    work.save("2026-11-18", {SHIP: text.replace("lena", "leo")}, by="Mender")
    data = story(work)
    assert data["history"]["unreadable"] == 1
    assert kinds(data)[-1] == ("2026-11-18", "Mender", "owner")
    assert "(1 version could not be read)" in show(work).out


def test_a_rock_that_was_moved_to_another_quarter_keeps_its_story(work: Work) -> None:
    (work.folder / "rocks/2027-Q1").mkdir()
    work.git("mv", SHIP, "rocks/2027-Q1/ship.yaml")
    work.commit("2026-11-19", by="Maya Okafor")
    data = story(work)
    assert data["quarter"] == "2027-Q1"
    assert data["history"]["versions"] == 5
    moved = next(each for each in data["story"] if each["kind"] == "moved")
    assert moved["text"] == "moved from 2026-Q4/ship to 2027-Q1/ship"


def test_a_shallow_clone_says_what_it_cannot_see(work: Work, tmp_path: Path) -> None:
    shallow = clone(work, tmp_path / "shallow", "--depth=2")
    data = story(shallow)
    assert data["history"]["shallow_since"] == "2026-11-09"
    assert "written" not in {kind for _, _, kind in kinds(data)}
    said = "(this clone is shallow: nothing before 9 Nov can be seen (git fetch --unshallow))"
    assert said in show(shallow).out


def test_names_from_git_and_from_files_reach_no_terminal_raw(work: Work) -> None:
    text = (work.folder / SHIP).read_text(encoding="utf-8")
    evil = text.replace("owner: lena", 'owner: "\\e[31m"')
    work.save("2026-11-17", {SHIP: evil}, by="Eve\x1b[31m\u202e [x](y)")
    assert "\x1b" not in show(work).out
    assert "\u202e" not in show(work).out
    assert "[x](y)" not in show(work, "-o", "markdown").out


def test_a_story_of_many_versions_is_cut_and_says_so(work: Work) -> None:
    stream = [
        f"commit refs/heads/main\ncommitter C <c@x> {1791000000 + number} +0000\ndata 1\nx\n"
        f"{'' if number else 'from refs/heads/main^0' + chr(10)}"
        f"M 644 inline {SHIP}\ndata <<END\n{ROCK}# {number}\nEND\n"
        for number in range(505)
    ]
    work.write("stream", "\n".join(stream))
    with (work.folder / "stream").open("rb") as source:
        subprocess.run(["git", "fast-import", "--quiet"], cwd=work.folder, stdin=source, check=True)
    work.git("reset", "-q", "--hard", "main")
    data = story(work)
    assert (data["history"]["cut"], data["history"]["versions"]) == (True, 500)
    assert "written" not in {kind for _, _, kind in kinds(data)}
