"""The sessions on the page about importing are what opsctl prints of real sheets."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import run_in_terminal
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "importing.md"
DATA = ROOT.parent / "shared" / "data"
SHEETS = (DATA / "ipfs-cluster-2019-q2.csv", DATA / "cdnow-weekly.csv")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def output(command: str, folder: Path) -> str:
    """Run a command where somebody sits before a terminal, and answers no."""
    program, *arguments = shlex.split(command)
    assert program == "opsctl"
    answers = [("[y/N]: ", "n")]
    code, screen = run_in_terminal([*arguments, "--no-color"], folder, columns=100, answers=answers)
    assert code == 0, screen
    return screen


def shown() -> list[tuple[str, list[str]]]:
    """Give each command of the page with the pieces of its output; `…` stands for the rest."""
    found = []
    for block in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        for part in block.removeprefix("$ ").split("\n$ "):
            command, _, printed = part.partition("\n")
            found.append((command, re.split(r"^ *…\n", printed, flags=re.MULTILINE)))
    return found


@pytest.mark.skipif(not DATA.exists(), reason="the real sheets are not beside us")
def test_the_session_is_what_opsctl_prints(tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: IPFS Cluster\n", encoding="utf-8")
    for sheet in SHEETS:
        shutil.copy(sheet, tmp_path)
    assert len(shown()) == 4
    for command, pieces in shown():
        rest = output(command, tmp_path)
        for piece in pieces:
            before, found, rest = rest.partition(piece)
            assert found == piece, f"{command} does not print: {piece!r} but {before}"
