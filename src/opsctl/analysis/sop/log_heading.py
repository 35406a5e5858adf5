"""The heading that a new change log gets: as the other headings of its page are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.words.language import Language
from opsctl.analysis.sop.words.languages import LANGUAGES
from opsctl.analysis.sop.words.vocabulary import folded
from opsctl.model.markdown import BlockKind
from opsctl.model.section import TITLES, SectionKind

_LEVEL = 2


@dataclass(frozen=True, slots=True)
class LogHeading:
    """A heading: its title, its level, and whether a line below it makes it one."""

    title: str
    level: int
    underlined: bool


def log_heading(anatomy: Anatomy) -> LogHeading:
    """Give the heading of a new change log, in the language and on the level of the others."""
    levels = Counter(each.level for each in anatomy.sections if each.level)
    level = max(levels, key=lambda each: (levels[each], -each), default=_LEVEL)
    same = [
        each
        for each in anatomy.sop.page.blocks
        if each.kind is BlockKind.HEADING and each.level == level
    ]
    underlined = bool(same) and same[-1].underlined
    return LogHeading(_title(anatomy), level, underlined)


def _title(anatomy: Anatomy) -> str:
    language = _language(anatomy)
    own = TITLES[SectionKind.CHANGE_LOG]
    words = language.sections.get(SectionKind.CHANGE_LOG, ()) if language else ()
    title = f"{words[0][:1].upper()}{words[0][1:]}" if words else own
    known = {each.kind for each in anatomy.words.meanings(title)}
    return title if SectionKind.CHANGE_LOG.value in known else own


def _language(anatomy: Anatomy) -> Language | None:
    """Give the language of a page as it says itself, else that of most of its headings.

    None is English, whose words are also those of the sections by name.
    """
    said = (anatomy.sop.metadata.lang or "").replace("_", "-").partition("-")[0].casefold()
    others = LANGUAGES[1:]
    if said:
        return next((each for each in others if each.code == said), None)
    titles = [(each.section, folded(each.title)) for each in anatomy.sections if each.level]
    scores = [sum(_is_said(title, kind, each) for kind, title in titles) for each in LANGUAGES]
    best = max(range(len(scores)), key=scores.__getitem__)
    return LANGUAGES[best] if best and scores[best] > scores[0] else None


def _is_said(title: str, kind: str, language: Language) -> bool:
    words = next((found for of, found in language.sections.items() if of == kind), ())
    named = language is LANGUAGES[0] and any(of == kind for of in SectionKind)
    names = {folded(TITLES[SectionKind(kind)])} if named else set()
    return title in {folded(word) for word in words} | names
