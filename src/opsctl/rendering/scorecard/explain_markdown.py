"""Why a number is what it is, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsctl.analysis.scorecard.explanation import Explanation, Setting
from opsctl.rendering.markdown import escaped
from opsctl.rendering.rock.markdown import unread_markdown
from opsctl.rendering.scorecard.explain_phrases import (
    goal_phrases,
    input_parts,
    part_parts,
    place_text,
    shown_value,
    source_text,
    verdict_sentence,
)
from opsctl.rendering.scorecard.phrases import period_text


def explanation_markdown(told: Explanation, setting: Setting | None, unread: Sequence[str]) -> str:
    """Write an explanation as a page; files are named relative to the workspace."""
    return "\n".join([*_lines(told, setting), *unread_markdown(unread)]) + "\n"


def _lines(told: Explanation, setting: Setting | None) -> Iterator[str]:
    measurable = told.measurable
    yield f"# {escaped(measurable.title)}"
    yield ""
    when = period_text(told.period, told.days, told.as_of)
    yield f"{escaped(str(measurable.ref))} · {escaped(when)}"
    yield ""
    yield f"**{escaped(verdict_sentence(told))}**"
    yield ""
    yield from _item("Value", shown_value(told), source_text(told, str))
    yield from _item("Note", (told.view.reading.note if told.view else None) or "")
    if measurable.formula is not None:
        place = place_text(measurable.origin.value("formula"), str)
        yield from _item("Formula", measurable.formula, place)
        yield from _item("Problem", told.problem or "")
    yield from _rows([input_parts(each, told.as_of, str) for each in told.inputs])
    yield from _rows([part_parts(each, measurable, told.as_of, str) for each in told.parts])
    yield from _item("Goal", *goal_phrases(told, setting, str))


def _item(label: str, *parts: str) -> Iterator[str]:
    if parts and parts[0]:
        yield f"- {label}: {escaped(' · '.join(part for part in parts if part))}"


def _rows(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for name, number, origin in rows:
        rest = f" · {escaped(origin)}" if origin else ""
        yield f"  - {escaped(name)}: **{escaped(number)}**{rest}"
