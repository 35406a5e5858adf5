"""Names of time zones."""

from __future__ import annotations

import re
import zoneinfo

from opsctl.text.diagnostic import Finding
from opsctl.text.span import Origin
from opsctl.text.suggestion import did_you_mean, in_backticks

_OF_THE_MACHINE = re.compile(r"(posix|right)/.*|localtime|posixrules|Factory")
_OFFSET = re.compile(r".*[-+][0-9:]+")


def check_timezone(name: str | None, origin: Origin) -> list[Finding]:
    """Report a `timezone` that the time zone database does not have."""
    if name is None or is_known_timezone(name):
        return []
    message = f"no time zone is called {in_backticks(name)}"
    hint = _near(name) or "write it as in: Europe/London"
    return [Finding("CFG005", origin.value("timezone"), message, hint)]


def _near(name: str) -> str | None:
    if _OFFSET.fullmatch(name):
        return None
    zones = [z for z in zoneinfo.available_timezones() if not _OF_THE_MACHINE.fullmatch(z)]
    name = name.strip("/")
    city = name.rpartition("/")[2].casefold().replace(" ", "_")
    same = [zone for zone in zones if zone.rpartition("/")[2].casefold() == city]
    if same:
        return f"did you mean `{min(same, key=lambda zone: (len(zone), zone))}`?"
    return did_you_mean(name, zones) if "/" in name else None


def is_known_timezone(name: str) -> bool:
    """Tell whether every machine knows a zone; some names mean another zone on each."""
    if _OF_THE_MACHINE.fullmatch(name):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
