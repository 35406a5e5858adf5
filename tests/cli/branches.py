"""A company with procedures under git, for tests of `--base`, and what a check says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import run_opsctl
from tests.history.repositories import Work, new_repository
from tests.rules.changes import Step, commit

PAGE = """\
---
owner: maya
version: "1.3.0"
status: approved
---
# {title}

## Procedure

1. Open the parcel
2. Book the return within 24 h
3. Pay the refund
"""
RETURNS, OTHER = PAGE.format(title="Process a return"), PAGE.format(title="Pack a parcel")
LIMIT = RETURNS.replace("24 h", "48 h")
STEP = LIMIT.replace("1.3.0", "1.4.0")
FILES: Mapping[str, str] = {
    "opsctl.yaml": "format: 1\ncompany: Acme\nrules: {ignore: [SOP]}\n",
    "people.yaml": (
        "maya:\n  name: Maya\n  email: maya@acme.example\n"
        "lena:\n  name: Lena\n  email: lena@acme.example\n"
    ),
    "sops/returns.md": RETURNS,
    "sops/other.md": OTHER,
}
OWES = "a minor change since {base} owes version 1.4.0 after 1.3.0, and the page says `1.3.0`"


@dataclass(frozen=True)
class Checked:
    """What a check against a base said: findings of changes as code and place, and the base."""

    code: int
    found: tuple[str, ...]
    messages: Mapping[str, str]
    base: Mapping[str, Any]

    @property
    def unseen(self) -> list[str]:
        """What could not be seen, in sentences."""
        return list(self.base["unseen"])

    @property
    def changed(self) -> int:
        """How many files differ."""
        return int(self.base["changed"])


def company(folder: Path, files: Mapping[str, str | bytes] = FILES) -> Work:
    """Make a repository on whose branch `work` nothing was done yet since `main`."""
    work = new_repository(folder)
    commit(work, Step(files, on="2026-10-01"))
    work.git("checkout", "-q", "-b", "work")
    return work


def do(work: Work, on: str = "2026-11-10", by: str = "lena@acme.example", **files: str) -> str:
    """Commit pages of procedures, named without `sops/` and `.md`."""
    return commit(work, Step({f"sops/{name}.md": text for name, text in files.items()}, (), by, on))


def checked(folder: Work | Path, *more: str, base: str = "main", stdin: bytes = b"") -> Checked:
    """Run `opsctl check --base`, which must come to an answer without a word beside it."""
    place = folder.folder if isinstance(folder, Work) else folder
    done = run_opsctl("check", "--base", base, "--format", "json", *more, cwd=place, stdin=stdin)
    assert (done.code in (0, 1), done.err) == (True, ""), done.err
    printed = json.loads(done.out)
    findings = [each for each in printed["findings"] if each["code"].startswith("CHG")]
    found = tuple(f"{each['code']} {each['path']}" for each in findings)
    messages = {f"{each['code']} {each['path']}": str(each["message"]) for each in findings}
    return Checked(done.code, found, messages, printed["base"])
