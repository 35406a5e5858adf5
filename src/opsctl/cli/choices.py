"""The options that every command takes, as given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Choices:
    """The options that every command takes, as given."""

    workspace: Path | None = None
    as_of: str | None = None
    format: str | None = None
    no_color: bool = False
    at: str | None = None
    no_cache: bool = False

    def over(self, other: Choices) -> Choices:
        """Give these choices, and those of `other` where nothing was chosen here."""
        return Choices(
            other.workspace if self.workspace is None else self.workspace,
            other.as_of if self.as_of is None else self.as_of,
            other.format if self.format is None else self.format,
            self.no_color or other.no_color,
            other.at if self.at is None else self.at,
            self.no_cache or other.no_cache,
        )
