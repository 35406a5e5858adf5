"""The terminal, as far as it can be told: colour, width, signs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import ASCII, UNICODE

_PIPE_WIDTH = 1_000_000
_LEAST_WIDTH = 40


def prepare_streams() -> None:
    """Make sure that no character of a file can stop a line from being written."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


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
    encoding = (getattr(stream, "encoding", None) or "").replace("-", "").casefold()
    signs = UNICODE if encoding.startswith("utf") else ASCII
    if not stream.isatty():
        return Screen(None, signs)
    return Screen(max(shutil.get_terminal_size().columns, _LEAST_WIDTH), signs)


def print_lines(lines: Iterable[Text], stream: TextIO, *, no_color: bool) -> None:
    """Print styled lines as they are: no markup, no wrapping, no trailing spaces."""
    colour = wants_colour(stream, os.environ, no_color=no_color)
    if not colour:
        for line in lines:
            stream.write(f"{line.plain.rstrip()}\n")
        return
    console = Console(
        file=stream,
        force_terminal=True,
        width=_PIPE_WIDTH,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
