"""Procedures of 120 lines: a top, the sections that are asked for, and links to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from bench.making.measurables import measurable_ids
from bench.making.shape import Shape
from bench.making.words import action, remark, step, thing, title, where

_PER_FOLDER = 40
_STEPS = 11


def procedures(shape: Shape, random: Random) -> Iterator[tuple[str, str]]:
    """Give path and text of every procedure."""
    measurables = measurable_ids(shape)
    for number in range(shape.procedures):
        text = _procedure(shape, random, number, random.choice(measurables))
        yield f"sops/{_folder(number)}/procedure-{number}.md", text


def _folder(number: int) -> str:
    return f"area-{number // _PER_FOLDER}"


def _procedure(shape: Shape, random: Random, number: int, measurable: str) -> str:
    name = title(random, number)
    lines = (
        *_top(shape, random, number, name, measurable),
        *("", f"# {name}", ""),
        *_section("Purpose", _paragraph(random)),
        *_section(
            "Scope", _items(random, 5, lambda: f"In scope is the {thing(random)} of the day")
        ),
        *_section("Responsibilities", _items(random, 5, lambda: _responsibility(shape, random))),
        *_section("Resources", _items(random, 5, lambda: f"A {thing(random)} for each person")),
        *_section("Definitions", _items(random, 4, lambda: f"**{action(random)}**")),
        *_section("Procedure", _steps(random)),
        *_section("Expected outcomes", _items(random, 4, lambda: _outcome(random))),
        *_section("Quality checks", _items(random, 4, lambda: action(random))),
        *_section("Communication", _links(shape, random, number)),
        *_section(
            "Metrics", (f"See [the number](../../scorecards/{measurable}.yaml) every week.",)
        ),
        *_section("Records", _table(random)),
        *_section("Training", _paragraph(random)),
        "## Change log",
        "",
        f"- 1.1.0 (2026-05-04): {remark(random)}",
        f"- 1.0.0 (2025-12-01): {remark(random)}",
    )
    return "\n".join(lines) + "\n"


def _top(shape: Shape, random: Random, number: int, name: str, measurable: str) -> tuple[str, ...]:
    reviewed = date(2026, 6, 1) + timedelta(days=random.randint(0, 160))
    return (
        "---",
        f"title: {name}",
        f"owner: {shape.people[number % len(shape.people)]}",
        'version: "1.1.0"',
        "status: approved",
        "effective: 2026-05-04",
        f"reviewed: {reviewed}",
        "review_every: 6 months",
        "profile: standard",
        f"audience: [{random.choice(shape.teams)}]",
        f"measurables: [{measurable}]",
        "---",
    )


def _section(heading: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    return f"## {heading}", "", *lines, ""


def _paragraph(random: Random) -> tuple[str, ...]:
    return step(random), step(random)


def _items(random: Random, count: int, beginning: Callable[[], str]) -> tuple[str, ...]:
    return tuple(f"- {beginning()}, {where(random)}." for _ in range(count))


def _responsibility(shape: Shape, random: Random) -> str:
    return f"**Robin Number {random.randrange(len(shape.people))}** answers for the {thing(random)}"


def _outcome(random: Random) -> str:
    return f"{random.randint(90, 99)} of 100 are right the first time"


def _steps(random: Random) -> tuple[str, ...]:
    """Give numbered steps, every third with two steps below and one with a command."""
    return tuple(line for number in range(1, _STEPS + 1) for line in _step(random, number))


def _step(random: Random, number: int) -> Iterator[str]:
    indent = " " * len(f"{number}. ")
    yield f"{number}. {step(random)} (Robin)"
    if number % 3 == 1:
        yield f"{indent}1. {step(random)}"
        yield f"{indent}2. {step(random)}"
    if number == 5:
        yield from ("", f"{indent}```sh", f"{indent}label --day {random.randint(1, 28)} --all")
        yield from (f"{indent}```", "")


def _links(shape: Shape, random: Random, number: int) -> tuple[str, ...]:
    """Give sentences that lead to three other procedures of the same folder."""
    first = number - number % _PER_FOLDER
    neighbours = range(first, min(first + _PER_FOLDER, shape.procedures))
    return tuple(
        f"- {action(random)} as in [the next page](procedure-{other}.md#procedure) is said."
        for other in random.choices(neighbours, k=3)
    )


def _table(random: Random) -> tuple[str, ...]:
    rows = (
        f"| {thing(random)} | {random.randint(1, 9)} years | {remark(random)} |" for _ in range(4)
    )
    return "| What | How long | Where |", "| --- | --- | --- |", *rows
