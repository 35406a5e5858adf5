"""The text of a new procedure, and keys at the top of one that is there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.editing.intent import SetField
from opsctl.editing.plan import plan_edits
from opsctl.editing.yaml_text import field_order, scalar_text
from opsctl.model.scalar import Scalar
from opsctl.model.sop import Metadata, Sop
from opsctl.text.edit import Edit
from opsctl.text.source import Source

_FIELD = re.compile(r"\{\{(title|owner|company|today)\}\}")
_QUOTED = re.compile(r"([\"'])(\{\{(?:title|owner|company|today)\}\})\1")
_FENCE = re.compile(r"^---\r?\n.*?^---\r?$", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(r"([\\`*_\[\]<>])")


def filled_in(template: str, values: Mapping[str, str]) -> str:
    """Put values into a template: as YAML at its top, as plain text of Markdown below.

    A line at the top whose value is not known is left out.
    """
    fence = _FENCE.match(template)
    top, body = (template[: fence.end()], template[fence.end() :]) if fence else ("", template)
    lines = [
        _FIELD.sub(lambda match: scalar_text(values[match[1]]), _QUOTED.sub(r"\2", line))
        for line in top.splitlines(keepends=True)
        if all(name in values for name in _FIELD.findall(line))
    ]
    return "".join(lines) + _FIELD.sub(lambda match: _in_body(match[1], values), body)


def plan_metadata(source: Source, sop: Sop, values: Mapping[str, Any]) -> list[Edit]:
    """Plan the edits that write keys at the top of a procedure; its body is not touched.

    `values` are those of `Metadata`, by key. A page without keys gets its two lines of `---`.

    Raises:
        SurroundingsRefuse: the keys are written in a way that the edit cannot be placed in.
        ValueError: what stands at the top cannot be added to.
    """
    found = sop.page.front_matter
    if found is None:
        order: Sequence[str] = [key for key in field_order(Metadata) if key in values]
        end = source.newline
        lines = "".join(f"{key}: {_value_text(key, values[key])}{end}" for key in order)
        return [Edit(0, 0, f"---{end}{lines}---{end}{end}")]
    if not can_take_keys(sop):
        raise ValueError(source.path)
    if () not in sop.origin.values:
        at = source.line_starts[found.span.line]
        order = [key for key in field_order(Metadata) if key in values]
        end = source.newline
        return [Edit(at, at, "".join(f"{k}: {_value_text(k, values[k])}{end}" for k in order))]
    intents = [SetField((key,), _quoted(key, value)) for key, value in values.items()]
    return plan_edits(source, sop.origin, intents, {"": field_order(Metadata)})


def can_take_keys(sop: Sop) -> bool:
    """Tell whether keys can be written at the top of a page."""
    found = sop.page.front_matter
    if found is None:
        return True
    sound = found.format == "yaml" and found.opened and found.closed
    return sound and not found.broken and (() in sop.origin.values or not sop.foreign)


def _quoted(key: str, value: Any) -> Any:
    return Scalar(str(value), plain=False) if key == "version" else value


def _value_text(key: str, value: Any) -> str:
    return scalar_text(_quoted(key, value))


def _in_body(name: str, values: Mapping[str, str]) -> str:
    """Give a value as text of Markdown; one that nobody knows stays to be filled in."""
    return _MARKUP.sub(r"\\\1", values[name]) if name in values else f"<enter the {name}>"
