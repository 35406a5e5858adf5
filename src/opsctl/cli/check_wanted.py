"""Which of the findings of a workspace were asked for: by path, by rule, by change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from opsctl.cli.check_asked import CheckAsked
from opsctl.cli.check_judged import judged_by_all
from opsctl.cli.choosing_rules import rule_choice
from opsctl.cli.places import inside_path
from opsctl.cli.session import Session
from opsctl.model.workspace import Workspace
from opsctl.rules.choice import EVERY_RULE, RuleChoice, chosen
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import Tree

if TYPE_CHECKING:
    from opsctl.cli.check_changed import SinceBase


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is wanted: findings in these paths, of these rules, of a change; all where none is."""

    paths: Sequence[str] = ()
    rules: RuleChoice = EVERY_RULE
    since: SinceBase | None = None

    @property
    def is_everything(self) -> bool:
        """Tell whether nothing is left out."""
        return not self.paths and self.rules == EVERY_RULE and self.since is None

    def here(self, workspace: Workspace, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Keep the findings of these paths and rules, whenever they came."""
        from opsctl.rules.registry import RULES  # already there when a rule has run

        kept = [each for each in found if self.is_in_paths(each.finding.location.path)]
        return chosen(kept, self.rules, RULES, frozenset(workspace.unread))

    def among(self, workspace: Workspace, found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Keep the findings that are wanted."""
        here = self.here(workspace, found)
        return here if self.since is None else self.since.of(here)

    def files(self, workspace: Workspace, shown: Sequence[Diagnostic]) -> Sequence[str]:
        """Give the files that are told of; of a change, those of them that are still there."""
        named = [path for path in workspace.files if self.is_in_paths(path)]
        if self.since is None:
            return named
        told = self.since.way.paths | {each.finding.location.path for each in shown}
        return [path for path in named if path in told]

    def is_in_paths(self, path: str) -> bool:
        """Tell whether a path is one of those asked for, or lies below one."""
        return not self.paths or any(
            each in ("", path) or path.startswith(f"{each}/") for each in self.paths
        )


def wanted_of(session: Session, asked: CheckAsked, tree: Tree) -> Wanted:
    """Read what is wanted, before anything is written.

    Raises:
        UsageProblem: a path is not there, there is no such rule, or no such base.
    """
    rules = rule_choice(asked.select, asked.ignore, is_of_a_change=asked.base is not None)
    paths = _paths(session, asked)
    if not asked.changed:
        return Wanted(paths, rules)
    from opsctl.cli.check_changed import since_base  # git, where it is asked for

    since = since_base(
        session, asked.base, tree, lambda then, day: judged_by_all(asked, rules, then, day).new
    )
    return Wanted(paths, rules, since)


def _paths(session: Session, asked: CheckAsked) -> Sequence[str]:
    """Give the paths to report on, as the workspace knows them; none for all of them."""
    name = asked.stdin_filename
    given = [path for path in asked.paths if str(path) != name]
    wanted = [_inside(session, path) for path in given]
    if name is not None and len(given) < len(asked.paths):
        wanted.append(inside_path(session.root, Path(name), must_exist=False))
    return wanted


def _inside(session: Session, path: Path) -> str:
    """Give a path to report on, which has to be there, or have been there at `--at`."""
    inside = inside_path(session.root, path, must_exist=session.past is None)
    if inside and session.past and session.tree.entry(inside) is None:
        raise UsageProblem(f"there was no {path} at {session.past.rev}")
    return inside
