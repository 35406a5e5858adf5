"""`opsctl init --editor`: which files are written, and which are left alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from opsctl.loading.file_kinds import KINDS
from tests.conftest import Result, run_opsctl

SCHEMAS = {f".opsctl/schemas/{each.name}.schema.json" for each in KINDS}
SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
OURS = {*SCHEMAS, SETTINGS, EXTENSIONS}
ROCKS = {"./.opsctl/schemas/rock.schema.json": ["rocks/*/*.yaml"]}


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """Make a workspace with one person."""
    folder = Path(os.path.realpath(tmp_path)) / "acme"
    folder.mkdir()
    (folder / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n")
    (folder / "people.yaml").write_text("maya:\n  name: Maya\n")
    return folder


def init(folder: Path, *arguments: str) -> Result:
    return run_opsctl("init", "--editor", *arguments, cwd=folder)


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def data(folder: Path, path: str) -> Any:
    return json.loads((folder / path).read_bytes())


def put(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())


def test_schemas_and_settings_are_written_and_nothing_else(acme: Path) -> None:
    before = files(acme)
    done = init(acme)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"wrote {len(SCHEMAS)} schemas in .opsctl/schemas\n"
        f"wrote {SETTINGS}\nwrote {EXTENSIONS}\nnext  → opsctl check\n"
    )
    after = files(acme)
    assert after.keys() - before.keys() == OURS
    assert {path: after[path] for path in before} == before
    assert run_opsctl("check", cwd=acme).code == 0


def test_every_schema_that_the_settings_name_is_there(acme: Path) -> None:
    init(acme)
    named = data(acme, SETTINGS)["yaml.schemas"]
    assert {path.removeprefix("./") for path in named} < SCHEMAS
    assert data(acme, EXTENSIONS) == {"recommendations": ["redhat.vscode-yaml"]}


def test_the_schemas_know_the_names_of_the_workspace(acme: Path) -> None:
    init(acme)
    path = ".opsctl/schemas/rock.schema.json"
    assert data(acme, path)["definitions"]["person"]["enum"] == ["maya"]
    put(acme, "people.yaml", "maya:\n  name: Maya\nleo:\n  name: Leo\n")
    assert "wrote 7 schemas in .opsctl/schemas\n" in init(acme).out
    assert data(acme, path)["definitions"]["person"]["enum"] == ["leo", "maya"]


def test_a_new_workspace_has_the_names_it_starts_with(tmp_path: Path) -> None:
    done = init(tmp_path, "north", "--company", "North", "--name", "Jo")
    assert (done.code, done.err) == (0, "")
    assert files(tmp_path / "north").keys() == {"opsctl.yaml", "people.yaml", *OURS}
    rock = data(tmp_path / "north", ".opsctl/schemas/rock.schema.json")
    assert rock["definitions"]["person"]["enum"] == ["jo"]


def test_doing_it_again_changes_nothing(acme: Path) -> None:
    init(acme)
    before = files(acme)
    done = init(acme)
    assert done.out.count(" current\n") == 3
    assert files(acme) == before


def test_a_dry_run_writes_nothing(acme: Path) -> None:
    before = files(acme)
    done = init(acme, "--dry-run")
    assert done.code == 0
    assert f"would write {SETTINGS}\n" in done.out
    assert '+  "yaml.schemas": {\n' in done.out
    assert files(acme) == before


def test_settings_that_are_there_keep_every_byte(acme: Path) -> None:
    kept = '{\r\n\t"a": [1,2],\r\n\t"yaml.schemas": {"./x.json": "y.yaml"}\r\n}\r\n'
    put(acme, SETTINGS, kept)
    put(acme, EXTENSIONS, '{"recommendations": ["a.b"]}')
    assert init(acme).code == 0
    text = files(acme)[SETTINGS].decode()
    assert text.startswith('{\r\n\t"a": [1,2],\r\n\t"yaml.schemas": {\r\n\t\t"./.opsctl/')
    assert text.endswith('"./x.json": "y.yaml"}\r\n}\r\n')
    assert data(acme, SETTINGS)["yaml.schemas"].keys() > {"./x.json", *ROCKS}
    assert data(acme, EXTENSIONS)["recommendations"] == ["redhat.vscode-yaml", "a.b"]
    assert init(acme).out.count(" current\n") == 3


def test_paths_that_somebody_chose_for_a_schema_stay(acme: Path) -> None:
    init(acme)
    settings = data(acme, SETTINGS)
    settings["yaml.schemas"] = {each: ["mine/*.yaml"] for each in settings["yaml.schemas"]}
    put(acme, SETTINGS, json.dumps(settings))
    assert f"{SETTINGS} is current\n" in init(acme).out
    assert data(acme, SETTINGS) == settings


@pytest.mark.parametrize(
    "text", ["{\n  // mine\n}\n", '{"yaml.schemas": 3}', "[]", "\ufeff{}", "", '{"a": 1, "a": 2}']
)
def test_settings_that_cannot_be_changed_safely_stay_and_what_they_need_is_said(
    acme: Path, text: str
) -> None:
    put(acme, SETTINGS, text)
    done = init(acme)
    assert done.code == 0
    assert (
        f"{SETTINGS} stays as it is, since opsctl changes plain JSON only; add to it:\n" in done.out
    )
    assert '        "rocks/*/*.yaml"\n' in done.out
    assert files(acme)[SETTINGS] == text.encode()
    assert files(acme).keys() >= SCHEMAS


def test_a_schema_that_opsctl_did_not_write_stays(acme: Path) -> None:
    put(acme, ".opsctl/schemas/rock.schema.json", '{"mine": 1}')
    done = init(acme)
    told = ".opsctl/schemas/rock.schema.json stays as it is: opsctl did not write it\n"
    assert (done.code, told in done.out) == (0, True)
    assert files(acme)[".opsctl/schemas/rock.schema.json"] == b'{"mine": 1}'


def test_nothing_is_written_through_a_link(acme: Path) -> None:
    elsewhere = acme.parent / "elsewhere"
    elsewhere.mkdir()
    os.symlink(elsewhere, acme / ".vscode")
    done = init(acme)
    assert done.code == 2
    assert not list(elsewhere.iterdir())
    assert not (acme / ".opsctl").exists()
