"""A time zone is one that the time zone database names.

Why: the time zone decides which day is today, and so what is overdue. Names are places
(`Asia/Manila`), since only a place knows its summer time. Short forms such as `GMT+1` mean
different things to different programs.

Wrong:

    timezone: Asia/Manilla

Right:

    timezone: Asia/Manila

Fix: write the region and the nearest large city, as in `Europe/London`. Without `timezone`, opsctl
counts days in UTC.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("CFG005", "time-zone-known", Severity.ERROR, __doc__, found_while_reading("CFG005"))
