"""Read a workspace: from a tree of files to records and findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from typing import TYPE_CHECKING, Any, Protocol

from opsctl.loading.checkins import read_checkins
from opsctl.loading.reading import Reading
from opsctl.loading.registers import read_people, read_teams, read_vision
from opsctl.loading.rocks import read_rocks
from opsctl.loading.scorecards import read_scorecards
from opsctl.loading.settings import read_settings
from opsctl.loading.source import read_source
from opsctl.model.checkin import with_words
from opsctl.model.person import Person
from opsctl.model.rock import Rock
from opsctl.model.settings import Settings
from opsctl.model.suppression import Suppression
from opsctl.model.workspace import Register, Workspace
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location, Origin
from opsctl.text.tree import WORKSPACE_FILE, Tree

if TYPE_CHECKING:
    from opsctl.loading.sops import PageReader


class Nouns(Flag):
    """What a command needs read, beside the settings."""

    PEOPLE = auto()
    TEAMS = auto()
    VISION = auto()
    ROCKS = auto()
    SCORECARDS = auto()
    SOPS = auto()
    APPROVALS = auto()
    ALL = PEOPLE | TEAMS | VISION | ROCKS | SCORECARDS | SOPS | APPROVALS


class _Brought(Protocol):
    """What reading the files of one kind brought, beside their records."""

    findings: list[Finding]
    suppressions: list[Suppression]
    files: list[str]
    unread: list[str]


@dataclass
class _Collected:
    """What the files read so far brought."""

    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def source(self, tree: Tree, path: str) -> Source | None:
        """Read the text of a file; none where it is not there, or cannot be read."""
        entry = tree.entry(path)
        self._note_misnamed(tree, path, entry is None)
        if entry is None:
            return None
        source, findings = read_source(tree, entry)
        self.files.append(path)
        self.note(path, Reading(tuple(findings), complete=source is not None))
        return source

    def _note_misnamed(self, tree: Tree, path: str, missing: bool) -> None:
        """Report a file with almost the name of one that is read."""
        stem = path.removesuffix(".yaml")
        lookalikes = [f"{stem}.YAML", f"{stem}.YML", f"{stem.capitalize()}.yaml"]
        for name in [f"{stem}.yml", *(lookalikes if missing else [])]:
            if tree.entry(name) is not None:
                message = f"nothing reads this file: the name that is read is {path}"
                hint = f"rename it to {path}"
                self.findings.append(Finding("FILE016", Location(name), message, hint))
                self.files.append(name)
                self.unread.append(name)

    def take(self, brought: _Brought) -> None:
        """Add what reading many files brought."""
        self.findings += brought.findings
        self.suppressions += brought.suppressions
        self.files += brought.files
        self.unread += brought.unread

    def note(self, path: str, reading: Reading) -> None:
        """Add what reading one file brought."""
        self.findings += reading.findings
        self.suppressions += reading.suppressions
        if not reading.complete:
            self.unread.append(path)


def load_workspace(
    tree: Tree,
    nouns: Nouns = Nouns.ALL,
    pages: Sequence[str] = (),
    page_reader: PageReader | None = None,
) -> Workspace:
    """Read the settings and the nouns asked for. What is wrong becomes findings.

    `pages` are paths that are read as procedures even where the settings do not name them;
    `page_reader` reads procedures, one after the other unless another way is given.

    Raises:
        UsageProblem: the workspace is written in a format of the future.
        SurroundingsRefuse: a file cannot be opened.
    """
    collected = _Collected()
    parts: dict[str, Any] = {"settings": _settings(tree, collected)}
    for wanted, read in _READERS:
        if wanted & nouns:
            parts |= read(tree, collected)
    if Nouns.SCORECARDS not in nouns and _measured_elsewhere(parts.get("rocks", ())):
        parts |= _scorecards(tree, collected)
    if Nouns.SOPS in nouns:
        parts |= _sops(tree, collected, parts["settings"], pages, page_reader)
    if Nouns.ROCKS in nouns:
        named = _with_owner_names(parts["rocks"], parts.get("people", Register()))
        parts["rocks"] = with_words(named, parts["checkins"], parts["settings"].calendar)
    return Workspace(
        **parts,
        findings=tuple(collected.findings),
        suppressions=tuple(collected.suppressions),
        files=tuple(sorted(collected.files)),
        unread=tuple(sorted(collected.unread)),
    )


def _measured_elsewhere(rocks: Iterable[Rock]) -> bool:
    """Tell whether a Rock's outcome stands in a scorecard."""
    return any(rock.outcome and rock.outcome.measurable for rock in rocks)


