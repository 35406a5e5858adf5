"""`opsctl cache`: what is kept between runs, and taking it away."""

from __future__ import annotations

import os

from rich.text import Text

from opsctl.cli.answer_files import cache_folder, forget_answers, kept_answers
from opsctl.cli.session import Session
from opsctl.rendering.figures import counted
from opsctl.rendering.visible import visible


def show(session: Session) -> None:
    """Show where answers are kept, how many there are, and how large.

    OPSCTL_CACHE_DIR names another folder; --no-cache leaves it alone.
    """
    folder = cache_folder(os.environ)
    kept = kept_answers(folder)
    size = sum(status.st_size for _, status in kept)
    if session.format == "json":
        session.data({"schema": 1, "folder": visible(folder), "answers": len(kept), "bytes": size})
        return
    said = f"{counted(len(kept), 'answer')}, {counted(size, 'byte')}"
    session.lines([Text(visible(folder)), Text(said)])


def clear(session: Session) -> None:
    """Take all answers away that are kept between runs; what is asked next is worked out anew."""
    gone = forget_answers(cache_folder(os.environ))
    session.lines([Text(f"{counted(gone, 'answer')} taken away")])
