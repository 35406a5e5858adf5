"""`opsctl sop owners`: CODEOWNERS from the owners of procedures, in real repositories."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from opsctl.editing.code_owners import END, begin_of
from tests.analysis.sop.last_match import owner_on_github, owners_on_gitlab
from tests.conftest import Result, run_opsctl
from tests.history.repositories import Work, new_repository

BEGIN = begin_of("")
GITHUB, GITLAB = ".github/CODEOWNERS", ".gitlab/CODEOWNERS"
PEOPLE = """\
ana: {name: Ana, handle: ana-r}
bo: {name: Bo, email: bo@acme.example}
"""
TEAMS = "care: {title: Care, lead: ana}\nmanila: {title: Manila, contact: bo, partner: true}\n"
OWNERS = {
    "sops/care/reply.md": "care",
    "sops/care/call.md": "ana",
    "sops/care/pictures/of a call.md": "ana",
    "sops/pack/pack a box.md": "ana",
    "sops/pack/ship.md": "manila",
}
BLOCK = f"""\
{BEGIN}
/sops/care/ @ana-r
/sops/pack/pack\\ a\\ box.md @ana-r
/sops/pack/ship.md bo@acme.example
{END}
"""
IN_SECTION = BLOCK.replace(BEGIN, f"{BEGIN}\n[Procedures]")


def fill(work: Work, folder: str = "") -> None:
    """Write a workspace."""
    work.write(f"{folder}opsctl.yaml", "format: 1\ncompany: Acme\n")
    work.write(f"{folder}people.yaml", PEOPLE)
    work.write(f"{folder}teams.yaml", TEAMS)
    for path, owner in OWNERS.items():
        work.write(f"{folder}{path}", f"---\nowner: {owner}\n---\n# A procedure\n")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository that is a workspace."""
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    fill(work)
    return work


def owners(work: Work, *arguments: str, cwd: Path | None = None) -> Result:
    return run_opsctl("sop", "owners", *arguments, cwd=cwd or work.folder)


def written(work: Work, path: str = GITHUB) -> str:
    return (work.folder / path).read_bytes().decode("utf-8")


# What is written


def test_a_new_file_is_written_and_is_current_from_then_on(work: Work) -> None:
    done = owners(work)
    said = f"{GITHUB} written: the owners of procedures in 3 lines  → opsctl sop owners --check\n"
    assert done == Result(0, said, "")
    assert written(work) == BLOCK
    assert owners(work) == Result(0, f"{GITHUB} is current.\n", "")
    assert owners(work, "--check") == Result(0, f"{GITHUB} is current.\n", "")


@pytest.mark.parametrize("folder", ["", "company/", "our company/north/"])
@pytest.mark.parametrize("style", ["github", "gitlab"])
def test_the_line_that_wins_names_the_owner_of_each_procedure(
    tmp_path: Path, style: str, folder: str
) -> None:
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    fill(work, folder)
    work.write("CODEOWNERS", "* @all\n")
    done = owners(work, "--style", style, cwd=work.folder / folder)
    assert (done.code, done.err) == (0, "")
    text = written(work, "CODEOWNERS")
    for path, owner in OWNERS.items():
        account = "bo@acme.example" if owner == "manila" else "@ana-r"
        if style == "github":
            assert owner_on_github(text, folder + path) == account
        else:
            assert owners_on_gitlab(text, folder + path)["Procedures"] == account
    others = (f"{folder}opsctl.yaml", "sops/care.md", "else/sops/care/reply.md")
    for path in others:
        if style == "github":
            assert owner_on_github(text, path) == "@all"
        else:
            assert owners_on_gitlab(text, path) == {"codeowners": "@all"}


def test_two_workspaces_of_a_repository_leave_each_other_alone(tmp_path: Path) -> None:
    work = new_repository(Path(os.path.realpath(tmp_path)) / "acme")
    for folder in ("north/", "south/"):
        fill(work, folder)
        assert owners(work, cwd=work.folder / folder).code == 0
    for folder in ("north/", "south/"):
        assert begin_of(folder) in written(work)
        assert owners(work, "--check", cwd=work.folder / folder).code == 0


