"""A small company with scorecards, for tests of the commands that write numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import DAY, Result, Run

RATE = "scorecards/leadership/repeat-rate.yaml"
ORDERS = "scorecards/leadership/orders.yaml"
CHECKIN = "checkins/2026-W45/leo.yaml"
FILES: Mapping[str, str] = {
    "opsctl.yaml": "format: 1\ncompany: Acme\ntimezone: Europe/London\n",
    "people.yaml": "leo:\n  name: Leo\nmaya:\n  name: Maya\n",
    "scorecards/leadership/scorecard.yaml": "title: Leadership\n",
    RATE: (
        "title: Repeat purchase rate\nowner: leo\nunit: percent\ngoal: at least 22\nvalues:\n"
        "  2026-W44: 24.1  # the best so far\n"
        "  2026-W46: {value: 24.1, note: Checkout down on Tuesday}\n"
    ),
    ORDERS: "title: Orders\nowner: maya\nentered_by: leo\nsince: 2026-W45\n",
    "scorecards/leadership/cash.yaml": (
        "title: Cash\nowner: maya\nunit: currency EUR\nevery: month\ngoal: at least 0\n"
        "since: 2026-10\narchived: 2027-03-31\n"
    ),
    "scorecards/leadership/share.yaml": (
        "title: Share\nowner: leo\nunit: percent\nformula: orders / 2\n"
    ),
    CHECKIN: "date: 2026-11-09\nvalues: {leadership/repeat-rate: 21.8}  # mine\n",
}


def company(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write the files of a company into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return folder


def scorecard(
    run: Run,
    folder: Path,
    *arguments: str,
    user: str = "leo",
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Result:
    """Run one of the commands on the day of all tests."""
    settings = {"OPSCTL_USER": user, **(environment or {})}
    return run(
        "scorecard", *arguments, "--as-of", DAY, cwd=folder, environment=settings, stdin=stdin
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
