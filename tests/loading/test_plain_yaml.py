"""What the line reader takes, it reads as the parser of the whole language does."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given

from opsctl.loading.border import plain_data
from opsctl.loading.document import document_of
from opsctl.loading.plain_yaml import Group, read_plain
from opsctl.loading.source import decode
from opsctl.model.scalar import Scalar
from tests.loading.yaml_texts import FLOW, TEXTS

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[1] / "examples").rglob("*.yaml"))
CASES = sorted((HERE.parent / "rules" / "cases").glob("*.yaml"))


def whole(text: str) -> Group | None:
    """Read a text with the whole language; none where anything at all is to be said of it."""
    source, _ = decode("a.yaml", text.encode())
    document = document_of(source) if source else None
    if document is None or document.root is None or document.findings or document.suppressions:
        return None
    data: Group = plain_data(document.root)
    return data


def plain(text: str) -> Group | None:
    source, _ = decode("a.yaml", text.encode())
    return read_plain(source.text) if source else None


PLAIN = {
    "a: b\n": {"a": Scalar("b")},
    "a: b": {"a": Scalar("b")},
    "---\na: b\n": {"a": Scalar("b")},
    "a: b  \r\nc:   d\r\n": {"a": Scalar("b"), "c": Scalar("d")},
    "# one\na: b # two\n  ## three\n\n   \nc: d #\n": {"a": Scalar("b"), "c": Scalar("d")},
    "a: \"b: # 'c\"\nd: 'e \\ \"f'\n": {
        "a": Scalar("b: # 'c", plain=False),
        "d": Scalar('e \\ "f', plain=False),
    },
    'a: ""\n': {"a": Scalar("", plain=False)},
    "a: b:c#d, [e] {f} -g 'h'\n": {"a": Scalar("b:c#d, [e] {f} -g 'h'")},
    "a: -5.5\nb: é “c” – €\n": {"a": Scalar("-5.5"), "b": Scalar("é “c” – €")},
    "2026-W46: 1\na/b: 2\n": {"2026-W46": Scalar("1"), "a/b": Scalar("2")},
    "a: [b, c d, 2026-11-20]\ne: []\n": {
        "a": [Scalar("b"), Scalar("c d"), Scalar("2026-11-20")],
        "e": [],
    },
    "a:\n  - b\n  - 'c'\nd: e\n": {
        "a": [Scalar("b"), Scalar("c", plain=False)],
        "d": Scalar("e"),
    },
    "a:\n- b\n- c: d\n  e: f\ng: h\n": {
        "a": [Scalar("b"), {"c": Scalar("d"), "e": Scalar("f")}],
        "g": Scalar("h"),
    },
    "a:\n  -   b: c\n      d:\n        - e\n      f: g\n": {
        "a": [{"b": Scalar("c"), "d": [Scalar("e")], "f": Scalar("g")}]
    },
    "a: ['b', \"c: d\" , 'e, f', Über g, 80%]\n": {
        "a": [
            *(Scalar(each, plain=False) for each in ("b", "c: d", "e, f")),
            *(Scalar(each) for each in ("Über g", "80%")),
        ]
    },
    "a: {b: c, 'd e':   f g, \"h/**\": 'i: j'} # k\nl: m\n": {
        "a": {"b": Scalar("c"), "d e": Scalar("f g"), "h/**": Scalar("i: j", plain=False)},
        "l": Scalar("m"),
    },
    "a: [{}, [], [ b ], { c: [d, {e: f}] }]\n": {
        "a": [{}, [], [Scalar("b")], {"c": [Scalar("d"), {"e": Scalar("f")}]}]
    },
    "a:\n  - {b: c}\n  - [d]\n": {"a": [{"b": Scalar("c")}, [Scalar("d")]]},
    "'a': b\n\"c: d/*\":\n  - 'e # f': g\n": {
        "a": Scalar("b"),
        "c: d/*": [{"e # f": Scalar("g")}],
    },
    "a:\n   b:\n    c: d\n   e: f\n": {"a": {"b": {"c": Scalar("d")}, "e": Scalar("f")}},
}


@pytest.mark.parametrize("text", PLAIN)
def test_reads_the_plain_part(text: str) -> None:
    assert plain(text) == PLAIN[text] == whole(text)


OTHERWISE = (
    "",
    "# only a comment\n",
    "---\n",
    "a:\n",
    "a: ~\n",
    "a: null\n",
    "a: [null]\n",
    "a:\n  - b\n  -\n",
    "a:\n  -\n    b: c\n",
    "a: b\na: c\n",
    "x-mine: b\n",
    "a: b #cut\n",
    "a: b # opsctl: ignore[ROCK001]\n",
    "a: b\tc\n",
    "a: b\rc: d\n",
    "a: b: c\n",
    "a: b:\n",
    "a: |\n  b\n",
    "a: >-\n  b\n",
    "a: b\n  c\n",
    "a: b\n  c: d\n",
    "a: b\n  - c\n",
    "a:\n  b: c\n d: e\n",
    "a:\n    b: c\n  d: e\n",
    "a:\n  - b\n - c\n",
    "a:\n  - b\n  c: d\n",
    "a: b\n- c\n",
    "- a\n",
    "  a: b\n",
    "a : b\n",
    "a:b\n",
    "? a\n: b\n",
    "a: &b c\n",
    "a: *b\n",
    "a: !b c\n",
    "<<: b\n",
    "a: [b: c]\n",
    "a: ['b': c]\n",
    "a: [b, 'c''d']\n",
    'a: ["b\\n"]\n',
    "a: ['b' c]\n",
    "a: [b  c]\n",
    "a: [b, , c]\n",
    "a: [, b]\n",
    "a: [b c\n",
    "a: [b]]\n",
    "a: [[b]\n",
    "a: [b}\n",
    "a: [b] c\n",
    "a: [b] #c\n",
    "a: ['#b']\n",
    "a: [-1]\n",
    "a: [b:c]\n",
    "a: {b}\n",
    "a: {b: }\n",
    "a: {b: null}\n",
    "a: {b:c}\n",
    "a: {b: c, b: d}\n",
    "a: {b: c, 'b': d}\n",
    "a: {x-b: c}\n",
    "a: {'x-b': c}\n",
    "a: {b: c, }\n",
    "a: {b: {c}}\n",
    "a: {<<: b}\n",
    "a: " + "[" * 17 + "]" * 17 + "\n",
    "'x-a': b\n",
    "'': b\n",
    "'a' : b\n",
    "'a''b': c\n",
    "'a':b\n",
    "a: b\n'a': c\n",
    "a: [b, ]\n",
    'a: "b\\n"\n',
    "a: 'b''c'\n",
    'a: "b" c\n',
    "a: 'b\n  c'\n",
    "a: - b\n",
    "a:\n  - - b\n",
    "a: @b\n",
    "a: `b`\n",
    "a: %b\n",
    "---\na: b\n---\nc: d\n",
    "a: b\n...\n",
    "%YAML 1.2\n---\na: b\n",
)


@pytest.mark.parametrize("text", OTHERWISE)
def test_leaves_the_rest_to_the_parser(text: str) -> None:
    assert plain(text) is None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_reads_the_example_companies_as_the_parser_does(path: Path) -> None:
    text = path.read_bytes().decode()
    assert plain(text) in (None, whole(text))


def test_most_records_of_the_example_company_are_plain() -> None:
    records = [each for each in EXAMPLES if each.parent.parent.name in ("rocks", "scorecards")]
    assert all(plain(each.read_text(encoding="utf-8")) is not None for each in records)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_reads_what_rules_are_tried_on_as_the_parser_does(path: Path) -> None:
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    for case in cases:
        for content in case.get("files", {}).values():
            if isinstance(content, str):
                assert plain(content) in (None, whole(content))


@given(TEXTS)
def test_never_has_a_second_opinion(text: str) -> None:
    read = plain(text)
    assert read is None or read == whole(text)


@given(FLOW)
def test_never_has_a_second_opinion_of_what_stands_between_brackets(value: str) -> None:
    for text in (f"a: {value}\n", f"a:\n  - {value} # b\n", f"a:\n  b: {value}"):
        read = plain(text)
        assert read is None or read == whole(text)
