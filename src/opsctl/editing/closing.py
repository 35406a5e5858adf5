"""What closing a quarter changes in a Rock's file, and the Rock that carries one on."""

from __future__ import annotations

from datetime import date

from opsctl.editing.intent import Intent, SetField
from opsctl.model.closing import Answer, Carry
from opsctl.model.rock import Milestone, Rock, RockRef, Status
from opsctl.text.span import Origin


def ending(answer: Answer, day: date) -> list[Intent]:
    """Give the changes that end a Rock; `day` is that of a result that the answer does not date."""
    texts = {"why": answer.why, "learned": answer.learned, "impact": answer.impact}
    return [
        SetField(("status",), Status(answer.status)),
        SetField(("result", "date"), answer.date or day),
        *(SetField(("result", key), text) for key, text in texts.items() if text is not None),
    ]


def carried_on(rock: Rock, carry: Carry, ref: RockRef, path: str) -> Rock:
    """Make the Rock of a later quarter that goes on with what is open of one.

    What was promised stays; every day is new; what was said, agreed and waited for stays behind.
    """
    return Rock(
        id=ref.id,
        quarter=ref.quarter,
        origin=Origin(path),
        title=rock.title,
        owner=rock.owner,
        done_means=rock.done_means,
        helpers=rock.helpers,
        team=rock.team,
        area=rock.area,
        supports=rock.supports,
        due=carry.due,
        outcome=rock.outcome,
        milestones=_milestones(rock, carry),
        carried_from=str(rock.ref),
    )


def _milestones(rock: Rock, carry: Carry) -> tuple[Milestone, ...]:
    """Give the open milestones their new days, in the order of these."""
    moved = [
        Milestone(each.title, carry.milestones[each.title], each.weight)
        for each in rock.milestones
        if each.done is None and each.title in carry.milestones
    ]
    return tuple(sorted(moved, key=lambda each: each.due))
