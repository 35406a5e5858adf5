"""Rules that look at one procedure by itself, and at nothing around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy, all_anatomies
from opsctl.model.suppression import CommentForm
from opsctl.model.workspace import Workspace
from opsctl.rules.base import CheckPage, Rule
from opsctl.rules.procedures import is_living
from opsctl.text.diagnostic import Finding, Severity


def page_rule(
    code: str,
    name: str,
    severity: Severity,
    page: str,
    check_page: CheckPage,
    *,
    of: Callable[[Anatomy], bool] = is_living,
    on_by_default: bool = True,
    comments: CommentForm | None = None,
) -> Rule:
    """Make a rule that asks each page by itself, of those that it is about.

    It hangs on the page and on the settings of procedures, and on no day; so what it finds is part
    of what is known of a page that was looked at before.
    """

    def check_one(anatomy: Anatomy) -> Iterable[Finding]:
        return check_page(anatomy) if of(anatomy) else ()

    def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
        for anatomy in all_anatomies(workspace):
            if anatomy.known is None:
                yield from check_one(anatomy)
            else:
                yield from (each for each in anatomy.known.findings if each.code == code)

    return Rule(
        code,
        name,
        severity,
        page,
        check,
        on_by_default=on_by_default,
        comments=comments,
        check_page=check_one,
    )


def found_in_page(anatomy: Anatomy, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Ask each rule that looks at one page by itself."""
    for rule in rules:
        if rule.check_page is not None:
            yield from rule.check_page(anatomy)
