"""The text of a procedure, set for a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.markdown import Markdown
from rich.text import Text

from opsctl.model.sop import Sop
from opsctl.rendering.screen import Screen
from opsctl.rendering.visible import visible
from opsctl.text.source import Source

_WIDEST = 100


def page_text(source: Source, sop: Sop, screen: Screen) -> list[Text]:
    """Set the page below the keys at its top; where there is no terminal, its lines as they are.

    Whatever could command a terminal is shown as an escape.
    """
    front = sop.page.front_matter
    first = front.span.end_line + 1 if front and front.opened and front.closed else 1
    lines = [
        visible(source.line(number).replace("\t", "    "))
        for number in range(first, len(source.line_starts) + 1)
    ]
    while lines and not lines[0].strip():
        lines.pop(0)
    if screen.width is None or not sop.parsed:
        return [Text(line) for line in lines]
    width = min(screen.width, _WIDEST)
    console = Console(file=StringIO(), width=width, markup=False, emoji=False, highlight=False)
    page = Markdown("\n".join(lines), code_theme="bw", hyperlinks=False)
    return [
        Text.assemble(*((each.text, each.style or "") for each in line if not each.control))
        for line in console.render_lines(page, pad=False)
    ]
