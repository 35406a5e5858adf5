"""`opsctl sop adopt` and the baseline: green on day one, red at the right line the day after."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run
from tests.docs.test_json import chapter, keys

REAL = ROOT.parent / "shared" / "data" / "real-sops"
BASELINE = ".opsctl-baseline.jsonl"
PAGE = "# Returns\n\n**Owner:** Ana Reyes\n**Version:** v1.10\n\n## Steps\n\n1. Open it\n2. Count\n"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Give an empty workspace with a folder of foreign pages."""
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    for name in ("a", "b"):
        place = tmp_path / f"handbook/{name}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def real(tmp_path: Path) -> Path:
    if not REAL.is_dir():
        pytest.skip("the real procedures are not here")
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    shutil.copytree(REAL, tmp_path / "handbook")
    for path in (tmp_path / "handbook").rglob("*"):
        path.chmod(0o644)
    (tmp_path / "handbook").chmod(0o755)
    return tmp_path


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def findings(run: Run, company: Path) -> list[Any]:
    done = run("check", "--format", "json", cwd=company)
    assert done.err == ""
    found: list[Any] = json.loads(done.out)["findings"]
    return found


def lines(company: Path) -> list[Any]:
    text = (company / BASELINE).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


# Real procedures


def test_real_procedures_are_adopted_without_touching_one(run: Run, real: Path) -> None:
    before = digests(real / "handbook")
    done = run("sop", "adopt", "handbook", cwd=real)
    assert (done.code, done.err) == (0, "")
    assert digests(real / "handbook") == before
    checked = run("check", "--fail-on", "note", cwd=real)
    assert checked.code == 0, checked.out
    assert re.search(r"^[0-9]+ known gaps\.$", checked.out, re.MULTILINE)
    again = run("sop", "adopt", "handbook", cwd=real)
    assert "There was nothing to write: all of them were adopted before.\n" in again.out


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        ("centosci--adding_nodes.md", b"## Steps", b"## Things", "SOP001", 1),
        ("openshift--VirtOperatorRESTErrorsBurst.md", b"## Meaning\n", b"## Hm\n", "SOP001", 1),
        ("nfdi4microbiota--metabolite-extraction-from-plant-tissue.md", b"---\n", b"", "SOP028", 1),
        ("uksfo--pawperso.md", b"PAWPERSO is", b"[PAWPERSO](gone.md) is", "SOP036", 14),
        ("18f--piv.md", b"---\ntitle", b"---\nstatus: aproved\ntitle", "FILE019", 2),
        ("pagerduty--after_an_incident.md", b"1. ", b"\xff1. ", "FILE001", 12),
    ],
)
def test_breaking_an_adopted_file_is_red_at_the_line(
    run: Run, real: Path, file: str, old: bytes, new: bytes, code: str, line: int
) -> None:
    assert run("sop", "adopt", "handbook", cwd=real).code == 0
    place = real / "handbook" / file
    content = place.read_bytes()
    assert old in content
    place.write_bytes(content.replace(old, new, 1))
    done = run("check", "--fail-on", "warning", "--format", "json", cwd=real)
    assert done.code == 1
    found = [(each["path"], each["code"]) for each in json.loads(done.out)["findings"]]
    assert {path for path, _ in found} == {f"handbook/{file}"}
    places = [each["line"] for each in json.loads(done.out)["findings"] if each["code"] == code]
    assert line in places


# What is written


def test_settings_keep_what_was_there_and_its_comments(run: Run, company: Path) -> None:
    settings = company / "opsctl.yaml"
    text = "format: 1 # ours\n\ncompany: Acme\nsops:\n  # the old ones\n  exclude: [old.md]\n"
    settings.write_text(text, encoding="utf-8")
    (company / "handbook/CHANGELOG.md").write_text("# Changes\n", encoding="utf-8")
    done = run("sop", "adopt", "handbook", cwd=company)
    assert done.code == 0, done.err
    assert "1 file left out: handbook/CHANGELOG.md.\n" in done.out
    after = settings.read_text(encoding="utf-8")
    assert after.startswith("format: 1 # ours\n\ncompany: Acme\nsops:\n")
    assert "  # the old ones\n" in after
    assert yaml.safe_load(after)["sops"] == {
        "include": ["sops/**/*.md", "handbook/**/*.md"],
        "exclude": ["old.md", "CHANGELOG*"],
    }


def test_profiles_are_guessed_by_the_names_of_folders(run: Run, company: Path) -> None:
    for folder in ("runbooks", "policies"):
        place = company / f"handbook/{folder}/x.md"
        place.parent.mkdir()
        place.write_text(PAGE, encoding="utf-8")
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    written = yaml.safe_load((company / "opsctl.yaml").read_text(encoding="utf-8"))
    assert written["sops"]["profiles"] == {
        "policy": {"paths": ["handbook/policies/**"]},
        "runbook": {"paths": ["handbook/runbooks/**"]},
    }
    printed = json.loads(run("sop", "list", "-o", "json", cwd=company).out)["sops"]
    assert {each["path"]: each["profile"] for each in printed} == {
        "handbook/a.md": "standard",
        "handbook/b.md": "standard",
        "handbook/policies/x.md": "policy",
        "handbook/runbooks/x.md": "runbook",
    }


