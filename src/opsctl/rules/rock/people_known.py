"""Helpers of a Rock, and those who speak in its log, are listed in `people.yaml`.

Why: a word counts for more if it is the owner's, and opsctl tells by the name. A helper who is
in no list is not told of anything.

Wrong:

    # rocks/2026-Q4/loyalty-programme.yaml
    helpers: [Leo Marchetti]
    log:
      - date: 2026-11-16
        by: mya
        say: on-track

Right:

    # rocks/2026-Q4/loyalty-programme.yaml
    helpers: [leo]
    log:
      - date: 2026-11-16
        by: maya
        say: on-track

Fix: write the ids of people as they stand in `people.yaml`. Whoever has left stays in that file,
with the day under `left`, so that old quarters still know them. Without `people.yaml` any id
will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for rock in workspace.rocks:
        for index, name in enumerate(rock.helpers):
            place = rock.origin.value("helpers", index)
            yield from references.person("ROCK021", "helper", name, place)
        for index, entry in enumerate(rock.log):
            if entry.by is not None:
                place = rock.origin.value("log", index, "by")
                yield from references.person("ROCK021", "speaker", entry.by, place)


RULE = Rule("ROCK021", "people-known", Severity.ERROR, __doc__, check)
