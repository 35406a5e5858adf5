"""A Markdown page as the parser of its host sees it: blocks with places, and what is in them.

Nothing here knows what a section of a procedure is: that is for `analysis` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from opsctl.text.making import maker
from opsctl.text.span import Span

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"<!--|</?(?:a|abbr|b|code|del|div|em|font|i|img|ins|kbd|mark|p|s|samp|small|span|strong|sub"
    r"|sup|u|var)(?=[\s/>])",
    re.IGNORECASE,
)


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    CODE = "code"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    HTML = "html"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of inline text in one style; a line end of the source is a run of `\\n`.

    `line` is that of the file. `target` is where the text leads to, if it is a link or an image.
    Raw HTML is a run of its own, as written.
    """

    text: str
    line: int
    strong: bool = False
    code: bool = False
    html: bool = False
    image: bool = False
    target: str | None = None
    next_line: Span | None = None


make_run = maker(Run, __name__, "make_run")


@dataclass(frozen=True, slots=True)
class Block:
    """A block with its place, from its first line to its last one that holds something.

    `level` is that of a heading. `number` is what a reader sees before an item of an ordered
    list, `written` what the author typed there. `checked` is none for an item without a box.
    `text` is that of code and raw HTML, as written; `info` the language of code. `underlined`
    marks a heading made by the line below it, `closed` is false for code that runs to the end of
    the page because its fence was never closed.
    """

    kind: BlockKind
    span: Span
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    ordered: bool = False
    number: int | None = None
    written: str = ""
    checked: bool | None = None
    text: str = ""
    info: str = ""
    underlined: bool = False
    closed: bool = True

    @property
    def line(self) -> int:
        """The first line, counted from 1."""
        return self.span.line

    @property
    def end_line(self) -> int:
        """The last line."""
        return self.span.end_line

    @property
    def plain(self) -> str:
        """The text of its own runs, on one line, without comments."""
        return plain_text(self.runs)

    def walk(self) -> Iterator[Block]:
        """Give the block and all within it, in the order of the page."""
        return _walked((self,))


make_block = maker(Block, __name__, "make_block")


def _walked(blocks: tuple[Block, ...]) -> Iterator[Block]:
    waiting = list(blocks[::-1])
    while waiting:
        block = waiting.pop()
        yield block
        if block.children:
            waiting.extend(block.children[::-1])


def plain_text(runs: tuple[Run, ...]) -> str:
    """Give the text of runs on one line, without comments and tags; what looks like a tag and is
    none, such as `<your name>`, is kept.
    """
    text = runs[0].text if len(runs) == 1 else "".join([each.text for each in runs])
    if "<" in text:
        text = "".join([_without_tag(each) for each in runs])
    return " ".join(text.split())


def _without_tag(run: Run) -> str:
    return "" if run.html and _TAG.match(run.text) else _BREAK.sub(" ", run.text)


class LinkKind(StrEnum):
    """How something leads elsewhere."""

    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image: its text, its target as the parser resolved it, its place."""

    kind: LinkKind
    text: str
    target: str
    span: Span


class MarkKind(StrEnum):
    """What in a text was noticed, whatever it means for the page.

    A placeholder is what a template left for its author to fill in. The two headings are no
    headings, because no space or another sign than a space follows their `#`. A reference is
    the text of a link whose target stands nowhere in the page.
    """

    PLACEHOLDER = "placeholder"
    HEADING_WITHOUT_SPACE = "heading-without-space"
    HEADING_WITH_HARD_SPACE = "heading-with-hard-space"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something noticed in a text, with its place."""

    kind: MarkKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings at the top of a page: where they stand, and how they are fenced.

    `opened` is false where the first `---` is missing, `closed` where the last one is; `first`
    is false where a comment or a blank line stands before them. `format` is `yaml` or `toml`, and
    `broken` says that its keys could not be told.
    """

    span: Span
    format: str = "yaml"
    opened: bool = True
    closed: bool = True
    first: bool = True
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What stands in a page: its blocks, and the marks in their texts, in their order."""

    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page: what stands in it, its links in their order, what stands at its top.

    A body takes much room, and of most pages nobody asks for it again, so `written` may also be
    what reads it. `lines` counts the lines of the file.
    """

    written: Body | Callable[[], Body] = Body()
    links: tuple[Link, ...] = ()
    front_matter: FrontMatter | None = None
    lines: int = 1

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks."""
        return self._body.blocks

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What was noticed in its texts."""
        return self._body.marks

    @property
    def _body(self) -> Body:
        return self.written if isinstance(self.written, Body) else self.written()

    def walk(self) -> Iterator[Block]:
        """Give every block, in the order of the page."""
        return _walked(self.blocks)

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks that are no part of a `<details>`, which a reader has to unfold."""
        blocks = self.blocks
        if not any(block.kind is BlockKind.HTML for block in blocks):
            return blocks
        kept: list[Block] = []
        depth = 0
        for block in blocks:
            raw = block.text.casefold() if block.kind is BlockKind.HTML else ""
            opened, closed = raw.count("<details"), raw.count("</details")
            if not depth and not opened:
                kept.append(block)
            depth = max(depth + opened - closed, 0)
        return tuple(kept) if depth == 0 else blocks

    def headings(self) -> Iterator[Block]:
        """Give every heading, also one within a list or a quote."""
        return (block for block in self.walk() if block.kind is BlockKind.HEADING)
