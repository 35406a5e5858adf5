"""The profile of a procedure is one of the built-in ones, or one that `opsctl.yaml` defines.

Why: the profile says which sections are asked for. With an unknown one, those of `standard` are
asked for, which may be too much or too little.

Wrong:

    ---
    profile: check-list
    ---

Right:

    ---
    profile: checklist
    ---

Fix: write `standard`, `runbook`, `policy`, `checklist` or `partner`, or the name of a profile under
`sops`, `profiles` in `opsctl.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.profiles import known_profiles
from opsctl.rules.page_rules import page_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import worded
from opsctl.text.suggestion import SHORTEST_NAME, closest, in_backticks, surely_meant


def check(anatomy: Anatomy) -> Iterator[Finding]:
    known = known_profiles(anatomy.settings)
    profile = anatomy.sop.metadata.profile
    if profile is not None and profile not in known:
        place = anatomy.sop.origin.value("profile")
        sure = surely_meant(profile, known, SHORTEST_NAME)
        near = sure or closest(profile, known)
        yield Finding(
            "SOP025",
            place,
            f"there is no profile {in_backticks(profile)}",
            f"did you mean `{near}`?" if near else f"there are {', '.join(sorted(known))}",
            worded(place, near, safe=sure is not None) if near else None,
            profile,
        )


RULE = page_rule("SOP025", "profile-known", Severity.ERROR, __doc__, check)
