"""What others ask of a procedure: enough to list it, and to judge it among all others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from opsctl.model.settings import SopSettings
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Span


class TitleFrom(StrEnum):
    """What a title was taken from."""

    KEY = "front-matter"
    FIRST_LEVEL = "h1"
    HEADING = "heading"
    FILE_NAME = "file-name"


@dataclass(frozen=True, slots=True)
class Title:
    """What a procedure is called, what that was taken from, and where it stands."""

    text: str
    taken_from: TitleFrom
    span: Span


@dataclass(frozen=True, slots=True)
class Found:
    """A value that an author wrote outside of the keys at the top.

    `line` is 0 for what stands in the name of the file. `how` says what carries it.
    """

    key: str
    value: str
    line: int
    how: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself by the words of a workspace.

    `missing` names required sections that are not there or say nothing, `found` is metadata that
    stands in the text because the keys at the top do not say it, `steps` counts.
    """

    title: Title
    missing: tuple[str, ...]
    found: tuple[Found, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was made out about a page before its body was put away.

    It holds for these settings only. `findings` are those of every rule that looks at one page
    by itself.
    """

    settings: SopSettings
    facts: Facts
    findings: tuple[Finding, ...]
