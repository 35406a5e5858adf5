"""Comments in a Markdown page that suppress findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from opsctl.model.markdown import Block, BlockKind, Page
from opsctl.model.suppression import Suppression
from opsctl.text.source import Source
from opsctl.text.span import Location

_COMMENT = re.compile(
    r"<!--\s{0,9}opsctl:\s{0,9}ignore\[([^\]]{0,300})\]((?:(?!-->).){0,1000})-->", re.DOTALL
)
_ONLY_COMMENTS = re.compile(r"(?:\s*<!--(?:(?!-->).)*-->)*\s*", re.DOTALL)


def page_suppressions(source: Source, page: Page) -> Iterator[Suppression]:
    """Find the comments that suppress: at the top for the page, else for the block that follows.

    One within a text is for the block that it stands in.
    """
    if "opsctl:" in source.text:
        found = [*_before(source, page), *_among(source, page.blocks, at_top=True)]
        yield from {each.location: each for each in found}.values()


def _before(source: Source, page: Page) -> Iterator[Suppression]:
    """Find comments ahead of the keys at the top: they are for the page."""
    if page.front_matter is not None:
        yield from _in_text(source, 0, page.front_matter.span.start, None)


def _among(source: Source, blocks: Sequence[Block], *, at_top: bool) -> Iterator[Suppression]:
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HTML:
            following = next((each for each in blocks[index + 1 :] if not _is_comment(each)), None)
            covered = None if at_top else (following or block)
            yield from _in_block(source, block, covered)
        elif any(run.html for run in block.runs):
            yield from _in_block(source, block, block)
        at_top = at_top and _is_comment(block)
        yield from _among(source, block.children, at_top=False)


def _is_comment(block: Block) -> bool:
    return block.kind is BlockKind.HTML and bool(_ONLY_COMMENTS.fullmatch(block.text))


def _in_block(source: Source, block: Block, covered: Block | None) -> Iterator[Suppression]:
    comments = [run.text for run in block.runs if run.html]
    for each in _in_text(source, block.span.start, block.span.end, covered):
        span = each.location.span
        if not comments or source.text[span.start : span.end] in comments:
            yield each


def _in_text(source: Source, start: int, end: int, covered: Block | None) -> Iterator[Suppression]:
    for match in _COMMENT.finditer(source.text, start, end):
        rules = tuple(word for word in re.split(r"[,\s]+", match[1]) if word)
        place = Location(source.path, source.span(match.start(), match.end()))
        line, last = (covered.line, covered.end_line) if covered else (None, None)
        yield Suppression(place, rules, " ".join(match[2].split()), line, last)
