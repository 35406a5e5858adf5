"""`opsctl check` and `opsctl rule`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from opsctl.cli.check_formats import Checked, print_checked
from opsctl.cli.check_outputs import outputs_of, write_outputs
from opsctl.cli.exits import FINDINGS
from opsctl.cli.path_homes import each_in_turn, homes_of
from opsctl.cli.places import inside_path
from opsctl.cli.session import Session
from opsctl.text.diagnostic import Severity
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import OverlayTree, Tree

if TYPE_CHECKING:
    from opsctl.model.change import Change
    from opsctl.model.workspace import Workspace

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
OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="FORMAT=FILE",
        help="Write the findings also to a file, in a format of its own; may be given repeatedly.",
    ),
]
SkipOption = Annotated[
    bool,
    typer.Option(
        "--skip-outside", help="Pass over a PATH that lies in no workspace, as a hook may give it."
    ),
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
    output: OutputOption = None,
    skip_outside: SkipOption = False,
) -> None:
    """Check every file of the workspace, and say what to write instead.

    A PATH is checked in the nearest workspace above it, wherever you stand.
    """
    from opsctl.cli.baseline import rewrite_baseline  # with what writes files

    if unsafe_fixes and not (fix or diff):
        raise UsageProblem("--unsafe-fixes needs --fix or --diff", "look at --diff first")
    if (fix or diff) and (session.past or stdin_filename or update_baseline or baseline_add):
        raise UsageProblem("fixes are of the files as they are now, and of nothing else")
    if diff and output:
        raise UsageProblem("--diff shows a difference and no findings", "leave out --output")
    if update_baseline or baseline_add is not None:
        if paths or stdin_filename or session.past or base or output:
            raise UsageProblem("the baseline is of the whole workspace, as it is now")
        rewrite_baseline(session, update=update_baseline, add=baseline_add)
        return
    homes = None
    if paths and stdin_filename is None:
        homes = homes_of(session, paths, skip_outside=skip_outside)
    if homes is not None:
        if output and len(homes) > 1:
            raise UsageProblem("--output writes of one workspace", "name it with -C")
        one = partial(check, fail_on=fail_on, no_baseline=no_baseline, base=base, output=output)
        one = partial(one, verify_signatures=verify_signatures, fix=fix, diff=diff)
        each_in_turn(session, homes, partial(one, unsafe_fixes=unsafe_fixes))
        return
    outputs = outputs_of(output or ())
    failing = severity_named(fail_on)
    given = [path for path in paths or () if str(path) != stdin_filename]
    wanted = [_wanted(session, path) for path in given]
    if stdin_filename is not None and len(given) < len(paths or ()):
        wanted.append(inside_path(session.root, Path(stdin_filename), must_exist=False))
    tree = _tree(session, stdin_filename)
    if verify_signatures and base is None:
        raise UsageProblem("signatures are those of a change", "name its base: --base main")
    asked = _Asked(wanted, not no_baseline, base, verify_signatures, failing)
    fixed: Mapping[str, Any] = {}
    if fix or diff:
        from opsctl.cli.fixing import FixesAsked  # with what plans and writes
        from opsctl.cli.fixing_said import fix_files

        fixes = FixesAsked(lambda path: is_wanted(path, wanted), unsafe_fixes, not no_baseline)
        fixed = fix_files(session, fixes, diff=diff)
    checked = _checked(session, tree, asked, fixed)
    write_outputs(outputs, checked)  # first: whoever reads what is printed may go away
    print_checked(checked)
    if checked.has_failed:
        raise typer.Exit(FINDINGS)


@dataclass(frozen=True)
class _Asked:
    """What a check is about: paths, the base if there is one, if signatures count, what fails."""

    wanted: Sequence[str]
    use_baseline: bool
    base: str | None
    verify_signatures: bool
    failing: Severity


def _checked(session: Session, tree: Tree, asked: _Asked, fixed: Mapping[str, Any]) -> Checked:
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
    files = [path for path in workspace.files if is_wanted(path, asked.wanted)]
    return Checked(
        session,
        tree,
        workspace,
        told,
        shown,
        files,
        change,
        is_whole=asked.use_baseline and not asked.wanted,
        failing=asked.failing,
        fixed=fixed,
    )


def _change(session: Session, tree: Tree, workspace: Workspace, asked: _Asked) -> Change | None:
    """Put together what changed since a base, if one is given."""
    if asked.base is None:
        return None
    from opsctl.cli.between import between  # git, where it is asked for
    from opsctl.cli.changes import change_since, with_signatures

    way = between(session, asked.base, workspace.settings.timezone, tree)
    change = change_since(session, way, workspace)
    return with_signatures(way, change) if asked.verify_signatures else change


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


def is_wanted(path: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(each in ("", path) or path.startswith(f"{each}/") for each in wanted)