def test_a_file_beside_procedures_keeps_its_folder_from_becoming_one_line(work: Work) -> None:
    work.write(".gitignore", "*.log\n")
    for path in ("sops/care/a.png", "sops/care/README.md", "sops/care/.keep", "sops/care/a.log"):
        work.write(path, "")
    assert owners(work).code == 0
    assert written(work) == BLOCK
    work.write("sops/care/prices.csv", "")
    assert owners(work, "--check").code == 1


def test_a_retired_procedure_is_left_out(work: Work) -> None:
    text = "---\nowner: ana\nstatus: retired\n---\n# P\n"
    work.write("sops/pack/pack a box.md", text)
    work.write("sops/care/reply.md", text.replace("ana", "bo"))
    assert owners(work).err == ""
    assert "/sops/care/ @ana-r\n/sops/pack/ bo@acme.example\n" in written(work)


# The rest of the file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"* @all\n", b"* @all\n\n%s"),
        (b"* @all", b"* @all\n\n%s"),
        (b"\xef\xbb\xbf* @all\n# \xfc\xff\n", b"\xef\xbb\xbf* @all\n# \xfc\xff\n\n%s"),
        (b"* @all\r\n# more\r\n", b"* @all\r\n# more\r\n\r\n%s"),
        (f"{BEGIN}\n/old @x\n{END}\n\n*.js @js".encode(), b"%s\n*.js @js"),
        (f"# top\r\n{BEGIN}\r\n{END}".encode(), b"# top\r\n%s"),
    ],
)
def test_what_was_written_by_hand_stays_byte_for_byte(
    work: Work, before: bytes, after: bytes
) -> None:
    work.write(GITHUB, before)
    assert owners(work).code == 0
    block = BLOCK.replace("\n", "\r\n") if b"\r" in before else BLOCK
    if before.endswith(END.encode()):
        block = block.rstrip("\r\n")
    assert (work.folder / GITHUB).read_bytes() == after % block.encode()
    assert owners(work, "--check").code == 0


def test_a_block_without_its_end_is_refused(work: Work) -> None:
    work.write(GITHUB, f"* @all\n{BEGIN}\n/a @x\n")
    done = owners(work)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"error: the block of opsctl that begins in line 2 of {GITHUB} has no end\n"
        f"  hint: nothing was written; put `{END}` below its last line\n"
    )
    assert written(work) == f"* @all\n{BEGIN}\n/a @x\n"


def test_lines_below_the_block_are_spoken_of(work: Work) -> None:
    work.write(GITHUB, f"{BEGIN}\n{END}\n*.md @docs\n")
    said = "1 line below the block of opsctl goes before it: the last that matches wins\n"
    assert owners(work).err == said


# Checked, or shown


def test_check_writes_nothing_and_says_what_to_run(work: Work) -> None:
    done = owners(work, "--check", "--style", "gitlab", "--file", "docs/CODEOWNERS")
    command = "opsctl sop owners --style gitlab --file docs/CODEOWNERS"
    assert done == Result(1, f"docs/CODEOWNERS is not current  → {command}\n", "")
    assert not (work.folder / "docs").exists()


def test_check_is_red_when_an_owner_changes(work: Work) -> None:
    assert owners(work).code == 0
    work.write("people.yaml", PEOPLE.replace("ana-r", "ana-reyes"))
    assert owners(work, "--check").code == 1
    assert written(work) == BLOCK


def test_a_dry_run_shows_the_difference_and_writes_nothing(work: Work) -> None:
    done = owners(work, "--dry-run")
    assert (done.code, done.err) == (0, "nothing was written (--dry-run)\n")
    assert done.out.startswith(f"--- /dev/null\n+++ {GITHUB}\n")
    assert "+/sops/care/ @ana-r\n" in done.out
    assert not (work.folder / GITHUB).exists()
    assert owners(work, "--dry-run", "--check").code == 1


def test_without_any_owner_there_is_nothing_to_write(work: Work) -> None:
    for path in OWNERS:
        work.write(path, "# A procedure\n")
    for arguments in ((), ("--check",)):
        done = owners(work, *arguments)
        assert (done.code, done.out) == (0, "There is nothing to write.\n")
    assert not (work.folder / GITHUB).exists()