def _with_owner_names(rocks: Iterable[Rock], people: Register[Person]) -> list[Rock]:
    """Tell Rocks by which other ids their owner speaks or spoke."""
    return [
        replace(rock, owner_names=names) if (names := people.names_of(rock.owner)) else rock
        for rock in rocks
    ]


def _settings(tree: Tree, collected: _Collected) -> Settings:
    source = collected.source(tree, WORKSPACE_FILE)
    if source is not None:
        settings, reading = read_settings(source)
        collected.note(WORKSPACE_FILE, reading)
        return settings
    if WORKSPACE_FILE not in collected.files:
        place = Location(WORKSPACE_FILE)
        hint = "opsctl init writes one"
        collected.findings.append(Finding("CFG001", place, "there is no opsctl.yaml", hint))
    return Settings(Origin(WORKSPACE_FILE))


def _people(tree: Tree, collected: _Collected) -> dict[str, Any]:
    source = collected.source(tree, "people.yaml")
    if source is None:
        return {}
    people, reading = read_people(source)
    collected.note(source.path, reading)
    return {"people": people}


def _teams(tree: Tree, collected: _Collected) -> dict[str, Any]:
    source = collected.source(tree, "teams.yaml")
    if source is None:
        return {}
    teams, reading = read_teams(source)
    collected.note(source.path, reading)
    return {"teams": teams}


def _vision(tree: Tree, collected: _Collected) -> dict[str, Any]:
    source = collected.source(tree, "vision.yaml")
    if source is None:
        return {}
    vision, goals, reading = read_vision(source)
    collected.note(source.path, reading)
    return {"vision": vision, "goals": goals}


def _rocks(tree: Tree, collected: _Collected) -> dict[str, Any]:
    reading = read_rocks(tree)
    collected.take(reading.shelf)
    return {"rocks": reading.rocks, "rock_refs": reading.refs}


def _scorecards(tree: Tree, collected: _Collected) -> dict[str, Any]:
    reading = read_scorecards(tree)
    collected.take(reading.shelf)
    return {
        "scorecards": reading.scorecards,
        "measurables": reading.measurables,
        "measurable_refs": reading.refs,
    }


def _checkins(tree: Tree, collected: _Collected) -> dict[str, Any]:
    reading = read_checkins(tree)
    collected.take(reading.shelf)
    return {"checkins": reading.checkins}


def _approvals(tree: Tree, collected: _Collected) -> dict[str, Any]:
    from opsctl.loading.approvals import read_approvals  # who approved, where it is asked

    reading = read_approvals(tree)
    collected.take(reading)
    return {"approvals": tuple(reading.approvals), "reviews": tuple(reading.reviews)}


def _sops(
    tree: Tree,
    collected: _Collected,
    settings: Settings,
    pages: Sequence[str],
    page_reader: PageReader | None,
) -> dict[str, Any]:
    from opsctl.loading.baseline import read_baseline  # known gaps, those of procedures too
    from opsctl.loading.sops import read_each, read_sops  # the parser of Markdown, where needed

    reading = read_sops(tree, settings.sops, pages, page_reader or read_each)
    collected.take(reading)
    baseline, findings = read_baseline(tree)
    collected.findings += findings
    return {
        "sops": tuple(reading.sops),
        "surroundings": reading.surroundings,
        "baseline": baseline,
    }


_READERS: tuple[tuple[Nouns, Callable[[Tree, _Collected], dict[str, Any]]], ...] = (
    (Nouns.PEOPLE, _people),
    (Nouns.TEAMS, _teams),
    (Nouns.VISION, _vision),
    (Nouns.ROCKS, _rocks),
    (Nouns.SCORECARDS, _scorecards),
    (Nouns.ROCKS | Nouns.SCORECARDS, _checkins),
    (Nouns.APPROVALS, _approvals),
)
