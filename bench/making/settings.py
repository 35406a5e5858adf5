"""The four files that stand once in a workspace."""

from __future__ import annotations

from collections.abc import Iterator

from bench.making.shape import Shape

GOALS = tuple(f"goal-{number}" for number in range(5))
_VISION = """\
mission: Gear that lasts, delivered tomorrow
values:
  - Say it straight
  - Own the outcome
ten_year: The first place where people look for gear that they will still use in ten years
three_year:
  date: 2029-12-31
  picture:
    - Every order in before 20:00 leaves the same day
    - Every product that we sell can be repaired
one_year:
"""


def settings(shape: Shape) -> Iterator[tuple[str, str]]:
    """Give path and text of the settings, the people, the teams and the vision."""
    company = "format: 1\ncompany: Bench Outfitters\ntimezone: Europe/London\n"
    yield "opsctl.yaml", company
    yield "people.yaml", "".join(_person(shape, number) for number in range(len(shape.people)))
    yield "teams.yaml", "".join(_team(shape, number) for number in range(len(shape.teams)))
    yield "vision.yaml", _VISION + "".join(_goal(shape, goal) for goal in GOALS)


def _person(shape: Shape, number: int) -> str:
    person, team = shape.people[number], shape.teams[number % len(shape.teams)]
    return (
        f"{person}:\n  name: Robin Number {number}\n  email: {person}@bench.example\n"
        f"  handle: {person}-bench\n  team: {team}\n  timezone: Europe/London\n"
        "  joined: 2019-02-04\n"
    )


def _team(shape: Shape, number: int) -> str:
    return f"{shape.teams[number]}:\n  title: Team {number}\n  lead: {shape.people[number]}\n"


def _goal(shape: Shape, goal: str) -> str:
    return (
        f"  {goal}:\n    title: What the year is for, by the name of {goal}\n"
        f"    owner: {shape.people[0]}\n    target: at least 95\n"
    )
