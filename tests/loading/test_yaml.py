"""What text becomes: YAML 1.2 as people write it, with the place of everything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from opsctl.loading.source import decode
from opsctl.loading.workspace import load_workspace
from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, parse_yaml
from opsctl.model.rock import Rock
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.tree import OverlayTree

PATH = "rocks/2026-Q4/open-germany.yaml"


def parsed(text: str) -> MappingNode:
    """Parse a text that is sound, and that holds keys."""
    node, findings = parse_yaml(Source("a.yaml", text))
    assert findings == []
    assert isinstance(node, MappingNode)
    return node


def values(text: str) -> dict[str, str]:
    """Give the text behind each key."""
    return {
        key.text: value.text for key, value in parsed(text).entries if isinstance(value, ScalarNode)
    }


def rock(content: str | bytes) -> Rock:
    """Load one Rock that is sound."""
    body = content if isinstance(content, bytes) else content.encode("utf-8")
    files = {"opsctl.yaml": b"format: 1\ncompany: Acme\n", PATH: body}
    workspace = load_workspace(OverlayTree(None, files))
    assert workspace.findings == ()
    return workspace.rocks[0]


def place(location: Location) -> str:
    span = location.span
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


class TestPlainText:
    @pytest.mark.parametrize(
        "written",
        [
            *["no", "yes", "on", "off", "y", "n", "true", "False", "NO"],
            *["12:30", "1:02:03", "1.10", "017", "0o17", "0x1F", "1_000", "1e3", "+1", ".5"],
            *["2026-11-30", "2026-11-30 10:00:00", "2026-02-30", ".nan", "-.inf", "=", "<<"],
        ],
    )
    def test_stays_as_it_is_written(self, written: str) -> None:
        assert values(f"a: {written}\n") == {"a": written}

    def test_names_of_keys_stay_text_too(self) -> None:
        assert list(values("no: a\non: b\n1.10: c\n2026-11-30: d\n")) == [
            "no",
            "on",
            "1.10",
            "2026-11-30",
        ]

    @pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
    def test_is_nothing_where_yaml_says_so(self, written: str) -> None:
        value = parsed(f"a: {written}\n").entries[0][1]
        assert isinstance(value, ScalarNode)
        assert value.is_null

    @pytest.mark.parametrize("written", ["'null'", '"~"', "''", "nULL", "none"])
    def test_is_something_in_quotes_or_in_other_letters(self, written: str) -> None:
        value = parsed(f"a: {written}\n").entries[0][1]
        assert isinstance(value, ScalarNode)
        assert not value.is_null

    def test_knows_whether_it_had_quotes(self) -> None:
        styles = [
            value.style
            for _, value in parsed("a: 1\nb: '1'\nc: \"1\"\nd: |\n  1\n").entries
            if isinstance(value, ScalarNode)
        ]
        assert styles == ["", "'", '"', "|"]

    def test_goes_on_over_lines(self) -> None:
        text = "a: one\n  two\n\n  three\nb: |\n  x\n  y\nc: >-\n  x\n  y\n"
        assert values(text) == {"a": "one two\nthree", "b": "x\ny\n", "c": "x y"}


class TestRecords:
    def test_words_that_other_programs_take_for_yes_and_no(self) -> None:
        read = rock("title: no\nowner: on\narea: 12:30\nteam: 1.10\n")
        assert (read.title, read.owner, read.area, read.team) == ("no", "on", "12:30", "1.10")

    def test_numbers_are_exact(self) -> None:
        read = rock("title: A\nowner: m\noutcome: {from: 0.1, to: 017, unit: 1.10}\n")
        assert read.outcome is not None
        assert (read.outcome.from_, read.outcome.to) == (Decimal("0.1"), Decimal(17))
        assert read.outcome.unit == "1.10"

    def test_dates_are_days(self) -> None:
        assert rock("title: A\nowner: m\ndue: 2026-12-18\n").due == date(2026, 12, 18)

    def test_an_empty_key_counts_as_not_written(self) -> None:
        read = rock("title: A\nowner: m\nteam:\noutcome:\nmilestones:\n")
        assert (read.team, read.outcome, read.milestones) == (None, None, ())


class TestPlaces:
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_are_the_same_with_every_line_end_and_with_a_byte_order_mark(
        self, newline: str, mark: str
    ) -> None:
        lines = [
            "# Rock",
            "title: A",
            "owner: maya",
            "milestones:",
            "  - title: 🚀🚀 launch",
            "    due: 2026-11-13",
            "outcome: {to: 3}",
            "",
        ]
        origin = rock((mark + newline.join(lines)).encode("utf-8")).origin
        assert place(origin.key("owner")) == "3:1-3:6"
        assert place(origin.value("owner")) == "3:8-3:12"
        assert place(origin.value("milestones", 0, "title")) == "5:12-5:21"
        assert place(origin.key("milestones", 0, "due")) == "6:5-6:8"
        assert place(origin.value("outcome", "to")) == "7:15-7:16"
        assert place(origin.value()) == "2:1-7:17"

    def test_offsets_do_not_count_the_byte_order_mark(self) -> None:
        origin = rock(b"\xef\xbb\xbftitle: A\nowner: maya\n").origin
        assert (origin.value("title").span.start, origin.value("title").span.end) == (7, 8)

    def test_columns_count_characters_not_bytes(self) -> None:
        origin = rock("{title: é🚀👩‍👩‍👧, owner: maya}\n").origin
        assert place(origin.value("title")) == "1:9-1:16"
        assert place(origin.value("owner")) == "1:25-1:29"

    def test_quotes_belong_to_the_value(self) -> None:
        origin = rock("title: \"A B\"\nowner: 'm'\n").origin
        assert place(origin.value("title")) == "1:8-1:13"
        assert place(origin.value("owner")) == "2:8-2:11"

    def test_a_group_ends_with_its_last_value(self) -> None:
        origin = rock("title: A\nowner: m\noutcome:\n  from: 0\n  to: 3\n\n# end\nteam: t\n").origin
        assert place(origin.value("outcome")) == "4:3-5:8"
        assert place(origin.key("outcome")) == "3:1-3:8"

    def test_a_field_that_is_not_written_is_where_its_group_is(self) -> None:
        origin = rock("title: A\nowner: m\nmilestones:\n  - {title: a, due: 2026-11-13}\n").origin
        assert place(origin.value("milestones", 0, "weight")) == "4:5-4:32"
        assert place(origin.value("due")) == "1:1-4:32"
        assert not origin.has("due")


class TestParsing:
    def test_gives_up_at_the_depth_that_is_too_much(self) -> None:
        node, findings = parse_yaml(Source("a.yaml", "a: " + "[" * 100_000))
        assert node is None
        assert [each.code for each in findings] == ["FILE003"]

    def test_reads_as_deep_as_is_allowed(self) -> None:
        node: Node = parsed("a: " + "[" * 63 + "x" + "]" * 63 + "\n").entries[0][1]
        depth = 0
        while isinstance(node, SequenceNode):
            node, depth = node.items[0], depth + 1
        assert depth == 63

    def test_reports_everything_that_does_not_stop_it(self) -> None:
        text = "a: &x 1\na: !y 2\nb: *x\n[c]: d\n"
        _, findings = parse_yaml(Source("a.yaml", text))
        assert [each.code for each in findings] == [
            "FILE010",
            "FILE011",
            "FILE009",
            "FILE010",
            "FILE007",
        ]

    @pytest.mark.parametrize("character", ["\u00a0", "\u200b", "\u200d", "\ue000", "\U0010ffff"])
    def test_takes_every_character_that_a_file_may_hold(self, character: str) -> None:
        source, findings = decode("a.yaml", f"a: b{character}c\n".encode())
        assert findings == []
        assert source is not None
        assert values(source.text) == {"a": f"b{character}c"}
