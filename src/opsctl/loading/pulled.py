"""Read what a source gives: a table with a header, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from opsctl.loading.sheet import read_sheet
from opsctl.model.pulled import PulledRow
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Encoding, Pull
from opsctl.model.sheet import QUOTES, Sheet, too_wide
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean, in_backticks

_SHAPES = 'write {"2026-W46": 21.8}, or a list of objects with the keys `period` and `value`'
_MOST_COLUMNS_NAMED = 12
_SURE_DIGITS = 15
_MOST_ZEROS = 25


def read_pulled(name: str, content: bytes, source: Pull) -> tuple[PulledRow, ...]:
    """Read the numbers of one measurable; a place without a number in it is left out.

    What is not said to be CSV or JSON is taken for JSON where it starts like it.

    Raises:
        UsageProblem: it is neither, or lacks the columns or keys that the source names.
    """
    if not content.strip():
        raise UsageProblem(f"{name} gave nothing", "it should give CSV with a header, or JSON")
    encoding = source.format
    if encoding is None:
        starts = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        encoding = Encoding.JSON if starts in (b"{", b"[") else Encoding.CSV
    if encoding is Encoding.JSON:
        return tuple(_json_rows(name, _parsed(name, content), source))
    return tuple(_table_rows(name, read_sheet(name, content), source))


def _table_rows(name: str, sheet: Sheet, source: Pull) -> Iterator[PulledRow]:
    header = [cell.strip() for cell in sheet.rows[0].cells]
    period, value = (_column(name, header, each) for each in (source.period, source.value))
    for row in sheet.rows[1:]:
        if row.beyond(sheet.rows[0]) is not None:
            raise UsageProblem(f"{name}, line {row.line}: {too_wide(row, sheet.rows[0])}", QUOTES)
        if row.cell(value):
            place = f"{name}, line {row.line}"
            yield PulledRow(row.cell(period), Scalar(row.cell(value)), place)


def _column(name: str, header: list[str], wanted: str) -> int:
    places = [at for at, cell in enumerate(header) if cell == wanted]
    if not places:
        places = [at for at, cell in enumerate(header) if cell.casefold() == wanted.casefold()]
    if len(places) == 1:
        return places[0]
    shown = in_backticks(wanted)
    if places:
        raise UsageProblem(f"{name} has {len(places)} columns {shown}", "give one another name")
    named = ", ".join(in_backticks(cell) for cell in header[:_MOST_COLUMNS_NAMED])
    hint = did_you_mean(wanted, header) or f"its columns are {named}"
    raise UsageProblem(f"{name} has no column {shown}", hint)


def _parsed(name: str, content: bytes) -> Any:
    """Parse JSON; numbers stay as they are written."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(
            text,
            parse_int=_digits,
            parse_float=_digits,
            parse_constant=str,
            object_pairs_hook=_no_key_twice,
        )
    except RecursionError:
        raise UsageProblem(f"{name} is nested too deep", _SHAPES) from None
    except json.JSONDecodeError as error:
        message = f"{name} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        raise UsageProblem(message, _SHAPES) from None
    except UnicodeDecodeError:
        raise UsageProblem(f"{name} is not JSON: it is not in UTF-8", _SHAPES) from None
    except _KeyTwice as error:
        message = f"{name} has the key {in_backticks(str(error))} twice in one object"
        raise UsageProblem(message, "keep one of the two") from None


def _digits(written: str) -> str:
    """Write a number of JSON with all of its digits, where none of them are lost.

    A program that prints a float in powers of ten has 15 sure digits; one with more stays as it
    is, and is refused.
    """
    mantissa, sign, exponent = written.casefold().partition("e")
    whole, _, rest = mantissa.lstrip("-").partition(".")
    if not (whole + rest).strip("0"):
        return mantissa.lstrip("-")
    sure = len((whole + rest).lstrip("0")) <= _SURE_DIGITS
    if not sign or not sure or len(exponent.lstrip("+-0")) > 2 or abs(int(exponent)) > _MOST_ZEROS:
        return written
    return format(Decimal(written), "f")


class _KeyTwice(Exception):
    """An object of JSON has a key twice; the argument is the key."""


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return made


def _json_rows(name: str, data: Any, source: Pull) -> Iterator[PulledRow]:
    if isinstance(data, dict):
        pairs = [(key, value, f"{name}, {in_backticks(key)}") for key, value in data.items()]
    elif isinstance(data, list):
        pairs = [_pair(name, at, each, source) for at, each in enumerate(data, start=1)]
    else:
        raise UsageProblem(f"{name} holds one value, and no numbers by period", _SHAPES)
    for period, value, place in pairs:
        if isinstance(value, dict | list):
            raise UsageProblem(f"{place} holds no number, but a group of them", _SHAPES)
        if value is not None and value != "":
            yield PulledRow(str(period), Scalar(_written(value)), place)


def _pair(name: str, at: int, item: Any, source: Pull) -> tuple[Any, Any, str]:
    place = f"{name}, item {at}"
    if not isinstance(item, dict):
        raise UsageProblem(f"{place} is no object", _SHAPES)
    for key in (source.period, source.value):
        if key not in item:
            hint = did_you_mean(key, item) or f"its keys are {', '.join(map(in_backticks, item))}"
            raise UsageProblem(f"{place} has no key {in_backticks(key)}", hint)
    return item[source.period], item[source.value], place


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip()
