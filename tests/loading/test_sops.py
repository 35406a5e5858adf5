"""Which pages are procedures, how they are read, and what their links lead to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from opsctl.loading.markdown import MOST_BLOCKS
from opsctl.loading.sops import SopReading, is_included, read_sops
from opsctl.loading.source import LARGEST_RECORD
from opsctl.model.destination import destination
from opsctl.model.settings import SopSettings
from opsctl.model.surroundings import Anchors
from opsctl.text.tree import FolderTree, OverlayTree

COMMENT = "<!-- opsctl: ignore[SOP001] agreed -->"


def read(
    files: Mapping[str, str | bytes], settings: SopSettings | None = None, more: Sequence[str] = ()
) -> SopReading:
    content = {
        path: each.encode() if isinstance(each, str) else each for path, each in files.items()
    }
    return read_sops(OverlayTree(None, content), settings or SopSettings(), more)


def read_one(content: str | bytes) -> SopReading:
    return read({"sops/a.md": content})


def listed(
    paths: Sequence[str],
    include: tuple[str, ...] = ("sops/**/*.md",),
    exclude: tuple[str, ...] = (),
) -> list[str]:
    reading = read(dict.fromkeys(paths, ""), SopSettings(include, exclude))
    return [sop.path for sop in reading.sops]


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        (("sops/**/*.md",), ["sops/a.md", "sops/b/c.md"]),
        (("/sops/**/*.md",), ["sops/a.md", "sops/b/c.md"]),
        (("sops/*.md",), ["sops/a.md"]),
        (("/sops/*.md",), ["sops/a.md"]),
        (("sops/",), ["docs/sops/e.md", "sops/a.md", "sops/b/c.md", "sops/b/d.markdown"]),
        (("/sops/",), ["sops/a.md", "sops/b/c.md", "sops/b/d.markdown"]),
        (("sops/b",), ["sops/b/c.md", "sops/b/d.markdown"]),
        (("*.md",), ["docs/sops/e.md", "f.md", "sops/a.md", "sops/b/c.md"]),
        (("/*.md",), ["f.md"]),
        (("f.md",), ["f.md"]),
        (("**/sops/**",), ["docs/sops/e.md", "sops/a.md", "sops/b/c.md", "sops/b/d.markdown"]),
        (("sops/[ab].md",), ["sops/a.md"]),
        (("sops/**", "!sops/a.md"), ["sops/b/c.md", "sops/b/d.markdown"]),
        (("sops/**", "!*.markdown"), ["sops/a.md", "sops/b/c.md"]),
        (("docs/**", "sops/a.md"), ["docs/sops/e.md", "sops/a.md"]),
        (("*.markdown",), ["sops/b/d.markdown"]),
        (("sops/b/notes.txt",), []),
        (("../**/*.md",), []),
        ((".",), []),
        ((), []),
    ],
)
def test_the_settings_name_procedures_by_the_patterns_of_git(
    include: tuple[str, ...], expected: list[str]
) -> None:
    paths = ["sops/a.md", "sops/b/c.md", "sops/b/d.markdown", "sops/b/notes.txt"]
    assert listed([*paths, "docs/sops/e.md", "f.md", "sops.md/g.txt"], include) == expected


@pytest.mark.parametrize(
    ("exclude", "expected"),
    [
        ((), ["sops/README.md", "sops/b/README.md", "sops/b/c.md"]),
        (("README.md",), ["sops/b/c.md"]),
        (("/sops/README.md",), ["sops/b/README.md", "sops/b/c.md"]),
        (("b/",), ["sops/README.md"]),
        (("/b/",), ["sops/README.md", "sops/b/README.md", "sops/b/c.md"]),
        (("*.md", "!c.md"), ["sops/b/c.md"]),
        (("# a comment", ""), ["sops/README.md", "sops/b/README.md", "sops/b/c.md"]),
    ],
)
def test_what_is_excluded_is_no_procedure(exclude: tuple[str, ...], expected: list[str]) -> None:
    paths = ["sops/README.md", "sops/b/README.md", "sops/b/c.md"]
    assert listed(paths, exclude=exclude) == expected


def test_pages_about_a_folder_are_no_procedures_unless_the_settings_say_so() -> None:
    reading = read(dict.fromkeys(["sops/README.md", "sops/b/index.md", "sops/b/c.md"], ""))
    assert [sop.path for sop in reading.sops] == ["sops/b/c.md"]


def test_a_page_may_be_named_though_the_settings_do_not() -> None:
    files = {"sops/a.md": "", "notes/b.md": "# B\n", "sops/README.md": ""}
    reading = read(files, more=["notes/b.md", "sops/README.md", "not/there.md"])
    assert [sop.path for sop in reading.sops] == ["notes/b.md", "sops/README.md", "sops/a.md"]


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        (("*.md",), ["sops/a.md"]),
        (("**/*.md",), ["sops/a.md"]),
        (("sops/**/*.md",), ["sops/.b/c.md", "sops/a.md"]),
        ((".github/*.md",), [".github/d.md"]),
    ],
)
def test_a_folder_with_a_dot_is_met_only_by_a_pattern_that_starts_in_a_folder(
    include: tuple[str, ...], expected: list[str]
) -> None:
    assert listed(["sops/a.md", "sops/.b/c.md", ".github/d.md"], include) == expected


@pytest.mark.parametrize(
    ("path", "included"),
    [("sops/a.md", True), ("sops/README.md", False), ("a.md", False), ("sops/b/c.md", True)],
)
def test_a_path_alone_tells_whether_it_is_included(path: str, included: bool) -> None:
    assert is_included(path, SopSettings()) is included


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sops/a.md", "a"),
        ("sops/fulfilment/Process a Return.md", "fulfilment/Process a Return"),
        ("docs/a.md", "docs/a"),
        ("docs/sops/a.md", "docs/sops/a"),
        ("a.md", "a"),
        ("sops/a.b.md", "a.b"),
        ("sops/a.markdown", "a.markdown"),
    ],
)
def test_the_id_of_a_procedure_is_its_path(path: str, expected: str) -> None:
    (sop,) = read({path: ""}, more=[path]).sops
    assert sop.id == expected


def test_another_workspace_within_is_left_to_itself(tmp_path: Path) -> None:
    for path in ("opsctl.yaml", "sops/a.md", "sops/b/opsctl.yaml", "sops/b/c.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", encoding="utf-8")
    for include in (("sops/**/*.md",), ("*.md",)):
        reading = read_sops(FolderTree(tmp_path), SopSettings(include))
        assert ([each.path for each in reading.sops], reading.findings) == (["sops/a.md"], [])


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Make a workspace with a page, and links of every kind beside it."""
    sops = tmp_path / "workspace" / "sops"
    sops.mkdir(parents=True)
    (tmp_path / "secret.md").write_text("# A secret\n", encoding="utf-8")
    (sops / "page.md").write_text("# A page\n", encoding="utf-8")
    os.symlink("page.md", sops / "inside.md")
    os.symlink(tmp_path / "secret.md", sops / "outside.md")
    os.symlink("nowhere.md", sops / "broken.md")
    os.symlink(tmp_path, sops / "folder")
    os.symlink(tmp_path, sops / "folder.md")
    (sops / "directory.md").mkdir()
    return tmp_path / "workspace"


