"""What a check was against, and what it could not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from opsctl.model.change import Change
from opsctl.rendering.figures import counted
from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import one_line


def change_lines(change: Change | None) -> Iterator[Text]:
    """Say how much was compared with which base, and what could not be seen."""
    if change is None:
        return
    paths = counted(len(change.paths), "file")
    yield Text(f"{paths} compared with {one_line(change.base_name)}", DIM)
    for said in change.unseen:
        yield Text(f"not seen: {one_line(said)}")


def change_data(change: Change | None) -> Mapping[str, Any]:
    """Give the key that JSON has of the base; none where nothing was compared."""
    if change is None:
        return {}
    return {
        "base": {
            "rev": change.base_name,
            "date": change.base_day,
            "head_date": change.head_day,
            "changed": len(change.paths),
            "unseen": change.unseen,
        }
    }
