"""`opsctl sop bump`: the version that a change owes and its entry in the change log."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import Golden, Result, run_opsctl
from tests.history.repositories import Work, clone, new_repository

PAGE = "sops/care/returns.md"
TEXT = """\
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

## Change log

- 1.3.0 (2026-09-01): Photos
- 1.2.0 (2026-06-01): First version
"""
LONGER = TEXT.replace("24 hours", "48 hours")
SETTINGS = "format: 1\ncompany: Acme\ntimezone: Europe/London\n"
PEOPLE = "omar:\n  name: Omar Haddad\n  email: omar@acme.example\n"
CHANGED = "48 hours instead of 24 hours"
ENTRY = f"- 1.4.0 (2026-11-27): step “Inspect the item within 48 hours”: {CHANGED}\n"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Make a repository with one procedure in it, and a branch for a change of it."""
    work = new_repository(tmp_path / "acme")
    work.save("2026-10-01", {"opsctl.yaml": SETTINGS, "people.yaml": PEOPLE, PAGE: TEXT})
    work.git("checkout", "-q", "-b", "wording")
    return work


def bump(work: Work, *more: str, day: str = "2026-11-27") -> Result:
    return run_opsctl("sop", "bump", "returns", *more, "--as-of", day, cwd=work.folder)


def write(work: Work, text: str) -> None:
    work.write(PAGE, text)


def page(work: Work) -> str:
    return (work.folder / PAGE).read_bytes().decode()


def with_version(text: str, version: str) -> str:
    return text.replace('version: "1.3.0"', f'version: "{version}"')


def with_entry(text: str, entry: str = ENTRY) -> str:
    return text.replace("- 1.3.0 (", f"{entry}- 1.3.0 (")


def test_the_step_is_taken_and_the_log_says_what_changed(work: Work, golden: Golden) -> None:
    write(work, LONGER)
    work.commit("2026-11-20")
    done = bump(work)
    assert (done.code, done.err) == (0, "")
    assert page(work) == with_entry(with_version(LONGER, "1.4.0"))
    first = work.git("rev-parse", "--short=7", "main")
    golden("sop-bump.txt", done.out.replace(first, "0000000"))


def test_then_the_step_owed_is_taken(work: Work) -> None:
    write(work, LONGER)
    bump(work)
    done = run_opsctl("sop", "diff", "returns", "main", cwd=work.folder)
    assert "The change is minor.\nIt owes version 1.4.0 after 1.3.0, which it has.\n" in done.out


def test_bumping_twice_is_bumping_once(work: Work) -> None:
    write(work, LONGER)
    bump(work)
    once = page(work)
    done = bump(work, day="2026-11-28")
    assert done.code == 0
    assert page(work) == once
    assert done.out == (
        f"{PAGE} has version 1.4.0 already, and its change log has an entry of it;"
        " the change since main owes 1.4.0.\n"
    )


def test_a_dry_run_writes_nothing(work: Work) -> None:
    write(work, LONGER)
    done = bump(work, "--dry-run")
    assert page(work) == LONGER
    assert '-version: "1.3.0"\n+version: "1.4.0"\n' in done.out
    assert f"+{ENTRY}" in done.out
    assert done.err == "nothing was written (--dry-run)\n"


def test_without_the_log_only_the_version_is_written(work: Work) -> None:
    write(work, LONGER)
    assert bump(work, "--no-log").out.endswith(
        f"{PAGE}: version 1.4.0 after 1.3.0  → opsctl sop diff care/returns "
        f"{work.git('rev-parse', '--short=7', 'main')}\n"
    )
    assert page(work) == with_version(LONGER, "1.4.0")
    assert bump(work, "--no-log").out.startswith(f"{PAGE} has version 1.4.0 already; the change")
    assert page(work) == with_version(LONGER, "1.4.0")


