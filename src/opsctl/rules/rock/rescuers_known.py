"""Whoever writes down a rescue, gives help or was told of it is listed in `people.yaml`.

Why: a rescue is a promise between people. A helper who is in no list was perhaps never asked.

Wrong:

    rescues:
      - date: 2026-11-16
        by: lena
        help_from: [Ruth Calder]
        told: [may]
        next: Second agent signed
        check: 2026-11-23

Right:

    rescues:
      - date: 2026-11-16
        by: lena
        help_from: [ruth]
        told: [maya]
        next: Second agent signed
        check: 2026-11-23

Fix: write the ids of people as they stand in `people.yaml`. Help from outside of the company goes
into `help`, in words. Without `people.yaml` any id will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for rock in workspace.rocks:
        for role, name, place in _people(rock):
            yield from references.person("ROCK026", role, name, place)


def _people(rock: Rock) -> Iterator[tuple[str, str, Location]]:
    for index, rescue in enumerate(rock.rescues):
        if rescue.by is not None:
            yield "rescuer", rescue.by, rock.origin.value("rescues", index, "by")
        for number, name in enumerate(rescue.help_from):
            yield "helper", name, rock.origin.value("rescues", index, "help_from", number)
        for number, name in enumerate(rescue.told):
            yield "person told", name, rock.origin.value("rescues", index, "told", number)


RULE = Rule("ROCK026", "rescuers-known", Severity.ERROR, __doc__, check)
