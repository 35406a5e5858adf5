"""A step begins with what to do.

Why: who follows a list reads the first word and acts. “The label is printed” leaves open by whom,
and whether that has been done already.

Wrong:

    1. The label should be printed.
    2. This must be put on the lid.

Right:

    1. Print the label.
    2. Put it on the lid.

Fix: begin with the verb: print, call, compare. A condition may stand before it. Only steps that
begin with an article or a pronoun are reported, in English, German, French and Spanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.section import SectionKind
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import language_of, report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_NO_VERBS = MappingProxyType(
    {
        "en": "the a an this that these those our your their its it we you they he she there "
        "everyone somebody someone",
        "de": "der die das den dem ein eine einen einem einer dieser diese dieses wir ihr unser "
        "unsere er es man jeder jede jedes",
        "fr": "le la les un une des ce cet cette ces nous vous il elle ils elles on notre votre "
        "leur chaque",
        "es": "el la los las un una unos unas este esta estos estas nosotros usted se su sus "
        "nuestro nuestra cada",
    }
)


def check(anatomy: Anatomy) -> Iterator[Finding]:
    if anatomy.section(SectionKind.PROCEDURE) is None:
        return  # a list may be anything there
    no_verbs = _NO_VERBS.get(language_of(anatomy) or "", "").split()
    for step in anatomy.steps:
        first = step.text.partition(" ")[0]
        if first.casefold() in no_verbs or _is_elided(first, no_verbs):
            message = f"the step begins with {in_backticks(first)}: {in_backticks(step.text)}"
            hint = "begin with the verb: what the reader has to do"
            yield report("SOP017", anatomy, step.span, message, hint, step.text)


def _is_elided(word: str, no_verbs: list[str]) -> bool:
    """Tell a French article that has lost its vowel, as in `l’étiquette`."""
    return "les" in no_verbs and word.casefold().replace("’", "'").startswith("l'")


RULE = page_rule(
    "SOP017", "steps-begin-with-an-action", Severity.WARNING, __doc__, check, on_by_default=False
)
