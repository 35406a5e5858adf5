"""What a page of the manual shows of a change, as a branch in a real repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from opsctl.model.change import Change
from opsctl.model.signature import Verdict, is_signed_by
from opsctl.model.sop import Sop
from tests.rules.branches import change_of
from tests.rules.laid import company
from tests.rules.manual import WRONG, examples

ROCK = "rocks/2026-Q4/open-germany.yaml"
APPROVAL = "approvals/fulfilment/process-a-return/1.3.0--maya.yaml"
WHO = """
Before:

    # rocks/2026-Q4/open-germany.yaml
    due: 2026-12-04

Wrong: on 18 November 2026,

    # rocks/2026-Q4/open-germany.yaml (by omar, with maya)
    due: 2026-12-11

and then

    # rocks/2026-Q4/open-germany.yaml
    due: 2026-12-18

    # checkins/2026-W46/omar.yaml (deleted)
"""
MEANWHILE = """
Wrong: on `main`,

    # sops/fulfilment/process-a-return.md (on main)
    version: "1.4.0"

and here

    # sops/fulfilment/process-a-return.md
    version: "1.5.0"
"""
SIGNED = """
Before:

    # signers/allowed_signers
    maya@northwind.example ⟨public key of maya⟩

Wrong:

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml (signed by SIGNER)
    date: 2026-11-20
    as: approver
    digest: v1:sha256:…
"""


def change_in(page: str, folder: Path) -> Change:
    shown = examples(page, "CHG")
    wrong = next(each for each in shown if each.kind == WRONG)
    return change_of(company(), shown, wrong, folder)


def test_before_stands_on_main_and_the_example_on_the_branch(tmp_path: Path) -> None:
    change = change_in(WHO, tmp_path)
    rocks = {each.either.origin.path: each for each in change.rocks}
    before, after = rocks[ROCK].before, rocks[ROCK].after
    assert before is not None
    assert after is not None
    assert (before.due, after.due) == (date(2026, 12, 4), date(2026, 12, 18))
    assert change.paths == {ROCK, "checkins/2026-W46/omar.yaml"}
    assert change.head_day == date(2026, 11, 18)


def test_every_block_is_a_commit_of_whom_it_names_else_of_the_owner(tmp_path: Path) -> None:
    commits = sorted(change_in(WHO, tmp_path).commits, key=lambda each: len(each.paths))
    assert [each.authors for each in commits] == [
        ("omar@northwind.example", "maya@northwind.example"),
        ("lena@northwind.example",),
    ]


def test_main_may_go_on_meanwhile(tmp_path: Path) -> None:
    change = change_in(MEANWHILE, tmp_path)
    assert [version_of(each) for each in change.at_tip.values()] == ["1.4.0"]
    assert [version_of(each.either) for each in change.sops] == ["1.5.0"]


def version_of(sop: Sop) -> str | None:
    return sop.metadata.version.text if sop.metadata.version else None


def test_a_commit_is_signed_with_the_key_that_the_page_names(tmp_path: Path) -> None:
    change = change_in(SIGNED.replace("SIGNER", "maya"), tmp_path)
    maya = change.head.people.find("maya")
    assert maya is not None
    assert change.signatures is not None
    assert [is_signed_by(each, maya) for each in change.signatures[APPROVAL]] == [True]


def test_a_key_that_is_not_shown_is_that_of_nobody(tmp_path: Path) -> None:
    change = change_in(SIGNED.replace("SIGNER", "omar"), tmp_path)
    assert change.signatures is not None
    assert Verdict.GOOD not in {each.verdict for each in change.signatures[APPROVAL]}


def test_nobody_asks_for_signatures_where_no_key_is_shown(tmp_path: Path) -> None:
    assert change_in(WHO, tmp_path).signatures is None
