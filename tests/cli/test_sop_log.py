"""`opsctl sop log`: the versions of a procedure, and which was in force on a day."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from opsctl.analysis.sop.digest import content_digest
from tests.analysis.sop.pages import sop
from tests.cli.terminal import run_in_terminal
from tests.conftest import Result, run_opsctl
from tests.docs.test_json import chapter, keys
from tests.history.repositories import Work, clone, new_repository

OLD, PAGE = "sops/care/return.md", "sops/care/returns.md"
SETTINGS = "format: 1\ncompany: Acme\ntimezone: Europe/London\n"
FIRST = """\
---
title: Process a return
owner: omar
version: "1.3.0"
status: approved
---
# Process a return

## Scope

- Every return by a customer

## Procedure

1. Find the order by its number
2. Inspect the item within 24 hours
3. Pay the refund
"""
SECOND = FIRST.replace("24 hours", "48 hours").replace("1.3.0", "1.4.0")
LATER = SECOND.replace("status: approved", "status: approved\neffective: 2026-11-15")
MOVED = LATER.replace("owner: omar", "owner: ana\nformerly: [care/return]")
DAY = "2026-11-20"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")


def approval(text: str, day: str = "2026-10-24") -> str:
    return f"date: {day}\nas: approver\ndigest: {content_digest(sop(text))}\n"


def review(text: str) -> str:
    return f"outcome: no-change\ndigest: {content_digest(sop(text))}\n"


@pytest.fixture
def work(made: Work, tmp_path: Path) -> Work:
    """Give a copy of the repository that may be changed."""
    return Work(Path(shutil.copytree(made.folder, tmp_path / "acme")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Make a repository in which one procedure is changed on a branch, merged and moved."""
    work = new_repository(tmp_path_factory.mktemp("made"))
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, OLD: FIRST}, by="Maya Okafor")
    work.git("checkout", "-q", "-b", "side")
    work.save("2026-10-20", {OLD: LATER}, by="Omar Díaz")
    work.git("checkout", "-q", "main")
    merge = ("merge", "-q", "--no-ff", "-m", "x", "side")
    work.git(*merge, at="2026-10-25T12:00:00+00:00", by="Merger")
    work.git("mv", OLD, PAGE)
    work.save("2026-11-02", {PAGE: MOVED}, by="Maya Okafor")
    return work


def sign(work: Work) -> None:
    """Add two approvals and a review."""
    folder = "approvals/care/return"
    work.save(
        "2026-11-19",
        {
            f"{folder}/1.3.0--leo.yaml": approval(FIRST, "2026-10-01"),
            f"{folder}/1.4.0--maya.yaml": approval(LATER),
            "reviews/care/returns/2026-11-18--omar.yaml": review("# Another text\n"),
        },
    )


def run_log(work: Work, *more: str, name: str = "returns") -> Result:
    day = () if "--as-of" in more else ("--as-of", DAY)
    done = run_opsctl("sop", "log", name, *day, *more, cwd=work.folder)
    assert (done.code, done.err) == (0, "")
    return done


def data(work: Work, *more: str, name: str = "returns") -> Any:
    return json.loads(run_log(work, *more, "-o", "json", name=name).out)


def shown(work: Work, *more: str, name: str = "returns") -> str:
    """Give what is printed, with each commit as the letter of its place in time."""
    text = run_log(work, *more, name=name).out
    commits = work.git("log", "--reverse", "--topo-order", "--format=%h %H", "HEAD").splitlines()
    for letter, line in zip("ABCDEFGH", commits, strict=False):
        text = text.replace(line.split()[1][:7], letter)
    return text


# The log


def test_the_log_has_versions_and_signatures_the_newest_first(work: Work) -> None:
    sign(work)
    assert shown(work) == (
        "Process a return  care/returns\n"
        "\n"
        " 18 Nov 2026  omar reviewed it: no change, a text that history does not show\n"
        "  2 Nov 2026  1.4.0 approved  keys only  Maya Okafor  D\n"
        "              moved from sops/care/return.md\n"
        "              owner omar → ana\n"
        " 24 Oct 2026  maya approved 1.4.0 as approver, the text of B, as it still is\n"
        " 20 Oct 2026  1.4.0 approved  minor change  Omar Díaz  B\n"
        "              step reworded 24 hours → 48 hours; effective none → 2026-11-15\n"
        "  1 Oct 2026  leo approved 1.3.0 as approver, the text of A\n"
        "  1 Oct 2026  1.3.0 approved  first committed  Maya Okafor  A\n"
    )


