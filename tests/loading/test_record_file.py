"""A file that holds one record: read the short way or the long way, it is the same record."""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from opsctl.loading import record_file
from opsctl.loading.border import validate
from opsctl.loading.document import document_of
from opsctl.loading.record_file import RecordFile, read_record
from opsctl.loading.source import decode
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.cadence import Cadence
from opsctl.model.checkin import Checkin
from opsctl.model.period import Quarter, Week
from opsctl.model.rock import Rock
from opsctl.model.scorecard import Measurable, Scorecard
from opsctl.text.diagnostic import Finding
from tests.loading.yaml_texts import changed

ROOT = Path(__file__).parents[2]
GIVEN: Mapping[type[Any], Mapping[str, Any]] = {
    Rock: {"id": "a", "quarter": Quarter(2026, 4)},
    Measurable: {"id": "a", "scorecard": "b"},
    Scorecard: {"id": "a"},
    Checkin: {"week": Week(2026, 46), "person": "maya"},
    Approval: {"sop": "a", "version": "1.0.0", "person": "maya"},
    ReviewRecord: {"sop": "a", "date": "2026-11-20", "person": "maya"},
}
FOLDERS = {
    "rocks": Rock,
    "scorecards": Measurable,
    "checkins": Checkin,
    "approvals": Approval,
    "reviews": ReviewRecord,
}


def kind_of(path: Path) -> type[Any] | None:
    if path.name == "scorecard.yaml":
        return Scorecard
    return next((FOLDERS[part] for part in path.parts if part in FOLDERS), None)


FILES = [
    (kind, path)
    for path in sorted((ROOT / "examples").rglob("*.yaml"))
    if (kind := kind_of(path.relative_to(ROOT))) is not None
]


def explained(content: bytes, kind: type[Any]) -> RecordFile[Any]:
    """Read a file with the whole of YAML and pydantic."""
    source, findings = decode("a.yaml", content)
    if source is None:
        return RecordFile("a.yaml", None, tuple(findings))
    document = document_of(source)
    made: Any = None
    found: list[Finding] = []
    if document.root is not None:
        made, _, found = validate(kind, document.root, "a.yaml", GIVEN[kind])
    return RecordFile("a.yaml", made, (*document.findings, *found), document.suppressions)


def same(one: RecordFile[Any], other: RecordFile[Any]) -> bool:
    """Compare all that was read, also where each field stands, which records do not compare."""
    if one != other or one.record is None or other.record is None:
        return one == other
    mine, its = one.record.origin, other.record.origin
    return dict(mine.values) == dict(its.values) and dict(mine.keys) == dict(its.keys)


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda each: getattr(each, "name", None))
def test_makes_the_same_record_as_the_border(kind: type[Any], path: Path) -> None:
    content = path.read_bytes()
    assert same(read_record("a.yaml", content, kind, GIVEN[kind]), explained(content, kind))


@pytest.mark.parametrize(("kind", "path"), FILES[::7], ids=lambda each: getattr(each, "name", None))
def test_makes_the_same_of_a_file_with_one_line_changed(kind: type[Any], path: Path) -> None:
    for content in changed(path.read_bytes().splitlines()):
        read = read_record("a.yaml", content, kind, GIVEN[kind])
        assert same(read, explained(content, kind)), content