def test_a_version_that_is_there_gets_the_entry_that_is_missing(work: Work) -> None:
    write(work, with_version(LONGER, "1.5.0"))
    done = bump(work)
    assert page(work) == with_entry(with_version(LONGER, "1.5.0"), ENTRY.replace("1.4.0", "1.5.0"))
    assert f"{PAGE}: an entry of 1.5.0 in its change log for you to reword  →" in done.out


def test_an_entry_that_is_there_stays_as_its_author_worded_it(work: Work) -> None:
    own = with_entry(LONGER, "- 1.4.0: Two days for the inspection\n")
    write(work, own)
    bump(work)
    assert page(work) == with_version(own, "1.4.0")


# What is owed


def test_the_heaviest_change_says_which_step(work: Work) -> None:
    write(work, LONGER.replace("3. Pay", "3. Weigh it\n4. Pay"))
    bump(work)
    assert 'version: "2.0.0"' in page(work)
    assert "- 2.0.0 (2026-11-27): step added: “Weigh it”; step “Inspect" in page(work)


def test_other_wording_owes_nothing_unless_asked(work: Work) -> None:
    text = TEXT.replace("# Process a return", "# Process one return")
    write(work, text)
    done = bump(work)
    assert page(work) == text
    assert done.out == (
        f"{PAGE} owes no version: the change since main is patch."
        "  → opsctl sop bump care/returns main --patch\n"
    )
    bump(work, "--patch")
    entry = "- 1.3.1 (2026-11-27): title: “Process one return”\n"
    assert page(work) == with_entry(with_version(text, "1.3.1"), entry)


def test_nothing_new_is_said(work: Work) -> None:
    done = bump(work)
    assert (done.code, page(work)) == (0, TEXT)
    assert done.out == f"{PAGE} says the same as at main: no version is owed.\n"


def test_a_draft_takes_a_step_only_when_asked(work: Work) -> None:
    work.save("2026-10-02", {PAGE: TEXT.replace("approved", "draft")})
    work.git("branch", "-f", "main")
    draft = LONGER.replace("approved", "draft")
    write(work, draft)
    assert "owes no version: it is a draft; the change since main is minor." in bump(work).out
    assert page(work) == draft
    bump(work, "--major")
    assert 'version: "2.0.0"' in page(work)


@pytest.mark.parametrize(
    ("status", "first"), [("approved", "1.0.0"), ("in-review", "1.0.0"), ("draft", "0.1.0")]
)
def test_the_first_version_is_that_of_the_status(work: Work, status: str, first: str) -> None:
    text = TEXT.replace('version: "1.3.0"\n', "").replace("approved", status)
    write(work, text.partition("\n## Change log")[0])
    work.commit("2026-10-02")
    work.git("branch", "-f", "main")
    bump(work, "main")
    assert f'owner: omar\nversion: "{first}"\nstatus: {status}\n' in page(work)
    assert page(work).endswith(f"\n## Change log\n\n- {first} (2026-11-27): first version\n")


def test_a_new_page_has_its_first_version(work: Work) -> None:
    work.write("sops/care/new.md", "---\nstatus: approved\n---\n# New\n\n1. Call\n")
    done = run_opsctl("sop", "bump", "care/new", "--as-of", "2026-11-27", cwd=work.folder)
    text = (work.folder / "sops/care/new.md").read_text(encoding="utf-8")
    assert text == (
        '---\nversion: "1.0.0"\nstatus: approved\n---\n# New\n\n1. Call\n\n'
        "## Change log\n\n- 1.0.0 (2026-11-27): first version\n"
    )
    assert "  → opsctl sop validate sops/care/new.md\n" in done.out


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        ("1.4.0-rc.1", "--minor", "1.4.0"),
        ("1.4.1-rc.1", "--minor", "1.5.0"),
        ("1.4.0+b7", "--minor", "1.5.0"),
        ("1.9.9", "--minor", "1.10.0"),
        ("0.9.0", "--major", "1.0.0"),
        ("1.3", "--minor", "1.4.0"),
        ("v1", "--minor", "1.1.0"),
    ],
)
def test_a_step_is_that_of_semver(work: Work, before: str, step: str, after: str) -> None:
    work.save("2026-10-02", {PAGE: with_version(TEXT, before)})
    work.git("branch", "-f", "main")
    write(work, with_version(LONGER, before))
    bump(work, step)
    assert f'version: "{after}"' in page(work)
    bump(work)
    assert f'version: "{after}"' in page(work)


