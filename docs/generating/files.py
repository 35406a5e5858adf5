"""docs/files.md, from the records of the model."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from generating.markdown import GENERATED, fence, finished, table
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.checkin import Checkin
from opsctl.model.descriptions import DESCRIPTIONS, LATER
from opsctl.model.field import Brief, Dated, Reads, given_fields, written_name
from opsctl.model.person import Person
from opsctl.model.rock import Rock
from opsctl.model.scalar import MONTHS, Interval
from opsctl.model.scorecard import Measurable, Scorecard
from opsctl.model.settings import Bounds, Settings
from opsctl.model.sop import Metadata
from opsctl.model.team import Team
from opsctl.model.vision import Vision

_NEEDED_BY_A_RULE = frozenset(["Settings.format"])
_SCORECARD = """\
title: Leadership
team: leadership
every: week
show:
  - {divider: Customers}
  - repeat-rate
  - customer-care/first-reply
"""
_MEASURABLE = """\
title: Repeat purchase rate
definition: Orders by customers who bought before, of all orders in the week
owner: leo
entered_by: ana
unit: percent
decimals: 1
perspective: customer
indicator: leading
rollup: mean by orders
goal:
  2026-W40: at least 22
  2026-W48: {is: at least 25, stretch: at least 28, why: Autumn launch, set: 2026-11-20}
exceptions:
  2026-W52: {is: at least 15, why: Holidays}
supports: grow-retention
since: 2026-W01
values:
  2026-W45: 24.1
  2026-W46: {value: 21.8, note: Checkout down on Tuesday}
  2026-W47: {na: Stocktaking}
"""
_UNITS = """\
Each unit is written in one way, in values as in goals:

| Unit | Values | Written |
| --- | --- | --- |
| `number` | numbers | `1250.5`: digits, and a point before decimals. |
| `percent` | shares of a hundred | `24.1` is 24.1 %, without the sign; not 0.241. |
| `currency EUR` | money, with the code of its currency | `1250.50`, without a sign. |
| `duration` | lengths of time | `2 h 30 min`, `45 s`, `1 d`: days of 24 hours. |
| `yes-no` | yes or no | `yes` or `no`, without quotes. |

Periods are written `2026-11-20`, `2026-W46`, `2026-11` or `2026-Q4`, as `every` asks."""
_CHECKIN = """\
date: 2026-11-16
values:
  leadership/repeat-rate: 21.8
rocks:
  loyalty-programme: {say: on-track, now: 6.2, note: Vendor signed; page in review.}
headlines: [Key account renewed]
wins: [First week with every parcel out the same day]
"""
_SOP = """\
---
title: Process a return
owner: customer-care
version: "1.3.0"
status: approved
effective: 2026-10-01
reviewed: 2026-10-01
review_every: 6 months
profile: standard
audience: [customer-care, manila]
measurables: [leadership/return-days]
lang: en
---
"""
_DIGEST = f"v1:sha256:{'0123456789abcdef' * 4}"
_APPROVAL = f"""\
date: 2026-11-20
as: approver
digest: {_DIGEST}
note: Tried with two returns at the bench.
"""
_REVIEW = f"""\
outcome: no-change
digest: {_DIGEST}
note: Read with two people at the bench; it is what we do.
"""
_SOP_MORE = """\
Keys of other tools, such as `layout` or `weight`, may stand beside them: opsctl leaves them alone,
and warns only where one is almost one of ours. What the page below must hold, and how it is read,
is said in [Procedures](sops.md)."""


_M = TypeVar("_M")


@dataclass(frozen=True)
class _Kind:
    """A kind of file: its path, the record in it, what to say first, and examples.

    `sample` stands in for an example, where the page explains more than one would have; `more` is
    said last.
    """

    title: str
    record: Any
    about: str
    examples: tuple[str, ...]
    sample: str = ""
    more: str = ""


_KINDS = (
    _Kind(
        "opsctl.yaml",
        Settings,
        "The settings. The folder that holds it is the workspace. Only `format` is needed; whatever"
        " is left out has its default.",
        ("opsctl.yaml",),
    ),
    _Kind(
        "rocks/QUARTER/ID.yaml",
        Rock,
        "A Rock: one file each. Its quarter and its id are its path, and stand nowhere inside.",
        ("rocks/2026-Q4/loyalty-programme.yaml", "rocks/2026-Q3/stock-accuracy.yaml"),
    ),
    _Kind(
        "scorecards/NAME/scorecard.yaml",
        Scorecard,
        "A scorecard: what a team, a person or the company looks at. Optional: a folder below"
        " `scorecards` without this file is a scorecard too, shows all that lies in it, and has its"
        " name for a title.",
        (),
        _SCORECARD,
    ),
    _Kind(
        "scorecards/NAME/ID.yaml",
        Measurable,
        "A measurable: one number with one owner, its goals and its history. Elsewhere it is named"
        " by its folder and its id, as in `leadership/repeat-rate`; within its folder the id alone"
        " will do. What each figure on a screen means is said in [What the numbers"
        " mean](meaning.md#periods-of-a-measurable).",
        (),
        _MEASURABLE,
        _UNITS,
    ),
    _Kind(
        "checkins/WEEK/PERSON.yaml",
        Checkin,
        "A check-in: what one person says about one week, as in `checkins/2026-W46/maya.yaml`. The"
        " folder is the week that the numbers are for; the name of the file is the id of the"
        " person. `opsctl checkin` writes it.",
        (),
        _CHECKIN,
    ),
    _Kind(
        "sops/AREA/NAME.md",
        Metadata,
        "A procedure (SOP): a page of Markdown. Its id is its path without `.md`, below `sops/` or,"
        " where the settings name other folders, below the workspace. At its top, between two lines"
        " of `---`, stand these keys; none of them is needed to be read.",
        (),
        _SOP,
        _SOP_MORE,
    ),
    _Kind(
        "approvals/SOP/VERSION--PERSON.yaml",
        Approval,
        "An approval: one person's, of one text, as in"
        " `approvals/fulfilment/process-a-return/1.3.0--maya.yaml`. The folder is the id of the"
        " procedure. `opsctl sop approve` writes it, and nobody edits it afterwards. See"
        " [approvals.md](approvals.md).",
        (),
        _APPROVAL,
    ),
    _Kind(
        "reviews/SOP/DATE--PERSON.yaml",
        ReviewRecord,
        "A review: one person's, on one day, as in"
        " `reviews/fulfilment/process-a-return/2026-11-20--omar.yaml`. `opsctl sop review` writes"
        " it, together with the day at the top of the procedure, and nobody edits it afterwards.",
        (),
        _REVIEW,
    ),
    _Kind(
        "people.yaml",
        Person,
        "The people, each under their id. Optional: where the file exists, every name of a person"
        " elsewhere must be in it.",
        ("people.yaml",),
    ),
    _Kind(
        "teams.yaml",
        Team,
        "The teams, each under its id. Optional: where the file exists, every name of a team"
        " elsewhere must be in it.",
        ("teams.yaml",),
    ),
    _Kind(
        "vision.yaml",
        Vision,
        "Where the company is going. Optional: where the file exists, every goal that a Rock"
        " supports must be in it.",
        ("vision.yaml",),
    ),
)
_INTRODUCTION = """\
# Files

