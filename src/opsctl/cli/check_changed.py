"""`opsctl check --changed`: what a branch touched, and what its change breaks elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from opsctl.cli.between import Between, between
from opsctl.cli.session import Session
from opsctl.history.comparison import is_record
from opsctl.history.default_branch import default_base
from opsctl.loading.workspace import Nouns
from opsctl.model.workspace import Workspace
from opsctl.rules.baseline import beyond
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.tree import Tree

Told = Callable[[Workspace, date], Sequence[Diagnostic]]


@dataclass(frozen=True, eq=False)
class SinceBase:
    """What tells the findings of a change from those that were there.

    The files that the change touched are told by the names and ids that git has. The workspace of
    the base is read whole, but only where something was found elsewhere.
    """

    session: Session
    way: Between
    as_of: date
    told_of: Told

    def of(self, found: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Keep the findings in files that the change touched, and those that it brought elsewhere.

        What git ignores, or keeps in another repository, is no part of any change.
        """
        elsewhere = [each for each in found if self._is_elsewhere(each.finding.location.path)]
        brought = frozenset(beyond(elsewhere, self._earlier)) if elsewhere else frozenset()
        return [each for each in found if self.touches(each) or each in brought]

    def touches(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding lies in a file that the change touched."""
        return diagnostic.finding.location.path in self.way.paths

    def _is_elsewhere(self, path: str) -> bool:
        is_known = path in self.way.committed.nodes or not is_record(path)
        return is_known and path not in self.way.paths

    @cached_property
    def _earlier(self) -> Sequence[Diagnostic]:
        return self.told_of(self.session.load(Nouns.ALL, self.way.before), self.as_of)


def since_base(session: Session, base: str | None, tree: Tree, told_of: Told) -> SinceBase:
    """Find what changed since a base, or else since the default branch.

    `told_of` gives what a check of a workspace would tell on a day, if nothing were chosen.
    """
    rev = default_base(session.repository) if base is None else base
    timezone = session.load(Nouns(0), tree).settings.timezone
    way = between(session, rev, timezone, tree)
    return SinceBase(session, way, session.as_of(timezone), told_of)
