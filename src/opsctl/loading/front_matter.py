"""What stands at the top of a Markdown page: found, read, and what other tools keep there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from opsctl.loading.front_matter_plain import read_plain_keys
from opsctl.model.markdown import FrontMatter
from opsctl.model.sop import ForeignKey, Metadata
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location, Origin, Span

LARGEST = 64 * 1024
_BREAKING = frozenset(["FILE003", "FILE007", "FILE008", "FILE012", "FILE019", "FILE023"])
_FENCES = MappingProxyType({"---": "yaml", "+++": "toml"})
_KEY = re.compile(r"[A-Za-z_][\w.-]*:(?:[ \t]|$)")
_ASSIGNMENT = re.compile(r"\s*[\w.\"'-]+(?: [\w.\"'-]+){0,2}[ \t]*[:=]")
_COMMENT = re.compile(r"\s*(?:<!--(?:(?!-->).){0,4000}-->\s*)*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Top:
    """The top of a page as it was read. `lines` is how many lines of the file it takes."""

    metadata: Metadata
    front_matter: FrontMatter | None = None
    lines: int = 0
    foreign: tuple[ForeignKey, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = field(default=())


def read_top(source: Source) -> Top:
    """Read the settings at the top of a page; what cannot be read is left out, and said."""
    none = Metadata(Origin(source.path))
    found = find_front_matter(source)
    if found is None:
        return Top(none)
    lines = found.span.end_line if found.opened and found.closed else 0
    if found.format != "yaml" or not found.closed:
        return Top(none, found, lines)
    start, end = _content(source, found)
    if end - start > LARGEST:
        size = Finding(
            "FILE002",
            Location(source.path, source.span(start, start)),
            f"the keys at the top have more than {LARGEST:,} characters",
            "keep only settings there",
        )
        return Top(none, found, lines, findings=(size,))
    plain = read_plain_keys(source, start, end)
    if plain is not None:
        metadata, foreign = plain
        return Top(metadata, found, lines, foreign)
    return _explained(source, start, end, found, lines)


def _explained(source: Source, start: int, end: int, found: FrontMatter, lines: int) -> Top:
    """Read keys with the whole of YAML, and say what is wrong with them."""
    from opsctl.loading.front_matter_explained import read_keys  # pydantic and YAML, where needed

    keys = read_keys(source, start, end)
    broken = any(each.code in _BREAKING for each in keys.findings) and not keys.told
    found = replace(found, broken=broken)
    return Top(keys.metadata, found, lines, keys.foreign, keys.findings, keys.suppressions)


def find_front_matter(source: Source) -> FrontMatter | None:
    """Find where the settings of a page stand, also where a line of their fence is missing."""
    first = _first_line(source)
    fence = source.line(first).rstrip()
    if fence in _FENCES:
        last = _closing_line(source, first, fence)
        if last is not None:
            return _front_matter(source, first, last, _FENCES[fence], first=first == 1)
        if _KEY.match(source.line(first + 1)):
            return FrontMatter(_lines(source, first, first), closed=False, first=first == 1)
        return None
    return _unopened(source) if first == 1 else None


def _first_line(source: Source) -> int:
    """Give the line that settings would start in, behind blank lines and comments."""
    match = _COMMENT.match(source.text)
    end = match.end() if match else 0
    return source.span(end, end).line if end < len(source.text) else 1


def _closing_line(source: Source, first: int, fence: str) -> int | None:
    """Give the line that closes the settings; a text between two rules holds no key."""
    ends = (fence, "...") if fence == "---" else (fence,)
    keys = empty = 0
    for number in range(first + 1, _last_line(source) + 1):
        line = source.line(number)
        if line.rstrip() in ends:
            return number if keys or empty == number - first - 1 else None
        keys += _ASSIGNMENT.match(line) is not None
        empty += not line.strip() or line.startswith("#")
    return None


def _last_line(source: Source) -> int:
    """Give the last line that keys at the top can reach to: twice what is read of them."""
    return bisect_right(source.line_starts, 2 * LARGEST)


def _unopened(source: Source) -> FrontMatter | None:
    """Find keys at the very top that end in `---` but do not start with it."""
    if not _KEY.match(source.line(1)):
        return None
    for number in range(2, _last_line(source) + 1):
        line = source.line(number)
        if line.rstrip() == "---":
            keys = sum(1 for each in range(1, number) if _KEY.match(source.line(each)))
            return _front_matter(source, 1, number, "yaml", opened=False) if keys > 1 else None
        if not (_KEY.match(line) or line[:1] in (" ", "\t", "-", "#")):
            return None
    return None


def _front_matter(
    source: Source, start: int, end: int, kind: str, *, opened: bool = True, first: bool = True
) -> FrontMatter:
    return FrontMatter(_lines(source, start, end), kind, opened, first=first)


def _lines(source: Source, first: int, last: int) -> Span:
    starts = source.line_starts
    return source.span(starts[first - 1], starts[last - 1] + len(source.line(last)))


def _content(source: Source, found: FrontMatter) -> tuple[int, int]:
    """Give where the keys start and where the line that closes them does."""
    starts = source.line_starts
    first = found.span.line if found.opened else found.span.line - 1
    return starts[first], starts[found.span.end_line - 1]
