"""Diagnostics for people: a frame each, with the place marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from opsctl.model.baseline import Baseline, Judged
from opsctl.rendering.figures import counted
from opsctl.rendering.theme import DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line, visible
from opsctl.text.diagnostic import Diagnostic, Severity

LineAt = Callable[[str, int], str | None]
LinkTo = Callable[[str, int], str]
_LONGEST_LINE = 120
_KEPT_BEFORE = 60
_CUT = "[…]"


def diagnostic_lines(
    diagnostics: Sequence[Diagnostic],
    line_at: LineAt,
    shown_path: Callable[[str], str],
    link_to: LinkTo | None = None,
) -> Iterator[Text]:
    """Draw diagnostics; `line_at` gives a line of a file, `shown_path` a path as seen from here.

    `link_to` gives the address of a line, for terminals that open one.
    """
    for diagnostic in diagnostics:
        yield from _frame(diagnostic, line_at, shown_path, link_to)
        yield Text()


def summary_line(diagnostics: Sequence[Diagnostic], files: int) -> Text:
    """Count what was found, in one line."""
    counts = [
        counted(sum(each.severity is severity for each in diagnostics), severity.value)
        for severity in Severity
    ]
    looked = f"in {counted(files, 'file')}"
    if not diagnostics:
        return Text(f"No findings {looked}.")
    return Text(f"{', '.join(counts)} {looked}.")


def baseline_lines(told: Judged, baseline: Baseline, unread: Sequence[str] = ()) -> Iterator[Text]:
    """Say how many gaps are known, and how many fewer they are than at the start.

    A file that is not read at all is named, though its gap is known: it must not look sound.
    """
    if not baseline.counts and not baseline.at_start:
        return
    fewer = f"; {told.fewer} fewer than at the start" if told.fewer else ""
    yield Text(f"{counted(len(told.known), 'known gap')}{fewer}.", DIM)
    paths = {each.finding.location.path for each in told.known}
    for path in (each for each in unread if each in paths):
        yield Text(f"{visible(path)} is not read: opsctl check --no-baseline says why.", DIM)
    if told.closed:
        verb = "is" if told.closed == 1 else "are"
        said = f"{counted(told.closed, 'known gap')} {verb} closed: opsctl check --update-baseline"
        yield Text(f"{said} drops {'it' if told.closed == 1 else 'them'} from the list.", DIM)


def _frame(
    diagnostic: Diagnostic,
    line_at: LineAt,
    shown_path: Callable[[str], str],
    link_to: LinkTo | None,
) -> Iterator[Text]:
    finding, style = diagnostic.finding, SEVERITY_STYLES[diagnostic.severity]
    path, span = finding.location.path, finding.location.span
    place = f"{visible(shown_path(path))}:{span.line}:{span.column}"
    text = Text()
    text.append(place, Style(link=link_to(path, span.line)) if link_to else None)
    text.append(": ")
    text.append(f"{diagnostic.severity}[{finding.code}]", style)
    text.append(f" {one_line(finding.message)}")
    yield text
    source = line_at(path, span.line)
    if source is not None and source.strip():
        last = span.end_column if span.end_line == span.line else len(source) + 1
        yield from _excerpt(source, span.line, span.column, last, style)
    hint = f"{one_line(finding.hint)} " if finding.hint else ""
    yield Text(f"  hint: {hint}(opsctl rule {finding.code})", DIM)


def _excerpt(source: str, number: int, column: int, last: int, style: str) -> Iterator[Text]:
    """Show the line, and a mark below the place; of a long line, the part around it."""
    start, more = 0, ""
    if len(source) > _LONGEST_LINE:
        start = max(column - 1 - _KEPT_BEFORE, 0)
        more = _CUT if len(source) > start + _LONGEST_LINE else ""
        source = source[start : start + _LONGEST_LINE]
    at = min(max(column - 1 - start, 0), len(source))
    to = min(max(last - 1 - start, at + 1), max(len(source), at + 1))
    before, marked, after = (
        visible(part.replace("\t", "    ")) for part in (source[:at], source[at:to], source[to:])
    )
    gutter = f"{number:5} | "
    before = f"{_CUT if start else ''}{before}"
    yield Text(gutter, DIM) + Text(before + marked + after + more)
    carets = "^" * max(cell_len(marked), 1)
    margin = "| ".rjust(len(gutter))
    yield Text(margin + " " * cell_len(before), DIM) + Text(carets, style)
