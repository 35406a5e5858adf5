"""How much a change of a procedure weighs."""

from __future__ import annotations

from enum import StrEnum


class Weight(StrEnum):
    """How much a change weighs: which part of the version it moves."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"

    @property
    def rank(self) -> int:
        """The order of weights, the heaviest first."""
        return list(Weight).index(self)
