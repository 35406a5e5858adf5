"""Fix what can be fixed: round by round, each change tried before anything is written."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from opsctl.cli.fix_trial import Planned, Reading, Trial
from opsctl.editing.fixes import overlap, plan_fix
from opsctl.editing.write import Write
from opsctl.model.baseline import NO_BASELINE
from opsctl.model.workspace import Workspace
from opsctl.rules.baseline import judged
from opsctl.rules.choice import EVERY_RULE, RuleChoice
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.edit import Edit, splice
from opsctl.text.source import Source
from opsctl.text.tree import OverlayTree, Tree

_MOST_ROUNDS = 10
_NO_PLACE = "opsctl cannot tell which characters of the file to change"
_Key = tuple[str, str, str]


@dataclass(frozen=True)
class FixesAsked:
    """Which fixes are wanted: of these findings, guesses too or not, known gaps or not.

    `wanted` picks from what is found in a workspace, where `choice` may have switched rules on.
    """

    wanted: Callable[[Workspace, Sequence[Diagnostic]], Sequence[Diagnostic]]
    unsafe: bool
    use_baseline: bool
    choice: RuleChoice = EVERY_RULE


@dataclass(frozen=True)
class Fixed:
    """What came of it: the findings that are mended, those that could not be and why, the files.

    `guesses` counts the findings that are left and could be fixed by a guess.
    """

    done: tuple[Diagnostic, ...] = ()
    left_out: tuple[tuple[Diagnostic, str], ...] = ()
    writes: tuple[Write, ...] = ()
    guesses: int = 0


@dataclass(frozen=True)
class Ground:
    """What fixes are planned on: the files, how they are read, and the day that is asked about."""

    tree: Tree
    load: Callable[[Tree], Workspace]
    as_of: Callable[[Workspace], date]


def plan_fixes(ground: Ground, asked: FixesAsked) -> Fixed:
    """Plan the fixes of a workspace until there are no more; nothing is written."""
    work = _Work(ground, asked)
    for _ in range(_MOST_ROUNDS):
        chosen = work.next_fixes()
        if not chosen and not work.retry():
            break
        work.take(chosen)
    return work.result()


@dataclass
class _Work:
    """The workspace as it is after the fixes so far."""

    ground: Ground
    asked: FixesAsked
    files: dict[str, bytes] = field(default_factory=dict)
    done: list[Diagnostic] = field(default_factory=list)
    refused: dict[_Key, str] = field(default_factory=dict)
    tried: int = 0
    now: Reading = field(init=False)

    def __post_init__(self) -> None:
        workspace = self.ground.load(self.ground.tree)
        self.now = Reading(workspace, self.ground.as_of(workspace), self.asked.choice)

    def next_fixes(self) -> list[Planned]:
        """Give the fixes that can be carried out together: those first in a file go first."""
        chosen: list[Planned] = []
        for plan in self._plans():
            beside = [each for each in chosen if each.path == plan.path]
            alone = plan.moves_lines or any(each.moves_lines for each in beside)
            if not beside or not (alone or any(overlap(plan.edits, e.edits) for e in beside)):
                chosen.append(plan)
        return chosen

    def retry(self) -> bool:
        """Give what was refused another chance where something was mended since."""
        tried, self.tried = self.tried, len(self.done)
        if not self.refused or tried == len(self.done):
            return False
        self.refused.clear()
        return True

    def take(self, plans: Sequence[Planned]) -> None:
        """Carry fixes out where they do what they should; of those that do not, the others."""
        if not plans:
            return
        files = {**self.files, **self._changed(plans)}
        workspace = self.ground.load(OverlayTree(self.ground.tree, files))
        after = replace(self.now, workspace=workspace)
        objection = Trial(self.now, after, plans).objection()
        if objection is None:
            self.now, self.files = after, files
            self.done += [each for plan in plans for each in plan.diagnostics]
        elif len(plans) == 1:
            self.refused |= {_key(each): objection for each in plans[0].diagnostics}
        else:
            self._take_halves(plans)

    def _take_halves(self, plans: Sequence[Planned]) -> None:
        """Try the files by halves, then the fixes of one file.

        Fixes of one file share its offsets: where some were taken, the others wait for a round.
        """
        paths = list(dict.fromkeys(each.path for each in plans))
        if len(paths) > 1:
            first = set(paths[: len(paths) // 2])
            self.take([each for each in plans if each.path in first])
            self.take([each for each in plans if each.path not in first])
            return
        done = len(self.done)
        self.take(plans[: len(plans) // 2])
        if len(self.done) == done:
            self.take(plans[len(plans) // 2 :])

    def result(self) -> Fixed:
        """Say what came of it."""
        refused = self.refused
        left = ((each, refused[_key(each)]) for each in self._new() if _key(each) in refused)
        tree = self.ground.tree
        writes = [Write(path, tree.read(path), after) for path, after in sorted(self.files.items())]
        changed = tuple(each for each in writes if each.before != each.after)
        done = sorted(self.done, key=lambda each: each.finding.location.path)
        return Fixed(tuple(done), tuple(left), changed, self._guesses())

    def _guesses(self) -> int:
        """Count what is left and could be guessed, where no guess was asked for."""
        return sum(
            each.finding.fix is not None and not each.finding.fix.safe
            for each in self._new()
            if not self.asked.unsafe
        )

    def _new(self) -> Sequence[Diagnostic]:
        known = self.now.workspace.baseline if self.asked.use_baseline else NO_BASELINE
        new = judged(self.now.found, known, RULES, self.now.workspace.files).new
        return self.asked.wanted(self.now.workspace, new)

    def _plans(self) -> Iterator[Planned]:
        """Give the plans in the order of the findings; equal ones are one."""
        merged: dict[tuple[str, tuple[Edit, ...]], list[Diagnostic]] = {}
        for each in self._new():
            fix, key = each.finding.fix, _key(each)
            if fix is None or not (fix.safe or self.asked.unsafe) or key in self.refused:
                continue
            source = self._source(each.finding.location.path)
            edits = plan_fix(source, fix) if source else None
            if edits:
                merged.setdefault((each.finding.location.path, edits), []).append(each)
            else:
                self.refused[key] = _NO_PLACE
        for (_, edits), those in merged.items():
            yield Planned(tuple(those), edits)

    def _source(self, path: str) -> Source | None:
        """Read a file as it is now, also one with characters that make it no record."""
        content = self.files[path] if path in self.files else self.ground.tree.read(path)
        try:
            text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError:
            return None
        return Source(path, text, content.startswith(codecs.BOM_UTF8))

    def _changed(self, plans: Sequence[Planned]) -> dict[str, bytes]:
        changed: dict[str, bytes] = {}
        for path in dict.fromkeys(each.path for each in plans):
            source = self._source(path)
            edits = [edit for each in plans if each.path == path for edit in each.edits]
            if source is not None:
                changed[path] = replace(source, text=splice(source.text, edits)).encode()
        return changed


def _key(diagnostic: Diagnostic) -> _Key:
    finding = diagnostic.finding
    return finding.code, finding.location.path, finding.message
