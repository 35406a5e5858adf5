"""The terminal, as far as it can be told: colour, width, signs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Literal, TextIO

from opsctl.cli.streams import emit
from opsctl.rendering.visible import no_command

if TYPE_CHECKING:
    from rich.text import Text

    from opsctl.rendering.screen import Screen

_PIPE_WIDTH = 1_000_000
_LEAST_WIDTH = 40
_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"})
_LINKING_TERMINALS = frozenset({"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"})
_VTE_WITH_LINKS = 5000
"""From version 0.50 on: GNOME's terminal and its relatives."""

_IN_ASCII = str.maketrans({"“": '"', "”": '"', "…": "...", "→": "->", "·": "-", "–": "-", "’": "'"})


def is_interactive() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def wants_colour(stream: TextIO, environment: Mapping[str, str], *, no_color: bool) -> bool:
    """Decide on colour for one stream: `NO_COLOR` goes before `FORCE_COLOR`, then the terminal."""
    if no_color or environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def screen_of(stream: TextIO) -> Screen:
    """Describe where lines go."""
    from opsctl.rendering.screen import Screen  # what draws lines, where any are drawn
    from opsctl.rendering.theme import ASCII, UNICODE

    signs = UNICODE if _is_unicode(stream) else ASCII
    if not stream.isatty():
        return Screen(None, signs)
    return Screen(max(shutil.get_terminal_size().columns, _LEAST_WIDTH), signs)


def _is_unicode(stream: TextIO) -> bool:
    encoding = (getattr(stream, "encoding", None) or "").replace("-", "").casefold()
    return encoding.startswith("utf")


def print_lines(lines: Iterable[Text], stream: TextIO, *, no_color: bool) -> None:
    """Print styled lines as they are: no markup, no wrapping, no trailing spaces."""
    if not wants_colour(stream, os.environ, no_color=no_color):
        plain = "".join(f"{no_command(line.plain.rstrip())}\n" for line in lines)
        emit(stream, plain if _is_unicode(stream) else plain.translate(_IN_ASCII))
        return
    from rich.console import Console  # the colours of lines, where there are any

    written = StringIO()
    console = Console(
        file=written,
        force_terminal=True,
        color_system=_colours(os.environ),
        width=_PIPE_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        line.rstrip()
        console.print(_as_text(line), soft_wrap=True)
    emit(stream, written.getvalue())


def _as_text(line: Text) -> Text:
    """Give a line, without its styles where a CI system would take it for a command."""
    from rich.text import Text  # already there, with the line

    safe = no_command(line.plain)
    return line if safe == line.plain else Text(safe)


def has_links(stream: TextIO, environment: Mapping[str, str], *, no_color: bool) -> bool:
    """Tell whether a terminal is known to open links, which others may show as rubbish."""
    if not stream.isatty() or not wants_colour(stream, environment, no_color=no_color):
        return False
    if environment.get("TERM_PROGRAM") in _LINKING_PROGRAMS or environment.get("WT_SESSION"):
        return True
    vte = environment.get("VTE_VERSION", "")
    if vte.isdecimal() and int(vte) >= _VTE_WITH_LINKS:
        return True
    return environment.get("TERM", "") in _LINKING_TERMINALS


def _colours(environment: Mapping[str, str]) -> Literal["standard", "256", "truecolor"]:
    """Tell how many colours the terminal has."""
    if environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in environment.get("TERM", "256") else "standard"
