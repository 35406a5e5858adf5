"""Numbers that took each other's place in a text that was reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_NUMBER = re.compile(r"\W*\d")
_ENDS = (".", ",", ";", ":", ")", "]", '"', "'", "”", "’", "`", "*")
"""What ends a number, so that the word behind it is not its unit."""

_AROUND = "".join(_ENDS) + "([*"

_MEASURE_WORDS = """
s sec secs second seconds min mins minute minutes h hr hrs hour hours day days week weeks month
months quarter quarters year years
sekunde sekunden minuten stunde stunden tag tage tagen werktag werktage werktagen arbeitstag
arbeitstage arbeitstagen woche wochen monat monate monaten quartal quartale jahr jahre jahren
seconde secondes heure heures jour jours semaine semaines mois an ans année années
segundo segundos minuto minutos hora horas día días semana semanas mes meses año años
% percent prozent g kg mg t mm cm m km ml l lb lbs oz °c °f kb mb gb tb
€ $ £ eur usd gbp chf euro euros dollar dollars pound pounds cent cents
"""
_MEASURES = frozenset(_MEASURE_WORDS.split())
"""What is measured in: a number that stays is another one where this word behind it changes."""


def changed_figures(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Give numbers that took each other's place, with the word behind them where it is a unit.

    A number stays and still is another one where what it is measured in changes.
    """
    old, new = before.split(), after.split()
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "replace":
            pairs = zip(_numbers(old, a, b), _numbers(new, c, d), strict=False)
            found += [pair for one, two in pairs if (pair := _pair(one, two)) is not None]
            found += _measured_otherwise(old[:a], new[:c], old[a], new[c])
    return tuple(found)


def _numbers(words: Sequence[str], start: int, end: int) -> list[tuple[str, str]]:
    """Give the numbers of a stretch of words, each with what may be its unit."""
    return [
        (_bare(words[at]), "" if words[at].endswith(_ENDS) else _unit(words[at + 1 : at + 3]))
        for at in range(start, end)
        if _NUMBER.match(words[at])
    ]


def _unit(words: Sequence[str]) -> str:
    """Give the word behind a number, or both where the second is what it is measured in."""
    first, second = (*(word.strip(".,;)") for word in words), "", "")[:2]
    if second.casefold() in _MEASURES and first.isalpha() and not _is_measure(first):
        return f"{first} {second}"
    return first if first.isalpha() or _is_measure(first) else ""


def _is_measure(unit: str) -> bool:
    return unit.rpartition(" ")[2].casefold() in _MEASURES


def _pair(old: tuple[str, str], new: tuple[str, str]) -> tuple[str, str] | None:
    """Put two numbers beside each other, with their words where these are units of one thing."""
    (one, was), (two, now) = old, new
    measured = bool(was and now) and (_is_measure(was) or _is_measure(now))
    if one == two and not (measured and was != now):
        return None
    if measured or _is_same_word(was, now):
        return f"{one} {was}".strip(), f"{two} {now}".strip()
    return one, two


def _is_same_word(one: str, two: str) -> bool:
    """Tell a word from another one, whether it is of one thing or of several."""
    short, long = sorted((one.casefold(), two.casefold()), key=len)
    return long.startswith(short) and bool(short or not long)


def _measured_otherwise(
    old: Sequence[str], new: Sequence[str], was: str, now: str
) -> Iterator[tuple[str, str]]:
    """Give a number that stays before another measure, with at most one word between them."""
    one, two = _bare(was), _bare(now)
    if not (_is_measure(one) and _is_measure(two)) or _is_same_word(one, two):
        return
    for back in (1, 2):
        words = list(old[-back:])
        if words == list(new[-back:]) and _NUMBER.match(words[0]) and not words[0].endswith(_ENDS):
            stays = " ".join(map(_bare, words))
            yield f"{stays} {one}", f"{stays} {two}"
            return


def _bare(word: str) -> str:
    return word.strip(_AROUND)
