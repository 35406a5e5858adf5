"""Versions of procedures, and the step that a change owes."""

from __future__ import annotations

from dataclasses import dataclass

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.sop import SopStatus
from opsctl.model.weight import Weight


@dataclass(frozen=True, slots=True)
class VersionStep:
    """The versions of two texts, as written, and the least that the newer one owes to be.

    `owed` is none where nothing is owed: for a draft, for other wording, or where the older one
    has no version that can be counted on.
    """

    before: str | None
    after: str | None
    owed: str | None

    @property
    def is_taken(self) -> bool:
        """Tell whether the newer text has the version that it owes, or a higher one."""
        if self.owed is None:
            return True
        return _is_version(self.after) and Version.parse(self.after or "") >= Version.parse(
            self.owed
        )


def version_step(before: Anatomy, after: Anatomy, weight: Weight | None) -> VersionStep:
    """Compute the step that a change of this weight owes: from minor on, and for drafts never."""
    old, new = before.version, after.version
    owed = None
    if weight in (Weight.MAJOR, Weight.MINOR) and after.status is not SopStatus.DRAFT:
        owed = _next(old, weight) if _is_version(old) else None
    return VersionStep(old, new, owed)


def _next(version: str | None, weight: Weight) -> str:
    base = Version.parse(version or "")
    return str(base.bump_major() if weight is Weight.MAJOR else base.bump_minor())


def _is_version(version: str | None) -> bool:
    return version is not None and Version.is_valid(version)
