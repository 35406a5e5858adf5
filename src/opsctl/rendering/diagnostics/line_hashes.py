"""The hash of a line by which GitHub knows an alert again when the lines above it move.

GitHub's upload step calculates it for every result, and warns where a report has another one. It
is a polynomial over the next hundred UTF-16 units that are neither space nor tab, beginning with
the line's first; behind the end stand a unit of ones and then zeros.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator

_BLOCK = 100
_BASE = 37
_MODULUS = 2**64
_FIRST = pow(_BASE, _BLOCK, _MODULUS)
_END = 0xFFFF
_LINE_FEED = 0x0A
_LINE_END = re.compile("\r\n?")
_LEFT_OUT = re.compile("[ \t]")


def line_hashes(text: str) -> tuple[str, ...]:
    """Give the hash of each line of a file, a byte order mark included; lines count from 0.

    Lines with the same hash are numbered behind it, as in `a1b2:2`.
    """
    units = [*_units(text), _END]
    starts = [0, *(at + 1 for at, unit in enumerate(units) if unit == _LINE_FEED)]
    blocks = tuple(_rolling([*units, *[0] * (_BLOCK - 1)]))
    seen: Counter[int] = Counter()
    numbered = []
    for each in (blocks[at] for at in starts):
        seen[each] += 1
        numbered.append(f"{each:x}:{seen[each]}")
    return tuple(numbered)


def _units(text: str) -> tuple[int, ...]:
    normal = _LEFT_OUT.sub("", _LINE_END.sub("\n", text))
    encoded = normal.encode("utf-16-le", "surrogatepass")
    return struct.unpack(f"<{len(encoded) // 2}H", encoded)


def _rolling(units: list[int]) -> Iterator[int]:
    """Give the hash of the block that begins at each unit which has a whole one behind it."""
    value = 0
    for unit in units[:_BLOCK]:
        value = (value * _BASE + unit) % _MODULUS
    yield value
    for gone, unit in zip(units, units[_BLOCK:], strict=False):
        value = (value * _BASE + unit - _FIRST * gone) % _MODULUS
        yield value
