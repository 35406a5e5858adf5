"""The digest of what a procedure says: the same whoever formats its file.

Version 1 takes in the title, headings, blocks in their order and nesting, texts, code, and where
links and images lead, in Unicode's composed form. List numbers, markers, escapes, emphasis, runs of
white space, line ends, comments, rules and keys at the top other than the title make no difference.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from opsctl.analysis.sop.words.vocabulary import without_anchor
from opsctl.model.markdown import Block, BlockKind, Run
from opsctl.model.sop import Sop

VERSION = "v1"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SILENT = frozenset([BlockKind.RULE])


def content_digest(sop: Sop) -> str:
    """Give the digest as `v1:sha256:…`; it is of the file alone, never of settings."""
    whole = [_normal(_title(sop)), *(_of_block(block) for block in _kept(sop.page.blocks))]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return f"{VERSION}:sha256:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def _title(sop: Sop) -> str:
    """Give the title at the top, else the first heading of the first level: no words decide it."""
    if sop.metadata.title is not None:
        return sop.metadata.title
    firsts = (each.plain for each in sop.page.headings() if each.level == 1 and each.plain)
    return without_anchor(next(firsts, ""))


def _kept(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out what says nothing: rules, and comments."""
    for block in blocks:
        if block.kind not in _SILENT and not is_comment(block):
            yield block


def is_comment(block: Block) -> bool:
    """Tell raw HTML that is comments and nothing else."""
    return block.kind is BlockKind.HTML and not _COMMENT.sub("", block.text).strip()


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


def _of_runs(runs: Iterable[Run]) -> list[list[str]]:
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
    said = ((_normal(text), _normal(target)) for text, target in pieces)
    return [[text, target] if target else [text] for text, target in said if text or target]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