def test_a_link_that_leads_out_is_never_read(linked: Path) -> None:
    reading = read_sops(FolderTree(linked), SopSettings())
    found = {each.location.path: each.code for each in reading.findings}
    assert found == {
        "sops/broken.md": "FILE014",
        "sops/folder.md": "FILE013",
        "sops/outside.md": "FILE013",
    }
    assert reading.unread == sorted(found)


def test_what_could_not_be_opened_is_listed_all_the_same(linked: Path) -> None:
    reading = read_sops(FolderTree(linked), SopSettings())
    parsed = {sop.path: sop.parsed for sop in reading.sops}
    assert parsed == {
        "sops/broken.md": False,
        "sops/folder.md": False,
        "sops/inside.md": True,
        "sops/outside.md": False,
        "sops/page.md": True,
    }
    assert reading.files == sorted(parsed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_page_is_read_in_any_unicode(encoding: str, end: str) -> None:
    text = "---\ntitle: Prüfung\n---\n# Überprüfung\n\n1. Öffnen\n".replace("\n", end)
    (sop,) = read_one(text.encode(encoding)).sops
    assert sop.metadata.title == "Prüfung"
    assert [(each.line, each.plain) for each in sop.page.headings()] == [(4, "Überprüfung")]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_with_its_mark_is_read(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    (sop,) = read_one(mark + "# Ä\n".encode(encoding)).sops
    assert [each.plain for each in sop.page.headings()] == ["Ä"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# A\n".encode("utf-16"), "1:1 FILE001"),
        ("# A\n".encode("utf-16-le"), "1:1 FILE001"),
        ("# A\n".encode("utf-16-be"), "1:1 FILE001"),
        ("# A\nPr\u00fcfung\n".encode("latin-1"), "2:3 FILE001"),
        (b"\xef\xbb\xbf# \xfc\n", "1:3 FILE001"),
        (b"# A\r\n\x93B\x94\r\n", "2:1 FILE001"),
        (b"# A\n\nb\x0cc\n", "3:2 FILE004"),
        (b"# A\x0bB\n", "1:4 FILE004"),
        (b"# A\n\0\n", "2:1 FILE004"),
        ("# A\n\u202eB\n".encode(), "2:1 FILE004"),
        (b"# A\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n", "2:1 FILE006"),
    ],
)
def test_a_page_is_read_though_something_is_wrong_with_its_bytes(
    content: bytes, expected: str
) -> None:
    reading = read_one(content)
    (finding,) = reading.findings
    span = finding.location.span
    assert f"{span.line}:{span.column} {finding.code}" == expected
    assert reading.unread == []
    assert next(reading.sops[0].page.headings()).level == 1


def test_bytes_that_are_no_text_are_shown_by_the_sign_for_it() -> None:
    (sop,) = read_one("# Prüfung\n".encode("latin-1")).sops
    assert [each.plain for each in sop.page.headings()] == ["Pr\ufffdfung"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\xfe\xff\0", b"#\0 \0A", b"\0#\0 ", b"\xff", b""]
)
def test_a_few_bytes_of_anything_are_a_page(content: bytes) -> None:
    assert [sop.parsed for sop in read_one(content).sops] == [True]


@pytest.mark.parametrize(
    ("content", "parsed"),
    [
        ("x" * LARGEST_RECORD, True),
        ("x" * (LARGEST_RECORD + 1), False),
        ("a\n\n" * MOST_BLOCKS, True),
        ("a\n\n" * (MOST_BLOCKS + 1), False),
    ],
    ids=["1 MB", "above 1 MB", "20,000 blocks", "above 20,000 blocks"],
)
def test_a_page_that_is_too_large_is_listed_and_not_taken_apart(content: str, parsed: bool) -> None:
    reading = read_one(content)
    assert [sop.parsed for sop in reading.sops] == [parsed]
    assert [each.code for each in reading.findings] == ([] if parsed else ["FILE002"])
    assert reading.unread == ([] if parsed else ["sops/a.md"])
    assert bool(reading.sops[0].page.blocks) is parsed


def test_a_page_of_too_many_blocks_keeps_its_keys_and_its_lines() -> None:
    (sop,) = read_one("---\nowner: maya\n---\n" + "a\n\n" * (MOST_BLOCKS + 1)).sops
    assert (sop.metadata.owner, sop.page.lines) == ("maya", 3 + 2 * (MOST_BLOCKS + 1))
    assert sop.page.front_matter is not None


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("a\r\nb", 2), ("a\rb\r", 2), ("\n", 1)],
)
def test_a_page_counts_the_lines_of_its_file(text: str, lines: int) -> None:
    assert read_one(text).sops[0].page.lines == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{COMMENT}\n# A\n", (None, None)),
        (f"<!-- a -->\n\n{COMMENT}\n# A\n", (None, None)),
        (f"---\ntitle: A\n---\n\n{COMMENT}\n# A\n", (None, None)),
        (f"# A\n\n{COMMENT}\n\nb\nc\n\nd\n", (5, 6)),
        (f"# A\n{COMMENT}\nb\n", (3, 3)),
        (f"# A\n\n{COMMENT}\n## B\n\nc\n", (4, 4)),
        (f"# A\n\n{COMMENT}\n\n- b\n- c\n\nd\n", (5, 6)),
        (f"# A\n\n{COMMENT}\n\n| b |\n|---|\n| c |\n", (5, 7)),
        (f"# A\n\n{COMMENT}\n\n```\nb\n```\n", (5, 7)),
        (f"# A\n\n{COMMENT}\n<!-- b -->\n\nc\n", (6, 6)),
        (f"# A\n\n- b\n\n  {COMMENT}\n\n  c\n- d\n", (7, 7)),
        (f"# A\n\n> {COMMENT}\n> b\n", (4, 4)),
        (f"# A\n\n{COMMENT}\n", (3, 3)),
        (f"# A\n\nb {COMMENT} c\nd\n", (3, 4)),
        (f"# A\n\n- b {COMMENT}\n  - c\n", (3, 3)),
        (f"# A {COMMENT}\n", (1, 1)),
        (f"| a {COMMENT} |\n|---|\n| b |\n", (1, 1)),
        ("---\ntitle: A # opsctl: ignore[SOP001] agreed\n---\n# A\n", (2, None)),
        ("---\n# opsctl: ignore[SOP001] agreed\ntitle: A\n---\n# A\n", (None, None)),
    ],
)
def test_a_comment_suppresses_for_the_page_or_for_a_block(
    text: str, expected: tuple[int | None, int | None]
) -> None:
    (found,) = read_one(text).suppressions
    assert (found.line, found.last_line) == expected
    assert (found.rules, found.reason) == (("SOP001",), "agreed")


