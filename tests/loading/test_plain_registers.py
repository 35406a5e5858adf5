"""Settings, people, teams and goals: read the short way or with all of YAML, they are the same."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from opsctl.loading import registers, registers_explained, settings, settings_explained
from opsctl.loading.reading import Reading
from opsctl.loading.registers import read_people, read_teams, read_vision
from opsctl.loading.settings import read_settings
from opsctl.loading.source import decode
from opsctl.model.workspace import Register
from opsctl.text.errors import UsageProblem
from opsctl.text.source import Source
from opsctl.text.span import FieldPath, Origin, Span
from tests.conftest import ROOT
from tests.loading.yaml_texts import FLOW, LINES, changed

CASES = sorted((ROOT / "tests" / "rules" / "cases").glob("*.yaml"))
Places = tuple[Mapping[FieldPath, Span], Mapping[FieldPath, Span]]


class Read(NamedTuple):
    """All that reading a file brought; places are none of what records compare."""

    records: object
    places: list[Places]
    reading: Reading


def places(origins: Iterable[Origin]) -> list[Places]:
    return [(dict(each.values), dict(each.keys)) for each in origins]


def of_register(register: Register[Any], reading: Reading) -> Read:
    records = register.records.values()
    return Read(register, places(each.origin for each in records), reading)


def people(source: Source) -> Read:
    return of_register(*read_people(source))


def teams(source: Source) -> Read:
    return of_register(*read_teams(source))


def vision(source: Source) -> Read:
    made, goals, reading = read_vision(source)
    origins = [each.origin for each in goals.records.values()]
    origins += [made.origin] if made else []
    return Read((made, goals), places(origins), reading)


def company(source: Source) -> Read:
    try:
        made, reading = read_settings(source)
    except UsageProblem as problem:
        return Read((str(problem), problem.hint), [], Reading())
    return Read(made, places([made.origin]), reading)


READERS: Mapping[str, Callable[[Source], Read]] = {
    "people.yaml": people,
    "teams.yaml": teams,
    "vision.yaml": vision,
    "opsctl.yaml": company,
}


def read(name: str, text: bytes) -> Read | None:
    source, _ = decode(name, text)
    return READERS[name](source) if source else None


def explained(name: str, text: bytes) -> Read | None:
    """Read a file with all of YAML and pydantic."""
    with (
        patch.object(registers, "read_plain", return_value=None),
        patch.object(settings, "read_plain", return_value=None),
    ):
        return read(name, text)


def is_plain(name: str, text: bytes) -> bool:
    """Tell whether a file is read without YAML and pydantic."""

    class Asked(Exception):
        pass

    with (
        patch.object(registers_explained, "document_of", side_effect=Asked),
        patch.object(settings_explained, "document_of", side_effect=Asked),
    ):
        try:
            return read(name, text) is not None
        except Asked:
            return False


def files_of_cases() -> Iterator[tuple[str, bytes]]:
    for path in CASES:
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            for name, text in case.get("files", {}).items():
                if name in READERS and isinstance(text, str):
                    yield name, text.encode()


EXAMPLES = [path for path in sorted((ROOT / "examples").glob("*/*.yaml")) if path.name in READERS]
RICH = {
    "people.yaml": """\
maya:
  name: Maya Okafor   # who leads
  joined: 2024-03-01
  formerly: [maya-o, 'mo']
leo: {name: Leo, timezone: UTC, left: 2026-01-01}
""",
    "teams.yaml": """\
# all of them
manila:
  title: Support partner (Manila)
  partner: true
  hours: "09:00-18:00"
""",
    "vision.yaml": """\
mission: Gear that lasts, delivered tomorrow
values: [Say it straight, Own the outcome]
one_year:
  grow-retention:
    title: Every third customer buys again
    target: at least 33
  fewer-returns: {title: Less comes back, formerly: [returns]}
three_year: {date: 2029-12-31, picture: ['One: all', two]}
""",
    "opsctl.yaml": """\
format: 1
company: Northwind Outfitters
timezone: Europe/London
fiscal_year_starts: april
quarters:
  2026-Q4: {from: 2026-10-05, to: 2027-01-03}
