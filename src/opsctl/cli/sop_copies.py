"""Found metadata, copied to the top of the pages that say it in their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from opsctl.analysis.sop.anatomy import Anatomy, anatomies
from opsctl.analysis.sop.found import KEYS, day_in, status_in, version_in
from opsctl.cli.session import Session
from opsctl.editing.sop import can_take_keys, plan_metadata
from opsctl.editing.write import Write
from opsctl.model.sop import Metadata, Sop
from opsctl.model.workspace import Workspace
from opsctl.text.edit import splice
from opsctl.text.errors import CannotProceed
from opsctl.text.source import Source


def copies_of_metadata(
    session: Session, workspace: Workspace, paths: Sequence[str]
) -> tuple[list[Write], list[str]]:
    """Plan copying found metadata to the top of files; says what was left alone, and why."""
    chosen = frozenset(paths)
    writes: list[Write] = []
    left: list[str] = []
    for anatomy in anatomies(workspace):
        path = anatomy.sop.path
        if path not in chosen or not anatomy.found:
            continue
        values = _values(anatomy, workspace)
        if not values:
            continue
        write = page_with_keys(session, anatomy.sop, values) if can_take_keys(anatomy.sop) else None
        if write is None:
            left.append(f"{path}: keys cannot be added at its top; opsctl check says why")
        else:
            writes.append(write)
    return writes, left


def _values(anatomy: Anatomy, workspace: Workspace) -> dict[str, Any]:
    """Give what was found in the form that the keys at the top take; the rest is left out."""
    readers = {
        "owner": lambda text: _owner_id(text, workspace),
        "version": version_in,
        "status": status_in,
        "effective": day_in,
        "reviewed": day_in,
    }
    values = {each.key: readers[each.key](each.value) for each in anatomy.found}
    return {key: values[key] for key in KEYS if values.get(key) is not None}


def _owner_id(text: str, workspace: Workspace) -> str | None:
    """Give the id of the person or team that a text names; any text where nobody is listed."""
    people, teams = workspace.people, workspace.teams
    named = text.casefold().removeprefix("@")
    for person in people.records.values():
        words = (person.id, person.name, person.handle, person.email)
        if named in [word.casefold().removeprefix("@") for word in words if word]:
            return person.id
    for team in teams.records.values():
        if named in (team.id, team.title.casefold()):
            return team.id
    return None if people.listed or teams.listed else text


def page_with_keys(session: Session, sop: Sop, values: dict[str, Any]) -> Write | None:
    """Plan writing keys at the top of one file, and verify that its body is as it was.

    None where the keys cannot be written in such a way.
    """
    from opsctl.loading.sops import parse_sop
    from opsctl.loading.source import read_page

    entry = session.tree.entry(sop.path)
    source = read_page(session.tree, entry)[0] if entry else None
    content = session.tree.read(sop.path)
    if source is None or source.encode() != content:
        return None
    try:
        text = splice(source.text, plan_metadata(source, sop, values))
    except CannotProceed:
        return None
    after = replace(source, text=text)
    read = parse_sop(Source(after.path, after.text, after.has_bom))[0]
    body = _body(source, sop)
    kept = text.endswith(body) and _body(after, read).lstrip("\r\n") == body.lstrip("\r\n")
    if not kept or not _holds(read.metadata, sop.metadata, values):
        return None
    return Write(sop.path, content, after.encode())


def _body(source: Source, sop: Sop) -> str:
    found = sop.page.front_matter
    if found is None or not (found.opened and found.closed):
        return source.text
    starts = source.line_starts
    line = found.span.end_line
    return source.text[starts[line] :] if line < len(starts) else ""


def _holds(after: Metadata, before: Metadata, values: dict[str, Any]) -> bool:
    """Tell whether the keys are the old ones and the new ones, and nothing else changed."""
    shown = {key: value for key, value in values.items() if key != "version"}
    version = values.get("version")
    wanted = replace(before, **shown, version=after.version if version else before.version)
    said = after.version.text if after.version else None
    return after == wanted and (version is None or said == version)
