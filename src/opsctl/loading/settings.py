"""Read `opsctl.yaml`."""

from __future__ import annotations

from dataclasses import replace

from opsctl.loading.places import Places
from opsctl.loading.plain_record import plain_record
from opsctl.loading.plain_yaml import read_plain
from opsctl.loading.reading import Reading
from opsctl.loading.timezones import check_timezone
from opsctl.model.period import Quarter
from opsctl.model.scalar import Scalar
from opsctl.model.settings import NEWEST_FORMAT, QuarterDays, Settings
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def read_settings(source: Source) -> tuple[Settings, Reading]:
    """Read the settings; the default stands in for each that cannot be read.

    Raises:
        UsageProblem: the workspace is written in a format of the future.
    """
    settings, reading = _plain_settings(source), Reading()
    if settings is None:
        from opsctl.loading.settings_explained import explain_settings  # pydantic and YAML

        settings, reading = explain_settings(source)
    zone = check_timezone(settings.timezone, settings.origin)
    findings = (*reading.findings, *_quarter_findings(settings), *zone)
    settings = replace(settings, timezone="UTC") if zone else settings
    return settings, replace(reading, findings=findings)


def _plain_settings(source: Source) -> Settings | None:
    """Read settings in today's format of which nothing is to be said."""
    data = read_plain(source.text)
    if data is None:
        return None
    written = data.pop("format", None)
    if not isinstance(written, Scalar) or written.text != str(NEWEST_FORMAT):
        return None
    origin = Places(source.path, source.text).origin()
    return plain_record(Settings, data, {"origin": origin})


def _quarter_findings(settings: Settings) -> list[Finding]:
    """Report listed quarters with an impossible name, and those that overlap one before."""
    findings: list[Finding] = []
    named = []
    for name, days in settings.quarters.items():
        quarter = Quarter.parse(name)
        place = settings.origin.key("quarters", name)
        if quarter is None:
            message = f"{in_backticks(name)} is not a quarter"
            findings.append(Finding("CFG006", place, message, "write it as in: 2026-Q4"))
        else:
            named.append((quarter, days, place))
    return findings + _overlaps(sorted(named, key=lambda each: each[0]))


def _overlaps(named: list[tuple[Quarter, QuarterDays, Location]]) -> list[Finding]:
    """Compare each quarter with the one before it that ends last."""
    findings: list[Finding] = []
    latest = named[:1]
    for quarter, days, place in named[1:]:
        before, until, _ = latest[0]
        if days.from_ <= until.to:
            started = f"`{quarter}` starts on {days.from_}"
            message = f"{started}, before `{before}` has ended on {until.to}"
            findings.append(Finding("CFG006", place, message, "a day belongs to one quarter"))
        if days.to > until.to:
            latest = [(quarter, days, place)]
    return findings
