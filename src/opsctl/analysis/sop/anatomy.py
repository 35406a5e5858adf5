"""What a procedure is made of: title, sections, steps, found metadata, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from weakref import WeakKeyDictionary

from opsctl.analysis.sop.found import day_in, found_metadata, status_in, version_in
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
from opsctl.model.settings import Settings, SopSettings
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.summary import Facts, Found, Summary, Title, TitleFrom
from opsctl.model.workspace import Workspace
from opsctl.text.span import FILE_START, Span


@dataclass(frozen=True, eq=False)
class Anatomy:
    """A procedure taken apart by the words of its workspace, piece by piece as it is asked.

    What is known of it from before is not looked for again.
    """

    sop: Sop
    settings: SopSettings
    words: Vocabulary
    requirements: Requirements
    known: Summary | None = None

    @cached_property
    def facts(self) -> Facts:
        """What others ask of it."""
        return (
            self.known.facts
            if self.known
            else Facts(
                title_of(self.sop, self.words),
                missing_sections(self.sections, self.requirements.required),
                found_metadata(self.sop, self.parts, self.sections, self.words),
                len(self.steps),
            )
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What carries text in the page, in its order."""
        return parts_of(self.sop.page)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Its sections."""
        heading = title_heading(self.sop.page, self.words)
        return sections_of(self.sop, self.parts, heading, self.words)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its steps."""
        return steps_of(self.sop.page, self.parts, self.sections, self.words)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.facts.title.text

    @property
    def title_from(self) -> TitleFrom:
        """What its title was taken from."""
        return self.facts.title.taken_from

    @property
    def title_span(self) -> Span:
        """Where its title stands."""
        return self.facts.title.span

    @property
    def missing(self) -> tuple[str, ...]:
        """The required sections that are not there or say nothing."""
        return self.facts.missing

    @property
    def found(self) -> tuple[Found, ...]:
        """Metadata that stands in the text because the keys at the top do not say it."""
        return self.facts.found

    def find(self, key: str) -> Found | None:
        """Give what was found in the text for a key."""
        return next((each for each in self.found if each.key == key), None)

    def section(self, kind: str) -> Section | None:
        """Give the first section of a kind that says something."""
        return next(
            (each for each in self.sections if each.section == kind and not each.empty), None
        )

    @cached_property
    def owner(self) -> str | None:
        """Who answers for it: by its keys, else as found in the text."""
        found = self.find("owner")
        return self.sop.metadata.owner or (found.value if found else None)

    @cached_property
    def version(self) -> str | None:
        """Its version, as text."""
        if self.sop.metadata.version is not None:
            return self.sop.metadata.version.text
        found = self.find("version")
        return (version_in(found.value) or found.value) if found else None

    @cached_property
    def status(self) -> SopStatus | None:
        """Its status; none where nobody said it in one of our words."""
        found = self.find("status")
        return self.sop.metadata.status or (status_in(found.value) if found else None)

    @cached_property
    def reviewed(self) -> date | None:
        """The day of its last review."""
        found = self.find("reviewed")
        return self.sop.metadata.reviewed or (day_in(found.value) if found else None)


_ANATOMIES: WeakKeyDictionary[Sop, Anatomy] = WeakKeyDictionary()
"""Anatomies by procedure: each rule and view asks for them again."""


def anatomies(workspace: Workspace) -> Iterator[Anatomy]:
    """Give the anatomy of each procedure that could be taken apart, ordered by path."""
    return (each for each in all_anatomies(workspace) if each.sop.parsed)


def all_anatomies(workspace: Workspace) -> Iterator[Anatomy]:
    """Give the anatomy of each procedure, also an empty one of what could not be taken apart."""
    words = vocabulary_of(workspace.settings.sops)
    return (_kept(sop, workspace.settings, words) for sop in workspace.sops)


def anatomy_of(sop: Sop, settings: Settings) -> Anatomy:
    """Take a procedure apart by the words and profiles of a workspace; done once for both."""
    return _kept(sop, settings, vocabulary_of(settings.sops))


def _kept(sop: Sop, settings: Settings, words: Vocabulary) -> Anatomy:
    known = _ANATOMIES.get(sop)
    if known is not None and known.settings is settings.sops:
        return known
    anew = taken_apart(sop, settings.sops, words)
    if known is None or known.words is not words or known.requirements != anew.requirements:
        known = _ANATOMIES[sop] = anew
    return known


def taken_apart(sop: Sop, settings: SopSettings, words: Vocabulary | None = None) -> Anatomy:
    """Take a procedure apart without keeping what comes of it.

    `words` are those of the settings, where they are at hand.
    """
    wanted = requirements(profile_name(sop, settings), settings)
    known = known_of(sop, settings)
    return Anatomy(sop, settings, words or vocabulary_of(settings), wanted, known)


def known_of(sop: Sop, settings: SopSettings) -> Summary | None:
    """Give what was made out about a procedure before, by the same settings."""
    return sop.summary if sop.summary is not None and sop.summary.settings is settings else None


def title_of(sop: Sop, words: Vocabulary) -> Title:
    """Find the title of a page, what it was taken from, and where it stands.

    Keys at the top whose first `---` is missing are read as a heading by the parser; it is none. A
    heading that is a section by name is a title only where there is no other.
    """
    if sop.metadata.title is not None:
        return Title(sop.metadata.title, TitleFrom.KEY, sop.origin.value("title").span)
    top = sop.page.front_matter
    behind = 0 if top is None else top.span.end_line
    headings = [each for each in sop.page.headings() if each.plain and each.line > behind]
    headings = [each for each in headings if not words.names_a_section(each.plain)] or headings[:1]
    first = next((each for each in headings if each.level == 1), None)
    if first is not None:
        return Title(without_anchor(first.plain), TitleFrom.FIRST_LEVEL, first.span)
    if headings:
        return Title(without_anchor(headings[0].plain), TitleFrom.HEADING, headings[0].span)
    stem = PurePosixPath(sop.path).stem
    return Title(stem.replace("-", " ").replace("_", " "), TitleFrom.FILE_NAME, FILE_START)
