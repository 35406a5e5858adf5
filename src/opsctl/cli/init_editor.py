"""The part of `opsctl init` that is about editors: what is written, what is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.text import Text

from opsctl.cli.changing import diff_lines
from opsctl.cli.editor_files import SCHEMAS, EditorFiles, plan_editor_files
from opsctl.cli.places import relative_path
from opsctl.cli.schema_files import names_in
from opsctl.cli.session import Session
from opsctl.editing.write import write_files
from opsctl.rendering.figures import counted
from opsctl.rendering.visible import visible
from opsctl.text.tree import FolderTree, OverlayTree


def planned_editor_files(place: Path, files: Mapping[str, str]) -> EditorFiles:
    """Plan the files of editors for a workspace with the files that it is about to get.

    Raises:
        SurroundingsRefuse: see `plan_editor_files`.
    """
    new = {path: text.encode("utf-8") for path, text in files.items()}
    there = FolderTree(place) if place.is_dir() else None
    return plan_editor_files(place, names_in(OverlayTree(there, new)))


def carry_out_editor_files(session: Session, planned: EditorFiles, *, dry_run: bool) -> None:
    """Write what is planned, or show it; name what is there already."""
    if dry_run:
        for write in planned.writes:
            if write.before is not None or not write.path.startswith(SCHEMAS):
                session.lines(diff_lines(write))
    elif planned.writes:
        write_files(planned.root, planned.writes, session.lock_of(planned.root))
    session.lines(Text(line) for line in _said(planned, dry_run=dry_run))


def _said(planned: EditorFiles, *, dry_run: bool) -> Iterator[str]:
    verb = "would write" if dry_run else "wrote"
    for each, _ in _counted(planned, [write.path for write in planned.writes]):
        yield f"{verb} {each}"
    for each, many in _counted(planned, planned.current):
        yield f"{each} {'are' if many else 'is'} current"
    for path in planned.kept:
        yield f"{_shown(planned, path)} stays as it is: opsctl did not write it"
    for path, text in planned.to_add.items():
        there = _shown(planned, path)
        yield f"{there} stays as it is, since opsctl changes plain JSON only; add to it:"
        yield from (f"    {line}" for line in text.splitlines())


def _counted(planned: EditorFiles, paths: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Name files, and tell which name is one of many: schemas are only counted."""
    schemas = [path for path in paths if path.startswith(SCHEMAS)]
    if len(schemas) > 1:
        folder = _shown(planned, SCHEMAS.rstrip("/"))
        yield f"{counted(len(schemas), 'schema')} in {folder}", True
    for path in paths if len(schemas) == 1 else [each for each in paths if each not in schemas]:
        yield _shown(planned, path), False


def _shown(planned: EditorFiles, path: str) -> str:
    """Show a path from where the user stands."""
    return visible(relative_path(planned.root / path, Path.cwd()))
