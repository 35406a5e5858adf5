"""Where the links of a procedure lead, as far as that can be told without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from opsctl.model.destination import Destination, destination
from opsctl.model.markdown import Link
from opsctl.model.sop import Anchors, Sop
from opsctl.model.workspace import Workspace

_PEOPLE, _TEAMS = "people.yaml", "teams.yaml"


class Trouble(StrEnum):
    """What is wrong with a link."""

    NO_FILE = "no-file"
    OTHER_CASE = "other-case"
    NO_PLACE = "no-place"
    PLACE_IN_OTHER_CASE = "place-in-other-case"


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link, and whether it leads somewhere: none where that cannot be told.

    `path` is the file that it leads to or was meant to, `meant` the target in the right letters
    where only their case is wrong.
    """

    link: Link
    ok: bool | None
    trouble: Trouble | None = None
    path: str | None = None
    meant: str | None = None


def link_states(sop: Sop, workspace: Workspace) -> Iterator[LinkState]:
    """Judge each link of a procedure."""
    for link in sop.page.links:
        goal = destination(sop.path, link.target, workspace.settings.sops.site_root)
        yield _state(link, goal, workspace)


def _state(link: Link, goal: Destination, workspace: Workspace) -> LinkState:
    around = workspace.surroundings
    if not goal.candidates:
        return LinkState(link, None)
    path = next((each for each in goal.candidates if each in around.there), None)
    if path is None:
        spelled = around.spelled.get(goal.candidates[0])
        if spelled is not None:
            return LinkState(link, False, Trouble.OTHER_CASE, spelled)
        if not goal.certain:
            return LinkState(link, None)
        return LinkState(link, False, Trouble.NO_FILE, goal.candidates[0])
    if not goal.fragment:
        return LinkState(link, True, path=path)
    return _place(link, path, goal.fragment, _names(path, around.there[path], workspace))


def _names(path: str, anchors: Anchors, workspace: Workspace) -> frozenset[str] | None:
    """Name the places of a file; people and teams are places of the files that list them."""
    if path == _PEOPLE:
        return workspace.people.ids if workspace.people.listed else None
    if path == _TEAMS:
        return workspace.teams.ids if workspace.teams.listed else None
    return anchors.names


def _place(link: Link, path: str, fragment: str, names: frozenset[str] | None) -> LinkState:
    if names is None or fragment in names or fragment.removeprefix("user-content-") in names:
        return LinkState(link, None if names is None else True, path=path)
    if fragment == "top" or fragment.startswith((":~:", "L")):
        return LinkState(link, True, path=path)
    folded = {name.casefold(): name for name in names}
    meant = folded.get(fragment.casefold())
    trouble = Trouble.NO_PLACE if meant is None else Trouble.PLACE_IN_OTHER_CASE
    return LinkState(link, False, trouble, path, meant)
