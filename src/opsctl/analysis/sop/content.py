"""Whether a part of a page says something, or only holds the place for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from opsctl.analysis.sop.words.vocabulary import Vocabulary, folded
from opsctl.model.markdown import Block, BlockKind, Run, plain_text

_SLOT = re.compile(
    r"(?:<[^<>]{1,200}>|\[[^\[\]]{1,200}\]|\{\{[^{}]{1,200}\}\}|\{[^{}]{1,200}\}|_{3,}|\.{3,}|…"
    r"|[\s,;:./|–—-]+)+"
)
_INCLUDED = re.compile(r"\{%|\{\{[<%]")
_LOREM = re.compile(r"lorem ipsum", re.IGNORECASE)
_LETTER = re.compile(r"\w")
_LONGEST_PLACEHOLDER = 200


def is_placeholder(text: str, words: Vocabulary) -> bool:
    """Tell a text that says nothing: blank, `TBD`, `<enter role>`, `{{owner}}`, lorem ipsum.

    What a site's template puts there, as in `{% include scope.md %}`, may say something.
    """
    if "{" in text and _INCLUDED.search(text):
        return False
    if len(text) > _LONGEST_PLACEHOLDER:
        return _LOREM.match(text) is not None
    bare = folded(text)
    return (
        not _LETTER.search(text)
        or _SLOT.fullmatch(text.strip()) is not None
        or bare in words.placeholders
        or _LOREM.match(text) is not None
    )


def says_something(blocks: Iterable[Block], words: Vocabulary) -> bool:
    """Tell whether blocks hold more than headings, comments, rules and placeholders."""
    waiting = list(blocks)[::-1]
    while waiting:
        block = waiting.pop()
        if block.children:
            inner = block.children[1:] if block.kind is BlockKind.TABLE else block.children
            waiting += inner[::-1]
        elif _says(block, words):
            return True
    return False


def _says(block: Block, words: Vocabulary) -> bool:
    if block.kind is BlockKind.CODE:
        return bool(block.text.strip())
    if block.kind is BlockKind.HTML:
        return bool(_text_of_html(block.text))
    if block.kind in (BlockKind.HEADING, BlockKind.RULE):
        return False
    return runs_say_something(block.runs, words)


def runs_say_something(runs: tuple[Run, ...], words: Vocabulary) -> bool:
    """Tell whether a text holds more than a placeholder; a picture does."""
    if any(run.image for run in runs):
        return True
    return not is_placeholder(plain_text(runs), words)


def _text_of_html(raw: str) -> str:
    """Give what raw HTML shows, roughly: its tags and comments left out; a picture counts."""
    without = re.sub(r"<!--.*?(?:-->|\Z)", "", raw, flags=re.DOTALL)
    pictures = "picture" if re.search(r"<(?:img|video|iframe)\b", without, re.IGNORECASE) else ""
    return re.sub(r"<[^<>]*>", "", without).strip() + pictures


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the texts of blocks and of what is in them, without code."""
    for block in blocks:
        for each in block.walk():
            if each.runs:
                yield each.plain
