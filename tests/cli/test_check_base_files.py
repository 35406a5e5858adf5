"""`opsctl check --base`, with what lies in folders and in repositories."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.branches import (
    FILES,
    LIMIT,
    OTHER,
    RETURNS,
    STEP,
    checked,
    company,
    do,
)
from tests.conftest import run_opsctl
from tests.history.repositories import Work, clone, new_repository
from tests.rules.changes import Step, changed, commit

OWES = "CHG001 sops/returns.md"
DIGEST = "v1:sha256:" + "0" * 64
APPROVAL = f"date: 2026-09-28\nas: approver\ndigest: {DIGEST}\n"
GIVEN: Mapping[str, str] = {"approvals/returns/1.3.0--maya.yaml": APPROVAL}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return company(tmp_path / "acme")


# Pages that moved


def moved(work: Work, before: str, after: str) -> None:
    (work.folder / after).parent.mkdir(parents=True, exist_ok=True)
    work.git("mv", before, after)


def test_a_page_that_moved_without_a_word(work: Work) -> None:
    moved(work, "sops/returns.md", "sops/bench/returns.md")
    done = checked(work)
    assert done.found == ("CHG015 sops/bench/returns.md",)
    commit(work, Step())
    assert checked(work).messages == done.messages
    assert done.messages[done.found[0]] == ("`returns` is `bench/returns` now, and does not say so")


def test_a_page_that_says_what_it_was_called_and_changed(work: Work) -> None:
    moved(work, "sops/returns.md", "sops/bench/returns.md")
    says = RETURNS.replace("status:", "formerly: [returns]\nstatus:")
    work.write("sops/bench/returns.md", says)
    assert checked(work).found == ()
    work.write("sops/bench/returns.md", says.replace("24 h", "48 h"))
    assert checked(work).found == ("CHG001 sops/bench/returns.md",)
    commit(work, Step())
    assert checked(work).found == ("CHG001 sops/bench/returns.md",)


def test_a_folder_that_was_renamed(tmp_path: Path) -> None:
    pages = {f"sops/care/p{at}.md": RETURNS.replace("Pay", f"Pay {at}") for at in range(8)}
    work = company(tmp_path / "acme", {**FILES, **pages})
    work.git("mv", "sops/care", "sops/help")
    commit(work, Step())
    done = checked(work)
    assert done.found == tuple(f"CHG015 sops/help/p{at}.md" for at in range(8))
    for at in range(8):
        says = pages[f"sops/care/p{at}.md"].replace("status:", f"formerly: [care/p{at}]\nstatus:")
        work.write(f"sops/help/p{at}.md", says)
    commit(work, Step())
    assert checked(work).found == ()


def test_a_page_that_differs_in_capitals(work: Work) -> None:
    moved(work, "sops/returns.md", "sops/Returns.md")
    commit(work, Step())
    assert checked(work).found == ("CHG015 sops/Returns.md",)


def test_a_new_page_that_claims_the_name_of_one_that_is_there(work: Work) -> None:
    do(work, more=OTHER.replace("status:", "formerly: [returns]\nstatus:").replace("24", "36"))
    assert checked(work).found == ()
    printed = json.loads(run_opsctl("diff", "main", "--format", "json", cwd=work.folder).out)
    assert [each["changes"][0]["kind"] for each in printed["sops"]] == ["added"]


# Files that are broken


BROKEN = "---\nversion: [1\n---\n# Process a return\n\n1. Open it\n"


def test_a_base_where_the_same_page_was_broken(work: Work) -> None:
    work.git("checkout", "-q", "main")
    do(work, returns=BROKEN)
    work.git("checkout", "-q", "-b", "mend")
    do(work, returns=RETURNS)
    done = checked(work)
    assert (done.found, len(done.unseen)) == ((), 1)
    assert done.unseen[0].endswith("what changed in it is not known: sops/returns.md")


def test_a_base_where_something_else_was_broken(tmp_path: Path) -> None:
    bad: Mapping[str, str | bytes] = {
        "people.yaml": "maya: [",
        "sops/other.md": BROKEN,
        "teams.yaml": b"\xff\xfe\0a",
    }
    work = company(tmp_path / "acme", {**FILES, **bad})
    do(work, returns=LIMIT)
    done = checked(work)
    assert done.found == (OWES,)
    assert done.unseen == [
        "2 files could not be read at main, so what changed in them is not known: "
        "people.yaml, teams.yaml"
    ]


def test_a_base_whose_settings_are_broken(tmp_path: Path) -> None:
    work = company(tmp_path / "acme", {**FILES, "opsctl.yaml": "format: ["})
    commit(work, Step({"opsctl.yaml": FILES["opsctl.yaml"], "sops/returns.md": LIMIT}))
    done = checked(work)
    assert done.found == (OWES,)
    assert done.unseen == [
        "1 file could not be read at main, so what changed in it is not known: opsctl.yaml"
    ]


def test_an_approval_that_could_not_be_read_at_the_base(tmp_path: Path) -> None:
    work = company(tmp_path / "acme", {**FILES, **dict.fromkeys(GIVEN, "date: [")})
    commit(work, Step(GIVEN))
    done = checked(work)
    assert done.found == ()
    assert "could not be read at main" in done.unseen[0]


def test_a_head_with_broken_files(tmp_path: Path) -> None:
    reviewed = RETURNS.replace("status:", "reviewed: 2026-03-01\nstatus:")
    work = company(tmp_path / "acme", {**FILES, **GIVEN, "sops/returns.md": reviewed})
    do(work, returns=BROKEN, other=OTHER.replace("24 h", "36 h"))
    commit(work, Step({"people.yaml": "maya: [", **dict.fromkeys(GIVEN, "date: [")}))
    done = checked(work)
    assert (done.code, done.found) == (1, ("CHG001 sops/other.md",))


def test_an_unfinished_merge(work: Work) -> None:
    do(work, returns=LIMIT)
    work.git("checkout", "-q", "main")
    do(work, returns=LIMIT.replace("48", "36"))
    work.git("checkout", "-q", "work")
    with pytest.raises(AssertionError):
        work.git("merge", "-q", "main")
    done = checked(work)
    assert (done.code, done.found) == (1, (OWES,))


# What is not committed


def test_what_is_not_committed_counts(work: Work) -> None:
    work.write("sops/returns.md", LIMIT)
    assert checked(work).found == (OWES,)
    work.git("add", "-A")
    assert checked(work).found == (OWES,)
    assert checked(work, "--at", "HEAD").found == ()
    change = changed(work.folder)
    (commit,) = change.commits
    assert (commit.id, set(commit.paths), set(commit.added)) == ("", {"sops/returns.md"}, set())


def test_the_folder_counts_and_not_what_is_staged(work: Work) -> None:
    work.write("sops/returns.md", LIMIT)
    work.git("add", "-A")
    work.write("sops/returns.md", RETURNS)
    assert (checked(work).found, checked(work).changed) == ((), 0)


def test_a_page_that_is_new_and_one_that_is_gone(work: Work) -> None:
    work.write("sops/new.md", OTHER.replace("24", "60"))
    (work.folder / "sops/returns.md").unlink()
    done = checked(work)
    assert (done.found, done.changed) == (("CHG015 sops/returns.md",), 2)
    (commit,) = changed(work.folder).commits
    assert commit.added == {"sops/new.md"}


def test_what_git_ignores_is_no_part_of_a_change(work: Work) -> None:
    commit(work, Step({".gitignore": "node_modules/\n/sops/out/\n*.local.md\n"}))
    work.write("node_modules/a/README.md", "# A\n")
    work.write("sops/out/page.md", RETURNS)
    work.write("sops/mine.local.md", RETURNS)
    work.write("sops/real.md", OTHER)
    assert checked(work).changed == 1


def test_lines_that_end_as_on_windows(tmp_path: Path) -> None:
    work = company(tmp_path / "acme", {**FILES, **GIVEN})
    do(work, returns=LIMIT)
    windows = clone(work, tmp_path / "windows", "-c", "core.autocrlf=true")
    assert b"\r\n" in (windows.folder / "sops/returns.md").read_bytes()
    done = checked(windows, base="origin/main")
    assert (done.found, done.changed) == ((OWES,), 1)
    (commit,) = changed(windows.folder, "origin/main").commits
    assert commit.id
    windows.write("sops/other.md", OTHER.replace("24 h", "36 h").replace("\n", "\r\n"))
    done = checked(windows, base="origin/main")
    assert (done.found, done.changed) == (("CHG001 sops/other.md", OWES), 2)


def test_a_page_from_the_input(work: Work) -> None:
    done = checked(work, "--stdin-filename", "sops/returns.md", stdin=LIMIT.encode())
    assert (done.found, done.changed) == ((OWES,), 1)
    do(work, returns=LIMIT)
    done = checked(work, "--stdin-filename", "sops/returns.md", stdin=STEP.encode())
    assert done.found == ()
    done = checked(work, "--stdin-filename", "sops/returns.md", stdin=RETURNS.encode())
    assert (done.found, done.changed) == ((), 0)


# Names and kinds of files


ODD = (
    b"a\nb",
    b'"q"',
    b"it's",
    b"\xff\xfe",
    "Größe 日本".encode(),
    b" x ",
    b"a:b",
    b"[x]*",
    b"\\t",
)


def test_odd_names_of_files(tmp_path: Path) -> None:
    settings = FILES["opsctl.yaml"] + 'sops: {include: ["*.md"]}\n'
    work = company(tmp_path / "acme", {**FILES, "opsctl.yaml": settings})
    for name in ODD:
        place = os.fsencode(work.folder / "sops") + b"/" + name + b".md"
        Path(os.fsdecode(place)).write_text(RETURNS, "utf-8")
    commit(work, Step())
    work.git("branch", "-f", "main")
    for name in ODD:
        place = os.fsencode(work.folder / "sops") + b"/" + name + b".md"
        Path(os.fsdecode(place)).write_text(LIMIT, "utf-8")
    assert len(checked(work).found) == len(ODD)
    commit(work, Step())
    assert len(checked(work, "--at", "work").found) == len(ODD)
    for format in ("text", "json", "github"):
        shown = run_opsctl("check", "--base", "main", "--format", format, cwd=work.folder)
        assert (shown.code, shown.err) == (1, "")
    for format in ("text", "json", "markdown"):
        shown = run_opsctl("diff", "main", "--format", format, cwd=work.folder)
        assert (shown.code, shown.err) == (0, "")


def test_a_page_of_any_name_was_in_review_where_a_commit_says_so(tmp_path: Path) -> None:
    settings = FILES["opsctl.yaml"] + 'sops: {include: ["*.md"]}\n'
    pages = ("sops/a\nb.md", "sops/a:/b.md")
    draft = dict.fromkeys(pages, RETURNS.replace("approved", "draft"))
    work = company(tmp_path / "acme", {**FILES, "opsctl.yaml": settings, **draft})
    commit(work, Step(dict.fromkeys(pages, RETURNS)))
    assert checked(work).found == tuple(f"CHG004 {each}" for each in pages)
    commit(work, Step(dict.fromkeys(pages, RETURNS.replace("approved", "in-review"))))
    commit(work, Step(dict.fromkeys(pages, RETURNS)))
    assert checked(work).found == ()


@pytest.mark.parametrize("at", [(), ("--at", "work")])
def test_a_page_that_is_a_link(tmp_path: Path, at: tuple[str, ...]) -> None:
    work = company(tmp_path / "acme", {**FILES, "texts/returns.txt": RETURNS})
    (work.folder / "sops/linked.md").symlink_to("../texts/returns.txt")
    commit(work, Step())
    work.git("branch", "-f", "main")
    assert checked(work, *at).changed == 0
    commit(work, Step({"texts/returns.txt": LIMIT}))
    done = checked(work, *at)
    assert done.found == ("CHG001 sops/linked.md",)


def test_a_page_that_became_a_link(work: Work) -> None:
    (work.folder / "sops/returns.md").unlink()
    (work.folder / "sops/returns.md").symlink_to("other.md")
    commit(work, Step({"sops/other.md": LIMIT}))
    assert checked(work).found == ("CHG001 sops/other.md", OWES)
    (work.folder / "sops/returns.md").unlink()
    (work.folder / "sops/returns.md").symlink_to("/etc/hostname")
    commit(work, Step())
    done = checked(work)
    assert (done.code, done.found) == (1, ("CHG001 sops/other.md",))


@pytest.mark.parametrize("at", [(), ("--at", "work")])
def test_a_submodule_is_another_repository(work: Work, at: tuple[str, ...], tmp_path: Path) -> None:
    other = new_repository(tmp_path / "other")
    other.save("2026-09-01", {"page.md": RETURNS})
    work.git("submodule", "-q", "add", other.folder.as_uri(), "sops/vendor")
    commit(work, Step())
    work.git("branch", "-f", "main")
    assert (checked(work, *at).found, checked(work, *at).changed) == ((), 0)
    within = Work(work.folder / "sops/vendor")
    within.save("2026-11-01", {"page.md": LIMIT})
    commit(work, Step())
    done = checked(work, *at)
    assert (done.found, done.changed) == ((), 0)
    assert done.unseen == [
        "sops/vendor is another repository (a submodule): what changed in it is not known"
    ]


# What the settings and comments say


COMMENT = "<!-- opsctl: ignore[CHG001] the lawyer asked for the old number -->\n"


def test_a_comment_that_suppresses_a_finding_of_a_change(work: Work) -> None:
    do(work, returns=LIMIT.replace("# Process", f"{COMMENT}\n# Process"))
    assert checked(work).found == ()
    front = LIMIT.replace("status:", "# opsctl: ignore[CHG] for now\nstatus:")
    do(work, returns=front)
    assert OWES in checked(work).found
    do(work, returns=LIMIT.replace("version:", "# opsctl: ignore[CHG001] for now\nversion:"))
    assert checked(work).found == ()


@pytest.mark.parametrize("name", ["CHG001", "version-step-taken", "CHG"])
def test_such_a_comment_is_not_in_vain_where_no_base_is_given(work: Work, name: str) -> None:
    do(work, returns=LIMIT.replace("version:", f"# opsctl: ignore[{name}] now\nversion:"))
    done = run_opsctl("check", cwd=work.folder)
    assert (done.code, "CFG004" in done.out) == (0, False)
    do(work, returns=STEP.replace("version:", f"# opsctl: ignore[{name}] now\nversion:"))
    assert "CFG004" not in run_opsctl("check", cwd=work.folder).out
    assert "CFG004" in run_opsctl("check", "--base", "main", cwd=work.folder).out


@pytest.mark.parametrize(
    ("rules", "code", "found"),
    [
        ("{ignore: [SOP, CHG001]}", 0, ()),
        ("{ignore: [SOP, CHG]}", 0, ()),
        ("{ignore: [SOP], severity: {CHG001: note}}", 0, (OWES,)),
        ("{ignore: [SOP], severity: {CHG: warning}}", 0, (OWES,)),
        ('{ignore: [SOP], per_path: {"sops/r*.md": {ignore: [CHG001]}}}', 0, ()),
        ('{ignore: [SOP], per_path: {"sops/o*.md": {ignore: [CHG001]}}}', 1, (OWES,)),
    ],
)
def test_what_the_settings_say_of_rules(
    tmp_path: Path, rules: str, code: int, found: tuple[str, ...]
) -> None:
    files = {**FILES, "opsctl.yaml": f"format: 1\ncompany: Acme\nrules: {rules}\n"}
    work = company(tmp_path / "acme", files)
    do(work, returns=LIMIT)
    done = checked(work)
    assert (done.code, done.found) == (code, found)


def test_paths_that_are_asked_for(work: Work) -> None:
    do(work, returns=LIMIT, other=OTHER.replace("24", "36"))
    assert checked(work, "sops/returns.md").found == (OWES,)
    assert checked(work, "sops").found == ("CHG001 sops/other.md", OWES)


def test_the_format_for_github(tmp_path: Path) -> None:
    work = company(tmp_path / "acme", {f"ops/{path}": text for path, text in FILES.items()})
    commit(work, Step({"ops/sops/returns.md": LIMIT}))
    work.git("checkout", "-q", "--orphan", "new")
    commit(work, Step())
    lines = run_opsctl(
        "check", "--base", "main", "--format", "github", cwd=work.folder / "ops"
    ).out.splitlines()
    assert lines[0].startswith("::error file=ops/sops/returns.md,line=3,endLine=3,col=10,")
    assert "title=CHG001 version-step-taken::" in lines[0]
    assert lines[1] == (
        "::notice::main and this work have no commit in common: main itself was compared"
    )
