"""`opsctl sop new`: from a template, and it says what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.cli.terminal import run_in_terminal
from tests.conftest import ROOT, Run

TEMPLATES = sorted(path.stem for path in (ROOT / "src/opsctl/templates").glob("*.md"))
ECOMMERCE = {
    *("product-listing", "order-fulfilment", "customer-service"),
    *("inventory", "returns", "campaign-launch"),
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme & Sons\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text("ana: {name: Ana}\n", encoding="utf-8")
    (tmp_path / "teams.yaml").write_text("care: {title: Care}\n", encoding="utf-8")
    return tmp_path


def top(path: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
    return found


def test_every_template_that_was_asked_for_is_there() -> None:
    assert set(TEMPLATES) >= ECOMMERCE | {"standard", "runbook", "checklist", "partner-handover"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_fresh_page_has_no_error_and_every_section_of_its_profile(
    run: Run, company: Path, template: str
) -> None:
    done = run("sop", "new", "Do: it, #1", "--template", template, "--owner", "ana", cwd=company)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"sops/do-it-1.md written from the template {template}  →")
    assert top(company / "sops/do-it-1.md")["title"] == "Do: it, #1"
    checked = run("check", cwd=company)
    assert checked.code == 0, checked.out
    if template in ECOMMERCE:
        assert "SOP002" not in checked.out, "its sections are written out"


def test_an_owner_may_be_a_team_and_a_folder_is_part_of_the_id(run: Run, company: Path) -> None:
    done = run("sop", "new", "Pack", "--in", "fulfilment/bench", "--owner", "care", cwd=company)
    assert done.code == 0
    assert top(company / "sops/fulfilment/bench/pack.md")["owner"] == "care"


def test_without_an_owner_the_line_is_left_out_and_the_text_says_so(
    run: Run, company: Path
) -> None:
    assert run("sop", "new", "Pack", cwd=company).code == 0
    page = company / "sops/pack.md"
    assert "owner" not in top(page)
    assert "{{" not in page.read_text(encoding="utf-8")


def test_markup_in_a_title_stays_text(run: Run, company: Path) -> None:
    assert run("sop", "new", "[x](y) *z* <b>", "--id", "pack", cwd=company).code == 0
    text = (company / "sops/pack.md").read_text(encoding="utf-8")
    assert "# \\[x\\](y) \\*z\\* \\<b\\>" in text


def test_a_template_of_the_company_goes_first(run: Run, company: Path) -> None:
    (company / "templates").mkdir()
    own = (
        "---\ntitle: {{title}}\nstatus: draft\nprofile: checklist\n---\n"
        "# {{title}}\n\n## Steps\n\n1. Go\n"
    )
    (company / "templates/standard.md").write_text(own, encoding="utf-8")
    (company / "templates/shift.md").write_text(own, encoding="utf-8")
    listed = run("sop", "new", "--templates", cwd=company).out.splitlines()
    assert "shift  your own" in listed
    assert "standard  your own" in listed
    assert "returns" in listed
    assert run("sop", "new", "Pack", cwd=company).code == 0
    assert "1. Go" in (company / "sops/pack.md").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(run: Run, company: Path) -> None:
    done = run("sop", "new", "Pack", "--dry-run", cwd=company)
    assert done.code == 0
    assert "+title: " in done.out
    assert not (company / "sops").exists()


def test_a_title_is_asked_for_at_a_terminal(company: Path) -> None:
    code, out = run_in_terminal(["sop", "new"], company, answers=[("What is done", "Pack")])
    assert code == 0, out
    assert (company / "sops/pack.md").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "a title is needed"),
        (("Pack", "--template", "standrd"), "there is no template `standrd`"),
        (("Pack", "--owner", "bo"), "`bo` is neither in people.yaml nor in teams.yaml"),
        (("Pack", "--in", "../.."), "`..` cannot be part of an id"),
        (("Pack", "--id", "A B"), "`A B` cannot be part of an id"),
        (("There",), "sops/there.md exists already"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, company: Path, words: tuple[str, ...], said: str
) -> None:
    assert run("sop", "new", "There", cwd=company).code == 0
    done = run("sop", "new", *words, cwd=company)
    assert (done.code, done.out) == (2, "")
    assert f"error: {said}\n" in done.err
