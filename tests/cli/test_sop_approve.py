"""`opsctl sop approve`: one's own approval of the text as it is now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import DAY, Result, run_opsctl

PAGE = "sops/care/returns.md"
WRITTEN = "approvals/care/returns/1.3.0--maya.yaml"
TEXT = """\
---
title: Process a return
owner: ana
version: "1.3.0"
status: in-review
---
# Process a return

1. Find the order
"""
PEOPLE = """\
maya: {name: Maya Okafor, email: maya@acme.example, formerly: [maya-o]}
omar: {name: Omar Haddad, team: bench}
ana: {name: Ana Reyes}
dan: {name: Dan Frost, left: 2026-08-14}
"""
SETTINGS = """\
format: 1
company: Acme
approvals:
  standard: {roles: {approver: 1, quality: 1}, who: {quality: [bench]}}
"""


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """Make a company with one procedure that waits for approval."""
    for path, text in {
        "opsctl.yaml": SETTINGS,
        "people.yaml": PEOPLE,
        "teams.yaml": "bench: {title: The bench}\n",
        PAGE: TEXT,
    }.items():
        write(tmp_path, path, text)
    return tmp_path


def write(folder: Path, path: str, text: str) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode("utf-8"))


def approve(folder: Path, *more: str, me: str = "maya", sop: str = "returns") -> Result:
    words = ("sop", "approve", sop, *more, "--as-of", DAY)
    return run_opsctl(*words, cwd=folder, environment={"OPSCTL_USER": me})


def shown(folder: Path) -> dict[str, Any]:
    done = run_opsctl("sop", "show", "returns", "--as-of", DAY, "-o", "json", cwd=folder)
    found: dict[str, Any] = json.loads(done.out)
    return found


def files(folder: Path) -> list[str]:
    return sorted(
        each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()
    )


# What is written


def test_an_approval_is_a_file_of_its_own(acme: Path) -> None:
    done = approve(acme, "--note", "  Tried at the bench.  ")
    assert done == Result(
        0,
        f"{WRITTEN} written: care/returns 1.3.0, as approver; missing: 1 as quality (bench)"
        "  → opsctl sop show care/returns\n",
        "",
    )
    date, role, digest, note = (acme / WRITTEN).read_text(encoding="utf-8").splitlines()
    assert (date, role) == ("date: 2026-11-20", "as: approver")
    assert digest.startswith("digest: v1:sha256:")
    assert note == 'note: "Tried at the bench."'
    assert (acme / PAGE).read_text(encoding="utf-8") == TEXT


def test_what_was_approved_is_shown_as_approved(acme: Path) -> None:
    approve(acme)
    (found,) = shown(acme)["approvals"]
    assert (found["person"], found["same_text"], found["counts"]) == ("maya", True, True)


def test_the_last_one_says_what_may_be_done_then(acme: Path) -> None:
    approve(acme)
    done = approve(acme, "--as", "quality", me="omar")
    assert "; no approval is missing: `status: approved` may be written at its top" in done.out
    write(acme, PAGE, TEXT.replace("in-review", "approved"))
    done = run_opsctl("check", "--as-of", DAY, "-o", "json", cwd=acme)
    assert "SOP046" not in done.out


def test_a_page_with_other_line_ends_is_the_same_text(acme: Path) -> None:
    approve(acme)
    write(acme, PAGE, TEXT.replace("\n", "\r\n"))
    done = approve(acme)
    assert (done.code, done.out) == (2, "")
    assert "`maya` has approved this text on 2026-11-20, as approver" in done.err


def test_without_a_policy_nobody_is_missing(acme: Path) -> None:
    write(acme, "opsctl.yaml", "format: 1\ncompany: Acme\n")
    assert "written: care/returns 1.3.0, as tester  → " in approve(acme, "--as", "tester").out


def test_a_dry_run_shows_the_file_and_writes_nothing(acme: Path) -> None:
    before = files(acme)
    done = approve(acme, "--dry-run", "--note", "x")
    assert (done.code, done.err) == (0, "nothing was written (--dry-run)\n")
    assert done.out.startswith(
        f"--- /dev/null\n+++ {WRITTEN}\n@@ -0,0 +1,4 @@\n+date: 2026-11-20\n"
    )
    assert files(acme) == before


def test_me_is_known_by_the_address_that_git_has(acme: Path) -> None:
    environment = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.email",
        "GIT_CONFIG_VALUE_0": "Maya@acme.example",
    }
    words = ("sop", "approve", PAGE, "--as-of", DAY)
    assert run_opsctl(*words, cwd=acme, environment=environment).code == 0
    assert (acme / WRITTEN).exists()


def test_a_hostile_note_stays_a_note(acme: Path) -> None:
    note = "\x1b[2J# : {x} \u202e “y”\nas: quality"
    assert approve(acme, "--note", note).code == 0
    (found,) = shown(acme)["approvals"]
    assert (found["as"], found["note"]) == ("approver", note)
    _, screen = run_in_terminal(["sop", "show", "returns", "--as-of", DAY], acme)
    assert "\x1b[2J" not in screen
    assert "\\x1b[2J# : {x} \\u202e “y” as: quality" in screen
    page = run_opsctl("sop", "show", "returns", "--as-of", DAY, "-o", "markdown", cwd=acme).out
    assert r"\\x1b\[2J\# : \{x\} \\u202e “y” as: quality" in page


def test_a_procedure_with_a_hostile_name_is_named_safely(acme: Path) -> None:
    write(acme, "sops/a\x1b[2J.md", TEXT)
    done = approve(acme, sop="sops/a\x1b[2J.md")
    assert done.code == 0
    assert "\x1b" not in done.out
    assert done.out.endswith("→ opsctl sop show a\\x1b[2J\n")


# What is refused


@pytest.mark.parametrize(
    ("old", "new", "said", "hint"),
    [
        ("in-review", "draft", "care/returns is a draft", "write `status: in-review`"),
        ("in-review", "retired", "care/returns is retired", ""),
        ('version: "1.3.0"\n', "", "has no version at its top", "opsctl sop bump care/returns"),
        ("1.3.0", "1.3", "`1.3`, the version of care/returns, is none", "as in 1.3.0"),
        ("1.3.0", "../../x", "`../../x`, the version of care/returns, is none", "as in 1.3.0"),
        ("owner: ana", "owner: maya", "`maya` answers for care/returns", "ask somebody else"),
    ],
)
def test_what_nobody_could_approve_is_refused(
    acme: Path, old: str, new: str, said: str, hint: str
) -> None:
    write(acme, PAGE, TEXT.replace(old, new))
    before = files(acme)
    done = approve(acme)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert hint in done.err
    assert files(acme) == before


@pytest.mark.parametrize("status", ["status: in-review", "status: approved", "x: y"])
def test_what_somebody_may_follow_can_be_approved(acme: Path, status: str) -> None:
    write(acme, PAGE, TEXT.replace("status: in-review", status))
    assert approve(acme).code == 0


@pytest.mark.parametrize(
    ("me", "words", "said"),
    [
        ("dan", (), "`dan` left on 2026-08-14, and cannot sign on 2026-11-20"),
        ("zoe", (), "OPSCTL_USER is `zoe`, who is not in people.yaml"),
        ("", (), "opsctl cannot tell who you are"),
        ("maya", ("--as", "quality"), "`maya` may not approve care/returns as quality"),
        ("maya", ("--as", "tester"), "nobody is asked to approve care/returns as tester"),
        ("maya", ("--as", "boss"), "`boss` is no role"),
        ("maya", ("--base", "main"), "--base and --head go with --from-review"),
        ("maya", ("--head", "main"), "--base and --head go with --from-review"),
        ("maya", ("other",), "one procedure is approved at a time"),
        ("maya", ("--at", "main"), "--at is for looking at the past"),
    ],
)
def test_who_cannot_approve_is_told_why(
    acme: Path, me: str, words: tuple[str, ...], said: str
) -> None:
    before = files(acme)
    done = approve(acme, *words, me=me)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert files(acme) == before


def test_a_name_that_leads_out_of_the_folder_is_none(acme: Path) -> None:
    (acme / "people.yaml").unlink()
    done = approve(acme, me="../../../x")
    assert done.code == 2
    assert "`../../../x` cannot be the id of a person" in done.err


def test_a_person_approves_a_version_once(acme: Path) -> None:
    approve(acme)
    write(acme, PAGE, TEXT.replace("Find the order", "Find it"))
    done = approve(acme)
    assert done.code == 2
    assert "`maya` has approved another text as version 1.3.0 on 2026-11-20" in done.err
    assert "opsctl sop bump care/returns" in done.err


def test_a_new_version_of_another_text_is_approved_anew(acme: Path) -> None:
    approve(acme)
    write(acme, PAGE, TEXT.replace("Find the order", "Find it").replace("1.3.0", "1.4.0"))
    assert approve(acme).code == 0
    words = ("sop", "show", "returns", "--outline", "--as-of", DAY)
    assert run_opsctl(*words, cwd=acme).out.endswith(
        "Approvals\n"
        " maya as approver, 20 Nov 2026, version 1.3.0: text changed since\n"
        " maya as approver, 20 Nov 2026, version 1.4.0: text as approved\n"
        " Missing: 1 as quality (bench)\n"
    )


def test_a_new_version_of_the_same_text_needs_no_second_word(acme: Path) -> None:
    approve(acme)
    write(acme, PAGE, TEXT.replace("1.3.0", "1.4.0"))
    assert "`maya` has approved this text" in approve(acme).err
    write(
        acme, "people.yaml", PEOPLE.replace("name: Maya Okafor", "name: Maya Okafor, team: bench")
    )
    assert approve(acme, "--as", "quality").code == 0


def test_an_approval_under_a_name_of_before_is_ones_own(acme: Path) -> None:
    approve(acme)
    (acme / WRITTEN).rename(acme / WRITTEN.replace("maya", "maya-o"))
    assert "`maya` has approved this text" in approve(acme).err


def test_a_file_that_cannot_be_read_is_not_written_over(acme: Path) -> None:
    write(acme, WRITTEN, "date: soon\n")
    done = approve(acme)
    assert done.code == 2
    assert f"{WRITTEN} is there, and could not be read" in done.err
    assert (acme / WRITTEN).read_text(encoding="utf-8") == "date: soon\n"


def test_an_approval_of_an_earlier_text_may_still_hold(acme: Path) -> None:
    approve(acme)
    write(acme, PAGE, TEXT.replace("Find the order", "Find it").replace("1.3.0", "1.3.1"))
    done = approve(acme, "--as", "quality", me="omar")
    said = "missing: 1 as approver, unless an approval of an earlier text still holds"
    assert said in done.out
    assert shown(acme)["may_carry"] is True


# What is shown


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (PEOPLE.replace("maya:", "maja:"), "text as approved, but not in people.yaml"),
        (PEOPLE.replace("formerly: [maya-o]", "left: 2026-11-20"), "but had left by then"),
    ],
)
def test_an_approval_that_does_not_count_says_why(acme: Path, people: str, said: str) -> None:
    approve(acme)
    write(acme, "people.yaml", people)
    words = ("sop", "show", "returns", "--outline", "--as-of", DAY)
    out = run_opsctl(*words, cwd=acme).out
    assert said in out
    assert "Missing: 1 as approver and 1 as quality (bench)\n" in out


def test_what_is_dated_later_is_not_seen(acme: Path) -> None:
    approve(acme)
    words = ("sop", "show", "returns", "--as-of", "2026-11-19", "-o", "json")
    assert json.loads(run_opsctl(*words, cwd=acme).out)["approvals"] == []


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_chapter_fits_its_screen(acme: Path, columns: int) -> None:
    approve(acme, "--note", "Tried with two returns, one of them damaged, and once more " * 3)
    words = ["sop", "show", "returns", "--outline", "--no-color", "--as-of", DAY]
    _, screen = run_in_terminal(words, acme, columns)
    assert max(map(len, screen.splitlines())) <= columns
    assert "maya as approver, 20 Nov 2026, version 1.3.0: text as approved" in " ".join(
        screen.split()
    )


def test_only_the_newest_ten_are_listed(acme: Path) -> None:
    digest = "v1:sha256:" + "0" * 64
    for number in range(12):
        text = f"date: 2026-10-{number + 1:02}\nas: approver\ndigest: {digest}\n"
        write(acme, f"approvals/care/returns/1.0.{number}--maya.yaml", text)
    out = run_opsctl("sop", "show", "returns", "--outline", "--as-of", DAY, cwd=acme).out
    assert out.count("maya as approver") == 10
    assert "version 1.0.11" in out
    assert " and 2 older\n" in out
