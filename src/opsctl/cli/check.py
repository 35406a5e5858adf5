"""`opsctl check` and `opsctl rule`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from opsctl.cli.exits import FINDINGS
from opsctl.cli.session import Session
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.errors import UsageProblem
from opsctl.text.source import Source
from opsctl.text.tree import OverlayTree, Tree

if TYPE_CHECKING:
    from opsctl.model.baseline import Judged
    from opsctl.model.change import Change
    from opsctl.model.workspace import Workspace

CHECK_FORMATS = ("text", "json", "github")
PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH...", help="Report only what lies here; else everything."),
]
FailOnSeverity = Annotated[
    str, typer.Option(metavar="SEVERITY", help="Exit with 1 from this on: error, warning or note.")
]
UpdateOption = Annotated[
    bool,
    typer.Option(
        "--update-baseline", help="Drop known gaps that no longer occur; nothing is added."
    ),
]
AddOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", help="Take the gaps of a rule that is new in this version as known."
    ),
]
NoBaselineOption = Annotated[
    bool, typer.Option("--no-baseline", help="Report known gaps too, as if they were new.")
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Check also how the work came about since it left this branch, tag or commit.",
    ),
]
SignaturesOption = Annotated[
    bool,
    typer.Option(
        "--verify-signatures",
        help="With --base: each approval that was added is signed by its person.",
    ),
]
FixOption = Annotated[
    bool,
    typer.Option("--fix", help="Write what is right, where there is exactly one right answer."),
]
UnsafeOption = Annotated[
    bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also what is a guess.")
]
DiffOption = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
]
StdinOption = Annotated[
    str | None,
    typer.Option(
        metavar="PATH", help="Read this file of the workspace from standard input instead."
    ),
]


def check(
    session: Session,
    paths: PathsArgument = None,
    fail_on: FailOnSeverity = "error",
    stdin_filename: StdinOption = None,
    update_baseline: UpdateOption = False,
    baseline_add: AddOption = None,
    no_baseline: NoBaselineOption = False,
    base: BaseOption = None,
    verify_signatures: SignaturesOption = False,
    fix: FixOption = False,
    unsafe_fixes: UnsafeOption = False,
    diff: DiffOption = False,
) -> None:
    """Check every file of the workspace, and say what to write instead."""
    from opsctl.cli.baseline import rewrite_baseline  # with what writes files

    if unsafe_fixes and not (fix or diff):
        raise UsageProblem("--unsafe-fixes needs --fix or --diff", "look at --diff first")
    if (fix or diff) and (session.past or stdin_filename or update_baseline or baseline_add):
        raise UsageProblem("fixes are of the files as they are now, and of nothing else")
    if update_baseline or baseline_add is not None:
        if paths or stdin_filename or session.past or base:
            raise UsageProblem("the baseline is of the whole workspace, as it is now")
        rewrite_baseline(session, update=update_baseline, add=baseline_add)
        return
    failing = severity_named(fail_on)
    given = [path for path in paths or () if str(path) != stdin_filename]
    wanted = [_wanted(session, path) for path in given]
    if stdin_filename is not None and len(given) < len(paths or ()):
        wanted.append(inside_path(session.root, Path(stdin_filename), must_exist=False))
    tree = _tree(session, stdin_filename)
    if verify_signatures and base is None:
        raise UsageProblem("signatures are those of a change", "name its base: --base main")
    asked = _Asked(wanted, not no_baseline, base, verify_signatures)
    data: Mapping[str, Any] = {}
    if fix or diff:
        from opsctl.cli.fixing import FixesAsked  # with what plans and writes
        from opsctl.cli.fixing_said import fix_files

        fixes = FixesAsked(lambda path: is_wanted(path, wanted), unsafe_fixes, not no_baseline)
        data = fix_files(session, fixes, diff=diff)
    checked = _checked(session, tree, asked)
    _tell(session, checked, tree, data)
    if any(each.severity.rank <= failing.rank for each in checked.shown):
        raise typer.Exit(FINDINGS)


@dataclass(frozen=True)
class _Asked:
    """What a check is about: the paths, the base if there is one, whether signatures count."""

    wanted: Sequence[str]
    use_baseline: bool
    base: str | None
    verify_signatures: bool


@dataclass(frozen=True)
class _Checked:
    """What a check found: `shown` are the findings of the paths asked for, `files` how many."""

    workspace: Workspace
    told: Judged
    shown: Sequence[Diagnostic]
    files: int
    change: Change | None
    is_whole: bool


def _checked(session: Session, tree: Tree, asked: _Asked) -> _Checked:
    from opsctl.loading.workspace import Nouns  # pydantic and YAML, where needed
    from opsctl.model.baseline import NO_BASELINE
    from opsctl.rules.baseline import judged
    from opsctl.rules.engine import run_rules
    from opsctl.rules.registry import RULES

    workspace = session.load(Nouns.ALL, tree)
    change = _change(session, tree, workspace, asked)
    as_of = session.as_of(workspace.settings.timezone)
    found = run_rules(workspace, RULES, as_of, change)
    known = workspace.baseline if asked.use_baseline else NO_BASELINE
    told = judged(found, known, RULES, workspace.files)
    shown = [each for each in told.new if is_wanted(each.finding.location.path, asked.wanted)]
    files = sum(is_wanted(path, asked.wanted) for path in workspace.files)
    is_whole = asked.use_baseline and not asked.wanted
    return _Checked(workspace, told, shown, files, change, is_whole)


def _change(session: Session, tree: Tree, workspace: Workspace, asked: _Asked) -> Change | None:
    """Put together what changed since a base, if one is given."""
    if asked.base is None:
        return None
    from opsctl.cli.between import between  # git, where it is asked for
    from opsctl.cli.changes import change_since, with_signatures

    way = between(session, asked.base, workspace.settings.timezone, tree)
    change = change_since(session, way, workspace)
    return with_signatures(way, change) if asked.verify_signatures else change


def _tell(session: Session, checked: _Checked, tree: Tree, also: Mapping[str, Any]) -> None:
    from opsctl.rendering.diagnostics.change import change_data, change_lines
    from opsctl.rendering.diagnostics.data import check_data
    from opsctl.rendering.diagnostics.github import github_lines, notice
    from opsctl.rendering.diagnostics.text import baseline_lines, diagnostic_lines, summary_line

    shown, told, change = checked.shown, checked.told, checked.change
    if session.format == "json":
        data = check_data(shown, checked.files, told)
        session.data({**data, **change_data(change), **also})
    elif session.format == "github":
        here = git_root(session.root)
        for line in github_lines(shown, lambda path: relative_path(session.root / path, here)):
            session.text(f"{line}\n")
        for said in change.unseen if change else ():
            session.text(f"{notice(said)}\n")
    else:
        lines = diagnostic_lines(
            shown,
            lines_of(tree),
            lambda path: relative_path(session.root / path, Path.cwd()),
        )
        known = checked.workspace.baseline
        remarks = baseline_lines(told, known, checked.workspace.unread) if checked.is_whole else ()
        summary = summary_line(shown, checked.files)
        session.lines([*lines, summary, *change_lines(change), *remarks])


def rule(
    session: Session,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as ROCK003.")] = None,
) -> None:
    """Show the manual page of a rule, or list all rules."""
    from opsctl.rendering.rules import rule_data, rule_lines, rule_list_data, rule_list_lines
    from opsctl.rules.engine import find_rule
    from opsctl.rules.registry import RULES
    from opsctl.text.suggestion import did_you_mean

    if code is None:
        if session.format == "json":
            session.data(rule_list_data(RULES))
        else:
            session.lines(rule_list_lines(RULES))
        return
    found = find_rule(code, RULES)
    if found is None:
        known = [name for each in RULES for name in (each.code, each.name)]
        hint = did_you_mean(code, known) or "opsctl rule lists them all"
        raise UsageProblem(f"there is no rule `{code}`", hint)
    if session.format == "json":
        session.data(rule_data(found))
    else:
        session.lines(rule_lines(found))


def severity_named(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise UsageProblem(f"--fail-on does not take `{name}`", "error, warning or note") from None


def _tree(session: Session, stdin_filename: str | None) -> Tree:
    if stdin_filename is None:
        return session.tree
    path = inside_path(session.root, Path(stdin_filename), must_exist=False)
    return OverlayTree(session.tree, {path: sys.stdin.buffer.read()})


def _wanted(session: Session, path: Path) -> str:
    """Give a path to report on, which has to be there, or have been there at `--at`."""
    inside = inside_path(session.root, path, must_exist=session.past is None)
    if inside and session.past and session.tree.entry(inside) is None:
        raise UsageProblem(f"there was no {path} at {session.past.rev}")
    return inside


def inside_path(root: Path, path: Path, *, must_exist: bool = True) -> str:
    """Give a path as the workspace knows it; the workspace itself is the empty path."""
    place = Path(os.path.abspath(path))
    if must_exist and not os.path.lexists(place):
        raise UsageProblem(f"there is no {path}")
    for base in (root, Path(os.path.abspath(root)), Path(os.path.realpath(root))):
        for candidate in (place, Path(os.path.realpath(place.parent)) / place.name):
            if candidate.is_relative_to(base):
                inside = candidate.relative_to(base).as_posix()
                return "" if inside == "." else inside
    raise UsageProblem(f"{path} lies outside of the workspace")


def is_wanted(path: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(each in ("", path) or path.startswith(f"{each}/") for each in wanted)


def relative_path(place: Path, start: Path) -> str:
    return Path(os.path.relpath(place, start)).as_posix()


def git_root(folder: Path) -> Path:
    """Give the nearest folder upward that git calls a repository, else the folder itself."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return each
    return folder


def lines_of(tree: Tree) -> Callable[[str, int], str | None]:
    """Make a function that gives lines of files for frames; each file is read once."""
    from opsctl.loading.source import read_source  # already there when a rule has run

    @cache
    def source_of(path: str) -> Source | None:
        entry = tree.entry(path)
        return read_source(tree, entry)[0] if entry else None

    def line(path: str, number: int) -> str | None:
        source = source_of(path)
        return source.line(number) if source else None

    return line
