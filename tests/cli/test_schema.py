"""`opsctl schema`: what it prints, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it brings no types
import pytest

from opsctl.loading.file_kinds import KINDS
from tests.conftest import NORTHWIND, Golden, run_opsctl

NAMES = [each.name for each in KINDS]
PEOPLE = b"""\
maya:
  name: "Maya \\u001b[31m Okafor"
jo:
  name: Jo
  left: 2026-01-31
  formerly: [joe]
"""


def made(*arguments: str | Path) -> Any:
    done = run_opsctl("schema", *arguments)
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def workspace(folder: Path, **files: bytes) -> Path:
    (folder / "opsctl.yaml").write_bytes(b"format: 1\ncompany: Acme\n")
    for name, content in files.items():
        (folder / f"{name}.yaml").write_bytes(content)
    return folder


# What is printed


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_public_and_stays_as_it_is(name: str, golden: Golden) -> None:
    golden(f"schema-{name}.json", run_opsctl("schema", name).out)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_by_its_draft(name: str) -> None:
    for schema in (made(name), made(name, "-C", NORTHWIND)):
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        jsonschema.Draft7Validator.check_schema(schema)


def test_a_schema_with_the_names_of_a_workspace(golden: Golden) -> None:
    golden("schema-rock-names.json", run_opsctl("schema", "rock", "-C", NORTHWIND).out)


def test_the_list_says_where_the_files_lie(golden: Golden) -> None:
    golden("schema-list.txt", run_opsctl("schema").out)
    golden("schema-list.json", run_opsctl("schema", "--format", "json").out)


def test_a_workspace_is_looked_at_only_where_it_is_named(tmp_path: Path) -> None:
    workspace(tmp_path, people=b"maya:\n  name: Maya\n")
    done = run_opsctl("schema", "rock", cwd=tmp_path)
    assert "definitions" not in json.loads(done.out)
    assert made("rock", "-C", tmp_path)["definitions"]["person"]["enum"] == ["maya"]


def test_an_old_id_and_somebody_who_left_are_still_taken(tmp_path: Path) -> None:
    schema = made("rock", "-C", workspace(tmp_path, people=PEOPLE))
    person = schema["definitions"]["person"]
    assert person["enum"] == ["jo", "joe", "maya"]
    said = ["Jo, who left on 2026-01-31", "now `jo`", "Maya \x1b[31m Okafor"]
    assert person["enumDescriptions"] == said
    for owner, errors in (("joe", 0), ("jo", 0), ("jane", 1)):
        found = jsonschema.Draft7Validator(schema).iter_errors({"title": "A", "owner": owner})
        assert len(list(found)) == errors


def test_names_with_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    done = run_opsctl("schema", "rock", "-C", workspace(tmp_path, people=PEOPLE))
    assert done.out.isascii()
    assert "\x1b" not in done.out


def test_where_nobody_is_listed_any_owner_will_do(tmp_path: Path) -> None:
    for files in ({}, {"people": b"x-nobody: yet\n"}, {"people": b"maya: [\n"}):
        schema = made("rock", "-C", workspace(tmp_path, **files))
        jsonschema.validate({"title": "A", "owner": "anybody"}, schema)


def test_an_unknown_name_is_guessed() -> None:
    done = run_opsctl("schema", "rok")
    assert (done.code, done.out) == (2, "")
    assert "did you mean `rock`?" in done.err


def test_a_folder_that_is_no_workspace_has_no_names(tmp_path: Path) -> None:
    assert run_opsctl("schema", "rock", "-C", tmp_path).code == 2


# What is written


def test_all_schemas_are_written_and_written_anew(tmp_path: Path) -> None:
    done = run_opsctl("schema", "--output", tmp_path)
    assert (done.code, done.out) == (0, f"{len(NAMES)} schemas written to {tmp_path}\n")
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.schema.json" for n in NAMES}
    again = run_opsctl("schema", "--output", tmp_path)
    assert again.out == f"current already: {len(NAMES)} schemas in {tmp_path}\n"
    named = run_opsctl("schema", "rock", "--output", tmp_path, "-C", NORTHWIND)
    assert named.out == f"1 schema written to {tmp_path}\n"
    assert json.loads((tmp_path / "rock.schema.json").read_text()) == made("rock", "-C", NORTHWIND)


def test_a_file_that_opsctl_did_not_write_stays(tmp_path: Path) -> None:
    (tmp_path / "team.schema.json").write_text("{}")
    (tmp_path / "rock.schema.json").write_text('{"mine": true}')
    done = run_opsctl("schema", "--output", tmp_path)
    assert done.code == 2
    assert "rock.schema.json exists already, and opsctl did not write it" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "rock.schema.json",
        "team.schema.json",
    ]


def test_a_folder_has_to_be_there(tmp_path: Path) -> None:
    done = run_opsctl("schema", "--output", tmp_path / "no")
    assert (done.code, "there is no folder" in done.err) == (2, True)


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    target.write_text("{}")
    (tmp_path / "out").mkdir()
    os.symlink(target, tmp_path / "out" / "rock.schema.json")
    assert run_opsctl("schema", "--output", tmp_path / "out").code == 2
    assert target.read_text() == "{}"
