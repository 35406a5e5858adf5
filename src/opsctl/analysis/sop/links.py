"""Where the links of a procedure lead, as far as that can be told without a network."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from weakref import ReferenceType, WeakKeyDictionary, ref

from opsctl.model.destination import Destination, destination
from opsctl.model.markdown import Link
from opsctl.model.sop import FOLDER, Sop
from opsctl.model.surroundings import Anchors
from opsctl.model.workspace import Workspace

_NO_LETTER = re.compile(r"[\W_]")
_MADE_BY_A_SITE = re.compile(r"\{\{|\{%|<%|<h[1-6]\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r":~:|L[0-9]+(?:-L?[0-9]+)?$")
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


_STATES: WeakKeyDictionary[Sop, tuple[ReferenceType[Workspace], tuple[LinkState, ...]]] = (
    WeakKeyDictionary()
)
"""Judgements by procedure: several rules and views ask for them."""


def link_states(sop: Sop, workspace: Workspace) -> tuple[LinkState, ...]:
    """Judge each link of a procedure; done once for both."""
    known = _STATES.get(sop)
    if known is None or known[0]() is not workspace:
        known = (ref(workspace), tuple(_judged(sop, workspace)))
        _STATES[sop] = known
    return known[1]


def _judged(sop: Sop, workspace: Workspace) -> Iterator[LinkState]:
    for link in sop.page.links:
        goal = destination(sop.path, link.target, workspace.settings.sops.site_root)
        yield _state(link, goal, workspace)


def _state(link: Link, goal: Destination, workspace: Workspace) -> LinkState:
    around = workspace.surroundings
    if not goal.candidates:
        return LinkState(link, None)
    there = [each for each in goal.candidates if each in around.there]
    pages = [each for each in there if not around.there[each].folder]
    path = next(iter(pages if goal.fragment and pages else there), None)
    if path is None:
        spelled = around.spelled.get(goal.candidates[0])
        if spelled is not None:
            return LinkState(link, False, Trouble.OTHER_CASE, spelled)
        if not goal.certain or _may_be_of_a_site(goal.candidates[0], link.target, workspace):
            return LinkState(link, None)
        return LinkState(link, False, Trouble.NO_FILE, goal.candidates[0])
    if not goal.fragment:
        return LinkState(link, True, path=path)
    names = _names(path, around.there[path], workspace)
    state = _place(link, path, goal.fragment, names)
    is_missing = state.trouble is Trouble.NO_PLACE and names is not None
    if is_missing and _may_have(path, goal.fragment, names or frozenset(), workspace):
        return LinkState(link, None, path=path)
    return state


def _may_be_of_a_site(path: str, target: str, workspace: Workspace) -> bool:
    """Tell whether a path that is not there may be one that a site makes of a page.

    Sites leave out how their pages end, or show pages as folders, one level further down.
    """
    stem, ending = posixpath.splitext(path)
    if ending == ".html":
        return _sop_at(f"{stem}.md", workspace) is not None
    return not (ending or target.startswith("/") or _sop_at(f"{path}.md", workspace))


def _may_have(path: str, place: str, names: frozenset[str], workspace: Workspace) -> bool:
    """Tell whether a site may make a place that git hosts do not.

    It may join the words of a heading in another way, or make headings that the page has not.
    """
    sop = _sop_at(path, workspace)
    return _letters(place) in _letters_of(names) or (sop is not None and _is_made(sop))


def _sop_at(path: str, workspace: Workspace) -> Sop | None:
    sop = workspace.sops_by_id.get(path.removeprefix(FOLDER).removesuffix(".md"))
    return sop if sop is not None and sop.path == path else None


def _letters(place: str) -> str:
    return _NO_LETTER.sub("", place).casefold()


@lru_cache(maxsize=256)
def _letters_of(names: frozenset[str]) -> frozenset[str]:
    return frozenset(_letters(name) for name in names)


@lru_cache(maxsize=256)
def _folded_of(names: frozenset[str]) -> Mapping[str, str]:
    return {name.casefold(): name for name in names}


@lru_cache(maxsize=256)
def _is_made(sop: Sop) -> bool:
    blocks = sop.page.walk()
    return any(_MADE_BY_A_SITE.search(block.text or block.plain) for block in blocks)


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
    if fragment == "top" or _ELSEWHERE.match(fragment):
        return LinkState(link, True, path=path)
    meant = _folded_of(names).get(fragment.casefold())
    trouble = Trouble.NO_PLACE if meant is None else Trouble.PLACE_IN_OTHER_CASE
    return LinkState(link, False, trouble, path, meant)
