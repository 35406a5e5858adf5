"""Formatters of Markdown change the file and not what it says: the digest stays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from opsctl.analysis.sop.digest import content_digest
from opsctl.loading.sops import parse_sop
from opsctl.text.source import Source
from tests.tools import need_tool

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples" / "northwind" / "sops").rglob("*.md"))
TEMPLATES = sorted((ROOT / "src" / "opsctl" / "templates").glob("*.md"))
EXTENSIONS = ("--extensions", "gfm", "--extensions", "frontmatter")
FORMATTERS = {
    "prettier": ("prettier", "--embedded-language-formatting=off", "--write"),
    "prettier-reflowed": (
        *("prettier", "--embedded-language-formatting=off", "--prose-wrap=always"),
        *("--print-width=60", "--write"),
    ),
    "mdformat": ("mdformat", *EXTENSIONS),
    "mdformat-numbered": ("mdformat", *EXTENSIONS, "--number", "--end-of-line", "crlf"),
}


def digest(content: bytes) -> str:
    """Give the digest of a page, with its placeholders of templates as they stand."""
    return content_digest(parse_sop(Source("page.md", content.decode("utf-8")))[0])


@pytest.mark.parametrize("name", FORMATTERS)
def test_a_formatter_makes_no_difference(name: str, tmp_path: Path) -> None:
    program, *options = FORMATTERS[name]
    wraps = name.endswith("reflowed")  # a placeholder alone in its line becomes a tag of HTML
    pages = EXAMPLES if wraps else [*EXAMPLES, *TEMPLATES]
    copies = [tmp_path / f"{at}.md" for at in range(len(pages))]
    for page, copy in zip(pages, copies, strict=True):
        copy.write_bytes(page.read_bytes())
    before = {copy: copy.read_bytes() for copy in copies}
    run = [need_tool(program), *options, *map(str, copies)]
    done = subprocess.run(run, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    after = {copy: copy.read_bytes() for copy in copies}
    assert any(before[copy] != after[copy] for copy in copies)
    assert {copy: digest(text) for copy, text in after.items()} == {
        copy: digest(text) for copy, text in before.items()
    }


@pytest.mark.parametrize("name", FORMATTERS)
def test_one_word_of_one_step_makes_one_after_it(name: str, tmp_path: Path) -> None:
    program, *options = FORMATTERS[name]
    text = EXAMPLES[0].read_text(encoding="utf-8")
    step = next(line for line in text.splitlines() if line.startswith("1. "))
    copy = tmp_path / "page.md"
    copy.write_text(text.replace(step, f"{step} Twice.", 1), encoding="utf-8")
    run = [need_tool(program), *options, str(copy)]
    subprocess.run(run, capture_output=True, check=True, cwd=tmp_path)
    assert digest(copy.read_bytes()) != digest(text.encode("utf-8"))
