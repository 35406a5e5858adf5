"""An approval is added by a commit that the approver has signed.

Why: whoever can open a pull request can write a file that says somebody else approved. A signature
with that person's key cannot be written by anybody else.

Before:

    # signers/allowed_signers
    maya@northwind.example ⟨public key of maya⟩

Wrong: it comes in a commit without a signature, or with somebody else's,

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml (signed by omar)
    date: 2026-11-20
    as: approver
    digest: v1:sha256:…

Right: Maya commits it herself, with her key,

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml (signed by maya)
    date: 2026-11-20
    as: approver
    digest: v1:sha256:…

Fix: the approver commits the file, signed: `git commit -S`. How to set it up is said in
docs/signatures.md. Keys and people are read from the base: a change cannot let itself through. An
approval that moves along with its procedure, as it is, is not asked about again. Asked only with
`opsctl check --base REV --verify-signatures`.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.given_word import given_word
from opsctl.model.approval import Approval
from opsctl.model.change import Change
from opsctl.model.signature import Verdict, is_signed_by
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    if change.signatures is None:
        return
    went = (each.before for each in change.approvals if each.after is None)
    known = {given_word(each, change) for each in went if each is not None}
    for approval in change.new_approvals:
        problem = None if given_word(approval, change) in known else _problem(approval, change)
        if problem is not None:
            hint = f"{approval.person} commits it with a key of theirs: git commit -S"
            yield Finding("CHG019", Location(approval.origin.path), problem, hint)


def _problem(approval: Approval, change: Change) -> str | None:
    """Say why an approval is not signed by its person, if it is not.

    Every commit that touched the file counts: a later one could put other words into it.
    """
    name = in_backticks(approval.person)
    if any(approval.origin.path in each.paths for each in change.commits if not each.id):
        return f"this is not committed as it is, so {name} has not signed it"
    signatures = (change.signatures or {}).get(approval.origin.path, ())
    if not signatures:
        return f"it is not known which commit added this, so {name} has not signed it"
    person = change.company.people.find(approval.person)
    if person is None:
        return f"{name} is not in the people.yaml of {change.base_name}"
    for signature in signatures:
        if is_signed_by(signature, person):
            continue
        which = "the commit that added it" if len(signatures) == 1 else "a commit that touched it"
        if signature.verdict is Verdict.GOOD:
            return f"{which} is signed by somebody else than {name}"
        return f"{which} {signature.said}"
    return None


RULE = change_rule("CHG019", "approval-signed", Severity.ERROR, __doc__, check_change)
