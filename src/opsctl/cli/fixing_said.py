"""Carry fixes out or show them, and say what happened."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import typer
from rich.text import Text

from opsctl.cli.changing import diff_lines
from opsctl.cli.exits import FINDINGS, FINE
from opsctl.cli.fixing import Fixed, FixesAsked, Ground, plan_fixes
from opsctl.cli.session import Session
from opsctl.editing.write import write_files
from opsctl.loading.workspace import Nouns
from opsctl.rendering.diagnostics.fixes import (
    fixed_lines,
    fixed_summary,
    fixes_data,
    left_out_lines,
)


def fix_files(
    session: Session, asked: FixesAsked, *, diff: bool, exit_zero: bool = False
) -> Mapping[str, Any]:
    """Write what is fixed and say it; give the same as data for the formats of programs.

    With `diff` nothing is written, and the command ends here: with 1 where there is a difference,
    unless it is to end with 0 whatever is found.
    """
    ground = Ground(
        session.tree,
        lambda tree: session.load(Nouns.ALL, tree),
        lambda workspace: session.as_of(workspace.settings.timezone),
    )
    fixed = plan_fixes(ground, asked)
    if diff:
        _show(session, fixed)
        raise typer.Exit(FINDINGS if fixed.writes and not exit_zero else FINE)
    write_files(session.root, fixed.writes, session.lock)
    _say(session, fixed, diff=False)
    return fixes_data(fixed.done, fixed.left_out, [each.path for each in fixed.writes])


def _show(session: Session, fixed: Fixed) -> None:
    lines = [line for write in fixed.writes for line in diff_lines(write)]
    if session.format == "json":
        session.data({"schema": 1, **fixes_data(fixed.done, fixed.left_out, (), lines)})
    else:
        session.lines(lines)
    _say(session, fixed, diff=True)


def _shown(session: Session) -> Callable[[str], str]:
    return lambda path: Path(os.path.relpath(session.root / path, Path.cwd())).as_posix()


def _say(session: Session, fixed: Fixed, *, diff: bool) -> None:
    """Say it above the findings that are left, or beside a difference or another format."""
    lines = [*left_out_lines(fixed.left_out, _shown(session))]
    if not diff:
        lines = [*fixed_lines(fixed.done, _shown(session)), *lines]
    summary = fixed_summary(fixed.done, len(fixed.writes), fixed.guesses, diff=diff)
    if diff or session.format != "text":
        session.remark(*(line.plain for line in lines), summary)
    else:
        session.lines([*lines, Text(f"{summary}\n")])
