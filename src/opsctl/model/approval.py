"""What people put their name to: a text of a procedure approved, a procedure reviewed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as day_type
from enum import StrEnum
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Reads, Text, choice, matching
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.text.span import Origin

_DIGEST = re.compile("v[0-9]+:sha256:[0-9a-f]{64}")


class Role(StrEnum):
    """As what somebody approves."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    TESTER = "tester"
    APPROVER = "approver"
    QUALITY = "quality"


class Outcome(StrEnum):
    """What a review came to."""

    NO_CHANGE = "no-change"
    REVISE = "revise"


def read_digest(scalar: Scalar) -> str:
    """Read the digest of a text, as `v1:sha256:…`."""
    if not _DIGEST.fullmatch(scalar.text):
        raise Unreadable(f"{scalar.shown} is not a digest", "opsctl writes it; never type one")
    return scalar.text


Digest = Annotated[
    str, Reads(read_digest, "the digest of a text", matching(f"^{_DIGEST.pattern}$"))
]


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's approval of one text, never edited.

    `sop` is the id that the procedure had then; `digest` is that of the approved text.
    """

    sop: Annotated[str, Given()]
    version: Annotated[str, Given()]
    person: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    date: Day
    as_: Annotated[Role, choice(Role)]
    digest: Digest
    note: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """One person's review of a procedure on a day, never edited: the text, and what came of it."""

    sop: Annotated[str, Given()]
    date: Annotated[day_type, Given()]
    person: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    outcome: Annotated[Outcome, choice(Outcome)]
    digest: Digest
    note: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT
