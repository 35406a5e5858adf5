"""The company's numbers, wins and headlines: a few lines of the one screen, and of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from rich.text import Text

from opsctl.analysis.company import CompanyView, Said
from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.overview import OverviewView
from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.analysis.standing import Standing
from opsctl.model.scorecard import Measurable
from opsctl.rendering.figures import short_date
from opsctl.rendering.layout import hanging, labelled, wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.scorecard.phrases import (
    entered_text,
    goal_now,
    newest_periods,
    period_value,
    streak_text,
    verdict_text,
)
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import (
    BOLD,
    COMMAND,
    DIM,
    STANDING_STYLES,
    UNICODE,
    VERDICT_STYLES,
    VERDICT_WORDS,
    Signs,
)
from opsctl.rendering.visible import one_line

_MOST = 3
"""How many of a kind the one screen names; scorecard status and JSON have them all."""

_SPOKEN = "Wins and headlines"

_COUNTED = (Verdict.MISS, Verdict.MISSING, Verdict.HIT)
T = TypeVar("T")


def number_lines(view: CompanyView, screen: Screen) -> Iterator[Text]:
    """Draw the numbers in a few lines: how many are there, which missed, which were never better.

    Below them stand the wins and headlines of the last week.
    """
    if view.numbers.numbers:
        yield Text()
        yield from _counts(view.numbers, screen)
        yield from _drawn(_numbers(view.numbers, screen.signs), screen)
    spoken = _spoken(view, screen.signs)
    if spoken:
        yield Text()
        yield Text(_SPOKEN, BOLD)
        yield from _drawn(spoken, screen)


def numbers_markdown(view: CompanyView) -> Iterator[str]:
    """Write the same as short lists."""
    if view.numbers.numbers:
        yield from ("", "## Numbers", "", escaped(_entered(view.numbers)), "")
        yield from _listed(_numbers(view.numbers, UNICODE))
    spoken = _spoken(view, UNICODE)
    if spoken:
        yield from ("", f"## {_SPOKEN}", "")
        yield from _listed(spoken)


Part = tuple[str, str, str, str]
"""A line: its sign, the style of that, the text, and what stands aside of it."""


def _drawn(parts: Sequence[Part], screen: Screen) -> Iterator[Text]:
    for sign, style, text, aside in parts:
        line = Text.assemble((f"{sign} ", style), one_line(text))
        line.append(f"  {one_line(aside)}" if aside else "", DIM)
        yield from hanging(line, screen.width, 1, 3)


def _listed(parts: Sequence[Part]) -> Iterator[str]:
    for sign, _, text, aside in parts:
        yield f"- {sign} {escaped(text)}{f' · {escaped(aside)}' if aside else ''}"


def _numbers(view: OverviewView, signs: Signs) -> list[Part]:
    return [
        *_few(view.reds, lambda each: _red(each, signs), signs),
        *_missing(view.missing, signs),
        *_bests(view.bests, signs),
    ]


def _spoken(view: CompanyView, signs: Signs) -> list[Part]:
    near, won = view.quarter.as_of, signs.standing[Standing.DONE]
    style = STANDING_STYLES[Standing.DONE]
    return [
        *_few(view.wins, lambda each: _said(each, near, won, style), signs),
        *_few(view.headlines, lambda each: _said(each, near, signs.dot, ""), signs),
    ]


def _few(members: Sequence[T], part: Callable[[T], Part], signs: Signs) -> list[Part]:
    """Make a line of each of the first few, and one that says how many there are beside them."""
    parts = [part(each) for each in members[:_MOST]]
    more = len(members) - _MOST
    return [*parts, (signs.more, DIM, f"and {more} more", "")] if more > 0 else parts


def _red(view: MeasurableView, signs: Signs) -> Part:
    verdict = view.newest.verdict
    value = period_value(view, view.newest)
    said = f"{verdict_text(view)} {streak_text(view)}".strip()
    goal = goal_now(view)
    facts = [f"{value}, goal {goal}" if value else f"goal {goal}", said]
    text = f"{view.measurable.title}: {'; '.join(facts)}"
    return signs.verdict[verdict], VERDICT_STYLES[verdict], text, view.measurable.owner


def _missing(views: Sequence[MeasurableView], signs: Signs) -> Iterator[Part]:
    """Make one line of all numbers that are not there, each with who enters it."""
    names = [f"{view.measurable.title} ({_enters(view.measurable)})" for view in views]
    if names:
        sign, style = signs.verdict[Verdict.MISSING], VERDICT_STYLES[Verdict.MISSING]
        yield sign, style, f"missing: {_named(names)}", ""


def _bests(views: Sequence[MeasurableView], signs: Signs) -> Iterator[Part]:
    """Make one line of all numbers that were never better."""
    names = [f"{view.measurable.title} {period_value(view, view.newest)}" for view in views]
    if names:
        yield signs.best, VERDICT_STYLES[Verdict.HIT], f"never better: {_named(names)}", ""


def _named(names: Sequence[str]) -> str:
    """Name the first few things, and say how many there are beside them."""
    more = len(names) - _MOST
    return ", ".join([*names[:_MOST], *([f"and {more} more"] if more > 0 else [])])


def _enters(measurable: Measurable) -> str:
    return measurable.entered_by or measurable.owner


def _said(said: Said, near: date, sign: str, style: str) -> Part:
    return sign, style, said.text, f"{said.by}, {short_date(said.date, near)}"


def _entered(view: OverviewView) -> str:
    return entered_text(view.entered, newest_periods(view.numbers, view.as_of))


def _counts(view: OverviewView, screen: Screen) -> Iterator[Text]:
    text = Text.assemble(("Numbers  ", BOLD))
    for verdict in _COUNTED:
        count = sum(each.newest.verdict is verdict for each in view.numbers)
        if count:
            sign = screen.signs.verdict[verdict]
            text.append(f"{sign} {count} {VERDICT_WORDS[verdict]}  ", VERDICT_STYLES[verdict])
    yield from wrap(text, screen.width, 0)
    said = Text(_entered(view))
    said.append(f"  {screen.signs.arrow} opsctl scorecard status", COMMAND)
    yield from labelled(Text(" " * len("Numbers  ")), said, screen.width)
