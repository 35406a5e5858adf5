"""The owner of a Rock is one person, listed in `people.yaml`.

Why: a Rock that two people own is nobody's. One name, spelled the same everywhere, is what makes
`--owner` and the weekly word work.

Wrong:

    # rocks/2026-Q4/open-germany.yaml
    owner: lna

Right:

    # rocks/2026-Q4/open-germany.yaml
    owner: lena

Fix: write the id of one person, as it stands in `people.yaml`; name the others under `helpers`.
In a workspace without `people.yaml` any id will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.slug import is_slug, slug_of
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for rock in workspace.rocks:
        place = rock.origin.value("owner")
        if workspace.people.listed:
            yield from references.person("ROCK003", "owner", rock.owner, place)
        elif not is_slug(rock.owner):
            yield Finding(
                "ROCK003",
                place,
                f"owner `{rock.owner}` is not the id of one person",
                f"write an id, as in {slug_of(rock.owner)}; helpers have a list of their own",
            )


RULE = Rule("ROCK003", "owner-known", Severity.ERROR, __doc__, check)
