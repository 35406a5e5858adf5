"""What a revision of a procedure asks of people, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from opsctl.analysis.sop.approval import ApprovalState, Need
from opsctl.analysis.sop.revision import Revision
from opsctl.model.approval import Approval
from opsctl.rendering.figures import day_with_year


def asks(revision: Revision) -> Iterator[tuple[str, str]]:
    """Give what is asked, each as a label and who or what it is about, the most pressing first.

    Names are as they stand in files: not yet made safe for any output.
    """
    state = revision.approvals
    if state.missing:
        yield "Must approve", "; ".join(_need(each) for each in state.missing)
    if state.given:
        yield "Approved by", "; ".join(_given(each, state) for each in state.given)
    if revision.void:
        yield "Holds no more", "; ".join(_void(each) for each in revision.void)
    for label, names in (
        ("Must read again", revision.reread),
        ("Partners who follow it", revision.partners),
        ("Translations to follow", revision.translations),
        ("Numbers to watch", revision.measurables),
    ):
        if names:
            yield label, ", ".join(names)


def asks_data(revision: Revision) -> Mapping[str, Any]:
    """Give what is asked as data."""
    state = revision.approvals
    return {
        "approvals": {
            "needed": [
                {
                    "role": each.role,
                    "count": each.count,
                    "missing": each.missing,
                    "who": list(each.who),
                }
                for each in state.needs
            ],
            "given": [_approval_data(each) for each in state.given],
            "void": [_approval_data(each) for each in revision.void],
        },
        "reread": list(revision.reread),
        "partners": list(revision.partners),
        "translations": list(revision.translations),
        "measurables": list(revision.measurables),
    }


def _need(need: Need) -> str:
    who = f" ({' or '.join(need.who)})" if need.who else ""
    return f"{need.missing} as {need.role}{who}"


def _given(approval: Approval, state: ApprovalState) -> str:
    said = f"{approval.person} as {approval.as_} on {day_with_year(approval.date)}"
    lighter = f"; since then less than a {state.policy.reapprove_on} change"
    return said + (lighter if approval.digest in state.carried else "")


def _void(approval: Approval) -> str:
    what = f"{approval.person}'s approval of {approval.version}"
    return f"{what} as {approval.as_} of {day_with_year(approval.date)}"


def _approval_data(approval: Approval) -> Mapping[str, Any]:
    return {
        "person": approval.person,
        "as": approval.as_,
        "date": approval.date,
        "version": approval.version,
    }