BROKEN = {
    Rock: (
        "title: A\n",
        "title: A\nowner: maya\nowners: b\n",
        "title: A\nowner: maya\ndue: 2026-02-30\n",
        "title: '  '\nowner: maya\n",
        "title:\n  - A\nowner: maya\n",
        "title: A\nowner: maya\nhelpers: b\n",
        "title: A\nowner: maya\nmilestones: [b]\n",
        "title: A\nowner: maya\nmilestones:\n  - title: B\n",
        "title: A\nowner: maya\nresult: b\n",
        "title: A\nowner: maya\nid: b\n",
        "title: A\nowner: maya\norigin: b\n",
        "title: A\nowner: maya\nfrom_: b\n",
        "title: A\nowner: maya\nsaid: [b]\n",
        "title: A\nowner: maya\nlog:\n  - date: 2026-11-20\n    checkin: b\n",
        "title: A\nowner: maya\nstatus: fine\n",
        "title: A\nowner: maya\noutcome:\n  from: '3'\n  to: 4\n",
        "title: A\nowner: maya\noutcome:\n  from_: 3\n  to: 4\n",
    ),
    Measurable: (
        "title: A\nowner: maya\nvalues: 5\n",
        "title: A\nowner: maya\nvalues: [5]\n",
        "title: A\nowner: maya\nvalues:\n  2026-W46:\n    note: b\n",
        "title: A\nowner: maya\nvalues:\n  2026-W46:\n    value: 5\n    na: b\n",
        "title: A\nowner: maya\nvalues:\n  2026-W46: [5]\n",
        "title: A\nowner: maya\ngoal:\n  - b\n",
        "title: A\nowner: maya\ncadence: week\n",
        "title: A\nowner: maya\nsource:\n  file: a\n  command: [b]\n",
    ),
    Scorecard: ("title: A\nshow:\n  - divider: B\n    measurable: c\n", "show: []\n"),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in BROKEN.items() for text in texts]
)
def test_says_what_the_border_says_of_a_broken_record(kind: type[Any], text: str) -> None:
    read = read_record("a.yaml", text.encode(), kind, GIVEN[kind])
    assert read.record is None
    assert read.findings
    assert same(read, explained(text.encode(), kind))


SOUND = {
    Measurable: (
        'title: A\nowner: maya\ngoal: ">= 5"\nevery: month\n',
        'title: A\nowner: maya\ngoal:\n  is: ">= 5"\n  why: b\n',
        'title: A\nowner: maya\ngoal:\n  2026-W01: ">= 5"\n  2026-W09:\n    is: ">= 6"\n',
        "title: A\nowner: maya\nvalues:\n  2026-W46:\n    value: 5\n    from: b\n",
        "title: A\nowner: maya\nsource:\n  command: [b, c]\n  timeout: 5\nformerly: [d]\n",
    ),
    Scorecard: ("title: A\nshow:\n  - b\n  - divider: C\n",),
    Rock: ("title: A\nowner: maya\noutcome:\n  from: 3\n  to: 4.50\nhelpers: []\n",),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SOUND.items() for text in texts]
)
def test_a_sound_record_needs_no_border(
    kind: type[Any], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = explained(text.encode(), kind)
    monkeypatch.delattr(record_file, "_explained")
    assert wanted.record is not None
    assert same(read_record("a.yaml", text.encode(), kind, GIVEN[kind]), wanted)


def test_what_was_read_can_be_sent_to_another_process() -> None:
    text = b"title: A\nowner: maya\nhelpers:\n  - ana\n"
    read = read_record("a.yaml", text, Rock, GIVEN[Rock])
    got: RecordFile[Rock] = pickle.loads(pickle.dumps(read))  # our own bytes
    assert same(got, read)
    assert got.record is not None
    assert got.record.origin.value("helpers", 0).span.line == 4


def test_a_finding_can_be_sent_to_another_process() -> None:
    text = b"title: A\nowner: maya\nhelper: ana\n"
    read = read_record("a.yaml", text, Rock, GIVEN[Rock])
    got: RecordFile[Rock] = pickle.loads(pickle.dumps(read))  # our own bytes
    assert [each.location.span.line for each in got.findings] == [3]
    assert got == read


def test_a_measurable_is_due_as_often_as_it_says() -> None:
    text = b"title: A\nowner: maya\nevery: month\n"
    assert read_record("a.yaml", text, Measurable, GIVEN[Measurable]).record == (
        explained(text, Measurable).record
    )
    made = read_record("a.yaml", text, Measurable, GIVEN[Measurable]).record
    assert made is not None
    assert made.cadence is Cadence.MONTH
