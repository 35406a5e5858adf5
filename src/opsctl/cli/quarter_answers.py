"""Answers from a file: read, checked as a whole, or refused with every reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from opsctl.analysis.closing import (
    answer_findings,
    answers_by_rock,
    open_rocks,
    unanswered,
)
from opsctl.cli.handed_in import handed_in
from opsctl.cli.quarter_closing import Closing
from opsctl.cli.session import Session
from opsctl.model.closing import Answer
from opsctl.model.rock import Rock, RockRef, Status
from opsctl.rendering.figures import counted
from opsctl.rendering.quarter.answers import finding_lines
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import UsageProblem

TEMPLATE_HINT = "opsctl quarter close --template > answers.yaml writes a file to fill in"


def loaded_answers(session: Session, path: Path) -> Mapping[str, Answer]:
    """Read a file of answers.

    Raises:
        UsageProblem: something in it cannot be read; every finding is shown first.
    """
    from opsctl.loading.answers import read_answers  # pydantic and YAML, where needed

    answers, findings = read_answers(path.as_posix(), handed_in(path))
    _refuse(session, path, findings)
    return answers


def checked_answers(
    closing: Closing, path: Path, given: Mapping[str, Answer]
) -> dict[RockRef, Answer]:
    """Find the Rock of each answer, and make sure that no Rock is left without a result.

    Raises:
        UsageProblem: an answer is not whole, or a Rock has none; every finding is shown first.
    """
    workspace, quarter = closing.workspace, closing.quarter
    answers, findings = answers_by_rock(given, workspace, quarter)
    for ref, answer in answers.items():
        rock = workspace.rocks_by_ref[ref]
        findings += answer_findings(rock, answer, workspace, closing.into, closing.as_of)
    _refuse(closing.session, path, findings)
    refuse_unanswered(closing, unanswered(open_rocks(workspace, quarter), answers))
    return answers


def refuse_unanswered(closing: Closing, rocks: Sequence[Rock]) -> None:
    """Name the Rocks that would be left without a result, if there are any."""
    if not rocks:
        return
    session, quarter = closing.session, closing.quarter
    for rock in rocks:
        move = f"git mv {rock.origin.path} rocks/{closing.into}/"
        planned = f"; still planned: drop it, or move it with {move}"
        more = planned if rock.status is Status.PLANNED else ""
        session.remark(f"  {rock.id} ({rock.owner}){more}")
    count = counted(len(rocks), "Rock")
    message = f"{count} of {quarter} would be left without a result; nothing was written"
    raise UsageProblem(message, TEMPLATE_HINT)


def _refuse(session: Session, path: Path, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    ordered = sorted(findings, key=lambda each: each.location.span)
    session.remark(*(line.plain for line in finding_lines(ordered)))
    raise UsageProblem(
        f"{path} has {counted(len(findings), 'mistake')}; nothing was written", TEMPLATE_HINT
    )
