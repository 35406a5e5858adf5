"""What headings mean: names and aliases of sections, in the languages of a workspace."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from types import MappingProxyType

from opsctl.analysis.sop.words.language import Language
from opsctl.analysis.sop.words.languages import LANGUAGES
from opsctl.model.section import TITLES, Matched, SectionKind
from opsctl.model.settings import SopSettings

_NUMBER = re.compile(
    r"(?:(?:section|part|abschnitt|teil|partie|section|seccion|apartado|sezione)\s+)?"
    r"(?:(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[ivx]{1,5}|[a-z])[.):]\s*|[0-9]{1,3}(?:\.[0-9]{1,3})*\s+"
    r"|(?:[0-9]{1,3}|[ivx]{1,5})\s*[-–—]\s+)"
)
_GIVEN_ANCHOR = re.compile(r"\s*\{:?\s*#[^{}]{1,80}\}\s*$")
_MARKS = re.compile("[\u0300-\u036f]")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_SHORT_NAMES = MappingProxyType({"outcomes": SectionKind.OUTCOMES, "quality": SectionKind.QUALITY})
LONGEST = 80
"""A longer text is a sentence, and no heading of a section."""
_MOST_KNOWN = 4096
"""How many texts are kept in mind: pages of one company have most of their headings in common."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A section that a heading stands for, and whether it is the section's own name."""

    kind: str
    matched: Matched


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Whole headings and what they mean, all in the form of `folded`.

    `metadata` gives the key for each name that tables and bold lines use for it.
    """

    names: Mapping[str, str]
    aliases: Mapping[str, str]
    metadata: Mapping[str, str]
    step_words: frozenset[str]
    step_columns: frozenset[str]
    action_columns: frozenset[str]
    placeholders: frozenset[str]
    asides: frozenset[str]
    joins: re.Pattern[str]
    of_this: tuple[str, ...]

    def meanings(self, heading: str) -> tuple[Meaning, ...]:
        """Give the sections that a heading names; none unless all of it is accounted for.

        A number before it and brackets behind it do not count, nor what follows a colon.
        `Purpose and scope` names two.
        """
        return _meanings(self, heading) if len(heading) <= LONGEST else ()

    def names_a_section(self, heading: str) -> bool:
        """Tell whether a heading is what a section is called by name."""
        return any(each.matched is Matched.NAME for each in self.meanings(heading))

    def meanings_of_one(self, text: str) -> tuple[Meaning, ...]:
        """Give the sections that a text in the form of `folded` is a name of."""
        return self._whole(text) or self._joined(text)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(f" {ending}" for ending in self.of_this)

    def _whole(self, text: str) -> tuple[Meaning, ...]:
        if text in self.names:
            return (Meaning(self.names[text], Matched.NAME),)
        if text in self.aliases:
            return (Meaning(self.aliases[text], Matched.ALIAS),)
        for ending in self._endings if text.endswith(self._endings) else ():
            if text.endswith(ending):
                return tuple(
                    Meaning(each.kind, Matched.ALIAS)
                    for each in self._whole(text.removesuffix(ending).strip())
                )
        return ()

    def _joined(self, text: str) -> tuple[Meaning, ...]:
        parts = [part.strip() for part in self.joins.split(text)]
        if len(parts) < 2 or not all(parts):
            return ()
        found = [self._whole(part) for part in parts]
        if not all(found):
            return ()
        kinds = dict.fromkeys(each.kind for meanings in found for each in meanings)
        return tuple(Meaning(kind, Matched.ALIAS) for kind in kinds)


@lru_cache(maxsize=_MOST_KNOWN)
def _meanings(words: Vocabulary, heading: str) -> tuple[Meaning, ...]:
    text = folded(heading)
    forms = (text, _IN_BRACKETS.sub("", text), folded(text.partition(":")[0]))
    for candidate in dict.fromkeys(forms):
        found = words.meanings_of_one(candidate)
        if found:
            return found
    return ()


@lru_cache(maxsize=_MOST_KNOWN)
def folded(text: str) -> str:
    """Bring a heading into the form in which words are compared.

    Lower case, no accents, no number before it, no punctuation or symbols at its ends.
    """
    text = without_anchor(text)
    plain = text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    plain = plain.casefold().replace("’", "'").replace("&", " and ")
    plain = _bare(" ".join(plain.split()))
    number = _NUMBER.match(plain)
    return _bare(plain[number.end() :]) if number else plain


def _bare(text: str) -> str:
    """Leave out what is neither a letter nor a digit at the ends, but for brackets around."""
    first, last = 0, len(text)
    while first < last and not (text[first].isalnum() or text[first] in "_("):
        first += 1
    while first < last and not (text[last - 1].isalnum() or text[last - 1] in "_)"):
        last -= 1
    return text[first:last]


def without_anchor(heading: str) -> str:
    """Leave out the anchor that an author gave a heading, as in `Purpose {#why}`."""
    return _GIVEN_ANCHOR.sub("", heading) if "{" in heading else heading


def vocabulary_of(settings: SopSettings) -> Vocabulary:
    """Make the vocabulary of a workspace: built-in languages, those it asks for, its own aliases.

    Its own words go before all others.
    """
    own = tuple((kind, each) for kind, listed in settings.aliases.items() for each in listed)
    required = tuple(
        kind
        for profile in settings.profiles.values()
        for kind in (*(profile.required or ()), *(profile.recommended or ()))
    )
    return _vocabulary(tuple(settings.languages), own, required)


@cache
def _vocabulary(
    codes: tuple[str, ...], own: tuple[tuple[str, str], ...], required: tuple[str, ...]
) -> Vocabulary:
    chosen = [each for each in LANGUAGES if each.verified or each.code in codes]
    names = dict(_names(required))
    aliases: dict[str, str] = {}
    for language in reversed(chosen):
        for kind, words in language.sections.items():
            aliases |= {folded(word): kind for word in words}
    aliases |= {folded(word): kind for kind, word in own}
    taken = {folded(word) for _, word in own}
    return Vocabulary(
        {name: kind for name, kind in names.items() if name not in taken},
        aliases,
        {
            folded(word): key
            for language in reversed(chosen)
            for key, words in language.metadata.items()
            for word in words
        },
        _words(each.steps for each in chosen),
        _words(each.step_columns for each in chosen) | {"#"},
        _words(each.action_columns for each in chosen),
        _words(each.placeholders for each in chosen),
        _words(each.asides for each in chosen),
        _joins(chosen),
        tuple(folded(ending) for each in chosen for ending in each.of_this),
    )


def _names(required: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the headings that are sections by name; one of the company's own is its id in words."""
    for own in required:
        yield folded(own.replace("-", " ")), own
    for kind, title in TITLES.items():
        yield folded(title), kind
        yield folded(kind.value.replace("-", " ")), kind
    yield from _SHORT_NAMES.items()


def _words(lists: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(folded(word) for words in lists for word in words) - {""}


def _joins(languages: Iterable[Language]) -> re.Pattern[str]:
    words = {folded(word) for each in languages for word in each.joins} - {""}
    spaced = "|".join(re.escape(word) for word in sorted(words) if word.isascii())
    others = "|".join(re.escape(word) for word in sorted(words) if not word.isascii())
    bare = rf"|\s*(?:{others})\s*" if others else ""
    return re.compile(rf"\s*,\s*(?:{spaced})\s+|\s*[,/+]\s*|\s+(?:{spaced})\s+{bare}")
