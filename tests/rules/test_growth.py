"""What a rule has to do grows with the workspace, and not with its square."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest

from opsctl.loading.workspace import load_workspace
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.registry import RULES
from opsctl.text.tree import OverlayTree
from tests.steps import steps

DAY = date(2026, 11, 20)
SMALL, LARGE = 10, 30
TIMES = LARGE // SMALL
SOME = 2000
"""Steps that a rule may take whatever there is to check."""


def rock(i: int) -> str:
    return f"""\
title: Rock {i}
done_means: 95 of 100 orders of {i}
owner: person-{i}
helpers: [person-{i // 2}, person-{i // 3}]
team: team-{i}
supports: goal-{i}
due: 2026-12-{1 + i % 28:02}
outcome:
  measurable: card-{i}/number-{i}
  to: {i + 100}
milestones:
  - title: Step one of {i}
    due: 2026-10-12
    done: 2026-10-11
  - title: Step two of {i}
    due: 2026-12-01
depends_on: [{f"rock-{i // 2}" if i else "rock-next"}, {"rock-lost" if i < 2 else f"rock-{i // 3}"}]
rescues:
  - date: 2026-11-10
    by: person-{i}
    help_from: [person-{i // 2}]
    next: Ask {i}
log:
  - date: 2026-10-05
    by: person-{i}
    say: on-track
  - date: 2026-11-09
    by: person-{i}
    say: in-danger
"""


def number(i: int) -> str:
    first = date(2026, 9, 7)
    weeks = [(first + timedelta(days=7 * each)).isocalendar() for each in range(8)]
    values = "".join(f"  {year}-W{week:02}: {i + week}\n" for year, week, _ in weeks)
    return f"""\
title: Number {i}
owner: person-{i}
entered_by: person-{i // 2}
rollup: mean by size-{i}
goal:
  2026-W01: at least {i}
  2026-W40:
    is: at least {i + 1}
    set: 2026-09-01
exceptions:
  2026-W44: at least 0
supports: goal-{i}
sops: [area/page-{i}]
values:
{values}"""


def page(i: int) -> str:
    return f"""\
---
title: Page {i}
owner: person-{i}
version: "1.0.0"
status: approved
reviewed: 2026-11-02
review_every: 6 months
audience: [team-{i}]
measurables: [card-{i}/number-{i}]
---
# Page {i}

## Purpose

We do {i} the same on every shift, so that nothing leaves without a scan.

## Procedure

1. Take the parcel to the bench, as [the page before](page-{i // 2}.md) says. (Person {i})
2. Scan it twice, and see [a page](page-{i // 3}.md).
"""


def files(count: int) -> Iterator[tuple[str, str]]:
    """Give a workspace with `count` records of each kind, each tied to a few others."""
    yield "opsctl.yaml", "format: 1\ncompany: Acme\n"
    each = range(count)
    people = (f"person-{i}:\n  name: Person {i}\n  team: team-{i}\n" for i in each)
    yield "people.yaml", "".join(people)
    teams = (f"team-{i}:\n  title: Team {i}\n  lead: person-{i}\n" for i in each)
    yield "teams.yaml", "".join(teams)
    goals = (
        f"  goal-{i}:\n    title: Goal {i}\n    owner: person-{i}\n"
        f"    measurable: card-{i}/number-{i}\n"
        for i in each
    )
    yield "vision.yaml", "one_year:\n" + "".join(goals)
    for i in each:
        yield f"rocks/2026-Q4/rock-{i}.yaml", rock(i)
        card = f"scorecards/card-{i}"
        yield f"{card}/scorecard.yaml", f"title: Card {i}\nteam: team-{i}\nshow: [number-{i}]\n"
        yield f"{card}/number-{i}.yaml", number(i)
        yield f"{card}/size-{i}.yaml", f"title: Size {i}\nowner: person-{i}\n"
        total = f"title: Total {i}\nowner: person-{i}\nformula: number_{i} + size_{i}\n"
        yield f"{card}/total-{i}.yaml", total
        word = f"rocks:\n  rock-{i}:\n    say: on-track\nvalues:\n  card-{i}/size-{i}: {i}\n"
        yield f"checkins/2026-W45/person-{i}.yaml", f"date: 2026-11-09\n{word}"
        yield f"sops/area/page-{i}.md", page(i)
        approval = "date: 2026-11-10\nas: approver\ndigest: v1:sha256:" + "a" * 64 + "\n"
        yield f"approvals/area/page-{i}/1.0.0--person-{i}.yaml", approval


@cache
def workspace(count: int) -> Workspace:
    tree = OverlayTree(None, {path: text.encode() for path, text in files(count)})
    return load_workspace(tree)


def test_the_workspaces_hold_what_rules_look_at() -> None:
    for count in (SMALL, LARGE):
        made = workspace(count)
        assert not made.unread
        assert len(made.rocks) == len(made.sops) == len(made.approvals) == count
        assert len(made.measurables) == 3 * count
        assert len(made.checkins) == len(made.goals.records) == count


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.code)
def test_a_rule_takes_steps_in_proportion(rule: Rule) -> None:
    small, large = workspace(SMALL), workspace(LARGE)
    few = steps(lambda: list(rule.check(small, DAY)))
    many = steps(lambda: list(rule.check(large, DAY)))
    assert many <= few * TIMES * 1.3 + SOME
