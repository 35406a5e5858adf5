"""What a procedure is made of: title, sections, steps, found metadata, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from opsctl.analysis.sop.found import Found, day_in, found_metadata, status_in, version_in
from opsctl.analysis.sop.parts import Part, parts_of
from opsctl.analysis.sop.profiles import Requirements, profile_name, requirements
from opsctl.analysis.sop.sections import (
    Section,
    missing_sections,
    sections_of,
    title_heading,
)
from opsctl.analysis.sop.steps import Step, steps_of
from opsctl.analysis.sop.words.vocabulary import Vocabulary, vocabulary_of, without_anchor
from opsctl.model.settings import Settings
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.workspace import Workspace
from opsctl.text.span import FILE_START, Span


class TitleFrom(StrEnum):
    """What a title was taken from."""

    KEY = "front-matter"
    FIRST_LEVEL = "h1"
    HEADING = "heading"
    FILE_NAME = "file-name"


@dataclass(frozen=True, eq=False)
class Anatomy:
    """A procedure taken apart by the words of its workspace.

    `missing` names required sections that are not there or say nothing. `found` is metadata that
    stands in the text because the keys at the top do not say it.
    """

    sop: Sop
    words: Vocabulary
    title: str
    title_from: TitleFrom
    title_span: Span
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    requirements: Requirements
    missing: tuple[str, ...]
    found: tuple[Found, ...]

    def find(self, key: str) -> Found | None:
        """Give what was found in the text for a key."""
        return next((each for each in self.found if each.key == key), None)

    def section(self, kind: str) -> Section | None:
        """Give the first section of a kind that says something."""
        return next(
            (each for each in self.sections if each.section == kind and not each.empty), None
        )

    @property
    def owner(self) -> str | None:
        """Who answers for it: by its keys, else as found in the text."""
        found = self.find("owner")
        return self.sop.metadata.owner or (found.value if found else None)

    @property
    def version(self) -> str | None:
        """Its version, as text."""
        if self.sop.metadata.version is not None:
            return self.sop.metadata.version.text
        found = self.find("version")
        return (version_in(found.value) or found.value) if found else None

    @property
    def status(self) -> SopStatus | None:
        """Its status; none where nobody said it in one of our words."""
        found = self.find("status")
        return self.sop.metadata.status or (status_in(found.value) if found else None)

    @property
    def reviewed(self) -> date | None:
        """The day of its last review."""
        found = self.find("reviewed")
        return self.sop.metadata.reviewed or (day_in(found.value) if found else None)


_ANATOMIES: WeakKeyDictionary[Sop, Anatomy] = WeakKeyDictionary()
"""Anatomies by procedure: each rule and view asks for them again."""


def anatomies(workspace: Workspace) -> Iterator[Anatomy]:
    """Give the anatomy of each procedure that could be taken apart, ordered by path."""
    words = vocabulary_of(workspace.settings.sops)
    for sop in workspace.sops:
        if sop.parsed:
            yield _kept(sop, workspace.settings, words)


def anatomy_of(sop: Sop, settings: Settings) -> Anatomy:
    """Take a procedure apart by the words and profiles of a workspace; done once for both."""
    return _kept(sop, settings, vocabulary_of(settings.sops))


def _kept(sop: Sop, settings: Settings, words: Vocabulary) -> Anatomy:
    known = _ANATOMIES.get(sop)
    wanted = requirements(profile_name(sop, settings.sops), settings.sops)
    if known is None or known.words is not words or known.requirements != wanted:
        known = _anatomy(sop, words, wanted)
        _ANATOMIES[sop] = known
    return known


def _anatomy(sop: Sop, words: Vocabulary, wanted: Requirements) -> Anatomy:
    parts = parts_of(sop.page)
    heading = title_heading(sop.page, words)
    sections = sections_of(sop, parts, heading, words)
    title, title_from, span = _title(sop, words)
    return Anatomy(
        sop,
        words,
        title,
        title_from,
        span,
        parts,
        sections,
        steps_of(sop.page, parts, sections, words),
        wanted,
        missing_sections(sections, wanted.required),
        found_metadata(sop, parts, sections, words),
    )


def _title(sop: Sop, words: Vocabulary) -> tuple[str, TitleFrom, Span]:
    """Give a title, what it was taken from, and where it stands.

    Keys at the top whose first `---` is missing are read as a heading by the parser; it is none. A
    heading that is a section by name is a title only where there is no other.
    """
    if sop.metadata.title is not None:
        return sop.metadata.title, TitleFrom.KEY, sop.origin.value("title").span
    top = sop.page.front_matter
    behind = 0 if top is None else top.span.end_line
    headings = [each for each in sop.page.headings() if each.plain and each.line > behind]
    headings = [each for each in headings if not words.names_a_section(each.plain)] or headings[:1]
    first = next((each for each in headings if each.level == 1), None)
    if first is not None:
        return without_anchor(first.plain), TitleFrom.FIRST_LEVEL, first.span
    if headings:
        return without_anchor(headings[0].plain), TitleFrom.HEADING, headings[0].span
    stem = PurePosixPath(sop.path).stem
    return stem.replace("-", " ").replace("_", " "), TitleFrom.FILE_NAME, FILE_START
