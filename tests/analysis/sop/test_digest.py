"""The digest of what a procedure says: whoever formats its file, under whatever settings."""

from __future__ import annotations

import re

import pytest

from opsctl.analysis.sop.difference import digest_of
from opsctl.analysis.sop.digest import content_digest
from tests.analysis.sop.pages import PATH, anatomy, workspace
from tests.analysis.sop.revisions import BASE, FORMATTING, Edit, dropped, put

FIXED = "# Lock up\n\n## Procedure\n\n1. Close the [door](door.md).\n2. Run `alarm on`.\n"
FROZEN = "v1:sha256:877dc918ddc0cc0c061895c74fa3c90b90de294fee6c9731e5e3c089c36186fb"


def digest(text: str, path: str = PATH, **sops: object) -> str:
    return digest_of(anatomy(text, path, **sops))


def test_it_names_its_version_and_its_function() -> None:
    assert re.fullmatch(r"v1:sha256:[0-9a-f]{64}", digest(BASE))


def test_version_1_stays_as_it_is() -> None:
    assert digest(FIXED) == FROZEN


@pytest.mark.parametrize("name", FORMATTING)
def test_formatting_makes_no_difference(name: str) -> None:
    assert digest(FORMATTING[name](BASE)) == digest(BASE)


def test_a_byte_order_mark_makes_no_difference() -> None:
    (marked,) = workspace({PATH: f"\ufeff{BASE}"}).sops
    assert content_digest(marked) == digest(BASE)


@pytest.mark.parametrize(
    "edit",
    [
        put("owner: customer-care", "owner: priya"),
        put('"1.3.0"', '"2.0.0"'),
        put("status: approved", "status: retired"),
        dropped("audience"),
        dropped("title: "),
    ],
)
def test_what_stands_at_the_top_makes_no_difference(edit: Edit) -> None:
    assert digest(edit(BASE)) == digest(BASE)


@pytest.mark.parametrize(
    "edit",
    [
        put("Decide the refund", "Decide a refund"),
        put("24 h", "48 h"),
        put("title: Process", "title: Handle"),
        put("# Process a return\n", "# Handle a return\n"),
        put("## Context", "### Context"),
        put("## Context", "## Background"),
        put("(labels.md)", "(label.md)"),
        put("img/bench.png", "img/table.png"),
        put("--copies 2", "--copies 3"),
        put("```sh", "```fish"),
        put("   - Send no", "     - Send no"),
        put("- Exchanges", "- [ ] Exchanges"),
        put("[label page](labels.md)", "label page![](labels.md)"),
        dropped("| Priya"),
    ],
)
def test_what_it_says_makes_one(edit: Edit) -> None:
    assert digest(edit(BASE)) != digest(BASE)


def test_the_order_of_blocks_makes_one() -> None:
    assert digest("- a\n- b\n") != digest("- b\n- a\n")


@pytest.mark.parametrize("text", [BASE, FIXED, "# Steps we take\n\n## Lock up\n\n1. a\n", "a\n"])
def test_settings_make_no_difference(text: str) -> None:
    aliases = {"procedure": ("Lock up", "Steps we take", "Process a return"), "hazards": ("Scope",)}
    assert digest(text, aliases=aliases, languages=("de",)) == digest(text)


def test_the_name_of_the_file_makes_no_difference() -> None:
    assert digest("1. a\n", "sops/b.md") == digest("1. a\n", "sops/c.md")
