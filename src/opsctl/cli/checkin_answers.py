"""A check-in from a file or from the input: read, checked as a whole, or refused with reasons."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from opsctl.analysis.checkin import Agenda
from opsctl.analysis.checkin_answers import checkin_findings, merged
from opsctl.cli.handed_in import INPUT, handed_in
from opsctl.cli.session import Session
from opsctl.model.checkin import Checkin
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.quarter.answers import finding_lines
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import UsageProblem

_HINT = "run it on a terminal, or give a check-in as YAML: opsctl checkin --from FILE"


def given_checkin(
    session: Session, workspace: Workspace, agenda: Agenda, source: Path | None
) -> tuple[Agenda, Checkin]:
    """Read what is handed in, and put it over what the person's check-in says already.

    It comes with the agenda of the day on which it was said, which it may name.

    Raises:
        UsageProblem: something in it cannot be taken; every finding is shown first.
    """
    from opsctl.loading.answers import read_checkin  # pydantic and YAML, where needed

    name, content = _content(source)
    if not content.strip():
        raise UsageProblem("nobody is there to ask, and nothing is given", _HINT)
    given, findings = read_checkin(name, content, agenda.week, agenda.person, agenda.day)
    _refuse(session, name, findings)
    if given is None:
        raise UsageProblem(f"{name} says nothing", _HINT)
    agenda = replace(agenda, day=given.date)
    _refuse(session, name, list(checkin_findings(given, agenda, workspace)))
    return agenda, merged(agenda, given, workspace)


def _content(source: Path | None) -> tuple[str, bytes]:
    """Give what is handed in, under the name that messages have for it."""
    if source is not None and source != INPUT:
        return source.as_posix(), handed_in(source)
    if source is None and sys.stdin.isatty():
        raise UsageProblem("the questions need a terminal to be shown on", _HINT)
    return "stdin", handed_in(INPUT)


def _refuse(session: Session, name: str, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    ordered = sorted(findings, key=lambda each: each.location.span)
    session.remark(*(line.plain for line in finding_lines(ordered)))
    mistakes = counted(len(findings), "mistake")
    raise UsageProblem(f"{name} has {mistakes}; nothing was written", "opsctl checkin -h")
