"""The preview of an import on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.sheet.plan import ImportPlan, Refused, Taken, There
from opsctl.model.rock import Rock
from opsctl.rendering.figures import counted, plain_number
from opsctl.rendering.guesses import guess_lines
from opsctl.rendering.layout import Column, fit, line, wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

_TAKEN = (
    Column("line", right=True),
    Column("title", flexible=True, least=24),
    Column("owner"),
    Column("due", drop=1),
)


def import_lines(plan: ImportPlan, screen: Screen) -> Iterator[Text]:
    """Draw the preview, line by line."""
    yield Text(f"{one_line(plan.path)} {screen.signs.arrow} {summary(plan)}")
    yield from _guessed(plan, screen)
    yield from _taken(plan.taken, screen)
    yield from _there(plan.there, screen)
    yield from _refused(plan.refused, screen)
    if plan.people:
        yield Text()
        names = ", ".join(f"{one_line(each.name)} ({each.id})" for each in plan.people)
        yield from wrap(Text(f"New in people.yaml: {names}"), screen.width, 0)


def summary(plan: ImportPlan) -> str:
    """Count the rows in a line."""
    parts = [f"{counted(len(plan.taken), 'Rock')} to take"]
    if plan.there:
        parts.append(f"{len(plan.there)} already there")
    if plan.refused:
        parts.append(f"{counted(len(plan.refused), 'row')} that cannot be taken")
    return ", ".join(parts)


def becomes(rock: Rock) -> str:
    """Phrase what the scores and the status of a row become."""
    parts = []
    for entry in rock.log:
        word = [str(entry.say).replace("-", " ")] if entry.say else []
        now = [f"now {plain_number(entry.now)}"] if entry.now is not None else []
        if word or now:
            parts.append(f"{' '.join((*word, *now))} on {entry.date}")
    if rock.status:
        day = f" on {rock.result.date}" if rock.result and rock.result.date else ""
        parts.append(f"{rock.status}{day}")
    return ", ".join(parts)


def _guessed(plan: ImportPlan, screen: Screen) -> Iterator[Text]:
    rows = [(each.what, each.value, each.why) for each in plan.guesses]
    taken = [each for each in plan.columns if each.field]
    rows += [(str(each.field), f"column “{each.name}”", each.why) for each in taken]
    left = [each for each in plan.columns if not each.field]
    rows += [("not taken", f"column “{each.name}”", each.why) for each in left]
    yield from guess_lines(rows, screen)


def _taken(taken: Sequence[Taken], screen: Screen) -> Iterator[Text]:
    if not taken:
        return
    yield from (Text(), Text("Rocks to take", BOLD))
    rows = [
        [
            Text(str(each.line), DIM),
            Text(one_line(each.rock.title)),
            Text(one_line(each.rock.owner), DIM),
            Text(str(each.rock.due or ""), DIM),
        ]
        for each in taken
    ]
    widths = fit(_TAKEN, rows, screen.width)
    headings = [Text(column.heading, DIM) for column in _TAKEN]
    yield line(_TAKEN, headings, widths, screen.signs.more)
    for each, row in zip(taken, rows, strict=True):
        yield line(_TAKEN, row, widths, screen.signs.more)
        said = [str(each.rock.ref), becomes(each.rock), *map(one_line, each.remarks)]
        text = f" {screen.signs.dot} ".join(part for part in said if part)
        yield from wrap(Text(text, DIM), screen.width, widths[0] + 2)


def _there(there: Sequence[There], screen: Screen) -> Iterator[Text]:
    if not there:
        return
    yield from (Text(), Text("Already there, and left as they are", BOLD))
    for each in there:
        text = f"line {each.line}: already there as {each.rock.ref}"
        if each.differs:
            text += f"; the sheet says otherwise of {', '.join(each.differs)}"
        yield from wrap(Text(text), screen.width, 1)


def _refused(refused: Sequence[Refused], screen: Screen) -> Iterator[Text]:
    if not refused:
        return
    yield from (Text(), Text("Rows that cannot be taken", BOLD))
    for row in refused:
        title = f"“{one_line(row.title)}” " if row.title else ""
        yield from wrap(Text(f"line {row.line}: {title}").append("", DIM), screen.width, 1)
        for each in row.problems:
            where = f"column “{one_line(each.column)}”: " if each.column else ""
            text = Text(f"{where}{one_line(each.message)}")
            if each.hint:
                text.append(f" ({one_line(each.hint)})", DIM)
            yield from wrap(text, screen.width, 5)
