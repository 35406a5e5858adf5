"""Versions of procedures, and the step that a change owes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.sop import SopStatus
from opsctl.model.weight import Weight

_WRITTEN = re.compile(r"(?:v(?:er(?:sion)?)?[. ]*)?([0-9].{0,99})", re.IGNORECASE)


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
        return is_version(self.after) and Version.parse(self.after or "") >= Version.parse(
            self.owed
        )


def version_step(before: Anatomy, after: Anatomy, weight: Weight | None) -> VersionStep:
    """Compute the step that a change of this weight owes: from minor on, and for drafts never."""
    old, new = before.version, after.version
    owed = None
    if weight is not None and owes(after, weight) and is_version(old):
        owed = str(next_version(Version.parse(old or ""), weight))
    return VersionStep(old, new, owed)


def owes(after: Anatomy, weight: Weight | None) -> bool:
    """Tell whether a change of this weight owes a step: from minor on, and for drafts never."""
    return weight in (Weight.MAJOR, Weight.MINOR) and after.status is not SopStatus.DRAFT


def next_version(version: Version, weight: Weight) -> Version:
    """Take the step of a weight; a pre-release takes it by becoming what it goes before."""
    if version.prerelease:
        return version.next_version(weight.value)
    steps = {
        Weight.MAJOR: version.bump_major,
        Weight.MINOR: version.bump_minor,
        Weight.PATCH: version.bump_patch,
    }
    return steps[weight]()


def is_version(text: str | None) -> bool:
    """Tell a version of three numbers, as https://semver.org has them."""
    return text is not None and Version.is_valid(text)


def counted_version(text: str | None) -> Version | None:
    """Read a version also where it is short, as `1.3` or `v2`; none where it cannot be counted."""
    match = _WRITTEN.fullmatch(text.strip()) if text else None
    try:
        return Version.parse(match[1], optional_minor_and_patch=True) if match else None
    except ValueError:
        return None
