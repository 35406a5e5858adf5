"""`opsctl sop bump`: the version that a change owes, and what it changes, in the change log."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.bump import Asked, Bump, planned_bump
from opsctl.analysis.sop.change import SopDifference
from opsctl.analysis.sop.change_log import change_log_of
from opsctl.analysis.sop.difference import difference
from opsctl.analysis.sop.log_entries import has_entry
from opsctl.analysis.sop.versions import counted_version
from opsctl.cli.between import Between, between
from opsctl.cli.changing import DryRunOption, carry_out, diff_lines, refuse_new_errors
from opsctl.cli.choosing import me_or_none
from opsctl.cli.choosing_sops import SopArgument, sop_named
from opsctl.cli.session import Session
from opsctl.cli.sop_bump_writing import bumped_page
from opsctl.editing.write import Write
from opsctl.history.default_branch import default_base
from opsctl.history.identity import git_setting
from opsctl.history.revision import HEAD
from opsctl.model.settings import Settings
from opsctl.model.sop import FOLDER, Sop
from opsctl.model.weight import Weight
from opsctl.model.workspace import Workspace
from opsctl.rendering.sop.log_entry import NewEntry, changes_told
from opsctl.rendering.visible import one_line, visible
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import Tree

BaseArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[BASE]",
        help="A branch, tag or commit to compare with; else the default branch, and on it HEAD.",
    ),
]
MajorOption = Annotated[bool, typer.Option("--major", help="Take the first number's step.")]
MinorOption = Annotated[bool, typer.Option("--minor", help="Take the second number's step.")]
PatchOption = Annotated[bool, typer.Option("--patch", help="Take the third number's step.")]
ToOption = Annotated[str | None, typer.Option(metavar="VERSION", help="Write this version.")]
NoLogOption = Annotated[bool, typer.Option("--no-log", help="Leave the change log as it is.")]


@dataclass(frozen=True, eq=False)
class _Bumped:
    """A procedure that is to have a version, against what it was.

    `changed` is none for one that was not there.
    """

    sop: Sop
    way: Between
    after: Anatomy
    changed: SopDifference | None
    bump: Bump

    @property
    def weight(self) -> Weight | None:
        """How much the change weighs."""
        return self.changed.weight if self.changed else None


def bump(
    session: Session,
    sop: SopArgument,
    base: BaseArgument = None,
    major: MajorOption = False,
    minor: MinorOption = False,
    patch: PatchOption = False,
    to: ToOption = None,
    no_log: NoLogOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Give a procedure the version that its change owes, and its change log an entry to reword.

    The change is that since your branch left BASE. Writes `version` at the top and one entry, in
    the form that the change log has; nothing else in the file is touched.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    asked = _asked({Weight.MAJOR: major, Weight.MINOR: minor, Weight.PATCH: patch}, to)
    workspace = session.load(Nouns.ALL)
    found = sop_named(workspace, sop)
    if not found.parsed:
        raise UsageProblem(f"{found.path} cannot be read", "opsctl check")
    bumped = _bumped(session, workspace, found, base, asked)
    as_of = session.as_of(workspace.settings.timezone)
    entry = None if no_log else _entry(session, workspace, bumped, as_of)
    if bumped.bump.target is None or (bumped.bump.is_there and entry is None):
        session.lines([_nothing(session, bumped, no_log=no_log)])
        return
    write = bumped_page(session, workspace.settings, bumped.after, bumped.bump.target, entry)
    refuse_new_errors(session, workspace, [write], as_of)
    _carry_out(session, bumped, write, entry, dry_run=dry_run)


def _asked(steps: Mapping[Weight, bool], to: str | None) -> Asked:
    chosen = [step for step, is_given in steps.items() if is_given]
    if len(chosen) + (to is not None) > 1:
        raise UsageProblem("--major, --minor, --patch and --to exclude each other", "give one")
    return Asked(chosen[0] if chosen else None, to)


def _bumped(
    session: Session, workspace: Workspace, sop: Sop, base: str | None, asked: Asked
) -> _Bumped:
    rev = default_base(session.repository) if base is None else base
    way = between(session, rev, workspace.settings.timezone)
    before = _anatomy_then(way.before, sop, workspace.settings)
    after = anatomy_of(sop, workspace.settings)
    changed = difference(before, after) if before else None
    weight = changed.weight if changed else None
    return _Bumped(sop, way, after, changed, planned_bump(before, after, weight, asked))


def _anatomy_then(tree: Tree, sop: Sop, settings: Settings) -> Anatomy | None:
    """Read a procedure as it was, also under an id that it had then; none where it was not there.

    The words are those of today, so that a new alias is no change of the text.
    """
    from opsctl.loading.sops import sop_at  # already there when a procedure was read

    paths = [sop.path]
    for old in sop.formerly:
        paths += [f"{FOLDER}{old}.md", f"{old}.md"]
    for path in paths:
        then = sop_at(tree, path)
        if then is not None:
            return anatomy_of(then, settings)
    return None


def _entry(session: Session, workspace: Workspace, bumped: _Bumped, as_of: date) -> NewEntry | None:
    """Give the entry that the change log is to get; none where it has one of this version."""
    target = bumped.bump.target
    log = change_log_of(bumped.after)
    if target is None or (log is not None and has_entry(log.entries, target)):
        return None
    is_first = bumped.bump.before is None
    said = changes_told(bumped.changed, is_first=is_first)
    return NewEntry(target, as_of, _who(session, workspace), said)


def _who(session: Session, workspace: Workspace) -> str | None:
    """Give the name of the person at the keyboard: as listed, else as git has it."""
    me = me_or_none(session, workspace)
    person = workspace.people.find(me) if me else None
    name = person.name if person else git_setting(session.root, "user.name")
    return one_line(name) if name else None


def _nothing(session: Session, bumped: _Bumped, *, no_log: bool) -> Text:
    """Say why nothing is written, and what could be asked for."""
    name, rev, bump = visible(bumped.sop.path), visible(bumped.way.name), bumped.bump
    arrow = session.screen.signs.arrow
    if bump.target is not None:
        log = "" if no_log else ", and its change log has an entry of it"
        owed = f"; the change since {rev} owes {bump.owed}" if bump.owed else ""
        return Text(f"{name} has version {visible(bump.target)} already{log}{owed}.")
    if bumped.weight is None:
        return Text(f"{name} says the same as at {rev}: no version is owed.")
    if bumped.weight is Weight.PATCH:
        why = f"the change since {rev} is patch"
    else:
        why = f"it is a draft; the change since {rev} is {bumped.weight}"
    step = _command("bump", bumped, f"--{bumped.weight}")
    return Text(f"{name} owes no version: {why}.  {arrow} {step}")


def _carry_out(
    session: Session, bumped: _Bumped, write: Write, entry: NewEntry | None, *, dry_run: bool
) -> None:
    if not dry_run:
        session.lines(diff_lines(write))
    bump = bumped.bump
    before = f" after {bump.before}" if bump.before and bump.before != bump.target else ""
    said = [] if bump.is_there else [f"version {bump.target}{before}"]
    if entry is not None:
        is_more = f" of {bump.target}" if bump.is_there else ""
        said.append(f"an entry{is_more} in its change log for you to reword")
    _remark_on_text(session, bumped)
    next_step = _command("diff", bumped)
    carry_out(session, [write], f"{write.path}: {', and '.join(said)}", next_step, dry_run=dry_run)


def _remark_on_text(session: Session, bumped: _Bumped) -> None:
    """Say where the text itself has a version, which nobody but its author can change."""
    found = bumped.after.find("version")
    said = counted_version(found.value) if found else None
    if found is not None and said is not None and said != counted_version(bumped.bump.target):
        session.remark(f"{visible(found.how)} still says version {visible(found.value)}")


def _command(verb: str, bumped: _Bumped, *more: str) -> str:
    """Give a command about this procedure and this base, as it can be typed."""
    way = bumped.way
    base = () if way.name == HEAD else (way.name if verb == "bump" else way.start.short,)
    if verb == "diff" and bumped.changed is None:
        return f"opsctl sop validate {visible(shlex.quote(bumped.sop.path))}"
    words = (shlex.quote(each) for each in (bumped.sop.id, *base, *more))
    return visible(f"opsctl sop {verb} {' '.join(words)}")
