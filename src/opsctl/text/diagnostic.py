"""What is wrong, where, and what to do about it: as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from opsctl.text.fix import Fix
from opsctl.text.span import Location


class Severity(StrEnum):
    """How much a finding weighs; only an error makes `check` fail by itself."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """The order of severities, the heaviest first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader or a rule found, before settings and suppressions are applied.

    `subject` names what it is about, in words that stay the same when lines move and days pass; a
    finding without one is told from others by its message.
    """

    code: str
    location: Location
    message: str
    hint: str | None = None
    fix: Fix | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with the name of its rule and the severity that this workspace gives it."""

    finding: Finding
    name: str
    severity: Severity
