"""The languages whose words for the parts of a procedure are known."""

from __future__ import annotations

from opsctl.analysis.sop.words.chinese import CHINESE
from opsctl.analysis.sop.words.dutch import DUTCH
from opsctl.analysis.sop.words.english import ENGLISH
from opsctl.analysis.sop.words.french import FRENCH
from opsctl.analysis.sop.words.german import GERMAN
from opsctl.analysis.sop.words.italian import ITALIAN
from opsctl.analysis.sop.words.japanese import JAPANESE
from opsctl.analysis.sop.words.language import Language
from opsctl.analysis.sop.words.polish import POLISH
from opsctl.analysis.sop.words.portuguese import PORTUGUESE
from opsctl.analysis.sop.words.spanish import SPANISH
from opsctl.analysis.sop.words.swedish import SWEDISH
from opsctl.analysis.sop.words.thai import THAI

LANGUAGES: tuple[Language, ...] = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    POLISH,
    SWEDISH,
    JAPANESE,
    CHINESE,
    THAI,
)
"""The built-in ones first; the others are unverified lists."""