A workspace is the folder that holds `opsctl.yaml`. A folder below it with an `opsctl.yaml` of
its own is another workspace. Each record is one file, and its path is its name:

```text
opsctl.yaml                              company, calendar, standards, rules
people.yaml                              who                                       optional
teams.yaml                               in which team                             optional
vision.yaml                              toward what                               optional
rocks/2026-Q4/open-germany.yaml          a Rock
scorecards/leadership/scorecard.yaml     a scorecard                               optional
scorecards/leadership/repeat-rate.yaml   a measurable
checkins/2026-W46/maya.yaml              what one person says about one week
sops/fulfilment/process-a-return.md      a procedure
approvals/fulfilment/process-a-return/1.3.0--maya.yaml       an approval           optional
reviews/fulfilment/process-a-return/2026-11-20--omar.yaml    a review              optional
.opsctl-baseline.jsonl                   known gaps                                optional
```

**Ids** are lower-case words joined by hyphens: `open-germany`. They start with a letter, have
at most 64 characters, and are none of the words that Windows or YAML keep for themselves, such
as `con` or `yes`.

**Keys** are those below and no others: an unknown key is an error, with a guess at what was
meant. A key that starts with `x-` is your own, and opsctl leaves it alone.

**Values** are read as they are written: `no`, `12:30`, `1.10` and `017` are texts until a key
asks for something else. A date is `2026-11-30`. A number has digits and a point, no thousands
separator and no unit. Text that holds `: ` or ` #`, or that starts with a special sign, goes in
quotes. A key with nothing behind it counts as not written.

