"""Try fixes before they are written: the files are read again as they would be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from opsctl.analysis.meaning import TEXT_OF_A_PAGE, Meant, Place, meaning
from opsctl.model.workspace import Workspace
from opsctl.rules.choice import EVERY_RULE, RuleChoice
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic, Finding
from opsctl.text.edit import Edit
from opsctl.text.fix import Reordering
from opsctl.text.span import Span
from opsctl.text.tree import WORKSPACE_FILE

_PUTS_IN_QUOTES = frozenset(["FILE007", "FILE022", "FILE023"])
_CHANGES_A_TEXT = frozenset(["SOP008", "SOP028", "SOP036", "SOP037", "SOP038", "SOP039", "SOP040"])
_A_KEY_IS_MISSING = "FILE018"
_LINE = re.compile(r"\bline [0-9]+")

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Reading:
    """A workspace as it is read, what the rules find in it, and what it means."""

    workspace: Workspace
    as_of: date
    choice: RuleChoice = EVERY_RULE

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """What the rules find, without what is switched off and suppressed."""
        return run_rules(self.workspace, RULES, self.as_of, choice=self.choice)

    @cached_property
    def meaning(self) -> Mapping[Place, Meant]:
        """Every value that is read."""
        return meaning(self.workspace)

    @cached_property
    def half_read(self) -> frozenset[str]:
        """The files of which something could not be read, so that more may be hidden in them."""
        broken = {each.location.path for each in self.workspace.findings}
        tops = {
            sop.path
            for sop in self.workspace.sops
            if sop.page.front_matter is not None and sop.page.front_matter.broken
        }
        return frozenset(self.workspace.unread) | broken | tops


@dataclass(frozen=True)
class Planned:
    """A fix with its edits, and the findings that it mends: several may have one in common."""

    diagnostics: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...]

    @property
    def path(self) -> str:
        """The file that it changes."""
        return self.diagnostics[0].finding.location.path

    @property
    def moves_lines(self) -> bool:
        """Tell whether it puts lines in another order."""
        fix = self.diagnostics[0].finding.fix
        return fix is not None and any(isinstance(each, Reordering) for each in fix.steps)


@dataclass(frozen=True)
class Trial:
    """A reading before some fixes, the one after them, and the fixes."""

    before: Reading
    after: Reading
    plans: Sequence[Planned]

    def objection(self) -> str | None:
        """Say why the fixes must not be written, or nothing where they do what they should."""
        return self._more_found() or self._other_meaning()

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(each.path for each in self.plans)

    @cached_property
    def _opened(self) -> frozenset[str]:
        """The changed files of which not everything could be read before."""
        return self._paths & self.before.half_read

    @cached_property
    def _put_in_quotes(self) -> bool:
        codes = {each.finding.code for plan in self.plans for each in plan.diagnostics}
        return bool(codes & _PUTS_IN_QUOTES)

    def _more_found(self) -> str | None:
        mended = [each for plan in self.plans for each in plan.diagnostics]
        expected = Counter(map(_key, self.before.found))
        expected.subtract(map(_key, mended))
        found: dict[Key, list[Diagnostic]] = {}
        for each in self.after.found:
            found.setdefault(_key(each), []).append(each)
        for key, those in found.items():
            surplus = len(those) - expected[key]
            if surplus > sum(self._was_hidden(each.finding) for each in those):
                return f"it would bring {key[0]}: {those[0].finding.message}"
        return None

    def _was_hidden(self, finding: Finding) -> bool:
        """Tell whether a file that could not be read whole may have hidden a finding.

        A key that is missing once a text is in quotes is not hidden: the text has swallowed it.
        """
        place = finding.location
        if not finding.code.startswith("FILE"):
            return bool(self._opened)
        return (
            place.path in self._opened
            and not (finding.code == _A_KEY_IS_MISSING and self._put_in_quotes)
            and not _touches([place.span], self._results.get(place.path, ()))
        )

    def _other_meaning(self) -> str | None:
        before, after = self.before.meaning, self.after.meaning
        changed = {
            place for place in before.keys() | after.keys() if _differs(before, after, place)
        }
        for place in sorted(changed, key=str):
            if not self._may_change(place):
                return f"{place.file} would mean something else"
        return next((said for plan in self.plans if (said := self._lost(plan))), None)

    def _may_change(self, place: Place) -> bool:
        if place.file not in self._paths:
            member = place not in self.before.meaning or place not in self.after.meaning
            return member and WORKSPACE_FILE in self._opened
        if place.path == TEXT_OF_A_PAGE:
            return self._text_may_change(place)
        old, new = self.before.meaning.get(place), self.after.meaning.get(place)
        if place.file in self._opened and (old is None or not old.spans):
            return True
        return (old is not None and _touches(old.spans, self._changes[place.file])) or (
            new is not None and _touches(new.spans, self._results[place.file])
        )

    def _text_may_change(self, place: Place) -> bool:
        codes = {
            each.finding.code
            for plan in self.plans
            if plan.path == place.file
            for each in plan.diagnostics
        }
        title = Place(place.file, place.kind, place.record, ("title",))
        retitled = _differs(self.before.meaning, self.after.meaning, title)
        return bool(codes & _CHANGES_A_TEXT) or retitled

    def _lost(self, plan: Planned) -> str | None:
        """Tell whether lines that moved do not say what they said; they are alone in their file."""
        if not plan.moves_lines or self._said(self.before, plan) == self._said(self.after, plan):
            return None
        return f"{plan.path} would mean something else"

    def _said(self, reading: Reading, plan: Planned) -> Counter[str]:
        values = (
            (place.path[-1], meant.value)
            for place, meant in reading.meaning.items()
            if place.file == plan.path
        )
        return Counter(map(repr, values))

    @cached_property
    def _changes(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        return {path: [(each.start, each.end) for each in edits] for path, edits in self._edits()}

    @cached_property
    def _results(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Where the texts of the edits stand afterwards."""
        return {path: list(_shifted(edits)) for path, edits in self._edits()}

    def _edits(self) -> Iterator[tuple[str, list[Edit]]]:
        for path in self._paths:
            yield (
                path,
                sorted(edit for each in self.plans if each.path == path for edit in each.edits),
            )


def _differs(before: Mapping[Place, Meant], after: Mapping[Place, Meant], place: Place) -> bool:
    return before.get(place) != after.get(place)


def _key(diagnostic: Diagnostic) -> Key:
    """Name a finding by what stays when lines move."""
    finding = diagnostic.finding
    return finding.code, finding.location.path, _LINE.sub("line", finding.message)


def _shifted(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    moved = 0
    for edit in edits:
        start = edit.start + moved
        yield start, start + len(edit.text)
        moved += len(edit.text) - (edit.end - edit.start)


def _touches(spans: Sequence[Span], ranges: Sequence[tuple[int, int]]) -> bool:
    return any(each.start <= end and start <= each.end for each in spans for start, end in ranges)
