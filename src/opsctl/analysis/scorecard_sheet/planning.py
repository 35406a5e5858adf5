"""Sort the numbers of a sheet against those that are there; each cell is read or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import Written, where_written, why_not_typed
from opsctl.analysis.scorecard_sheet.amounts import (
    DecimalSign,
    is_amount,
    sheet_value,
    sign_of,
    sign_shown,
)
from opsctl.analysis.scorecard_sheet.creating import Creating
from opsctl.analysis.scorecard_sheet.doubts import doubtful
from opsctl.analysis.scorecard_sheet.headings import order_of, period_meant, sheet_period
from opsctl.analysis.scorecard_sheet.matching import Matcher
from opsctl.analysis.scorecard_sheet.plan import Different, Doubtful, Number, NumbersPlan, Taken
from opsctl.analysis.scorecard_sheet.table import (
    Left,
    NumberCell,
    NumberTable,
    RefusedCell,
    Series,
)
from opsctl.analysis.sheet.content import blank
from opsctl.analysis.sheet.days import ORDER_WORDS, DateOrder
from opsctl.model.cadence import Period, days_of
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.scorecard import Measurable, MeasurableRef, ValueEntry
from opsctl.model.sheet import Guess
from opsctl.text.suggestion import in_backticks

_NOT_APPLICABLE = re.compile(
    r"#?n[/.]?a\.?(?:\s*:\s*(?P<why>.+)|\s*\((?P<inside>.+)\)|\s+[-–—]\s+(?P<dash>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_NO_REASON = "n/a without a reason says nothing"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sheet is to be read, where somebody said so, and what parts its cells."""

    order: DateOrder | None = None
    sign: DecimalSign | None = None
    commas_part_cells: bool = False


def plan_numbers(
    table: NumberTable,
    readings: Readings,
    candidates: Iterable[Measurable],
    reading: Reading,
    creating: Creating | None = None,
) -> NumbersPlan:
    """Sort all numbers of a table; headings that name no measurable make new ones if wanted."""
    planner = _Planner(table, readings, reading)
    for matched in planner.matched(candidates, creating):
        planner.take(matched)
    return NumbersPlan(
        table.path,
        table.layout,
        (*table.guesses, *planner.guesses),
        tuple(planner.taken),
        (*table.refused, *planner.refused),
        (*table.left, *planner.left),
        tuple(planner.doubtful),
    )


@dataclass(frozen=True, slots=True)
class _Matched:
    """The numbers under a heading, and the measurable that they are of."""

    series: Series
    measurable: Measurable
    created: bool = False
    hint: str | None = None


