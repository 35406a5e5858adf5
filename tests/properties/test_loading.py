"""Whatever bytes a workspace holds, loading it ends, and says only what is so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from opsctl.loading.source import decode
from opsctl.loading.workspace import load_workspace
from opsctl.model.workspace import Workspace
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.errors import UsageProblem
from opsctl.text.fix import Reordering
from opsctl.text.source import Source
from opsctl.text.span import FILE_START, Location, Origin, Span
from opsctl.text.tree import OverlayTree
from tests.rules.test_cases import cases_of_workspaces, content_of

DAY = date(2026, 11, 20)
EXAMPLE = Path(__file__).parents[2] / "examples" / "northwind"
ROCK = "rocks/2026-Q4/loyalty-programme.yaml"
PATHS = ("opsctl.yaml", "people.yaml", "teams.yaml", "vision.yaml", ROCK)
NASTY = [
    *[b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1b[2J", b"\r"],
    *[b"\t", b"\r\n", b"\n", b" ", b"\n\n  ", b"\xc2\x85", b"\xe2\x80\xa8", b"\xc2\xa0"],
    *[b"---\n", b"\n...\n", b"%YAML 1.2\n", b"%", b"<<: *a\n", b"&a ", b"*a", b"!x ", b"!!set "],
    *[b"[", b"]", b"{", b"}", b"[" * 200, b"{a: " * 200, b"- " * 200, b"? ", b": ", b":", b", "],
    *[b"'", b'"', b"\\", b'"\\q"', b'"\\ud800"', b"|", b">", b">5", b"|-\n", b"#", b" #x", b"# "],
    *[
        b"<<<<<<< HEAD\n",
        b"=======\n",
        b">>>>>>> b\n",
        b"@",
        b"`",
        b"~",
        b"null",
        b"x-a: {b: [c]}\n",
    ],
    *[b"# opsctl: ignore[ROCK001]", b"\n# opsctl: ignore[] x\n", b"title: A\n", b"format: 2\n"],
    *["🚀".encode(), "é".encode(), b"2026-02-30", b"1" * 400, b".nan", b"a: " * 50, b"id: x\n"],
]

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def example() -> dict[str, bytes]:
    """Give the files of the example."""
    return {
        path.relative_to(EXAMPLE).as_posix(): path.read_bytes()
        for path in sorted(EXAMPLE.rglob("*.yaml"))
    }


@cache
def sound_example() -> Workspace:
    """Load the example as it is."""
    return load_workspace(OverlayTree(None, example()))


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """Flip, cut out, insert and cut off, a few times."""
    content = sound
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = at + draw(st.integers(0, 12))
        match draw(st.sampled_from(["flip", "insert", "delete", "double", "truncate"])):
            case "flip":
                content = content[:at] + bytes([draw(st.integers(0, 255))]) + content[at + 1 :]
            case "insert":
                content = content[:at] + draw(st.sampled_from(NASTY)) + content[at:]
            case "delete":
                content = content[:at] + content[end:]
            case "double":
                content = content[:end] + content[at:]
            case _:
                content = content[:at]
    return content


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """Choose a file of the example, and what stands there instead."""
    path = draw(st.sampled_from(PATHS))
    fragments = st.lists(st.sampled_from(NASTY), max_size=12).map(b"".join)
    return path, draw(st.one_of(st.binary(max_size=60), fragments, damaged(example()[path])))


def load(files: dict[str, bytes]) -> Workspace | None:
    """Load a workspace; none where it says that it is of the future."""
    try:
        return load_workspace(OverlayTree(None, files))
    except UsageProblem:
        return None


def locations(workspace: Workspace) -> Iterator[Location]:
    """Give every place that a workspace names."""
    for finding in workspace.findings:
        yield finding.location
        if finding.fix:
            steps = finding.fix.steps
            yield from (step.location for step in steps if not isinstance(step, Reordering))
    for suppression in workspace.suppressions:
        yield suppression.location
    for origin in origins(workspace):
        for span in (*origin.values.values(), *origin.keys.values()):
            yield Location(origin.path, span)


def origins(workspace: Workspace) -> Iterator[Origin]:
    yield workspace.settings.origin
    if workspace.vision:
        yield workspace.vision.origin
    for register in (workspace.people, workspace.teams, workspace.goals):
        for record in register.records.values():
            yield record.origin
    for rock in workspace.rocks:
        yield rock.origin


def readable_part(path: str, content: bytes) -> Source:
    """Decode a file, as far as it goes."""
    source, _ = decode(path, content)
    if source is not None:
        return source
    body = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return Source(path, body.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Source(path, body[: error.start].decode("utf-8"))


def assert_named_truly(span: Span, source: Source) -> None:
    """Check that a span lies in its text, and that its lines and columns fit its offsets."""
    assert 0 <= span.start <= span.end <= len(source.text)
    assert span == source.span(span.start, span.end)


@unhurried
@given(spoiled())
def test_loading_never_raises_and_every_place_names_its_text(change: tuple[str, bytes]) -> None:
    path, content = change
    workspace = load(example() | {path: content})
    assume(workspace is not None)
    assert workspace is not None
    source = readable_part(path, content)
    for location in locations(workspace):
        if location.path == path:
            assert_named_truly(location.span, source)


@unhurried
@given(spoiled())
def test_a_broken_file_hides_no_other(change: tuple[str, bytes]) -> None:
    path, content = change
    before, after = sound_example(), load(example() | {path: content})
    assume(after is not None)
    assert after is not None
    if path != "people.yaml":
        assert after.people == before.people
    if path != "teams.yaml":
        assert after.teams == before.teams
    if path != "vision.yaml":
        assert (after.goals, after.vision) == (before.goals, before.vision)
    if path != "opsctl.yaml":
        assert after.settings == before.settings
    others = [rock for rock in before.rocks if rock.origin.path != path]
    assert [rock for rock in after.rocks if rock.origin.path != path] == others
    assert [each for each in after.findings if each.location.path != path] == []


@unhurried
@given(spoiled())
def test_a_file_without_a_record_has_a_finding_that_says_why(change: tuple[str, bytes]) -> None:
    path, content = change
    workspace = load(example() | {path: content})
    assume(workspace is not None)
    assert workspace is not None
    if path in workspace.unread:
        assert [each for each in workspace.findings if each.location.path == path]
    if path == ROCK:
        read = ROCK in {rock.origin.path for rock in workspace.rocks}
        assert read != (ROCK in workspace.unread)


@unhurried
@given(spoiled())
def test_no_message_names_a_type_of_python(change: tuple[str, bytes]) -> None:
    path, content = change
    workspace = load(example() | {path: content})
    assume(workspace is not None)
    assert workspace is not None
    for finding in workspace.findings:
        said = f"{finding.message} {finding.hint}".replace(content.decode("utf-8", "replace"), "")
        for word in (
            "Decimal",
            "dataclass",
            "NoneType",
            "pydantic",
            "Scalar",
            "<class",
            "Traceback",
        ):
            assert word not in said
        assert len(finding.message) < 400


@unhurried
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_can_stand_in_double_quotes_or_be_refused_where_it_is(text: str) -> None:
    """A character that a file may not hold is found where it stands; all others are kept."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    content = f'title: "A{quoted}"\nowner: maya\n'.encode()
    workspace = load({"opsctl.yaml": b"format: 1\n", ROCK: content})
    assert workspace is not None
    source = readable_part(ROCK, content)
    for finding in workspace.findings:
        assert_named_truly(finding.location.span, source)
        if finding.code == "FILE004":
            span = finding.location.span
            assert f"U+{ord(source.text[span.start : span.end]):04X}" in finding.message
    if not workspace.findings and not {"\r", "\n"} & set(text):
        assert workspace.rocks[0].title == f"A{text}".strip()


def test_every_place_in_every_case_names_its_text() -> None:
    for each in cases_of_workspaces():
        case = each.values[1]
        files = {path: content_of(value) for path, value in case["files"].items()}
        workspace = load({"opsctl.yaml": b"format: 1\n"} | files)
        assert workspace is not None
        found = run_rules(workspace, RULES, case.get("as_of", DAY))
        places = [*locations(workspace), *(one.finding.location for one in found)]
        for location in places:
            if location.path in files and location.span != FILE_START:
                source = readable_part(location.path, files[location.path])
                assert_named_truly(location.span, source)