standards:
  rocks_per_company: {min: 3, max: 7}
  rock_completion: 80%
  silent_after: 14 days
  review_every: 6 months
rules:
  ignore: [SOP012]
  severity: {ROCK004: error}
  per_path:
    "sops/legacy/**": {ignore: [SOP]}
sops:
  include: ["sops/**/*.md"]
  site_root: docs
  aliases: {procedure: [How we do it]}
  profiles: {standard: {required: [purpose, scope], recommended: []}}
  longest_step: 40
approvals:
  standard:
    roles: {approver: 1}
    who: {approver: [leadership]}
    owner_may_approve: false
    within: 30 days
    reapprove_on: minor
    paths: ['sops/**']
""",
}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_reads_the_files_of_the_example_companies_plainly(path: Path) -> None:
    text = path.read_bytes()
    assert is_plain(path.name, text)
    assert read(path.name, text) == explained(path.name, text)


@pytest.mark.parametrize("name", RICH)
def test_reads_plainly_what_can_be_said_plainly(name: str) -> None:
    text = RICH[name].encode()
    assert is_plain(name, text)
    assert read(name, text) == explained(name, text)


@pytest.mark.parametrize("name", RICH)
def test_reads_the_same_of_a_file_with_one_line_changed(name: str) -> None:
    for text in changed(RICH[name].encode().splitlines()):
        assert read(name, text) == explained(name, text), text


def test_reads_the_same_of_what_rules_are_tried_on() -> None:
    files = set(files_of_cases())
    assert {name for name, _ in files} == set(READERS)
    for name, text in files:
        assert read(name, text) == explained(name, text), text


ODD = (
    ("people.yaml", "Maya:\n  name: A\n"),
    ("people.yaml", "maya: A\n"),
    ("people.yaml", "maya: [A]\n"),
    ("people.yaml", "maya:\n  id: maya\n  name: A\n"),
    ("people.yaml", "maya:\n  name: A\n  origin: b\n"),
    ("people.yaml", "maya:\n  email: a@b.example\nleo:\n  name: B\n"),
    ("people.yaml", "x-note: A\nmaya:\n  name: A\n  x-size: L\n"),
    ("people.yaml", "maya:\n  name: A # opsctl: ignore[ORG001] why\n"),
    ("people.yaml", "con:\n  name: A\n"),
    ("people.yaml", "maya:\n  name: A\n  timezone: Mars\n"),
    ("people.yaml", "{}\n"),
    ("people.yaml", ""),
    ("teams.yaml", "care:\n  title: A\n  partner: yes\n"),
    ("teams.yaml", "care:\n  title: A\n  timezone: europe/london\n"),
    ("vision.yaml", "one_year: A\n"),
    ("vision.yaml", "one_year: [A]\n"),
    ("vision.yaml", "one_year: {}\n"),
    ("vision.yaml", "one_year:\nmission: A\n"),
    ("vision.yaml", "one_year:\n  Grow:\n    title: A\n"),
    ("vision.yaml", "one_year:\n  grow:\n    title: A\n  sell:\n    owner: b\nmision: A\n"),
    ("vision.yaml", "three_year: A\n"),
    ("vision.yaml", "mission: A\norigin: b\n"),
    ("opsctl.yaml", "company: A\n"),
    ("opsctl.yaml", "format: 1\n"),
    ("opsctl.yaml", "format: '1'\n"),
    ("opsctl.yaml", "format: 01\n"),
    ("opsctl.yaml", "format: 2\n"),
    ("opsctl.yaml", "format: [1]\n"),
    ("opsctl.yaml", "format: {a: 1}\ncompany: A\n"),
    ("opsctl.yaml", "format: 1\norigin: a\n"),
    ("opsctl.yaml", "format: 1\nstandards: {rocks_per_owner: {min: 7, max: 3}}\n"),
    ("opsctl.yaml", "format: 1\nstandards: {rocks_per_owner: {min: 7}}\n"),
    ("opsctl.yaml", "format: 1\nquarters:\n  2026-Q4: {from: 2026-12-01, to: 2026-10-01}\n"),
    ("opsctl.yaml", "format: 1\nquarters:\n  Q4: {from: 2026-10-01, to: 2026-12-01}\n"),
    (
        "opsctl.yaml",
        "format: 1\nquarters:\n  2026-Q4: {from: 2026-10-01, to: 2027-01-01}\n"
        "  2027-Q1: {from: 2026-12-01, to: 2027-03-01}\n",
    ),
    ("opsctl.yaml", "format: 1\ntimezone: Mars\ncompany: A\n"),
    ("opsctl.yaml", "format: 1\nrules: {severity: {ROCK004: fatal}}\n"),
    ("opsctl.yaml", "format: 1\nsops: {longest_step: -3}\n"),
    ("opsctl.yaml", "format: 1\napprovals: {standard: {roles: {approver: one}}}\n"),
    ("opsctl.yaml", "format: 1\napprovals: {standard: []}\n"),
    ("opsctl.yaml", "format: 1\nrules: {}\nsops: {}\nstandards: {}\nquarters: {}\n"),
)


@pytest.mark.parametrize(("name", "text"), ODD)
def test_says_the_same_of_what_is_odd(name: str, text: str) -> None:
    assert read(name, text.encode()) == explained(name, text.encode())


KEYS = (
    *("maya", "care", "name", "title", "partner", "joined", "format", "company", "timezone"),
    *("standards", "rules", "sops", "approvals", "quarters", "one_year", "mission", "values"),
    *("three_year", "ignore", "include", "aliases", "min", "max", "rocks_per_owner", "standard"),
)
ENTRIES = st.builds(
    "{}{}: {}".format,
    st.sampled_from(["", "", "  ", "    "]),
    st.sampled_from(KEYS),
    st.one_of(st.sampled_from(["", "", "A", "1", "true", "UTC", "2026-10-01", "[a]"]), FLOW),
)


@given(st.sampled_from(list(READERS)), st.lists(st.one_of(ENTRIES, LINES), max_size=6))
def test_reads_any_text_as_all_of_yaml_does(name: str, lines: list[str]) -> None:
    start = "format: 1\n" if name == "opsctl.yaml" else ""
    text = (start + "\n".join(lines)).encode()
    assert read(name, text) == explained(name, text)


VALUES = (
    *(
        "",
        "x",
        "1",
        "'1'",
        "-1",
        "true",
        "80%",
        "2026-01-01",
        "2026-02-30",
        "''",
        "é",
        "null",
        "{}",
    ),
    *("[]", "[a]", "{a: b}", "[a, {b: c}]", "{a: {b: c}}", "{min: 9, max: 1}", "\n      - a"),
)


@given(st.sampled_from(list(RICH)), st.integers(0, 40), st.sampled_from(VALUES))
def test_reads_the_same_of_a_file_with_another_value(name: str, at: int, value: str) -> None:
    lines = [line for line in RICH[name].splitlines() if ":" in line]
    line = at % len(lines)
    lines[line] = f"{lines[line].partition(':')[0]}: {value}"
    text = "\n".join(lines).encode()
    assert read(name, text) == explained(name, text)


def test_people_can_be_sent_to_another_process() -> None:
    register, _ = read_people(Source("people.yaml", RICH["people.yaml"]))
    got: Register[Any] = pickle.loads(pickle.dumps(register))  # our own bytes
    assert got == register
    assert got.records["leo"].origin.value("name").span.line == 5
    assert got.records["leo"].origin.key().span.column == 1


def test_the_places_of_a_person_are_those_of_its_own_keys() -> None:
    register, _ = read_people(Source("people.yaml", RICH["people.yaml"]))
    origin = register.records["leo"].origin
    assert (origin.has("name"), origin.has("joined"), origin.has("leo")) == (True, False, False)
    assert origin.value("joined") == origin.value()
    assert sorted(origin.keys) == [(), ("left",), ("name",), ("timezone",)]
    assert len(origin.values) == 4


def test_the_goals_are_no_part_of_the_places_of_a_vision() -> None:
    made, goals, _ = read_vision(Source("vision.yaml", RICH["vision.yaml"]))
    assert made is not None
    assert (made.origin.has("one_year"), made.origin.has("mission")) == (False, True)
    assert goals.records["fewer-returns"].origin.value("formerly", 0).span.line == 7
