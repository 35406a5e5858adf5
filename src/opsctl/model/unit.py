"""What a number is a number of, and the one way to write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated

from opsctl.model.field import Reads, Schema, matching
from opsctl.model.scalar import NO_NUMBER, Scalar, Unreadable, read_number, unreadable
from opsctl.text.suggestion import SHORTEST_NAME, did_you_mean, surely_meant

Value = Decimal | Fraction
"""A number: yes is 1 and no is 0, durations are in seconds.

A decimal is exact to the last digit: typed, or added and multiplied from typed ones. A fraction
comes from a division; programs get six places of it.
"""

_CURRENCY = re.compile(r"currency ([A-Z]{3})")
_SECONDS = MappingProxyType(
    {"d": Decimal(86400), "h": Decimal(3600), "min": Decimal(60), "s": Decimal(1)}
)
_MOST_BESIDE = MappingProxyType({"h": Decimal(86400), "min": Decimal(3600), "s": Decimal(60)})
"""How many seconds of a unit are too many beside a longer one: those of the next."""

_DURATION = re.compile(
    r"(?:(?P<d>[0-9]{1,6}) d ?)?(?:(?P<h>[0-9]{1,6}) h ?)?(?:(?P<min>[0-9]{1,7}) min ?)?"
    r"(?:(?P<s>[0-9]{1,9}(?:\.[0-9]{1,9})?) s)?"
)
_CLOCK = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::([0-5][0-9]))?")
_SIGNED = re.compile(r"[%€$£A-Za-z]")
_AFFIRMATIVE = frozenset(["y", "true", "on", "1", "ja", "oui"])
_NEGATIVE = frozenset(["n", "false", "off", "0", "nein", "non"])


def exact(number: Fraction) -> Decimal:
    """Give a fraction that a decimal can hold as one, to the last digit, whatever its length.

    Raises:
        ValueError: it has no end as a decimal.
    """
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueError(f"{number} has no end as a decimal")
    places = max(twos, fives)
    scale = 10**places
    return Decimal(f"{number.numerator * (scale // number.denominator)}e-{places}")


def total(values: Iterable[Value]) -> Value:
    """Add numbers up: exactly, whatever their length, as long as all are decimals."""
    parts = list(values)
    added = sum((Fraction(each) for each in parts), Fraction(0))
    return exact(added) if all(isinstance(each, Decimal) for each in parts) else added


class UnitKind(StrEnum):
    """The kinds of numbers."""

    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    DURATION = "duration"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts; `currency` is its ISO 4217 code where it is money."""

    kind: UnitKind = UnitKind.NUMBER
    currency: str | None = None

    def read(self, scalar: Scalar) -> Decimal:
        """Read a value of this unit, exactly as typed.

        Raises:
            Unreadable: it is written in another way than the one for this unit.
        """
        if self.kind is UnitKind.DURATION:
            return read_duration(scalar)
        if self.kind is UnitKind.YES_NO:
            return _read_yes_no(scalar)
        return self._read_number(scalar)

    def written(self, value: Decimal) -> str:
        """Write a value in the way that `read` reads."""
        if self.kind is UnitKind.DURATION:
            return _duration_text(value)
        if self.kind is UnitKind.YES_NO:
            return "yes" if value else "no"
        return format(value, "f")

    def _read_number(self, scalar: Scalar) -> Decimal:
        try:
            number = read_number(scalar)
            if scalar.text[0] in "123456789":
                return number
            plain = _canonical(scalar.text)
            if plain != scalar.text:
                message = f"{scalar.shown} is not how a number is written"
                raise Unreadable(message, f"write {plain}", plain)
            return number
        except Unreadable as error:
            said = "the unit says what it is" if self.kind is not UnitKind.NUMBER else None
            hint = error.hint
            if said and hint and _SIGNED.search(scalar.text) and hint != NO_NUMBER:
                hint = f"{hint}: {said}"
            raise Unreadable(error.message, hint, error.meant, sure=error.sure) from None

    def __str__(self) -> str:
        return f"currency {self.currency}" if self.currency else self.kind.value


NUMBER = Unit()
"""The unit of a measurable that names none."""


def read_unit(scalar: Scalar) -> Unit:
    """Read `number`, `percent`, `currency EUR`, `duration` or `yes-no`."""
    money = _CURRENCY.fullmatch(scalar.text)
    if money:
        return Unit(UnitKind.CURRENCY, money[1])
    names = [kind.value for kind in UnitKind if kind is not UnitKind.CURRENCY]
    if scalar.text in names:
        return Unit(UnitKind(scalar.text))
    message = f"{scalar.shown} is not a unit: number, percent, currency EUR, duration, yes-no"
    meant = _meant_unit(scalar.text)
    if meant is not None:
        raise Unreadable(message, f"write {meant}", meant)
    hint = _unit_hint(scalar.text, names)
    raise Unreadable(
        message, hint, surely_meant(scalar.text.replace("/", "-"), names, SHORTEST_NAME)
    )


