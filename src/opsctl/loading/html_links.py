"""Links and images that a page has as raw HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from opsctl.model.markdown import Link, LinkKind
from opsctl.text.source import Source
from opsctl.text.span import Span

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(a|img)\s([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def html_links(source: Source, span: Span) -> Iterator[Link]:
    """Find the links in raw HTML at a place; those within comments are none."""
    raw = _COMMENT.sub(_blank, source.text[span.start : span.end])
    for match in _TAG.finditer(raw):
        attributes = {
            each[1].casefold(): html.unescape(each[2] or each[3] or each[4] or "")
            for each in _ATTRIBUTE.finditer(match[2])
        }
        is_image = match[1].casefold() == "img"
        target = attributes.get("src" if is_image else "href")
        if target is not None:
            kind = LinkKind.IMAGE if is_image else LinkKind.LINK
            place = source.span(span.start + match.start(), span.start + match.end())
            yield Link(kind, attributes.get("alt", ""), target.strip(), place)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
