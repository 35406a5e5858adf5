"""A company for tests of check-ins: seven Rocks and ten numbers of one person, and others'."""

from __future__ import annotations

from pathlib import Path

MONDAY = "2026-11-16"
"""The Monday after the week 2026-W46."""

PEOPLE = ("maya", "leo", "ana", "lena", "omar", "kofi", "priya")
ROCKS = tuple(f"rock-{number}" for number in range(1, 8))
NUMBERS = tuple(f"number-{letter}" for letter in "abcdefghij")


def company(folder: Path) -> Path:
    """Write a company in which Maya has seven Rocks and ten numbers, each other person one."""
    write(folder, "opsctl.yaml", "format: 1\ncompany: Acme\ntimezone: Europe/London\n")
    zones = {"ana": "Asia/Manila", "kofi": "America/Los_Angeles"}
    write(
        folder,
        "people.yaml",
        "".join(
            f"{name}:\n  name: {name.capitalize()}\n  email: {name}@acme.example\n"
            f"  timezone: {zones.get(name, 'Europe/London')}\n"
            for name in PEOPLE
        ),
    )
    for number, name in enumerate(ROCKS, start=1):
        outcome = "outcome:\n  measure: Shops open\n  to: 10\n" if number <= 2 else ""
        write(folder, f"rocks/2026-Q4/{name}.yaml", rock_of("maya", f"Open {number}", outcome))
    for name in NUMBERS:
        goal = "goal: at least 20\nvalues:\n  2026-W45: 21\n"
        write(folder, f"scorecards/maya/{name}.yaml", number_of("maya", name, goal))
    for name in PEOPLE[1:]:
        write(folder, f"rocks/2026-Q4/{name}-1.yaml", rock_of(name, f"Close 1 of {name}"))
        more = "unit: percent\ngoal: at least 20\nsince: 2026-W45\n"
        write(folder, f"scorecards/team/{name}.yaml", number_of(name, name, more))
    return folder


def rock_of(owner: str, title: str, more: str = "") -> str:
    return f"title: {title}\nowner: {owner}\n{more}"


def number_of(owner: str, title: str, more: str = "") -> str:
    return f"title: {title.capitalize()}\nowner: {owner}\n{more}"


def write(folder: Path, path: str, text: str) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
