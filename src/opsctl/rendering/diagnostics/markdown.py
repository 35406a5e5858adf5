"""Diagnostics as a page of Markdown: the summary of a job, or a comment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

from opsctl.rendering.diagnostics.wording import counts_by_severity, worst_first
from opsctl.rendering.figures import counted
from opsctl.rendering.markdown import escaped
from opsctl.text.diagnostic import Diagnostic, Severity

_LARGEST = 900_000
"""Bytes. GitHub refuses the summary of a step from 1 MiB on."""

_HEADINGS = MappingProxyType(
    {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.NOTE: "Notes"}
)


def check_markdown(
    diagnostics: Sequence[Diagnostic],
    files: int,
    shown_path: Callable[[str], str],
    remarks: Sequence[str] = (),
    largest: int = _LARGEST,
) -> str:
    """Write the page, the worst first, under what is to be remarked about all of it.

    Rows are written as long as the page stays below `largest` bytes; the others are counted.
    """
    pieces = [_top(diagnostics, files, remarks)]
    size = len(pieces[0].encode("utf-8"))
    ordered = worst_first(diagnostics)
    for shown, piece in enumerate(_rows(ordered, shown_path)):
        size += len(piece.encode("utf-8"))
        if size > largest:
            left = counts_by_severity(ordered[shown:])
            pieces.append(f"\n{left} more: opsctl check shows them all.\n")
            break
        pieces.append(piece)
    return "".join(pieces)


def _top(diagnostics: Sequence[Diagnostic], files: int, remarks: Sequence[str]) -> str:
    counts = counts_by_severity(diagnostics) or "No findings"
    lines = ["# Check", "", f"**{counts}** in {counted(files, 'file')}."]
    lines += ["", *(f"- {escaped(each)}" for each in remarks)] if remarks else []
    return "\n".join(lines) + "\n"


def _rows(ordered: Sequence[Diagnostic], shown_path: Callable[[str], str]) -> Iterator[str]:
    """Write a row for each; the first of a severity brings the head of its table."""
    above = None
    for each in ordered:
        finding, start = each.finding, each.finding.location.span
        place = f"{escaped(shown_path(finding.location.path))}:{start.line}:{start.column}"
        cells = (place, escaped(finding.message), escaped(finding.hint or ""))
        row = f"| {' | '.join(cells)} | {finding.code} {each.name} |\n"
        yield row if each.severity is above else f"{_head(each.severity)}{row}"
        above = each.severity


def _head(severity: Severity) -> str:
    titles = "| Place | What is wrong | What to write instead | Rule |"
    return f"\n## {_HEADINGS[severity]}\n\n{titles}\n| --- | --- | --- | --- |\n"
