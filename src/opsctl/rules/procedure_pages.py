"""What rules about the text of procedures share: which pages they ask, and where they point."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from types import MappingProxyType

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.content import is_placeholder
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.steps import Step
from opsctl.analysis.sop.words.languages import LANGUAGES
from opsctl.analysis.sop.words.vocabulary import folded
from opsctl.model.markdown import Block, BlockKind
from opsctl.model.section import SectionKind as S
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Span

_LONGEST_SUBJECT = 60
_LETTER = re.compile(r"[^\W\d_]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANSWERS = MappingProxyType(
    {
        S.PURPOSE: "why this is done, and what it is good for",
        S.SCOPE: "which cases it covers, and which not",
        S.RESPONSIBILITIES: "who answers for what",
        S.RESOURCES: "what somebody needs before the first step",
        S.PROCEDURE: "the steps, numbered `1.`, `2.`, `3.`",
        S.OUTCOMES: "how to tell that it worked",
        S.QUALITY: "who checks what, and how often",
        S.CONTEXT: "what one must know to understand it",
        S.TRAINING: "who learns it, and from whom",
        S.FEEDBACK: "where to say what could be better",
        S.COMMUNICATION: "whom to ask, where, and how soon they answer",
        S.DEFINITIONS: "what its words and abbreviations mean",
        S.RECORDS: "what is kept, where, and for how long",
        S.CHANGE_LOG: "what changed, when, and in which version",
        S.METRICS: "which numbers show that it works",
        S.PERMISSIONS: "who may see, do and decide what",
    }
)


def report(
    code: str, anatomy: Anatomy, span: Span, message: str, hint: str, subject: str
) -> Finding:
    """Make a finding in a page; of a long subject, its start is enough to know it by."""
    return Finding(code, anatomy.sop.at(span), message, hint, subject=subject[:_LONGEST_SUBJECT])


def answer_of(kind: str) -> str:
    """Phrase what a section tells its reader."""
    known = {each.value: answer for each, answer in _ANSWERS.items()}
    return known.get(kind, "what belongs there")


def blocks_in(anatomy: Anatomy, section: Section) -> tuple[Block, ...]:
    """Give the blocks of a section, without its heading."""
    first = section.line + (section.level > 0)
    blocks = anatomy.sop.page.blocks
    start = bisect_left(blocks, first, key=_line_of)
    return blocks[start : bisect_right(blocks, section.end_line, key=_line_of)]


def _line_of(block: Block) -> int:
    return block.line


def placeholder_in(anatomy: Anatomy, section: Section) -> str:
    """Give the first placeholder in an empty section, or a blank text where it has none."""
    for block in blocks_in(anatomy, section):
        for each in block.walk():
            raw = _COMMENT.sub("", each.text) if each.kind is BlockKind.HTML else each.plain
            text = raw.removeprefix(f"{section.title}:").strip()
            if _LETTER.search(text) and is_placeholder(text, anatomy.words):
                return text
    return ""


def gaps(anatomy: Anatomy) -> Iterator[tuple[str, Section | None]]:
    """Give what is required and not said: the kind, and the empty section, each heading once."""
    told: set[int] = set()
    for kind in dict.fromkeys(anatomy.missing):
        empty = next((each for each in anatomy.sections if each.section == kind), None)
        if empty is None:
            yield kind, None
        elif empty.line not in told:
            told.add(empty.line)
            yield kind, empty


def steps_with_blocks(anatomy: Anatomy) -> Iterator[tuple[Step, tuple[Block, ...]]]:
    """Give each step with the blocks that hold it and all that stands below it."""
    carriers = (BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING)
    known = {each.span: each for each in anatomy.sop.page.walk() if each.kind in carriers}
    below = {each.span: each.blocks for each in anatomy.parts if each.carrier is Carrier.HEADING}
    for step in anatomy.steps:
        block = known.get(step.span)
        if block is not None:
            yield step, (block, *below.get(step.span, ()))


def language_of(anatomy: Anatomy) -> str | None:
    """Tell the language of a page by its key `lang`, else by what its sections are called.

    None where no section is called anything that one of the languages knows.
    """
    written = anatomy.sop.metadata.lang
    if written is not None:
        return re.split("[-_]", written)[0].casefold()
    titles = [folded(each.title) for each in anatomy.sections]
    counts = {code: sum(title in words for title in titles) for code, words in _HEADINGS.items()}
    most = max(counts, key=lambda code: counts[code])
    return most if counts[most] else None


_HEADINGS = MappingProxyType(
    {
        each.code: frozenset(folded(word) for words in each.sections.values() for word in words)
        for each in LANGUAGES
    }
)