# Another step


def test_a_higher_step_or_version_may_be_taken(work: Work) -> None:
    write(work, LONGER)
    bump(work, "--major")
    assert 'version: "2.0.0"' in page(work)
    write(work, LONGER)
    bump(work, "--to", "1.4.0-rc.1+b2", "--patch")
    assert page(work) == LONGER
    bump(work, "--to", "3.0.0")
    assert 'version: "3.0.0"' in page(work)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--patch"], "the change is minor, so it owes 1.4.0 after 1.3.0: 1.3.1 is too low"),
        (["--to", "1.3.9"], "the change is minor, so it owes 1.4.0 after 1.3.0: 1.3.9 is too low"),
        (["--to", "1.3.0"], "1.3.0 is not above 1.3.0, which it was"),
        (["--to", "1.4"], "--to `1.4` is no version"),
        (["--minor", "--to", "1.4.0"], "--major, --minor, --patch and --to exclude each other"),
        (["--minor", "--major"], "--major, --minor, --patch and --to exclude each other"),
        (["mian"], "there is no revision `mian` here"),
    ],
)
def test_what_makes_no_sense_is_refused(work: Work, asked: list[str], message: str) -> None:
    write(work, LONGER)
    done = bump(work, *asked)
    assert (done.code, done.out) == (2, "")
    assert f"error: {message}\n" in done.err
    assert page(work) == LONGER


def test_a_version_that_cannot_be_counted_is_refused_but_for_another(work: Work) -> None:
    text = with_version(TEXT, "spring")
    work.save("2026-10-02", {PAGE: text})
    work.git("branch", "-f", "main")
    write(work, text.replace("24", "48"))
    done = bump(work)
    assert done.code == 2
    assert "error: `spring` is no version that can be counted on\n" in done.err
    bump(work, "--to", "2.0.0")
    assert 'version: "2.0.0"' in page(work)


def test_a_version_that_only_the_log_has_is_counted_from(work: Work) -> None:
    text = TEXT.replace('version: "1.3.0"\n', "")
    work.save("2026-10-02", {PAGE: text})
    work.git("branch", "-f", "main")
    write(work, text.replace("24", "48"))
    bump(work)
    assert page(work) == with_entry(with_version(LONGER, "1.4.0"))


# The base


def test_changes_of_others_since_the_branch_left_are_no_changes_of_it(work: Work) -> None:
    write(work, LONGER)
    work.commit("2026-10-03")
    work.git("checkout", "-q", "main")
    work.save("2026-10-04", {PAGE: TEXT.replace("3. Pay", "3. Weigh it\n4. Pay")})
    work.git("checkout", "-q", "wording")
    bump(work)
    assert page(work) == with_entry(with_version(LONGER, "1.4.0"))


def test_on_the_default_branch_it_is_what_is_not_committed(work: Work) -> None:
    work.git("checkout", "-q", "main")
    work.save("2026-10-03", {PAGE: LONGER})
    assert bump(work).out == f"{PAGE} says the same as at HEAD: no version is owed.\n"
    write(work, LONGER.replace("48", "72"))
    assert bump(work).out.endswith("  → opsctl sop diff care/returns\n")
    assert "72 hours instead of 48 hours\n" in page(work)


def test_the_branch_of_the_remote_goes_first(work: Work, tmp_path: Path) -> None:
    work.git("checkout", "-q", "main")
    mine = clone(work, tmp_path / "mine")
    mine.git("checkout", "-q", "-b", "wording")
    mine.git("branch", "-D", "main")
    write(mine, LONGER)
    bump(mine)
    assert page(mine) == with_entry(with_version(LONGER, "1.4.0"))


