"""What headings mean, in which words and languages."""

from __future__ import annotations

from typing import Any

import pytest

from opsctl.analysis.sop.words.languages import LANGUAGES
from opsctl.analysis.sop.words.vocabulary import LONGEST, folded, vocabulary_of
from opsctl.model.section import TITLES, Matched, SectionKind
from opsctl.model.settings import Profile, SopSettings

BUILT_IN = ("en", "de", "fr", "es")


def meaning(heading: str, **sops: Any) -> str:
    """Name the sections that a heading stands for, one with a star where it is an alias."""
    found = vocabulary_of(SopSettings(**sops)).meanings(heading)
    return " ".join(f"{each.kind}{'*' if each.matched is Matched.ALIAS else ''}" for each in found)


@pytest.mark.parametrize(("kind", "title"), TITLES.items())
def test_every_section_has_a_name(kind: SectionKind, title: str) -> None:
    assert meaning(title) == kind


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Purpose", "purpose"),
        ("PURPOSE", "purpose"),
        ("Expected outcomes", "outcomes"),
        ("Outcomes", "outcomes"),
        ("Quality", "quality"),
        ("Objective", "purpose*"),
        ("Steps", "procedure*"),
        ("Roles and responsibilities", "responsibilities*"),
        ("Prerequisites", "resources*"),
        ("Verification", "outcomes*"),
        ("Troubleshooting", "quality*"),
        ("Revision history", "change-log*"),
    ],
)
def test_a_name_is_told_from_an_alias(heading: str, expected: str) -> None:
    assert meaning(heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        *("1. Purpose", "1) Purpose", "1.2.3 Purpose", "12. Purpose", "1 Purpose", "1: Purpose"),
        *("1.Purpose", "1 - Purpose", "2 – Purpose", "3 — Purpose", "§ 1 Purpose", "#1 Purpose"),
        *("I. Purpose", "iv) Purpose", "A. Purpose", "a) Purpose", "II - Purpose"),
        *("Section 1: Purpose", "Section 2. Purpose", "Part II: Purpose", "Abschnitt 1. Purpose"),
    ],
)
def test_a_number_before_it_does_not_count(heading: str) -> None:
    assert meaning(heading) == "purpose"


@pytest.mark.parametrize("heading", ["Purpose2", "1.1Purpose", "First purpose", "i purpose", "1."])
def test_what_is_no_number_counts(heading: str) -> None:
    assert meaning(heading) == ""


@pytest.mark.parametrize(
    "heading",
    [
        *("Purpose:", "Purpose :", "Purpose：", "Purpose.", "Purpose -", "  Purpose  ", "Purpose?"),
        *(
            "Purpose (optional)",
            "Purpose (why we do this)",
            "📋 Purpose",
            "Purpose ✅",
            "*Purpose*",
        ),
        *("Purpose: why we do this", "Purpose : why", "Purpose：why", "Purpose:why", "“Purpose”"),
    ],
)
def test_signs_brackets_and_what_follows_a_colon_do_not_count(heading: str) -> None:
    assert meaning(heading) == "purpose"


@pytest.mark.parametrize(
    "heading",
    [
        *("Purpose of life", "The purpose", "Purpose - why we do this", "Purpose [x]", "(Purpose)"),
        *("Purpose and more", "Purpose and", "and Purpose", "Purpose, scope and more", "Purposes"),
        *("Local procedures", "Step 1", "Process a return", "Resource", "", "...", "1"),
    ],
)
def test_all_of_a_heading_has_to_be_accounted_for(heading: str) -> None:
    assert meaning(heading) == ""


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Purpose and scope", "purpose* scope*"),
        ("Scope and purpose", "scope* purpose*"),
        ("Purpose & Scope", "purpose* scope*"),
        ("Purpose/Scope", "purpose* scope*"),
        ("Purpose + Scope", "purpose* scope*"),
        ("Purpose, scope and audience", "purpose* scope*"),
        ("1. Purpose, scope, roles", "purpose* scope* responsibilities*"),
        ("Purpose and scope (draft)", "purpose* scope*"),
        ("Purpose and scope: an overview", "purpose* scope*"),
        ("Scope and applicability", "scope*"),
        ("Zweck und Geltungsbereich", "purpose* scope*"),
        ("Zweck sowie Geltungsbereich", "purpose* scope*"),
        ("Objet et domaine d’application", "purpose* scope*"),
        ("Propósito y alcance", "purpose* scope*"),
    ],
)
def test_a_heading_may_name_several(heading: str, expected: str) -> None:
    assert meaning(heading) == expected