Records are YAML 1.2 in UTF-8, up to 1 MB each; procedures are Markdown of the same size. Anchors,
aliases and tags are not used. Files and folders whose names start with a dot, and files that do
not look like records, such as notes in Markdown, are left alone.
"""


def page(example: Path) -> str:
    """Write the page.

    Raises:
        LookupError: a key has no description, or a description has no key.
    """
    lines = list(_lines(example))
    described = {name for kind in _KINDS for name in _names(kind.record)}
    if described != set(DESCRIPTIONS):
        stray = ", ".join(sorted(described ^ set(DESCRIPTIONS)))
        raise LookupError(f"descriptions.py and the model do not agree on {stray}")
    return finished(iter(lines))


def _lines(example: Path) -> Iterator[str]:
    yield from (GENERATED, "", _INTRODUCTION)
    for kind in _KINDS:
        yield from (f"## {kind.title}", "", kind.about, "")
        yield from _record(kind.record, "", "")
        if kind.sample:
            yield from ("As in:", "", *fence("yaml", kind.sample))
        if kind.more:
            yield from (kind.more, "")
        for path in kind.examples:
            yield from (f"A complete example, `examples/northwind/{path}`:", "")
            yield from fence("yaml", (example / path).read_text(encoding="utf-8"))


def _record(record: Any, name: str, where: str) -> Iterator[str]:
    """Write the keys of a record, then those of the records within it."""
    if name:
        yield from (f"### {where}`{name}`", "")
    fields = list(_fields(record))
    yield from table(
        ("Key", "Value", "Default", "Meaning"), [_row(record, *each) for each in fields]
    )
    for field, hint in fields:
        inner = _record_in(hint)
        if inner is not None and DESCRIPTIONS.get(f"{record.__name__}.{field.name}") != LATER:
            key = written_name(field.name)
            inside = f"{name} › {key}" if name else key
            yield from _record(inner, inside, _prefix(hint))


def _prefix(hint: Any) -> str:
    return "Each of " if get_origin(_bare(hint)) is not None else ""


def _row(record: Any, field: dataclasses.Field[Any], hint: Any) -> tuple[str, str, str, str]:
    name = f"{record.__name__}.{field.name}"
    default = "needed" if name in _NEEDED_BY_A_RULE else _default(field, hint)
    return f"`{written_name(field.name)}`", _kind(hint), default, DESCRIPTIONS.get(name, "")


def _names(record: Any) -> Iterator[str]:
    """Give the names of all keys of a record and of the records within it."""
    for field, hint in _fields(record):
        yield f"{record.__name__}.{field.name}"
        inner = _record_in(hint)
        if inner is not None:
            yield from _names(inner)


def _fields(record: Any) -> Iterator[tuple[dataclasses.Field[Any], Any]]:
    """Give the fields that stand in a file; a group of records is read beside the others."""
    hints = get_type_hints(record, include_extras=True)
    for field in dataclasses.fields(record):
        hint = hints[field.name]
        if field.name not in given_fields(record) or get_origin(_bare(hint)) is Mapping:
            yield field, hint


def _kind(hint: Any) -> str:
    """Name the kind of value in the words that messages use."""
    bare = _bare(hint)
    marker = _marker(hint)
    dated, brief = _marker_of(hint, Dated), _marker_of(hint, Brief)
    if dated is not None:
        return f"{_kind(_item(bare))}; or several of these, each by its period"
    if brief is not None:
        _, inner = next(each for each in _fields(bare) if written_name(each[0].name) == brief.name)
        return f"{_kind(inner)}, or a group of keys"
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return f"one of {', '.join(f'`{each.value}`' for each in bare)}"
    if marker is not None:
        return marker.kind
    if dataclasses.is_dataclass(bare):
        return "a group of keys"
    inner = _kind(_item(bare))
    if get_origin(bare) is tuple:
        return f"a list; each {inner}"
    return f"a group of keys; each {inner}"


def _default(field: dataclasses.Field[Any], hint: Any) -> str:
    """Write a default as a file would have it."""
    if field.default is MISSING:
        return "needed" if field.default_factory is MISSING else ""
    marker = _marker(hint)
    text = _written(field.default, marker.kind if marker else "")
    return f"`{text}`" if text else ""


def _written(value: Any, kind: str) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, Bounds):
        return f"{{min: {value.min}, max: {value.max}}}"
    if dataclasses.is_dataclass(value) and not isinstance(value, Interval):
        return ""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return _as_read(value, kind)


def _as_read(value: Any, kind: str) -> str:
    if isinstance(value, Interval):
        return f"{value.months} months" if value.months else f"{value.days} days"
    if isinstance(value, bool):
        return "true" if value else "false"
    spelled = {
        "a percentage": lambda: f"{(Decimal(value) * 100).normalize():f}%",
        "a number of days": lambda: f"{value} days",
        "the name of a month": lambda: MONTHS[value - 1],
    }
    return spelled[kind]() if kind in spelled else str(value)


def _record_in(hint: Any) -> Any:
    """Give the dataclass that a field holds, alone or in a list or group; none where none."""
    bare = _bare(hint)
    if get_origin(bare) is not None:
        return _record_in(_item(bare))
    is_record = dataclasses.is_dataclass(bare) and _marker(hint) is None
    return bare if is_record else None


def _item(container: Any) -> Any:
    """Give what a list or a group holds."""
    return [part for part in get_args(container) if part is not Ellipsis][-1]


def _marker(hint: Any) -> Reads | None:
    return _marker_of(hint, Reads)


def _marker_of(hint: Any, kind: type[_M]) -> _M | None:
    """Find the marker of a kind that stands at a type, also where the value is optional."""
    if get_origin(hint) is Annotated:
        return next((each for each in hint.__metadata__ if isinstance(each, kind)), None)
    optional = _without_none(hint)
    return None if optional is hint else _marker_of(optional, kind)


def _bare(hint: Any) -> Any:
    """Strip `Annotated[…]` and `… | None`."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    optional = _without_none(hint)
    return hint if optional is hint else _bare(optional)


def _without_none(hint: Any) -> Any:
    parts = get_args(hint)
    if type(None) not in parts:
        return hint
    return next(part for part in parts if part is not type(None))