def test_a_profile_can_be_said(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", "--profile", "checklist", cwd=company).code == 0
    printed = json.loads(run("sop", "list", "-o", "json", cwd=company).out)["sops"]
    assert {each["profile"] for each in printed} == {"checklist"}


def test_one_file_can_be_adopted_by_itself(run: Run, company: Path) -> None:
    odd = company / "handbook/[a] #b!.md"
    odd.write_text(PAGE, encoding="utf-8")
    assert run("sop", "adopt", "handbook/[a] #b!.md", cwd=company).code == 0
    printed = json.loads(run("sop", "list", "-o", "json", cwd=company).out)["sops"]
    assert [each["path"] for each in printed] == ["handbook/[a] #b!.md"]


def test_the_baseline_has_a_sorted_line_for_each_gap(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    rules, *facts = lines(company)
    assert list(rules) == ["rules"]
    order = [(each["path"], each.get("code", ""), each.get("subject", "")) for each in facts]
    assert order == sorted(order)
    at_start = [each for each in facts if "at_start" in each]
    assert at_start == [{"path": f"handbook/{name}.md", "at_start": 5} for name in ("a", "b")]
    assert facts[1] == {
        "path": "handbook/a.md",
        "code": "SOP001",
        "subject": "outcomes",
        "count": 1,
    }


def test_a_dry_run_writes_nothing(run: Run, company: Path) -> None:
    before = digests(company)
    done = run("sop", "adopt", "handbook", "--dry-run", cwd=company)
    assert done.code == 0
    assert '+    - "handbook/**/*.md"\n' in done.out
    assert "Nothing was written (--dry-run).\n" in done.out
    assert digests(company) == before


def test_the_plan_as_a_page_and_as_data(run: Run, company: Path) -> None:
    page = run("sop", "adopt", "handbook", "-n", "--format", "markdown", cwd=company)
    assert (
        "- [ ] **handbook/a**: purpose, scope, responsibilities, resources and 1 more" in page.out
    )
    printed = json.loads(run("sop", "adopt", "handbook", "-o", "json", cwd=company).out)
    described = set(re.findall(r"`([\w-]+)`", chapter("opsctl sop adopt")))
    assert set(keys(printed)) <= described
    assert printed["written"] == ["opsctl.yaml", BASELINE]


def test_what_matters_most_comes_first_then_what_is_least_work(run: Run, company: Path) -> None:
    (company / "handbook/c.md").write_text(PAGE + "\n[a](b.md)\n", encoding="utf-8")
    (company / "handbook/d.md").write_text(PAGE + "\n## Purpose\n\nMoney.\n", encoding="utf-8")
    printed = json.loads(run("sop", "adopt", "handbook", "-o", "json", cwd=company).out)
    assert [each["id"].removeprefix("handbook/") for each in printed["plan"]] == [
        *("b", "d", "a", "c")
    ]
    assert printed["plan"][0]["linked_from"] == 1


# Copying what was found


def test_found_metadata_is_copied_to_the_top_and_the_body_stays(run: Run, company: Path) -> None:
    page = company / "handbook/a.md"
    page.write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    body = page.read_bytes()[3:]
    assert run("sop", "adopt", "handbook", "--front-matter", cwd=company).code == 0
    after = page.read_bytes()
    assert after.startswith(b'\xef\xbb\xbf---\r\nowner: "Ana Reyes"\r\nversion: "1.10"\r\n---\r\n')
    assert after.endswith(body)


def test_an_owner_is_copied_as_the_id_of_the_person_who_is_meant(run: Run, company: Path) -> None:
    (company / "people.yaml").write_text("ana: {name: Ana Reyes}\n", encoding="utf-8")
    (company / "handbook/b.md").write_text(PAGE.replace("Ana Reyes", "Bo"), encoding="utf-8")
    assert run("sop", "adopt", "handbook", "--front-matter", cwd=company).code == 0
    assert "owner: ana\n" in (company / "handbook/a.md").read_text(encoding="utf-8")
    assert "owner:" not in (company / "handbook/b.md").read_text(encoding="utf-8")


def test_keys_that_are_there_stay_and_new_ones_join_them(run: Run, company: Path) -> None:
    page = company / "handbook/a.md"
    page.write_text("---\nlayout: page # theirs\ntitle: R\n---\n" + PAGE, encoding="utf-8")
    assert run("sop", "adopt", "handbook", "--front-matter", cwd=company).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.endswith("---\n" + PAGE)
    assert yaml.safe_load(text.split("---")[1]) == {
        "layout": "page",
        "title": "R",
        "owner": "Ana Reyes",
        "version": "1.10",
    }


def test_a_page_whose_top_cannot_take_keys_is_named_and_left_alone(run: Run, company: Path) -> None:
    page = company / "handbook/a.md"
    page.write_text("---\ntitle: [\n---\n" + PAGE, encoding="utf-8")
    done = run("sop", "adopt", "handbook", "--front-matter", cwd=company)
    assert done.code == 0
    assert "handbook/a.md: keys cannot be added at its top" in done.err
    assert page.read_text(encoding="utf-8") == "---\ntitle: [\n---\n" + PAGE


# Living with a baseline


def test_moving_lines_does_not_disturb_it(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    page = company / "handbook/a.md"
    page.write_text("\n\n" + PAGE.replace("## Steps", "Some words.\n\n## Steps"), encoding="utf-8")
    assert findings(run, company) == []


def test_moving_a_finding_to_another_file_does(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    (company / "handbook/a.md").rename(company / "handbook/z.md")
    assert {each["path"] for each in findings(run, company)} == {"handbook/z.md"}


def test_closed_gaps_are_counted_and_dropped_when_asked(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    page = company / "handbook/a.md"
    page.write_text(PAGE + "\n## Purpose\n\nMoney.\n\n## Scope\n\nAll.\n", encoding="utf-8")
    done = run("check", cwd=company)
    assert done.code == 0
    assert done.out.endswith(
        "8 known gaps; 2 fewer than at the start.\n"
        "2 known gaps are closed: opsctl check --update-baseline drops them from the list.\n"
    )
    updated = run("check", "--update-baseline", cwd=company)
    assert updated.out == f"{BASELINE} written: 8 known gaps, 10 before  → opsctl check\n"
    assert run("check", cwd=company).out.endswith("8 known gaps; 2 fewer than at the start.\n")
    page.write_text(PAGE, encoding="utf-8")
    assert {each["code"] for each in findings(run, company)} == {"SOP001"}
    assert run("check", "--update-baseline", cwd=company).out == "The baseline is as it was.\n"


def test_it_does_not_grow_by_adopting_again(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    page = company / "handbook/a.md"
    page.write_text(PAGE + "\n[x](gone.md)\n", encoding="utf-8")
    (company / "handbook/new.md").write_text(PAGE, encoding="utf-8")
    done = run("sop", "adopt", "handbook", cwd=company)
    assert "2 files adopted before: their known gaps are as they were.\n" in done.out
    assert [(each["path"], each["code"]) for each in findings(run, company)] == [
        ("handbook/a.md", "SOP036")
    ]


def test_a_rule_that_the_baseline_does_not_know_can_be_added_once(run: Run, company: Path) -> None:
    (company / "handbook/a.md").write_text(PAGE + "\n[x](gone.md)\n", encoding="utf-8")
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    place = company / BASELINE
    rules, *facts = lines(company)
    rules["rules"].remove("SOP036")
    kept = [rules, *(each for each in facts if each.get("code") != "SOP036")]
    place.write_text("".join(f"{json.dumps(each)}\n" for each in kept), encoding="utf-8")
    assert [each["code"] for each in findings(run, company)] == ["SOP036"]
    assert run("check", "--baseline-add", "links-lead-somewhere", cwd=company).code == 0
    assert findings(run, company) == []
    again = run("check", "--baseline-add", "SOP036", cwd=company)
    assert again.code == 2
    assert "SOP036 was there when the baseline was written" in again.err


def test_known_gaps_can_be_looked_at(run: Run, company: Path) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    done = run("check", "--no-baseline", cwd=company)
    assert done.code == 1
    assert done.out.endswith("10 errors, 0 warnings, 0 notes in 3 files.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--update-baseline"), "there is no baseline here"),
        (("check", "--update-baseline", "handbook"), "the baseline is of the whole workspace"),
        (("check", "--baseline-add", "SOP001"), "there is no baseline here"),
        (("sop", "adopt", "nowhere"), "there is no nowhere"),
        (("sop", "adopt", ".."), ".. lies outside of the workspace"),
        (("sop", "adopt", "handbook", "--profile", "runbok"), "there is no profile `runbok`"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, company: Path, words: tuple[str, ...], said: str
) -> None:
    done = run(*words, cwd=company)
    assert (done.code, done.out) == (2, "")
    assert f"error: {said}" in done.err


def test_a_broken_line_of_the_baseline_is_a_finding_and_is_not_written_over(
    run: Run, company: Path
) -> None:
    assert run("sop", "adopt", "handbook", cwd=company).code == 0
    place = company / BASELINE
    place.write_text(place.read_text(encoding="utf-8") + "<<<<<<< x\n", encoding="utf-8")
    codes = {each["code"] for each in findings(run, company)}
    assert "FILE006" in codes
    assert run("check", "--update-baseline", cwd=company).code == 2
