"""`opsctl cache`: what is kept between runs, and taking it away."""

from __future__ import annotations

import os

from rich.text import Text

from opsctl.cli.kept_files import ANSWER, PAGES, cache_folder, forget, kept_files
from opsctl.cli.session import Session
from opsctl.rendering.figures import counted
from opsctl.rendering.visible import visible


def show(session: Session) -> None:
    """Show where things are kept between runs, how many there are, and how large.

    Answers to commands are, and what is known of the pages of a workspace.

    OPSCTL_CACHE_DIR names another folder; --no-cache leaves it alone.
    """
    folder = cache_folder(os.environ)
    kept = kept_files(folder)
    size = sum(status.st_size for _, status in kept)
    answers, pages = (sum(each.endswith(end) for each, _ in kept) for end in (ANSWER, PAGES))
    if session.format == "json":
        counts = {"answers": answers, "pages": pages, "bytes": size}
        session.data({"schema": 1, "folder": visible(folder), **counts})
        return
    said = f"{counted(answers, 'answer')}, {counted(pages, 'file')} of pages"
    session.lines([Text(visible(folder)), Text(f"{said}, {counted(size, 'byte')}")])


def clear(session: Session) -> None:
    """Take all that is kept between runs away; what is asked next is worked out anew."""
    gone = forget(cache_folder(os.environ))
    session.lines([Text(f"{counted(gone, 'file')} taken away")])
