"""Other programs that check such files, in an environment of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.contests.workspace import paths
from bench.running.rounds import Contestant
from bench.surroundings import Opsctl

TOOLS = ("yamllint==1.38.0", "check-jsonschema==0.39.0", "rumdl==0.3.0", "doorstop==3.2")
_ITEMS = """\
settings:
  digits: 6
  itemformat: markdown
  prefix: SOP
  sep: ''
"""
_ITEM_TOP = """\
---
active: true
derived: false
header: ''
level: {level}
links: []
normative: true
ref: ''
reviewed: null
---
"""


@dataclass(frozen=True, slots=True)
class Tools:
    """The environment of the programs that could be installed, and words about the others."""

    folder: Path
    missing: tuple[str, ...]

    def has(self, name: str) -> bool:
        return self.program(name).exists()

    def program(self, name: str) -> Path:
        return self.folder / "bin" / name


def install(folder: Path) -> Tools:
    """Install what is not there yet; what cannot be installed is missing."""
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return Tools(folder, tuple(tool for tool in TOOLS if not _is_installed(folder, tool)))


def _is_installed(folder: Path, tool: str) -> bool:
    if (folder / "bin" / tool.partition("==")[0]).exists():
        return True
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", tool]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(pip, env=os.environ | quiet, stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def compared(opsctl: Opsctl, tools: Tools, workspace: Path) -> list[Contestant]:
    """Give each program on the files that it understands."""
    ways: tuple[tuple[str, Callable[[Opsctl, Tools, Path], Iterator[Contestant]]], ...] = (
        ("yamllint", _yamllint),
        ("check-jsonschema", _check_jsonschema),
        ("rumdl", _rumdl),
        ("doorstop", _doorstop),
    )
    return [
        contestant
        for name, way in ways
        if tools.has(name)
        for contestant in way(opsctl, tools, workspace)
    ]


def _yamllint(opsctl: Opsctl, tools: Tools, workspace: Path) -> Iterator[Contestant]:
    command = (str(tools.program("yamllint")), "-d", "relaxed", ".")
    yield Contestant("yamllint, all YAML", opsctl.plain(*command, place=workspace), "C")


def _check_jsonschema(opsctl: Opsctl, tools: Tools, workspace: Path) -> Iterator[Contestant]:
    """Give it the Rocks, with the schema that opsctl writes for them."""
    schema = opsctl.work / "rock.schema.json"
    call = opsctl.bare("schema", "rock")
    with schema.open("wb") as target:
        subprocess.run(call.command, env=dict(call.variables), stdout=target, check=True)
    rocks = [path for path in paths(workspace) if path.startswith("rocks/")]
    words = (str(tools.program("check-jsonschema")), "--schemafile", str(schema), *rocks)
    call = opsctl.plain(*words, place=workspace)
    yield Contestant(f"check-jsonschema, {len(rocks):,} Rocks", call, "C")


def _rumdl(opsctl: Opsctl, tools: Tools, workspace: Path) -> Iterator[Contestant]:
    command = (str(tools.program("rumdl")), "check", "--no-cache", "sops")
    yield Contestant("rumdl, all Markdown", opsctl.plain(*command, place=workspace), "C")


def _doorstop(opsctl: Opsctl, tools: Tools, workspace: Path) -> Iterator[Contestant]:
    """Give it the procedures as items of one document, in a repository of their own."""
    place = opsctl.work / f"doorstop-{workspace.name}"
    document = place / "document"
    if not place.exists():
        document.mkdir(parents=True)
        (document / ".doorstop.yml").write_text(_ITEMS)
        pages = (path for path in paths(workspace) if path.endswith(".md"))
        for number, path in enumerate(pages, start=1):
            body = (workspace / path).read_text(encoding="utf-8").split("---\n", 2)[-1]
            text = _ITEM_TOP.format(level=number) + body
            (document / f"SOP{number:06}.md").write_text(text, encoding="utf-8")
        for words in (("init", "--quiet"), ("add", ".")):
            subprocess.run(("git", "-C", str(place), *words), check=True)
    command = (str(tools.program("doorstop")), "--no-reformat", "--no-child-check")
    yield Contestant("doorstop, all Markdown as items", opsctl.plain(*command, place=place), "C")
