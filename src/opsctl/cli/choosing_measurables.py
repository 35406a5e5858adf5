"""The names that people type for scorecards and their measurables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from opsctl.model.scorecard import Measurable, MeasurableRef, Scorecard
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean
from opsctl.text.tree import WORKSPACE_FILE

_OF_THE_SCORECARD = "scorecard"


def complete_measurable(incomplete: str) -> list[str]:
    """Complete the name of a measurable by the names of files, without reading any."""
    names = {
        f"{path.parent.name}/{path.stem}"
        for path in _workspace_folder().glob("scorecards/*/*.yaml")
        if path.stem != _OF_THE_SCORECARD
    }
    bare = () if "/" in incomplete else (name.partition("/")[2] for name in names)
    return sorted(name for name in {*names, *bare} if name.startswith(incomplete))


def complete_scorecard(incomplete: str) -> list[str]:
    """Complete the name of a scorecard by the names of folders, without reading any."""
    names = {path.parent.name for path in _workspace_folder().glob("scorecards/*/*.yaml")}
    return sorted(name for name in names if name.startswith(incomplete))


MeasurableArgument = Annotated[
    str,
    typer.Argument(
        metavar="MEASURABLE",
        help="As leadership/repeat-rate, or its id alone where only one scorecard has it.",
        autocompletion=complete_measurable,
    ),
]
ScorecardArgument = Annotated[
    str,
    typer.Argument(
        metavar="SCORECARD",
        help="The name of its folder, as leadership.",
        autocompletion=complete_scorecard,
    ),
]


def measurable_named(workspace: Workspace, name: str) -> Measurable:
    """Give the measurable that `leadership/repeat-rate` names, or an id that only one has.

    Raises:
        UsageProblem: there is none, its file could not be read, or several have the id.
    """
    found = _measurables_named(workspace, name)
    if len(found) > 1:
        names = [str(each.ref) for each in found]
        raise UsageProblem(
            f"{len(found)} scorecards have a measurable `{name}`", f"name one: {', '.join(names)}"
        )
    if found:
        return found[0]
    if any(name in (str(ref), ref.id) for ref in workspace.measurable_refs):
        raise UsageProblem(f"the file of measurable `{name}` could not be read", "opsctl check")
    refs = [str(ref) for ref in workspace.measurable_refs]
    known = [*refs, *(ref.id for ref in workspace.measurable_refs)]
    raise _unknown("measurable", name, known)


def scorecard_named(workspace: Workspace, name: str) -> Scorecard:
    """Give the scorecard of a folder, also by a name that it had before.

    Raises:
        UsageProblem: there is none.
    """
    found = workspace.scorecards_by_id.get(name.removesuffix("/"))
    if found is None:
        raise _unknown("scorecard", name, [each.id for each in workspace.scorecards])
    return found


def _measurables_named(workspace: Workspace, name: str) -> tuple[Measurable, ...]:
    if "/" in name:
        ref = MeasurableRef.parse(name, "")
        found = workspace.measurables_by_ref.get(ref) if ref else None
        return (found,) if found else ()
    current = tuple(each for each in workspace.measurables if each.id == name)
    return current or tuple(each for each in workspace.measurables if name in each.formerly)


def _unknown(kind: str, name: str, known: Iterable[str]) -> UsageProblem:
    names = sorted(known)
    inside = [each for each in names if len(name) > 2 and name.casefold() in each]
    if inside:
        return UsageProblem(f"there is no {kind} `{name}`", f"did you mean `{inside[0]}`?")
    hint = did_you_mean(name, names) or "opsctl scorecard list shows those there are"
    return UsageProblem(f"there is no {kind} `{name}`", hint)


def _workspace_folder() -> Path:
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if (each / WORKSPACE_FILE).is_file()), here)
