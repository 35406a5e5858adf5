"""Scores as sheets write them: fractions, percentages, points out of 10 or 100."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum

from opsctl.analysis.sheet.headers import counts_to_hundred, is_percent
from opsctl.model.scalar import Unreadable
from opsctl.text.suggestion import in_backticks

_NUMBER = re.compile(r"([0-9]{0,6})(?:[.,]([0-9]{1,12}))?\s*(%?)")


class Scale(Enum):
    """Up to which figure a column of scores counts; `UNCLEAR`: a 1 may be all or one of 100."""

    ONE = 0
    TEN = -1
    HUNDRED = -2
    UNCLEAR = None


def scale_of(texts: Sequence[str], headers: Iterable[str]) -> tuple[Scale, str]:
    """Tell the scale of all scores of a sheet together, and why."""
    names = list(headers)
    figures = [found for found in map(_figure, texts) if found is not None]
    bare = [number for number, sign in figures if not sign]
    largest = max(bare, default=Decimal(0))
    if not bare:
        return Scale.HUNDRED, "every figure has a percent sign" if figures else "there is none"
    if largest > 10:
        return Scale.HUNDRED, f"the largest is {largest:f}"
    if largest > 1:
        if any(map(counts_to_hundred, names)):
            return Scale.HUNDRED, "by the heading"
        return Scale.TEN, f"the largest is {largest:f}"
    whole = all(number == int(number) for number in bare)
    if whole and largest == 1 and any(map(is_percent, names)):
        return Scale.UNCLEAR, "the heading says percent, and the largest is 1"
    return Scale.ONE, f"the largest is {largest:f}"


def score(text: str, scale: Scale) -> Decimal:
    """Read a score as a share from 0 to 1.

    Raises:
        Unreadable: it is no number, or lies outside of the scale.
    """
    found = _figure(text)
    if found is None:
        hint = "write a number, such as 0.7 or 70%; leave the cell empty where there is none"
        raise Unreadable(f"{in_backticks(text)} is not a score", hint)
    number, sign = found
    if scale is Scale.UNCLEAR and number and not sign:
        raise Unreadable(f"{in_backticks(text)} may be 1 % or all of it", "write 100% or 1%")
    places = Scale.HUNDRED.value if sign else (scale.value or 0)
    share = number.scaleb(places or 0)
    if share > 1:
        raise Unreadable(f"{in_backticks(text)} is above its scale", "write at most all of it")
    return share.normalize() if share else Decimal(0)


def is_score(text: str) -> bool:
    """Tell whether a text is a number."""
    return _figure(text) is not None


def _figure(text: str) -> tuple[Decimal, str] | None:
    match = _NUMBER.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    return Decimal(f"{match[1] or 0}.{match[2] or 0}"), match[3]
