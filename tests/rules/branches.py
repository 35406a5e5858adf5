"""Make a branch of what a page about a change shows, in a real repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from opsctl.model.change import Change
from tests.rules.changes import Step, branched, changed
from tests.rules.laid import Files, laid, names_in
from tests.rules.manual import BEFORE, Block, Example, content_of

BEGINNING = "2026-10-01"


def change_of(files: Files, page: Sequence[Example], example: Example, folder: Path) -> Change:
    """Give the change that an example makes of the company as `Before` says it was.

    Every block is a commit, by whom it names, else by whose file it is; the day of the example is
    that of its commits.
    """
    for each in page:
        if each.kind == BEFORE:
            files = laid(files, each.pieces, names_in(each.pieces))
    base = Step(_contents(files), by=address("lena"), on=BEGINNING)
    day, state, steps, tip = example.day.isoformat(), files, list[Step](), None
    for block in example.blocks:
        if any("on main" in piece.signs for piece in block):
            tip = _step(files, laid(files, block, names_in(block)), block, day)
            continue
        after = laid(state, block, names_in(block))
        steps.append(_step(state, after, block, day))
        state = after
    branched(folder / "repository", base, steps, tip)
    return changed(folder / "repository")


def address(person: str) -> str:
    """Give the address of somebody of the company."""
    return f"{person}@northwind.example"


def _contents(files: Files) -> dict[str, str | bytes]:
    return {path: content_of(text) for path, text in files.texts.items()}


def _step(before: Files, after: Files, block: Block, day: str) -> Step:
    written = {path: text for path, text in after.texts.items() if before.texts.get(path) != text}
    deleted = [path for path in before.texts if path not in after.texts]
    by = [person for piece in block if (person := piece.sign("by"))]
    co_authors = [person for piece in block if (person := piece.sign("with"))]
    return Step(
        _contents(Files(written)),
        deleted,
        address(by[0] if by else _whose(before, block[0].path)),
        day,
        tuple(address(each) for each in co_authors),
    )


def _whose(files: Files, path: str) -> str:
    """Tell who answers for a file: a check-in's person, else its owner, else Lena."""
    if path.startswith("checkins/"):
        return Path(path).stem
    text = files.texts.get(path, "")
    if path.endswith(".md"):
        text = text.removeprefix("---\n").partition("\n---\n")[0]
    said = yaml.safe_load(text) if path.endswith((".yaml", ".md")) else None
    owner = said.get("owner") if isinstance(said, dict) else None
    return owner if isinstance(owner, str) else "lena"
