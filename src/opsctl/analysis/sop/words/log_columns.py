"""What the columns of a change log are called, in every language whose words are known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class LogColumn(StrEnum):
    """What a column of a change log tells."""

    VERSION = "version"
    DATE = "date"
    WHO = "who"
    CHANGE = "change"


_VERSION = """
version|version number|version no|ver|v|rev|revision|revision no|revision number|release|issue
|edition|fassung|ausgabe|versionsnummer|révision|indice|versión|revisión|edición|versione|revisione
|edizione|versão|revisão|edição|versie|revisie|wersja|rewizja|utgåva|版|版数|バージョン|版本|版本号
|เวอร์ชัน|ฉบับที่|แก้ไขครั้งที่|ครั้งที่
"""
_DATE = """
date|date of change|change date|revision date|changed on|day|when|datum|änderungsdatum|am
|geändert am|date de modification|fecha|fecha de cambio|data|data da alteração|data della modifica
|data zmiany|日付|改訂日|改定日|変更日|日期|修改日期|วันที่|วันที่แก้ไข
"""
_WHO = """
author|authors|by|who|changed by|revised by|updated by|modified by|made by|written by|editor|name
|autor|autorin|verfasser|bearbeiter|bearbeitet von|geändert von|von|wer|auteur|rédacteur|modifié par
|par|modificado por|autore|modificato da|auteur|door|gewijzigd door|alterado por|autor zmiany
|författare|ändrad av|作成者|担当者|担当|改訂者|作者|修改人|修订人|ผู้แก้ไข|ผู้จัดทำ
"""
_CHANGE = """
change|changes|what changed|what|change description|description of change|description of changes
|summary of change|summary of changes|change summary|nature of change|amendment|änderung|änderungen
|art der änderung|beschreibung der änderung|was|modification|modifications|nature de la modification
|changements|évolution|évolutions|objet de la modification|cambio|cambios|descripción del cambio
|modificación|modificaciones|modifica|modifiche|descrizione della modifica|alteração|alterações
|descrição da alteração|mudança|wijziging|wijzigingen|zmiana|zmiany|opis zmian|opis zmiany|ändring
|ändringar|改訂内容|改定内容|変更内容|変更点|修改内容|变更内容|修订内容|รายละเอียดการแก้ไข|การแก้ไข
|description|summary|details|beschreibung|inhalt|objet|descripción|resumen|descrizione|descrição
|omschrijving|beschrijving|opis|beskrivning|内容|说明|รายละเอียด
|notes|note|comments|comment|remarks|bemerkung|bemerkungen|commentaire|commentaires|observaciones
"""

LOG_COLUMNS: Mapping[LogColumn, tuple[str, ...]] = MappingProxyType(
    {
        column: tuple(word.strip() for word in words.split("|"))
        for column, words in (
            (LogColumn.VERSION, _VERSION),
            (LogColumn.DATE, _DATE),
            (LogColumn.WHO, _WHO),
            (LogColumn.CHANGE, _CHANGE),
        )
    }
)
"""The plainest words first: where two columns may be meant, it is the one with the plainer word."""