@dataclass
class _Planner:
    table: NumberTable
    readings: Readings
    reading: Reading
    taken: list[Taken] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    _periods: dict[str, Period | Unreadable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read_periods()
        amounts = [text for series in self.table.series for text in _amounts(series)]
        self.file_sign = sign_of(amounts)
        self._points = self.reading.commas_part_cells and not any("," in each for each in amounts)
        self._note_sign(amounts)

    def _read_periods(self) -> None:
        """Read each heading of a period once, and tell the order of days by all of them."""
        texts = dict.fromkeys(cell.period for each in self.table.series for cell in each.cells)
        order, why = self.reading.order, None
        if order is None:
            order, why = order_of(texts)
        if order is not None:
            self.guesses.append(Guess("dates", ORDER_WORDS[order], why or "as given"))
        elif why is not None:
            self.guesses.append(Guess("dates", "cannot be told", why))
        for text in texts:
            try:
                self._periods[text] = sheet_period(text, order)
            except Unreadable as error:
                self._periods[text] = error

    def _note_sign(self, amounts: Sequence[str]) -> None:
        if self.reading.sign is not None:
            self.guesses.append(Guess("decimals", self.reading.sign.value, "as given"))
        elif self.file_sign is not None:
            proof = next(text for text in amounts if sign_shown(text) is self.file_sign)
            self.guesses.append(
                Guess("decimals", self.file_sign.value, f"{in_backticks(proof.strip())} shows it")
            )
        elif self._points and any("." in each for each in amounts):
            self.guesses.append(
                Guess("decimals", "point", "commas part the cells, and no number has one")
            )

    def matched(
        self, candidates: Iterable[Measurable], creating: Creating | None
    ) -> Iterator[_Matched]:
        """Give each series with its measurable, and note those that are left out."""
        matcher = Matcher(self.readings.workspace, candidates)
        named: dict[MeasurableRef, _Matched] = {}
        unnamed: dict[str, Series] = {}
        for series in self.table.series:
            try:
                measurable = _named(series, matcher)
            except Unreadable as error:
                self.left.append(Left(series.name, series.heading, error.message, error.hint))
                continue
            if measurable is None:
                key = series.heading.casefold()
                unnamed[key] = _joined(unnamed.get(key), series)
                continue
            before = named.get(measurable.ref)
            joined = _joined(before.series if before else None, series)
            named[measurable.ref] = _Matched(joined, measurable)
        yield from named.values()
        yield from self._unnamed(unnamed.values(), matcher, creating)

    def _unnamed(
        self, several: Iterable[Series], matcher: Matcher, creating: Creating | None
    ) -> Iterator[_Matched]:
        """Give new measurables for headings that name none, and note those that are left out."""
        for series in several:
            try:
                near = matcher.nearest(series.heading)
                if creating is None:
                    hint = near or "--new makes a measurable of it"
                    raise Unreadable("no measurable has this name", hint)
                yield _Matched(series, self._created(series, creating), created=True, hint=near)
            except Unreadable as error:
                self.left.append(Left(series.name, series.heading, error.message, error.hint))

    def _created(self, series: Series, creating: Creating) -> Measurable:
        filled = [cell for cell in series.cells if not blank(cell.text)]
        if not filled:
            raise Unreadable("no number stands under it")
        read = (self._periods[cell.period] for cell in filled)
        periods = [each for each in read if not isinstance(each, Unreadable)]
        return creating.measurable(series.heading, [cell.text for cell in filled], periods)

    def take(self, matched: _Matched) -> None:
        """Compare the numbers of a series with those that are there."""
        series, measurable, created = matched.series, matched.measurable, matched.created
        numbers = list(self._numbers(series, measurable, self._own_sign(series)))
        new: list[Number] = []
        different: list[Different] = []
        same = 0
        for number in self._one_a_period(series, numbers):
            there = () if created else self._there(measurable, number)
            others = tuple(each for each in there if not _says_same(each, number, measurable))
            if not there:
                new.append(number)
            elif others:
                different.append(Different(number, others))
            else:
                same += 1
        if created and not new:
            why = "no number under it can be taken"
            self.left.append(Left(series.name, series.heading, why))
            return
        taken = [*new, *(each.number for each in different)]
        self.doubtful += doubtful(taken, series, measurable, self.readings.as_of)
        new.sort(key=lambda each: str(each.period))
        if created:
            values = {str(each.period): each.entry for each in new}
            measurable = replace(measurable, values=values)
        self.taken.append(
            Taken(
                measurable,
                series.name,
                series.heading,
                created,
                tuple(new),
                same,
                tuple(different),
                matched.hint,
            )
        )

    def _own_sign(self, series: Series) -> DecimalSign | None:
        """Tell the decimal sign that the numbers of one measurable show by themselves."""
        own = sign_of(_amounts(series))
        if own is not None and self.file_sign is None and self.reading.sign is None:
            self.guesses.append(Guess("decimals", own.value, f"of {in_backticks(series.heading)}"))
        return own

    def _numbers(
        self, series: Series, measurable: Measurable, own: DecimalSign | None
    ) -> Iterator[Number]:
        for cell in series.cells:
            try:
                number = self._number(cell, measurable, own)
            except Unreadable as error:
                self._refuse(series, cell.name, cell.period, error.message, error.hint)
                continue
            if number is not None:
                yield number

    def _number(
        self, cell: NumberCell, measurable: Measurable, own: DecimalSign | None
    ) -> Number | None:
        """Read a cell; none where it says nothing.

        Raises:
            Unreadable: it or the heading of its period cannot be read, or no number can be there.
        """
        not_applicable = _NOT_APPLICABLE.fullmatch(cell.text)
        if not_applicable is None and blank(cell.text):
            return None
        found = self._periods[cell.period]
        if isinstance(found, Unreadable):
            raise found
        period = period_meant(found, measurable.cadence, self.readings.workspace.calendar)
        why = self._why_not(measurable, period)
        if why is not None:
            raise Unreadable(why)
        if not_applicable is not None:
            return Number(cell.name, period, _reason(cell, not_applicable))
        sign = self.reading.sign or own or self.file_sign
        if sign is None and self._points:
            sign = DecimalSign.POINT
        value = sheet_value(cell.text, measurable.unit, sign)
        return Number(cell.name, period, ValueEntry(value=value, note=cell.note or None))

    def _why_not(self, measurable: Measurable, period: Period) -> str | None:
        first = days_of(period, self.readings.workspace.calendar).first
        bounded = measurable.since or measurable.archived
        if not bounded and first <= self.readings.as_of:
            return None
        return why_not_typed(measurable, period, self.readings)

    def _one_a_period(self, series: Series, numbers: Sequence[Number]) -> Iterator[Number]:
        """Leave out what is said twice; where it is said differently, none of it is taken."""
        groups: dict[Period, list[Number]] = {}
        for each in numbers:
            groups.setdefault(each.period, []).append(each)
        for period, group in groups.items():
            if len(set(map(_said, group))) == 1:
                yield group[0]
                continue
            for each in group:
                other = next(other for other in group if _said(other) != _said(each))
                message = f"{other.cell} gives another number for {period}"
                hint = "a period has one number: keep one, or add up what belongs together"
                self._refuse(series, each.cell, str(period), message, hint)

    def _there(self, measurable: Measurable, number: Number) -> tuple[Written, ...]:
        return where_written(measurable, number.period, self.readings.workspace)

    def _refuse(
        self, series: Series, cell: str, period: str, message: str, hint: str | None
    ) -> None:
        self.refused.append(RefusedCell(cell, series.heading, period, message, hint))


def _named(series: Series, matcher: Matcher) -> Measurable | None:
    """Give the measurable of a heading, if there is one.

    Raises:
        Unreadable: its numbers cannot be taken.
    """
    measurable = matcher.named(series.heading)
    if measurable is not None and measurable.formula is not None:
        raise Unreadable(f"{measurable.ref} is computed by a formula")
    return measurable


def _joined(before: Series | None, series: Series) -> Series:
    """Put the cells of two headings of one measurable together: each period is said once."""
    return replace(before, cells=(*before.cells, *series.cells)) if before else series


def _reason(cell: NumberCell, match: re.Match[str]) -> ValueEntry:
    why = match["why"] or match["inside"] or match["dash"]
    if why and why.strip():
        return ValueEntry(na=why.strip(), note=cell.note or None)
    if not cell.note:
        raise Unreadable(_NO_REASON, "write it as `n/a: why`, or leave the cell empty")
    return ValueEntry(na=cell.note)


def _said(number: Number) -> tuple[Scalar | None, str | None]:
    return number.entry.value, number.entry.na


def _says_same(there: Written, number: Number, measurable: Measurable) -> bool:
    mine, other = number.entry, there.entry
    if mine.note is not None and mine.note != other.note:
        return False
    if mine.na is not None or other.na is not None or mine.value is None or other.value is None:
        return mine.na == other.na
    try:
        return measurable.unit.read(mine.value) == measurable.unit.read(other.value)
    except Unreadable:
        return False


def _amounts(series: Series) -> list[str]:
    return [cell.text for cell in series.cells if is_amount(cell.text)]
