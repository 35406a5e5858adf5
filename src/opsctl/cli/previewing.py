"""What is shown first and written only when that is wanted: the end of every import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import typer
from rich.text import Text

from opsctl.cli.changing import diff_lines
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.editing.write import Write, write_files


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written: for people, for programs (given whether it was), and its count.

    `next_step` is the command that shows what is there then; `lost` counts what is not taken.
    """

    lines: Iterable[Text]
    data: Callable[[bool], Mapping[str, Any]]
    count: str
    next_step: str
    lost: str = ""


def carry_out_preview(
    session: Session, preview: Preview, writes: Sequence[Write], *, yes: bool, dry_run: bool
) -> None:
    """Show a preview, and write if that is agreed; with JSON only `yes` agrees."""
    as_text = session.format == "text"
    if as_text:
        session.lines(preview.lines)
    if as_text and dry_run and writes:
        session.lines([Text()])
        for write in writes:
            session.lines(diff_lines(write))
    goes_on = bool(writes) and not dry_run and (yes or (as_text and _agreed(preview.count)))
    if goes_on:
        write_files(session.root, writes, session.lock)
    if not as_text:
        session.data(preview.data(goes_on))
    if dry_run:
        session.remark("nothing was written (--dry-run)")
    elif not writes:
        session.remark(f"there is nothing to write{_behind(preview)}")
    elif not goes_on:
        asked = as_text and is_interactive()
        session.remark(
            f"nothing was written{_behind(preview)}"
            if asked
            else f"nothing was written{_behind(preview)}; add --yes to write"
        )
    elif as_text:
        arrow = session.screen.signs.arrow
        session.lines(
            [
                Text(),
                Text(f"{preview.count} written{_behind(preview)}  {arrow} {preview.next_step}"),
            ]
        )


def _behind(preview: Preview) -> str:
    return f", {preview.lost}" if preview.lost else ""


def _agreed(count: str) -> bool:
    """Ask whoever is there; nobody there is no consent."""
    if not is_interactive():
        return False
    typer.echo()
    return typer.confirm(f"Write {count}?", default=False)
