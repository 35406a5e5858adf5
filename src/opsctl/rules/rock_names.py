"""Names of Rocks in other records: whether they lead anywhere, and what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from opsctl.model.period import Quarter
from opsctl.model.rock import RockRef
from opsctl.model.slug import slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import worded
from opsctl.text.span import Location
from opsctl.text.suggestion import SHORTEST_NAME, closest, surely_meant

_ANY = "write its id, with the quarter before it if that is another: 2026-Q3/new-shop"
_EARLIER = "write an earlier quarter, a slash and the id of the Rock there: 2026-Q3/new-shop"


@dataclass(frozen=True)
class RockNames:
    """All names by which Rocks of a workspace are known, also of those that could not be read."""

    workspace: Workspace

    def knows(self, ref: RockRef) -> bool:
        """Tell whether there is such a Rock, or was one before it was renamed."""
        return ref in self.workspace.rock_refs or ref in self.workspace.rocks_by_ref

    def finding(
        self,
        code: str,
        message: str,
        name: str,
        quarter: Quarter,
        place: Location,
        *,
        earlier: bool,
    ) -> Finding:
        """Report a name, with what was probably meant; bare names are of the quarter given."""
        sure = self._sure(name, quarter, earlier=earlier)
        near = sure or self._meant(name, quarter, earlier=earlier)
        if near is None:
            return Finding(code, place, message, _EARLIER if earlier else _ANY)
        text = near.id if near.quarter == quarter else str(near)
        fix = worded(place, text, safe=sure is not None)
        return Finding(code, place, message, f"did you mean `{text}`?", fix)

    def _sure(self, name: str, quarter: Quarter, *, earlier: bool) -> RockRef | None:
        """Find the Rock of the quarter named: its id in other letters, or with one slip."""
        ref = _written_ref(name, quarter)
        if earlier and ref.quarter >= quarter:
            return None
        if self.knows(ref):
            return ref
        near = surely_meant(ref.id, self._ids.get(ref.quarter, ()), SHORTEST_NAME)
        return RockRef(ref.quarter, near) if near else None

    def _meant(self, name: str, quarter: Quarter, *, earlier: bool) -> RockRef | None:
        """Guess by the id in the newest quarter before, else by the nearest id."""
        ref = _written_ref(name, quarter)
        allowed = ref.quarter < quarter or not earlier
        return self._elsewhere(ref.id, quarter, earlier=earlier) or (
            self._near(ref) if allowed else None
        )

    def _elsewhere(self, name: str, quarter: Quarter, *, earlier: bool) -> RockRef | None:
        having = self._quarters.get(name, ())
        fitting = [each for each in having if each < quarter or (each == quarter and not earlier)]
        return RockRef(max(fitting), name) if fitting else None

    def _near(self, ref: RockRef) -> RockRef | None:
        near = closest(ref.id, self._ids.get(ref.quarter, ()))
        return RockRef(ref.quarter, near) if near else None

    @cached_property
    def _ids(self) -> dict[Quarter, list[str]]:
        ids: dict[Quarter, list[str]] = {}
        for ref in self.workspace.rock_refs:
            ids.setdefault(ref.quarter, []).append(ref.id)
        return ids

    @cached_property
    def _quarters(self) -> dict[str, list[Quarter]]:
        quarters: dict[str, list[Quarter]] = {}
        for ref in self.workspace.rock_refs:
            quarters.setdefault(ref.id, []).append(ref.quarter)
        return quarters


def _written_ref(name: str, quarter: Quarter) -> RockRef:
    """Read a name however it is written, also as a path or with capital letters."""
    folder, _, written = name.removesuffix(".yaml").rpartition("/")
    return RockRef(Quarter.parse(folder[-7:].upper()) or quarter, slug_of(written))
