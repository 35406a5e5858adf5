"""What a check found, and every format that it can be told in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rich.text import Text

from opsctl import __version__
from opsctl.cli.places import git_root, lines_of, relative_path, sources_of
from opsctl.cli.session import Session
from opsctl.cli.terminal import has_links
from opsctl.rendering.json_text import json_text
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.edit import Edit
from opsctl.text.source import Source
from opsctl.text.tree import Tree

if TYPE_CHECKING:
    from opsctl.model.baseline import Judged
    from opsctl.model.workspace import Workspace
    from opsctl.rendering.diagnostics.change import Compared
    from opsctl.rendering.diagnostics.choice import Choice

Drawn = Sequence[Text] | Mapping[str, Any] | str
"""Lines for people, data of our own shape, or a finished text in the form of another program."""


@dataclass(frozen=True)
class Checked:
    """What a check found: `shown` are the findings of the paths asked for, `files` those there.

    `is_whole` says that nothing was left out. Findings from `failing` on make the check fail; none
    does where it is none. `fixed` is the key that JSON has of what was fixed before; empty where
    nothing was to be fixed. `offers_fixes` says that the files could be fixed as they are.
    """

    session: Session
    tree: Tree
    workspace: Workspace
    told: Judged
    shown: Sequence[Diagnostic]
    files: Sequence[str]
    compared: Compared | None
    choice: Choice | None
    is_whole: bool
    failing: Severity | None
    fixed: Mapping[str, Any]
    statistics: bool
    offers_fixes: bool

    @property
    def has_failed(self) -> bool:
        """Tell whether there is a finding that makes the check fail."""
        bar = self.failing
        return bar is not None and any(each.severity.rank <= bar.rank for each in self.shown)

    @property
    def unseen(self) -> Sequence[str]:
        """What could not be seen of a change, in sentences."""
        return self.compared.unseen if self.compared else ()

    @cached_property
    def source_of(self) -> Callable[[str], Source | None]:
        """Gives a file of the workspace; none that cannot be read."""
        return sources_of(self.tree)

    @cached_property
    def repository(self) -> Path:
        """The top of the repository, from which hosts name files."""
        self.session.hangs_on_more()
        return git_root(self.session.root)

    def from_here(self, path: str) -> str:
        """Give a path as seen from where the user stands."""
        return relative_path(self.session.root / path, Path.cwd())

    def from_repository(self, path: str) -> str:
        """Give a path as hosts name it."""
        return relative_path(self.session.root / path, self.repository)

    def fingerprints(self) -> Sequence[str]:
        """Give a name for each finding that stays when lines move."""
        from opsctl.rules.fingerprints import fingerprints  # already there when a rule has run

        return fingerprints(self.shown, self.from_repository)

    def link_to(self, path: str, line: int) -> str:
        """Give the address of a line, in the form that terminals and editors agree on."""
        return f"{(Path(os.path.abspath(self.session.root)) / path).as_uri()}#{line}"


def _text(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.statistics import statistics, statistics_lines
    from opsctl.rendering.diagnostics.text import diagnostic_lines

    no_color = checked.session.choices.no_color
    opens = checked.session.past is None and has_links(sys.stdout, os.environ, no_color=no_color)
    frames = diagnostic_lines(
        checked.shown,
        lines_of(checked.source_of),
        checked.from_here,
        checked.link_to if opens else None,
    )
    told = statistics_lines(statistics(checked.shown)) if checked.statistics else frames
    return [*told, *_summary(checked), *_fixes(checked)]


def _concise(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.concise import concise_lines

    lines = map(Text, concise_lines(checked.shown, checked.from_here))
    return [*lines, *_summary(checked), *_fixes(checked)]


def _summary(checked: Checked) -> Iterable[Text]:
    from opsctl.rendering.diagnostics.change import change_lines
    from opsctl.rendering.diagnostics.choice import choice_lines
    from opsctl.rendering.diagnostics.text import baseline_lines, summary_line

    yield summary_line(checked.shown, len(checked.files))
    yield from change_lines(checked.compared)
    yield from choice_lines(checked.choice)
    if checked.is_whole:
        known = checked.workspace.baseline
        yield from baseline_lines(checked.told, known, checked.workspace.unread)


def _fixes(checked: Checked) -> Iterable[Text]:
    from opsctl.rendering.diagnostics.fixes import fixable_lines

    if checked.offers_fixes:
        yield from fixable_lines(checked.shown, is_whole=checked.is_whole)


def _json(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.change import change_data
    from opsctl.rendering.diagnostics.choice import choice_data
    from opsctl.rendering.diagnostics.data import check_data
    from opsctl.rendering.diagnostics.statistics import statistics, statistics_data

    data = check_data(checked.shown, len(checked.files), checked.told)
    context = {**change_data(checked.compared), **choice_data(checked.choice)}
    counts = statistics_data(statistics(checked.shown)) if checked.statistics else {}
    return {**data, **context, **checked.fixed, **counts}


def _github(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.github import github_lines

    lines = github_lines(checked.shown, checked.from_repository, checked.unseen)
    return "".join(f"{line}\n" for line in lines)


def _gitlab(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.gitlab import gitlab_data

    entries = gitlab_data(checked.shown, checked.fingerprints(), checked.from_repository)
    return json_text(entries)


def _sarif(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.sarif import Tool, sarif_data
    from opsctl.rules.registry import RULES

    data = sarif_data(
        checked.shown,
        checked.fingerprints(),
        checked.source_of,
        checked.from_repository,
        Tool(__version__, RULES),
        edits_in(checked.source_of),
    )
    return json_text(data)


def _junit(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.junit import junit_text

    return junit_text(checked.shown, checked.files, checked.from_repository, checked.failing)


def _rdjson(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.rdjson import rdjson_data

    edits = edits_in(checked.source_of)
    return json_text(rdjson_data(checked.shown, checked.source_of, checked.from_repository, edits))


def edits_in(source_of: Callable[[str], Source | None]) -> Callable[[Finding], Sequence[Edit]]:
    """Make what plans the fix of a finding in its file; nothing where that cannot be done."""
    from opsctl.editing.fixes import plan_fix  # where a format shows fixes

    def edits(finding: Finding) -> Sequence[Edit]:
        source = source_of(finding.location.path) if finding.fix is not None else None
        if source is None or finding.fix is None:
            return ()
        return plan_fix(source, finding.fix) or ()

    return edits


def _markdown(checked: Checked) -> Drawn:
    from opsctl.rendering.diagnostics.markdown import check_markdown

    remarks = [line.plain for line in _summary(checked)][1:]
    return check_markdown(checked.shown, len(checked.files), checked.from_repository, remarks)


_FORMATS: Mapping[str, Callable[[Checked], Drawn]] = MappingProxyType(
    {
        "text": _text,
        "concise": _concise,
        "json": _json,
        "github": _github,
        "gitlab": _gitlab,
        "sarif": _sarif,
        "junit": _junit,
        "rdjson": _rdjson,
        "markdown": _markdown,
    }
)


def drawn(format: str, checked: Checked) -> Drawn:
    """Tell what a check found in one of the formats of `check`."""
    return _FORMATS[format](checked)


def print_checked(checked: Checked) -> None:
    """Print what a check found, in the format that the user chose."""
    session = checked.session
    said = drawn(session.format, checked)
    if isinstance(said, str):
        session.text(said)
    elif isinstance(said, Mapping):
        session.data(said)
    else:
        session.lines(said)
