"""`opsctl check`: every file of the workspace, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import typer

from opsctl.cli.check_asked import CheckAsked, refuse_what_contradicts
from opsctl.cli.check_formats import print_checked
from opsctl.cli.check_found import checked, is_wanted, wanted_paths
from opsctl.cli.check_options import (
    AddOption,
    BaseOption,
    DiffOption,
    FailOnSeverity,
    FixOption,
    NoBaselineOption,
    OutputOption,
    PathsArgument,
    SignaturesOption,
    SkipOption,
    StdinOption,
    UnsafeOption,
    UpdateOption,
    severity_named,
)
from opsctl.cli.check_outputs import outputs_of, write_outputs
from opsctl.cli.exits import FINDINGS
from opsctl.cli.path_homes import Home, each_in_turn, homes_of
from opsctl.cli.session import Session
from opsctl.text.errors import UsageProblem


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
    )
    refuse_what_contradicts(session, asked)
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
    wanted = wanted_paths(session, asked)
    fixed = _fixed(session, asked, wanted)
    found = checked(session, asked, wanted, fixed)
    write_outputs(outputs, found)  # first: whoever reads what is printed may go away
    print_checked(found)
    if found.has_failed:
        raise typer.Exit(FINDINGS)


def _fixed(session: Session, asked: CheckAsked, wanted: Sequence[str]) -> Mapping[str, Any]:
    """Fix what is to be fixed; with --diff, the command ends with the difference."""
    if not (asked.fix or asked.diff):
        return {}
    from opsctl.cli.fixing import FixesAsked  # with what plans and writes
    from opsctl.cli.fixing_said import fix_files

    fixes = FixesAsked(lambda path: is_wanted(path, wanted), asked.unsafe_fixes, asked.use_baseline)
    return fix_files(session, fixes, diff=asked.diff)
