"""What stops a command: never what is merely wrong in a user's file."""

from __future__ import annotations


class CannotProceed(Exception):
    """A command cannot go on, for a reason that the user can act on."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(CannotProceed):
    """What was asked for does not exist or makes no sense."""


class SurroundingsRefuse(CannotProceed):
    """The file system, another program or another writer is in the way."""
