"""The preview of an import of numbers on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.scorecard_sheet.plan import Doubtful, NumbersPlan, Taken
from opsctl.analysis.scorecard_sheet.table import RefusedCell
from opsctl.model.scorecard import ValueEntry
from opsctl.rendering.figures import counted
from opsctl.rendering.guesses import guess_lines
from opsctl.rendering.layout import Column, fit, line, wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

_MOST = 40
"""So many lines of one kind are drawn; JSON has them all."""

_TAKEN = (
    Column("measurable", flexible=True, least=24),
    Column("new", right=True),
    Column("same", right=True),
    Column("different", right=True),
    Column("new periods", drop=1),
)


def numbers_lines(plan: NumbersPlan, screen: Screen, *, replace: bool) -> Iterator[Text]:
    """Draw the preview, line by line."""
    title = f"{one_line(plan.path)} {screen.signs.arrow} {numbers_summary(plan)}"
    yield from wrap(Text(title), screen.width, 0)
    guesses = [(each.what, each.value, each.why) for each in plan.guesses]
    yield from guess_lines(guesses, screen)
    yield from _taken(plan.taken, screen)
    yield from _different(plan.taken, screen, replace=replace)
    yield from _doubtful(plan.doubtful, screen)
    yield from _refused(plan.refused, screen)
    if plan.left:
        yield from (Text(), Text("Not taken", BOLD))
        lines = [
            (f"{each.name} “{one_line(each.heading)}”" if each.heading else each.name, each)
            for each in plan.left
        ]
        yield from _listed([(where, each.why, each.hint) for where, each in lines], screen)


def numbers_summary(plan: NumbersPlan) -> str:
    """Count the numbers in a line."""
    parts = [f"{counted(plan.new, 'number')} new", f"{plan.same} there already"]
    if plan.different:
        parts.append(f"{plan.different} different")
    if plan.refused:
        parts.append(numbers_lost(plan))
    return ", ".join(parts)


def numbers_lost(plan: NumbersPlan) -> str:
    """Count the cells that are refused; empty where none is."""
    return f"{counted(len(plan.refused), 'cell')} that cannot be taken" if plan.refused else ""


def shown_entry(entry: ValueEntry) -> str:
    """Show what stands for a period: the number as it is written, or the reason for none."""
    said = f"n/a: {entry.na}" if entry.value is None else entry.value.text
    return one_line(f"{said} ({entry.note})" if entry.note else said)


def _taken(taken: Sequence[Taken], screen: Screen) -> Iterator[Text]:
    if not taken:
        return
    yield from (Text(), Text("Numbers", BOLD))
    rows = [
        [
            Text(str(each.measurable.ref)),
            Text(str(len(each.new))),
            Text(str(each.same)),
            Text(str(len(each.different))),
            Text(_span(each), DIM),
        ]
        for each in taken
    ]
    widths = fit(_TAKEN, rows, screen.width and screen.width - 1)
    yield Text(" ") + line(
        _TAKEN, [Text(column.heading, DIM) for column in _TAKEN], widths, screen.signs.more
    )
    for each, row in zip(taken, rows, strict=True):
        yield Text(" ") + line(_TAKEN, row, widths, screen.signs.more)
        if each.created:
            measurable = each.measurable
            made = f"new: “{one_line(measurable.title)}”, {measurable.unit}, by the "
            text = f"{made}{measurable.cadence}, owner {one_line(measurable.owner)}"
            hint = f" ({one_line(each.hint)})" if each.hint else ""
            yield from wrap(Text(text + hint, DIM), screen.width, 5)


def _span(taken: Taken) -> str:
    if not taken.new:
        return ""
    first, last = taken.new[0].period, taken.new[-1].period
    return str(first) if first == last else f"{first} – {last}"


def _different(taken: Sequence[Taken], screen: Screen, *, replace: bool) -> Iterator[Text]:
    told = [
        (
            f"{found.number.cell} {each.measurable.ref} {found.number.period}",
            f"the sheet says {shown_entry(found.number.entry)}; "
            + ", ".join(
                f"{shown_entry(there.entry)} stands in {one_line(there.path)}:"
                f"{there.record.origin.value('values', there.key).span.line}"
                for there in found.there
            ),
            None,
        )
        for each in taken
        for found in each.different
    ]
    if told:
        title = "to be replaced" if replace else "left as they are: --replace takes the sheet's"
        yield from (Text(), Text(f"Different, and {title}", BOLD))
        yield from _listed(told, screen)


def _doubtful(doubtful: Sequence[Doubtful], screen: Screen) -> Iterator[Text]:
    if doubtful:
        yield from (Text(), Text("To look at first", BOLD))
        told = [
            (f"{each.number.cell} “{one_line(each.heading)}”, {each.number.period}", each)
            for each in doubtful
        ]
        yield from _listed([(where, each.message, each.hint) for where, each in told], screen)


def _headings(cell: RefusedCell) -> tuple[str, str]:
    return (f"“{one_line(cell.heading)}”" if cell.heading else "", one_line(cell.period))


def _refused(refused: Sequence[RefusedCell], screen: Screen) -> Iterator[Text]:
    if refused:
        yield from (Text(), Text("Cells that cannot be taken", BOLD))
        told = [
            (f"{each.cell} {', '.join(filter(None, _headings(each)))}", each) for each in refused
        ]
        yield from _listed([(where, each.message, each.hint) for where, each in told], screen)


def _listed(told: Sequence[tuple[str, str, str | None]], screen: Screen) -> Iterator[Text]:
    for where, message, hint in told[:_MOST]:
        text = Text(f"{where}: {one_line(message)}")
        if hint:
            text.append(f" ({one_line(hint)})", DIM)
        yield from wrap(text, screen.width, 1)
    if len(told) > _MOST:
        yield Text(f" and {len(told) - _MOST} more: --format json has them all", DIM)
