"""`opsctl check`: choosing by rule and by change, counting, and ending well whatever is found."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from opsctl.cli.check import check
from opsctl.cli.choices import Choices
from opsctl.cli.session import Session
from opsctl.loading.workspace import Nouns
from opsctl.text.tree import Tree
from tests.cli.branches import FILES, LIMIT, company, do
from tests.conftest import DAY, Result, run_opsctl
from tests.history.repositories import Work, new_repository
from tests.rules.changes import Step, commit

OPEN = "rocks/2026-Q4/open.yaml"
SHIP = "rocks/2026-Q4/ship.yaml"
ROCK = "title: Open in Germany\nowner: {owner}\ndone_means: 1 in 10 orders is German\n"
LATE = "due: 2027-02-01\n"
BROKEN = "rocks/2026-Q4/broken.yaml"
STALE = "# opsctl: ignore[ROCK008] the fair is in January\ndue: 2026-12-01\n"
COMPANY = {
    "opsctl.yaml": "format: 1\ncompany: Acme\nrules: {ignore: [ROCK002, ROCK016]}\n",
    "people.yaml": "lena: {name: Lena}\nmaya: {name: Maya}\n",
    OPEN: ROCK.format(owner="lna") + LATE,
    SHIP: ROCK.format(owner="maya") + STALE,
}


def fill(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    return fill(tmp_path, COMPANY)


def ran(cwd: Path, *arguments: str, stdin: bytes = b"") -> Result:
    return run_opsctl("check", "--as-of", DAY, *arguments, cwd=cwd, stdin=stdin)


def data(cwd: Path, *arguments: str, stdin: bytes = b"") -> dict[str, Any]:
    done = ran(cwd, "--format", "json", *arguments, stdin=stdin)
    assert done.code in (0, 1), done.err
    printed: dict[str, Any] = json.loads(done.out)
    return printed


def found(cwd: Path, *arguments: str, stdin: bytes = b"") -> list[str]:
    """Give the findings as code and path."""
    listed = data(cwd, *arguments, stdin=stdin)["findings"]
    return [f"{each['code']} {each['path']}" for each in listed]


# By rule


@pytest.mark.parametrize(
    "select", ["ROCK003", "owner-known", "rock003", " ROCK003 , ", "Owner-Known,ROCK003"]
)
def test_only_a_rule_that_is_selected_is_told(acme: Path, select: str) -> None:
    assert found(acme, "--select", select) == [f"ROCK003 {OPEN}"]


def test_a_family_has_its_rules_and_no_other(acme: Path) -> None:
    codes = {each.split()[0] for each in found(acme, "--select", "ROCK")}
    assert {"ROCK003", "ROCK008"} <= codes
    assert all(each.startswith("ROCK") for each in codes)


def test_what_is_ignored_is_told_in_no_way(acme: Path) -> None:
    every = found(acme)
    left = found(acme, "--ignore", "ROCK003", "--ignore", "ORG,KPI")
    assert left == [each for each in every if not each.startswith("ROCK003")]


def test_ignore_goes_before_select(acme: Path) -> None:
    assert found(acme, "--select", "ROCK003,ROCK008", "--ignore", "owner-known") == [
        f"ROCK008 {OPEN}"
    ]


def test_a_rule_named_by_itself_is_asked_although_it_is_off(acme: Path) -> None:
    fill(acme, {"opsctl.yaml": COMPANY["opsctl.yaml"].replace("ROCK002, ROCK016", "ROCK003")})
    assert found(acme, "--select", "ROCK003") == [f"ROCK003 {OPEN}"]
    assert f"ROCK003 {OPEN}" not in found(acme, "--select", "ROCK")


def test_a_rule_that_nobody_asks_for_by_default_is_asked_where_it_is_named(northwind: Path) -> None:
    listed = json.loads(run_opsctl("rule", "-o", "json").out)["rules"]
    off = [each["code"] for each in listed if not each["on_by_default"]]
    told = {each.split()[0] for each in found(northwind, "--select", ",".join(off))}
    assert told
    assert told <= set(off)
    families = ",".join({code.rstrip("0123456789") for code in off})
    assert not told & {each.split()[0] for each in found(northwind, "--select", families)}


def test_what_keeps_a_file_from_being_read_is_always_told(acme: Path) -> None:
    fill(acme, {BROKEN: "title: [\n"})
    assert found(acme, "--select", "ROCK003") == [f"FILE007 {BROKEN}", f"ROCK003 {OPEN}"]
    assert f"FILE007 {BROKEN}" in found(acme, "--ignore", "FILE")


def test_paths_and_comments_hold_for_what_is_selected(acme: Path) -> None:
    fill(acme, {OPEN: COMPANY[OPEN].replace("lna", "lna # opsctl: ignore[ROCK003] agreed")})
    assert found(acme, "--select", "ROCK003") == []
    per_path = 'rules: {per_path: {"rocks/2026-Q4/o*": {ignore: [ROCK008]}}}\n'
    fill(acme, {"opsctl.yaml": f"format: 1\ncompany: Acme\n{per_path}"})
    assert found(acme, "--select", "ROCK008") == []
    assert found(acme, "--select", "ROCK003,ROCK008", SHIP) == []


def test_a_comment_is_called_unused_where_it_is_and_where_its_rule_is_asked(acme: Path) -> None:
    stale = f"CFG004 {SHIP}"
    assert stale in found(acme)
    assert found(acme, "--select", "CFG004") == [stale]
    assert found(acme, "--select", "ROCK003") == [f"ROCK003 {OPEN}"]
    assert stale not in found(acme, "--ignore", "ROCK008")
    fill(acme, {SHIP: COMPANY[SHIP].replace("2026-12-01", "2027-02-01")})
    for choice in (("--select", "CFG"), ("--select", "ROCK003,CFG004"), ("--ignore", "ROCK008")):
        assert stale not in found(acme, *choice)


def test_known_gaps_stay_known_whatever_was_chosen(acme: Path) -> None:
    page = "sops/a.md"
    fill(acme, {page: "# Pack a parcel\n\nPut it in a box.\n"})
    assert run_opsctl("sop", "adopt", "sops", "--as-of", DAY, cwd=acme).code == 0
    known = data(acme)["summary"]["known_gaps"]
    assert known > 0
    chosen = data(acme, "--select", "ROCK003")["summary"]
    assert (chosen["known_gaps"], chosen["closed_gaps"]) == (known, 0)
    said = ran(acme, "--select", "SOP").out
    assert "closed" not in said
    assert "--update-baseline" not in said
    assert len(found(acme, "--select", "SOP", "--no-baseline")) == known


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        (("--select", "owner-knwn"), "--select: there is no rule `owner-knwn`", "`owner-known`"),
        (("--ignore", "ROCK03"), "--ignore: there is no rule `ROCK03`", "did you mean `ROCK"),
        (("--select", "ROKC"), "--select: there is no rule `ROKC`", "did you mean `ROCK`"),
        (("--select", "zzzzzzzz"), "there is no rule `zzzzzzzz`", "opsctl rule lists them all"),
        (("--select", "a\x1b[2Jb"), "there is no rule", "opsctl rule lists them all"),
        (("--select", ""), "--select names no rule", "--select ROCK003"),
        (("--ignore", " , "), "--ignore names no rule", "--ignore ROCK003"),
        (("--select", "SOP", "--ignore", "SOP"), "--ignore leaves no rule", ""),
        (("--select", "CHG"), "CHG is about a change", "--base main"),
        (("--select", "ROCK003,CHG001"), "CHG001 is about a change", "--base main"),
        (("--select", "SOP", "--update-baseline"), "the baseline is of the whole workspace", ""),
        (("--ignore", "SOP", "--baseline-add", "SOP001"), "the baseline is of the whole", ""),
        (("--changed", "--update-baseline"), "the baseline is of the whole workspace", ""),
        (("--statistics", "--update-baseline"), "--statistics counts findings", ""),
        (("--statistics", "--diff"), "--statistics counts findings", ""),
        (("--statistics", "-o", "concise"), "for text and json, not for concise", ""),
        (("--statistics", "-o", "sarif"), "for text and json, not for sarif", ""),
        (("--changed", "--verify-signatures"), "signatures are those of a change", ""),
    ],
)
def test_what_makes_no_sense_is_said(
    acme: Path, arguments: tuple[str, ...], said: str, hint: str
) -> None:
    done = ran(acme, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert hint in done.err
    assert "\x1b" not in done.err


def test_every_format_tells_only_what_was_chosen(acme: Path) -> None:
    formats = ("sarif", "gitlab", "junit", "rdjson", "markdown", "github", "concise")
    outputs = [f"--output={each}={each}.out" for each in formats]
    assert ran(acme, "--select", "ROCK003", *outputs).code == 1
    for format in formats:
        text = (acme / f"{format}.out").read_text("utf-8")
        assert "owner `lna`".replace("`", "") in text.replace("`", "").replace("\\", ""), format
        results = json.loads(text)["runs"][0]["results"] if format == "sarif" else text
        assert "ROCK008" not in json.dumps(results), format


def test_what_was_chosen_is_said(acme: Path) -> None:
    choice = data(acme, "--select", "rock003,SOP", "--ignore", "SOP012")["choice"]
    select, ignore = ["ROCK003", "SOP"], ["SOP012"]
    assert choice == {"select": select, "ignore": ignore, "changed": False, "older": None}
    lines = ran(acme, "--select", "rock003,SOP", "--ignore", "SOP012").out.splitlines()
    assert lines[-3:-1] == ["asked only for ROCK003, SOP", "not asked for SOP012"]
    assert "choice" not in data(acme)


def test_only_what_was_chosen_is_fixed(northwind: Path) -> None:
    rock, page = northwind / "rocks/2026-Q4/parcel-cost.yaml", northwind / OPEN
    text = rock.read_text("utf-8").replace("team:", "taem:")
    rock.write_text(text, encoding="utf-8")
    fill(northwind, {OPEN: ROCK.format(owner="Lena") + "due: 01.12.2026\n"})
    before = page.read_bytes()
    done = ran(northwind, "--fix", "--select", "FILE017", "--format", "json")
    fixes = json.loads(done.out)["fixes"]
    assert [each["code"] for each in fixes["fixed"]] == ["FILE017"]
    assert fixes["written"] == ["rocks/2026-Q4/parcel-cost.yaml"]
    assert page.read_bytes() == before
    assert b"team:" in rock.read_bytes()


def test_several_workspaces_get_the_same_choice(tmp_path: Path) -> None:
    for name in ("north", "south"):
        fill(tmp_path / name, COMPANY)
    done = ran(tmp_path, "north", "south", "--select", "ROCK003", "-o", "concise")
    told = [line for line in done.out.splitlines() if "error:" in line]
    assert [line.partition("/")[0] for line in told] == ["north", "south"]
    assert "ROCK008" not in done.out
    assert ran(tmp_path, "north", "south", "--exit-zero").code == 0


def test_a_file_from_standard_input_is_told_by_rule(acme: Path) -> None:
    arguments = ("--stdin-filename", OPEN, OPEN, "--select", "ROCK003")
    sound = ROCK.format(owner="maya") + LATE
    assert found(acme, *arguments, stdin=sound.encode()) == []
    assert found(acme, *arguments, stdin=COMPANY[OPEN].encode()) == [f"ROCK003 {OPEN}"]


# Counting, and ending well


def test_findings_are_counted_by_rule_the_heaviest_first(acme: Path) -> None:
    fill(acme, {"rocks/2026-Q4/third.yaml": ROCK.format(owner="mya") + "due: 2026-12-01\n"})
    printed = data(acme, "--statistics")
    counts = printed["statistics"]
    assert list(printed)[-1] == "statistics"
    assert list(counts[0]) == ["count", "code", "name", "severity", "fixable", "safe"]
    ranks = ["error", "warning", "note"]
    order = [(ranks.index(each["severity"]), -each["count"], each["code"]) for each in counts]
    assert order == sorted(order)
    assert sum(each["count"] for each in counts) == len(printed["findings"])
    owners = next(each for each in counts if each["code"] == "ROCK003")
    assert (owners["count"], owners["name"], owners["fixable"]) == (2, "owner-known", 2)
    unused = next(each for each in counts if each["code"] == "CFG004")
    assert (unused["fixable"], unused["safe"]) == (1, 1)


def test_the_table_stands_in_place_of_the_frames(acme: Path) -> None:
    lines = ran(acme, "--statistics", "--select", "ROCK003,ROCK008,CFG004").out.splitlines()
    assert lines[0].split() == ["count", "severity", "rule", "name", "can", "be", "fixed"]
    assert [line.split()[:4] for line in lines[1:4]] == [
        ["1", "error", "ROCK003", "owner-known"],
        ["1", "error", "ROCK008", "due-in-quarter"],
        ["1", "warning", "CFG004", "suppression-used"],
    ]
    assert lines[4:6] == ["", "2 errors, 1 warning, 0 notes in 4 files."]
    assert "owner `lna`" not in "\n".join(lines)


def test_nothing_found_is_an_empty_table(acme: Path) -> None:
    assert data(acme, "--statistics", "--select", "ORG")["statistics"] == []
    said = ran(acme, "--statistics", "--select", "ORG").out
    assert said.startswith("No findings in 4 files.\n")


def test_findings_never_fail_with_exit_zero_and_what_cannot_proceed_does(acme: Path) -> None:
    assert ran(acme).code == 1
    done = ran(acme, "--exit-zero", "--fail-on", "note", "--output", "junit=j.xml")
    assert (done.code, "error[ROCK003]" in done.out) == (0, True)
    assert 'failures="0"' in (acme / "j.xml").read_text("utf-8")
    assert (ran(acme, "--diff").code, ran(acme, "--diff", "--exit-zero").code) == (1, 0)
    assert ran(acme, "--exit-zero", "nowhere.yaml").code == 2
    assert ran(acme, "--exit-zero", "--select", "nothing").code == 2


# By change


@pytest.fixture
def work(acme: Path) -> Work:
    """Put the company under git; the branch `work` has done nothing yet."""
    work = new_repository(acme)
    work.commit("2026-11-01")
    work.git("checkout", "-q", "-b", "work")
    return work


def test_a_branch_without_a_change_is_told_nothing(work: Work) -> None:
    assert found(work.folder) != []
    printed = data(work.folder, "--changed")
    assert (printed["findings"], printed["summary"]["files"]) == ([], 0)
    assert printed["base"]["rev"] == "main"
    assert printed["choice"]["older"] == len(found(work.folder))


@pytest.mark.parametrize("committed", [True, False])
def test_what_a_branch_touched_is_told_whole(work: Work, committed: bool) -> None:
    work.write(OPEN, COMPANY[OPEN].replace("1 in 10", "1 in 9"))
    if committed:
        work.commit("2026-11-10")
    told = found(work.folder, "--changed")
    assert {f"ROCK003 {OPEN}", f"ROCK008 {OPEN}"} <= set(told)
    assert {each.split()[1] for each in told} == {OPEN}


def test_a_file_that_came_or_moved_is_touched(work: Work) -> None:
    work.git("mv", OPEN, "rocks/2026-Q4/opened.yaml")
    work.write("rocks/2026-Q4/new.yaml", COMPANY[OPEN])
    told = found(work.folder, "--changed", "--select", "ROCK003")
    assert told == ["ROCK003 rocks/2026-Q4/new.yaml", "ROCK003 rocks/2026-Q4/opened.yaml"]


def test_what_a_change_breaks_elsewhere_is_told_and_what_was_there_is_not(work: Work) -> None:
    work.write("people.yaml", "lena: {name: Lena}\n")
    work.commit("2026-11-10")
    assert found(work.folder, "--changed") == [f"ROCK003 {SHIP}"]
    printed = data(work.folder, "--changed")
    assert printed["summary"]["files"] == 2
    assert printed["choice"]["older"] == len(found(work.folder)) - 1
    said = ran(work.folder, "--changed").out
    assert "1 file compared with main\n" in said
    assert f"new ones elsewhere; {printed['choice']['older']} older findings left out\n" in said


def test_a_deleted_file_breaks_what_leaned_on_it(work: Work) -> None:
    (work.folder / "people.yaml").unlink()
    work.write("teams.yaml", "care: {title: Care, lead: lena}\n")
    work.commit("2026-11-10")
    work.write("people.yaml", "lena: {name: Lena}\n")
    assert f"ROCK003 {SHIP}" in found(work.folder, "--changed")


def test_a_finding_that_weighs_more_than_before_is_new(work: Work) -> None:
    settings = COMPANY["opsctl.yaml"].replace("}", ", severity: {CFG004: error}}")
    work.write("opsctl.yaml", settings)
    assert found(work.folder, "--changed", "--select", "CFG") == [f"CFG004 {SHIP}"]
    work.write("opsctl.yaml", settings.replace("error", "note"))
    assert found(work.folder, "--changed", "--select", "CFG") == []


def test_what_the_base_did_meanwhile_is_not_the_branchs(work: Work) -> None:
    work.write("rocks/2026-Q4/new.yaml", ROCK.format(owner="maya"))
    work.commit("2026-11-10")
    work.git("checkout", "-q", "main")
    work.write("rocks/2026-Q4/main.yaml", COMPANY[OPEN])
    work.commit("2026-11-11")
    work.git("checkout", "-q", "work")
    assert {each.split()[1] for each in found(work.folder, "--changed")} <= {
        "rocks/2026-Q4/new.yaml"
    }
    assert data(work.folder, "--changed")["base"]["changed"] == 1


def test_on_the_default_branch_only_what_is_not_committed_counts(work: Work) -> None:
    work.git("checkout", "-q", "main")
    assert found(work.folder, "--changed") == []
    work.write("rocks/2026-Q4/new.yaml", COMPANY[OPEN])
    told = data(work.folder, "--changed", "--select", "ROCK003")
    assert told["base"]["rev"] == "HEAD"
    assert [each["path"] for each in told["findings"]] == ["rocks/2026-Q4/new.yaml"]


def test_the_base_is_the_one_that_is_named(work: Work) -> None:
    first = work.git("rev-parse", "HEAD")
    work.write(OPEN, COMPANY[OPEN].replace("1 in 10", "1 in 9"))
    second = work.commit("2026-11-10")
    select = ("--select", "ROCK003")
    assert found(work.folder, "--changed", "--base", first, *select) == [f"ROCK003 {OPEN}"]
    assert found(work.folder, "--changed", "--base", second, *select) == []
    assert found(work.folder, "--changed", "--at", second, *select) == [f"ROCK003 {OPEN}"]


def test_paths_limit_a_change_too(work: Work) -> None:
    work.write(OPEN, COMPANY[OPEN].replace("1 in 10", "1 in 9"))
    work.write("people.yaml", "lena: {name: Lena}\n")
    both = found(work.folder, "--changed", "--select", "ROCK003")
    assert both == [f"ROCK003 {OPEN}", f"ROCK003 {SHIP}"]
    one = found(work.folder, "--changed", "--select", "ROCK003", SHIP)
    assert one == [f"ROCK003 {SHIP}"]


def test_what_git_ignores_is_no_change(work: Work) -> None:
    work.write(".git/info/exclude", "rocks/2026-Q4/draft*\n")
    work.write("rocks/2026-Q4/draft.yaml", COMPANY[OPEN])
    assert "ROCK003 rocks/2026-Q4/draft.yaml" in found(work.folder)
    assert found(work.folder, "--changed") == []


def test_a_file_from_standard_input_is_the_change(work: Work) -> None:
    text = COMPANY[OPEN].replace("1 in 10", "1 in 9").encode()
    arguments = ("--changed", "--stdin-filename", OPEN, "--select", "ROCK003")
    assert found(work.folder, *arguments, stdin=text) == [f"ROCK003 {OPEN}"]
    assert found(work.folder, *arguments, stdin=COMPANY[OPEN].encode()) == []


def test_only_what_the_change_brought_is_fixed_and_told_the_same_afterwards(work: Work) -> None:
    slip = COMPANY[SHIP].replace("owner:", "onwer:")
    work.write("rocks/2026-Q4/old.yaml", slip)
    work.git("checkout", "-q", "main")
    work.commit("2026-11-02")
    work.git("checkout", "-q", "-b", "next")
    work.write("rocks/2026-Q4/new.yaml", slip)
    printed = data(work.folder, "--changed", "--fix")
    assert printed["fixes"]["written"] == ["rocks/2026-Q4/new.yaml"]
    assert (work.folder / "rocks/2026-Q4/old.yaml").read_text("utf-8") == slip
    assert "rocks/2026-Q4/old.yaml" not in {each["path"] for each in printed["findings"]}


def test_rules_of_changes_are_asked_where_a_base_is_named(tmp_path: Path) -> None:
    work = company(tmp_path / "acme", FILES)
    do(work, returns=LIMIT)
    assert found(work.folder, "--changed") == []
    assert found(work.folder, "--changed", "--base", "main") == ["CHG001 sops/returns.md"]
    assert found(work.folder, "--base", "main", "--select", "CHG") == ["CHG001 sops/returns.md"]
    assert found(work.folder, "--base", "main", "--ignore", "CHG001") == []


def test_a_gap_that_is_no_longer_known_is_new(work: Work) -> None:
    work.git("checkout", "-q", "main")
    work.write("sops/a.md", "# Pack a parcel\n\nPut it in a box.\n")
    assert run_opsctl("sop", "adopt", "sops", "--as-of", DAY, cwd=work.folder).code == 0
    work.commit("2026-11-02")
    work.git("checkout", "-q", "-b", "next")
    assert found(work.folder, "--changed") == []
    (work.folder / ".opsctl-baseline.jsonl").unlink()
    told = found(work.folder, "--changed")
    assert told
    assert {each.split()[1] for each in told} == {"sops/a.md"}


def test_without_a_repository_there_is_no_change(acme: Path) -> None:
    done = ran(acme, "--changed")
    assert (done.code, done.out) == (2, "")
    assert "git" in done.err


def test_the_base_is_read_only_where_something_was_found_elsewhere(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Session.load
    trees: list[Tree] = []

    def noted(session: Session, nouns: Nouns, tree: Tree | None = None, *more: Any) -> Any:
        trees.append(tree or session.tree)
        return whole(session, nouns, tree, *more)

    monkeypatch.setattr(Session, "load", noted)
    monkeypatch.chdir(work.folder)
    work.write(OPEN, COMPANY[OPEN].replace("1 in 10", "1 in 9"))
    for select, read in (("ORG", 0), ("ROCK", 1)):
        trees.clear()
        with closing(Session(Choices(as_of=DAY), ("json",))) as session:
            check(session, changed=True, select=[select], exit_zero=True)
            assert len([each for each in trees if each is not session.tree]) == read


def test_a_step_of_the_default_branch_is_found_by_its_remote_name(work: Work) -> None:
    commit(work, Step({OPEN: COMPANY[OPEN].replace("1 in 10", "1 in 8")}))
    work.git("update-ref", "refs/remotes/origin/main", "main")
    work.git("branch", "-q", "-D", "main")
    printed = data(work.folder, "--changed", "--select", "ROCK003")
    assert printed["base"]["rev"] == "origin/main"
    assert [each["path"] for each in printed["findings"]] == [OPEN]
