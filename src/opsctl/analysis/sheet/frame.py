"""What holds for all rows of a sheet, guessed from all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from opsctl.analysis.sheet.columns import Table
from opsctl.analysis.sheet.days import ORDER_WORDS, DateOrder, has_undecided, orders_shown
from opsctl.analysis.sheet.facts import Clock
from opsctl.analysis.sheet.headers import DATES, SCORES, Field
from opsctl.analysis.sheet.rows import Frame
from opsctl.analysis.sheet.scores import Scale, scale_of
from opsctl.analysis.sheet.statuses import has_three_colours, meaning
from opsctl.model.period import Calendar, Quarter
from opsctl.model.rock import Say
from opsctl.model.sheet import Guess
from opsctl.text.suggestion import in_backticks

_SCALES = MappingProxyType(
    {
        Scale.ONE: "0 to 1",
        Scale.TEN: "0 to 10, divided by 10",
        Scale.HUNDRED: "0 to 100, divided by 100",
        Scale.UNCLEAR: "cannot be told: write 100% or 1%",
    }
)
_SCORE_DAYS = MappingProxyType(
    {
        Field.MID_SCORE: "the quarter's middle day",
        Field.FINAL_SCORE: "the quarter's last day",
        Field.SCORE: "the day asked about, within the quarter",
    }
)


def frame_of(
    table: Table,
    calendar: Calendar,
    as_of: date,
    *,
    quarter: Quarter | None,
    words: date | None,
    order: DateOrder | None,
) -> Frame:
    """Guess what holds for all rows, and say it; `words` is the day that `--as-of` gives."""
    chosen = quarter or calendar.quarter_of(as_of)
    by_rows = Field.QUARTER in table.by_field and quarter is None
    scale, why_scale = _scale(table)
    shown, order_guess = _order(table, order)
    three = has_three_colours(table.values(Field.STATUS))
    clock = Clock(calendar.days(chosen), as_of, words)
    guesses = [
        _quarter(table, chosen, given=quarter is not None),
        *([order_guess] if order_guess else []),
        *_scores(table, clock, scale, why_scale, by_rows=by_rows),
        *_words(table, clock, three_colours=three),
        *_notes(table, clock),
    ]
    return Frame(chosen, quarter is not None, as_of, words, shown, scale, three, tuple(guesses))


def _quarter(table: Table, chosen: Quarter, *, given: bool) -> Guess:
    column = table.by_field.get(Field.QUARTER)
    if given:
        return Guess("quarter", str(chosen), "as given")
    if column:
        return Guess("quarter", f"by {in_backticks(column.name)}", f"{chosen} where it is empty")
    return Guess("quarter", str(chosen), "the one that holds the day asked about; else --quarter")


def _order(table: Table, given: DateOrder | None) -> tuple[DateOrder | None, Guess | None]:
    """Tell the order of day and month by the values that can be one day only."""
    texts = [text for name in (*DATES, Field.MILESTONES) for text in table.values(name)]
    if given:
        return given, Guess("dates", ORDER_WORDS[given], "as given")
    shown = orders_shown(texts)
    if len(shown) == 1:
        (order,) = shown
        proof = next(text for text in texts if orders_shown([text]))
        return order, Guess("dates", ORDER_WORDS[order], f"{in_backticks(proof)} shows it")
    if not shown and not has_undecided(texts):
        return None, None
    why = "no date shows it" if not shown else "some dates show the one, some the other"
    hint = f"{why}: add --date-order dmy or --date-order mdy"
    return None, Guess("dates", "cannot be told", hint)


def _scale(table: Table) -> tuple[Scale, str]:
    texts = [text for name in SCORES for text in table.values(name)]
    names = [table.by_field[name].name for name in SCORES if name in table.by_field]
    return scale_of(texts, names)


def _scores(
    table: Table, clock: Clock, scale: Scale, why: str, *, by_rows: bool
) -> Iterator[Guess]:
    texts = [text for name in SCORES for text in table.values(name)]
    if not texts:
        return
    yield Guess("scores", _SCALES[scale], why)
    if any("," in text for text in texts):
        yield Guess("decimals", "comma", "there is one in a score")
    for name in SCORES:
        if table.values(name):
            day = _SCORE_DAYS[name] if by_rows else str(clock.day_of(name))
            why = "by the name of its column" if name is not Field.SCORE else "no column dates it"
            if not by_rows and clock.day_of(name) > clock.as_of:
                why += "; not seen before that day"
            yield Guess(in_backticks(table.by_field[name].name), f"as of {day}", why)


def _words(table: Table, clock: Clock, *, three_colours: bool) -> Iterator[Guess]:
    """Say what the words of a sheet are taken for, and which are not taken."""
    counts = Counter(" ".join(text.split()) for text in table.values(Field.STATUS))
    dated = Field.STATUS_DATE in table.by_field
    for text, count in sorted(counts.items()):
        found = meaning(text, three_colours=three_colours)
        name = f"{in_backticks(text)}, {count} times" if count > 1 else in_backticks(text)
        if found is None:
            yield Guess("status", f"{name}: nothing", "opsctl does not know this word")
        elif isinstance(found, Say) and not dated and clock.words is None:
            hint = "no column says of which day it is: add --as-of DATE"
            yield Guess("status", f"{name}: left out", hint)
        else:
            whose = "the sheet's word, by nobody" if isinstance(found, Say) else "by its word"
            yield Guess("status", f"{name}: {found.value}", whose)


def _notes(table: Table, clock: Clock) -> Iterator[Guess]:
    if not table.values(Field.NOTE):
        return
    if Field.STATUS_DATE in table.by_field:
        yield Guess("notes", "as of the status date", "where the row has one")
        return
    day = clock.not_after(clock.words or clock.as_of)
    yield Guess("notes", f"as of {day}", "no column dates them")
