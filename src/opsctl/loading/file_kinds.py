"""The kinds of files that a schema describes: the record in each, and where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.checkin import Checkin
from opsctl.model.person import Person
from opsctl.model.rock import Rock
from opsctl.model.scorecard import Measurable, Scorecard
from opsctl.model.settings import Settings
from opsctl.model.sop import Metadata
from opsctl.model.team import Team
from opsctl.model.vision import Vision


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name, the record in it, what it is, and the paths where it lies.

    `listed` is a file that holds one record under each id. A pattern that starts with `!` takes
    paths out again. There are no paths where no editor could use them.
    """

    name: str
    record: Any
    title: str
    paths: Sequence[str]
    listed: bool = False


KINDS = (
    FileKind("settings", Settings, "The settings of a workspace", ("opsctl.yaml",)),
    FileKind("people", Person, "The people, each under their id", ("people.yaml",), listed=True),
    FileKind("teams", Team, "The teams, each under its id", ("teams.yaml",), listed=True),
    FileKind("vision", Vision, "Where the company is going", ("vision.yaml",)),
    FileKind("rock", Rock, "A Rock", ("rocks/*/*.yaml",)),
    FileKind("scorecard", Scorecard, "A scorecard", ("scorecards/*/scorecard.yaml",)),
    FileKind(
        "measurable",
        Measurable,
        "A measurable",
        ("scorecards/*/*.yaml", "!scorecards/*/scorecard.yaml"),
    ),
    FileKind("checkin", Checkin, "A check-in", ("checkins/*/*.yaml",)),
    FileKind("sop", Metadata, "The keys at the top of a procedure", ()),
    FileKind("approval", Approval, "An approval", ("approvals/**/*.yaml",)),
    FileKind("review", ReviewRecord, "A review", ("reviews/**/*.yaml",)),
)
"""Every kind of file, in the order in which people meet them."""
