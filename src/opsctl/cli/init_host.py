"""The part of `opsctl init` that is about a git host: what is written, what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from opsctl.analysis.sop.code_owners import Host
from opsctl.cli.changing import diff_lines
from opsctl.cli.host_files import INCLUDED, HostFiles, plan_host_files
from opsctl.cli.places import relative_path
from opsctl.cli.session import Session
from opsctl.editing.write import write_files
from opsctl.rendering.visible import visible


def planned_host_files(place: Path, *, github: bool, gitlab: bool) -> HostFiles:
    """Plan the files of the hosts that were asked for, for a workspace that may not be there yet.

    Raises:
        SurroundingsRefuse: see `plan_host_files`.
    """
    hosts = [host for host, asked in ((Host.GITHUB, github), (Host.GITLAB, gitlab)) if asked]
    return plan_host_files(place, hosts)


def carry_out_host_files(session: Session, planned: HostFiles, *, dry_run: bool) -> None:
    """Write what is planned, or show it; name what is there already."""
    if dry_run:
        for write in planned.writes:
            session.lines(diff_lines(write))
    elif planned.writes:
        write_files(planned.root, planned.writes, session.lock_of(planned.root))
    session.lines(Text(line) for line in _said(planned, dry_run=dry_run))


def _said(planned: HostFiles, *, dry_run: bool) -> Iterator[str]:
    verb = "would write" if dry_run else "wrote"
    for write in planned.writes:
        yield f"{verb} {_shown(planned, write.path)}"
    for path in planned.current:
        yield f"{_shown(planned, path)} is current"
    for path in planned.kept:
        yield f"{_shown(planned, path)} stays as it is: it is there, and says something else"
    if planned.to_include:
        yield "GitLab reads these jobs once .gitlab-ci.yml includes them:"
        yield "    include:"
        yield f"      - local: {INCLUDED}"


def _shown(planned: HostFiles, path: str) -> str:
    """Show a path from where the user stands."""
    return visible(relative_path(planned.root / path, Path.cwd()))
