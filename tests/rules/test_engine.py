"""What the engine makes of findings, and what holds for every rule."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from opsctl.loading.workspace import load_workspace
from opsctl.model.settings import RuleSettings
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.engine import FAMILIES, find_rule, run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.tree import FolderTree, OverlayTree
from tests.rules.test_cases import CASES, PLAIN_SETTINGS, cases_of_workspaces, content_of

TODAY = date(2026, 11, 20)
OTHER_DAYS = (date(2020, 1, 1), date(2030, 1, 1))
EXAMPLE = Path(__file__).parents[2] / "examples" / "northwind"
CASES_OF_ALL = [each.values[1] for each in cases_of_workspaces()]
CASE_NAMES = [str(each.id) for each in cases_of_workspaces()]

VAGUE = "title: Improve our newsletter\nowner: leo\n"
"""A Rock in which `measurable` (ROCK001, a warning) finds something, at the title."""

LATE = "title: Open 1 shop\nowner: leo\ndue: 2027-01-01\n"
"""A Rock in which `due-in-quarter` (ROCK008, an error) finds something, on line 3."""


def load(files: Mapping[str, str | bytes]) -> Workspace:
    content = {
        path: each.encode() if isinstance(each, str) else each for path, each in files.items()
    }
    return load_workspace(OverlayTree(None, {"opsctl.yaml": PLAIN_SETTINGS} | content))


def load_case(case: dict[str, Any]) -> Workspace:
    return load({path: content_of(each) for path, each in case["files"].items()})


def found(files: Mapping[str, str], codes: tuple[str, ...] = ("ROCK001", "ROCK008")) -> list[str]:
    """Run all rules; give path, line, code and severity of what some of them find."""
    return [
        f"{each.finding.location.path}:{each.finding.location.span.line}"
        f" {each.severity.value} {each.finding.code}"
        for each in run_rules(load(files), RULES, TODAY)
        if each.finding.code in codes
    ]


def settings(rules: str) -> str:
    return f"format: 1\ncompany: Acme\nrules:\n{rules}"


class TestSeverity:
    ROCK = {"rocks/2026-Q4/a.yaml": VAGUE}  # noqa: RUF012

    def test_is_the_rules_own_where_nothing_is_set(self) -> None:
        assert found(self.ROCK) == ["rocks/2026-Q4/a.yaml:1 warning ROCK001"]

    @pytest.mark.parametrize("selector", ["ROCK001", "measurable", "ROCK"])
    def test_is_set_by_code_name_or_family(self, selector: str) -> None:
        files = self.ROCK | {"opsctl.yaml": settings(f"  severity: {{{selector}: error}}\n")}
        assert found(files) == ["rocks/2026-Q4/a.yaml:1 error ROCK001"]

    @pytest.mark.parametrize(
        "levels", ["{ROCK001: note, ROCK: error}", "{ROCK: error, ROCK001: note}"]
    )
    def test_by_code_goes_before_the_family(self, levels: str) -> None:
        files = self.ROCK | {"opsctl.yaml": settings(f"  severity: {levels}\n")}
        assert found(files) == ["rocks/2026-Q4/a.yaml:1 note ROCK001"]

    def test_by_code_goes_before_the_name(self) -> None:
        levels = "{measurable: error, ROCK001: note}"
        files = self.ROCK | {"opsctl.yaml": settings(f"  severity: {levels}\n")}
        assert found(files) == ["rocks/2026-Q4/a.yaml:1 note ROCK001"]


class TestIgnore:
    ROCKS = {  # noqa: RUF012
        "rocks/2026-Q4/a.yaml": VAGUE,
        "rocks/2026-Q4/b.yaml": LATE,
    }
    BOTH = ["rocks/2026-Q4/a.yaml:1 warning ROCK001", "rocks/2026-Q4/b.yaml:3 error ROCK008"]  # noqa: RUF012

    def test_leaves_out_nothing_by_default(self) -> None:
        assert found(self.ROCKS) == self.BOTH

    @pytest.mark.parametrize("selector", ["ROCK001", "measurable"])
    def test_leaves_out_a_rule_by_code_or_name(self, selector: str) -> None:
        files = self.ROCKS | {"opsctl.yaml": settings(f"  ignore: [{selector}]\n")}
        assert found(files) == self.BOTH[1:]

    def test_leaves_out_a_family(self) -> None:
        files = self.ROCKS | {"opsctl.yaml": settings("  ignore: [ROCK]\n")}
        assert found(files) == []

    def test_of_another_family_leaves_out_nothing(self) -> None:
        files = self.ROCKS | {"opsctl.yaml": settings("  ignore: [ORG]\n")}
        assert found(files) == self.BOTH


class TestEnable:
    """`has-a-leading-indicator` (KPI030) is off by default, and this scorecard has none."""

    CARD = {"scorecards/a/orders.yaml": "title: Orders\nowner: leo\n"}  # noqa: RUF012
    FOUND = ["scorecards/a/orders.yaml:1 warning KPI030"]  # noqa: RUF012

    def with_rules(self, rules: str) -> list[str]:
        return found(self.CARD | {"opsctl.yaml": settings(rules)}, ("KPI030", "CFG002", "CFG004"))

    def test_a_rule_that_is_off_by_default_finds_nothing(self) -> None:
        assert found(self.CARD, ("KPI030",)) == []

    @pytest.mark.parametrize("selector", ["KPI030", "has-a-leading-indicator", "KPI"])
    def test_switches_a_rule_on_by_code_name_or_family(self, selector: str) -> None:
        assert self.with_rules(f"  enable: [{selector}]\n") == self.FOUND

    def test_of_another_rule_switches_nothing_on(self) -> None:
        assert self.with_rules("  enable: [KPI031, ROCK]\n") == []

    def test_of_a_rule_that_is_on_changes_nothing(self) -> None:
        files = TestSeverity.ROCK | {"opsctl.yaml": settings("  enable: [ROCK001]\n")}
        assert found(files) == found(TestSeverity.ROCK)

    def test_goes_behind_ignore(self) -> None:
        assert self.with_rules("  enable: [KPI030]\n  ignore: [KPI]\n") == []

    def test_a_severity_alone_switches_nothing_on(self) -> None:
        assert self.with_rules("  severity: {KPI030: error}\n") == []

    def test_a_name_that_no_rule_has_is_found(self) -> None:
        assert self.with_rules("  enable: [KPI030, KPI999]\n") == [
            "opsctl.yaml:4 warning CFG002",
            *self.FOUND,
        ]

    def test_a_suppression_of_a_rule_that_is_off_is_not_called_unused(self) -> None:
        text = f"# opsctl: ignore[KPI030] new\n{self.CARD['scorecards/a/orders.yaml']}"
        card = {"scorecards/a/orders.yaml": text}
        assert found(card, ("CFG002", "CFG004", "KPI030")) == []

    def test_a_suppression_works_once_the_rule_is_on(self) -> None:
        text = "title: Orders  # opsctl: ignore[KPI030] new\nowner: leo\n"
        on = {"opsctl.yaml": settings("  enable: [KPI030]\n")}
        files = {"scorecards/a/orders.yaml": text} | on
        assert found(files, ("KPI030", "CFG004")) == []


class TestPerPath:
    ROCKS = {  # noqa: RUF012
        "rocks/2026-Q3/a.yaml": VAGUE,
        "rocks/2026-Q4/a.yaml": VAGUE,
        "rocks/2026-Q4/b.yaml": LATE,
    }

    @pytest.mark.parametrize(
        ("pattern", "selector", "left"),
        [
            ("rocks/2026-Q3/**", "ROCK", ["Q4/a", "Q4/b"]),
            ("rocks/2026-Q3/", "ROCK001", ["Q4/a", "Q4/b"]),
            ("2026-Q3", "measurable", ["Q4/a", "Q4/b"]),
            ("a.yaml", "ROCK", ["Q4/b"]),
            ("/a.yaml", "ROCK", ["Q3/a", "Q4/a", "Q4/b"]),
            ("/rocks/*/b.yaml", "ROCK", ["Q3/a", "Q4/a"]),
            ("rocks/2026-Q4/**", "ROCK008", ["Q3/a", "Q4/a"]),
            ("rocks/2026-Q4/**", "ORG", ["Q3/a", "Q4/a", "Q4/b"]),
            ("*", "ROCK", []),
        ],
    )
    def test_leaves_out_where_a_gitignore_pattern_matches(
        self, pattern: str, selector: str, left: list[str]
    ) -> None:
        line = f'  per_path: {{"{pattern}": {{ignore: [{selector}]}}}}\n'
        shown = found(self.ROCKS | {"opsctl.yaml": settings(line)})
        assert [each.partition(".yaml")[0] for each in shown] == [
            f"rocks/2026-{each}" for each in left
        ]


class TestSuppression:
    @pytest.mark.parametrize("selector", ["ROCK008", "due-in-quarter", "ROCK", "ROCK001, ROCK008"])
    def test_at_the_end_of_the_line_covers_the_line(self, selector: str) -> None:
        rock = LATE.replace("2027-01-01", f"2027-01-01  # opsctl: ignore[{selector}] agreed")
        assert found({"rocks/2026-Q4/a.yaml": rock}) == []

    def test_on_a_line_of_its_own_covers_the_next(self) -> None:
        comment = "# opsctl: ignore[ROCK008] agreed\n# and why\n\n"
        rock = LATE.replace("due:", f"{comment}due:")
        assert found({"rocks/2026-Q4/a.yaml": rock}) == []

    def test_on_another_line_covers_nothing(self) -> None:
        rock = LATE.replace("owner: leo", "owner: leo  # opsctl: ignore[ROCK008] agreed")
        assert found({"rocks/2026-Q4/a.yaml": rock}) == ["rocks/2026-Q4/a.yaml:3 error ROCK008"]

    def test_of_another_rule_covers_nothing(self) -> None:
        rock = LATE.replace("2027-01-01", "2027-01-01  # opsctl: ignore[ROCK009] agreed")
        assert found({"rocks/2026-Q4/a.yaml": rock}) == ["rocks/2026-Q4/a.yaml:3 error ROCK008"]

    def test_ahead_of_the_first_key_covers_the_file_and_no_other(self) -> None:
        comment = "# opsctl: ignore[ROCK] agreed with the board\n"
        rock = comment + LATE.replace("1 shop", "a shop")
        files = {"rocks/2026-Q4/a.yaml": rock, "rocks/2026-Q4/b.yaml": LATE}
        assert found(files) == ["rocks/2026-Q4/b.yaml:3 error ROCK008"]

    def test_inside_a_text_is_no_suppression(self) -> None:
        rock = 'title: "Improve # opsctl: ignore[ROCK001] this"\nowner: leo\n'
        files = {"rocks/2026-Q4/a.yaml": rock.replace("001", "")}
        assert found(files) == ["rocks/2026-Q4/a.yaml:1 warning ROCK001"]

    def test_works_in_the_settings_too(self) -> None:
        text = "format: 1\ncompany: Acme  # opsctl: ignore[ROCK004] a start\n"
        files = {"opsctl.yaml": text, "rocks/2026-Q4/a.yaml": LATE}
        assert found(files, ("ROCK004",)) == []


class TestOrder:
    def test_diagnostics_come_by_path_line_column_and_code(self) -> None:
        diagnostics = [run_rules(load_case(case), RULES, TODAY) for case in CASES_OF_ALL]
        for each in diagnostics:
            keys = [
                (one.location.path, one.location.span.line, one.location.span.column, one.code)
                for one in (diagnostic.finding for diagnostic in each)
            ]
            assert keys == sorted(keys)

    @pytest.mark.parametrize("case", CASES_OF_ALL, ids=CASE_NAMES)
    def test_findings_do_not_depend_on_the_order_of_files(self, case: dict[str, Any]) -> None:
        turned = case | {"files": dict(reversed(case["files"].items()))}
        one, other = (run_rules(load_case(each), RULES, TODAY) for each in (case, turned))
        assert one == other

    def test_findings_do_not_depend_on_where_files_come_from(self) -> None:
        in_memory = {
            path.relative_to(EXAMPLE).as_posix(): path.read_bytes()
            for path in sorted(EXAMPLE.rglob("*.*"), reverse=True)
            if path.is_file()
        }
        on_disk = load_workspace(FolderTree(EXAMPLE))
        assert run_rules(load(in_memory), RULES, TODAY) == run_rules(on_disk, RULES, TODAY)

    def test_the_order_of_rules_changes_nothing(self) -> None:
        workspace = load({"rocks/2026-Q4/a.yaml": VAGUE, "rocks/2026-Q4/b.yaml": LATE})
        turned = tuple(reversed(RULES))
        assert run_rules(workspace, RULES, TODAY) == run_rules(workspace, turned, TODAY)


class TestDates:
    @pytest.mark.parametrize("case", CASES_OF_ALL, ids=CASE_NAMES)
    def test_no_error_comes_or_goes_because_a_day_has_passed(self, case: dict[str, Any]) -> None:
        workspace = with_default_severities(load_case(case))
        today = errors(workspace, case.get("as_of", TODAY))
        assert [errors(workspace, day) for day in OTHER_DAYS] == [today, today]

    def test_the_example_has_no_error_on_any_day(self) -> None:
        workspace = load_workspace(FolderTree(EXAMPLE))
        assert [errors(workspace, day) for day in (TODAY, *OTHER_DAYS)] == [set(), set(), set()]

    def test_the_example_says_what_it_is_meant_to_say(self) -> None:
        diagnostics = run_rules(load_workspace(FolderTree(EXAMPLE)), RULES, TODAY)
        assert [(each.finding.code, each.severity) for each in diagnostics] == [
            ("ROCK016", Severity.NOTE),
            ("ROCK025", Severity.WARNING),
            ("ROCK023", Severity.WARNING),
            ("SOP047", Severity.WARNING),
            ("SOP033", Severity.WARNING),
        ]


def with_default_severities(workspace: Workspace) -> Workspace:
    return replace(workspace, settings=replace(workspace.settings, rules=RuleSettings()))


def errors(workspace: Workspace, as_of: date) -> set[Finding]:
    diagnostics: tuple[Diagnostic, ...] = run_rules(workspace, RULES, as_of)
    return {each.finding for each in diagnostics if each.severity is Severity.ERROR}


def rule_modules() -> list[Any]:
    """Import every module that lies in the folder of a family."""
    import opsctl.rules as rules

    return [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(rules.__path__, "opsctl.rules.")
        if not module.ispkg and module.name.count(".") > 2
    ]


class TestRegistry:
    def test_codes_and_names_are_unique(self) -> None:
        assert len({rule.code for rule in RULES}) == len(RULES)
        assert len({rule.name for rule in RULES}) == len(RULES)

    def test_rules_stand_by_family_and_code(self) -> None:
        order = list(FAMILIES)
        keys = [(order.index(rule.family), rule.code) for rule in RULES]
        assert keys == sorted(keys)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_a_code_is_its_family_and_three_digits(self, rule: Rule) -> None:
        assert re.fullmatch(r"[A-Z]{3,4}[0-9]{3}", rule.code)
        assert rule.family in FAMILIES
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_a_rule_has_a_file_of_cases(self, rule: Rule) -> None:
        assert (CASES / f"{rule.code}.yaml").is_file()

    def test_every_file_of_cases_has_a_rule(self) -> None:
        assert {path.stem for path in CASES.iterdir()} == {rule.code for rule in RULES}

    def test_no_two_cases_of_a_rule_have_one_name(self) -> None:
        for path in CASES.glob("*.yaml"):
            names = [each["case"] for each in yaml.safe_load(path.read_text(encoding="utf-8"))]
            assert len(set(names)) == len(names), path.name

    def test_every_module_of_a_family_holds_one_registered_rule_of_it(self) -> None:
        modules = rule_modules()
        assert {module.RULE.code for module in modules} == {rule.code for rule in RULES}
        for module in modules:
            family = module.__name__.split(".")[-2]
            assert module.RULE in RULES
            assert module.RULE.family.casefold() == family
            assert module.RULE.page == module.__doc__

    @pytest.mark.parametrize(
        ("selector", "code"),
        [
            ("ROCK003", "ROCK003"),
            ("rock003", "ROCK003"),
            ("Owner-Known", "ROCK003"),
            ("ROCK", None),
        ],
    )
    def test_a_rule_is_found_by_code_or_name_in_any_case(
        self, selector: str, code: str | None
    ) -> None:
        rule = find_rule(selector, RULES)
        assert (rule.code if rule else None) == code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestPage:
    def test_starts_with_a_sentence(self, rule: Rule) -> None:
        assert rule.summary.endswith(".")
        assert rule.summary[0].isupper() or not rule.summary[0].isalpha()

    def test_has_its_parts_in_order(self, rule: Rule) -> None:
        paragraphs = rule.page.strip().split("\n\n")[1:]
        parts = [each.partition(":")[0] for each in paragraphs if not each.startswith("    ")]
        assert parts[0] == "Why"
        assert parts[-1] == "Fix"
        wanted = ["Why", "Wrong", "Right", "Fix"]
        assert [each for each in parts if each in wanted] == wanted

    def test_says_something_in_each_part(self, rule: Rule) -> None:
        for part in ("Why", "Fix"):
            text = re.search(rf"^{part}: (.+)", rule.page, re.MULTILINE)
            assert text, part
            assert len(text[1]) > 20
        for part in ("Wrong", "Right"):
            assert re.search(rf"^{part}:(\n\n    | [^\n]{{10}}|[^\n]*\n\n    )", rule.page, re.M)

    def test_fits_a_terminal(self, rule: Rule) -> None:
        assert all(len(line) <= 100 for line in rule.page.splitlines())


@pytest.mark.parametrize(
    "settings",
    ["rules: {ignore: [FILE]}", 'rules: {per_path: {"rocks/**": {ignore: [FILE007]}}}', ""],
)
def test_what_keeps_a_file_from_being_read_is_reported_whatever_asks_for_silence(
    settings: str,
) -> None:
    rock = b"# opsctl: ignore[FILE] we know\ntitle: [\n"
    files = {
        "opsctl.yaml": f"format: 1\ncompany: Acme\n{settings}\n".encode(),
        "rocks/2026-Q4/open-germany.yaml": rock,
    }
    workspace = load_workspace(OverlayTree(None, files))
    found = run_rules(workspace, RULES, date(2026, 11, 20))
    assert [each.finding.code for each in found if each.severity is Severity.ERROR] == ["FILE007"]