def test_the_shape_of_the_data(work: Work) -> None:
    sign(work)
    printed = data(work)
    assert list(printed)[:4] == ["schema", "id", "title", "versions"]
    moved, changed, first = printed["versions"]
    assert (moved["path"], moved["moved_from"], moved["weight"]) == (PAGE, OLD, None)
    assert (changed["date"], changed["author"]) == ("2026-10-20", "Omar Díaz")
    assert (changed["what"], changed["weight"], changed["version"]) == ("changed", "minor", "1.4.0")
    assert changed["changes"][0]["figures"] == [["24 hours", "48 hours"]]
    assert (first["what"], first["weight"], first["changes"]) == ("written", None, [])
    maya, leo = printed["approvals"]
    assert (maya["by"], maya["commit"], maya["current"]) == ("maya", changed["commit"], True)
    assert (leo["by"], leo["commit"], leo["current"]) == ("leo", first["commit"], False)
    assert [each["commit"] for each in printed["reviews"]] == [None]
    assert printed["history"]["uncommitted"] is False


def test_every_key_stands_in_the_documentation(work: Work) -> None:
    sign(work)
    chapters = "".join(map(chapter, ("opsctl sop log", "opsctl sop diff", "opsctl rock show")))
    described = set(re.findall(r"`([\w-]+)`", chapters))
    for more in ((), ("--on", "2026-11-01"), ("--on", "2026-09-01"), ("--limit", "1")):
        assert set(keys(data(work, *more))) <= described


def test_a_page_of_markdown_is_a_table(work: Work) -> None:
    sign(work)
    lines = run_log(work, "-o", "markdown").out.splitlines()
    assert lines[:2] == ["# Process a return", ""]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines[2:]} == {6}
    assert "| 20 Oct 2026 | 1\\.4.0 approved | minor change; step reworded 24 hours" in lines[7]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_nothing_is_wider_than_the_screen(work: Work, columns: int) -> None:
    sign(work)
    code, out = run_in_terminal(["sop", "log", "returns", "--as-of", DAY], work.folder, columns)
    assert code == 0
    plain = ESCAPE.sub("", out)
    assert max(map(len, plain.splitlines())) <= columns
    assert " ".join(plain.split()).count("approved 1.4.0 as approver") == 1


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (FIRST.replace("3. Pay", "3. Weigh the parcel\n4. Pay"), "major change"),
        (FIRST.replace("24 hours", "2 days"), "minor change"),
        (f"{FIRST}\n## Notes\n\nBe kind.\n", "wording only"),
        (FIRST.replace("owner: omar", "owner: ana"), "keys only"),
        (FIRST.replace("- Every", "* Every"), "same text"),
    ],
)
def test_a_change_is_weighed_in_words(tmp_path: Path, after: str, said: str) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, PAGE: FIRST})
    work.save("2026-10-02", {PAGE: after})
    newest = run_log(work).out.splitlines()[2]
    assert f"approved  {said}  Lena Vogt" in newest


def test_only_the_heaviest_three_changes_are_told(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, PAGE: FIRST})
    more = "".join(f"{number}. {word} it\n" for number, word in enumerate("abcd", start=4))
    work.save("2026-10-02", {PAGE: FIRST + more})
    told = run_log(work).out.splitlines()[3]
    assert told.count("step added") == 3
    assert told.endswith("; and 1 more")
    assert len(data(work)["versions"][0]["changes"]) == 4


def test_a_limit_shows_the_newest_and_what_was_signed_since(work: Work) -> None:
    sign(work)
    printed = data(work, "--limit", "2")
    assert (len(printed["versions"]), printed["left_out"]) == (2, True)
    assert [each["by"] for each in printed["approvals"]] == ["maya"]
    assert (
        "only the newest 2 versions: a higher --limit shows more"
        in run_log(work, "--limit", "2").out
    )
    whole = data(work, "--limit", "3")
    assert (len(whole["versions"]), whole["left_out"]) == (3, False)
    assert len(whole["approvals"]) == 2


