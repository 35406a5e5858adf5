"""Comments that ask for a finding to be left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from opsctl.text.span import Location


class CommentForm(Enum):
    """How a comment is written that suppresses a finding, if any can."""

    YAML = auto()
    MARKDOWN = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Suppression:
    """One `opsctl: ignore[…]` comment: for a line, or for the whole file where `line` is none.

    In a page it is for the block that follows, which may have more lines, up to `last_line`.
    """

    location: Location
    rules: tuple[str, ...]
    reason: str
    line: int | None
    last_line: int | None = None

    def covers(self, line: int) -> bool:
        """Tell whether it is for a finding in this line."""
        if self.line is None:
            return True
        return self.line <= line <= (self.line if self.last_line is None else self.last_line)
