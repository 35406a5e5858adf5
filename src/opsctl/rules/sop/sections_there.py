"""A procedure has every section that its profile requires.

Why: people look for the same things in every procedure: what it is for, when it applies, who does
what. A section that is missing is a question that somebody has to ask a colleague.

Wrong:

    ## Purpose

    Customers have their money back within three days.

    ## Procedure

    1. Find the order by its number.

Right:

    ## Purpose

    Customers have their money back within three days.

    ## Scope

    Every return by a customer, exchanges included.

    ## Procedure

    1. Find the order by its number.

Fix: add a heading with the name of the section, and what it is about below it. Order and level do
not matter, and many other names are known: `When to use this` is a scope. Names of your own go into
`opsctl.yaml` under `sops.aliases`, and other lists of required sections under `sops.profiles`. A
section that is there but empty is a matter of SOP003, and drafts are one of SOP002; a row of
a table with nothing in it is no section.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.words.vocabulary import folded
from opsctl.model.section import Matched, SectionKind, section_name
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import answer_of, gaps, report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_NEAR = 0.8


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for kind, empty in gaps(anatomy):
        if empty is None or empty.matched is Matched.TABLE:
            yield _missing(anatomy, kind)


def _missing(anatomy: Anatomy, kind: str) -> Finding:
    asking = in_backticks(anatomy.requirements.name)
    message = f"the section `{section_name(kind)}` is missing; the profile {asking} asks for it"
    return report("SOP001", anatomy, anatomy.title_span, message, _hint(anatomy, kind), kind)


def _hint(anatomy: Anatomy, kind: str) -> str:
    title = section_name(kind)
    if kind == SectionKind.PROCEDURE and anatomy.steps:
        line = anatomy.steps[0].line
        return f"the steps begin in line {line}: put a heading `## {title}` above them"
    add = f"add a heading `## {title}`, and below it {answer_of(kind)}"
    near = _near(anatomy, kind)
    if near is None:
        return add
    return (
        f"if {in_backticks(near)} is meant as this section, call it `{title}`, or list its name "
        f"in opsctl.yaml under sops.aliases.{kind}; else {add}"
    )


def _near(anatomy: Anatomy, kind: str) -> str | None:
    """Find a heading that is no section yet, and sounds like this one."""
    taken = {each.span for each in anatomy.sections} | {anatomy.title_span}
    names = [name for name, meant in anatomy.words.names.items() if meant == kind]
    free = (
        each.title
        for each in anatomy.parts
        if each.carrier is Carrier.HEADING and each.span not in taken
    )
    return next(
        (each for each in free if any(_sounds_like(folded(each), name) for name in names)), None
    )


def _sounds_like(heading: str, name: str) -> bool:
    if heading == name:
        return False
    if heading.startswith((f"{name} of ", f"{name} for ", f"{name}: ")):
        return True
    likeness = SequenceMatcher(None, heading, name)
    return likeness.quick_ratio() >= _NEAR and likeness.ratio() >= _NEAR


RULE = page_rule("SOP001", "sections-there", Severity.ERROR, __doc__, check, of=is_finished)
