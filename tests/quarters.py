"""A small company with two years of Rocks, the last quarter of it open."""

from __future__ import annotations

from pathlib import Path

LAST_WEEK = "2026-12-30"
NAMES = ("plan", "price", "range", "shop", "speed", "staff", "stock")
_PAST = [f"{year}-Q{number}" for year in (2025, 2026) for number in (1, 2, 3, 4)][:-1]
_LAST_DAYS = {"1": "03-31", "2": "06-30", "3": "09-30"} | {"4": "12-31"}
_WORKSPACE = {
    "opsctl.yaml": "format: 1\ncompany: Acme\ntimezone: UTC\n",
    "people.yaml": "lena:\n  name: Lena\nmaya:\n  name: Maya\nomar:\n  name: Omar\n",
    "vision.yaml": "one_year:\n  grow:\n    title: Grow by a tenth\n",
}
_OPEN = {
    "plan": "title: Plan 2 shops\nowner: lena\nstatus: planned\n",
    "price": "title: Lift 12 prices\nowner: maya\n",
    "range": "title: Drop 40 slow products\nowner: maya\narea: growth\n",
    "shop": "title: Open 1 shop  # the second\nowner: lena\n",
    "speed": (
        "title: Answer within 4 hours\nowner: omar\nmilestones:\n"
        "  - title: Rota\n    due: 2026-11-06\n    done: 2026-11-05\n"
    ),
    "staff": "title: Hire 3 people\nowner: maya\n",
    "stock": (
        "title: Get 98 of 100 counts right\nowner: omar\nhelpers: [lena]\narea: process\n"
        "supports: grow\ndue: 2026-12-18\nmilestones:\n"
        "  - title: Ten shelves\n    due: 2026-10-30\n    done: 2026-11-02\n"
        "  - title: Every shelf\n    due: 2026-12-04\n    weight: 3\n"
        "log:\n  - date: 2026-12-14\n    by: omar\n    say: off-track\n    note: Half way\n"
    ),
}
ANSWERS = """\
# how the quarter ended
price:
  status: done
  impact: Two points
speed:
  status: done
stock:
  status: missed
  why: The count started late
  learned: Count every day
  carry:
    due: 2027-03-12
    milestones:
      Every shelf: 2027-02-26
range:
  status: missed
  why: Supplier
  carry:
    due: 2027-03-31
staff:
  status: dropped
  why: Not now
2026-Q4/shop:
  status: missed
  why: Builders
plan:
  status: dropped
  why: No money
"""


def old_company(folder: Path) -> Path:
    """Write the company, with the answers that close its open quarter."""
    files = {**_WORKSPACE, "answers.yaml": ANSWERS}
    for index, quarter in enumerate(_PAST):
        files |= {
            f"rocks/{quarter}/{name}.yaml": _ended(name, quarter, missed=place < index % 4)
            for place, name in enumerate(NAMES)
        }
    files |= {f"rocks/2026-Q4/{name}.yaml": text for name, text in _OPEN.items()}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _ended(name: str, quarter: str, *, missed: bool) -> str:
    year, _, number = quarter.partition("-Q")
    status, why = ("missed", "  why: Too little time\n") if missed else ("done", "")
    return (
        f"title: Do 1 {name}\nowner: lena\nstatus: {status}\n"
        f"result:\n  date: {year}-{_LAST_DAYS[number]}\n{why}"
    )
