"""The digest of what a procedure says: the same whoever formats its file.

Version 1 takes in the title, headings, blocks in their order and nesting, texts, code, and where
links and images lead, in Unicode's composed form. List numbers, markers, escapes, emphasis, runs of
white space, line ends and keys at the top other than the title make no difference.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from opsctl.analysis.sop.anatomy import TitleFrom
from opsctl.model.markdown import Block, BlockKind, Run
from opsctl.model.sop import Sop

VERSION = "v1"
_SILENT = frozenset([BlockKind.RULE])


def content_digest(sop: Sop, title: str, title_from: TitleFrom) -> str:
    """Give the digest as `v1:sha256:…`; it is of the file alone, never of settings."""
    said = title if title_from is not TitleFrom.FILE_NAME else ""
    whole = [_normal(said), *(_of_block(block) for block in _kept(sop.page.blocks))]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f"{VERSION}:sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out what says nothing: rules, and comments."""
    for block in blocks:
        is_comment = block.kind is BlockKind.HTML and block.text.strip().startswith("<!--")
        if block.kind not in _SILENT and not is_comment:
            yield block


def _of_block(block: Block) -> list[Any]:
    """Give a block as plain data: what it is, what it says, what is in it."""
    kind: list[Any] = [block.kind.value]
    if block.kind is BlockKind.HEADING:
        kind.append(block.level)
    if block.kind is BlockKind.LIST:
        kind.append(block.ordered)
    if block.kind is BlockKind.ITEM and block.checked is not None:
        kind.append(block.checked)
    if block.kind in (BlockKind.CODE, BlockKind.HTML):
        lines = [line.rstrip() for line in _line_ends(block.text).split("\n")]
        kind += [block.info, "\n".join(lines).strip("\n")]
    return [*kind, _of_runs(block.runs), *(_of_block(each) for each in _kept(block.children))]


def _of_runs(runs: Iterable[Run]) -> list[str]:
    """Give texts with the targets that they lead to, each stretch of one target as one."""
    pieces: list[tuple[str, str]] = []
    for run in runs:
        if run.html and run.text.startswith("<!--"):
            continue
        target = run.target or ""
        if pieces and pieces[-1][1] == target and not run.image:
            pieces[-1] = (pieces[-1][0] + run.text, target)
        else:
            pieces.append((run.text, target))
    return [part for text, target in pieces for part in (_normal(text), _normal(target)) if part]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
