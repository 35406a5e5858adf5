"""Pages that once were read wrongly, or not at all."""

from __future__ import annotations

import pytest

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.editing.sop import can_take_keys
from opsctl.loading.sops import parse_sop
from opsctl.model.settings import Settings
from opsctl.text.source import Source
from opsctl.text.span import Origin

SETTINGS = Settings(Origin("opsctl.yaml"))
PROCEDURE = "# T\n\n## Procedure\n\n"


def read(text: str) -> Anatomy:
    return anatomy_of(parse_sop(Source("sops/a.md", text))[0], SETTINGS)


def links(text: str) -> list[str]:
    return [
        text[each.span.start : each.span.end]
        for each in parse_sop(Source("sops/a.md", text))[0].page.links
    ]


@pytest.mark.parametrize("text", ["> - <!-- a\n>", "> - <?a\n>"])
def test_raw_html_at_the_very_end_is_read(text: str) -> None:
    assert read(text).sections == ()


@pytest.mark.parametrize(
    "text",
    [
        "| Step | Action |\n|---|---|\n| ① | a |\n",
        "### Step ①\n\n### Step ②\n",
    ],
)
def test_a_sign_that_is_called_a_digit_is_no_number(text: str) -> None:
    assert all(each.written is None for each in read(PROCEDURE + text).steps)


def test_an_empty_heading_of_a_column_makes_no_steps() -> None:
    assert read(PROCEDURE + "| | A |\n|--|--|\n| Pack | R |\n").steps == ()


def test_a_table_of_names_is_not_read_as_values() -> None:
    found = read("# T\n\n| Owner | Version |\n|--|--|\n| Maya | 1.2 |\n").found
    assert [(each.key, each.value) for each in found] == [("owner", "Maya"), ("version", "1.2")]


def test_two_parts_of_one_section_are_both_there() -> None:
    found = read("# T\n\n## Scope\n\na\n\n## Purpose\n\nb\n\n## Scope\n\nc\n").sections
    assert [each.section for each in found] == ["scope", "purpose", "scope"]


@pytest.mark.parametrize(
    "heading", ["<a name='x'></a>Purpose", "Purpose {#why}", "Purpose<br>", "**Purpose**"]
)
def test_what_stands_beside_a_heading_does_not_hide_it(heading: str) -> None:
    assert [each.section for each in read(f"# T\n\n## {heading}\n\na\n").sections] == ["purpose"]


@pytest.mark.parametrize("before", ['[a](b\n"t") c', "![a\nb](c)", "`a\nb`"])
def test_lines_are_counted_behind_what_takes_two(before: str) -> None:
    (label,) = read(f"# T\n\n{before}\n**Purpose:** e\n").sections
    assert label.line == 5


def test_a_link_behind_an_escaped_bar_is_found_in_its_cell() -> None:
    text = "| a | b |\n|---|---|\n| x \\| [l](t) | [l](u) |\n"
    assert links(text) == ["[l](t)", "[l](u)"]


def test_a_link_is_not_found_in_the_comment_before_it() -> None:
    text = '<!-- <a href="x"> --> <a href="x">t</a>\n'
    page = parse_sop(Source("sops/a.md", text))[0].page
    assert [(each.target, each.span.column) for each in page.links] == [("x", 23)]


def test_an_escaped_box_is_no_box() -> None:
    assert read(PROCEDURE + "- \\[ ] a\n- \\[ ] b\n").steps == ()


@pytest.mark.parametrize("text", ["~~~\na\n~~~`\n", "```\na\n"])
def test_a_fence_that_is_not_closed_is_known_as_such(text: str) -> None:
    (block,) = parse_sop(Source("sops/a.md", text))[0].page.blocks
    assert not block.closed


def test_the_text_of_a_link_over_two_lines_keeps_its_words_apart() -> None:
    page = parse_sop(Source("sops/a.md", "[a\nb](c)\n"))[0].page
    assert page.links[0].text == "a b"


@pytest.mark.parametrize("top", ["title: [A", "a: b: c", "\tx: y", "- a"])
def test_keys_are_not_added_to_what_cannot_be_read(top: str) -> None:
    sop, findings, _ = parse_sop(Source("sops/a.md", f"---\n{top}\nowner: b\n---\n# T\n"))
    assert findings
    assert not can_take_keys(sop)


@pytest.mark.parametrize("top", ["", "# a comment\n", "\n# a\n\n"])
def test_a_top_with_nothing_in_it_takes_keys_and_is_no_finding(top: str) -> None:
    sop, findings, _ = parse_sop(Source("sops/a.md", f"---\n{top}---\n# T\n"))
    assert findings == []
    assert can_take_keys(sop)


def test_a_comment_before_the_keys_suppresses_for_the_page_once() -> None:
    text = (
        "<!-- opsctl: ignore[SOP001] why -->\n---\ntitle: T\n---\n\n| <b>a</b> | b |\n|---|---|\n"
    )
    _, _, found = parse_sop(Source("sops/a.md", text))
    assert [(each.rules, each.line) for each in found] == [(("SOP001",), None)]


def test_a_comment_shown_as_code_suppresses_nothing() -> None:
    text = "# T\n\na `<!-- opsctl: ignore[SOP001] x -->` <b>c</b>\n"
    assert parse_sop(Source("sops/a.md", text))[2] == []


def test_a_key_that_only_holds_the_place_is_no_section() -> None:
    assert read("---\npurpose: TBD\n---\n# T\n").sections == ()


def test_what_a_template_includes_may_say_something() -> None:
    assert not read("# T\n\n## Scope\n\n{% include scope.md %}\n").sections[0].empty


def test_lists_of_a_section_within_the_procedure_are_no_steps() -> None:
    text = "1. a\n2. b\n\n### Resources\n\n1. hammer\n2. nail\n"
    assert [each.text for each in read(PROCEDURE + text).steps] == ["a", "b"]


def test_three_joined_with_a_comma_before_the_last_are_three() -> None:
    found = read("# T\n\n## Purpose, scope, and roles\n\na\n").sections
    assert [each.section for each in found] == ["purpose", "responsibilities", "scope"]
