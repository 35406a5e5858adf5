"""Taking a folder of foreign pages in: what kind they are, what is missing, where to begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import PurePosixPath
from types import MappingProxyType

from opsctl.analysis.sop.listing import SopView
from opsctl.model.destination import destination
from opsctl.model.markdown import BlockKind
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Diagnostic, Severity

_KINDS = MappingProxyType(
    {
        "runbook": ("runbook", "runbooks", "playbook", "playbooks", "alerts"),
        "policy": ("policy", "policies", "company-policies"),
        "checklist": ("checklist", "checklists"),
        "partner": ("partner", "partners"),
    }
)
_NO_PROCEDURES = (
    *("CHANGELOG*", "LICENSE*", "LICENCE*", "CONTRIBUTING*", "CODE_OF_CONDUCT*", "SECURITY*"),
    *("readme*", "Readme*", "_index.md", "SUMMARY.md"),
)
_SECTION_WORK, _SMALL_WORK = 3, 1
_LITTLE, _MUCH = 4, 15


class Effort(StrEnum):
    """How much work the gaps of a procedure are, roughly."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


@dataclass(frozen=True, eq=False)
class PlannedWork:
    """The gaps of one procedure, how much work they are, and how much it matters.

    `work` counts 3 for a section to be written and 1 for anything else. `linked_from` counts the
    other pages that link to it, `moves` the numbers that name it.
    """

    view: SopView
    gaps: tuple[Diagnostic, ...]
    work: int
    linked_from: int
    moves: int

    @property
    def effort(self) -> Effort:
        """The work in a word."""
        if not self.view.sop.parsed:
            return Effort.MUCH
        if not self.work:
            return Effort.NONE
        if self.work <= _LITTLE:
            return Effort.LITTLE
        return Effort.SOME if self.work <= _MUCH else Effort.MUCH

    @property
    def may_be_none(self) -> bool:
        """Tell a page that has neither a step nor a section: it may be no procedure at all."""
        anatomy = self.view.anatomy
        bare = not anatomy.steps and not anatomy.sections
        return self.view.sop.parsed and bare and not _has_a_list_of_things_to_do(self.view)

    @property
    def matters(self) -> int:
        """How much it matters: the pages that link to it, and twice the numbers it moves."""
        return self.linked_from + 2 * self.moves


def _has_a_list_of_things_to_do(view: SopView) -> bool:
    """Tell a page with boxes to tick, or with numbers before items or headings."""
    return any(
        block.checked is not None
        or block.ordered
        or (block.kind is BlockKind.HEADING and block.plain[:1].isdecimal())
        for block in view.sop.page.walk()
    )


def guessed_profiles(paths: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Guess profiles by the names of folders: what lies in `runbooks/` is a runbook.

    Gives patterns by profile; only folders that are named for a kind count.
    """
    found: dict[str, dict[str, None]] = {}
    for path in paths:
        folders = PurePosixPath(path).parts[:-1]
        for depth, folder in enumerate(folders, 1):
            for profile, names in _KINDS.items():
                if folder.casefold() in names:
                    found.setdefault(profile, {})[f"{'/'.join(folders[:depth])}/**"] = None
    return {profile: tuple(sorted(patterns)) for profile, patterns in sorted(found.items())}


def no_procedures(paths: Iterable[str]) -> tuple[str, ...]:
    """Name the patterns of files in a folder that are about a repository, not about work."""
    names = {PurePosixPath(path).name for path in paths}
    return tuple(
        pattern for pattern in _NO_PROCEDURES if any(fnmatch(name, pattern) for name in names)
    )


def planned_work(
    views: Sequence[SopView], diagnostics: Iterable[Diagnostic], workspace: Workspace
) -> tuple[PlannedWork, ...]:
    """Order procedures by what to do first: what matters most, then what is least work.

    Of equal ones, those with steps go first. Behind them come pages that may be no procedures,
    those that could not be taken apart, and those without a gap.
    """
    gaps: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        gaps.setdefault(each.finding.location.path, []).append(each)
    linked = _linked(workspace)
    moved = _moved(workspace)
    planned = [_planned(view, gaps.get(view.sop.path, []), linked, moved) for view in views]
    return tuple(
        sorted(
            planned,
            key=lambda each: (
                not each.work,
                not each.view.sop.parsed,
                each.may_be_none and not each.matters,
                -each.matters,
                each.work,
                *_last(each.view),
            ),
        )
    )


def _last(view: SopView) -> tuple[bool, bool, str]:
    return not view.anatomy.steps, not view.anatomy.sections, view.sop.path


def _planned(
    view: SopView, gaps: Sequence[Diagnostic], linked: Mapping[str, int], moved: Mapping[str, int]
) -> PlannedWork:
    missing = len(view.anatomy.missing) if view.sop.parsed else 0
    others = sum(each.severity is not Severity.NOTE for each in gaps)
    work = missing * _SECTION_WORK + max(others - missing, 0) * _SMALL_WORK
    path = view.sop.path
    return PlannedWork(view, tuple(gaps), work, linked.get(path, 0), moved.get(path, 0))


def _linked(workspace: Workspace) -> Mapping[str, int]:
    """Count for each procedure the other pages that link to it."""
    root = workspace.settings.sops.site_root
    counts: dict[str, int] = {}
    paths = {sop.path for sop in workspace.sops}
    for sop in workspace.sops:
        goals = {
            next((each for each in goal.candidates if each in paths), None)
            for goal in (destination(sop.path, link.target, root) for link in sop.page.links)
        }
        for path in goals - {None, sop.path}:
            if path is not None:
                counts[path] = counts.get(path, 0) + 1
    return counts


def _moved(workspace: Workspace) -> Mapping[str, int]:
    """Count for each procedure the numbers that name it, or that it names."""
    pairs = {
        (workspace.sops_by_id[name].path, str(each.ref))
        for each in workspace.measurables
        for name in each.sops
        if name in workspace.sops_by_id
    }
    pairs |= {(sop.path, name) for sop in workspace.sops for name in sop.metadata.measurables}
    counts: dict[str, int] = {}
    for path, _ in pairs:
        counts[path] = counts.get(path, 0) + 1
    return counts
