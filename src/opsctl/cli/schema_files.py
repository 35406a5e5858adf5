"""Schemas as files: what becomes of each, and the names of a workspace that they offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from opsctl.cli.repository_file import content_at
from opsctl.cli.session import Session
from opsctl.editing.write import Write
from opsctl.loading.file_kinds import FileKind
from opsctl.loading.schema_names import NO_NAMES, Names, names_of
from opsctl.loading.schemas import COMMENT, schema_of
from opsctl.loading.workspace import Nouns, load_workspace
from opsctl.rendering.json_text import json_text
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import Tree

_LARGEST = 20_000_000
_NAMED = Nouns.PEOPLE | Nouns.TEAMS | Nouns.VISION | Nouns.SCORECARDS | Nouns.SOPS


@dataclass(frozen=True, slots=True)
class PlannedFiles:
    """What becomes of files below a folder, by path; `kept` are there and somebody else's."""

    writes: tuple[Write, ...] = ()
    current: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def file_name(kind: FileKind) -> str:
    """Name the file of a schema."""
    return f"{kind.name}.schema.json"


def known_names(session: Session) -> Names:
    """Give the names of the workspace of -C; without it, a schema is of any workspace."""
    if session.choices.workspace is None:
        return NO_NAMES
    return names_in(session.tree)


def names_in(tree: Tree) -> Names:
    """Give the names that the files of a workspace bring, as far as they can be read."""
    return names_of(load_workspace(tree, _NAMED))


def plan_schemas(root: Path, folder: str, kinds: Sequence[FileKind], names: Names) -> PlannedFiles:
    """Plan the files of schemas; one that opsctl wrote is written anew where it differs.

    Raises:
        SurroundingsRefuse: a path is a link or no file.
    """
    found = []
    for kind in kinds:
        path = f"{folder}{file_name(kind)}"
        ours = json_text(schema_of(kind, names)).encode("ascii")
        found.append((path, content_at(root, path, _refuse_large), ours))
    return PlannedFiles(
        tuple(Write(*each) for each in found if each[1] != each[2] and _is_ours(each[1])),
        tuple(path for path, there, ours in found if there == ours),
        tuple(path for path, there, ours in found if there != ours and not _is_ours(there)),
    )


def _is_ours(there: bytes | None) -> bool:
    return there is None or COMMENT.encode() in there


def _refuse_large(size: int) -> None:
    if size > _LARGEST:
        raise SurroundingsRefuse(f"a schema there has {size:,} bytes, and is none of ours")
