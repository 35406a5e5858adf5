"""What was fixed, what would be, and what could not be: as lines and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from opsctl.rendering.diagnostics.data import finding_data
from opsctl.rendering.figures import counted
from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Diagnostic

LeftOut = Sequence[tuple[Diagnostic, str]]
_GUESSES = "more can be guessed: opsctl check --diff --unsafe-fixes shows how"


def fixed_lines(done: Sequence[Diagnostic], shown_path: Callable[[str], str]) -> Iterator[Text]:
    """Name each finding that was fixed, with the line in which it stood."""
    for each in done:
        yield Text(f"{_place(each, shown_path)}: fixed {_named(each)}")


def left_out_lines(left_out: LeftOut, shown_path: Callable[[str], str]) -> Iterator[Text]:
    """Name each finding whose fix was left out, and why."""
    for each, why in left_out:
        yield Text(f"{_place(each, shown_path)}: not fixed {_named(each)}")
        yield Text(f"  {one_line(why)}", DIM)


def fixed_summary(done: Sequence[Diagnostic], files: int, guesses: int, *, diff: bool) -> str:
    """Count what was fixed in a sentence, and what could be guessed beyond it."""
    verb = "would fix" if diff else "fixed"
    said = f"{verb} {counted(len(done), 'finding')} in {counted(files, 'file')}"
    if not done:
        said = "nothing to fix" if guesses else "nothing to fix here has exactly one right answer"
    return f"{said}; {guesses} {_GUESSES}" if guesses else said


def fixable_lines(diagnostics: Sequence[Diagnostic], *, is_whole: bool) -> Iterator[Text]:
    """Say how many findings opsctl itself can mend, and how.

    Where only some are told (`is_whole` is false), the command is the one that told them.
    """
    fixes = [each.finding.fix for each in diagnostics if each.finding.fix is not None]
    safe = sum(fix.safe for fix in fixes)
    guesses = len(fixes) - safe
    command = "opsctl check" if is_whole else "the same with"
    if safe:
        more = f", and {guesses} more with --unsafe-fixes" if guesses else ""
        yield Text(f"{safe} can be fixed: {command} --fix{more}", DIM)
    elif guesses:
        yield Text(f"{guesses} can be guessed: {command} --diff --unsafe-fixes shows how", DIM)


def fixes_data(
    done: Sequence[Diagnostic],
    left_out: LeftOut,
    written: Sequence[str],
    diff: Sequence[Text] | None = None,
) -> Mapping[str, Any]:
    """Give the shape of what was fixed; with a difference, nothing was written."""
    return {
        "fixes": {
            "fixed": [finding_data(each) for each in done],
            "left_out": [{**finding_data(each), "why": why} for each, why in left_out],
            "written": list(written),
            "diff": None if diff is None else [line.plain for line in diff],
        }
    }


def _place(diagnostic: Diagnostic, shown_path: Callable[[str], str]) -> str:
    place = diagnostic.finding.location
    return f"{one_line(shown_path(place.path))}:{place.span.line}:{place.span.column}"


def _named(diagnostic: Diagnostic) -> str:
    return f"[{diagnostic.finding.code}] {one_line(diagnostic.finding.message)}"
