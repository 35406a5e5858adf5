"""Keys at the top of a page that are plain and have nothing wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from opsctl.loading.places import Places
from opsctl.loading.plain_record import plain_record
from opsctl.loading.plain_yaml import Group, read_plain
from opsctl.loading.source import has_hidden
from opsctl.model.field import written_keys
from opsctl.model.scalar import Scalar
from opsctl.model.sop import ForeignKey, Metadata
from opsctl.text.source import Source
from opsctl.text.span import Span

_LONGEST_FOREIGN = 2000


def read_plain_keys(
    source: Source, start: int, end: int
) -> tuple[Metadata, tuple[ForeignKey, ...]] | None:
    """Read the lines between two offsets; none where there is anything to be said of them.

    Only these lines are kept for their places: a page is much longer.
    """
    text = source.text[start:end]
    data = None if has_hidden(text) else read_plain(text)
    if data is None:
        return None
    known = known_keys()
    ours = {key: value for key, value in data.items() if key in known}
    names = tuple(known[key] for key in ours)
    places = Places(source.path, text, start, source.span(start, start).line)
    metadata = plain_record(Metadata, ours, {"origin": places.origin(ours=names)})
    if metadata is None:
        return None
    foreign = _foreign(source, start, text, data) if len(ours) < len(data) else ()
    return None if foreign is None else (metadata, foreign)


@cache
def known_keys() -> dict[str, str]:
    """Give the keys that are ours, each under itself, so that all pages share one text of it."""
    return {key: key for key in written_keys(Metadata)}


def foreign_key(name: str, texts: Iterable[str], span: Span) -> ForeignKey:
    """Make a key of another tool, of the first 2,000 characters behind it."""
    return ForeignKey(name, " ".join(texts)[:_LONGEST_FOREIGN], span)


def _foreign(source: Source, start: int, text: str, data: Group) -> tuple[ForeignKey, ...] | None:
    """Find the keys of other tools; none where one of them is in quotes."""
    foreign = []
    lines = f"\n{text}"
    for key, value in data.items():
        if key not in known_keys():
            at = lines.find(f"\n{key}:")
            if at < 0:
                return None
            span = source.span(start + at, start + at + len(key))
            foreign.append(foreign_key(key, _texts(value), span))
    return tuple(foreign)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Scalar):
        yield value.text
    else:
        for each in value if isinstance(value, list) else value.values():
            yield from _texts(each)
