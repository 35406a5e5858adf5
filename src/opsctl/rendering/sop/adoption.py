"""What adopting a folder of procedures found, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.adoption import Effort, PlannedWork
from opsctl.model.baseline import BASELINE_FILE, Baseline
from opsctl.model.section import section_name
from opsctl.rendering.figures import counted
from opsctl.rendering.layout import Column, fit, line, wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.phrases import listed
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

SCHEMA = 1
_COLUMNS = (
    Column(right=True, drop=4),
    Column(flexible=True, least=24),
    Column(drop=2),
    Column(drop=1),
    Column(right=True),
    Column(flexible=True, least=20, drop=3),
)
_HEADS = ("", "procedure", "matters", "effort", "sections", "what is missing")
_SIGNS = MappingProxyType(
    {Effort.NONE: "–", Effort.LITTLE: "little", Effort.SOME: "some", Effort.MUCH: "much"}
)


@dataclass(frozen=True, eq=False)
class Adoption:
    """A folder as it was adopted: the plan, the baseline, and the files that were passed over.

    `left_out` are excluded by the settings, `known` were adopted before.
    """

    plan: tuple[PlannedWork, ...]
    baseline: Baseline
    left_out: tuple[str, ...]
    known: tuple[str, ...]
    company: str


def adoption_lines(
    adoption: Adoption, files: Sequence[str], screen: Screen, *, dry_run: bool
) -> Iterator[Text]:
    """Draw the plan, and say what was written."""
    heads = [Text(each, DIM) for each in _HEADS]
    rows = [_cells(number, each) for number, each in enumerate(adoption.plan, 1)]
    widths = fit(_COLUMNS, [heads, *rows], None if screen.width is None else screen.width - 1)
    yield Text("Where to begin: what matters most first, then what is least work", BOLD)
    yield Text()
    for cells in (heads, *rows):
        yield Text(" ") + line(_COLUMNS, cells, widths, screen.signs.more)
    yield Text()
    for said in _summary(adoption):
        yield from wrap(Text(said), screen.width, 0)
    written = ", ".join(files) if len(files) < 5 else f"{len(files)} files"
    if dry_run:
        yield Text("Nothing was written (--dry-run).", DIM)
    elif files:
        arrow = screen.signs.arrow
        yield from wrap(Text(f"{one_line(written)} written  {arrow} opsctl check"), screen.width, 0)
    else:
        yield Text("There was nothing to write: all of them were adopted before.", DIM)


def _cells(number: int, work: PlannedWork) -> list[Text]:
    view = work.view
    required = len(view.anatomy.requirements.required)
    there = f"{required - len(view.anatomy.missing)}/{required}" if view.sop.parsed else "?"
    return [
        Text(f"{number}.", DIM),
        Text(one_line(view.sop.id)),
        Text(why_it_matters(work), DIM),
        Text(_SIGNS[work.effort]),
        Text(there),
        Text(what_is_missing(work), DIM),
    ]


def why_it_matters(work: PlannedWork) -> str:
    """Say what hangs on a procedure."""
    said = [
        f"linked from {work.linked_from}" if work.linked_from else "",
        f"moves {counted(work.moves, 'number')}" if work.moves else "",
    ]
    return ", ".join(each for each in said if each)


def what_is_missing(work: PlannedWork) -> str:
    """Say what is to be done, sections first."""
    if not work.view.sop.parsed:
        return "it could not be taken apart: opsctl check --no-baseline says why"
    if work.may_be_none:
        return "neither steps nor sections: is it a procedure?"
    missing = work.view.anatomy.missing if work.view.sop.parsed else ()
    others = sum(each.severity is not Severity.NOTE for each in work.gaps) - len(missing)
    said = [listed(section_name(each).lower() for each in missing)] if missing else []
    if others > 0:
        said.append(counted(others, "smaller thing"))
    return "; ".join(said) or "nothing"


def _summary(adoption: Adoption) -> Iterator[str]:
    gaps = sum(adoption.baseline.counts.values())
    pages = counted(len(adoption.plan), "procedure")
    yield f"{pages}; {counted(gaps, 'known gap')} in {BASELINE_FILE}: only what is new fails."
    quick = sum(each.effort is Effort.LITTLE for each in adoption.plan)
    if quick:
        yield f"{quick} of them {'needs' if quick == 1 else 'need'} little work."
    doubtful = sum(each.may_be_none for each in adoption.plan)
    if doubtful:
        have = "has" if doubtful == 1 else "have"
        yield (
            f"{doubtful} {have} neither steps nor sections: those that are no procedures go under"
            " `exclude` in opsctl.yaml."
        )
    if adoption.left_out:
        names = listed(one_line(path) for path in adoption.left_out)
        yield f"{counted(len(adoption.left_out), 'file')} left out: {names}."
    if adoption.known:
        yield (
            f"{counted(len(adoption.known), 'file')} adopted before: their known gaps are as they"
            " were."
        )


def adoption_markdown(adoption: Adoption) -> str:
    """Write the plan as a page to work from: a box for each procedure."""
    lines = [f"# {escaped(adoption.company)}: procedures to improve", ""]
    lines += [*_summary(adoption), ""]
    for work in adoption.plan:
        hangs = why_it_matters(work)
        said = (
            f"{what_is_missing(work)} (effort: {work.effort.value}{f'; {hangs}' if hangs else ''})"
        )
        box = "x" if work.effort is Effort.NONE else " "
        lines.append(f"- [{box}] **{escaped(work.view.sop.id)}**: {escaped(said)}")
    return "\n".join(lines) + "\n"


def adoption_data(adoption: Adoption, files: Sequence[str], *, dry_run: bool) -> Mapping[str, Any]:
    """Give the plan as data, in its order."""
    return {
        "schema": SCHEMA,
        "plan": [
            {
                "id": each.view.sop.id,
                "path": each.view.sop.path,
                "title": each.view.anatomy.title,
                "profile": each.view.anatomy.requirements.name,
                "missing": list(each.view.anatomy.missing),
                "gaps": len(each.gaps),
                "effort": each.effort,
                "linked_from": each.linked_from,
                "moves": each.moves,
            }
            for each in adoption.plan
        ],
        "known_gaps": sum(adoption.baseline.counts.values()),
        "left_out": list(adoption.left_out),
        "adopted_before": list(adoption.known),
        "written": [] if dry_run else list(files),
    }
