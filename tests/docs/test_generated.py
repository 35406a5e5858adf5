"""What is generated in the documentation is what the code says now."""

import re
import subprocess
import sys

import pytest

from opsctl.rules.registry import RULES
from tests.conftest import ROOT

GENERATE = [sys.executable, str(ROOT / "docs" / "generate.py")]


def test_every_generated_page_is_current() -> None:
    checked = subprocess.run(
        [*GENERATE, "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", ""), (
        "run `make docs` and read the difference"
    )


def test_no_option_but_check_is_taken() -> None:
    refused = subprocess.run([*GENERATE, "--chek"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stderr.startswith("error: --chek is no option here\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_chapter_that_the_list_leads_to(rule: object) -> None:
    code, name = getattr(rule, "code", ""), getattr(rule, "name", "")
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert f"(#{code.lower()}-{name})" in text
    assert f"\n## {code} {name}\n" in text


def test_every_key_of_every_file_is_described() -> None:
    text = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|.*\| ([^|]*) \|$", text, re.MULTILINE)
    assert len(rows) > 60
    assert [key for key, meaning in rows if not meaning.strip().endswith((".", ")"))] == []
