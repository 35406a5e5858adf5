"""`opsctl sop adopt`: take a folder of foreign Markdown in, without touching one of its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from opsctl.analysis.sop.adoption import guessed_profiles, no_procedures, planned_work
from opsctl.analysis.sop.listing import view_sops
from opsctl.analysis.sop.profiles import known_profiles
from opsctl.cli.baseline import baseline_write
from opsctl.cli.changing import DryRunOption, diff_lines
from opsctl.cli.places import git_root, inside_path
from opsctl.cli.session import Session
from opsctl.cli.sop_copies import copies_of_metadata
from opsctl.editing.settings import plan_sops, with_sops
from opsctl.editing.write import Write, write_files
from opsctl.model.baseline import BASELINE_FILE
from opsctl.model.settings import Settings
from opsctl.model.workspace import Workspace
from opsctl.rendering.sop.adoption import Adoption, adoption_data, adoption_lines, adoption_markdown
from opsctl.text.edit import splice
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import did_you_mean
from opsctl.text.tree import WORKSPACE_FILE, Kind, OverlayTree, Tree

PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Folders or files within the workspace.")
]
FrontMatterOption = Annotated[
    bool,
    typer.Option(
        "--front-matter",
        help="Also copy owners, versions and dates that stand in the text to the top of each file.",
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(metavar="PROFILE", help="What kind all of them are; else by their folders."),
]
_PAGES = (".md", ".markdown")
ATTRIBUTES_FILE = ".gitattributes"


@dataclass(frozen=True)
class _Chosen:
    """What is adopted: patterns for the settings, and the paths of the pages."""

    patterns: tuple[str, ...]
    paths: tuple[str, ...]


def adopt(
    session: Session,
    paths: PathsArgument,
    profile: ProfileOption = None,
    front_matter: FrontMatterOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Take pages in as procedures: today's gaps become known ones, and new ones fail.

    Writes settings and a baseline, and shows what is missing, what matters most first. The pages
    stay as they are.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    workspace = session.load(Nouns.ALL)
    _refuse_what_cannot_be_read(workspace)
    chosen = _chosen(session, paths)
    settings = _settings(workspace, chosen, profile)
    writes = _settings_writes(session, workspace.settings, settings)
    tree: Tree = OverlayTree(session.tree, {each.path: each.after for each in writes})
    if front_matter:
        copies, left = copies_of_metadata(session, session.load(Nouns.ALL, tree), chosen.paths)
        writes += copies
        tree = OverlayTree(session.tree, {each.path: each.after for each in writes})
        session.remark(*left)
    adopted = session.load(Nouns.ALL, tree)
    if not {sop.path for sop in adopted.sops} & set(chosen.paths):
        raise UsageProblem(
            "none of these pages would be read: `exclude` in opsctl.yaml leaves them out",
            "take that pattern out, or name another folder",
        )
    adoption = _adoption(session, adopted, chosen.paths)
    baseline = baseline_write(session, adoption.baseline)
    writes += [baseline] if baseline else []
    writes += _merge_settings(session)
    _show(session, adoption, writes, dry_run=dry_run)
    if not dry_run:
        write_files(session.root, writes, session.lock)


def _refuse_what_cannot_be_read(workspace: Workspace) -> None:
    """Stop where the settings or the baseline cannot be read: neither may be written anew then."""
    for finding in workspace.findings:
        path = finding.location.path
        is_settings = path == WORKSPACE_FILE and path in workspace.unread
        if is_settings or path == BASELINE_FILE or not workspace.settings.origin.values:
            where = f"{path}:{finding.location.span.line}"
            raise UsageProblem(f"{where}: {finding.message}", "opsctl check")


def _chosen(session: Session, given: Sequence[Path]) -> _Chosen:
    patterns: list[str] = []
    paths: dict[str, None] = {}
    for each in given:
        inside = inside_path(session.root, each)
        entry = session.tree.entry(inside) if inside else None
        if entry is not None and entry.kind is Kind.FILE:
            if not inside.casefold().endswith(_PAGES):
                raise UsageProblem(f"{each} is no Markdown file", "its name ends in .md")
            patterns.append(_literal(inside))
            paths[inside] = None
            continue
        start = _escaped(inside)
        patterns += [f"{start}/**/*.md" if inside else "**/*.md"]
        found = [
            entry.path
            for entry in session.tree.walk(inside)
            if entry.kind is Kind.FILE and entry.path.casefold().endswith(_PAGES)
        ]
        if any(not path.endswith(".md") for path in found):
            patterns.append(f"{start}/**/*.markdown" if inside else "**/*.markdown")
        paths |= dict.fromkeys(found)
    if not paths:
        raise UsageProblem("there is no Markdown file there", "name a folder of procedures")
    return _Chosen(tuple(patterns), tuple(sorted(paths)))


def _literal(path: str) -> str:
    """Write a path as a pattern that names just this path."""
    return _escaped(path) if "/" in path else f"/{_escaped(path)}"


def _escaped(path: str) -> str:
    return "".join(f"\\{sign}" if sign in "*?[]\\!#" else sign for sign in path)


def _settings(workspace: Workspace, chosen: _Chosen, profile: str | None) -> Settings:
    from opsctl.loading.sops import is_included  # already there when a workspace was read

    settings = workspace.settings
    known = known_profiles(settings.sops)
    if profile is not None and profile not in known:
        hint = did_you_mean(profile, known) or f"profiles are {', '.join(sorted(known))}"
        raise UsageProblem(f"there is no profile `{profile}`", hint)
    there = all(is_included(path, settings.sops) for path in chosen.paths)
    guessed = guessed_profiles(chosen.paths)
    by_path = {profile: tuple(_folders(chosen.patterns))} if profile else guessed
    return with_sops(
        settings, () if there else chosen.patterns, no_procedures(chosen.paths), by_path
    )


def _folders(patterns: Sequence[str]) -> list[str]:
    return [each.removesuffix("/*.md").removesuffix("/*.markdown") for each in patterns]


def _settings_writes(session: Session, before: Settings, after: Settings) -> list[Write]:
    """Plan the change of `opsctl.yaml`, and verify that it means just what was intended."""
    from opsctl.loading.source import read_source
    from opsctl.loading.workspace import Nouns, load_workspace

    if after == before:
        return []
    entry = session.tree.entry(WORKSPACE_FILE)
    source = read_source(session.tree, entry)[0] if entry else None
    if source is None:
        raise UsageProblem("opsctl.yaml cannot be read", "opsctl check")
    edits = plan_sops(source, before, after)
    write = Write(
        WORKSPACE_FILE,
        source.encode(),
        replace(source, text=splice(source.text, edits)).encode(),
    )
    read = load_workspace(OverlayTree(None, {WORKSPACE_FILE: write.after}), Nouns(0))
    if read.settings != after:
        raise SurroundingsRefuse(
            "opsctl.yaml is written in a way that opsctl cannot change safely",
            "nothing was written; add the folder to `sops: {include: […]}` by hand",
        )
    return [write]


def _adoption(session: Session, workspace: Workspace, paths: Sequence[str]) -> Adoption:
    from opsctl.rules.baseline import adopted
    from opsctl.rules.engine import run_rules
    from opsctl.rules.registry import RULES

    as_of = session.as_of(workspace.settings.timezone)
    chosen = frozenset(paths)
    views = [each for each in view_sops(workspace, as_of) if each.sop.path in chosen]
    taken = [each.sop.path for each in views]
    found = run_rules(workspace, RULES, as_of)
    gaps = [each for each in found if each.finding.location.path in chosen]
    baseline = adopted(workspace.baseline, gaps, taken, RULES)
    known = frozenset(workspace.baseline.at_start)
    return Adoption(
        planned_work(views, gaps, workspace),
        baseline,
        tuple(path for path in paths if path not in taken),
        tuple(path for path in taken if path in known),
        workspace.settings.company,
    )


def _merge_settings(session: Session) -> list[Write]:
    """Plan the line that lets git join two branches' baselines, which are lists of lines.

    Nothing without a repository, or where some line names the file already.
    """
    if not (git_root(session.root) / ".git").exists():
        return []
    entry = session.tree.entry(ATTRIBUTES_FILE)
    content = session.tree.read(ATTRIBUTES_FILE) if entry else None
    old = content or b""
    if BASELINE_FILE.encode() in old:
        return []
    end = b"\r\n" if b"\r\n" in old else b"\n"
    gap = end if old and not old.endswith((b"\n", b"\r")) else b""
    line = f"{BASELINE_FILE} merge=union".encode()
    return [Write(ATTRIBUTES_FILE, content, old + gap + line + end)]


def _show(session: Session, adoption: Adoption, writes: Sequence[Write], *, dry_run: bool) -> None:
    files = [write.path for write in writes]
    if session.format == "json":
        session.data(adoption_data(adoption, files, dry_run=dry_run))
        return
    if session.format == "markdown":
        session.text(adoption_markdown(adoption))
        return
    if dry_run:
        for write in writes:
            if write.path != BASELINE_FILE:
                session.lines(diff_lines(write))
    session.lines(adoption_lines(adoption, files, session.screen, dry_run=dry_run))
