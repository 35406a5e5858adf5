"""`opsctl check`: every file of the workspace, and what to write instead."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from opsctl.cli.check_asked import CheckAsked, refuse_what_contradicts
from opsctl.cli.check_formats import print_checked
from opsctl.cli.check_found import checked
from opsctl.cli.check_options import (
    AddOption,
    BaseOption,
    ChangedOption,
    DiffOption,
    ExitZeroOption,
    FailOnSeverity,
    FixOption,
    NoBaselineOption,
    OutputOption,
    PathsArgument,
    SignaturesOption,
    SkipOption,
    StatisticsOption,
    StdinOption,
    UnsafeOption,
    UpdateOption,
    severity_named,
)
from opsctl.cli.check_outputs import outputs_of, write_outputs
from opsctl.cli.check_wanted import Wanted, wanted_of
from opsctl.cli.choosing_rules import IgnoreOption, SelectOption
from opsctl.cli.exits import FINDINGS
from opsctl.cli.path_homes import Home, each_in_turn, homes_of
from opsctl.cli.places import inside_path
from opsctl.cli.session import Session
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import OverlayTree, Tree


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
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    changed: ChangedOption = False,
    statistics: StatisticsOption = False,
    exit_zero: ExitZeroOption = False,
) -> None:
    """Check every file of the workspace, and say what to write instead.

    A PATH is checked in the nearest workspace above it, wherever you stand.
    """
    asked = CheckAsked(
        paths=paths or (),
        failing=severity_named(fail_on),
        stdin_filename=stdin_filename,
        update_baseline=update_baseline,
        baseline_add=baseline_add,
        use_baseline=not no_baseline,
        base=base,
        verify_signatures=verify_signatures,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        outputs=output or (),
        skip_outside=skip_outside,
        select=select or (),
        ignore=ignore or (),
        changed=changed,
        statistics=statistics,
        exit_zero=exit_zero,
    )
    refuse_what_contradicts(session, asked)
    if not asked.is_about_the_files_alone:
        session.hangs_on_more()
    if asked.rewrites_baseline:
        from opsctl.cli.baseline import rewrite_baseline  # with what writes files

        rewrite_baseline(session, update=update_baseline, add=baseline_add)
        return
    homes = _homes(session, asked)
    if homes is None:
        _check(session, asked)
        return
    each_in_turn(session, homes, lambda home, inside: _check(home, replace(asked, paths=inside)))


def _homes(session: Session, asked: CheckAsked) -> Sequence[Home] | None:
    """Sort the paths by their workspaces; none where the session's own has them all."""
    if not asked.paths or asked.stdin_filename is not None:
        return None
    homes = homes_of(session, asked.paths, skip_outside=asked.skip_outside)
    if homes is not None and asked.outputs and len(homes) > 1:
        raise UsageProblem("--output writes of one workspace", "name it with -C")
    return homes


def _check(session: Session, asked: CheckAsked) -> None:
    """Check one workspace: fix what is to be fixed, then tell what is found."""
    outputs = outputs_of(asked.outputs)
    tree = _tree(session, asked)
    wanted = wanted_of(session, asked, tree)
    fixed = _fixed(session, asked, wanted)
    found = checked(session, asked, tree, wanted, fixed)
    write_outputs(outputs, found)  # first: whoever reads what is printed may go away
    print_checked(found)
    if found.has_failed:
        raise typer.Exit(FINDINGS)


def _tree(session: Session, asked: CheckAsked) -> Tree:
    """Give the files to check, one of them as it comes from standard input."""
    if asked.stdin_filename is None:
        return session.tree
    path = inside_path(session.root, Path(asked.stdin_filename), must_exist=False)
    return OverlayTree(session.tree, {path: sys.stdin.buffer.read()})


def _fixed(session: Session, asked: CheckAsked, wanted: Wanted) -> Mapping[str, Any]:
    """Fix what is to be fixed; with --diff, the command ends with the difference."""
    if not (asked.fix or asked.diff):
        return {}
    from opsctl.cli.fixing import FixesAsked  # with what plans and writes
    from opsctl.cli.fixing_said import fix_files

    fixes = FixesAsked(wanted.among, asked.unsafe_fixes, asked.use_baseline, wanted.rules)
    return fix_files(session, fixes, diff=asked.diff, exit_zero=asked.exit_zero)
