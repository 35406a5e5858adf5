"""Rocks of 25 lines: those of the running quarter on their way, all others ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench.making.settings import GOALS
from bench.making.shape import AS_OF, Shape, quarter_days
from bench.making.words import action, remark, title

_COMPANY_ROCKS = 5


def rocks(shape: Shape, random: Random) -> Iterator[tuple[str, str]]:
    """Give path and text of every Rock."""
    for number in range(shape.rocks):
        place, quarter = divmod(number, len(shape.quarters))
        name = shape.quarters[quarter]
        yield f"rocks/{name}/rock-{place}.yaml", _rock(shape, random, name, place)


def _rock(shape: Shape, random: Random, quarter: str, place: int) -> str:
    owner = shape.people[place % len(shape.people)]
    helpers = [shape.people[(place + more) % len(shape.people)] for more in (1, 2)]
    first, last = quarter_days(quarter)
    team, goal = random.choice(shape.teams), random.choice(GOALS)
    waits = place % 5 == 4
    return "".join(
        (
            f"title: {title(random, place)}\n",
            f"done_means: {action(random)} in less than {random.randint(2, 48)} hours, each time\n",
            f"owner: {owner}\nhelpers:\n  - {helpers[0]}\n",
            "" if waits else f"  - {helpers[1]}\n",
            f"team: {team}\n" if place >= _COMPANY_ROCKS else "area: process\n",
            f"depends_on:\n  - rock-{place - 1}\n" if waits else f"supports: {goal}\n",
            f"due: {last - timedelta(days=10)}\n",
            _milestones(random, first),
            *_ending(random, owner, first, last),
        )
    )


def _milestones(random: Random, first: date) -> str:
    """Give two milestones: in the running quarter, one is done and one is ahead."""
    early, late = first + timedelta(days=random.randint(14, 40)), first + timedelta(days=70)
    done = early - timedelta(days=random.randint(0, 6))
    last = f"    done: {late}\n" if late < AS_OF else "    weight: 1.5\n"
    return (
        f"milestones:\n  - title: {action(random)}\n    due: {early}\n    done: {done}\n"
        f"  - title: {action(random)}\n    due: {late}\n{last}"
    )


def _ending(random: Random, owner: str, first: date, last: date) -> Iterator[str]:
    """Give the words that were said, and for a quarter that is over the result."""
    running = last >= AS_OF
    yield "log:\n"
    for week in (5, 6) if running else (5,):
        yield (
            f"  - date: {first + timedelta(days=7 * week + 4)}\n    by: {owner}\n"
            f"    say: on-track\n    note: {remark(random)}\n"
        )
    if not running:
        yield f"status: done\nresult:\n  date: {last - timedelta(days=9)}\n"
        yield f"  learned: {remark(random)}\n"