@pytest.mark.parametrize(
    "text",
    [
        f"# A\n\n```\n{COMMENT}\n```\n",
        f"# A\n\n`{COMMENT}`\n",
        f"# A\n\n    {COMMENT}\n",
        "# A\n\n<!-- a note: opsctl: ignore[SOP001] -->\n",
        "# A\n\n<!-- opsctl: ignore SOP001 -->\n",
        "# A\n\nopsctl: ignore[SOP001]\n",
        "# opsctl: ignore[SOP001]\n",
    ],
)
def test_what_is_no_comment_suppresses_nothing(text: str) -> None:
    assert read_one(text).suppressions == []


@pytest.mark.parametrize(
    ("comment", "rules", "reason"),
    [
        ("<!-- opsctl: ignore[SOP001, SOP] a  b -->", ("SOP001", "SOP"), "a b"),
        ("<!--opsctl:ignore[ SOP001 ]-->", ("SOP001",), ""),
        ("<!-- opsctl: ignore[] -->", (), ""),
        ("<!--\nopsctl: ignore[SOP001,\nSOP]\na\nb -->", ("SOP001", "SOP"), "a b"),
        ("<!-- opsctl: ignore[SOP001] a - b -->", ("SOP001",), "a - b"),
    ],
)
def test_a_comment_names_rules_and_a_reason(
    comment: str, rules: tuple[str, ...], reason: str
) -> None:
    (found,) = read_one(f"{comment}\n\n# A\n").suppressions
    assert (found.rules, found.reason) == (rules, reason)


