"""Where things stand in a plain text: found by its lines, as the parser of all of YAML finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.loading.border import origin_of
from opsctl.loading.document import document_of
from opsctl.loading.places import Places
from opsctl.loading.plain_yaml import read_plain
from opsctl.loading.source import decode
from opsctl.text.source import Source
from opsctl.text.span import Origin
from tests.conftest import ROOT
from tests.loading.test_plain_yaml import PLAIN
from tests.loading.yaml_texts import FLOW, TEXTS

EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))


def parsed(text: str) -> Origin:
    root = document_of(Source("a.yaml", text)).root
    assert root is not None
    return origin_of(root, "a.yaml")


def agrees(text: str) -> bool:
    """Tell whether a text is not plain, or the places found in it are those of the parser."""
    source, _ = decode("a.yaml", text.encode())
    if source is None or read_plain(source.text) is None:
        return True
    found, wanted = Places("a.yaml", text).origin(), parsed(text)
    return dict(found.values) == dict(wanted.values) and dict(found.keys) == dict(wanted.keys)


@pytest.mark.parametrize("text", PLAIN)
def test_finds_the_places_of_the_plain_part(text: str) -> None:
    assert agrees(text)
    assert agrees(text.replace("\r\n", "\n").replace("\n", "\r\n"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_finds_the_places_in_the_example_companies(path: Path) -> None:
    assert agrees(path.read_text(encoding="utf-8"))


@given(TEXTS)
def test_finds_the_places_in_any_text(text: str) -> None:
    assert agrees(text)


@given(FLOW, st.sampled_from(["\n", "\r\n"]))
def test_finds_the_places_between_brackets(value: str, end: str) -> None:
    for text in ("a: {}{}", "a:{1}  - {0} # b{1}", "---{1}a:{1}- 'b c': {0}{1}- d{1}e: 😀 {1}"):
        assert agrees(text.format(value, end))


def test_names_what_it_finds() -> None:
    text = "# é\na:\n  - 'b': [c, {d: \"e\"}]  # f\n    g: h\n"
    origin = Places("a.yaml", text).origin()
    found = {path: text[span.start : span.end] for path, span in origin.values.items()}
    assert found == {
        (): text[4:-1],
        ("a",): text[9:-1],
        ("a", 0): text[11:-1],
        ("a", 0, "b"): '[c, {d: "e"}]',
        ("a", 0, "b", 0): "c",
        ("a", 0, "b", 1): '{d: "e"}',
        ("a", 0, "b", 1, "d"): '"e"',
        ("a", 0, "g"): "h",
    }
    keys = {path: text[span.start : span.end] for path, span in origin.keys.items()}
    assert keys == {
        ("a",): "a",
        ("a", 0, "b"): "'b'",
        ("a", 0, "b", 1, "d"): "d",
        ("a", 0, "g"): "g",
    }


def test_the_text_may_begin_anywhere_in_its_file() -> None:
    file = "<!-- é -->\r\n\r\n---\r\na:\r\n- b\r\n---\r\n# C\r\n"
    start = file.index("a:")
    origin = Places("a.md", file[start : file.rindex("---")], start, 4).origin()
    source = Source("a.md", file)
    at = file.index("b\r")
    assert origin.value("a", 0).span == source.span(at, at + 1)
    assert origin.value().span == source.span(start, at + 1)
    assert origin.key("a").span == source.span(start, start + 1)