_PLAIN_UNITS = tuple(each.value for each in UnitKind if each is not UnitKind.CURRENCY)
_MONEY = matching(f"^{_CURRENCY.pattern}$", "currency EUR")
_UNIT_SCHEMA: Schema = (("anyOf", ((("enum", _PLAIN_UNITS),), _MONEY)),)
UnitName = Annotated[Unit, Reads(read_unit, "a unit", _UNIT_SCHEMA)]


def read_duration(scalar: Scalar) -> Decimal:
    """Read `2 h 30 min` as seconds; a day `d` has 24 hours."""
    match = _DURATION.fullmatch(scalar.text)
    if match is None or not scalar.text or scalar.text.endswith(" "):
        meant = _meant_duration(scalar.text)
        hint = _duration_hint(scalar.text) if meant is None else f"write {meant}"
        raise Unreadable(f"{scalar.shown} is not a duration", hint, meant)
    parts = {name: Decimal(text) for name, text in match.groupdict().items() if text is not None}
    seconds = sum((count * _SECONDS[name] for name, count in parts.items()), Decimal(0))
    for name in list(parts)[1:]:
        if parts[name] * _SECONDS[name] >= _MOST_BESIDE[name]:
            meant = _duration_text(seconds)
            message = f"{scalar.shown} has more than fits beside a longer unit"
            raise Unreadable(message, f"write {meant}", meant)
    return seconds


def _canonical(text: str) -> str:
    """Write a number without a plus, without zeros before it, and nothing as plain 0."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text.removeprefix("+"))
    digits = re.sub(r"^0+(?=[0-9])", "", digits)
    nothing = re.fullmatch(r"0(\.0*)?([eE].*)?", digits) is not None
    return digits if nothing else f"{sign}{digits}"


def _duration_text(seconds: Decimal) -> str:
    rest = seconds
    parts: list[str] = []
    for name in ("h", "min"):
        count, rest = divmod(rest, _SECONDS[name])
        if count:
            parts.append(f"{count:f} {name}")
    if rest or not parts:
        parts.append(f"{rest:f} s")
    return " ".join(parts)


def _duration_hint(text: str) -> str:
    """Say how a duration is written that can be read in two ways, or in none."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        one, two = int(clock[1]), int(clock[2])
        return f"write {one} h {two} min, or {one} min {two} s"
    return "write it as in 2 h 30 min, or 45 s"


def _meant_duration(text: str) -> str | None:
    clock = _CLOCK.fullmatch(text)
    if clock:
        whole = f"{int(clock[1])} h {int(clock[2])} min {int(clock[3] or 0)} s"
        return whole if clock[3] is not None else None
    tight = re.sub(r"(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])", " ", text.casefold())
    words = re.sub(r"\bm(ins?|inutes?)?\b", "min", re.sub(r"\b(hrs?|hours?)\b", "h", tight))
    words = re.sub(r"\bs(ecs?|econds?)\b", "s", re.sub(r"\bdays?\b", "d", words)).replace(",", "")
    return " ".join(words.split()) if _DURATION.fullmatch(words) and words.strip() else None


def affirmed(text: str) -> bool | None:
    """Tell what a word for yes or no means, as other tools write it; none where it is no such."""
    folded = text.casefold()
    if folded in _AFFIRMATIVE or folded == "yes":
        return True
    return False if folded in _NEGATIVE or folded == "no" else None


def _read_yes_no(scalar: Scalar) -> Decimal:
    if scalar.text in ("yes", "no"):
        return Decimal(scalar.text == "yes")
    meant = affirmed(scalar.text)
    word = None if meant is None else "yes" if meant else "no"
    raise unreadable(f"{scalar.shown} is neither yes nor no", "write yes or no", word, True)


def _meant_unit(text: str) -> str | None:
    """Give the unit that a sign, a code of money or a word of other tools stands for."""
    folded = text.casefold().strip()
    meant = {"%": "percent", "count": "number", "time": "duration", "boolean": "yes-no"}
    signs = {"€": "EUR", "$": "USD", "£": "GBP"}
    if folded in meant:
        return meant[folded]
    if folded in signs:
        return f"currency {signs[folded]}"
    code = re.fullmatch(r"(?:currency )?([a-z]{3})", folded)
    return f"currency {code[1].upper()}" if code else None


def _unit_hint(text: str, names: list[str]) -> str | None:
    folded = text.casefold().strip()
    if folded == "currency":
        return "write currency EUR"
    return did_you_mean(folded.replace(" ", "-").replace("_", "-").replace("/", "-"), names)
