"""What a check was against, and what it could not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.text import Text

from opsctl.rendering.figures import counted
from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import one_line


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared with a base: how many files differ, and what could not be seen.

    `day` is that of the commit where the work left the base, `head_day` that of the newest one.
    """

    base: str
    day: date
    head_day: date
    files: int
    unseen: Sequence[str]


def change_lines(compared: Compared | None) -> Iterator[Text]:
    """Say how much was compared with which base, and what could not be seen."""
    if compared is None:
        return
    yield Text(f"{counted(compared.files, 'file')} compared with {one_line(compared.base)}", DIM)
    for said in compared.unseen:
        yield Text(f"not seen: {one_line(said)}")


def change_data(compared: Compared | None) -> Mapping[str, Any]:
    """Give the key that JSON has of the base; none where nothing was compared."""
    if compared is None:
        return {}
    return {
        "base": {
            "rev": compared.base,
            "date": compared.day,
            "head_date": compared.head_day,
            "changed": compared.files,
            "unseen": compared.unseen,
        }
    }