def test_a_comment_has_its_place() -> None:
    text = f"# A\r\n\r\n- b\r\n  {COMMENT}\r\n"
    (found,) = read_one(text).suppressions
    span = found.location.span
    assert (span.line, span.column, text[span.start : span.end]) == (4, 3, COMMENT)


@pytest.mark.parametrize(
    ("last", "line", "covered"),
    [(6, 4, False), (6, 5, True), (6, 6, True), (6, 7, False), (None, 5, True), (None, 6, False)],
)
def test_a_suppression_covers_the_lines_of_its_block(
    last: int | None, line: int, covered: bool
) -> None:
    (found,) = read_one(f"# A\n\n{COMMENT}\n\nb\nc\n").suppressions
    assert (found.line, found.last_line) == (5, 6)
    alone = type(found)(found.location, found.rules, found.reason, 5, last)
    assert alone.covers(line) is covered


def there(files: Mapping[str, str], target: str, site_root: str | None = None) -> set[str]:
    """Give the paths that a link in `sops/a.md` is found to lead to."""
    settings = SopSettings(site_root=site_root)
    reading = read({"sops/a.md": f"# A\n\n[x]({target})\n", **files}, settings)
    return set(reading.surroundings.there)


FILES = {"sops/b.md": "# B c\n", "docs/e/f.png": "", "docs/g.md": "# G\n", "README.md": "# R\n"}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("b.md", {"sops/b.md"}),
        ("./b.md", {"sops/b.md"}),
        ("../sops/b.md#b-c", {"sops/b.md"}),
        ("b.md?raw=1#b-c", {"sops/b.md"}),
        ("../docs/e/f.png", {"docs/e/f.png"}),
        ("../docs/e", {"docs/e"}),
        ("../docs/e/", {"docs/e"}),
        ("..", {""}),
        (".", {"sops"}),
        ("#a", {"sops/a.md"}),
        ("/README.md", {"README.md"}),
        ("/sops/b.md", {"sops/b.md"}),
        ("<b.md>", {"sops/b.md"}),
        ("%62.md", {"sops/b.md"}),
        ("../../README.md", set()),
        ("../../../etc/passwd", set()),
        ("/../README.md", set()),
        ("https://a.b/c.md", set()),
        ("//a.b/c.md", set()),
        ("mailto:a@b.c", set()),
        ("C:\\\\b.md", set()),
        ("{{site}}/b.md", set()),
        ("{%post_url%}", set()),
        ("${root}/b.md", set()),
        ("b", set()),
        ("c.md", set()),
        ("b.md/c.md", set()),
        ("b%00.md", set()),
        ("%00/b.md", set()),
        ("%2E%2E/%2E%2E/README.md", set()),
        ("%FF.md", set()),
        ("%", set()),
    ],
)
def test_a_link_leads_to_what_is_there(target: str, expected: set[str]) -> None:
    assert there(FILES, target) == expected


