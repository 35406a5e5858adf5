"""Numbers as sheets write them: decimal commas, thousands, currency signs, percent, `h:mm`.

What comes out is the text that a file of ours has for it, with the digits of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.unit import Unit, UnitKind, affirmed
from opsctl.text.suggestion import in_backticks


class DecimalSign(StrEnum):
    """Which sign parts the whole from the rest; the other one may part thousands."""

    POINT = "point"
    COMMA = "comma"

    @property
    def sign(self) -> str:
        """The sign itself."""
        return "." if self is DecimalSign.POINT else ","

    @property
    def other(self) -> DecimalSign:
        """The other sign."""
        return DecimalSign.COMMA if self is DecimalSign.POINT else DecimalSign.POINT


_SPACE = r"[\s\u00a0\u2007\u2009\u202f'’]"
_SPACES = re.compile(rf"(?<![0-9]){_SPACE}+|{_SPACE}+(?![0-9])")
_THOUSANDS = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])")
_MINUS = re.compile(r"[\u2212\u2012\u2013\uff0d]")
_BRACKETED = re.compile(r"\((.+)\)")
_SIGNS = MappingProxyType(
    {
        "€": ("EUR",),
        "£": ("GBP",),
        "¥": ("JPY", "CNY"),
        "₹": ("INR",),
        "₱": ("PHP",),
        "₩": ("KRW",),
        "₺": ("TRY",),
        "zł": ("PLN",),
        "Kč": ("CZK",),
        "kr": ("SEK", "NOK", "DKK", "ISK"),
        "Fr": ("CHF",),
        "Fr.": ("CHF",),
        "kr.": ("DKK", "SEK", "NOK"),
        "US$": ("USD",),
        "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    }
)
_MONEY = "|".join([*map(re.escape, sorted(_SIGNS, key=len, reverse=True)), "[A-Z]{3}"])
_AMOUNT = re.compile(
    rf"(?P<minus>-)?(?P<before>{_MONEY})?(?P<second>-)?(?P<number>[0-9.,]*[0-9][0-9.,]*"
    rf"(?:[eE][-+]?[0-9]{{1,2}})?)(?P<after>{_MONEY})?(?P<percent>%)?"
)
_EXPONENT = re.compile(r"[eE].*")
_ERRORS = frozenset(
    ["#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#error!", "#spill!", "########"]
)
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9](?:\.[0-9]{1,9})?))?")
_GROUP = 3


def is_amount(text: str) -> bool:
    """Tell whether a text is a number, with or without a sign of its unit."""
    return _AMOUNT.fullmatch(_bare(text)) is not None


def sign_shown(text: str) -> DecimalSign | None:
    """Tell which decimal sign a number proves by itself; none where it can have either."""
    if "." not in text and "," not in text:
        return None
    amount = _AMOUNT.fullmatch(_bare(text))
    if amount is None:
        return None
    number = _EXPONENT.sub("", amount["number"])
    readable = [each for each in DecimalSign if _plain(number, each) is not None]
    return readable[0] if len(readable) == 1 and ("." in number or "," in number) else None


def sign_of(texts: Iterable[str]) -> DecimalSign | None:
    """Tell the decimal sign of numbers that belong together, where they show one and no other."""
    shown = {sign for text in texts if (sign := sign_shown(text)) is not None}
    return shown.pop() if len(shown) == 1 else None


def sheet_value(text: str, unit: Unit, sign: DecimalSign | None) -> Scalar:
    """Read a cell as a value of a unit, every digit kept.

    Raises:
        Unreadable: it is no value of this unit, or it can be two and no decimal sign is known.
    """
    bare = text.strip()
    if bare.casefold() in _ERRORS or (bare.startswith("##") and not bare.strip("#")):
        hint = "mend the formula in the spreadsheet, or widen the column, and export it again"
        raise Unreadable(f"{in_backticks(text)} is an error of the spreadsheet", hint)
    if unit.kind is UnitKind.YES_NO:
        return _yes_or_no(text, unit)
    if unit.kind is UnitKind.DURATION:
        return _duration(bare, unit)
    written = Scalar(_amount(text, unit, sign))
    unit.read(written)
    return written


def unit_shown(texts: Iterable[str]) -> Unit:
    """Tell the unit of the cells of a column, by signs that most of them have."""
    filled = [_bare(text) for text in texts]
    kinds = [_unit_of(text) for text in filled]
    best = max(kinds, key=kinds.count, default=None)
    return best if best and kinds.count(best) * 2 > len(kinds) else Unit()


def _unit_of(bare: str) -> Unit | None:
    if _CLOCK.fullmatch(bare):
        return Unit(UnitKind.DURATION)
    if affirmed(bare) is not None and not bare.isdecimal():
        return Unit(UnitKind.YES_NO)
    amount = _AMOUNT.fullmatch(bare)
    money = (amount["before"] or amount["after"]) if amount else None
    if money:
        return Unit(UnitKind.CURRENCY, _SIGNS.get(money, (money,))[0])
    return Unit(UnitKind.PERCENT) if amount and amount["percent"] else None


def _bare(text: str) -> str:
    """Take away spaces, also between thousands, and bring minus to one sign."""
    joined = _THOUSANDS.sub(lambda match: re.sub(_SPACE, "", match[0]), text.strip())
    bare = _MINUS.sub("-", _SPACES.sub("", joined))
    bracketed = _BRACKETED.fullmatch(bare)
    return f"-{bracketed[1]}" if bracketed else bare.removeprefix("+")


def _amount(text: str, unit: Unit, sign: DecimalSign | None) -> str:
    amount = _AMOUNT.fullmatch(_bare(text))
    if amount is None or (amount["minus"] and amount["second"]):
        raise Unreadable(f"{in_backticks(text)} is not a number", "leave the cell empty for none")
    if _EXPONENT.search(amount["number"]):
        hint = "format the column as a number with all of its digits, and export it again"
        raise Unreadable(f"{in_backticks(text)} was rounded by the spreadsheet", hint)
    _hold_to_unit(text, amount, unit)
    minus = "-" if amount["minus"] or amount["second"] else ""
    number = _number(text, amount["number"], sign)
    return f"{minus}{number}" if number.strip("0.") else number


def _hold_to_unit(text: str, amount: re.Match[str], unit: Unit) -> None:
    """Refuse a sign of another unit than the one the number has."""
    money = amount["before"] or amount["after"]
    if amount["before"] and amount["after"]:
        raise Unreadable(f"{in_backticks(text)} has two currencies", "keep one of them")
    if money and unit.currency not in _SIGNS.get(money, (money,)):
        meant = Unit(UnitKind.CURRENCY, _SIGNS.get(money, (money,))[0])
        hint = f"if it is money, write `unit: {meant}` into the file of the measurable"
        raise Unreadable(f"{in_backticks(text)} does not go with the unit {unit}", hint)
    if amount["percent"] and unit.kind is not UnitKind.PERCENT:
        hint = "if it is a percentage, write `unit: percent` into the file of the measurable"
        raise Unreadable(f"{in_backticks(text)} does not go with the unit {unit}", hint)


def _number(text: str, number: str, sign: DecimalSign | None) -> str:
    readings = {each: read for each in DecimalSign if (read := _plain(number, each)) is not None}
    if not readings:
        raise Unreadable(f"{in_backticks(text)} is not a number", "leave the cell empty for none")
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    if sign is not None and sign in readings:
        return readings[sign]
    one, other = readings[DecimalSign.POINT], readings[DecimalSign.COMMA]
    raise Unreadable(
        f"{in_backticks(text)} can be {one} or {other}",
        "say which sign parts the decimals: --decimal point or --decimal comma",
    )


def readings_of(text: str) -> tuple[str, ...]:
    """Give what a number can be, by either decimal sign; nothing where it is none."""
    amount = _AMOUNT.fullmatch(_bare(text))
    if amount is None:
        return ()
    minus = "-" if amount["minus"] or amount["second"] else ""
    found = (_plain(amount["number"], each) for each in DecimalSign)
    return tuple(dict.fromkeys(f"{minus}{each}" for each in found if each is not None))


def _plain(number: str, sign: DecimalSign) -> str | None:
    """Read digits with one decimal sign, the other parting thousands; none where it cannot be."""
    whole, _, rest = number.partition(sign.sign)
    if sign.sign in rest or sign.other.sign in rest:
        return None
    groups = whole.split(sign.other.sign)
    if len(groups) > 1:
        regular = all(len(each) == _GROUP for each in groups[1:]) and 0 < len(groups[0]) <= _GROUP
        if not regular or groups[0] == "0" * len(groups[0]):
            return None
    digits = "".join(groups).lstrip("0") or "0"
    return f"{digits}.{rest}" if rest else digits


def _yes_or_no(text: str, unit: Unit) -> Scalar:
    said = affirmed(text.strip())
    if said is None:
        raise Unreadable(f"{in_backticks(text)} is neither yes nor no", "write yes or no")
    return Scalar(unit.written(Decimal(said)))


def _duration(bare: str, unit: Unit) -> Scalar:
    clock = _CLOCK.fullmatch(bare)
    if clock is None:
        unit.read(Scalar(bare))
        return Scalar(bare)
    hours, minutes, seconds = int(clock[1]), int(clock[2]), Decimal(clock[3] or 0)
    return Scalar(unit.written(hours * Decimal(3600) + minutes * Decimal(60) + seconds))
