"""What a check is asked for, and which wishes go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from opsctl.cli.session import Session
from opsctl.text.diagnostic import Severity
from opsctl.text.errors import UsageProblem

_COUNTING = ("text", "json")
"""The formats that have a place for statistics."""


@dataclass(frozen=True)
class CheckAsked:
    """What `opsctl check` was given, each as it is written but for the bar of severity."""

    paths: Sequence[Path]
    failing: Severity
    stdin_filename: str | None
    update_baseline: bool
    baseline_add: str | None
    use_baseline: bool
    base: str | None
    verify_signatures: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    outputs: Sequence[str]
    skip_outside: bool
    select: Sequence[str]
    ignore: Sequence[str]
    changed: bool
    statistics: bool
    exit_zero: bool

    @property
    def rewrites_baseline(self) -> bool:
        """Tell whether the list of known gaps is to be written, and nothing else done."""
        return self.update_baseline or self.baseline_add is not None

    @property
    def chooses(self) -> bool:
        """Tell whether only some of the findings are wanted, wherever they are."""
        return bool(self.select or self.ignore or self.changed)

    @property
    def is_about_the_files_alone(self) -> bool:
        """Tell whether the files of the workspace are all that is read, and nothing is written."""
        hangs_on_more = self.paths or self.stdin_filename or self.base or self.changed
        writes = self.fix or self.diff or self.outputs or self.rewrites_baseline
        return not (hangs_on_more or writes)


def refuse_what_contradicts(session: Session, asked: CheckAsked) -> None:
    """Refuse wishes that do not go together.

    Raises:
        UsageProblem: there are such.
    """
    fixes = asked.fix or asked.diff
    if asked.unsafe_fixes and not fixes:
        raise UsageProblem("--unsafe-fixes needs --fix or --diff", "look at --diff first")
    if fixes and (session.past or asked.stdin_filename or asked.rewrites_baseline):
        raise UsageProblem("fixes are of the files as they are now, and of nothing else")
    if asked.diff and asked.outputs:
        raise UsageProblem("--diff shows a difference and no findings", "leave out --output")
    if asked.rewrites_baseline:
        _refuse_a_part(session, asked)
    if asked.statistics:
        _refuse_to_count(session, asked)
    if asked.verify_signatures and asked.base is None:
        raise UsageProblem("signatures are those of a change", "name its base: --base main")


def _refuse_a_part(session: Session, asked: CheckAsked) -> None:
    """Refuse to write the list of known gaps from less than the whole workspace."""
    is_a_part = asked.paths or asked.chooses or asked.stdin_filename or session.past
    if is_a_part or asked.base or asked.outputs:
        raise UsageProblem("the baseline is of the whole workspace, as it is now")


def _refuse_to_count(session: Session, asked: CheckAsked) -> None:
    """Refuse to count what is not told, or in a form that has no place for it."""
    if asked.diff or asked.rewrites_baseline:
        raise UsageProblem("--statistics counts findings, and none are told here")
    if session.format not in _COUNTING:
        said = f"--statistics is for {' and '.join(_COUNTING)}, not for {session.format}"
        raise UsageProblem(said, "leave out one of the two")
