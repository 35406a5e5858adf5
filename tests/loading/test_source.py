"""What is opened, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from opsctl.loading.source import LARGEST_RECORD, decode, read_source
from opsctl.loading.workspace import load_workspace
from opsctl.text.tree import Entry, Kind

FIFTY_MEGABYTES = 50 * 1024 * 1024


class Unread:
    """A tree of one Rock that says how large it is, and is never to be opened."""

    def __init__(self, entry: Entry) -> None:
        self.only = entry

    def entry(self, path: str) -> Entry | None:
        return self.only if path == self.only.path else None

    def walk(self, folder: str) -> Iterator[Entry]:
        if self.only.path.startswith(f"{folder}/"):
            yield self.only

    def read(self, path: str) -> bytes:
        raise AssertionError(f"{path} was opened")


@pytest.mark.parametrize("path", ["people.yaml", "opsctl.yaml", "rocks/2026-Q4/a.yaml"])
@pytest.mark.parametrize("size", [LARGEST_RECORD + 1, FIFTY_MEGABYTES])
def test_a_file_that_is_too_large_is_not_opened(path: str, size: int) -> None:
    workspace = load_workspace(Unread(Entry(path, Kind.FILE, size)))
    found = [each.code for each in workspace.findings if each.location.path == path]
    assert found == ["FILE002"]
    assert path in workspace.unread


@pytest.mark.parametrize("kind", [each for each in Kind if each not in (Kind.FILE, Kind.WORKSPACE)])
@pytest.mark.parametrize("path", ["people.yaml", "rocks/2026-Q4/a.yaml"])
def test_what_is_no_file_is_not_opened(kind: Kind, path: str) -> None:
    entry = Entry(path, kind)
    source, findings = read_source(Unread(entry), entry)
    assert source is None
    assert [each.code for each in findings] in (["FILE013"], ["FILE014"])
    workspace = load_workspace(Unread(entry))
    assert findings[0] in workspace.findings
    assert path in workspace.unread


def test_a_byte_order_mark_is_kept_apart_from_the_text() -> None:
    source, findings = decode("a.yaml", b"\xef\xbb\xbfa: b\r\n")
    assert findings == []
    assert source is not None
    assert (source.text, source.has_bom) == ("a: b\r\n", True)
    assert source.encode() == b"\xef\xbb\xbfa: b\r\n"
