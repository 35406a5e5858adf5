"""A procedure that a partner follows says whom to ask, and in which time zone its hours are.

Why: a partner abroad cannot walk over to the next desk. Without a name and a channel the case waits
until somebody guesses, and “by 16:00” is another moment in Manila than in London.

Wrong:

    ---
    audience: [customer-care, manila]
    ---
    ## Procedure

    1. Pass the case on by 16:00.

Right:

    ---
    audience: [customer-care, manila]
    ---
    ## Procedure

    1. Pass the case on by 16:00 (London).

    ## Communication

    Priya answers in the channel `returns` from 9:00 to 17:30, London time, within an hour.

Fix: add a section `Communication` with who answers, where, and how soon, and name the time zone or
the hours of either side. Asked where `audience` names a team with `partner: true` in `teams.yaml`,
or somebody in it; drafts are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy, anatomies
from opsctl.analysis.sop.content import texts
from opsctl.model.section import SectionKind
from opsctl.model.team import Team
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedure_pages import answer_of, report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_ZONE = re.compile(
    r"\b(?:UTC|GMT|CES?T|MES?Z|WES?T|EES?T|BST|E[SD]T|C[SD]T|M[SD]T|P[SD]T|IST|PHS?T|SGT|HKT|JST|KST"
    r"|ICT|WIB|PKT|GST|A[EWC][SD]T|NZ[SD]T|SAST|EAT|WAT|BRT)\b"
    r"|\b(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian)/[A-Z]\w+"
)
_SPOKEN = re.compile(
    r"time[ -]?zone|local time|zeitzone|ortszeit|fuseaux? horaire|heure locale|heure de"
    r"|zona horaria|huso horario|hora local|hora de|fuso orario|ora locale|fuso hor[áa]rio|tijdzone"
    r"|lokale tijd|strefa czasowa|czas lokalny|tidszon|lokal tid|時差|タイムゾーン|时区|เขตเวลา",
    re.IGNORECASE,
)
_CLOCK = r"[0-9]{1,2}(?:(?:[:.h][0-9]{2}|h)(?:\s?[ap]\.?m)?|\s?[ap]\.?m)\b\.?(?:\s?(?:Uhr|hrs))?"
_HOURS = re.compile(
    rf"{_CLOCK}\s*(?:[-–—]|to|till|until|and|bis|und|à|et|a|hasta|y)\s*{_CLOCK}", re.IGNORECASE
)


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for anatomy in filter(is_finished, anatomies(workspace)):
        partner = next(_partners(anatomy, workspace), None)
        if partner is not None:
            yield from _without_contact(anatomy, partner)
            yield from _without_hours(anatomy, partner, workspace.settings.timezone)


def _partners(anatomy: Anatomy, workspace: Workspace) -> Iterator[Team]:
    """Give the partners among those who must read a page, also by one of their people."""
    for name in anatomy.sop.metadata.audience:
        person = workspace.people.find(name)
        team = workspace.teams.find(name) or workspace.teams.find((person and person.team) or "")
        if team is not None and team.partner:
            yield team


def _without_contact(anatomy: Anatomy, partner: Team) -> Iterator[Finding]:
    """Report a missing section, unless it is required and so reported already."""
    kind = SectionKind.COMMUNICATION
    if anatomy.section(kind) is None and kind not in anatomy.requirements.required:
        message = f"{in_backticks(partner.title)} is a partner, and no section says whom to ask"
        hint = f"add a heading `## Communication`, and below it {answer_of(kind)}"
        yield report("SOP013", anatomy, anatomy.title_span, message, hint, "communication")


def _without_hours(anatomy: Anatomy, partner: Team, home: str) -> Iterator[Finding]:
    if partner.timezone != home and not any(
        _names_a_time(text, partner) for text in texts(anatomy.sop.page.blocks)
    ):
        name = in_backticks(partner.title)
        message = f"{name} is a partner, and the page names no time zone and no hours"
        hint = (
            f"say whose time it is and who works when, as in “9:00 to 17:00, {_example(partner)}”"
        )
        yield report("SOP013", anatomy, anatomy.title_span, message, hint, "time zone")


def _names_a_time(text: str, partner: Team) -> bool:
    city = _city(partner.timezone) if partner.timezone else None
    return (
        any(pattern.search(text) for pattern in (_ZONE, _SPOKEN, _HOURS))
        or (city is not None and re.search(rf"\b{re.escape(city)}\b", text) is not None)
        or (partner.hours is not None and partner.hours in text)
    )


def _example(partner: Team) -> str:
    return f"{_city(partner.timezone)} time" if partner.timezone else "London time"


def _city(zone: str) -> str:
    """Give the city after which a time zone is named."""
    return zone.rpartition("/")[2].replace("_", " ")


RULE = Rule("SOP013", "partner-knows-whom-to-ask", Severity.WARNING, __doc__, check)