SITE = {"docs/b.md": "", "docs/c/index.md": "", "docs/d/README.md": "", "docs/e/_index.md": ""}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/b", {"docs/b.md"}),
        ("/b.md", {"docs/b.md"}),
        ("/b.html", {"docs/b.md"}),
        ("/b/", {"docs/b.md"}),
        ("/b#x", {"docs/b.md"}),
        ("/c", {"docs/c", "docs/c/index.md"}),
        ("/c/index.html", {"docs/c/index.md"}),
        ("../docs/b", {"docs/b.md"}),
        ("../docs/b.html", {"docs/b.md"}),
        ("/sops/a", set()),
        ("/x", set()),
        ("/../README.md", set()),
    ],
)
def test_a_site_leaves_out_how_its_pages_end(target: str, expected: set[str]) -> None:
    assert there(SITE, target, "docs") - {"sops/a.md"} == expected


@pytest.mark.parametrize(
    ("target", "site_root", "candidates", "certain"),
    [
        ("b.md", None, ("sops/b.md",), True),
        ("/b.md", None, ("b.md",), False),
        ("/b.md", "docs", ("docs/b.md",), True),
        ("/b.html", "docs", ("docs/b.html", "docs/b.md"), True),
        (
            "/b",
            "docs",
            *(("docs/b", "docs/b.md", "docs/b/index.md", "docs/b/README.md", "docs/b/_index.md"),),
            True,
        ),
        ("", None, ("sops/a.md",), True),
        ("?x", None, ("sops/a.md",), True),
        (" b.md ", None, ("sops/b.md",), True),
        ("../../b.md", None, (), True),
    ],
)
def test_a_link_may_mean_several_files(
    target: str, site_root: str | None, candidates: tuple[str, ...], certain: bool
) -> None:
    found = destination("sops/a.md", target, site_root)
    assert (found.candidates, found.certain) == (candidates, certain)


@pytest.mark.parametrize(
    ("target", "fragment"),
    [("b.md#c", "c"), ("#c", "c"), ("b.md", None), ("b.md#", ""), ("b.md?c=d#e", "e")],
)
def test_a_link_may_name_a_place(target: str, fragment: str | None) -> None:
    assert destination("sops/a.md", target, None).fragment == fragment


