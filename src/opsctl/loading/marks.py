"""What is noticed in the text of a page: placeholders, broken headings, broken references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from opsctl.model.markdown import Mark, MarkKind
from opsctl.text.span import Span

_FILLED_IN = "enter|insert|add|describe|specify|fill|write|your|name of|who|what|when|tbd|todo"
_PLACEHOLDER = re.compile(
    rf"(?<!\\)<(?:(?:{_FILLED_IN})\b[^<>\n]{{0,80}}"
    r"|[a-z][^<>\n=/:\"@]{0,60} [^<>\n=\"@]{0,60})>"
    r"|\blorem ipsum\b",
    re.IGNORECASE,
)
_LOUD = re.compile(
    r"(?:^|(?<=[:=(\[|–—]) ?|(?<=[:=–—-] ))(?:TBD|TBC|TODO|FIXME|XXX)(?=[ .)\]]*$|\)|\])"
    r"|\b(?:TODO|FIXME)(?=: ?\S)",
    re.MULTILINE,
)
_HTML = re.compile(
    r"</?(?:a|abbr|address|article|aside|audio|b|blockquote|body|br|button|caption|center|cite|code"
    r"|col|colgroup|data|dd|del|details|dfn|dialog|div|dl|dt|em|embed|figcaption|figure|font|footer"
    r"|form|frame|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main"
    r"|map|mark|menu|meta|nav|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|s|samp"
    r"|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody"
    r"|td|textarea|tfoot|th|thead|time|title|tr|track|u|ul|var|video|wbr)(?=[\s/>])",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<![\w\])\\])\[[^\[\]\n]{1,200}\]\[([A-Za-z][^\[\]\n]{0,100})?\]")
_NO_SPACE = re.compile(r"#{2,6}[^\W\d_][^\n]*|#[^\W\d_][^\n]*")
_HARD_SPACE = re.compile(r"#{1,6}[\u00a0\u2007\u202f\u3000][^\n]*")
_ANY = re.compile(r"[#<\]]|TBD|TBC|TODO|FIXME|XXX|[Ll]orem")
_LONGEST_HEADING = 80

Locate = Callable[[int, int], Span]


def marks_in(content: str, hidden: Iterable[tuple[int, int]], locate: Locate) -> Iterator[Mark]:
    """Find the marks in an inline text; `hidden` are its parts that are code, links or comments."""
    if not _ANY.search(content):
        return
    shown = _without(content, hidden)
    for match in _PLACEHOLDER.finditer(shown):
        if not _HTML.match(match.group()):
            yield Mark(MarkKind.PLACEHOLDER, match.group(), locate(*match.span()))
    for match in _LOUD.finditer(shown):
        word = match.group().strip()
        yield Mark(MarkKind.PLACEHOLDER, word, locate(match.end() - len(word), match.end()))
    for match in _REFERENCE.finditer(shown):
        yield Mark(MarkKind.REFERENCE, match.group(), locate(match.start(), match.end()))


def marks_in_html(raw: str, locate: Locate) -> Iterator[Mark]:
    """Find the placeholders that the parser took for raw HTML, each alone in its line."""
    for line in re.finditer(r"^[^\r\n]+", raw, re.MULTILINE):
        match = _PLACEHOLDER.fullmatch(line.group().strip())
        if match and not _HTML.match(match.group()):
            yield Mark(MarkKind.PLACEHOLDER, match.group(), locate(line.start(), line.end()))


def broken_heading(content: str, locate: Locate) -> Iterator[Mark]:
    """Find the lines at the start of a paragraph that were meant as headings.

    They start with `#`, and a space is missing behind it, or another sign than a space is there.
    """
    start = 0
    for line in content.split("\n"):
        hard, match = _HARD_SPACE.match(line), _NO_SPACE.match(line)
        place = locate(start, start + len(line)) if hard or match else None
        start += len(line) + 1
        if hard and place:
            yield Mark(MarkKind.HEADING_WITH_HARD_SPACE, line, place)
        elif match and place and _looks_like_a_heading(line, alone="\n" not in content):
            yield Mark(MarkKind.HEADING_WITHOUT_SPACE, line, place)
        else:
            return


def _looks_like_a_heading(line: str, *, alone: bool) -> bool:
    """Tell a heading from a channel or a tag: behind a single `#`, by its capital letter."""
    bare = line.lstrip("#")
    if len(line) > _LONGEST_HEADING or line.rstrip().endswith((".", ",", ";", "!", "?")):
        return False
    return line.startswith("##") or (alone and bare[0].isupper() and "#" not in bare)


def _without(content: str, hidden: Iterable[tuple[int, int]]) -> str:
    """Blank out parts of a text, so that the rest keeps its offsets."""
    pieces, at = [], 0
    for start, end in sorted(hidden):
        if start >= at:
            pieces += [content[at:start], " " * (end - start)]
            at = end
    return "".join((*pieces, content[at:]))
