"""What stands above the question how a Rock has ended."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from opsctl.analysis.rock import RockView
from opsctl.analysis.words import newest_word
from opsctl.rendering.figures import percent, short_date
from opsctl.rendering.layout import wrap
from opsctl.rendering.rock.phrases import reasons_and_rescue
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, STANDING_STYLES, STANDING_WORDS
from opsctl.rendering.visible import one_line


def question_lines(view: RockView, screen: Screen, *, suggests_done: bool) -> Iterator[Text]:
    """Draw a Rock in a few lines: how far, how it stands, the last word, and what it looks like."""
    yield Text()
    sign = f"{screen.signs.standing[view.standing]} "
    title = Text.assemble((sign, STANDING_STYLES[view.standing]), (one_line(view.rock.title), BOLD))
    yield from wrap(title, screen.width, 0)
    far = "no figure" if view.progress is None else percent(view.progress)
    facts = f"{STANDING_WORDS[view.standing]}, {far}, due {short_date(view.due, view.as_of)}"
    reasons = "; ".join(one_line(each) for each in reasons_and_rescue(view))
    yield from wrap(Text(f"{facts}{': ' if reasons else ''}{reasons}", DIM), screen.width, 2)
    word = newest_word(view.rock, view.as_of)
    if word is not None and word.say is not None:
        by = f" {one_line(word.by)}" if word.by else ""
        note = f": {one_line(word.note)}" if word.note else ""
        said = f"{short_date(word.date, view.as_of)}{by} {word.say.replace('-', ' ')}{note}"
        yield from wrap(Text(f"last word {said}", DIM), screen.width, 2)
    if suggests_done:
        yield from wrap(Text("everything in it is done: d"), screen.width, 2)