def anchors(files: Mapping[str, str], path: str) -> Anchors:
    return read(files).surroundings.there[path]


PAGE = """\
# Über uns

## Steps & checks!

## Steps & checks!

<a name='own'></a>

## X {#given}
"""
PLACES = frozenset(
    [
        *("über-uns", "own", "given", "x"),
        *("steps--checks", "steps--checks-1", "steps-checks", "steps-checks-1"),
    ]
)
"""The places of the page, as one host or another names them."""


@pytest.mark.parametrize("path", ["sops/b.md", "docs/b.md", "docs/b.markdown"])
def test_a_link_to_a_place_has_the_places_of_the_page(path: str) -> None:
    names = anchors({"sops/a.md": f"[x](../{path}#y)\n", path: PAGE}, path).names
    assert names == PLACES


def test_places_are_looked_up_only_where_a_link_names_one() -> None:
    assert anchors({"sops/a.md": "[x](b.md)\n", "sops/b.md": PAGE}, "sops/b.md").names is None


def test_a_later_link_to_a_place_is_enough() -> None:
    files = {"sops/a.md": "[x](b.md) [y](b.md#own)\n", "sops/b.md": PAGE}
    assert anchors(files, "sops/b.md").names is not None


@pytest.mark.parametrize(
    "content", ["a\n\n" * (MOST_BLOCKS + 1), "x" * (LARGEST_RECORD + 1)], ids=["blocks", "bytes"]
)
def test_the_places_of_a_page_that_is_too_large_are_not_known(content: str) -> None:
    files = {"sops/a.md": "[x](../docs/b.md#y)\n", "docs/b.md": content}
    assert anchors(files, "docs/b.md") == Anchors()


def test_a_file_of_another_kind_has_no_places() -> None:
    files = {"sops/a.md": "[x](b.txt#y)\n", "sops/b.txt": PAGE}
    assert anchors(files, "sops/b.txt") == Anchors()


def test_a_folder_is_told_from_a_file() -> None:
    files = {"sops/a.md": "[x](../docs#y) [y](b.md)\n", "docs/c.md": "", "sops/b.md": ""}
    reading = read(files).surroundings.there
    assert {path: each.folder for path, each in reading.items()} == {
        "docs": True,
        "sops/b.md": False,
    }


@pytest.mark.parametrize(
    ("target", "spelled"),
    [
        ("B.md", {"sops/B.md": "sops/b.md"}),
        ("../SOPS/b.md", {"SOPS/b.md": "sops/b.md"}),
        ("../Docs/E/F.PNG", {"Docs/E/F.PNG": "docs/e/f.png"}),
        ("../readme.md", {"readme.md": "README.md"}),
        ("c.md", {}),
        ("b.md", {}),
    ],
)
def test_a_path_in_other_letters_is_told(target: str, spelled: dict[str, str]) -> None:
    reading = read({"sops/a.md": f"[x]({target})\n", **FILES})
    assert reading.surroundings.spelled == spelled


def test_a_place_on_disk_is_looked_up_with_its_letters(linked: Path) -> None:
    (linked / "sops" / "a.md").write_text(
        "[a](inside.md#a-page) [b](outside.md) [c](folder/secret.md) [d](directory.md)\n",
        encoding="utf-8",
    )
    around = read_sops(FolderTree(linked), SopSettings()).surroundings
    assert around.there["sops/inside.md"].names == frozenset(["a-page"])
    assert "sops/folder/secret.md" not in around.there
    assert around.there["sops/directory.md"].folder


@pytest.mark.parametrize(
    "target",
    [f"{'b' * 300}.md", f"{'b' * 300}/c.md", f"{'b/' * 3_000}c.md", "b%00/c.md", "%00.md#c"],
    ids=["a long name", "a long folder", "many folders", "no name for a folder", "no name"],
)
def test_no_name_in_a_link_stops_the_reading(tmp_path: Path, target: str) -> None:
    (tmp_path / "sops").mkdir()
    (tmp_path / "sops" / "a.md").write_text(f"[x]({target})\n", encoding="utf-8")
    reading = read_sops(FolderTree(tmp_path), SopSettings())
    assert (reading.surroundings.there, reading.findings) == ({}, [])
