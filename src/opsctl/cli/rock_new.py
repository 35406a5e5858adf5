"""`opsctl rock new`: write a Rock, with help while it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import typer

from opsctl.analysis.progress import names_a_figure
from opsctl.cli.asking import asked, day_within, optional, read_typed
from opsctl.cli.changing import DryRunOption, carry_out, new_record
from opsctl.cli.choosing import me_or_none, person_named, quarter_named
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.loading.rocks import rock_path
from opsctl.loading.workspace import Nouns
from opsctl.model.period import Days, Quarter
from opsctl.model.rock import Milestone, Rock, RockRef
from opsctl.model.scalar import Scalar, Unreadable, read_day, read_text
from opsctl.model.slug import is_slug, slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin

MilestoneOption = Annotated[
    list[str] | None,
    typer.Option("--milestone", metavar="'TITLE: DATE'", help="May be repeated."),
]


@dataclass(frozen=True)
class _Draft:
    """What has been said of the new Rock so far, by options."""

    title: str | None
    owner: str | None
    done_means: str | None
    due: str | None
    team: str | None
    milestones: Sequence[str]


def new(
    session: Session,
    title: Annotated[
        str | None, typer.Argument(metavar="TITLE", help="The Rock in one sentence.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Exactly one; `me` for you.")
    ] = None,
    done_means: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How anybody can tell that it is done.")
    ] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="Else the quarter's last day.")
    ] = None,
    team: Annotated[
        str | None, typer.Option(metavar="TEAM", help="Left out for a company Rock.")
    ] = None,
    quarter: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="As 2026-Q4; else the current one.")
    ] = None,
    milestone: MilestoneOption = None,
    supports: Annotated[
        str | None, typer.Option(metavar="GOAL", help="The one-year goal that it moves.")
    ] = None,
    id: Annotated[  # the name of the option
        str | None, typer.Option(metavar="ID", help="Else made from the title.")
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write a new Rock. Without a title it asks for everything, one question a line."""
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    chosen = quarter_named(quarter) if quarter else workspace.calendar.quarter_of(as_of)
    draft = _Draft(title, owner, done_means, due, team, milestone or ())
    asked = title is None and is_interactive()
    days = workspace.calendar.days(chosen)
    finished = _ask(session, workspace, draft, days) if asked else draft
    rock = _rock(session, workspace, finished, chosen, id)
    rock = replace(rock, supports=supports)
    write = new_record(session, workspace, rock, as_of)
    if not (rock.milestones or names_a_figure(rock.title, rock.done_means)):
        session.remark(
            "no figure yet, e.g. 1,000 downloads: nobody can tell when this is done",
            f'  opsctl rock set {rock.id} done_means="…"',
        )
    said = f"{rock_path(rock.ref)} written"
    step = f"opsctl rock status{f' --quarter {quarter}' if quarter else ''}"
    carry_out(session, [write], said, step, dry_run=dry_run)


def _ask(session: Session, workspace: Workspace, draft: _Draft, days: Days) -> _Draft:
    """Ask for what was not given, one question a line."""
    title = asked("What is the Rock, in one sentence", _title)
    done_means = draft.done_means or optional("Done means (how can anybody tell?)")
    if not names_a_figure(title, done_means):
        session.remark("  no figure yet, e.g. 1,000 downloads; Enter to go on without")
        done_means = optional("Done means, with a figure", done_means)
    me = me_or_none(session, workspace)
    owner = draft.owner or asked(
        "Owner (one person)", lambda each: _owner(session, workspace, each.text), me
    )
    team = draft.team
    if team is None and workspace.teams.ids:
        team = optional(f"Team ({', '.join(sorted(workspace.teams.ids))}; Enter for company)")
    due = draft.due or str(asked("Due", lambda each: day_within(each, days), days.last.isoformat()))
    milestones = list(draft.milestones) or _ask_milestones(days)
    return _Draft(title, owner, done_means, due, team, milestones)


def _title(scalar: Scalar) -> str:
    if not scalar.text:
        raise Unreadable("a Rock needs a title", "one sentence that says what will be true")
    return read_text(scalar)


def _ask_milestones(days: Days) -> list[str]:
    milestones: list[str] = []
    while True:
        title = optional(f"Milestone {len(milestones) + 1} (Enter when there are no more)")
        if title is None:
            return milestones
        due = asked("  due (as 2026-12-01)", lambda each: day_within(each, days))
        milestones.append(f"{title}: {due}")


def _rock(
    session: Session, workspace: Workspace, draft: _Draft, quarter: Quarter, name: str | None
) -> Rock:
    if draft.title is None or not draft.title.strip():
        raise UsageProblem(
            "a title is needed", 'opsctl rock new "Ship within 24 hours" --owner maya'
        )
    owner = draft.owner or me_or_none(session, workspace)
    if owner is None and is_interactive():
        owner = asked("Owner (one person)", lambda each: _owner(session, workspace, each.text))
    if owner is None:
        raise UsageProblem("an owner is needed", "add --owner PERSON")
    title = " ".join(draft.title.split())
    ref = RockRef(quarter, name or slug_of(title))
    if not is_slug(ref.id):
        raise UsageProblem(f"`{ref.id}` cannot be an id", f"write {slug_of(ref.id)}")
    return Rock(
        id=ref.id,
        quarter=quarter,
        origin=Origin(rock_path(ref)),
        title=title,
        owner=_owner(session, workspace, owner),
        done_means=draft.done_means.strip() if draft.done_means else None,
        team=draft.team,
        due=read_typed(read_day, draft.due, "--due"),
        milestones=_milestones(draft.milestones),
    )


def _owner(session: Session, workspace: Workspace, name: str) -> str:
    if not name:
        raise UsageProblem("every Rock has exactly one owner", "write one person's id")
    if workspace.people.listed or name == "me":
        return person_named(session, workspace, name)
    if not is_slug(name):
        raise UsageProblem(f"`{name}` cannot be an id", f"write {slug_of(name)}")
    return name


def _milestones(given: Sequence[str]) -> tuple[Milestone, ...]:
    made = []
    for each in given:
        title, sign, day = each.rpartition(":")
        if not sign or not title.strip():
            raise UsageProblem(
                f"--milestone `{each}` has no date", "write 'Vendor chosen: 2026-10-16'"
            )
        due = read_typed(read_day, day.strip(), "--milestone")
        made.append(Milestone(title=title.strip(), due=due))
    return tuple(sorted(made, key=lambda each: each.due))
