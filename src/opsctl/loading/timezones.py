"""Names of time zones."""

from __future__ import annotations

import re
import zoneinfo

from opsctl.text.diagnostic import Finding
from opsctl.text.fix import worded
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
    place, sure = origin.value("timezone"), _sure(name)
    fix = worded(place, sure, safe=True) if sure else None
    return [Finding("CFG005", place, message, f"did you mean `{sure}`?" if sure else hint, fix)]


def _sure(name: str) -> str | None:
    """Find the zone that has this name in other letters."""
    folded = name.casefold().replace(" ", "_")
    zones = zoneinfo.available_timezones()
    found = [each for each in zones if each.casefold() == folded and is_known_timezone(each)]
    return found[0] if len(found) == 1 else None


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
