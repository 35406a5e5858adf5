"""Names of measurables in other records: whether they lead anywhere, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from opsctl.model.scorecard import MeasurableRef
from opsctl.model.slug import slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import worded
from opsctl.text.span import Location
from opsctl.text.suggestion import SHORTEST_NAME, closest, surely_meant

_ANY = "write its scorecard, a slash and its id, as in leadership/repeat-rate"
_BARE = "write the id of one in this folder, or of another with its scorecard before it"


@dataclass(frozen=True)
class MeasurableNames:
    """All names by which measurables are known, also of those that could not be read."""

    workspace: Workspace

    @property
    def listed(self) -> bool:
        """Tell whether there are any, so that a name can be judged at all."""
        return bool(self.workspace.measurable_refs)

    def knows(self, name: str, scorecard: str = "") -> bool:
        """Tell whether a name leads somewhere; a bare one only within the scorecard given."""
        ref = MeasurableRef.parse(name, scorecard)
        return ref is not None and self._has(ref)

    def unknown(
        self, code: str, role: str, name: str, place: Location, scorecard: str = ""
    ) -> Finding:
        """Report a name that leads nowhere, with what was probably meant."""
        message = f"{role} `{name}` is not in the scorecards"
        sure = self._sure(name, scorecard)
        near = sure or self._meant(name, scorecard)
        if near is None:
            return Finding(code, place, message, _BARE if scorecard else _ANY)
        text = near.id if near.scorecard == scorecard else str(near)
        fix = worded(place, text, safe=sure is not None)
        return Finding(code, place, message, f"did you mean `{text}`?", fix)

    def _has(self, ref: MeasurableRef) -> bool:
        if ref in self.workspace.measurable_refs or ref in self.workspace.measurables_by_ref:
            return True
        card = self.workspace.scorecards_by_id.get(ref.scorecard)
        return card is not None and MeasurableRef(card.id, ref.id) in self.workspace.measurable_refs

    def _sure(self, name: str, scorecard: str) -> MeasurableRef | None:
        """Find the number in its own scorecard by other letters or one slip.

        Where no scorecard is named, and the place gives none, the only number of this id is it.
        """
        ref = _written_ref(name, scorecard)
        if self._has(ref):
            return ref
        if not ref.scorecard:
            alone = self._cards.get(ref.id, ())
            return MeasurableRef(alone[0], ref.id) if len(alone) == 1 else None
        ids = self._ids.get(ref.scorecard, frozenset())
        near = surely_meant(ref.id, ids, SHORTEST_NAME)
        return MeasurableRef(ref.scorecard, near) if near else None

    def _meant(self, name: str, scorecard: str) -> MeasurableRef | None:
        """Guess by the same id in one other scorecard, else by the nearest name."""
        ref = _written_ref(name, scorecard)
        card, elsewhere = ref.scorecard, self._cards.get(ref.id, ())
        if len(elsewhere) == 1:
            return MeasurableRef(elsewhere[0], ref.id)
        near = _closest(ref.id, self._ids.get(card, frozenset()))
        if near is not None:
            return MeasurableRef(card, near)
        whole = _closest(str(ref) if card else ref.id, self._names)
        return MeasurableRef.parse(whole, "") if whole else None

    @cached_property
    def _cards(self) -> dict[str, list[str]]:
        return _grouped((ref.id, ref.scorecard) for ref in self.workspace.measurable_refs)

    @cached_property
    def _ids(self) -> dict[str, frozenset[str]]:
        pairs = ((ref.scorecard, ref.id) for ref in self.workspace.measurable_refs)
        return {card: frozenset(ids) for card, ids in _grouped(pairs).items()}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(str(ref) for ref in self.workspace.measurable_refs)


def _written_ref(name: str, scorecard: str) -> MeasurableRef:
    """Read a name however it is written, also as a path or with capital letters."""
    folder, _, written = name.removesuffix(".yaml").rpartition("/")
    card = slug_of(folder.rpartition("/")[2]) if folder else scorecard
    return MeasurableRef(card, slug_of(written))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


@lru_cache(maxsize=1024)
def _closest(name: str, names: frozenset[str]) -> str | None:
    """Guess once for a name, however often it is written."""
    return closest(name, names)