def test_what_came_after_the_day_asked_about_is_not_seen(work: Work) -> None:
    sign(work)
    printed = data(work, "--as-of", "2026-10-20")
    assert [each["date"] for each in printed["versions"]] == ["2026-10-20", "2026-10-01"]
    assert [each["by"] for each in printed["approvals"]] == ["leo"]
    assert len(data(work, "--as-of", "2026-10-19")["versions"]) == 1
    for day, following in (("2026-10-24", None), ("2026-10-25", "1.4.0")):
        printed = data(work, "--as-of", day, "--on", "2026-10-24")
        assert (printed["following"] or {}).get("version") == following
    assert printed["in_force"]["version"] == "1.3.0"


def test_at_a_revision_the_log_ends_there(work: Work) -> None:
    lines = run_log(work, "--at", "HEAD~1", name="return").out.splitlines()
    assert lines[0].startswith("as it was at HEAD~1 (")
    assert [line[1:12] for line in lines if "approved" in line] == ["20 Oct 2026", " 1 Oct 2026"]


def test_a_page_that_git_takes_for_new_goes_on_where_it_says_it_was(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, OLD: FIRST})
    work.git("rm", "-q", OLD)
    other = "---\nformerly: [care/return]\n---\n# Parcels that come back\n\n1. Open the parcel\n"
    work.save("2026-10-02", {PAGE: other})
    assert [each["moved_from"] for each in data(work)["versions"]] == [OLD, None]


def test_a_version_that_was_deleted_or_is_too_large_is_named(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, PAGE: FIRST})
    (work.folder / PAGE).unlink()
    work.commit("2026-10-02")
    work.save("2026-10-03", {PAGE: "- x\n" * 60_000})
    work.save("2026-10-04", {PAGE: FIRST})
    printed = data(work)
    whats = ["changed", "unreadable", "deleted", "written"]
    assert [each["what"] for each in printed["versions"]] == whats
    assert (printed["history"]["unreadable"], printed["versions"][0]["weight"]) == (1, None)
    assert "(1 version could not be read)" in run_log(work).out


def test_what_is_not_committed_is_said(work: Work) -> None:
    work.write(PAGE, MOVED.replace("48", "72"))
    assert "(the file has changes that are not committed)" in run_log(work).out
    work.write(PAGE, MOVED.replace("- Every", "* Every"))
    assert "not committed" not in run_log(work).out
    work.write("sops/new.md", FIRST)
    text = run_log(work, name="new").out
    assert text.endswith("\n (no history to see: the file is not committed yet)\n")


def test_before_the_first_commit_there_is_nothing_to_tell(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    work.write("opsctl.yaml", SETTINGS)
    work.write(PAGE, FIRST)
    assert (data(work)["versions"], data(work)["history"]["uncommitted"]) == ([], True)


def test_a_shallow_clone_says_from_where_on_it_sees(work: Work, tmp_path: Path) -> None:
    shallow = clone(work, tmp_path / "shallow", "--depth=1")
    text = run_log(shallow).out
    assert "as the clone begins" in text
    assert "nothing before 2 Nov can be seen (git fetch --unshallow)" in text
    assert data(shallow)["versions"][0]["what"] == "first-seen"
    text = run_log(shallow, "--on", "2026-10-15").out
    assert "What was in force on 15 Oct 2026 cannot be seen from here." in text


def test_without_a_repository_the_log_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sops").mkdir()
    (tmp_path / "opsctl.yaml").write_text(SETTINGS)
    (tmp_path / "sops/a.md").write_text(FIRST)
    done = run_opsctl("sop", "log", "a", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "lies in no git repository" in done.err


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_hostile_text_comes_out_harmless(tmp_path: Path, format: str) -> None:
    evil = "Eve \x1b[2J | <b> \u202e"
    name = "sops/a\n::error::'\" \x1b[2J.md"
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, name: FIRST}, by=evil)
    quoted = json.dumps(evil)
    work.git("mv", name, "sops/b.md")
    hostile = FIRST.replace('"1.3.0"', quoted).replace("owner: omar", f"owner: {quoted}")
    hostile = hostile.replace("title: Process a return", f"title: {quoted}")
    work.save("2026-10-02", {"sops/b.md": f"{hostile}4. {evil}\n"}, by=evil)
    for more in ((), ("--on", "2026-10-01"), ("--on", "2026-10-02")):
        out = run_log(work, *more, "-o", format, name="b").out
        assert UNSAFE.search(out) is None
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
        if format == "markdown":
            assert re.search(r"(?<!\\)<", out) is None
        if format == "json":
            assert out.isascii()
    assert data(work, name="b")["versions"][0]["moved_from"] == name