# Whose file, and where


@pytest.mark.parametrize("sign", [".gitlab-ci.yml", ".gitlab/x.md"])
def test_a_repository_for_gitlab_gets_a_section(work: Work, sign: str) -> None:
    work.write(sign, "")
    assert owners(work).code == 0
    assert written(work, GITLAB) == IN_SECTION
    assert owners(work, "--style", "github").code == 0
    assert written(work) == BLOCK


@pytest.mark.parametrize(
    ("style", "there", "chosen"),
    [
        ("github", (GITHUB, "CODEOWNERS", "docs/CODEOWNERS"), GITHUB),
        ("github", ("CODEOWNERS", "docs/CODEOWNERS", GITLAB), "CODEOWNERS"),
        ("github", ("docs/CODEOWNERS",), "docs/CODEOWNERS"),
        ("gitlab", ("CODEOWNERS", "docs/CODEOWNERS", GITLAB), "CODEOWNERS"),
        ("gitlab", ("docs/CODEOWNERS", GITLAB), "docs/CODEOWNERS"),
        ("gitlab", (GITLAB, GITHUB), GITLAB),
        ("gitlab", (GITHUB,), GITLAB),
    ],
)
def test_the_file_that_the_host_reads_is_the_one_that_is_written(
    work: Work, style: str, there: tuple[str, ...], chosen: str
) -> None:
    for path in there:
        work.write(path, "* @all\n")
    done = owners(work, "--style", style)
    assert (done.code, done.err) == (0, "")
    assert BEGIN in written(work, chosen)
    assert all(written(work, path) == "* @all\n" for path in there if path != chosen)


def test_the_path_of_a_file_is_relative_to_where_one_stands(work: Work) -> None:
    done = owners(work, "--file", "../CODEOWNERS", cwd=work.folder / "sops")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("../CODEOWNERS written: ")
    assert written(work, "CODEOWNERS") == BLOCK


def test_a_file_that_the_host_does_not_read_is_spoken_of(work: Work) -> None:
    assert "GitHub reads no CODEOWNERS at this place; it reads " in (
        owners(work, "--file", "sops/CODEOWNERS").err
    )
    work.write(GITHUB, "")
    said = f"GitHub reads {GITHUB}, and not this file\n"
    assert owners(work, "--file", "CODEOWNERS").err == said


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("../CODEOWNERS", "lies outside of the repository"),
        ("owners.txt", "is not called CODEOWNERS"),
        ("..", "is not called CODEOWNERS"),
        (".git/CODEOWNERS", "lies in a folder of git's own"),
        ("out/CODEOWNERS", "lies outside of the repository"),
    ],
)
def test_no_other_file_is_written(work: Work, file: str, message: str) -> None:
    outside = work.folder.parent / "outside"
    outside.mkdir()
    (work.folder / "out").symlink_to(outside)
    done = owners(work, "--file", file)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not list(outside.iterdir())


@pytest.mark.parametrize("target", ["../outside", "people.yaml", ".git/config", "nowhere"])
def test_no_link_is_followed(work: Work, target: str) -> None:
    (work.folder.parent / "outside").write_text("theirs\n", encoding="utf-8")
    (work.folder / "CODEOWNERS").symlink_to(target)
    before = (work.folder / ".git/config").read_bytes()
    done = owners(work)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: CODEOWNERS is a link")
    assert (work.folder.parent / "outside").read_text(encoding="utf-8") == "theirs\n"
    assert (work.folder / ".git/config").read_bytes() == before
    assert written(work, "people.yaml") == PEOPLE


def test_a_folder_that_is_a_link_is_not_followed(work: Work) -> None:
    outside = work.folder.parent / "outside"
    outside.mkdir()
    (work.folder / ".github").symlink_to(outside)
    assert owners(work).code == 2
    assert not list(outside.iterdir())


def test_something_else_of_that_name_is_refused(work: Work) -> None:
    (work.folder / "CODEOWNERS").mkdir()
    assert "CODEOWNERS is no ordinary file" in owners(work).err


def test_a_file_in_utf_16_is_refused(work: Work) -> None:
    work.write(GITHUB, "* @all\n".encode("utf-16"))
    assert owners(work).err.startswith(f"error: {GITHUB} is no text in UTF-8\n")


