"""The example company, and how its dates are made to surround today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources
from pathlib import Path, PurePosixPath

from opsctl.model.cadence import Month, parse_period
from opsctl.model.period import Calendar, Days, Quarter, Week
from opsctl.model.rock import RockRef
from opsctl.model.scalar import MONTHS

EXAMPLE_DAY = date(2026, 11, 20)
"""The day that the example is told as of."""

_PERIOD = re.compile(
    r"(?P<due>\bdue: )?\b(?P<day>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<week>\d{4}-W\d{2})\b|\b(?P<quarter>\d{4}-Q[1-4])\b"
    r"|^(?P<indent> +)(?P<month>\d{4}-\d{2})(?=:)",
    re.MULTILINE,
)
_SAID_ON = re.compile(r"\Adate: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_ROCKS = re.compile(r"^rocks:\n(?: .*\n)+", re.MULTILINE)
_DIGEST = re.compile(r"v[0-9]+:sha256:[0-9a-f]{64}")
_ROCK = re.compile(r"^  ([^\s:]+):$", re.MULTILINE)


def example_files() -> dict[str, str]:
    """Give the files of the example company as they are in the documentation."""
    packaged = Path(str(resources.files("opsctl"))) / "example"
    checkout = Path(__file__).parents[3] / "examples" / "northwind"
    folder = packaged if packaged.is_dir() else checkout
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (path.suffix == ".yaml" or _is_procedure(path, folder))
    }


def _is_procedure(path: Path, folder: Path) -> bool:
    return path.suffix == ".md" and path.is_relative_to(folder / "sops")


def living_files(files: Mapping[str, str], today: date) -> dict[str, str]:
    """Move the example in time, so that what it tells of the 20 November 2026 is true of today.

    Days move by days, weeks by weeks and months by months, so that the number of the last week and
    of the last month is there whatever the weekday. The fiscal year is made to start such that
    today lies in the second month of a quarter, as it does in the example; a due day that would
    leave its quarter becomes its first or last, and no check-in lies before its week's last day.
    """
    mover = _Mover(today)
    moved = {mover.text(path, None): mover.file(path, text) for path, text in files.items()}
    return _signed_anew(files, moved)


def _signed_anew(files: Mapping[str, str], moved: dict[str, str]) -> dict[str, str]:
    """Let approvals and reviews be of the texts as they are now, whose dates have moved."""
    from opsctl.analysis.sop.digest import content_digest
    from opsctl.loading.sops import parse_sop  # the parser of Markdown, for this alone
    from opsctl.text.source import Source

    digests = {
        content_digest(parse_sop(Source(path, text))[0]): content_digest(
            parse_sop(Source(path, moved[path]))[0]
        )
        for path, text in files.items()
        if path.endswith(".md")
    }
    return {
        path: _DIGEST.sub(lambda match: digests.get(match[0], match[0]), text)
        for path, text in moved.items()
    }


class _Mover:
    def __init__(self, today: date) -> None:
        self.shift = today - EXAMPLE_DAY
        self.weeks = Week.of(today).monday - Week.of(EXAMPLE_DAY).monday
        self.months = 12 * (today.year - EXAMPLE_DAY.year) + today.month - EXAMPLE_DAY.month
        self.first_month = (today.month - 2) % 3 + 1
        self.calendar = Calendar(self.first_month)
        now, was = self.calendar.quarter_of(today), Calendar().quarter_of(EXAMPLE_DAY)
        self.quarters = {_earlier(was, by): _earlier(now, by) for by in range(-4, 9)}

    def file(self, path: str, text: str) -> str:
        if path == "opsctl.yaml":
            return self._settings(text)
        period = parse_period(PurePosixPath(path).parent.name)
        if isinstance(period, Week):
            return self._checkin(period, text)
        quarter = period if isinstance(period, Quarter) else None
        return self.text(text, self.calendar.days(self.quarters[quarter]) if quarter else None)

    def text(self, text: str, days: Days | None) -> str:
        return _PERIOD.sub(lambda match: self._moved(match, days), text)

    def _settings(self, text: str) -> str:
        named = f"fiscal_year_starts: {MONTHS[self.first_month - 1]}"
        lines = (
            named if line.startswith("fiscal_year_starts:") and named not in line else line
            for line in text.splitlines()
        )
        return "\n".join(lines) + "\n"

    def _checkin(self, week: Week, text: str) -> str:
        """Keep what is said of a week on or after its last day, and of the Rocks it was said of."""
        named = _ROCKS.sub(lambda block: self._rocks(week, block[0]), text)
        ends = self._week(week).monday + timedelta(days=6)

        def said_on(match: re.Match[str]) -> str:
            return f"date: {max(date.fromisoformat(match[1]) + self.shift, ends)}"

        head, line_end, rest = named.partition("\n")
        return _SAID_ON.sub(said_on, head) + line_end + self.text(rest, None)

    def _rocks(self, week: Week, block: str) -> str:
        """Name the quarter of Rocks whose quarter is not that of the week any more."""
        meant = Calendar().quarter_of(week.thursday)
        bare = self.calendar.quarter_of(self._week(week).thursday)

        def name(match: re.Match[str]) -> str:
            ref = RockRef.parse(match[1], meant)
            if ref is None or "/" in match[1] or self.quarters[meant] == bare:
                return match[0]
            return f"  {ref}:"

        return _ROCK.sub(name, block)

    def _moved(self, match: re.Match[str], days: Days | None) -> str:
        if match["day"]:
            return self._day(match, days)
        period = parse_period(match["week"] or match["quarter"] or match["month"])
        if isinstance(period, Week):
            return str(self._week(period))
        if isinstance(period, Month):
            return f"{match['indent']}{self._month(period)}"
        return str(self.quarters.get(period, period)) if isinstance(period, Quarter) else match[0]

    def _day(self, match: re.Match[str], days: Days | None) -> str:
        moved = date.fromisoformat(match["day"]) + self.shift
        if match["due"] and days is not None:
            moved = min(max(moved, days.first), days.last)
        return f"{match['due'] or ''}{moved.isoformat()}"

    def _week(self, week: Week) -> Week:
        return Week.of(week.monday + self.weeks)

    def _month(self, month: Month) -> Month:
        count = month.year * 12 + month.number - 1 + self.months
        return Month(count // 12, count % 12 + 1)


def _earlier(quarter: Quarter, by: int) -> Quarter:
    """Give the quarter that lies some quarters before another."""
    count = quarter.year * 4 + quarter.number - 1 - by
    return Quarter(count // 4, count % 4 + 1)
