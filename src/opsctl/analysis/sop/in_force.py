"""Which text of a procedure was in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opsctl.model.sop import SopStatus

_ENDS = (SopStatus.RETIRED,)
_HOLDS = (SopStatus.APPROVED, None)


@dataclass(frozen=True, slots=True)
class MainText:
    """A text as it came onto the main line on a day, with what it says of itself.

    `effective` is none where it is in force at once. `digest` is that of what it says, none where
    the file was deleted.
    """

    commit: str
    arrived: date
    version: str | None
    status: SopStatus | None
    effective: date | None
    digest: str | None

    @property
    def begins(self) -> date:
        """The first day on which it can be in force: not before it was there."""
        return max(self.arrived, self.effective or self.arrived)

    @property
    def ends_it(self) -> bool:
        """Tell a page that is retired or gone: from then on, nothing is in force."""
        return self.digest is None or self.status in _ENDS

    @property
    def counts(self) -> bool:
        """Tell what decides on what is in force from what does not, such as a draft."""
        return self.ends_it or self.status in _HOLDS


@dataclass(frozen=True, slots=True)
class InForce:
    """What was in force on a day, from a day to a day, both included.

    `text` is what decided it: the text in force, or the one that ended it; none on days before the
    first. `since` and `until` have the days on which the procedure said just this, in this version;
    `until` is none where nothing later is known, and `following` is what came then.
    """

    day: date
    text: MainText | None
    since: date | None
    until: date | None
    following: MainText | None

    @property
    def held(self) -> MainText | None:
        """The text that was in force, if one was."""
        return self.text if self.text is not None and not self.text.ends_it else None


def in_force(texts: Sequence[MainText], day: date) -> InForce:
    """Tell what was in force on a day, from the texts of the main line, the oldest first.

    It is the newest approved text, or one without a status, that takes effect on or before the day.
    A text that takes effect later leaves the older one in force until then.
    """
    counting = [each for each in texts if each.counts]
    text = _deciding(counting, day)
    days = sorted({each.begins for each in counting})
    since = None
    for each in reversed([each for each in days if each <= day]):
        if not _is_same(_deciding(counting, each), text):
            break
        since = each
    later = (each for each in days if each > day)
    end = next((each for each in later if not _is_same(_deciding(counting, each), text)), None)
    if end is None:
        return InForce(day, text, since, None, None)
    return InForce(day, text, since, end - timedelta(days=1), _deciding(counting, end))


def _deciding(counting: Sequence[MainText], day: date) -> MainText | None:
    """Give the newest text that has begun by a day; one that is retired or gone counts, too."""
    begun = (each for each in reversed(counting) if each.begins <= day)
    return next(begun, None)


def _is_same(one: MainText | None, two: MainText | None) -> bool:
    """Tell whether two texts leave the same in force: nothing, or the same words and version."""
    if one is None or two is None or one.ends_it or two.ends_it:
        ended = [each is None or each.ends_it for each in (one, two)]
        return all(ended)
    return (one.version, one.digest) == (two.version, two.digest)
