"""What is kept of a page that was looked at: all that others ask of it, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from opsctl.analysis.sop.anatomy import taken_apart
from opsctl.loading.front_matter import read_top
from opsctl.loading.sops import ReadPage, parse_sop
from opsctl.loading.source import decode_page
from opsctl.model.anchors import anchors_of
from opsctl.model.markdown import Body, FrontMatter, Link, Page
from opsctl.model.settings import SopSettings
from opsctl.model.sop import Sop
from opsctl.model.summary import Facts, Summary
from opsctl.model.suppression import Suppression
from opsctl.rules.page_rules import found_in_page
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page without its body.

    `top` is the text of its keys, up to the end of the line that closes them. `findings` came up
    while it was read, `found` by the rules that look at one page. `names` are its places.
    """

    top: str
    lines: int
    links: tuple[Link, ...]
    names: tuple[str, ...]
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    facts: Facts
    found: tuple[Finding, ...]


def kept_of(path: str, content: bytes, settings: SopSettings) -> KeptPage | None:
    """Look at a page by the settings; none where its keys cannot be told without the rest of it."""
    source, unreadable = decode_page(path, content)
    sop, findings, suppressions = parse_sop(source)
    if not sop.parsed or not _has_plain_ends(sop.page.front_matter):
        return None
    anatomy = taken_apart(sop, settings)
    return KeptPage(
        _text_of(source, sop.page.front_matter),
        sop.page.lines,
        sop.page.links,
        tuple(sorted(anchors_of(sop.page))),
        (*unreadable, *findings),
        tuple(suppressions),
        anatomy.facts,
        tuple(found_in_page(anatomy, RULES)),
    )


def read_again(
    path: str, kept: KeptPage, settings: SopSettings, body: Callable[[], Body]
) -> ReadPage:
    """Give the page as reading it would, with a body for whoever asks."""
    top = read_top(Source(path, kept.top))
    page = Page(body, kept.links, top.front_matter, kept.lines)
    summary = Summary(settings, kept.facts, kept.found)
    sop = Sop(path, top.metadata, top.foreign, page, summary=summary)
    return ReadPage(sop, kept.findings, kept.suppressions, frozenset(kept.names))


def _has_plain_ends(top: FrontMatter | None) -> bool:
    return top is None or (top.opened and top.closed)


def _text_of(source: Source, top: FrontMatter | None) -> str:
    """Give the text of a page up to the end of its keys."""
    if top is None:
        return ""
    starts, last = source.line_starts, top.span.end_line
    return source.text[: starts[last]] if last < len(starts) else source.text
