"""From intents to edits of a YAML text; nothing is read or written here.

The plan places new keys in the order of the record's definition and leaves every other byte
alone. Whether the result means what was intended is verified by reading it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from opsctl.editing.intent import InsertItem, Intent, SetField
from opsctl.editing.yaml_text import entry_lines, item_lines, scalar_text
from opsctl.text.edit import Edit
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.source import Source
from opsctl.text.span import FieldPath, Origin, Span

Order = Sequence[str]


def plan_edits(
    source: Source, origin: Origin, intents: Sequence[Intent], orders: dict[str, Order]
) -> list[Edit]:
    """Plan the edits of a file that carry out intents on its record.

    `orders` gives, for the record itself (under the empty name) and for each group of keys in it
    by name, the order in which keys are written.

    Raises:
        SurroundingsRefuse: the file is written in a way that the edit cannot be placed in.
    """
    planner = _Planner(source, origin, orders)
    order = orders.get("", ())
    ordered = sorted(
        _merged(intents, origin),
        key=lambda each: order.index(str(each.path[0])) if each.path[0] in order else len(order),
    )
    return [edit for intent in ordered for edit in planner.edits(intent)]


def _merged(intents: Sequence[Intent], origin: Origin) -> list[Intent]:
    """Turn settings inside a group of keys that is not there into one setting of the group."""
    merged: list[Intent] = []
    groups: dict[str, dict[str, Any]] = {}
    for intent in intents:
        nested = isinstance(intent, SetField) and len(intent.path) == 2
        parent = str(intent.path[0])
        if nested and not origin.has(parent):
            if parent not in groups:
                groups[parent] = {}
                merged.append(SetField((parent,), groups[parent]))
            groups[parent][str(intent.path[1])] = getattr(intent, "value", None)
        else:
            merged.append(intent)
    return merged


class _Planner:
    def __init__(self, source: Source, origin: Origin, orders: dict[str, Order]) -> None:
        self.source = source
        self.origin = origin
        self.orders = orders

    def edits(self, intent: Intent) -> Iterator[Edit]:
        if isinstance(intent, InsertItem):
            yield self._insert_item(intent)
        elif intent.value is None:
            if self.origin.has(*intent.path):
                yield self._remove(intent.path)
        elif self.origin.has(*intent.path):
            yield from self._replace(intent.path, intent.value)
        else:
            yield self._insert(intent.path, intent.value)

    def _replace(self, path: FieldPath, value: Any) -> Iterator[Edit]:
        if isinstance(value, (tuple, dict)):
            yield self._remove(path)
            yield self._insert(path, value)
            return
        span = self.origin.values[path]
        text = scalar_text(value)
        old = self.source.text[span.start : span.end]
        if span.start == span.end:
            text = f" {text}"
        elif old.endswith(("\n", "\r")):
            text += self.source.newline
        yield Edit(span.start, span.end, text)

    def _insert(self, path: FieldPath, value: Any) -> Edit:
        parent, key = path[:-1], str(path[-1])
        holder = self.origin.values[parent]
        if self._is_flow(holder):
            return self._into_flow(holder, f"{key}: {self._flow_text(value)}")
        lines = self._group_lines(key, value)
        indent = " " * (holder.column - 1)
        before = self._key_before(parent, key)
        if before is None:
            first = self._line_start(holder.start)
            return Edit(first, first, self._block(lines, indent))
        return self._after(self.origin.values[(*parent, before)], lines, indent)

    def _group_lines(self, key: str, value: Any) -> list[str]:
        if not isinstance(value, dict):
            return entry_lines(key, value)
        order = self.orders.get(key, ())
        inner = sorted(value, key=lambda name: order.index(name) if name in order else len(order))
        written = [name for name in inner if value[name] is not None]
        return [
            f"{key}:",
            *(f"  {line}" for name in written for line in entry_lines(name, value[name])),
        ]

    def _key_before(self, parent: FieldPath, key: str) -> str | None:
        """Name the written key that a new one goes behind."""
        name = next((str(step) for step in reversed(parent) if isinstance(step, str)), "")
        order = self.orders.get(name, ())
        earlier = order[: order.index(key)] if key in order else order
        written = [each for each in earlier if self.origin.has(*parent, each)]
        return written[-1] if written else None

    def _insert_item(self, intent: InsertItem) -> Edit:
        path, item = intent.path, intent.item
        key = str(path[-1])
        if not self.origin.has(*path):
            return self._insert(path, (item,))
        span = self.origin.values[path]
        if self._is_flow(span):
            if self.source.text[span.start + 1 : span.end - 1].strip():
                raise self._refused(key)
            return self._instead_of_nothing(path, span, item)
        if span.start == span.end or self.source.text[span.start] != "-":
            return self._instead_of_nothing(path, span, item)
        lines, indent = item_lines(item), " " * (span.column - 1)
        if intent.index is not None:
            at = self._line_start(self.origin.values[(*path, intent.index)].start)
            return Edit(at, at, self._block(lines, indent))
        return self._after(span, lines, indent)

    def _instead_of_nothing(self, path: FieldPath, span: Span, item: Any) -> Edit:
        """Put the first item where there is an empty list, `[]` or nothing behind the colon."""
        key = self.origin.keys[path]
        indent = " " * (key.column - 1 + 2)
        lines = self._block(item_lines(item), indent)
        return Edit(key.end + 1, span.end, f"{self.source.newline}{lines.rstrip()}")

    def _remove(self, path: FieldPath) -> Edit:
        key, span = self.origin.keys.get(path), self.origin.values[path]
        if key is None or self.source.text[self._line_start(key.start) : key.start].strip():
            raise self._refused(str(path[-1]))
        return Edit(self._line_start(key.start), self._line_end(span), "")

    def _after(self, span: Span, lines: Sequence[str], indent: str) -> Edit:
        """Put lines behind the line that a value ends in."""
        at = self._line_end(span)
        text = self._block(lines, indent)
        if at and self.source.text[at - 1] not in "\r\n":
            text = self.source.newline + text.removesuffix(self.source.newline)
        return Edit(at, at, text)

    def _into_flow(self, holder: Span, text: str) -> Edit:
        inside = self.source.text[holder.start + 1 : holder.end - 1]
        comma = ", " if inside.strip() else ""
        at = holder.end - 1 - (len(inside) - len(inside.rstrip()))
        return Edit(at, at, comma + text)

    def _flow_text(self, value: Any) -> str:
        if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            return f"[{', '.join(scalar_text(item) for item in value)}]"
        if isinstance(value, (tuple, dict)):
            raise self._refused("it")
        return scalar_text(value)

    def _block(self, lines: Sequence[str], indent: str) -> str:
        return "".join(f"{indent}{line}{self.source.newline}" for line in lines)

    def _is_flow(self, span: Span) -> bool:
        return self.source.text[span.start : span.start + 1] in ("{", "[")

    def _line_start(self, offset: int) -> int:
        return self.source.line_starts[self.source.span(offset, offset).line - 1]

    def _line_end(self, span: Span) -> int:
        """Give the offset behind the line that a value ends in, its line end included."""
        end = span.end
        if end > span.start and self.source.text[end - 1] in "\r\n":
            return end
        line = self.source.span(end, end).line
        starts = self.source.line_starts
        return starts[line] if line < len(starts) else len(self.source.text)

    def _refused(self, key: str) -> SurroundingsRefuse:
        return SurroundingsRefuse(
            f"{self.source.path} is written in a way that `{key}` cannot be changed in by itself",
            "write it in block style, one key a line, and try again; or edit the file by hand",
        )
