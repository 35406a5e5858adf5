"""The names by which links lead to places in a page, as git hosts make them from headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsctl.model.markdown import Block, BlockKind, Page

_DROPPED = re.compile(r"[^\w\- ]")
_HYPHENS = re.compile(r"-{2,}")
_GIVEN = re.compile(r"\s*\{:?\s*#([\w:.-]+)[^{}]*\}\s*$")
_NAMED = re.compile(r"\b(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def anchors_of(page: Page) -> frozenset[str]:
    """Name every place in a page that a link can lead to."""
    names: set[str] = set()
    counts: dict[str, int] = {}
    for heading in page.headings():
        for name in _heading_names(heading):
            repeated = counts.get(name, 0)
            counts[name] = repeated + 1
            names.add(f"{name}-{repeated}" if repeated else name)
    for raw in _raw_html(page):
        names |= {match[1] or match[2] or match[3] or "" for match in _NAMED.finditer(raw)}
    return frozenset(names - {""})


def slug_of_heading(text: str) -> str:
    """Make the anchor of a heading's text.

    Source: the table of contents filter of GitHub's HTML pipeline, which keeps letters, digits,
    underscores, hyphens and spaces, in lower case, and writes a hyphen for each space.
    """
    return _DROPPED.sub("", text.strip().lower()).replace(" ", "-")


def _heading_names(heading: Block) -> Iterator[str]:
    """Give the anchor of a heading, also as GitLab makes it, and one that its author gave it."""
    text = "".join(run.text for run in heading.runs if not (run.html or run.image))
    given = _GIVEN.search(text) if "{" in text else None
    if given:
        yield given[1]
        text = text[: given.start()]
    slug = slug_of_heading(" ".join(text.split()))
    yield slug
    squeezed = _HYPHENS.sub("-", slug)
    if squeezed != slug:
        yield squeezed


def _raw_html(page: Page) -> Iterator[str]:
    for block in page.walk():
        if block.kind is BlockKind.HTML:
            yield block.text
        for run in block.runs:
            if run.html:
                yield run.text
