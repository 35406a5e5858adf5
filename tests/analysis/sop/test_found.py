"""Owner, version, status and days that stand in the text of a page, and what is made of them."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sop.found import day_in, status_in, version_in
from opsctl.model.sop import SopStatus
from tests.analysis.sop.pages import anatomy


def found(text: str, path: str = "sops/a.md") -> list[str]:
    """Say for each value found its key, the value, its line and what carries it."""
    return [f"{each.key}={each.value} {each.line} {each.how}" for each in anatomy(text, path).found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Owner:** Maya\n", ["owner=Maya 3 the text"]),
        ("**Owner**: Maya\n", ["owner=Maya 3 the text"]),
        ("**Owner** – Maya\n", ["owner=Maya 3 the text"]),
        ("**Owner:** [Maya](maya.md) `x`\n", ["owner=Maya x 3 the text"]),
        (
            "**Owner:** Maya\n**Version:** 1.3\n",
            ["owner=Maya 3 the text", "version=1.3 4 the text"],
        ),
        (
            "- **Document owner:** Maya\n- **Status:** Draft\n",
            ["owner=Maya 3 the text", "status=Draft 4 the text"],
        ),
        (
            "**Effective Date:** 2026-10-01\n**Last reviewed:** 1 October 2026\n",
            ["effective=2026-10-01 3 the text", "reviewed=1 October 2026 4 the text"],
        ),
        ("**Verantwortlich:** Maya\n", ["owner=Maya 3 the text"]),
        ("**Zuletzt geprüft:** 01.10.2026\n", ["reviewed=01.10.2026 3 the text"]),
        ("**Responsable:** Maya\n", ["owner=Maya 3 the text"]),
    ],
)
def test_a_bold_line_tells_a_value(text: str, expected: list[str]) -> None:
    assert found(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| Owner | Maya |\n|---|---|\n| Version | v1.10 |\n",
            ["owner=Maya 3 a table", "version=v1.10 5 a table"],
        ),
        (
            "| Field | Value |\n|---|---|\n| **Owner:** | Maya |\n",
            ["owner=Maya 5 a table"],
        ),
        (
            "| Owner | Version | Status |\n|---|---|---|\n| Maya | 1.0 | draft |\n",
            ["owner=Maya 5 a table", "version=1.0 5 a table", "status=draft 5 a table"],
        ),
        (
            "| Title | Owner | Version |\n|---|---|---|\n| A | | 2.0 |\n",
            ["version=2.0 5 a table"],
        ),
        ("| Owner | B | C |\n|---|---|---|\n| Maya | b | c |\n", []),
        ("| Owner | Version | C |\n|---|---|---|\n| Maya | 1 | c |\n| Leo | 2 | d |\n", []),
    ],
)
def test_a_table_tells_values(text: str, expected: list[str]) -> None:
    assert found(f"# A\n\n{text}") == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("last_reviewed: 2024-01-02", ["reviewed=2024-01-02 2 the key `last_reviewed`"]),
        ("review-date: 2024-01-02", ["reviewed=2024-01-02 2 the key `review-date`"]),
        ("layout: a\nProcess Owner: Maya", ["owner=Maya 3 the key `Process Owner`"]),
        ("Version: 1.10", ["version=1.10 2 the key `Version`"]),
        ("document_owner: [Maya, Leo]", ["owner=Maya Leo 2 the key `document_owner`"]),
        ("author: Maya", []),
        ("date: 2024-01-02", []),
    ],
)
def test_a_key_of_another_tool_tells_a_value(key: str, expected: list[str]) -> None:
    assert found(f"---\n{key}\n---\n# A\n") == expected


@pytest.mark.parametrize(
    ("path", "version"),
    [
        ("sops/a_v1.3.md", "1.3"),
        ("sops/a-v1.3.1.md", "1.3.1"),
        ("sops/a v2.0.md", "2.0"),
        ("sops/v1.10.md", "1.10"),
        ("sops/a_V1.3_final.md", "1.3"),
        ("sops/a_version-1.3.md", "1.3"),
        ("sops/a_ver1.2.md", "1.2"),
        ("sops/a.v1.2.md", "1.2"),
        ("sops/a1.3.md", None),
        ("sops/a_v1.md", None),
        ("sops/a_1.3.md", None),
        ("sops/a_v1.3x.md", None),
        ("sops/ipv4.2.md", None),
        ("sops/v1.2/a.md", None),
    ],
)
def test_the_name_of_a_file_may_tell_a_version(path: str, version: str | None) -> None:
    assert anatomy("# A\n", path).version == version
    assert found("# A\n", path) == (
        [] if version is None else [f"version={version} 0 the name of the file"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Owner: Maya\n",
        "*Owner:* Maya\n",
        "**Owner** Maya\n",
        "> **Owner:** Maya\n",
        "```\nowner: Maya\n```\n",
        "**Owner of this:** Maya\n",
        "**Owner:** TBD\n",
        "**Owner:** <enter role>\n",
        "**Owner:** {{owner}}\n",
        "**Owner:**\n",
        "**Owner:**\n\nMaya\n",
        "| Owner | |\n|---|---|\n",
        f"**Owner:** {'a' * 121}\n",
        "## Owner\nMaya\n",
    ],
)
def test_what_does_not_say_it_plainly_is_not_found(text: str) -> None:
    assert found(f"# A\n\n{text}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n**Status:** draft\n", ["status=draft 3 the text"]),
        ("**Status:** draft\n\n# A\n", ["status=draft 1 the text"]),
        ("# A\n\n## B\n\n**Status:** draft\n", []),
        ("# A\n\n## B\n\n## C\n\n**Status:** draft\n", []),
        (
            "# A\n\n## B\n\n## Document control\n\n| Owner | Maya |\n|---|---|\n",
            ["owner=Maya 7 a table"],
        ),
        (
            "# A\n\n## B\n\n## Revision history\n\n- **Version:** 2.1\n",
            ["version=2.1 7 the text"],
        ),
    ],
)
def test_a_value_counts_at_the_top_and_in_the_document_control(
    text: str, expected: list[str]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nowner: leo\n---\n# A\n\n**Owner:** Maya\n", []),
        (
            "---\nprocess_owner: leo\n---\n# A\n\n**Owner:** Maya\n",
            ["owner=leo 2 the key `process_owner`"],
        ),
        ("# A\n\n**Owner:** Maya\n\n**Owner:** Leo\n", ["owner=Maya 3 the text"]),
        ("# A\n\n**Owner:** TBD\n\n**Owner:** Leo\n", ["owner=Leo 5 the text"]),
    ],
)
def test_the_surest_carrier_goes_first(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_the_keys_come_in_their_order() -> None:
    text = "**Status:** draft\n**Version:** 1\n**Owner:** Maya\n"
    assert [each.key for each in anatomy(f"# A\n\n{text}").found] == ["owner", "version", "status"]


def test_values_at_the_top_go_before_what_is_found() -> None:
    keys = 'owner: leo\nversion: "2.0"\nstatus: approved\nreviewed: 2026-10-01\n'
    text = "**Owner:** Maya\n**Version:** 1\n**Status:** draft\n**Reviewed:** 2020-01-01\n"
    read = anatomy(f"---\n{keys}---\n# A\n\n{text}")
    assert (read.owner, read.version, read.status) == ("leo", "2.0", SopStatus.APPROVED)
    assert read.reviewed == date(2026, 10, 1)


def test_what_is_found_counts_where_nothing_stands_at_the_top() -> None:
    text = "**Owner:** Maya\n**Version:** v1.10\n**Status:** Draft\n**Reviewed:** 1 Oct 2026\n"
    read = anatomy(f"# A\n\n{text}")
    assert (read.owner, read.version, read.status) == ("Maya", "1.10", SopStatus.DRAFT)
    assert read.reviewed == date(2026, 10, 1)


def test_a_text_that_is_no_status_and_no_day_says_nothing() -> None:
    read = anatomy("# A\n\n**Status:** Final\n**Reviewed:** last year\n**Version:** Rev B\n")
    assert (read.status, read.reviewed, read.version) == (None, None, "Rev B")


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10-01", "2026/10/01", "01.10.2026", "1.10.2026", "1 October 2026", "01 Oct 2026"),
        *("October 1, 2026", "Oct 1, 2026", " 2026-10-01 ", "1 OCTOBER 2026", "2026-10-1"),
    ],
)
def test_a_day_is_read_where_it_is_unmistakable(text: str) -> None:
    assert day_in(text) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("01/10/2026", "10/01/2026", "10-01-2026", "October 2026", "2026", "Q4 2026", "1.10.26"),
        *("2026-02-30", "2026-13-01", "2026-10-01T10:00", "1st October 2026", "", "soon"),
    ],
)
def test_a_day_that_may_be_another_is_not_read(text: str) -> None:
    assert day_in(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.3", "1.3"),
        ("v1.3", "1.3"),
        ("V 1.3", "1.3"),
        ("v. 1.3", "1.3"),
        ("Version 1.10", "1.10"),
        (" 2.0 ", "2.0"),
        ("1", "1"),
        ("1.2.3.4", "1.2.3.4"),
        ("1.2.3.4.5", None),
        ("1.", None),
        ("1.3 (draft)", None),
        ("Rev B", None),
        ("v", None),
        ("", None),
    ],
)
def test_a_version_is_read_as_text(text: str, expected: str | None) -> None:
    assert version_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Draft", SopStatus.DRAFT),
        ("APPROVED", SopStatus.APPROVED),
        ("In review", SopStatus.IN_REVIEW),
        ("in-review", SopStatus.IN_REVIEW),
        ("✅ Approved", SopStatus.APPROVED),
        ("retired.", SopStatus.RETIRED),
        ("Final", None),
        ("Approved by Maya", None),
        ("not approved", None),
        ("", None),
    ],
)
def test_a_status_is_one_of_our_own_words(text: str, expected: SopStatus | None) -> None:
    assert status_in(text) is expected
