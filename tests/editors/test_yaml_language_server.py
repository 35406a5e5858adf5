"""The language server for YAML, as editors run it, with the files of `opsctl init --editor`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NORTHWIND, run_opsctl
from tests.editors.language_server import LanguageServer, language_server
from tests.tools import need_tool

ROCK = "rocks/2026-Q4/a-new-one.yaml"
MEASURABLE = "scorecards/company/a-new-one.yaml"
CHECKIN = "checkins/2026-W47/leo.yaml"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """Run the server on a copy of the example, with the settings that opsctl wrote for it."""
    program = need_tool("yaml-language-server")
    folder = Path(os.path.realpath(tmp_path_factory.mktemp("editor"))) / "northwind"
    assert run_opsctl("init", str(folder), "--example", "--editor").code == 0
    written = json.loads((folder / ".vscode" / "settings.json").read_text())
    yaml = {"schemas": written["yaml.schemas"], "schemaStore": {"enable": False}}
    settings = {"yaml": {**yaml, "validate": True, "hover": True, "completion": True}}
    with language_server(program, folder, settings) as running:
        yield running


def offered(server: LanguageServer, path: str, text: str) -> dict[str, Any]:
    """Give what is offered at the end of a text, by its label."""
    server.open(path, text)
    line = text.count("\n")
    answer = server.at("textDocument/completion", path, line, len(text.rpartition("\n")[2]))
    return {each["label"]: each for each in answer["items"]}


def complaints(server: LanguageServer, path: str, text: str) -> Sequence[tuple[int, int, str]]:
    """Give what is wrong with a text: line and column, both from 1, and the message."""
    said = ((each["range"]["start"], each["message"]) for each in server.open(path, text))
    return sorted((place["line"] + 1, place["character"] + 1, words) for place, words in said)


# Completion


def test_an_owner_is_offered_with_the_name_of_the_person(server: LanguageServer) -> None:
    found = offered(server, ROCK, "title: A\nowner: ")
    assert found["maya"]["documentation"] == "Maya Okafor"
    assert {"leo", "lena", "omar"} < found.keys()
    assert not {"null", "true"} & found.keys()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (ROCK, "title: A\nowner: leo\nstatus: ", {"planned", "done", "missed", "dropped"}),
        (ROCK, "title: A\nowner: leo\nsupports: ", {"grow-retention"}),
        (ROCK, "title: A\nowner: leo\nhelpers:\n  - ", {"maya", "omar"}),
        (ROCK, "title: A\nowner: leo\noutcome:\n  ", {"measure", "measurable", "from", "to"}),
        (MEASURABLE, "title: A\nowner: leo\nunit: ", {"percent", "currency EUR", "yes-no"}),
        (MEASURABLE, "title: A\nowner: leo\ngoal: ", {"at least 22", "between 2 and 4"}),
        (MEASURABLE, "title: A\nowner: leo\nsops:\n  - ", {"fulfilment/process-a-return"}),
        (CHECKIN, "date: 2026-11-23\nvalues:\n  ", {"company/orders", "company/repeat-rate"}),
        ("scorecards/company/scorecard.yaml", "title: A\nteam: ", {"marketing", "fulfilment"}),
    ],
)
def test_what_can_stand_there_is_offered(
    server: LanguageServer, path: str, text: str, expected: set[str]
) -> None:
    assert expected <= offered(server, path, text).keys()


def test_a_free_text_is_offered_nothing(server: LanguageServer) -> None:
    assert not offered(server, ROCK, "owner: leo\ntitle: ")


def test_a_key_is_inserted_with_what_its_value_needs(server: LanguageServer) -> None:
    found = offered(server, ROCK, "")
    inserted = {label: each["insertText"] for label, each in found.items()}
    assert inserted["title"] == "title: "
    assert inserted["owner"] == "owner: "
    assert inserted["helpers"] == "helpers:\n  - "


# Hover


def test_a_key_explains_itself(server: LanguageServer) -> None:
    server.open(ROCK, "title: A\nowner: leo\ndue: 2026-11-30\nstatus: done\n")
    said = server.at("textDocument/hover", ROCK, 2, 1)["contents"]["value"]
    assert said.startswith("#### Due\n\nThe day on which it should be done, within its quarter.")
    word = server.at("textDocument/hover", ROCK, 3, 9)["contents"]["value"]
    assert word.startswith("#### Status\n\n")
    assert "* `missed`: Pursued, and not reached." in word


# Diagnostics


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (ROCK, "title: A\nowenr: leo\n", (2, 1, "Property owenr is not allowed.")),
        (ROCK, "title: A\nowner: leo\ndue: 2026/11/30\n", (3, 6, "write a date here")),
        (ROCK, "title: A\nowner: leo\nteam: markting\n", (3, 7, "Value is not accepted.")),
        (ROCK, "owner: leo\n", (1, 1, 'Missing property "title".')),
        (ROCK, "title: [A]\nowner: leo\n", (1, 8, "write a text here")),
        (MEASURABLE, "title: A\nowner: leo\ngoal: {is: 22}\n", (3, 12, "write a goal here")),
        (CHECKIN, "date: 2026-11-23\nrocks:\n  a: {say: good}\n", (3, 12, "Value is not")),
        ("people.yaml", "Maya:\n  name: Maya\n", (1, 1, "Property Maya is not allowed.")),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    server: LanguageServer, path: str, text: str, expected: tuple[int, int, str]
) -> None:
    line, column, message = expected
    found = complaints(server, path, text)
    assert any(each[:2] == (line, column) and each[2].startswith(message) for each in found), found


@pytest.mark.parametrize(
    "text",
    [
        "title: 2026\nowner: leo\ndue:\nstatus:\nhelpers:\noutcome:\nx-mine: [1]\n",
        "title: A\nowner: leo\nmilestones:\n  - {title: b, due: 2026-11-30, weight: , x-y: 4}\n",
    ],
)
def test_nothing_is_said_of_what_opsctl_reads(server: LanguageServer, text: str) -> None:
    assert not complaints(server, ROCK, text)


def test_nothing_is_said_of_the_example(server: LanguageServer) -> None:
    for path in sorted(NORTHWIND.rglob("*.yaml")):
        name = path.relative_to(NORTHWIND).as_posix()
        assert not complaints(server, name, path.read_text(encoding="utf-8")), name
