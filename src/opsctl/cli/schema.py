"""`opsctl schema`: what editors need to know of our files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from opsctl.cli.session import Session
from opsctl.loading.file_kinds import KINDS, FileKind
from opsctl.rendering.figures import counted
from opsctl.rendering.schemas import schema_list_data, schema_list_lines
from opsctl.rendering.visible import visible
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean


def complete_kind(incomplete: str) -> list[str]:
    """Complete the name of a schema."""
    return [each.name for each in KINDS if each.name.startswith(incomplete)]


def schema(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="Which one, as rock; else the list of all.",
            autocompletion=complete_kind,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write into a folder: the one named, else all."),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors and other programs.

    With -C, the schema also knows the people, teams, goals, numbers and procedures of that
    workspace. opsctl init --editor writes all of them, and the settings of the editor.
    """
    kinds = KINDS if name is None else (_kind(name),)
    if output is not None:
        _write(session, output, kinds)
    elif name is not None:
        _print(session, kinds[0])
    elif session.format == "json":
        session.data(schema_list_data(KINDS))
    else:
        session.lines(schema_list_lines(KINDS))


def _kind(name: str) -> FileKind:
    for each in KINDS:
        if each.name == name:
            return each
    known = [each.name for each in KINDS]
    hint = did_you_mean(name, known) or f"there are {', '.join(known)}"
    raise UsageProblem(f"there is no schema `{name}`", hint)


def _print(session: Session, kind: FileKind) -> None:
    from opsctl.cli.schema_files import known_names  # pydantic, where a schema is made
    from opsctl.loading.schemas import schema_of

    session.data(schema_of(kind, known_names(session)))


def _write(session: Session, output: Path, kinds: tuple[FileKind, ...]) -> None:
    from opsctl.cli.schema_files import known_names, plan_schemas  # with what writes files
    from opsctl.editing.write import write_files

    if not output.is_dir():
        raise UsageProblem(f"there is no folder {output}", "make it first")
    folder = output.resolve()
    planned = plan_schemas(folder, "", kinds, known_names(session))
    if planned.kept:
        raise UsageProblem(
            f"{output / planned.kept[0]} exists already, and opsctl did not write it",
            "name another folder",
        )
    if planned.writes:
        write_files(folder, planned.writes, session.lock_of(folder))
    schemas = counted(len(kinds), "schema")
    said = f"{schemas} written to" if planned.writes else f"current already: {schemas} in"
    session.lines([Text(visible(f"{said} {output}"))])
