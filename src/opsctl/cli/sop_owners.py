"""`opsctl sop owners`: write who must agree to a change of a procedure into CODEOWNERS."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.sop.code_owners import (
    Gap,
    Host,
    OwnerRules,
    SopOwners,
    goes_along,
    owner_rules,
    sop_owners,
)
from opsctl.cli.changing import DryRunOption, diff_lines
from opsctl.cli.code_owners_file import (
    NAME,
    PLACES,
    CodeOwnersFile,
    code_owners_file,
    read_by,
    refuse_large,
)
from opsctl.cli.exits import FINDINGS
from opsctl.cli.places import relative_path
from opsctl.cli.session import Session, unread_lines
from opsctl.editing.code_owners import rules_below, with_block
from opsctl.editing.write import Write, write_files
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.visible import visible
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import WORKSPACE_FILE

StyleOption = Annotated[
    str | None,
    typer.Option(
        metavar="STYLE",
        help="github or gitlab; else gitlab where .gitlab-ci.yml or .gitlab is there, or github.",
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH", help="The CODEOWNERS file; else the one that the host reads, or a new one."
    ),
]
CheckOption = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; exit with 1 where the file is not current."),
]
_NAMED_FIRST = 3
_NAMES = MappingProxyType({Host.GITHUB: "GitHub", Host.GITLAB: "GitLab"})
_SECTION = "[Procedures]"
_WHOSE = ("people.yaml", "teams.yaml", WORKSPACE_FILE)
_GAPS = MappingProxyType(
    {
        Gap.NO_OWNER: "without owner",
        Gap.UNKNOWN_OWNER: "with an owner who is neither a person nor a team that is listed",
        Gap.NO_ACCOUNT: "with an owner who has neither handle nor e-mail",
        Gap.BAD_ACCOUNT: "with an owner whose handle or e-mail no host takes",
    }
)


def owners(
    session: Session,
    style: StyleOption = None,
    file: FileOption = None,
    check: CheckOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write who must agree to a change of a procedure into CODEOWNERS, from the owners.

    Only a block between two marks is written; the rest of the file stays as it is.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    target = code_owners_file(session, style, file)
    workspace = session.load(Nouns.PEOPLE | Nouns.TEAMS | Nouns.SOPS)
    _refuse_half_read(workspace)
    asked = sop_owners(workspace, session.as_of(workspace.settings.timezone))
    rules = _rules(session, target, asked)
    write = _write(target, rules)
    session.remark(
        *(line.plain for line in unread_lines(workspace.unread)),
        *_remarks(session, target, asked, rules, write),
    )
    is_current = write.after == (write.before or b"")
    if is_current:
        _say(session, f"{target.shown} is current" if write.after else "There is nothing to write")
    elif dry_run:
        session.lines(diff_lines(write))
        session.remark("nothing was written (--dry-run)")
    elif check:
        _say(session, f"{target.shown} is not current", _command(style, file))
    else:
        write_files(target.root, [write], session.lock)
        said = f"{target.shown} written: {_counted(rules)}"
        _say(session, said, f"{_command(style, file)} --check")
    if check and not is_current:
        raise typer.Exit(FINDINGS)


def _refuse_half_read(workspace: Workspace) -> None:
    """Leave a file alone that would lose lines, since some owners could not be read."""
    for name in _WHOSE:
        if name in workspace.unread:
            raise UsageProblem(
                f"{name} cannot be read as a whole, so it is not known who answers for what",
                "opsctl check says what is wrong",
            )


# Its lines


def _rules(session: Session, target: CodeOwnersFile, asked: SopOwners) -> OwnerRules:
    top = target.prefix
    accounts = {f"{top}{path}": account for path, account in asked.accounts.items()}
    others = {f"{top}{each.path}" for each in asked.unasked}
    others |= {f"{top}{WORKSPACE_FILE}", target.path}
    procedures = {*accounts, *(f"{top}{path}" for path in asked.retired)}
    beside = (path for path in _beside(session, target, accounts) if not goes_along(path))
    return owner_rules(accounts, others | {*beside} - procedures, target.host)


def _beside(session: Session, target: CodeOwnersFile, accounts: Iterable[str]) -> Iterator[str]:
    """Give the files around procedures; those that git ignores are nowhere but here."""
    start = len(target.prefix)
    folders = {path[: path.index("/", start)] for path in accounts if "/" in path[start:]}
    if not folders:
        return
    listed = ("--cached", "--others", "--exclude-standard")
    found = session.repository.run("ls-files", "-z", *listed, "--", *sorted(folders))
    for path in filter(None, os.fsdecode(found).split("\0")):
        if os.path.lexists(target.root / path):
            yield path


def _write(target: CodeOwnersFile, rules: OwnerRules) -> Write:
    section = [_SECTION] if rules.lines and target.host is Host.GITLAB else []
    lines = [*section, *rules.lines]
    text = with_block(target.text, visible(target.prefix), lines, target.path)
    after = text.encode("utf-8", "surrogateescape")
    refuse_large(len(after), target.path, target.host)
    return Write(target.path, target.before, after)


# What is said


def _remarks(
    session: Session, target: CodeOwnersFile, asked: SopOwners, rules: OwnerRules, write: Write
) -> Iterator[str]:
    host = _NAMES[target.host]
    ours, top = session.root, target.root
    for gap, words in _GAPS.items():
        found = {each.path: each.who for each in asked.unasked if each.gap is gap}
        if found:
            yield f"{_procedures(found)} left out, {words}: {_named(found, ours, found)}"
    if rules.left_out:
        said = f"left out, since {host} has no way to write the path"
        yield f"{_procedures(rules.left_out)} {said}: {_named(rules.left_out, top)}"
    if rules.covered:
        said = f"covered by the line of a folder alone, since {host} has no way to write the path"
        yield f"{_procedures(rules.covered)} {said}: {_named(rules.covered, top)}"
    if asked.departed:
        said = "somebody who has left must agree to"
        yield f"{said} {_procedures(asked.departed)}: {_named(asked.departed, ours)}"
    yield from _about_the_file(target, write.after)


def _about_the_file(target: CodeOwnersFile, after: bytes) -> Iterator[str]:
    host = _NAMES[target.host]
    read = read_by(target.root, target.host) or target.path
    if target.path not in PLACES[target.host]:
        yield f"{host} reads no {NAME} at this place; it reads {', '.join(PLACES[target.host])}"
    elif PLACES[target.host].index(read) < PLACES[target.host].index(target.path):
        yield f"{host} reads {read}, and not this file"
    text = after.decode("utf-8", "surrogateescape")
    sections = target.host is Host.GITLAB
    below = rules_below(text, visible(target.prefix), target.path, sections=sections)
    if below:
        lines = counted(below, "line")
        verb = "goes" if below == 1 else "go"
        yield f"{lines} below the block of opsctl {verb} before it: the last that matches wins"


def _procedures(paths: Iterable[str]) -> str:
    return counted(len(list(paths)), "procedure")


def _named(paths: Iterable[str], folder: Path, who: Mapping[str, str] | None = None) -> str:
    """Name the first few of some paths, from where the user stands."""
    names = []
    for path in paths:
        behind = f" (`{who[path]}`)" if who and who[path] else ""
        names.append(visible(relative_path(folder / path, Path.cwd()) + behind))
    more = len(names) - _NAMED_FIRST
    behind = f" and {more} more" if more > 0 else ""
    return f"{', '.join(names[:_NAMED_FIRST])}{behind}"


def _command(style: str | None, file: Path | None) -> str:
    """Give the command that writes the same file."""
    words = ["opsctl", "sop", "owners"]
    words += [] if style is None else ["--style", style]
    words += [] if file is None else ["--file", str(file)]
    return shlex.join(words)


def _counted(rules: OwnerRules) -> str:
    return f"the owners of procedures in {counted(len(rules.lines), 'line')}"


def _say(session: Session, said: str, next_step: str | None = None) -> None:
    behind = f"  {session.screen.signs.arrow} {visible(next_step)}" if next_step else "."
    session.lines([Text(f"{visible(said)}{behind}")])
