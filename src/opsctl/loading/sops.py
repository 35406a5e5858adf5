"""Read procedures: the Markdown pages that the settings name, and what their links lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from opsctl.loading.front_matter import read_top
from opsctl.loading.markdown import MOST_BLOCKS, parse_markdown
from opsctl.loading.markdown_reference import TooMuch
from opsctl.loading.page_suppressions import page_suppressions
from opsctl.loading.source import conflicts, decode_page, read_content, read_page
from opsctl.model.anchors import anchors_of
from opsctl.model.destination import destination
from opsctl.model.markdown import BlockKind, Body, Page
from opsctl.model.patterns import matcher
from opsctl.model.settings import SopSettings
from opsctl.model.sop import Metadata, Sop
from opsctl.model.suppression import Suppression
from opsctl.model.surroundings import NO_SURROUNDINGS, Anchors, Surroundings
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.source import Source
from opsctl.text.span import Location, Origin
from opsctl.text.tree import Entry, Kind, Tree

ENDINGS = (".md", ".markdown")
_WILD = frozenset("*?[!\\")
_HALF = "split it in two; a procedure that nobody can read to its end helps nobody"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What reading one page brought; `names` are its places that links can lead to, where known."""

    sop: Sop
    findings: Sequence[Finding] = ()
    suppressions: Sequence[Suppression] = ()
    names: frozenset[str] | None = None


PageReader = Callable[[Tree, Iterable[Entry], SopSettings], Iterable[ReadPage]]
"""What reads pages, and gives them in their order."""


@dataclass
class SopReading:
    """What reading all procedures brought; `unread` are the paths that could not be opened."""

    sops: list[Sop] = field(default_factory=list)
    surroundings: Surroundings = NO_SURROUNDINGS
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_each(tree: Tree, entries: Iterable[Entry], _settings: SopSettings) -> Iterator[ReadPage]:
    """Read pages one after the other."""
    for entry in entries:
        content, findings = read_content(tree, entry)
        yield unread_page(entry, findings) if content is None else page_of(entry.path, content)


def read_sops(
    tree: Tree, settings: SopSettings, more: Sequence[str] = (), reader: PageReader = read_each
) -> SopReading:
    """Read every page that the settings name, and `more` by their paths, ordered by path."""
    reading = SopReading()
    entries = {entry.path: entry for entry in _included(tree, settings)}
    entries |= {path: entry for path in more if (entry := tree.entry(path)) is not None}
    names: dict[str, frozenset[str]] = {}
    for page in reader(tree, [entries[path] for path in sorted(entries)], settings):
        path = page.sop.path
        reading.sops.append(page.sop)
        reading.files.append(path)
        reading.findings += page.findings
        reading.suppressions += page.suppressions
        if not page.sop.parsed:
            reading.unread.append(path)
        if page.names is not None:
            names[path] = page.names
    reading.surroundings = _surroundings(tree, settings.site_root, reading.sops, names)
    return reading


def unread_page(entry: Entry, findings: Sequence[Finding]) -> ReadPage:
    """Stand for a page that could not be opened, for these reasons."""
    return ReadPage(Sop(entry.path, Metadata(Origin(entry.path)), parsed=False), findings)


def page_of(path: str, content: bytes) -> ReadPage:
    """Make a procedure of the bytes of its file and of its path, and of nothing else."""
    source, findings = decode_page(path, content)
    sop, more, suppressions = parse_sop(source)
    return ReadPage(sop, [*findings, *more], suppressions)


def parse_sop(source: Source) -> tuple[Sop, list[Finding], list[Suppression]]:
    """Take the text of a procedure apart; what is wrong with it becomes findings."""
    top = read_top(source)
    findings, suppressions = list(top.findings), list(top.suppressions)
    lines = len(source.line_starts) - (source.text.endswith(("\n", "\r")) or not source.text)
    lines = max(lines, 1)
    try:
        parsed = parse_markdown(source, top.lines)
    except TooMuch:
        message = (
            f"the page has more than {MOST_BLOCKS:,} blocks, or too many lines, links or marks"
        )
        findings.append(Finding("FILE002", Location(source.path), message, _HALF))
        page = Page(front_matter=top.front_matter, lines=lines)
        return Sop(source.path, top.metadata, top.foreign, page, False), findings, suppressions
    body = Body(parsed.blocks, parsed.marks)
    page = Page(body, parsed.links, top.front_matter, lines)
    findings += _conflict(source, page)
    suppressions += page_suppressions(source, page)
    return Sop(source.path, top.metadata, top.foreign, page), findings, suppressions


