"""`opsctl init`: start a workspace, asking little and overwriting nothing."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from opsctl.cli.changing import DryRunOption
from opsctl.cli.example import example_files, living_files
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.editing.write import Write, write_files
from opsctl.editing.yaml_text import scalar_text
from opsctl.history.identity import git_setting
from opsctl.loading.timezones import is_known_timezone
from opsctl.model.slug import slug_of
from opsctl.rendering.visible import visible
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import did_you_mean
from opsctl.text.tree import WORKSPACE_FILE

_LOCAL_ZONE = Path("/etc/localtime")


def init(
    session: Session,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where; else the current folder.")
    ] = None,
    company: Annotated[str | None, typer.Option(metavar="NAME", help="Your company.")] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="As Europe/London; decides today's date.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="You, the first in people.yaml.")
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="A whole example company around today's date.")
    ] = False,
    github: Annotated[
        bool,
        typer.Option("--github", help="Jobs and templates for pull requests on GitHub."),
    ] = False,
    gitlab: Annotated[
        bool,
        typer.Option("--gitlab", help="Jobs and templates for merge requests on GitLab."),
    ] = False,
    editor: Annotated[
        bool,
        typer.Option("--editor", help="Schemas and settings: editors then complete and check."),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Start a workspace: two small files, or a whole example company to look around in.

    With --github or --gitlab, in a workspace that is there or in the new one: also the jobs and
    templates of the host, at the top of the repository. With --editor: JSON Schemas, and the
    settings that make VS Code use them. Nothing that is yours is ever overwritten.
    """
    is_about_content = example or bool(company or name or timezone)
    is_more = github or gitlab or editor
    place = _place(session, folder, upward=is_more and not is_about_content)
    is_there = (place / WORKSPACE_FILE).exists()
    if is_there and (is_about_content or not is_more):
        raise UsageProblem(
            f"{place} is a workspace already", "nothing was changed; opsctl rock new adds a Rock"
        )
    if example and (company or name or timezone):
        raise UsageProblem("--example brings a company of its own", "leave the other options out")
    carry_out = [_hosts(session, place, github, gitlab)] if github or gitlab else []
    files: dict[str, str] = {}
    if not is_there:
        files = _example(session) if example else _smallest(place, company, timezone, name)
    carry_out += [_editor(session, place, files)] if editor else []
    if files:
        _write(session, place, files, dry_run=dry_run)
    for each in carry_out:
        each(dry_run=dry_run)
    if dry_run:
        session.remark("nothing was written (--dry-run)")
        return
    steps = "opsctl rock new"
    if is_there:
        steps = "opsctl sop owners" if github or gitlab else "opsctl check"
    _say_next(session, place, folder, "opsctl rock status" if example else steps)


def _say_next(session: Session, place: Path, folder: Path | None, steps: str) -> None:
    is_named = (folder or session.choices.workspace) is not None
    is_here = place == Path.cwd() or not is_named
    where = "" if is_here else f"cd {shlex.quote(str(folder or place))} && "
    arrow = session.screen.signs.arrow
    session.lines([Text(f"next  {arrow} {visible(where)}{steps}")])


def _place(session: Session, folder: Path | None, *, upward: bool) -> Path:
    """Give the folder of the workspace: as named, else here, or the nearest one upward."""
    named = folder or session.choices.workspace
    if named is not None:
        is_file = named.name == WORKSPACE_FILE and named.is_file()
        return (named.parent if is_file else named).absolute()
    here = Path.cwd()
    above = (each for each in (here, *here.parents) if (each / WORKSPACE_FILE).is_file())
    return next(above, here) if upward else here


def _hosts(session: Session, place: Path, github: bool, gitlab: bool) -> Callable[..., None]:
    """Plan the files of git hosts before anything is written; give what carries that out."""
    from opsctl.cli.init_host import (  # git, where a host is asked for
        carry_out_host_files,
        planned_host_files,
    )

    planned = planned_host_files(place, github=github, gitlab=gitlab)
    return partial(carry_out_host_files, session, planned)


def _editor(session: Session, place: Path, files: Mapping[str, str]) -> Callable[..., None]:
    """Plan the files of editors before anything is written; give what carries that out."""
    from opsctl.cli.init_editor import (  # schemas, where an editor is asked for
        carry_out_editor_files,
        planned_editor_files,
    )

    return partial(carry_out_editor_files, session, planned_editor_files(place, files))


def _example(session: Session) -> dict[str, str]:
    today = session.given_day or datetime.now(UTC).date()
    return dict(living_files(example_files(), today))


def _smallest(
    place: Path, company: str | None, timezone: str | None, name: str | None
) -> dict[str, str]:
    """Make the smallest useful workspace, asking for what was not given."""
    asks = is_interactive()
    here = next(each for each in (place, *place.parents) if each.is_dir())
    email = git_setting(here, "user.email")
    known_name = name or git_setting(here, "user.name")
    guess = place.name.replace("-", " ").replace("_", " ").strip().title() or "My company"
    company = company or (typer.prompt("Company", default=guess) if asks else guess)
    zone = timezone or _local_zone()
    if asks and timezone is None:
        zone = typer.prompt("Time zone", default=zone)
    while not is_known_timezone(zone):
        hint = did_you_mean(zone, _zones()) or "write it as Europe/London"
        if not asks:
            raise UsageProblem(f"no time zone is called `{zone}`", hint)
        typer.echo(f"  no time zone is called {zone!r} ({hint})", err=True)
        zone = typer.prompt("Time zone", default="UTC")
    if asks and name is None:
        known_name = typer.prompt("Your name", default=known_name or "")
    files = {WORKSPACE_FILE: _settings(company, zone)}
    if known_name and known_name.strip() and not (place / "people.yaml").exists():
        files["people.yaml"] = _people(known_name.strip(), email)
    return files


def _settings(company: str, zone: str) -> str:
    return (
        "format: 1\n"
        f"company: {scalar_text(company.strip())}\n"
        f"timezone: {zone}  # decides which day is today\n"
        "fiscal_year_starts: january  # a fiscal year is named after the year it ends in\n"
    )


def _people(name: str, email: str | None) -> str:
    lines = [f"{slug_of(name.split()[0])}:", f"  name: {scalar_text(name)}"]
    if email:
        lines.append(f"  email: {scalar_text(email)}")
    return "\n".join(lines) + "\n"


def _write(session: Session, place: Path, files: Mapping[str, str], *, dry_run: bool) -> None:
    there = [path for path in files if (place / path).exists()]
    if there:
        raise UsageProblem(f"{there[0]} exists already", "nothing was written")
    writes = [Write(path, None, text.encode("utf-8")) for path, text in files.items()]
    if not dry_run:
        _make(place)
        write_files(place, writes, session.lock_of(place))
    verb = "would write" if dry_run else "wrote"
    shown = sorted(files) if len(files) < 5 else [f"{len(files)} files"]
    session.lines(Text(f"{verb} {path}") for path in shown)


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SurroundingsRefuse(f"cannot make {place}: {error.strerror}") from error


def _local_zone() -> str:
    """Guess the time zone of this machine by its name; UTC where it has none."""
    named = os.environ.get("TZ", "")
    if named and is_known_timezone(named):
        return named
    _, sign, zone = os.path.realpath(_LOCAL_ZONE).partition("zoneinfo/")
    if not sign or not is_known_timezone(zone):
        return "UTC"
    return "UTC" if zone in ("Etc/UTC", "Universal", "Zulu") else ZoneInfo(zone).key


def _zones() -> set[str]:
    import zoneinfo  # walks the time zone database

    return zoneinfo.available_timezones()
