"""The sessions on the page about numbers are what opsctl prints, in the order of the page."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.conftest import DAY, ROOT, run_opsctl

PAGE = ROOT / "docs" / "pulling.md"
_FENCE = re.compile(r"(?:`([a-z/.-]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_sessions_are_what_opsctl_prints(tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    ran = 0
    for path, kind, text in _FENCE.findall(PAGE.read_text(encoding="utf-8")):
        if path:
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        if kind == "console":
            for part in text.removeprefix("$ ").split("\n$ "):
                command, _, printed = part.partition("\n")
                done = run_opsctl(*shlex.split(command)[1:], "--as-of", DAY, cwd=tmp_path)
                assert (command, done.err) == (command, "")
                assert done.out.rstrip("\n") == printed.rstrip("\n")
                ran += 1
    assert ran == 7