def sop_at(tree: Tree, path: str) -> Sop | None:
    """Read one page as a procedure, whatever the settings name; none where nothing can be shown."""
    entry = tree.entry(path)
    source = read_page(tree, entry)[0] if entry else None
    return parse_sop(source)[0] if source else None


def _conflict(source: Source, page: Page) -> list[Finding]:
    """Find an unfinished merge; what stands in code is an example of one."""
    for finding in conflicts(source):
        start = finding.location.span.start
        code = (block.span for block in page.walk() if block.kind is BlockKind.CODE)
        if not any(span.start <= start < span.end for span in code):
            return [finding]
    return []


def is_included(path: str, settings: SopSettings) -> bool:
    """Tell whether the settings name a path as a procedure."""
    included, excluded = matcher(settings.include), matcher(settings.exclude)
    return included.match_file(path) and not excluded.match_file(path)


def _included(tree: Tree, settings: SopSettings) -> Iterator[Entry]:
    for folder in _starts(settings.include):
        for entry in tree.walk(folder):
            named = entry.path.casefold().endswith(ENDINGS) and entry.kind is not Kind.WORKSPACE
            if named and is_included(entry.path, settings):
                yield entry


def _starts(patterns: Iterable[str]) -> list[str]:
    """Name the folders in which a pattern can match, none of them inside another."""
    starts: set[str] = set()
    for pattern in patterns:
        parts = pattern.strip("/").split("/")
        fixed = next((at for at, part in enumerate(parts) if _WILD & set(part)), len(parts))
        anchored = "/" in pattern.rstrip("/")
        starts.add("/".join(parts[:fixed]) if anchored else "")
    return sorted(
        each
        for each in starts
        if not any(each != other and _is_within(each, other) for other in starts)
        or (each.startswith(".") and "" in starts)
    )


def _is_within(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _surroundings(
    tree: Tree,
    site_root: str | None,
    sops: Sequence[Sop],
    names: Mapping[str, frozenset[str]],
) -> Surroundings:
    """Look up what links lead to: other pages are read only for the names of their places."""
    looking = _Looking(tree, {sop.path: sop for sop in sops}, names)
    for sop in sops:
        for link in sop.page.links:
            goal = destination(sop.path, link.target, site_root)
            found = [each for each in goal.candidates if looking.sees(each, goal.fragment)]
            if goal.candidates and not found:
                looking.spell(goal.candidates[0])
    return Surroundings(looking.there, looking.spelled)


@dataclass
class _Looking:
    tree: Tree
    sops: Mapping[str, Sop]
    names: Mapping[str, frozenset[str]]
    there: dict[str, Anchors] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    listed: dict[str, dict[str, str]] = field(default_factory=dict)

    def sees(self, path: str, fragment: str | None) -> bool:
        if path in self.missing:
            return False
        known = self.there.get(path)
        if known is None:
            known = self._look(path)
            if known is None:
                self.missing.add(path)
                return False
            self.there[path] = known
        is_page = path.casefold().endswith(ENDINGS) and path not in self.asked
        if fragment and known.names is None and is_page:
            self.asked.add(path)
            self.there[path] = Anchors(names=self._names(path))
        return True

    def spell(self, path: str) -> None:
        """Note the path that differs from one that is not there in letter case only."""
        top = path.partition("/")[0] if "/" in path else ""
        if top not in self.listed:
            self.listed[top] = self._listing(top) or self._listing("")
        meant = self.listed[top].get(path.casefold())
        if meant is not None and meant != path:
            self.spelled[path] = meant

    def _listing(self, folder: str) -> dict[str, str]:
        try:
            return {entry.path.casefold(): entry.path for entry in self.tree.walk(folder)}
        except SurroundingsRefuse:  # a folder that cannot be listed has nothing to propose
            return {}

    def _look(self, path: str) -> Anchors | None:
        if not path:
            return Anchors(folder=True)
        try:
            entry = self.tree.entry(path)
        except SurroundingsRefuse:
            return None
        if entry is None or entry.kind is Kind.LINK_BROKEN:
            return None
        return Anchors(folder=entry.kind is not Kind.FILE)

    def _names(self, path: str) -> frozenset[str] | None:
        if path in self.names:
            return self.names[path]
        sop = self.sops.get(path)
        if sop is None:
            sop = sop_at(self.tree, path)
        return anchors_of(sop.page) if sop is not None and sop.parsed else None
