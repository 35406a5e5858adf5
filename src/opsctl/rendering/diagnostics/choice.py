"""What a check was asked to tell, and what it therefore leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from opsctl.rendering.figures import counted
from opsctl.rendering.theme import DIM


@dataclass(frozen=True, slots=True)
class Choice:
    """The rules that were named, and how many findings are older than the change.

    `older` is none where not only the change was asked for.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    older: int | None = None


def choice_lines(choice: Choice | None) -> Iterator[Text]:
    """Say what is told; nothing where all is."""
    if choice is None:
        return
    if choice.select:
        yield Text(f"asked only for {', '.join(choice.select)}", DIM)
    if choice.ignore:
        yield Text(f"not asked for {', '.join(choice.ignore)}", DIM)
    if choice.older is not None:
        left = f"; {counted(choice.older, 'older finding')} left out" if choice.older else ""
        yield Text(f"findings in files that changed, and new ones elsewhere{left}", DIM)


def choice_data(choice: Choice | None) -> Mapping[str, Any]:
    """Give the key that JSON has of a choice; none where nothing was chosen."""
    if choice is None:
        return {}
    return {
        "choice": {
            "select": list(choice.select),
            "ignore": list(choice.ignore),
            "changed": choice.older is not None,
            "older": choice.older,
        }
    }
