"""The version that a procedure is to have after a change."""

from __future__ import annotations

from dataclasses import dataclass

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change_log import change_log_of
from opsctl.analysis.sop.versions import counted_version, is_version, next_version, owes
from opsctl.model.sop import SopStatus
from opsctl.model.weight import Weight
from opsctl.text.errors import UsageProblem

_FIRST_OF_A_DRAFT = "0.1.0"
_FIRST = "1.0.0"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants instead of the step owed: another step, or a version."""

    step: Weight | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Bump:
    """The version at the base, the one at the top now, the least that is owed, the one to have.

    The first two are as written. `target` is none where no version is owed, asked for or taken
    already; then nothing is to be written.
    """

    before: str | None
    now: str | None
    owed: str | None
    target: str | None

    @property
    def is_there(self) -> bool:
        """Tell whether the procedure has the version already."""
        return self.target == self.now


def planned_bump(
    before: Anatomy | None, after: Anatomy, weight: Weight | None, asked: Asked
) -> Bump:
    """Decide on the version of a procedure; `before` is none for one that was not there.

    Raises:
        UsageProblem: what is asked for is lower than what is owed, or cannot be counted from.
    """
    old = _version_of(before) if before else None
    now = _version_of(after)
    if old is None:
        owed = None if now or asked.to is not None else _first(after)
    else:
        owed = str(next_version(old, weight)) if weight and owes(after, weight) else None
    wanted = _wanted(old, after, owed, weight, asked)
    written = before.sop.metadata.version if before else None
    there = after.sop.metadata.version
    return Bump(
        written.text if written else str(old) if old else None,
        there.text if there else None,
        owed,
        _target(old, now, wanted, asked),
    )


def _version_of(anatomy: Anatomy) -> Version | None:
    """Give the version of a procedure: as it says, else that of the newest entry in its log."""
    said = counted_version(anatomy.version)
    log = change_log_of(anatomy)
    if said is not None or log is None or anatomy.sop.metadata.version is not None:
        return said
    known = (counted_version(each.version) for each in log.entries)
    return max((each for each in known if each is not None), default=None)


def _first(after: Anatomy) -> str:
    """Give the first version of a procedure that has none.

    Raises:
        UsageProblem: it says something there that is no version.
    """
    said = after.sop.metadata.version
    if said is not None:
        raise UsageProblem(
            f"{said.shown} is no version that can be counted on",
            "give the next one with --to, as in --to 1.0.0",
        )
    return _FIRST_OF_A_DRAFT if after.status is SopStatus.DRAFT else _FIRST


def _wanted(
    old: Version | None, after: Anatomy, owed: str | None, weight: Weight | None, asked: Asked
) -> str | None:
    if asked.to is not None:
        wanted = _named(asked.to, old)
    elif asked.step is None:
        return owed
    elif old is None:
        first = f"leave out --{asked.step} to begin with {owed}; or " if owed else ""
        raise UsageProblem("there is no version to take a step from", f"{first}give one with --to")
    else:
        wanted = next_version(old, asked.step)
    if old is not None and owed is not None and wanted < Version.parse(owed):
        raise UsageProblem(
            f"the change is {weight}, so it owes {owed} after {old}: {wanted} is too low",
            "leave out the step to take the one that is owed",
        )
    return str(wanted)


def _named(text: str, old: Version | None) -> Version:
    if not is_version(text):
        raise UsageProblem(f"--to `{text}` is no version", "write three numbers, as in 1.4.0")
    version = Version.parse(text)
    if old is not None and version <= old:
        raise UsageProblem(f"{text} is not above {old}, which it was", "give a higher one")
    return version


def _target(
    old: Version | None, now: Version | None, wanted: str | None, asked: Asked
) -> str | None:
    """Keep the version that is there where it is high enough; one that was asked for is exact."""
    if asked.to is not None or now is None:
        return wanted
    if wanted is not None and now < Version.parse(wanted):
        return wanted
    return None if wanted is None and old is not None and now <= old else str(now)
