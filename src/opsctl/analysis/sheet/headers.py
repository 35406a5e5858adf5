"""What the columns of a sheet are called: in English, German, French and Spanish."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from types import MappingProxyType


class Field(StrEnum):
    """What a column of a sheet can give a Rock, by the names of `--map`."""

    TITLE = "title"
    OWNER = "owner"
    HELPERS = "helpers"
    DONE_MEANS = "done_means"
    TEAM = "team"
    AREA = "area"
    DUE = "due"
    QUARTER = "quarter"
    STATUS = "status"
    STATUS_DATE = "status_date"
    DONE_DATE = "done_date"
    SCORE = "score"
    MID_SCORE = "mid_score"
    FINAL_SCORE = "final_score"
    MILESTONES = "milestones"
    NOTE = "note"


SCORES = (Field.MID_SCORE, Field.FINAL_SCORE, Field.SCORE)
DATES = (Field.DUE, Field.STATUS_DATE, Field.DONE_DATE)
SYNONYMS = MappingProxyType(
    {
        Field.TITLE: (
            "title|rock|rock title|rock name|rocks|task name|task|initiative|key result|priority "
            "title|item|summary|what|titel|aufgabe|massnahme|titre|tache|titulo|tarea|name|nom|"
            "nombre|goal|goal name|objective|ziel|objectif|objetivo|bezeichnung"
        ),
        Field.OWNER: (
            "owner|rock owner|owner name|owners|owner email|assigned to|assignee|assignees|"
            "assignee name|responsible|accountable|dri|who|person|lead|driver|champion|"
            "accountable person|responsible person|verantwortlich|verantwortliche|"
            "verantwortlicher|zustandig|besitzer|eigentumer|inhaber|responsable|proprietaire|"
            "pilote|propietario|encargado|dueno|titular"
        ),
        Field.HELPERS: (
            "helpers|helper|supporters|contributors|collaborators|helfer|mitwirkende|"
            "contributeurs|colaboradores"
        ),
        Field.DONE_MEANS: (
            "done means|description|rock description|definition of done|success criteria|"
            "acceptance criteria|task content|details|measurable outcome|expected outcome|"
            "expected result|specific measurable|beschreibung|ergebnis|fertig wenn|"
            "descripcion|criteres|criterios|resultado esperado|resultat attendu"
        ),
        Field.TEAM: (
            "team|team name|department|dept|group|function|abteilung|bereich|equipe|"
            "departement|service|equipo|departamento"
        ),
        Field.AREA: (
            "area|category|theme|pillar|strategic theme|focus area|objective|goal|kategorie|"
            "thema|ziel|categorie|theme strategique|objectif|categoria|tema|objetivo|list name"
        ),
        Field.DUE: (
            "due|due date|due date text|due by|due on|deadline|target date|end date|finish date|"
            "complete by|by when|when|date due|fallig|fallig am|falligkeit|falligkeitsdatum|"
            "termin|frist|bis|bis wann|echeance|date d echeance|date limite|vencimiento|"
            "fecha de vencimiento|fecha limite|plazo"
        ),
        Field.QUARTER: (
            "quarter|period|time period|timeframe|cycle|quartal|zeitraum|trimestre|periode|periodo"
        ),
        Field.STATUS: (
            "status|state|rock status|current status|health|rag|rag status|traffic light|"
            "zustand|stand|ampel|statut|etat|estado"
        ),
        Field.STATUS_DATE: (
            "status date|status as of|as of|last update|last updated|last updated on|updated|"
            "updated on|update date|status updated|last check in|stand vom|aktualisiert|"
            "aktualisiert am|mis a jour|mis a jour le|date du statut|actualizado|"
            "fecha de estado"
        ),
        Field.DONE_DATE: (
            "done date|completed on|completed date|completion date|date completed|done on|"
            "closed on|closed date|date closed|completed at|erledigt am|abgeschlossen am|"
            "termine le|completado el|fecha de cierre"
        ),
        Field.MID_SCORE: (
            "mid quarter actual|mid quarter score|mid quarter|mid score|midpoint score|"
            "mid quarter progress|halbzeit|mi trimestre|medio trimestre"
        ),
        Field.FINAL_SCORE: (
            "end of quarter|end of quarter score|end of quarter actual|final score|final grade|"
            "final|eoq|eoq score|actual|actual score|quarter end score|final result|endstand|"
            "note finale|puntuacion final"
        ),
        Field.SCORE: (
            "score|progress|percent complete|percent completed|percent done|complete percent|"
            "completion|completion percent|completion rate|percent|percentage|progress percent|"
            "percent progress|okr score|grade|rating|fortschritt|fortschritt percent|"
            "fertig percent|bewertung|avancement|avancement percent|progression|avance|"
            "avance percent|progreso|puntuacion"
        ),
        Field.MILESTONES: "milestones|milestone|key milestones|meilensteine|jalons|hitos",
        Field.NOTE: (
            "note|notes|comment|comments|latest comment|update|updates|latest update|remarks|"
            "reason|why|notiz|notizen|kommentar|bemerkung|bemerkungen|commentaire|commentaires|"
            "remarque|remarques|nota|notas|comentario|comentarios|observaciones"
        ),
    }
)
_NO_FACTS_TEXT = (
    "projected|projection|forecast|target|confidence|expected|estimate|estimated|stretch|"
    "prognose|vertrauen|zielwert|cible|prevision|confiance|meta|prevista|pronostico"
)
_NO_FACTS = frozenset(_NO_FACTS_TEXT.split("|"))
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def normal(header: str) -> str:
    """Bring a heading to lower-case words without accents, joined by single spaces."""
    bare = _BRACKETS.sub(" ", header).replace("%", " percent ")
    if not bare.strip(" _-:.#*"):
        bare = header
    folded = unicodedata.normalize("NFKD", bare.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain))


def rank(field: Field, header: str) -> int | None:
    """Tell how well a heading names a field: 0 is best, none is not at all."""
    words = SYNONYMS[field].split("|")
    name = normal(header)
    return words.index(name) if name in words else None


def is_known(header: str) -> bool:
    """Tell whether a heading names any field."""
    return any(rank(field, header) is not None for field in Field)


def is_no_fact(header: str) -> bool:
    """Tell whether a heading names a score that is hoped for, not one that was reached."""
    return bool(_NO_FACTS & set(normal(header).split()))


def is_percent(header: str) -> bool:
    """Tell whether a heading says that its figures are percentages."""
    return bool({"percent", "percentage"} & set(normal(header).split())) or "%" in header


def counts_to_hundred(header: str) -> bool:
    """Tell whether figures under a heading are more likely to go up to 100 than to 10."""
    words = set(normal(header).split())
    return is_percent(header) or bool(
        words & {"complete", "completion", "progress", "fortschritt", "avancement", "progreso"}
    )
