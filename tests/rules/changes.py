"""Changes for the tests of rules: real commits in a repository, made by git."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from opsctl.cli.between import between
from opsctl.cli.changes import change_since, with_signatures
from opsctl.cli.choices import Choices
from opsctl.cli.session import Session
from opsctl.loading.workspace import Nouns
from opsctl.model.change import Change
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from tests.history.keys import SshKey
from tests.history.repositories import Work, new_repository

SETTINGS = "format: 1\ncompany: Acme\n"
MAIN, BRANCH = "main", "work"


@dataclass(frozen=True)
class Step:
    """A commit: files to write, files to delete, whose it is (an address), its day, co-authors.

    With a `key` it is signed.
    """

    files: Mapping[str, str | bytes] = field(default_factory=dict)
    deleted: Sequence[str] = ()
    by: str = "lena@acme.example"
    on: str = "2026-11-19"
    co_authors: Sequence[str] = ()
    key: SshKey | None = None


def commit(work: Work, step: Step) -> str:
    """Carry a step out; give the commit's id."""
    for path in step.deleted:
        (work.folder / path).unlink()
    for path, content in step.files.items():
        work.write(path, content)
    moment = f"{step.on}T12:00:00+00:00"
    work.git("add", "-A")
    author = f"--author={step.by.partition('@')[0]} <{step.by}>"
    trailers = "".join(f"\nCo-authored-by: Somebody <{each}>" for each in step.co_authors)
    message = f"a change\n{trailers}"
    settings = step.key.settings if step.key else {}
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    sign = ["-S"] if step.key else []
    work.git(*options, "commit", "-q", "--allow-empty", *sign, "-m", message, author, at=moment)
    return work.git("rev-parse", "HEAD")


def branched(folder: Path, base: Step, steps: Sequence[Step], tip: Step | None = None) -> Work:
    """Make a repository whose branch `work` left `main`; `tip` is what `main` did afterwards."""
    work = new_repository(folder)
    settings = {} if "opsctl.yaml" in base.files else {"opsctl.yaml": SETTINGS}
    commit(work, Step({**settings, **base.files}, by=base.by, on=base.on))
    if tip is not None:
        commit(work, tip)
    work.git("checkout", "-q", "-b", BRANCH, "main" if tip is None else "main~1")
    for step in steps:
        commit(work, step)
    return work


def changed(
    folder: Path, base: str = MAIN, at: str | None = None, *, verify: bool = False
) -> Change:
    """Put the change together as `opsctl check --base` does."""
    with closing(Session(Choices(folder, at=at), ("text",))) as session:
        head = session.load(Nouns.ALL)
        way = between(session, base, head.settings.timezone)
        change = change_since(session, way, head)
        return with_signatures(way, change) if verify else change


def findings(change: Change, code: str) -> list[Diagnostic]:
    """Give what one rule finds in a change, on the day of its head."""
    found = run_rules(change.head, RULES, change.head_day, change)
    return [each for each in found if each.finding.code == code]
