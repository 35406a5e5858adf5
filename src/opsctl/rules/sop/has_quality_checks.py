"""A procedure of five steps or more says somewhere how its result is checked.

Why: a mistake that nobody looks for reaches the customer. One step that says what to compare or
count, or a section on who checks what, catches most of them.

Wrong:

    1. Print the label.
    2. Pack the goods.
    3. Close the carton.
    4. Put the label on it.
    5. Hand it to the driver.

Right:

    1. Print the label.
    2. Pack the goods.
    3. Compare the goods with the delivery note.
    4. Close the carton.
    5. Put the label on it.
    6. Hand it to the driver.

Fix: add a step that checks, or a section `Quality checks`: who checks what, and how often. Asked of
the profiles `standard` and `partner`, in English, German, French and Spanish; drafts are left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.content import texts
from opsctl.analysis.sop.words.vocabulary import folded
from opsctl.model.section import SectionKind
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import blocks_in, language_of, report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity

_PROFILES = frozenset(["standard", "partner"])
_FEWEST = 5
_CHECKING = MappingProxyType(
    {
        "en": r"(?:double-?|cross-?|re)?check|verif|confirm|inspect|compar"
        r"|(?:re)?count(?:s|ed|ing)?\b|measur|test(?:s|ed|ing)?\b|review"
        r"|validat|ensur|mak(?:e|ing) sure|proofread|audit"
        r"|reconcil|match|monitor|spot|weigh|read .{0,30}(?:again|aloud|back)|sign(?:s|ed)? off"
        r"|look .{0,30}(?:again|over)|approv",
        "de": r"\w*pruf|\w*kontroll|vergleich|verglich|\w*zahl\w* nach|nachzahl|zahl|mess|miss"
        r"|vergewisser|bestatig|sicherstell|stell\w* .{0,60}sicher|abgleich|gleich\w* .{0,60}ab\b"
        r"|test|gegenles|durchles|lies .{0,60}(?:laut|noch einmal)|freigeb|wieg|validier|verifizier"
        r"|achte|schau\w* .{0,60}nach",
        "fr": r"(?:re)?verif|control|confirm|compar|compte|mesur|inspect|assur|test|reli|valid|pese"
        r"|examin|approuv",
        "es": r"comprob|comprueb|verific|confirm|revis|inspecc|compar|cuent|contar|recuent|mid[ae]"
        r"|medir|asegur|valid|control|coteja|pesa|examin|aprob",
    }
)


def check(anatomy: Anatomy) -> Iterator[Finding]:
    procedure = anatomy.section(SectionKind.PROCEDURE)
    if procedure is not None and _is_asked(anatomy) and not _checks(anatomy):
        message = "no step checks the result, and there is no section `Quality checks`"
        hint = "add a step that checks, or a heading `## Quality checks`: who checks what"
        yield report("SOP012", anatomy, procedure.span, message, hint, "quality")


def _is_asked(anatomy: Anatomy) -> bool:
    steps = sum(each.depth == 1 for each in anatomy.steps)
    there = any(each.section == SectionKind.QUALITY for each in anatomy.sections)
    return anatomy.requirements.name in _PROFILES and steps >= _FEWEST and not there


def _checks(anatomy: Anatomy) -> bool:
    """Tell whether the procedure speaks of checking; so it is taken in unknown languages."""
    words = _CHECKING.get(language_of(anatomy) or "")
    if words is None:
        return True
    speaks = re.compile(rf"\b(?:{words})")
    procedures = [each for each in anatomy.sections if each.section == SectionKind.PROCEDURE]
    return any(
        speaks.search(folded(text))
        for section in procedures
        for text in texts(blocks_in(anatomy, section))
    )


RULE = page_rule("SOP012", "has-quality-checks", Severity.WARNING, __doc__, check, of=is_finished)
