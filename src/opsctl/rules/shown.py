"""What a scorecard shows on a day, as far as a standard asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from opsctl.model.scorecard import Indicator, Measurable, MeasurableRef, Scorecard
from opsctl.model.workspace import Workspace
from opsctl.text.span import Location


def is_archived(measurable: Measurable, as_of: date) -> bool:
    """Tell whether a measurable is kept for its history only, from the day of `archived` on."""
    return measurable.archived is not None and measurable.archived <= as_of


def live_refs(
    workspace: Workspace, as_of: date
) -> Iterator[tuple[Scorecard, tuple[MeasurableRef, ...]]]:
    """Give each scorecard of a team with the numbers on it that are not archived.

    One that a person owns is left out, and so is one whose file could not be read. A number whose
    own file could not be read counts.
    """
    unread = frozenset(workspace.unread)
    folders: dict[str, list[MeasurableRef]] = {}
    for ref in sorted(workspace.measurable_refs, key=str):
        folders.setdefault(ref.scorecard, []).append(ref)
    for card in workspace.scorecards:
        if card.owner is None and card.origin.path not in unread:
            refs = folders.get(card.id, []) if card.show is None else _named(card, workspace)
            yield card, tuple(each for each in refs if _is_live(each, workspace, as_of))


def without_an_indicator(
    indicator: Indicator, workspace: Workspace, as_of: date
) -> Iterator[tuple[Scorecard, tuple[MeasurableRef, ...]]]:
    """Give the scorecards that show numbers, but none that tells so early, or so late.

    Where a number could not be read, nothing is said: it may be the one.
    """
    for card, refs in live_refs(workspace, as_of):
        known = [workspace.measurables_by_ref.get(each) for each in refs]
        if refs and not any(each is None or each.indicator is indicator for each in known):
            yield card, refs


def place_of(card: Scorecard, refs: Sequence[MeasurableRef], workspace: Workspace) -> Location:
    """Locate what a scorecard shows; where it has no file, the first number on it."""
    if card.origin.has("show"):
        return card.origin.key("show")
    if card.origin.has("title"):
        return card.origin.value("title")
    first = next((workspace.measurables_by_ref.get(each) for each in refs), None)
    if first is None and refs:
        return Location(f"scorecards/{refs[0].scorecard}/{refs[0].id}.yaml")
    return first.origin.value("title") if first else Location(card.origin.path)


def _named(card: Scorecard, workspace: Workspace) -> list[MeasurableRef]:
    """Give the known references under `show`, each once."""
    found: dict[MeasurableRef, None] = {}
    for line in card.show or ():
        ref = MeasurableRef.parse(line.measurable or "", card.id)
        known = workspace.measurables_by_ref.get(ref) if ref else None
        if known is not None:
            found[known.ref] = None
        elif ref is not None and ref in workspace.measurable_refs:
            found[ref] = None
    return list(found)


def _is_live(ref: MeasurableRef, workspace: Workspace, as_of: date) -> bool:
    measurable = workspace.measurables_by_ref.get(ref)
    return measurable is None or not is_archived(measurable, as_of)
