"""From answers about Rocks to the files that close a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.closing import day_of_ending, quarter_to_carry_into
from opsctl.analysis.quarter_story import carried_rocks
from opsctl.cli.changing import changed_file, new_file, refuse_new_errors
from opsctl.cli.session import Session
from opsctl.editing.closing import carried_on, ending
from opsctl.editing.write import Write
from opsctl.loading.rocks import rock_path
from opsctl.model.closing import Answer
from opsctl.model.period import Quarter
from opsctl.model.rock import RockRef, Status
from opsctl.model.workspace import Workspace


@dataclass(frozen=True)
class Closing:
    """What a closing stands on: the quarter, the one that its Rocks go on in, and the day."""

    session: Session
    workspace: Workspace
    quarter: Quarter
    into: Quarter
    as_of: date

    @classmethod
    def of(cls, session: Session, workspace: Workspace, quarter: Quarter, as_of: date) -> Closing:
        """Make it for a quarter."""
        into = quarter_to_carry_into(workspace, quarter, as_of)
        return cls(session, workspace, quarter, into, as_of)


def planned_writes(closing: Closing, answers: Mapping[RockRef, Answer]) -> list[Write]:
    """Plan and verify every file that the answers change, those of carried Rocks first.

    What is there already is left as it is. Killed between any two files and run again, a closing
    therefore ends as if it had run once: a Rock that is closed has its successor.
    """
    workspace = closing.workspace
    there = carried_rocks(workspace, closing.quarter)
    day = day_of_ending(workspace, closing.quarter, closing.as_of)
    writes: list[Write] = []
    for ref, answer in answers.items():
        if answer.carry is not None and ref not in there:
            target = RockRef(closing.into, answer.carry.id or ref.id)
            rock = workspace.rocks_by_ref[ref]
            made = carried_on(rock, answer.carry, target, rock_path(target))
            writes.append(new_file(closing.session, made))
    for ref, answer in answers.items():
        rock = workspace.rocks_by_ref[ref]
        if rock.status in (None, Status.PLANNED):
            writes.append(changed_file(closing.session, rock, ending(answer, day)))
    if writes:
        refuse_new_errors(closing.session, workspace, writes, closing.as_of)
    return writes