# In force on a day


def test_what_was_in_force_is_said_with_how_to_read_it(work: Work) -> None:
    sign(work)
    assert shown(work, "--on", "2026-11-14") == (
        "Process a return  care/returns\n"
        "\n"
        "Version 1.3.0 was in force on 14 Nov 2026, from 1 Oct 2026 to 14 Nov 2026.\n"
        "It stands in A of 1 Oct 2026.\n"
        "Approved by leo (approver, 1 Oct 2026).\n"
        "From 15 Nov 2026 on: version 1.4.0, with D.\n"
        "→ opsctl sop show care/return --at A\n"
    )
    assert "Version 1.4.0 was in force on 15 Nov 2026, from 15 Nov 2026 on." in shown(
        work, "--on", "2026-11-15"
    )


@pytest.mark.parametrize(
    ("on", "said"),
    [("2026-11-19", "was in force"), (DAY, "is in force"), ("2026-11-21", "will be in force")],
)
def test_the_tense_is_that_of_the_day(work: Work, on: str, said: str) -> None:
    assert f"Version 1.4.0 {said} on" in run_log(work, "--on", on).out


def test_the_command_shows_the_text_of_then(work: Work) -> None:
    command = data(work, "--on", "2026-10-10")["command"]
    done = run_opsctl(*command.split()[1:], cwd=work.folder)
    assert done.code == 0
    assert "Inspect the item within 24 hours" in done.out


def test_the_data_of_a_day(work: Work) -> None:
    sign(work)
    printed = data(work, "--on", "2026-10-10")
    assert (printed["on"], printed["since"], printed["until"]) == (
        *("2026-10-10", "2026-10-01", "2026-11-14"),
    )
    assert printed["in_force"]["version"] == "1.3.0"
    assert printed["following"]["effective"] == "2026-11-15"
    assert [each["by"] for each in printed["approvals"]] == ["leo"]
    assert printed["ended_by"] is None


@pytest.mark.parametrize(("on", "version"), [("2026-10-24", "1.3.0"), ("2026-10-25", "1.4.0")])
def test_a_text_holds_from_its_merge_on_and_not_from_its_commit(
    tmp_path: Path, on: str, version: str
) -> None:
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, PAGE: FIRST})
    work.git("checkout", "-q", "-b", "side")
    on_merge = SECOND.replace("status: approved", "status: approved\neffective: on-merge")
    work.save("2026-10-20", {PAGE: on_merge})
    work.git("checkout", "-q", "main")
    moment = "2026-10-24T23:30:00+00:00"  # half past midnight in London, in summer
    work.git("merge", "-q", "--no-ff", "-m", "x", "side", at=moment)
    assert data(work, "--on", on)["in_force"]["version"] == version


def test_a_retired_page_says_since_when(work: Work) -> None:
    work.save("2026-11-19", {PAGE: MOVED.replace("status: approved", "status: retired")})
    out = run_log(work, "--on", DAY).out
    assert "No version is in force on 20 Nov 2026: it has been retired since 19 Nov 2026." in out
    assert data(work, "--on", DAY)["ended_by"]["status"] == "retired"
    out = run_log(work, "--on", "2026-11-18").out
    assert "From 19 Nov 2026 on: retired." in out


def test_a_day_before_the_first_text_has_none(work: Work) -> None:
    printed = data(work, "--on", "2026-09-30")
    assert (printed["in_force"], printed["until"]) == (None, "2026-09-30")
    out = run_log(work, "--on", "2026-09-30").out
    assert "No version was in force on 30 Sep 2026.\nFrom 1 Oct 2026 on: version 1.3.0" in out


def test_keys_that_stand_in_the_text_count_as_well(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "acme")
    table = "| Version | 2.0 |\n| --- | --- |\n| Effective date | 2026-10-10 |\n"
    page = f"# Returns\n\n{table}\n## Procedure\n\n1. Open the parcel\n"
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, PAGE: page})
    assert data(work, "--on", "2026-10-09")["in_force"] is None
    assert data(work, "--on", "2026-10-10")["in_force"]["version"] == "2.0"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "soon"), "--on: "),
        (("--on", "2026-10-10", "--limit", "2"), "--limit is for the list of versions"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    work: Work, words: tuple[str, ...], said: str
) -> None:
    done = run_opsctl("sop", "log", "returns", *words, cwd=work.folder)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
