"""Taking in a folder of foreign pages: of which kind they are, and where to begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from opsctl.analysis.sop.adoption import (
    Effort,
    PlannedWork,
    guessed_profiles,
    no_procedures,
    planned_work,
)
from opsctl.analysis.sop.listing import view_sops
from opsctl.model.sop import SopStatus
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.span import Location
from tests.analysis.sop.pages import workspace

DAY = date(2026, 11, 20)
COMPLETE = """\
# A

## Purpose
a
## Scope
a
## Responsibilities
a
## Resources
a
## Procedure
1. a
## Expected outcomes
a
"""
BARE = "# A\n\nA text.\n"
STEPS = "# A\n\n1. a\n2. b\n3. c\n"


def gap(path: str, severity: Severity = Severity.WARNING, code: str = "SOP009") -> Diagnostic:
    return Diagnostic(Finding(code, Location(f"sops/{path}.md"), "a gap"), "a-rule", severity)


def without(*headings: str) -> str:
    """Give a complete page without some of its sections."""
    text = COMPLETE
    for heading in headings:
        before, _, after = text.partition(f"## {heading}\n")
        text = before + after.partition("## ")[1] + after.partition("## ")[2]
    return text


def plan(loaded: Workspace, gaps: Sequence[Diagnostic] = ()) -> list[PlannedWork]:
    return list(planned_work(view_sops(loaded, DAY), gaps, loaded))


def planned(pages: dict[str, str], gaps: Sequence[Diagnostic] = ()) -> list[PlannedWork]:
    """Plan the work on pages, each by its id."""
    return plan(workspace({f"sops/{id}.md": text for id, text in pages.items()}), gaps)


def order(pages: dict[str, str], gaps: Sequence[Diagnostic] = ()) -> list[str]:
    return [each.view.sop.id for each in planned(pages, gaps)]


@pytest.mark.parametrize(
    ("text", "gaps", "work", "effort"),
    [
        (COMPLETE, 0, 0, Effort.NONE),
        (COMPLETE, 1, 1, Effort.LITTLE),
        (without("Scope"), 1, 3, Effort.LITTLE),
        (without("Scope"), 2, 4, Effort.LITTLE),
        (without("Scope"), 3, 5, Effort.SOME),
        (COMPLETE, 4, 4, Effort.LITTLE),
        (COMPLETE, 5, 5, Effort.SOME),
        (COMPLETE, 15, 15, Effort.SOME),
        (COMPLETE, 16, 16, Effort.MUCH),
        (BARE, 6, 18, Effort.MUCH),
        (without("Scope"), 0, 3, Effort.LITTLE),
    ],
)
def test_a_section_counts_for_three_and_anything_else_for_one(
    text: str, gaps: int, work: int, effort: Effort
) -> None:
    (found,) = planned({"a": text}, [gap("a")] * gaps)
    assert (found.work, found.effort, len(found.gaps)) == (work, effort, gaps)


def test_a_note_is_no_work() -> None:
    (found,) = planned({"a": COMPLETE}, [gap("a", Severity.NOTE), gap("a", Severity.ERROR)])
    assert (found.work, len(found.gaps)) == (1, 2)


def test_gaps_of_other_files_are_not_counted() -> None:
    (found,) = planned({"a": COMPLETE}, [gap("b")])
    assert found.gaps == ()


def test_least_work_goes_first() -> None:
    pages = {"a": without("Scope", "Purpose"), "b": without("Scope"), "c": COMPLETE}
    assert order(pages, [gap("c")]) == ["c", "b", "a"]


def test_what_has_no_gap_comes_last() -> None:
    pages = {"a": COMPLETE, "b": without("Scope"), "c": f"{COMPLETE}\n[x](a.md)\n"}
    assert order(pages) == ["b", "a", "c"]


def test_what_other_pages_link_to_goes_before_less_work() -> None:
    pages = {
        "a": without("Scope"),
        "b": without("Scope", "Purpose"),
        "c": f"{COMPLETE}\n[x](b.md) [y](b.md#z)\n",
    }
    found = planned(pages)
    assert [each.view.sop.id for each in found] == ["b", "a", "c"]
    assert [each.linked_from for each in found] == [1, 0, 0]


def test_links_of_a_page_to_itself_do_not_count() -> None:
    (found,) = planned({"a": "# A\n\n[x](#a) [y](a.md)\n"})
    assert found.linked_from == 0


def test_numbers_that_name_a_procedure_weigh_twice() -> None:
    measurable = "title: A number\nowner: maya\ngoal: at least 1\nsops: [b]\n"
    loaded = workspace(
        {
            "scorecards/leadership/scorecard.yaml": "title: Leadership\n",
            "scorecards/leadership/one.yaml": measurable,
            "sops/a.md": without("Scope"),
            "sops/b.md": without("Scope", "Purpose"),
            "sops/c.md": f"{COMPLETE}\n[x](a.md)\n",
        }
    )
    found = plan(loaded)
    assert [each.view.sop.id for each in found] == ["b", "a", "c"]
    assert [(each.moves, each.matters) for each in found] == [(1, 2), (0, 1), (0, 0)]


def test_a_number_that_both_sides_name_counts_once() -> None:
    measurable = "title: A number\nowner: maya\ngoal: at least 1\nsops: [a]\n"
    loaded = workspace(
        {
            "scorecards/leadership/scorecard.yaml": "title: Leadership\n",
            "scorecards/leadership/one.yaml": measurable,
            "sops/a.md": f"---\nmeasurables: [leadership/one, leadership/two]\n---\n{COMPLETE}",
        }
    )
    assert [each.moves for each in plan(loaded)] == [2]


def test_of_equal_work_what_has_steps_goes_first() -> None:
    pages = {
        "a": BARE,
        "b": STEPS,
    }
    assert order(pages) == ["b", "a"]


def test_of_equal_pages_the_path_decides() -> None:
    assert order({"b": BARE, "a": BARE, "c/a": BARE}) == ["a", "b", "c/a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BARE, True),
        (STEPS, False),
        ("# A\n\n## Scope\na\n", False),
        ("# A\n\n## Scope\nTBD\n", False),
        ("", True),
        ("x" * (1024 * 1024 + 1), False),
    ],
    ids=["a text", "steps", "a section", "an empty section", "nothing", "too large"],
)
def test_a_page_without_steps_and_sections_may_be_none(text: str, expected: bool) -> None:
    (found,) = planned({"a": text})
    assert found.may_be_none is expected


def test_a_page_that_was_not_taken_apart_has_no_missing_sections() -> None:
    (found,) = planned({"a": "x" * (1024 * 1024 + 1)}, [gap("a", Severity.ERROR)])
    assert found.work == 1


def test_a_retired_page_is_planned_as_well() -> None:
    (found,) = planned({"a": f"---\nstatus: retired\n---\n{BARE}"})
    assert found.view.anatomy.status is SopStatus.RETIRED


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["runbooks/a.md"], {"runbook": ("runbooks/**",)}),
        (["docs/Runbooks/b/a.md"], {"runbook": ("docs/Runbooks/**",)}),
        (["playbooks/a.md", "alerts/a.md"], {"runbook": ("alerts/**", "playbooks/**")}),
        (["company-policies/a.md"], {"policy": ("company-policies/**",)}),
        (["checklists/a.md", "checklists/b.md"], {"checklist": ("checklists/**",)}),
        (["partners/a.md"], {"partner": ("partners/**",)}),
        (
            ["x/policy/a.md", "y/policy/b.md"],
            {"policy": ("x/policy/**", "y/policy/**")},
        ),
        (
            ["policies/runbooks/a.md"],
            {"policy": ("policies/**",), "runbook": ("policies/runbooks/**",)},
        ),
        (["runbooks.md", "runbook"], {}),
        (["our-runbooks/a.md", "sops/a.md"], {}),
        ([], {}),
    ],
)
def test_profiles_are_guessed_by_the_names_of_folders(
    paths: list[str], expected: dict[str, tuple[str, ...]]
) -> None:
    assert guessed_profiles(paths) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["docs/CHANGELOG.md", "docs/a.md"], ("CHANGELOG*",)),
        (["LICENSE.md", "b/CONTRIBUTING.md"], ("LICENSE*", "CONTRIBUTING*")),
        (["a/readme.md", "_index.md"], ("readme*", "_index.md")),
        (["changelog-review.md", "a.md", "README.md"], ()),
        ([], ()),
    ],
)
def test_files_about_a_repository_are_no_procedures(
    paths: list[str], expected: tuple[str, ...]
) -> None:
    assert no_procedures(paths) == expected
