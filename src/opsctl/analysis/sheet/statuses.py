"""The words that tools have for how a Rock stands."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from types import MappingProxyType

from opsctl.analysis.sheet.headers import normal
from opsctl.model.rock import Say, Status


class Running(Enum):
    """A word that says no more than that the Rock runs."""

    RUNNING = "running"


Meaning = Say | Status | Running
_WORDS: tuple[tuple[Meaning, str], ...] = (
    (
        Status.DONE,
        "done|complete|completed|achieved|finished|closed|erledigt|fertig|abgeschlossen|"
        "erreicht|fait|termine|terminee|acheve|hecho|completado|completada|terminado|logrado",
    ),
    (
        Status.DROPPED,
        "dropped|cancelled|canceled|abandoned|killed|abgebrochen|gestrichen|verworfen|annule|"
        "annulee|abandonne|cancelado|cancelada|abandonado|descartado",
    ),
    (Status.MISSED, "missed|failed|not achieved|verfehlt|nicht erreicht|manque|no logrado"),
    (
        Status.PLANNED,
        "planned|draft|not started|not yet started|to do|todo|proposed|geplant|entwurf|"
        "nicht begonnen|nicht gestartet|prevu|brouillon|a faire|non commence|no iniciado|"
        "planificado|borrador|por hacer",
    ),
    (
        Say.ON_TRACK,
        "on track|ontrack|on schedule|on target|on course|im plan|auf kurs|en bonne voie|"
        "en buen camino|en curso normal",
    ),
    (
        Say.OFF_TRACK,
        "off track|offtrack|behind|behind schedule|at risk|delayed|late|needs attention|"
        "in verzug|gefahrdet|verspatet|en retard|a risque|atrasado|en riesgo|retrasado",
    ),
    (
        Say.IN_DANGER,
        "in danger|critical|blocked|stuck|in gefahr|kritisch|blockiert|en danger|bloque|"
        "en peligro|critico|bloqueado",
    ),
    (
        Running.RUNNING,
        "in progress|started|active|ongoing|wip|doing|working on it|open|offen|in arbeit|"
        "in bearbeitung|laufend|begonnen|en cours|en curso|en progreso|activo",
    ),
)
_MEANINGS = MappingProxyType(
    {word: meaning for meaning, words in _WORDS for word in words.split("|")}
)
_GREEN = frozenset(["green", "g", "grun", "vert", "verde"])
_YELLOW = frozenset(["yellow", "amber", "y", "a", "orange", "gelb", "jaune", "amarillo"])
_RED = frozenset(["red", "r", "rot", "rouge", "rojo"])
_SIGNS = MappingProxyType(
    {"🟢": "green", "🟡": "yellow", "🟠": "yellow", "🔴": "red", "✅": "done", "✓": "done"}
)


def worded(text: str) -> str:
    """Bring a status to lower-case words; a coloured sign becomes its colour."""
    for sign, word in _SIGNS.items():
        if text.strip().startswith(sign):
            rest = normal(text.strip().removeprefix(sign))
            return rest or word
    return normal(text)


def has_three_colours(texts: Iterable[str]) -> bool:
    """Tell whether the lights of a sheet have a yellow: then red is worse than off track."""
    return any(worded(text) in _YELLOW for text in texts)


def meaning(text: str, *, three_colours: bool) -> Meaning | None:
    """Tell what a status means; none where opsctl does not know the word."""
    word = worded(text)
    if word in _GREEN:
        return Say.ON_TRACK
    if word in _YELLOW:
        return Say.OFF_TRACK
    if word in _RED:
        return Say.IN_DANGER if three_colours else Say.OFF_TRACK
    return _MEANINGS.get(word)
