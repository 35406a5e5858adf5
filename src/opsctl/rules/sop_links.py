"""Links of procedures: those in trouble, and what to write instead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from opsctl.analysis.sop.links import LinkState, Trouble, link_states
from opsctl.model.markdown import LinkKind
from opsctl.model.sop import Sop
from opsctl.model.workspace import Workspace
from opsctl.rules.procedures import living
from opsctl.rules.slips import nearly
from opsctl.text.suggestion import in_backticks

_SITE = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|co\.uk)(?:/|$)")
_GENERIC = frozenset(["index.md", "_index.md", "readme.md"])


def troubled_links(
    workspace: Workspace, kinds: Set[LinkKind], *troubles: Trouble
) -> Iterator[tuple[Sop, LinkState]]:
    """Give the links in one of these troubles, with the procedures in which they stand."""
    for anatomy in living(workspace):
        for state in link_states(anatomy.sop, workspace):
            if state.trouble in troubles and state.link.kind in kinds:
                yield anatomy.sop, state


def link_to(path: str, sop: Sop, target: str = "") -> str:
    """Write the path of a file as a link in a page does, with the place in it that `target` names.

    The path is relative to the page.
    """
    relative = posixpath.relpath(path, posixpath.dirname(sop.path) or ".").replace(" ", "%20")
    _, sign, place = target.partition("#")
    return f"{relative}{sign}{place}"


def places_in(path: str, workspace: Workspace) -> frozenset[str]:
    """Name the places of a file that links can lead to, as far as they are known."""
    if path == "people.yaml":
        return workspace.people.ids
    if path == "teams.yaml":
        return workspace.teams.ids
    around = workspace.surroundings.there.get(path)
    return (around.names if around else None) or frozenset()


def hint_for(state: LinkState, sop: Sop, files: KnownFiles) -> str | None:
    """Say what to write instead of a link that leads nowhere, if that can be guessed."""
    target = state.link.target
    if state.trouble is not Trouble.OTHER_CASE and _SITE.match(target):
        return f"write {in_backticks(f'https://{target}')} if another site is meant"
    meant = meant_target(state, sop, files)
    if meant is None:
        return None
    shown = in_backticks(meant)
    return f"write {shown}" if state.trouble is Trouble.OTHER_CASE else f"did you mean {shown}?"


def meant_target(state: LinkState, sop: Sop, files: KnownFiles) -> str | None:
    """Give the target that was meant by a link that leads to no file, if that can be guessed."""
    target, path = state.link.target, state.path or ""
    if state.trouble is Trouble.OTHER_CASE:
        return link_to(path, sop, target)
    near = None if _SITE.match(target) else files.meant(path, sop.path)
    return link_to(near, sop, target) if near else None


@dataclass(frozen=True)
class KnownFiles:
    """The files that a link to a file that is not there may have meant."""

    workspace: Workspace

    def meant(self, path: str, page: str) -> str | None:
        """Guess: the ending is missing, the file has moved, or its name is nearly this one."""
        folder, name = posixpath.split(path)
        if f"{path}.md" in self._paths:
            return f"{path}.md"
        moved = [] if name.casefold() in _GENERIC else self._by_name.get(name.casefold(), [])
        if len(moved) == 1 and moved[0] != page:
            return moved[0]
        stem, ending = posixpath.splitext(name)
        near = nearly(stem, self._stems_beside(folder, ending, page))
        return posixpath.join(folder, near + ending) if near else None

    def _stems_beside(self, folder: str, ending: str, page: str) -> list[str]:
        split = (posixpath.splitext(name) for name in self._by_folder.get(folder, ()))
        own = posixpath.splitext(posixpath.basename(page))
        stands_here = posixpath.dirname(page) == folder
        return [
            stem
            for stem, its in split
            if its == ending and not (stands_here and (stem, its) == own)
        ]

    @cached_property
    def _paths(self) -> frozenset[str]:
        there = self.workspace.surroundings.there
        files = (path for path, anchors in there.items() if not anchors.folder)
        return frozenset(sop.path for sop in self.workspace.sops) | frozenset(files)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            named.setdefault(posixpath.basename(path).casefold(), []).append(path)
        return named

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path in sorted(self._paths):
            folder, name = posixpath.split(path)
            names.setdefault(folder, []).append(name)
        return names
