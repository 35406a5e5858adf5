"""`opsctl sop new`: a procedure from a template."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.sop.anatomy import anatomy_of
from opsctl.cli.asking import needed_text
from opsctl.cli.changing import DryRunOption, carry_out, refuse_new_errors
from opsctl.cli.choosing import me_or_none
from opsctl.cli.session import Session
from opsctl.cli.sop_templates import STANDARD, Template, template_named, templates
from opsctl.cli.terminal import is_interactive
from opsctl.editing.sop import filled_in
from opsctl.editing.write import Write
from opsctl.model.settings import Settings
from opsctl.model.slug import is_slug, slug_of
from opsctl.model.sop import FOLDER
from opsctl.model.workspace import Workspace
from opsctl.rendering.theme import DIM
from opsctl.text.errors import UsageProblem
from opsctl.text.source import Source
from opsctl.text.suggestion import did_you_mean

_NO_SLUG = slug_of("")


def new(
    session: Session,
    title: Annotated[
        str | None, typer.Argument(metavar="TITLE", help="What is done, as “Process a return”.")
    ] = None,
    template: Annotated[
        str, typer.Option(metavar="NAME", help="Which template; --templates lists them.")
    ] = STANDARD,
    folder: Annotated[
        str | None, typer.Option("--in", metavar="FOLDER", help="The folder below sops/.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="PERSON|TEAM", help="Who answers for it; `me` for you.")
    ] = None,
    id: Annotated[  # the name of the option
        str | None, typer.Option(metavar="ID", help="The name of its file; else from the title.")
    ] = None,
    list_templates: Annotated[
        bool, typer.Option("--templates", help="List the templates, and write nothing.")
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write a new procedure from a template, for you to fill in."""
    from opsctl.loading.sops import is_included
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    workspace = session.load(Nouns.ALL)
    every = templates(session, workspace.settings.sops)
    if list_templates:
        session.lines(_listed(each) for each in every.values())
        return
    chosen = template_named(every, template)
    if title is None and is_interactive():
        title = needed_text("What is done, as “Process a return”")
    if title is None or not title.strip():
        raise UsageProblem("a title is needed", 'opsctl sop new "Process a return"')
    title = " ".join(title.split())
    if id is None and slug_of(title) == _NO_SLUG:
        raise UsageProblem("no id can be made of this title", "give one with --id, in a to z")
    path = _path(folder, id or slug_of(title))
    if not is_included(path, workspace.settings.sops):
        raise UsageProblem(
            f"{path} would not be read as a procedure", "see `sops` in opsctl.yaml; or --id, --in"
        )
    if session.tree.entry(path) is not None:
        raise UsageProblem(f"{path} exists already", "choose another name with --id")
    as_of = session.as_of(workspace.settings.timezone)
    values = {"title": title, "company": workspace.settings.company, "today": as_of.isoformat()}
    named = _owner(session, workspace, owner)
    values |= {"owner": named} if named else {}
    write = Write(path, None, filled_in(chosen.text or "", values).encode("utf-8"))
    _verify(write, title, workspace.settings, owner=named)
    refuse_new_errors(session, workspace, [write], as_of)
    said = f"{path} written from the template {chosen.name}"
    carry_out(session, [write], said, f"opsctl sop validate {path}", dry_run=dry_run)


def _listed(template: Template) -> Text:
    return Text.assemble(template.name, ("  your own" if template.own else "", DIM))


def _path(folder: str | None, name: str) -> str:
    """Give the path of the new file; every part of it is an id."""
    parts = [part for part in (folder or "").removeprefix(FOLDER).strip("/").split("/") if part]
    for part in (*parts, name):
        if not is_slug(part):
            raise UsageProblem(f"`{part}` cannot be part of an id", f"write {slug_of(part)}")
    return f"{FOLDER}{'/'.join((*parts, name))}.md"


def _owner(session: Session, workspace: Workspace, named: str | None) -> str | None:
    """Give the owner's id: as said, else whoever is at the keyboard, if that can be told."""
    if named is None or named == "me":
        me = me_or_none(session, workspace)
        if me is None and named is not None:
            raise UsageProblem("opsctl cannot tell who you are", "set OPSCTL_USER to your id")
        return me
    people, teams = workspace.people, workspace.teams
    if people.knows(named) or teams.knows(named):
        return people.current(named) if people.find(named) else teams.current(named)
    hint = did_you_mean(named, {*people.ids, *teams.ids}) or "add them to people.yaml first"
    raise UsageProblem(f"`{named}` is neither in people.yaml nor in teams.yaml", hint)


def _verify(write: Write, title: str, settings: Settings, *, owner: str | None) -> None:
    """Make sure that the new file says what was asked for."""
    from opsctl.loading.sops import parse_sop  # already there when a workspace was read

    source = Source(write.path, write.after.decode("utf-8"))
    sop, findings, _ = parse_sop(source)
    metadata = sop.metadata
    wanted = replace(metadata, owner=owner if metadata.owner else metadata.owner)
    said = anatomy_of(sop, settings).title
    if findings or metadata != wanted or said != title:
        why = findings[0].message if findings else f"its title would be `{said}`"
        raise UsageProblem(
            f"the template does not take this title: {why}",
            "it needs the line `title: {{title}}` at its top, or the heading `# {{title}}`",
        )
