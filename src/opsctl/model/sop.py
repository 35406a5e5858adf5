"""Standard operating procedures: Markdown pages with settings at their top."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from opsctl.model.field import (
    DAY_PATTERN,
    STRICT,
    Config,
    Day,
    Given,
    Length,
    Reads,
    Text,
    Typed,
    choice,
    matching,
)
from opsctl.model.markdown import Page
from opsctl.model.scalar import Interval, Scalar, Unreadable, read_day
from opsctl.model.summary import Summary
from opsctl.text.span import Location, Origin, Span
from opsctl.text.suggestion import SHORTEST_NAME, surely_meant

ON_MERGE = "on-merge"
FOLDER = "sops/"
_NEAR_A_DAY = re.compile(r"[0-9]{4}|[0-9]{1,2}[./-]")


class SopStatus(StrEnum):
    """Where a procedure is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    RETIRED = "retired"


def read_effective(scalar: Scalar) -> date | str:
    """Read a day, or `on-merge` for the day on which the change is merged."""
    if scalar.text == ON_MERGE:
        return ON_MERGE
    try:
        return read_day(scalar)
    except Unreadable as error:
        if _NEAR_A_DAY.match(scalar.text):
            raise
        meant = surely_meant(scalar.text, [ON_MERGE], SHORTEST_NAME)
        hint = f"write a date as in 2026-11-30, or {ON_MERGE}"
        raise Unreadable(error.message, hint, meant) from None


Effective = Annotated[
    date | str,
    Reads(
        read_effective, "a date", matching(f"^({DAY_PATTERN}|{ON_MERGE})$", "2026-10-01", ON_MERGE)
    ),
]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What stands at the top of a procedure, between its two lines of `---`.

    Everything is optional here; rules ask for what a company wants there. Other keys belong to
    other tools and are left alone.
    """

    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    title: Text | None = None
    owner: Text | None = None
    version: Typed | None = None
    status: Annotated[SopStatus, choice(SopStatus)] | None = None
    effective: Effective | None = None
    reviewed: Day | None = None
    review_every: Length | None = None
    profile: Text | None = None
    audience: tuple[Text, ...] = ()
    measurables: tuple[Text, ...] = ()
    lang: Text | None = None
    translation_of: Text | None = None
    supersedes: tuple[Text, ...] = ()
    superseded_by: tuple[Text, ...] = ()
    formerly: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A key of another tool at the top of a procedure, and what stands behind it, as text.

    `span` is the place of the key.
    """

    name: str
    text: str
    span: Span

    @property
    def line(self) -> int:
        """The line that the key stands in."""
        return self.span.line


_NOTHING = Page()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Sop:
    """A procedure: its path, its id, what stands at its top, and its page.

    Two readings of one file are two procedures: they are compared by what is in them. `parsed` is
    false for a file that is too large to be taken apart. `summary` is there where the page was
    looked at before.
    """

    path: str
    metadata: Metadata
    foreign: tuple[ForeignKey, ...] = ()
    page: Page = _NOTHING
    parsed: bool = True
    summary: Summary | None = None

    @property
    def id(self) -> str:
        """Its path without `.md`: below `sops/`, else below the workspace."""
        return self.path.removeprefix(FOLDER).removesuffix(".md")

    @property
    def formerly(self) -> tuple[str, ...]:
        """The ids that it had before."""
        return self.metadata.formerly

    @property
    def origin(self) -> Origin:
        """Where each key at the top stands."""
        return self.metadata.origin

    @property
    def interval(self) -> Interval | None:
        """How often it is to be reviewed, where it says so itself."""
        return self.metadata.review_every

    def at(self, span: Span) -> Location:
        """Locate a place in its page."""
        return Location(self.path, span)
