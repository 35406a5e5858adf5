"""An abbreviation in a step is explained in the page, or known to everybody.

Why: new people and partners do not know what every colleague has said for years. They guess, and
guess wrong.

Wrong:

    1. Attach the RMA to the parcel.

Right:

    1. Attach the RMA (return form) to the parcel.

Fix: explain it in brackets where it stands first, or in a section `Definitions`. Common ones such
as PDF, VAT or SKU need no words, and neither does what stands in code or names a team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.content import texts
from opsctl.analysis.sop.steps import Step
from opsctl.model.markdown import Block, BlockKind, Run, plain_text
from opsctl.model.section import SectionKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedure_pages import blocks_in, report, steps_with_blocks
from opsctl.rules.procedures import living
from opsctl.text.diagnostic import Finding, Severity

_ABBREVIATION = re.compile(r"(?<![\w./#@&-])(?<![A-Z] )[A-Z]{2,6}(?![\w/@&-])(?! [A-Z]{2}|\.\w)")
_COMMON = """
PDF URL USB VAT ID IDS OK QR SKU SKUS EAN UTC GMT CET CEST EST PST UK EU US USA FAQ FAQS SOP
SOPS CRM ERP SMS PIN TV CEO CFO COO CTO HR IT PC APP WIFI GPS DVD CD LED CSV XLS XLSX JPG JPEG
PNG GIF SVG HTML CSS ZIP TXT XML JSON DOC DOCX MS HTTP HTTPS WWW VPN API SQL SSH DNS IP LAN CPU
GPU RAM SSD AWS GIT CLI UI UX OS ISO AM PM EUR USD GBP CHF ASAP FYI TBD TODO NA PO BOX KG MG ML
MM CM KM MB GB KB TB NB PS VIP DIY KPI KPIS OKR CC BCC RE FW NGO LTD GMBH AG LLC INC DHL UPS GLS
DPD IBAN BIC SEPA PIC EN DE FR ES MWST TVA IVA BTW AGB DSGVO GDPR RGPD VP PTO TLS RFC YAML VM CI
PR MVP EOF NDA ETA ROI RSVP STOP START SAVE OPEN CLOSE PRESS NEVER ALWAYS ONLY MUST NOT AND OR
ALL ANY NEW OLD YES NO ON OFF STATUS DONE NOTE IF THEN ELSE DO NICHT IMMER NIE NUR PAS NE
"""
_ROMAN = re.compile(r"[IVX]+")


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    named = _words_of_teams(workspace)
    for anatomy in living(workspace):
        if anatomy.section(SectionKind.PROCEDURE) is None:
            continue  # a list may be anything there
        told = {*_COMMON.split(), *named}
        for step, blocks in steps_with_blocks(anatomy):
            for word in _abbreviations(blocks[0]):
                if word not in told and not _is_known(word, anatomy):
                    yield _unexplained(anatomy, step, word)
                told.add(word)


def _unexplained(anatomy: Anatomy, step: Step, word: str) -> Finding:
    message = f"`{word}` is not explained anywhere in the page"
    hint = f"write out what it stands for, as in `{word} (…)`, or explain it below `Definitions`"
    return report("SOP019", anatomy, step.span, message, hint, word)


def _abbreviations(block: Block) -> Iterator[str]:
    """Give the abbreviations in the words of a step and of its points, in their order."""
    for each in block.walk():
        if each.kind is not BlockKind.CODE:
            text = plain_text(tuple(_without_code(each.runs)))
            if text != text.upper():
                yield from _ABBREVIATION.findall(text)


def _without_code(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Blank out code, links and HTML; what stood on either side stays apart."""
    for run in runs:
        hidden = run.code or run.html or run.image or run.target
        yield Run(" – ", run.line) if hidden else run


def _is_known(word: str, anatomy: Anatomy) -> bool:
    """Tell what is explained, no abbreviation but a loud word, or a Roman number."""
    if _ROMAN.fullmatch(word):
        return True
    quiet = re.compile(rf"\b(?:{word.lower()}|{word.capitalize()})\b")
    explained = re.compile(
        rf"\(\s*[“\"'`*]*{word}s?\b|\b{word}s?\b[”\"'`*]*\s*(?:\(|[:=–—]|-\s|means\b|stands for\b"
        r"|is short for\b|bedeutet\b|steht für\b|signifie\b|significa\b)"
    )
    defined = (each for each in anatomy.sections if each.section == SectionKind.DEFINITIONS)
    lists = (text for section in defined for text in texts(blocks_in(anatomy, section)))
    everywhere = [anatomy.title, *texts(anatomy.sop.page.blocks)]
    return any(re.search(rf"\b{word}\b", text) for text in lists) or any(
        quiet.search(text) or explained.search(text) for text in everywhere
    )


def _words_of_teams(workspace: Workspace) -> set[str]:
    titles = [each.title for each in workspace.teams.records.values()]
    return {word.strip("()") for title in titles for word in title.split()}


RULE = Rule("SOP019", "no-jargon", Severity.WARNING, __doc__, check, on_by_default=False)
