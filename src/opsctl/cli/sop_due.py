"""`opsctl sop due`: what falls due for review, and when to do it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.sop.due import view_due
from opsctl.analysis.sop.listing import SopView, view_sops
from opsctl.analysis.sop.measured import slips_of_sops
from opsctl.analysis.sop.review_plan import review_plan
from opsctl.cli.choosing import TeamOption
from opsctl.cli.choosing_sops import OwnerOption, chosen_sops
from opsctl.cli.session import Session, unread_lines
from opsctl.rendering.sop.due_data import due_data
from opsctl.rendering.sop.due_markdown import due_markdown
from opsctl.rendering.sop.due_screen import due_lines
from opsctl.rendering.theme import DIM

_DAYS = 90
_TEN_YEARS = 3650
WithinOption = Annotated[
    int,
    typer.Option(
        metavar="DAYS", min=0, max=_TEN_YEARS, help="How many days to look ahead; else 90."
    ),
]
PlanOption = Annotated[
    int | None,
    typer.Option(
        metavar="COUNT", min=1, help="Propose days, at most so many reviews a week for an owner."
    ),
]


def due(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    within: WithinOption = _DAYS,
    plan: PlanOption = None,
) -> None:
    """Show which procedures fall due for review, by owner and week; propose when to review them.

    A procedure is also due, and at once, when a number that it moves keeps missing its goal.
    Nothing is written.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    workspace = session.load(Nouns.PEOPLE | Nouns.TEAMS | Nouns.SCORECARDS | Nouns.SOPS)
    as_of = session.as_of(workspace.settings.timezone)
    every = view_sops(workspace, as_of)
    views = chosen_sops(
        session, workspace, every, owner=owner, team=team, status=None, profile=None
    )
    found = view_due(views, slips_of_sops(workspace, as_of), as_of, within)
    proposed = None if plan is None else review_plan(found, plan)
    company = workspace.settings.company
    if session.format == "json":
        session.data(due_data(found, proposed, company, workspace.unread))
    elif session.format == "markdown":
        session.text(due_markdown(found, proposed, company))
    else:
        session.lines(due_lines(found, proposed, company, session.screen))
        session.lines([*_nothing(views, every), *unread_lines(workspace.unread)])


def _nothing(views: tuple[SopView, ...], every: tuple[SopView, ...]) -> list[Text]:
    if views:
        return []
    if every:
        return [Text("No procedure is like that.", DIM)]
    return [Text("There are no procedures yet: opsctl sop new writes one.", DIM)]
