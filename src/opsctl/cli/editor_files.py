"""What an editor reads in a workspace to know its files: schemas, and where each belongs.

`.vscode` is what VS Code and its kin read; other editors take the schemas themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opsctl.cli.repository_file import content_at
from opsctl.cli.schema_files import file_name, plan_schemas
from opsctl.editing.json_members import parsed_object, with_members
from opsctl.editing.write import Write
from opsctl.loading.file_kinds import KINDS
from opsctl.loading.schema_names import Names
from opsctl.text.errors import SurroundingsRefuse

SCHEMAS = ".opsctl/schemas/"
SETTINGS = ".vscode/settings.json"
EXTENSIONS = ".vscode/extensions.json"
_LARGEST = 2_000_000
_EXTENSION = "redhat.vscode-yaml"


@dataclass(frozen=True, slots=True)
class EditorFiles:
    """What becomes of the files of editors, by paths from the workspace.

    `kept` are there and not ours. `to_add` are texts that a person has to put into files, by
    path: those cannot be changed without a risk for what else stands there.
    """

    root: Path
    writes: tuple[Write, ...]
    current: tuple[str, ...]
    kept: tuple[str, ...]
    to_add: Mapping[str, str]


def plan_editor_files(place: Path, names: Names) -> EditorFiles:
    """Plan the files of editors for a workspace, which need not be there yet.

    Raises:
        SurroundingsRefuse: a path is a link or no file.
    """
    root = place.resolve()
    schemas = plan_schemas(root, SCHEMAS, KINDS, names)
    writes, current, to_add = [*schemas.writes], [*schemas.current], {}
    for path, key, wanted in _members():
        there = content_at(root, path, _refuse_large)
        after = _merged(there, key, wanted)
        if after is None:
            to_add[path] = _text({key: wanted})
        elif after == there:
            current.append(path)
        else:
            writes.append(Write(path, there, after))
    return EditorFiles(root, tuple(writes), tuple(current), schemas.kept, to_add)


def _members() -> Sequence[tuple[str, str, Any]]:
    """Give what has to stand in which file, under which key."""
    schemas = {f"./{SCHEMAS}{file_name(each)}": list(each.paths) for each in KINDS if each.paths}
    return (
        (SETTINGS, "yaml.schemas", schemas),
        (EXTENSIONS, "recommendations", [_EXTENSION]),
    )


def _merged(there: bytes | None, key: str, wanted: Any) -> bytes | None:
    """Put what is missing into a file; what stands there for the same name stays as it is."""
    if there is None:
        return _text({key: wanted}).encode("ascii")
    try:
        text = there.decode("utf-8")
    except UnicodeDecodeError:
        return None
    data = parsed_object(text)
    held = None if data is None else data.get(key, type(wanted)())
    if not isinstance(held, type(wanted)):
        return None
    missing = [each for each in wanted if each not in held]
    if not missing:
        return there
    added = {each: wanted[each] for each in missing} if isinstance(wanted, dict) else missing
    after = with_members(text, key, added)
    return None if after is None else after.encode("utf-8")


def _text(data: Mapping[str, Any]) -> str:
    return f"{json.dumps(data, indent=2)}\n"


def _refuse_large(size: int) -> None:
    if size > _LARGEST:
        raise SurroundingsRefuse(f"the settings of the editor have {size:,} bytes")
