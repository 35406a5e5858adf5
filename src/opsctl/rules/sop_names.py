"""Names of procedures in other records: whether they lead anywhere, and what was meant."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property

from opsctl.analysis.sop.anatomy import anatomies
from opsctl.model.sop import FOLDER
from opsctl.model.workspace import Workspace
from opsctl.rules.slips import nearly
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import worded
from opsctl.text.span import Location
from opsctl.text.suggestion import SHORTEST_NAME, in_backticks, surely_meant

_ANY = "write its path below sops/ without .md, as in fulfilment/ship-an-order"


@dataclass(frozen=True)
class SopNames:
    """All ids by which procedures are known, also of those that could not be read."""

    workspace: Workspace

    @property
    def listed(self) -> bool:
        """Tell whether there are any, so that an id can be judged at all."""
        return bool(self.workspace.sops)

    def knows(self, name: str) -> bool:
        """Tell whether there is such a procedure, or was one before it was renamed."""
        return name in self.workspace.sops_by_id

    def unknown(self, code: str, name: str, place: Location) -> Finding:
        """Report an id that leads nowhere, with what was probably meant."""
        message = f"there is no procedure {in_backticks(name)}"
        sure = self._sure(name)
        near = sure or self._meant(name)
        if near is None:
            return Finding(code, place, message, _ANY, subject=name)
        hint = f"did you mean `{near}`?"
        return Finding(code, place, message, hint, worded(place, near, safe=sure is not None), name)

    def _sure(self, name: str) -> str | None:
        """Find the procedure that a path leads to, or an id with a slip in it."""
        bare = _bare(name)
        if self.knows(bare):
            return self.workspace.sops_by_id[bare].id
        return surely_meant(bare, self._ids, SHORTEST_NAME)

    def _meant(self, name: str) -> str | None:
        """Guess by a title, the only procedure of this file name, else by its letters."""
        bare = _bare(name)
        known = self._by_title.get(name.casefold()) or self._by_stem.get(posixpath.basename(bare))
        return known or self._near(bare)

    def _near(self, name: str) -> str | None:
        """Guess among the procedures of the same folder: a folder's name alone is no likeness."""
        folder, stem = posixpath.split(name)
        beside = [posixpath.basename(e) for e in self._ids if posixpath.dirname(e) == folder]
        near = nearly(stem, beside)
        return posixpath.join(folder, near) if near else None

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(each.id for each in self.workspace.sops)

    @cached_property
    def _by_title(self) -> dict[str, str]:
        return {each.title.casefold(): each.sop.id for each in anatomies(self.workspace)}

    @cached_property
    def _by_stem(self) -> dict[str, str | None]:
        stems: dict[str, str | None] = {}
        for each in self._ids:
            stem = posixpath.basename(each)
            stems[stem] = None if stem in stems else each
        return stems


def _bare(name: str) -> str:
    """Give the id that a path or a link to a page stands for."""
    path = posixpath.normpath(name.partition("#")[0].lstrip("/"))
    bare = path.removeprefix("./").removeprefix(FOLDER).removesuffix(".md")
    while bare.startswith("../"):
        bare = bare.removeprefix("../").removeprefix(FOLDER)
    return bare