def test_an_unknown_style_is_refused(work: Work) -> None:
    done = owners(work, "--style", "githb")
    assert (done.code, done.out) == (2, "")
    assert "there is no style `githb`" in done.err
    assert "`github`" in done.err


def test_a_workspace_outside_of_git_is_refused(tmp_path: Path) -> None:
    fill(Work(tmp_path))
    done = owners(Work(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert "lies in no git repository" in done.err
    assert not (tmp_path / ".github").exists()


def test_a_file_that_github_would_not_load_is_refused(work: Work) -> None:
    work.write(GITHUB, "# a word\n" * 333_330)
    done = owners(work)
    assert (done.code, done.out) == (2, "")
    assert f"error: {GITHUB} has 3,000," in done.err
    assert BEGIN not in written(work)
    assert owners(work, "--style", "gitlab", "--file", GITHUB).code == 0


def test_a_file_that_somebody_else_may_not_change_is_left(work: Work) -> None:
    work.write(GITHUB, "* @all\n")
    (work.folder / GITHUB).chmod(0o444)
    if os.access(work.folder / GITHUB, os.W_OK):
        pytest.skip("this user may write anything")
    assert owners(work).code == 2


# Those who are left out


def test_procedures_about_which_nobody_can_be_asked_are_counted_and_named(work: Work) -> None:
    work.write("people.yaml", f"{PEOPLE}cy: {{name: Cy}}\ndi: {{name: Di, handle: 'di @evil'}}\n")
    for number in range(5):
        work.write(f"sops/none/{number}.md", "# A procedure\n")
    for name in ("cy", "di", "nobody"):
        work.write(f"sops/none/{name}.md", f"---\nowner: {name}\n---\n# A procedure\n")
    done = owners(work)
    assert done.err.splitlines() == [
        "5 procedures left out, without owner: "
        "sops/none/0.md, sops/none/1.md, sops/none/2.md and 2 more",
        "1 procedure left out, with an owner who is neither a person nor a team that is listed: "
        "sops/none/nobody.md (`nobody`)",
        "1 procedure left out, with an owner who has neither handle nor e-mail: "
        "sops/none/cy.md (`cy`)",
        "1 procedure left out, with an owner whose handle or e-mail no host takes: "
        "sops/none/di.md (`di @evil`)",
    ]
    assert written(work) == BLOCK


def test_a_path_that_github_cannot_name_is_spoken_of(work: Work) -> None:
    page = "---\nowner: ana\n---\n# A procedure\n"
    work.write("sops/care/#1.md", page)
    work.write("sops/pack/#1.md", page)
    assert owners(work).err.splitlines() == [
        "1 procedure left out, since GitHub has no way to write the path: sops/pack/#1.md",
        "1 procedure covered by the line of a folder alone, "
        "since GitHub has no way to write the path: sops/care/#1.md",
    ]
    assert owners(work, "--style", "gitlab").err == ""
    assert "\n/sops/pack/#1.md @ana-r\n" in written(work, GITLAB)


def test_the_sign_of_a_new_line_in_a_name_makes_no_line(work: Work) -> None:
    work.write("sops/pack/a\n* @evil\n.md", "---\nowner: ana\n---\n# A procedure\n")
    done = owners(work)
    assert "sops/pack/a\\n* @evil\\n.md" in done.err
    assert written(work) == BLOCK


def test_an_owner_who_has_left_is_spoken_of(work: Work) -> None:
    people = PEOPLE.replace("email: bo", "left: 2026-10-31, email: bo")
    work.write("people.yaml", people)
    done = owners(work, "--as-of", "2026-11-20")
    assert done.err == "somebody who has left must agree to 1 procedure: sops/pack/ship.md\n"
    assert owners(work, "--check", "--as-of", "2026-10-01") == Result(
        0, f"{GITHUB} is current.\n", ""
    )


def test_owners_that_cannot_be_read_lose_no_line(work: Work) -> None:
    assert owners(work).code == 0
    work.write("people.yaml", "ana: {name: Ana\n")
    done = owners(work)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: people.yaml cannot be read as a whole")
    assert written(work) == BLOCK
