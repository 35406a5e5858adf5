"""Why a number is what it is, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from opsctl.analysis.scorecard.explanation import Explanation, Setting
from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.rendering.layout import hanging, labelled, wrap
from opsctl.rendering.scorecard.explain_phrases import (
    ShownPath,
    goal_phrases,
    input_parts,
    part_parts,
    place_text,
    shown_value,
    source_text,
    verdict_sentence,
)
from opsctl.rendering.scorecard.phrases import period_text
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, VERDICT_STYLES, VERDICT_WORDS
from opsctl.rendering.visible import one_line

_LABEL = 12


def explanation_lines(
    told: Explanation, setting: Setting | None, screen: Screen, shown_path: ShownPath
) -> Iterator[Text]:
    """Draw an explanation, line by line."""
    measurable = told.measurable
    yield from wrap(Text(one_line(measurable.title), BOLD), screen.width, 0)
    yield from wrap(_standing(told, screen), screen.width, 0)
    yield from wrap(Text(one_line(verdict_sentence(told))), screen.width, 2)
    yield Text()
    yield from _labelled("value", shown_value(told), screen)
    yield from _labelled("", source_text(told, shown_path), screen)
    note = told.view.reading.note if told.view else None
    yield from _labelled("note", note or "", screen)
    yield from _formula(told, screen, shown_path)
    yield from _rows(
        [part_parts(each, measurable, told.as_of, shown_path) for each in told.parts], screen
    )
    label = "goal"
    for phrase in goal_phrases(told, setting, shown_path):
        yield from _labelled(label, phrase, screen)
        label = ""


def _standing(told: Explanation, screen: Screen) -> Text:
    verdict = told.view.verdict if told.view else Verdict.NO_GOAL
    word = VERDICT_WORDS[verdict] if told.view else "rolled up"
    sign = screen.signs.verdict[verdict].strip()
    head = Text(f"{sign} {word}".strip(), VERDICT_STYLES[verdict])
    when = period_text(told.period, told.days, told.as_of)
    head.append(f" {screen.signs.dot} {told.measurable.ref} {screen.signs.dot} {when}", DIM)
    return head


def _formula(told: Explanation, screen: Screen, shown_path: ShownPath) -> Iterator[Text]:
    measurable = told.measurable
    if measurable.formula is None:
        return
    yield from _labelled("formula", measurable.formula, screen)
    yield from _labelled("", place_text(measurable.origin.value("formula"), shown_path), screen)
    if told.problem:
        yield from _labelled("", f"{told.problem}: opsctl check", screen)
    yield from _rows([input_parts(each, told.as_of, shown_path) for each in told.inputs], screen)


def _rows(rows: Sequence[tuple[str, str, str]], screen: Screen) -> Iterator[Text]:
    """Draw names and numbers in columns, and behind them where they are from."""
    if not rows:
        return
    shown = [[one_line(cell) for cell in row] for row in rows]
    names = max(cell_len(row[0]) for row in shown)
    numbers = max(cell_len(row[1]) for row in shown)
    for name, number, origin in shown:
        text = Text(name + " " * (names - cell_len(name)) + "  ")
        text.append(" " * (numbers - cell_len(number)) + number + "  ", BOLD)
        text.append(origin, DIM)
        text.rstrip()
        yield from hanging(text, screen.width, 2, 6)


def _labelled(label: str, value: str, screen: Screen) -> Iterator[Text]:
    if value:
        head = Text(label.ljust(_LABEL + 2), DIM)
        yield from labelled(head, Text(one_line(value)), screen.width)
