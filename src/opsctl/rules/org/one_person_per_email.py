"""An e-mail address belongs to one person.

Why: opsctl knows who "me" is by the address that git has. With one address for two people, the
weekly word and the approval of one would be written down under the name of the other.

Wrong:

    # people.yaml
    ana:
      name: Ana Reyes
      email: support@northwind.example
    jun:
      name: Jun Bautista
      email: Support@northwind.example

Right:

    # people.yaml
    ana:
      name: Ana Reyes
      email: ana@northwind.example
    jun:
      name: Jun Bautista
      email: jun@northwind.example

Fix: write each person's own address; leave `email` out for those who only share a mailbox.
Capital and small letters make no difference. If both entries are the same person, keep one and
name the id of the other in it under `formerly`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for person in workspace.people.records.values():
        if person.email is None:
            continue
        holder = first.setdefault(person.email.casefold(), person.id)
        if holder != person.id:
            yield Finding(
                "ORG005",
                person.origin.value("email"),
                f"e-mail `{person.email}` already belongs to `{holder}`",
                "write each person's own address, or leave out a shared one",
            )


RULE = Rule("ORG005", "one-person-per-email", Severity.ERROR, __doc__, check)