def test_one_that_was_renamed_is_found_by_its_former_id(work: Work) -> None:
    moved = LONGER.replace("owner: omar", "owner: omar\nformerly: [care/returns]")
    work.git("mv", PAGE, "sops/care/send-backs.md")
    work.write("sops/care/send-backs.md", moved)
    done = run_opsctl("sop", "bump", "send-backs", "--as-of", "2026-11-27", cwd=work.folder)
    assert "version 1.4.0 after 1.3.0" in done.out


def test_without_git_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    (tmp_path / "sops").mkdir()
    (tmp_path / "opsctl.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "sops/returns.md").write_text(TEXT, encoding="utf-8")
    done = run_opsctl(
        *("sop", "bump", "returns"),
        cwd=tmp_path,
        environment={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
    )
    assert (done.code, done.out) == (2, "")
    assert "lies in no git repository" in done.err


# Who writes it, and what is left alone


@pytest.mark.parametrize(
    ("email", "name"), [("omar@acme.example", "Omar Haddad"), ("x@y", "Lena | *V*")]
)
def test_the_entry_has_the_name_of_its_author(work: Work, email: str, name: str) -> None:
    work.git("config", "user.email", email)
    work.git("config", "user.name", "Lena | *V*")
    write(work, LONGER.replace("- 1.3.0 (2026-09-01)", "- 1.3.0"))
    bump(work)
    shown = name.replace("*", "\\*")
    assert f"\n- 1.4.0 (2026-11-27, {shown}): step “Inspect" in page(work)


def test_hostile_text_stays_text(work: Work) -> None:
    table = "| Version | Change |\n|---|---|\n| 1.3.0 | Photos |\n"
    text = f"{TEXT.partition('- 1.3.0')[0]}{table}"
    work.save("2026-10-02", {PAGE: text})
    work.git("branch", "-f", "main")
    step = "4. Write \\| to `a|b` &lt;b&gt;\n"
    write(work, text.replace("3. Pay the refund\n", f"3. Pay the refund\n{step}"))
    bump(work)
    row = "| 2.0.0 | step added: “Write \\| to a\\|b \\<b>” |\n"
    assert page(work).endswith(table.replace("| 1.3.0", f"{row}| 1.3.0"))


def test_bytes_around_the_edits_stay_as_they_are(work: Work) -> None:
    content = b"\xef\xbb\xbf" + LONGER.replace("\n", "\r\n").rstrip().encode()
    (work.folder / PAGE).write_bytes(content)
    bump(work)
    after = with_entry(with_version(LONGER, "1.4.0")).rstrip().replace("\n", "\r\n")
    assert (work.folder / PAGE).read_bytes() == b"\xef\xbb\xbf" + after.encode()


def test_a_version_in_the_text_is_named(work: Work) -> None:
    text = TEXT.replace('version: "1.3.0"\n', "").replace(
        "## Scope", "**Version:** 1.3\n\n## Scope"
    )
    work.save("2026-10-02", {PAGE: text})
    work.git("branch", "-f", "main")
    write(work, text.replace("24", "48"))
    done = bump(work)
    assert 'version: "1.4.0"\n' in page(work)
    assert done.err == "the text still says version 1.3\n"


def test_a_log_that_cannot_be_added_to_is_said_and_nothing_is_written(work: Work) -> None:
    text = LONGER.replace("- 1.3.0 (", "1.3.0 (").replace("- 1.2.0 (", "\n1.2.0 (")
    write(work, text)
    done = bump(work)
    assert (done.code, done.out) == (2, "")
    assert "error: its change log is kept in a form that opsctl cannot add to\n" in done.err
    assert page(work) == text
    bump(work, "--no-log")
    assert page(work) == with_version(text, "1.4.0")


def test_on_a_terminal(work: Work, golden: Golden) -> None:
    write(work, LONGER)
    arguments = ["sop", "bump", "returns", "--as-of", "2026-11-27", "-n"]
    code, screen = run_in_terminal(arguments, work.folder, 80)
    assert code == 0
    golden("sop-bump-80.txt", screen)
