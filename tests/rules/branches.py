"""Make a branch of what a page about a change shows, in a real repository."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from opsctl.model.change import Change
from tests.history.keys import SshKey, new_ssh_key
from tests.rules.changes import Step, branched, changed
from tests.rules.laid import Files, laid, names_in
from tests.rules.manual import BEFORE, Block, Example, content_of

BEGINNING = "2026-10-01"
_KEY_OF = re.compile(r"⟨public key of ([a-z]+)⟩")


def change_of(files: Files, page: Sequence[Example], example: Example, folder: Path) -> Change:
    """Give the change that an example makes of the company as `Before` says it was.

    Every block is a commit, by whom it names, else by whose file it is; the day of the example is
    that of its commits. Signatures are verified where a page speaks of keys.
    """
    keys = {each: new_ssh_key(folder / each) for each in _signers(page)}
    files = _at_the_beginning(files, page, keys)
    base = Step(_contents(files), by=address("lena"), on=BEGINNING)
    day, state, steps, tip = example.day.isoformat(), files, list[Step](), None
    for block in example.blocks:
        if any("on main" in piece.signs for piece in block):
            tip = _step(files, laid(files, block, names_in(block)), block, day, keys)
            continue
        after = laid(state, block, names_in(block))
        steps.append(_step(state, after, block, day, keys))
        state = after
    branched(folder / "repository", base, steps, tip)
    return changed(folder / "repository", verify=bool(keys))


def address(person: str) -> str:
    """Give the address of somebody of the company."""
    return f"{person}@northwind.example"


def _signers(page: Sequence[Example]) -> list[str]:
    """Name the people who sign, or whose key is shown."""
    pieces = [piece for each in page for piece in each.pieces]
    shown = {person for piece in pieces for person in _KEY_OF.findall(piece.text)}
    return sorted(shown | {person for piece in pieces if (person := piece.sign("signed by"))})


def _at_the_beginning(files: Files, page: Sequence[Example], keys: Mapping[str, SshKey]) -> Files:
    for each in page:
        if each.kind == BEFORE:
            files = laid(files, each.pieces, names_in(each.pieces))
    texts = {
        path: _KEY_OF.sub(lambda shown: keys[shown[1]].public, text)
        for path, text in files.texts.items()
    }
    return Files(texts, files.links)


def _contents(files: Files) -> dict[str, str | bytes]:
    return {path: content_of(text) for path, text in files.texts.items()}


def _step(before: Files, after: Files, block: Block, day: str, keys: Mapping[str, SshKey]) -> Step:
    written = {path: text for path, text in after.texts.items() if before.texts.get(path) != text}
    deleted = [path for path in before.texts if path not in after.texts]
    by = [person for piece in block if (person := piece.sign("by"))]
    co_authors = [person for piece in block if (person := piece.sign("with"))]
    signers = [person for piece in block if (person := piece.sign("signed by"))]
    return Step(
        _contents(Files(written)),
        deleted,
        address(by[0] if by else _whose(before, block[0].path)),
        day,
        tuple(address(each) for each in co_authors),
        keys[signers[0]] if signers else None,
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
