"""The blocks of a page by what they are, also those within lists and quotes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from weakref import WeakKeyDictionary

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.markdown import Block, BlockKind

_KINDS = (BlockKind.HEADING, BlockKind.LIST, BlockKind.CODE)

_BLOCKS: WeakKeyDictionary[Anatomy, Mapping[BlockKind, tuple[Block, ...]]] = WeakKeyDictionary()
"""Blocks by anatomy: several rules ask each page for them."""


def headings_of(anatomy: Anatomy) -> tuple[Block, ...]:
    """Give every heading of a page, in its order."""
    return _blocks_of(anatomy)[BlockKind.HEADING]


def lists_of(anatomy: Anatomy) -> tuple[Block, ...]:
    """Give every list of a page, in its order; one within another comes after it."""
    return _blocks_of(anatomy)[BlockKind.LIST]


def code_of(anatomy: Anatomy) -> tuple[Block, ...]:
    """Give every block of code of a page, in its order."""
    return _blocks_of(anatomy)[BlockKind.CODE]


def _blocks_of(anatomy: Anatomy) -> Mapping[BlockKind, tuple[Block, ...]]:
    known = _BLOCKS.get(anatomy)
    if known is None:
        found: dict[BlockKind, list[Block]] = {kind: [] for kind in _KINDS}
        for block in anatomy.sop.page.walk():
            if block.kind in found:
                found[block.kind].append(block)
        known = MappingProxyType({kind: tuple(blocks) for kind, blocks in found.items()})
        _BLOCKS[anatomy] = known
    return known
