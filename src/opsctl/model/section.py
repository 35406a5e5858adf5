"""The sections that a procedure is made of, and the ways in which one is recognised."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class SectionKind(StrEnum):
    """What a section is for; the first six are those that the standard profile requires."""

    PURPOSE = "purpose"
    SCOPE = "scope"
    RESPONSIBILITIES = "responsibilities"
    RESOURCES = "resources"
    PROCEDURE = "procedure"
    OUTCOMES = "outcomes"
    QUALITY = "quality"
    CONTEXT = "context"
    TRAINING = "training"
    FEEDBACK = "feedback"
    COMMUNICATION = "communication"
    DEFINITIONS = "definitions"
    RECORDS = "records"
    CHANGE_LOG = "change-log"
    METRICS = "metrics"
    PERMISSIONS = "permissions"


class Matched(StrEnum):
    """What said that a part of a page is a section of this kind.

    `name` and `alias` are headings; a label is a bold line or a list item that does a heading's
    work, `table` a row of a table, `front-matter` a key at the top of the page.
    """

    NAME = "name"
    ALIAS = "alias"
    LABEL = "label"
    TABLE = "table"
    FRONT_MATTER = "front-matter"


TITLES = MappingProxyType(
    {
        SectionKind.PURPOSE: "Purpose",
        SectionKind.SCOPE: "Scope",
        SectionKind.RESPONSIBILITIES: "Responsibilities",
        SectionKind.RESOURCES: "Resources",
        SectionKind.PROCEDURE: "Procedure",
        SectionKind.OUTCOMES: "Expected outcomes",
        SectionKind.QUALITY: "Quality checks",
        SectionKind.CONTEXT: "Context",
        SectionKind.TRAINING: "Training",
        SectionKind.FEEDBACK: "Feedback",
        SectionKind.COMMUNICATION: "Communication",
        SectionKind.DEFINITIONS: "Definitions",
        SectionKind.RECORDS: "Records",
        SectionKind.CHANGE_LOG: "Change log",
        SectionKind.METRICS: "Metrics",
        SectionKind.PERMISSIONS: "Permissions",
    }
)
"""The headings that sections have by name."""


def section_name(kind: str) -> str:
    """Give the heading of a kind of section; one of the company's own is its id in words."""
    known = {each.value: title for each, title in TITLES.items()}
    return known.get(kind) or kind.replace("-", " ").capitalize()
