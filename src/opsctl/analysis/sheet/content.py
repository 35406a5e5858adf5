"""What a column of a sheet is, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from opsctl.analysis.sheet.days import is_day
from opsctl.analysis.sheet.headers import Field, normal
from opsctl.analysis.sheet.scores import is_score
from opsctl.analysis.sheet.statuses import meaning
from opsctl.model.period import Days
from opsctl.model.person import Person
from opsctl.model.workspace import Register

_BLANK = frozenset(
    ["", "-", "–", "—", "n/a", "na", "#n/a", "tbd", "tba", "none", "null", "?", "??", "???", "k.a."]
)
_MOST = 0.6
_A_TITLE_AT_LEAST = 8
_NO_QUARTER = Days(date(2000, 1, 1), date(2000, 1, 1))
EMAIL = re.compile(r"[^\s<>()@,;]+@[^\s<>()@,;]+")


def blank(text: str) -> bool:
    """Tell whether a cell says nothing, be it with a word that stands for nothing."""
    return text.strip().casefold() in _BLANK


def looks_like_data(cell: str) -> bool:
    """Tell whether a cell is a date, a figure or an e-mail address, and so no heading."""
    text = cell.strip()
    return bool(text) and (is_day(text, _NO_QUARTER) or is_score(text) or is_email(text))


def is_email(text: str) -> bool:
    """Tell whether a text is an e-mail address."""
    return EMAIL.fullmatch(text.strip()) is not None


def field_by_content(
    name: Field, columns: Mapping[int, Sequence[str]], people: Register[Person]
) -> tuple[int, str] | None:
    """Name the column that a field stands in, and what shows it; none where nothing does."""
    if name is Field.TITLE:
        return _longest(columns)
    if name is Field.DUE:
        return _mostly(columns, lambda text: is_day(text, _NO_QUARTER), "dates")
    if name is Field.STATUS:
        words = "words such as “on track”"
        return _mostly(columns, lambda text: meaning(text, three_colours=False) is not None, words)
    found = _mostly(columns, is_email, "e-mail addresses")
    known = {
        normal(each) for person in people.records.values() for each in (person.id, person.name)
    }
    return found or _mostly(columns, lambda text: normal(text) in known, "people you know")


def _mostly(
    columns: Mapping[int, Sequence[str]], fits: Callable[[str], bool], what: str
) -> tuple[int, str] | None:
    shares = {
        index: sum(map(fits, texts)) / len(texts) for index, texts in columns.items() if texts
    }
    best = max(shares, key=lambda index: shares[index], default=None)
    return (best, what) if best is not None and shares[best] >= _MOST else None


def _longest(columns: Mapping[int, Sequence[str]]) -> tuple[int, str] | None:
    lengths = {
        index: sum(map(len, texts)) / len(texts)
        for index, texts in columns.items()
        if texts and not any(map(looks_like_data, texts)) and len(set(texts)) * 5 >= len(texts) * 4
    }
    best = max(lengths, key=lambda index: lengths[index], default=None)
    if best is None or lengths[best] < _A_TITLE_AT_LEAST:
        return None
    return best, "the longest texts, each another"
