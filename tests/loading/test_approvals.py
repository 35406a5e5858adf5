from __future__ import annotations

from datetime import date

import pytest

from opsctl.loading.approvals import approval_path, read_approvals, review_path
from opsctl.model.approval import Outcome, Role
from opsctl.text.tree import OverlayTree

DIGEST = "v1:sha256:" + "0123456789abcdef" * 4
APPROVAL = f"date: 2026-09-28\nas: approver\ndigest: {DIGEST}\n"
REVIEW = f"outcome: no-change\ndigest: {DIGEST}\nnote: Read with the bench.\n"


def tree(**files: str) -> OverlayTree:
    return OverlayTree(None, {path: text.encode() for path, text in files.items()})


def test_an_approval_is_known_by_its_path() -> None:
    path = approval_path("Handbook/Über uns/returns", "1.3.0-rc.1", "maya-ok")
    reading = read_approvals(tree(**{path: APPROVAL}))
    (found,) = reading.approvals
    assert (found.sop, found.version, found.person) == (
        "Handbook/Über uns/returns",
        "1.3.0-rc.1",
        "maya-ok",
    )
    assert (found.date, found.as_, found.digest) == (date(2026, 9, 28), Role.APPROVER, DIGEST)
    assert (reading.files, reading.unread, reading.findings) == ([path], [], [])


def test_a_review_is_known_by_its_path() -> None:
    path = review_path("returns", "2026-11-20", "omar")
    (found,) = read_approvals(tree(**{path: REVIEW})).reviews
    assert (found.sop, found.date, found.person) == ("returns", date(2026, 11, 20), "omar")
    assert (found.outcome, found.note) == (Outcome.NO_CHANGE, "Read with the bench.")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("approvals/1.3.0--maya.yaml", "it lies in no folder named after a procedure"),
        ("approvals/returns/1.3.0--maya.yml", "its name does not end in .yaml"),
        ("approvals/returns/1.3.0.yaml", "does not end in `--` and the id of a person"),
        ("approvals/returns/1.3.0--.yaml", "does not end in `--` and the id of a person"),
        ("approvals/returns/--maya.yaml", "does not end in `--` and the id of a person"),
        ("approvals/returns/1.3.0--Maya.yaml", "does not end in `--` and the id of a person"),
        ("approvals/returns/1.3--maya.yaml", "`1.3` is not a version"),
        ("reviews/returns/1.3.0--maya.yaml", "`1.3.0`"),
        ("reviews/returns/2026-02-30--maya.yaml", "2026-02-30"),
    ],
)
def test_a_file_by_another_name_is_told_and_not_read(path: str, message: str) -> None:
    reading = read_approvals(tree(**{path: APPROVAL}))
    (finding,) = reading.findings
    assert finding.code == "FILE016"
    assert message in finding.message
    assert (reading.approvals, reading.reviews, reading.unread) == ([], [], [path])


def test_notes_and_hidden_files_are_left_alone() -> None:
    files = {"approvals/README.md": "# Why", "approvals/.x/1.0.0--maya.yaml": "?", "reviews/a": ""}
    assert read_approvals(tree(**files)).files == []


@pytest.mark.parametrize(
    "text",
    [
        APPROVAL.replace("v1:", ""),
        APPROVAL.replace("approver", "boss"),
        APPROVAL.replace("date: 2026-09-28\n", ""),
        APPROVAL + "version: 1.3.0\n",
        "",
    ],
)
def test_an_approval_that_cannot_be_read_counts_for_nothing(text: str) -> None:
    reading = read_approvals(tree(**{approval_path("returns", "1.3.0", "maya"): text}))
    assert reading.approvals == []
    assert len(reading.findings) == len(reading.unread) == 1
