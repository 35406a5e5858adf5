"""`opsctl sop review`: that somebody has read a procedure, and what came of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.terminal import run_in_terminal
from tests.cli.test_sop_approve import PAGE, PEOPLE, TEXT, files, write
from tests.conftest import DAY, Result, run_opsctl

WRITTEN = f"reviews/care/returns/{DAY}--maya.yaml"
APPROVED = TEXT.replace("in-review", "approved")


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """Make a company with one procedure in force."""
    write(tmp_path, "opsctl.yaml", "format: 1\ncompany: Acme\n")
    write(tmp_path, "people.yaml", PEOPLE)
    write(tmp_path, PAGE, APPROVED)
    return tmp_path


def review(folder: Path, *more: str, me: str = "maya", as_of: str = DAY) -> Result:
    words = ("sop", "review", "returns", *more, "--as-of", as_of)
    return run_opsctl(*words, cwd=folder, environment={"OPSCTL_USER": me})


def page(folder: Path) -> str:
    return (folder / PAGE).read_bytes().decode("utf-8")


# What is written


def test_a_review_without_a_change_sets_the_day(acme: Path) -> None:
    done = review(acme, "--no-change", "--note", "Read at the bench.")
    said = f"{WRITTEN} written: care/returns stays as it is, next review by 20 May 2027"
    assert done == Result(0, f"{said}  → opsctl sop show care/returns\n", "")
    outcome, digest, note = (acme / WRITTEN).read_text(encoding="utf-8").splitlines()
    assert (outcome, note) == ("outcome: no-change", 'note: "Read at the bench."')
    assert digest.startswith("digest: v1:sha256:")
    assert page(acme) == APPROVED.replace("approved\n", f"approved\nreviewed: {DAY}\n")
    found = run_opsctl("check", "--as-of", DAY, cwd=acme).out
    assert not {"SOP032", "SOP033", "SOP034", "SOP048"} & set(re.findall(r"SOP\d+", found))


def test_a_review_that_ends_in_a_revision_takes_the_page_back(acme: Path) -> None:
    write(acme, PAGE, APPROVED.replace("status:", "reviewed: 2026-05-01\nstatus:"))
    done = review(acme, "--revise")
    assert done.out == (
        f"{WRITTEN} written: care/returns is to be revised  → opsctl sop bump care/returns\n"
    )
    assert page(acme) == TEXT.replace("status:", "reviewed: 2026-05-01\nstatus:")
    assert (acme / WRITTEN).read_text(encoding="utf-8").startswith("outcome: revise\n")


@pytest.mark.parametrize("status", ["status: in-review", "x: y"])
def test_what_is_not_approved_keeps_its_status(acme: Path, status: str) -> None:
    write(acme, PAGE, TEXT.replace("status: in-review", status))
    assert review(acme, "--revise").code == 0
    assert page(acme) == TEXT.replace("status: in-review", status)


def test_line_ends_and_comments_stay_as_they_are(acme: Path) -> None:
    text = APPROVED.replace("status:", "reviewed: 2026-05-01  # by Ana\nstatus:")
    write(acme, PAGE, "\ufeff" + text.replace("\n", "\r\n"))
    assert review(acme, "--no-change").code == 0
    expected = text.replace("2026-05-01", DAY).replace("\n", "\r\n")
    assert page(acme) == "\ufeff" + expected


def test_a_page_without_keys_gets_them(acme: Path) -> None:
    write(acme, PAGE, "# Process a return\n\n1. Find the order\n")
    assert review(acme, "--no-change").code == 0
    assert page(acme).startswith(f"---\nreviewed: {DAY}\n---\n\n# Process a return\n")


def test_a_dry_run_shows_both_files_and_writes_none(acme: Path) -> None:
    before = files(acme)
    done = review(acme, "--no-change", "--dry-run")
    assert f"+++ {WRITTEN}\n" in done.out
    assert f"+++ {PAGE}\n" in done.out
    assert (files(acme), page(acme)) == (before, APPROVED)


def test_a_review_is_shown(acme: Path) -> None:
    review(acme, "--no-change", "--note", "a|b *c*")
    words = ("sop", "show", "returns", "--outline", "--as-of", DAY)
    assert run_opsctl(*words, cwd=acme).out.endswith(
        "Reviews\n maya, 20 Nov 2026: nothing to change; text as reviewed\n   “a|b *c*”\n"
    )
    assert run_opsctl(*words, "-o", "markdown", cwd=acme).out.endswith(
        "## Reviews\n\n- maya, 20 Nov 2026: nothing to change; text as reviewed; “a\\|b \\*c\\*”\n"
    )
    write(acme, PAGE, page(acme).replace("Find the order", "Find it"))
    found = json.loads(run_opsctl(*words, "-o", "json", cwd=acme).out)["reviews"]
    assert [(each["outcome"], each["same_text"]) for each in found] == [("no-change", False)]
    assert "nothing to change; text changed since" in run_opsctl(*words, cwd=acme).out


# Asked


def test_on_a_terminal_it_is_asked_what_came_of_it(acme: Path) -> None:
    code, screen = run_in_terminal(
        ["sop", "review", "returns", "--as-of", DAY],
        acme,
        answers=[("(revise)", "perhaps"), ("(revise)", "r"), ("A note", "Too long")],
        environment={"OPSCTL_USER": "maya"},
    )
    assert code == 0
    assert "write no-change or revise" in screen
    text = (acme / WRITTEN).read_text(encoding="utf-8")
    assert text.startswith("outcome: revise\n")
    assert text.endswith('note: "Too long"\n')


# Done again


def test_doing_it_again_changes_nothing(acme: Path) -> None:
    review(acme, "--no-change", "--note", "Read.")
    before = page(acme)
    for more in ((), ("--note", "Read.")):
        done = review(acme, "--no-change", *more)
        assert (done.code, "nothing would change: this review is recorded" in done.err) == (2, True)
    assert page(acme) == before


def test_doing_it_again_finishes_what_was_cut_off(acme: Path) -> None:
    review(acme, "--no-change")
    record = (acme / WRITTEN).read_bytes()
    write(acme, PAGE, APPROVED)
    assert review(acme, "--no-change").code == 0
    assert f"reviewed: {DAY}\n" in page(acme)
    assert (acme / WRITTEN).read_bytes() == record


@pytest.mark.parametrize(
    ("more", "text"),
    [
        (("--revise",), APPROVED),
        (("--no-change", "--note", "Another."), APPROVED),
        (("--no-change",), APPROVED.replace("Find the order", "Find it")),
    ],
)
def test_another_review_of_the_same_day_is_refused(
    acme: Path, more: tuple[str, ...], text: str
) -> None:
    review(acme, "--no-change")
    write(acme, PAGE, text)
    done = review(acme, *more)
    assert (done.code, page(acme)) == (2, text)
    assert f"`maya` has reviewed care/returns on {DAY} already" in done.err


def test_two_people_may_review_on_one_day(acme: Path) -> None:
    review(acme, "--no-change")
    assert review(acme, "--no-change", me="omar").code == 0
    assert f"reviews/care/returns/{DAY}--omar.yaml" in files(acme)


# Refused


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "nobody said what came of it"),
        (("--no-change", "--revise"), "--no-change and --revise say two things"),
        (("--no-change", "--at", "main"), "--at is for looking at the past"),
    ],
)
def test_what_is_not_said_clearly_is_refused(acme: Path, more: tuple[str, ...], said: str) -> None:
    before = files(acme)
    done = review(acme, *more)
    assert (done.code, done.out, said in done.err) == (2, "", True)
    assert files(acme) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (APPROVED.replace("approved", "draft"), "care/returns is a draft"),
        (APPROVED.replace("approved", "retired"), "care/returns is retired"),
        (
            APPROVED.replace("status:", "reviewed: 2026-11-21\nstatus:"),
            "care/returns was reviewed on 2026-11-21, after 2026-11-20",
        ),
        (APPROVED.replace("title: ", "title: [").replace("---\n#", "#"), "keys cannot be written"),
    ],
)
def test_what_cannot_be_reviewed_is_refused(acme: Path, text: str, said: str) -> None:
    write(acme, PAGE, text)
    before = files(acme)
    done = review(acme, "--no-change")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (files(acme), page(acme)) == (before, text)


@pytest.mark.parametrize(("as_of", "code"), [("2026-08-13", 0), ("2026-08-14", 2)])
def test_somebody_who_has_left_reviews_no_more(acme: Path, as_of: str, code: int) -> None:
    assert review(acme, "--no-change", me="dan", as_of=as_of).code == code
