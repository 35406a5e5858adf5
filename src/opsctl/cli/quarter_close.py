"""`opsctl quarter close`: every Rock to its result, unfinished ones onward, and the story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.closing import open_rocks, quarter_to_close, ripe_quarters
from opsctl.analysis.quarter_story import quarter_story
from opsctl.cli.asking import may_write
from opsctl.cli.changing import DryRunOption, diff_lines
from opsctl.cli.choosing import quarter_named
from opsctl.cli.exits import INTERRUPTED
from opsctl.cli.quarter_answers import checked_answers, loaded_answers, refuse_unanswered
from opsctl.cli.quarter_asking import ask_person, confirmed, people_of
from opsctl.cli.quarter_closing import Closing, planned_writes
from opsctl.cli.quarter_start import YesOption
from opsctl.cli.quarter_template import template
from opsctl.cli.session import Session, unread_lines
from opsctl.cli.terminal import is_interactive
from opsctl.editing.write import write_files
from opsctl.loading.workspace import Nouns
from opsctl.model.closing import Answer
from opsctl.model.period import Quarter
from opsctl.model.rock import RockRef
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.quarter.data import story_data
from opsctl.rendering.quarter.story import story_lines
from opsctl.rendering.quarter.story_markdown import story_markdown
from opsctl.text.errors import UsageProblem


def close(
    session: Session,
    quarter: Annotated[
        str | None,
        typer.Option(metavar="QUARTER", help="As 2026-Q4; else the newest with running Rocks."),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option("--from", metavar="ANSWERS", help="Answers from a YAML file.")
    ] = None,
    story: Annotated[bool, typer.Option("--story", help="Tell the story only.")] = False,
    blank: Annotated[
        bool, typer.Option("--template", help="Print a file of answers to fill in.")
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Close a quarter: every Rock to its result, unfinished ones onward, then the story."""
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    given = loaded_answers(session, answers) if answers else None
    chosen = _quarter(workspace, quarter, given, as_of)
    if story:
        _tell(session, workspace, chosen, as_of)
        return
    closing = Closing.of(session, workspace, chosen, as_of)
    _refuse_unread(closing)
    if blank:
        session.text(template(closing))
    elif answers is not None and given is not None:
        _close_from_file(closing, answers, given, dry_run=dry_run, yes=yes)
    elif not open_rocks(workspace, chosen):
        session.remark(f"{chosen} is closed: nothing to do")
        _tell(session, workspace, chosen, as_of)
    else:
        _close_in_person(closing, dry_run=dry_run, yes=yes)


def _quarter(
    workspace: Workspace, named: str | None, given: Mapping[str, Answer] | None, as_of: date
) -> Quarter:
    """Give the quarter asked for, else the one that is to be closed."""
    if named is not None:
        quarter = quarter_named(named)
        if quarter not in workspace.quarters():
            raise UsageProblem(f"{quarter} has no Rocks", "opsctl rock list --quarter QUARTER")
        if workspace.calendar.days(quarter).first > as_of:
            raise UsageProblem(f"{quarter} has not begun", "opsctl quarter start begins it")
        return quarter
    chosen = quarter_to_close(workspace, as_of)
    if chosen is None:
        current = workspace.calendar.quarter_of(as_of)
        raise UsageProblem(
            "there is no quarter to close: none with Rocks is past its middle",
            f"name one to close it early: --quarter {current}",
        )
    return _answered(workspace, given, as_of) or chosen


def _answered(
    workspace: Workspace, given: Mapping[str, Answer] | None, as_of: date
) -> Quarter | None:
    """Give the newest quarter past its middle if all answers are about it.

    It may be closed already: then a second run of the same answers has nothing to do, and must
    not fall on an older quarter that was left open.
    """
    newest = max(ripe_quarters(workspace, as_of), default=None)
    if newest is None or not given:
        return None
    refs = [RockRef.parse(name, newest) for name in given]
    return newest if all(ref in workspace.rock_refs for ref in refs) else None


def _refuse_unread(closing: Closing) -> None:
    """Refuse to close a quarter with a Rock that nobody can read."""
    known = {rock.ref for rock in closing.workspace.rocks}
    broken = sorted(
        ref.id
        for ref in closing.workspace.rock_refs
        if ref.quarter == closing.quarter and ref not in known
    )
    if broken:
        listed = ", ".join(f"`{each}`" for each in broken)
        message = f"files of {closing.quarter} could not be read: {listed}"
        raise UsageProblem(message, "opsctl check says why")


def _close_from_file(
    closing: Closing, path: Path, given: Mapping[str, Answer], *, dry_run: bool, yes: bool
) -> None:
    session = closing.session
    answers = checked_answers(closing, path, given)
    writes = planned_writes(closing, answers)
    if dry_run:
        for write in writes:
            session.lines(diff_lines(write))
        session.remark("nothing was written (--dry-run)")
        return
    if writes:
        asks = is_interactive() and not yes
        if asks and not may_write(f"Write {counted(len(writes), 'file')}", yes=False):
            session.remark("nothing was written")
            return
        write_files(session.root, writes, session.lock)
        session.remark(f"{closing.quarter} is closed: {counted(len(writes), 'file')} written")
    else:
        session.remark(f"{closing.quarter} is closed: nothing to do")
    _tell(session, session.load(Nouns.ALL), closing.quarter, closing.as_of)


def _close_in_person(closing: Closing, *, dry_run: bool, yes: bool) -> None:
    """Ask person by person; what one has answered is written before the next is asked."""
    session = closing.session
    if not is_interactive():
        refuse_unanswered(closing, open_rocks(closing.workspace, closing.quarter))
    try:
        _ask_everybody(closing, dry_run=dry_run, yes=yes)
    except typer.Abort:
        session.remark(
            "", "stopped: what was confirmed is written; run it again to go on from here"
        )
        raise typer.Exit(INTERRUPTED) from None
    if dry_run:
        session.remark("nothing was written (--dry-run)")
        return
    session.lines([Text()])
    _tell(session, session.load(Nouns.ALL), closing.quarter, closing.as_of)


def _ask_everybody(closing: Closing, *, dry_run: bool, yes: bool) -> None:
    session = closing.session
    people = people_of(closing)
    for number, (owner, rocks) in enumerate(people, start=1):
        while True:
            given = ask_person(closing, owner, rocks, f"{number} of {len(people)}")
            writes = planned_writes(closing, given)
            if dry_run:
                for write in writes:
                    session.lines(diff_lines(write))
                break
            if yes or confirmed(len(writes)):
                write_files(session.root, writes, session.lock)
                break


def _tell(session: Session, workspace: Workspace, quarter: Quarter, as_of: date) -> None:
    told = quarter_story(workspace, quarter, as_of)
    company, unread = workspace.settings.company, workspace.unread
    if session.format == "json":
        session.data(story_data(told, company, unread))
    elif session.format == "markdown":
        session.text(story_markdown(told, company))
    else:
        session.lines(story_lines(told, company, session.screen))
        session.lines(unread_lines(unread))
