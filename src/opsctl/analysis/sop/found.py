"""Metadata that stands in the text of a page: in tables, bold lines, foreign keys, file names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

from opsctl.analysis.sop.content import is_placeholder
from opsctl.analysis.sop.parts import Carrier, Part
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.words.vocabulary import Vocabulary, folded
from opsctl.model.markdown import BlockKind, Page, plain_text
from opsctl.model.section import SectionKind
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.summary import Found

KEYS = ("owner", "version", "status", "effective", "reviewed")
_IN_NAME = re.compile(
    r"(?:^|[_\-. ])[vV](?:er(?:sion)?)?[_\-. ]?([0-9]+(?:\.[0-9]+){1,2})(?=$|[_\-. ])"
)
_VERSION = re.compile(r"[vV]?\.? ?([0-9]+(?:\.[0-9]+){0,3})")
_DAY_FORMS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"),
    *("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"),
)
_LONGEST_VALUE = 120


def found_metadata(
    sop: Sop, parts: Sequence[Part], sections: Sequence[Section], words: Vocabulary
) -> tuple[Found, ...]:
    """Find what the keys at the top do not say, each once, the surest carrier first.

    Only what stands before the second heading of the page, or in its document control, counts:
    further down, `Status:` may be that of anything.
    """
    found: dict[str, Found] = {}
    candidates = (
        *_by_key(sop, words),
        *_by_part(parts, sections, words),
        *_by_column(sop.page, words),
    )
    for each in (*candidates, *_by_name(sop.path)):
        written = getattr(sop.metadata, each.key) is not None
        if not written and each.key not in found and not is_placeholder(each.value, words):
            found[each.key] = each
    return tuple(found[key] for key in KEYS if key in found)


def day_in(value: str) -> date | None:
    """Read a day that is written in one of the unmistakable ways."""
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def status_in(value: str) -> SopStatus | None:
    """Read one of our own words for a status, in any letter case."""
    word = folded(value).replace(" ", "-")
    return next((each for each in SopStatus if each.value == word), None)


def version_in(value: str) -> str | None:
    """Read a version such as `1.3`, `v1.3` or `Version 1.10`, as text."""
    match = _VERSION.fullmatch(value.strip().removeprefix("Version").strip())
    return match[1] if match else None


def _by_key(sop: Sop, words: Vocabulary) -> Iterator[Found]:
    for key in sop.foreign:
        name = words.metadata.get(folded(key.name.replace("_", " ").replace("-", " ")))
        if name is not None and len(key.text) <= _LONGEST_VALUE:
            yield Found(name, key.text.strip(), key.line, f"the key `{key.name}`")


def _by_part(
    parts: Sequence[Part], sections: Sequence[Section], words: Vocabulary
) -> Iterator[Found]:
    control = [each for each in sections if each.section == SectionKind.CHANGE_LOG]
    for part in parts:
        name = words.metadata.get(folded(part.title))
        if part.carrier is Carrier.HEADING or name is None:
            continue
        near = part.first < 2 or any(each.holds(part.line) for each in control)
        value = plain_text(part.runs)
        heads = folded(value) in words.metadata
        if near and not heads and len(value) <= _LONGEST_VALUE:
            yield Found(
                name, value, part.line, "the text" if part.carrier is Carrier.LABEL else "a table"
            )


def _by_column(page: Page, words: Vocabulary) -> Iterator[Found]:
    """Find a table at the top that names its values in a first row, with one row of them."""
    for block in page.blocks[:6]:
        if block.kind is BlockKind.TABLE and len(block.children) == 2:
            names, values = (row.children for row in block.children)
            known = [words.metadata.get(folded(cell.plain)) for cell in names]
            if sum(each is not None for each in known) > 1:
                for name, cell in zip(known, values, strict=False):
                    if name is not None and cell.plain:
                        yield Found(name, cell.plain, cell.line, "a table")


def _by_name(path: str) -> Iterator[Found]:
    match = _IN_NAME.search(PurePosixPath(path).stem)
    if match:
        yield Found("version", match[1], 0, "the name of the file")
