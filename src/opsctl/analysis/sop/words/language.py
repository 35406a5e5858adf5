"""What a language calls the parts of a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from opsctl.model.section import SectionKind

_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, in lower case and without numbering or punctuation at the ends.

    `sections` are whole headings, `metadata` the names of the keys `owner`, `version`, `status`,
    `effective` and `reviewed` in tables and bold lines. `steps` are words that stand before the
    number of a step (`Step 4:`), `step_columns` headings of a table's column of steps or their
    numbers, `action_columns` those of the column that says what to do. `joins` are words for
    `and`, `of_this` what may follow a section's name as in `Purpose of this document`, where the
    name is followed by any of these texts. `asides` are headings whose lists are no steps.
    `verified` languages are built in and judged by reading; others are lists that a workspace
    switches on.
    """

    code: str
    sections: Mapping[SectionKind, tuple[str, ...]]
    metadata: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    steps: tuple[str, ...] = ()
    step_columns: tuple[str, ...] = ()
    action_columns: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    of_this: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    verified: bool = False
