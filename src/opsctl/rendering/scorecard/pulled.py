"""What a source gave, and what became of it, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from opsctl.analysis.scorecard.pulling import Fate, PulledNumber, Pulling
from opsctl.rendering.figures import counted
from opsctl.rendering.scorecard.typed import change_text, entry_text
from opsctl.rendering.theme import BOLD
from opsctl.rendering.visible import one_line

_SAID = ((Fate.NEW, "new"), (Fate.CHANGED, "changed"), (Fate.SAME, "as they were"))


def pulling_lines(pulling: Pulling, arrow: str) -> Iterator[Text]:
    """Draw the counts of a source, and every number that changes or is not taken."""
    counts = Counter(each.fate for each in pulling.numbers)
    parts = [f"{counts[fate]} {word}" for fate, word in _SAID if counts[fate]]
    head = f" from {one_line(pulling.source)}: {', '.join(parts) or 'nothing new'}"
    yield Text.assemble((str(pulling.measurable.ref), BOLD), head)
    for number in pulling.numbers:
        said = _said(number, arrow)
        if said:
            yield Text(f"  {number.period}: {said}")
    outside = counts[Fate.OUTSIDE]
    if outside:
        yield Text(f"  {counted(outside, 'period')} outside of its life left out")


def _said(number: PulledNumber, arrow: str) -> str | None:
    there = number.there.entry if number.there else None
    if number.fate is Fate.CHANGED:
        return change_text(there, number.entry, arrow)
    if number.fate is Fate.OPEN:
        return f"{entry_text(number.entry)} left out, the period is not over"
    if there is None or number.fate not in (Fate.KEPT, Fate.DOUBLE):
        return None
    said = f"{entry_text(there)} kept, the source says {entry_text(number.entry)}"
    if number.fate is Fate.DOUBLE:
        return f"{said}: it stands in several places, take out all but one"
    return f"{said}: --replace takes it"