@pytest.mark.parametrize(
    "heading", ["Roles and responsibilities", "Materials and equipment", "Tools and access"]
)
def test_an_alias_with_a_joining_word_in_it_is_one(heading: str) -> None:
    assert len(vocabulary_of(SopSettings()).meanings(heading)) == 1


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Purpose of this SOP", "purpose*"),
        ("PURPOSE OF THIS SOP:", "purpose*"),
        ("Scope of the procedure", "scope*"),
        ("Objectives of this document", "purpose*"),
        ("Purpose of this document and scope", "purpose* scope*"),
        ("Geltungsbereich dieser SOP", "scope*"),
        ("Zweck dieses Dokuments", "purpose*"),
        ("Objet de cette procédure", "purpose*"),
        ("Alcance de este procedimiento", "scope*"),
        ("Structure of this document", ""),
        ("of this SOP", ""),
    ],
)
def test_what_it_is_of_may_follow(heading: str, expected: str) -> None:
    assert meaning(heading) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Zweck", "purpose*"),
        ("Geltungsbereich", "scope*"),
        ("Verantwortlichkeiten", "responsibilities*"),
        ("Durchführung", "procedure*"),
        ("Durchfuhrung", "procedure*"),
        ("DURCHFÜHRUNG", "procedure*"),
        ("Was tun, wenn etwas schiefgeht?", "quality*"),
        ("Objectif", "purpose*"),
        ("Domaine d’application", "scope*"),
        ("Étapes", "procedure*"),
        ("ETAPES", "procedure*"),
        ("Résultats attendus", "outcomes*"),
        ("Propósito", "purpose*"),
        ("Alcance", "scope*"),
        ("Procedimiento", "procedure*"),
        ("Résumé", "purpose*"),
    ],
)
def test_four_languages_are_built_in(heading: str, expected: str) -> None:
    assert meaning(heading) == expected


def test_the_built_in_languages_are_those_that_were_judged() -> None:
    assert tuple(each.code for each in LANGUAGES if each.verified) == BUILT_IN


@pytest.mark.parametrize(
    ("code", "heading", "expected"),
    [
        ("it", "Scopo", "purpose*"),
        ("nl", "Doel", "purpose*"),
        ("zh", "操作步骤", "procedure*"),
        ("zh", "目的", "purpose*"),
        ("ja", "目的", "purpose*"),
        ("th", "ขอบเขต", "scope*"),
        ("pt", "Objetivo", "purpose*"),
    ],
)
def test_a_language_may_be_switched_on(code: str, heading: str, expected: str) -> None:
    assert meaning(heading, languages=(code,)) == expected


@pytest.mark.parametrize("heading", ["Scopo", "Doel", "操作步骤", "目的", "ขอบเขต"])
def test_a_language_that_is_not_switched_on_says_nothing(heading: str) -> None:
    assert meaning(heading) == ""


def test_a_language_that_nobody_knows_changes_nothing() -> None:
    assert meaning("Zweck", languages=("xx",)) == "purpose*"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_every_word_of_a_language_is_understood_where_it_is_switched_on(language: Any) -> None:
    words = vocabulary_of(SopSettings(languages=(language.code,)))
    lost = [
        word
        for kind, listed in language.sections.items()
        for word in listed
        if kind not in {each.kind for each in words.meanings(word)}
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("How we do it", "procedure*"),
        ("2. HOW WE DO IT:", "procedure*"),
        ("Purpose and how we do it", "purpose* procedure*"),
        ("Verification", "procedure*"),
        ("Records", "procedure*"),
    ],
)
def test_own_aliases_go_before_all_others(heading: str, expected: str) -> None:
    own = {"procedure": ("How we do it", "Verification", "Records")}
    assert meaning(heading, aliases=own) == expected


def test_an_own_alias_may_be_for_a_section_of_ones_own() -> None:
    assert meaning("Zolltarif", aliases={"customs-form": ("Zolltarif",)}) == "customs-form*"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Customs form", "customs-form"),
        ("3. CUSTOMS FORM (if any)", "customs-form"),
        ("Risk", "risk"),
        ("Purpose and risk", "purpose* risk*"),
        ("Risks", ""),
        ("Purpose", "purpose"),
    ],
)
def test_a_profile_may_ask_for_a_section_of_ones_own(heading: str, expected: str) -> None:
    export = Profile(required=("purpose", "customs-form"), recommended=("risk",))
    assert meaning(heading, profiles={"export": export}) == expected


@pytest.mark.parametrize(("size", "expected"), [(LONGEST, "purpose"), (LONGEST + 1, "")])
def test_a_long_text_is_a_sentence(size: int, expected: str) -> None:
    assert meaning("Purpose".ljust(size, ".")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  A \t b ", "a b"),
        ("Élan", "elan"),
        ("Straße", "strasse"),
        ("ﬁnish", "finish"),
        ("Ｐｕｒｐｏｓｅ", "purpose"),
        ("what you’ll need", "what you'll need"),
        ("R&D", "r and d"),
        ("1. a", "a"),
        ("1", "1"),
        ("i", "i"),
        ("a (b)", "a (b)"),
        ("---", ""),
        ("", ""),
    ],
)
def test_words_are_compared_in_one_form(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize("text", ["1. Élan (a)", "Straße & Weg", "📋 II. Zweck:", "a’b", "n°"])
def test_the_form_of_a_form_is_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("word", ["step", "schritt", "étape", "paso", "phase"])
def test_words_before_a_number_of_a_step_are_known(word: str) -> None:
    assert folded(word) in vocabulary_of(SopSettings()).step_words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Document owner", "owner"),
        ("Verantwortlich", "owner"),
        ("Effective date", "effective"),
        ("Zuletzt geprüft", "reviewed"),
        ("Version", "version"),
        ("Status", "status"),
    ],
)
def test_names_of_keys_are_known(name: str, key: str) -> None:
    assert vocabulary_of(SopSettings()).metadata[folded(name)] == key


def test_a_vocabulary_is_made_once_for_equal_settings() -> None:
    one, other = SopSettings(languages=("it",)), SopSettings(languages=("it",))
    assert vocabulary_of(one) is vocabulary_of(other)
