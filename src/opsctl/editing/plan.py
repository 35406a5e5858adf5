"""From intents to edits of a YAML text; nothing is read or written here.

The plan places new keys in the order of the record's definition and leaves every other byte
alone. Whether the result means what was intended is verified by reading it again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from opsctl.editing.intent import InsertItem, Intent, SetField
from opsctl.editing.yaml_text import (
    braces_text,
    brief_text,
    entry_lines,
    is_brief,
    is_record,
    item_lines,
    scalar_text,
)
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
    places = {name: _places(order) for name, order in orders.items()}
    ordered = sorted(_merged(intents, source, origin), key=lambda each: _place(each.path, places))
    return [edit for intent in ordered for edit in planner.edits(intent)]


def _places(order: Order) -> dict[str, int]:
    """Give the place of each key in an order: there may be thousands, of as many periods."""
    return {key: place for place, key in enumerate(order)}


def _place(path: FieldPath, places: Mapping[str, Mapping[str, int]]) -> tuple[int, ...]:
    """Give the place of a field in the order of writing."""
    found: list[int] = []
    holder = ""
    for step in path:
        if isinstance(step, int):
            found.append(step)
        else:
            known = places.get(holder, {})
            found.append(known.get(step, len(known)))
            holder = step
    return tuple(found)


def _merged(intents: Sequence[Intent], source: Source, origin: Origin) -> list[Intent]:
    """Turn settings inside a group of keys that is not there into one setting of the group."""
    merged: list[Intent] = []
    groups: dict[str, dict[str, Any]] = {}
    for intent in intents:
        nested = isinstance(intent, SetField) and len(intent.path) == 2
        parent = str(intent.path[0])
        if nested and not _holds_keys(parent, source, origin):
            if parent not in groups:
                groups[parent] = {}
                merged.append(SetField((parent,), groups[parent]))
            groups[parent][str(intent.path[1])] = getattr(intent, "value", None)
        else:
            merged.append(intent)
    return merged


def _holds_keys(parent: str, source: Source, origin: Origin) -> bool:
    """Tell whether a group is written with something in it, not left empty or as `{}`."""
    span = origin.values.get((parent,))
    return span is not None and source.text[span.start : span.end].strip("{} ~") not in ("", "null")


class _Planner:
    def __init__(self, source: Source, origin: Origin, orders: dict[str, Order]) -> None:
        self.source = source
        self.origin = origin
        self.orders = orders
        self.written: dict[FieldPath, tuple[Order, dict[str, int], list[int]]] = {}

    def edits(self, intent: Intent) -> Iterator[Edit]:
        if isinstance(intent, InsertItem):
            yield from self._insert_item(intent)
        elif intent.value is None:
            if self.origin.has(*intent.path):
                yield self._remove(intent.path)
        elif self.origin.has(*intent.path):
            yield from self._replace(intent.path, intent.value)
        else:
            yield self._insert(intent.path, intent.value)

    def _replace(self, path: FieldPath, value: Any) -> Iterator[Edit]:
        if isinstance(value, tuple):
            yield from self._replace_list(path, value)
            return
        if isinstance(value, dict):
            yield from self._fill(path, self._group_lines(str(path[-1]), value)[1:])
            return
        span = self.origin.values[path]
        if isinstance(value, Mapping):
            raise self._refused(str(path[-1]))
        text = brief_text(value) if is_brief(value) else scalar_text(value)
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
            if isinstance(value, dict):
                raise self._refused(key)
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
        if parent not in self.written:
            name = next((str(step) for step in reversed(parent) if isinstance(step, str)), "")
            order = self.orders.get(name, ())
            there = [place for place, each in enumerate(order) if self.origin.has(*parent, each)]
            self.written[parent] = (order, _places(order), there)
        order, places, there = self.written[parent]
        earlier = bisect_left(there, places.get(key, len(order)))
        return order[there[earlier - 1]] if earlier else None

    def _insert_item(self, intent: InsertItem) -> Iterator[Edit]:
        path, item = intent.path, intent.item
        if not self.origin.has(*path):
            yield self._insert(path, (item,))
            return
        span = self.origin.values[path]
        text = self.source.text[span.start : span.end]
        if text.startswith("[") and text[1:-1].strip():
            if intent.index is not None or not (is_brief(item) or isinstance(item, str)):
                raise self._refused(str(path[-1]))
            yield self._into_flow(span, self._flow_text(item))
            return
        if not text.startswith("-"):
            yield from self._fill(path, [f"  {line}" for line in item_lines(item)])
            return
        lines, indent = item_lines(item), " " * (span.column - 1)
        if intent.index is None:
            yield self._after(span, lines, indent)
        else:
            at = self._before_comments(self.origin.values[(*path, intent.index)].start)
            yield Edit(at, at, self._block(lines, indent))

    def _fill(self, path: FieldPath, lines: Sequence[str]) -> Iterator[Edit]:
        """Put lines under a key that has nothing behind its colon, or empty brackets."""
        key, span = self.origin.keys[path], self.origin.values[path]
        if span.end > span.start:
            yield Edit(key.end + 1, span.end, "")
        yield self._after(span, lines, " " * (key.column - 1))

    def _replace_list(self, path: FieldPath, values: tuple[str, ...]) -> Iterator[Edit]:
        """Change a list of words: what stays is not touched, so its comments stay too."""
        span = self.origin.values[path]
        if self._is_flow(span):
            if "#" in self.source.text[span.start : span.end] and span.line < span.end_line:
                raise self._refused(str(path[-1]))  # its comments would be lost
            yield Edit(span.start, span.end, self._flow_text(values))
            return
        spans = self._item_spans(path)
        old = [self.source.text[each.start : each.end].strip("'\"") for each in spans]
        kept = [word for word in old if word in values]
        if kept != list(values[: len(kept)]) or not kept:
            yield self._remove(path)
            yield self._insert(path, values)
            return
        for word, each in zip(old, spans, strict=True):
            if word not in values:
                yield Edit(self._line_start(each.start), self._line_end(each), "")
        added = [line for word in values[len(kept) :] for line in item_lines(word)]
        if added:
            yield self._after(span, added, " " * (span.column - 1))

    def _item_spans(self, path: FieldPath) -> list[Span]:
        spans: list[Span] = []
        while (*path, len(spans)) in self.origin.values:
            spans.append(self.origin.values[(*path, len(spans))])
        return spans

    def _remove(self, path: FieldPath) -> Edit:
        key, span = self.origin.keys.get(path), self.origin.values[path]
        if key is not None and self._is_flow(self.origin.values[path[:-1]]):
            return self._out_of_flow(path, key, span)
        if key is None or self.source.text[self._line_start(key.start) : key.start].strip():
            raise self._refused(str(path[-1]))
        return Edit(self._line_start(key.start), self._line_end(span), "")

    def _after(self, span: Span, lines: Sequence[str], indent: str) -> Edit:
        """Put lines behind the line that a value ends in."""
        at = self._behind_comments(self._line_end(span), len(indent))
        text = self._block(lines, indent)
        if at and self.source.text[at - 1] not in "\r\n":
            text = self.source.newline + text.removesuffix(self.source.newline)
        return Edit(at, at, text)

    def _into_flow(self, holder: Span, text: str) -> Edit:
        inside = self.source.text[holder.start + 1 : holder.end - 1]
        ends_with_one = inside.rstrip().endswith(",")
        comma = " " if ends_with_one else ", " if inside.strip() else ""
        at = holder.end - 1 - (len(inside) - len(inside.rstrip()))
        return Edit(at, at, comma + text)

    def _out_of_flow(self, path: FieldPath, key: Span, span: Span) -> Edit:
        """Take a key out of braces, with the comma before it, or behind it where it is first."""
        siblings = [
            each for each in self.origin.keys if each[:-1] == path[:-1] and len(each) == len(path)
        ]
        keys = sorted(self.origin.keys[each].start for each in siblings)
        if key.start != keys[0]:
            before = max(
                self.origin.values[each].end
                for each in siblings
                if self.origin.keys[each].start < key.start
            )
            return Edit(before, span.end, "")
        return Edit(key.start, keys[1] if len(keys) > 1 else span.end, "")

    def _flow_text(self, value: Any) -> str:
        if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            return f"[{', '.join(scalar_text(item) for item in value)}]"
        if isinstance(value, tuple):
            raise self._refused("a list")
        if is_brief(value):
            return brief_text(value)
        return braces_text(value) if is_record(value) else scalar_text(value)

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

    def _behind_comments(self, offset: int, indent: int) -> int:
        """Pass over comments that are indented deeper: they belong to what stands above."""
        line = self.source.span(offset, offset).line
        starts = self.source.line_starts
        while line <= len(starts):
            text = self.source.line(line)
            if not text.strip().startswith("#") or len(text) - len(text.lstrip(" ")) <= indent:
                break
            line += 1
            offset = starts[line - 1] if line <= len(starts) else len(self.source.text)
        return offset

    def _before_comments(self, offset: int) -> int:
        """Go back over the comments right above: they belong to what stands below."""
        line = self.source.span(offset, offset).line
        while line > 1 and self.source.line(line - 1).strip().startswith("#"):
            line -= 1
        return self.source.line_starts[line - 1]

    def _refused(self, key: str) -> SurroundingsRefuse:
        return SurroundingsRefuse(
            f"{self.source.path} is written in a way that `{key}` cannot be changed in by itself",
            "write it in block style, one key a line, and try again; or edit the file by hand",
        )
