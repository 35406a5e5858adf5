"""A page that is known from before is, to whoever asks, the page that is read."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from multiprocessing import active_children, get_context
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.sop.anatomy import taken_apart
from opsctl.loading.sops import ReadPage, page_of, read_each
from opsctl.model.anchors import anchors_of
from opsctl.model.markdown import Body
from opsctl.model.settings import Profile, SopSettings
from opsctl.model.sop import Metadata, Sop
from opsctl.pages import helper, looking
from opsctl.pages.kept import kept_of, read_again
from opsctl.pages.looking import packed, unpacked
from opsctl.pages.reader import KnownPages, NoStore
from opsctl.rules.page_rules import found_in_page
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import Entry, FolderTree, Kind, OverlayTree

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.md"))
CASES = sorted((ROOT / "tests").rglob("cases/**/*.md"))
REAL_SOPS = ROOT.parent / "shared" / "data" / "real-sops"
SETTINGS = SopSettings(
    longest_step=12, profiles={"short": Profile(paths=("sops/short/**",), required=("procedure",))}
)


class KeptInMemory:
    """A store that counts what is asked of it."""

    def __init__(self) -> None:
        self.pages: dict[bytes, bytes] = {}
        self.hits = self.saved = 0

    def get(self, key: bytes) -> bytes | None:
        self.hits += key in self.pages
        return self.pages.get(key)

    def put(self, key: bytes, data: bytes) -> None:
        self.pages[key] = data

    def save(self) -> None:
        self.saved += 1


def places(sop: Sop) -> list[object]:
    """Give every place that the keys at the top have."""
    keys = [(), *((name,) for name in Metadata.__dataclass_fields__), ("audience", 0)]
    origin = sop.origin
    return [(origin.has(*key), origin.key(*key), origin.value(*key)) for key in keys]


def said(page: ReadPage) -> list[object]:
    """Give all that can be asked of a page."""
    sop = page.sop
    anatomy = taken_apart(sop, SETTINGS)
    known = anatomy.known
    findings: Iterable[Finding] = known.findings if known else found_in_page(anatomy, RULES)
    return [
        *(sop.path, sop.id, sop.metadata, sop.foreign, sop.parsed, places(sop)),
        *(sop.page.links, sop.page.front_matter, sop.page.lines),
        *(anatomy.facts, anatomy.title, anatomy.owner, anatomy.version, anatomy.status),
        *(list(findings), list(page.findings), list(page.suppressions)),
        page.names or anchors_of(sop.page),
        *(sop.page.blocks, sop.page.marks, anatomy.sections, anatomy.steps, anatomy.parts),
    ]


def assert_known_is_read(path: str, content: bytes) -> bool:
    """Tell whether the page can be known, and make sure that it is the page that is read."""
    kept = kept_of(path, content, SETTINGS)
    if kept is None:
        return False
    read = page_of(path, content)
    body = Body(read.sop.page.blocks, read.sop.page.marks)
    again = unpacked(packed(kept))
    assert again is not None
    assert said(read_again(path, again, SETTINGS, lambda: body)) == said(read)
    return True


@pytest.mark.parametrize("page", [*EXAMPLES, *CASES], ids=lambda each: each.stem)
def test_pages_of_examples_and_cases(page: Path) -> None:
    assert_known_is_read(f"sops/{page.name}", page.read_bytes())


@pytest.mark.skipif(not REAL_SOPS.exists(), reason="the real procedures are not here")
def test_real_pages() -> None:
    pages = sorted(REAL_SOPS.rglob("*.md"))
    known = sum(
        assert_known_is_read(f"sops/{at}.md", each.read_bytes()) for at, each in enumerate(pages)
    )
    assert known > 0.9 * len(pages)


LINES = st.sampled_from(
    [
        *(
            "---",
            "title: A page",
            "owner: anna",
            'version: "1.2.0"',
            "status: approved",
            "audience: [a, b]",
        ),
        *(
            "status: draft",
            "profile: short",
            "reviewed: 2026-10-01",
            "x_team: y",
            "# Title",
            "## Purpose",
        ),
        *(
            "## Procedure",
            "1. Take it",
            "3. Send it to [him](a.md#b)",
            "- a point",
            "  - deeper",
            "",
        ),
        *(
            "<!-- opsctl: ignore[SOP001] because -->",
            "<!-- opsctl: ignore[SOP006] -->",
            "Owner: Ben",
        ),
        *(
            "```sh",
            "```",
            "<details>",
            "</details>",
            "| a | b |",
            "| - | - |",
            "![](a.png)",
            "TODO",
        ),
        *(
            "#No space",
            "\ufeff",
            "é\u00a0—",
            "a\tb",
            "+++",
            "...",
            "<<<<<<< a",
            "Text",
            "===",
            "\r",
            "\x07",
        ),
    ]
)


@given(st.lists(LINES, max_size=25), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_any_page(lines: list[str], has_top: bool, ends: str) -> None:
    top = ["---", "title: A page", "owner: anna", "---"] if has_top else []
    assert_known_is_read("sops/short/a.md", ends.join([*top, *lines]).encode())


@given(st.binary(max_size=60))
def test_any_bytes(content: bytes) -> None:
    assert_known_is_read("sops/a.md", content)


def company(folder: Path, pages: int) -> FolderTree:
    folder.mkdir(exist_ok=True)
    for number in range(pages):
        text = f"---\ntitle: Page {number}\n---\n# P\n\n1. Do it\n3. Do [that]({number}.md#p)\n"
        (folder / f"{number:03}.md").write_text(text)
    (folder / "100.md").write_text("---\ntitle: never closed\n")
    (folder / "200.md").write_bytes(b"\xff\xfe\0")
    return FolderTree(folder)


def entries(tree: FolderTree) -> list[Entry]:
    return [*tree.walk(""), Entry("gone.md", Kind.LINK_BROKEN)]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_all_come_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int, platform: str
) -> None:
    monkeypatch.setattr(helper, "FORKS", platform == "linux")
    tree, store = company(tmp_path, 330), KeptInMemory()
    pages = KnownPages(lambda _: store, tree, processes)
    every = list(map(said, read_each(tree, entries(tree), SETTINGS)))
    assert list(map(said, pages(tree, entries(tree), SETTINGS))) == every
    assert (store.hits, len(store.pages), store.saved) == (0, 329, 1)
    assert list(map(said, pages(tree, entries(tree), SETTINGS))) == every
    assert (store.hits, len(store.pages), store.saved) == (329, 329, 2)


def test_processes_that_die_leave_the_work_to_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()

    def look(settings: SopSettings, pages: Sequence[tuple[str, bytes]]) -> list[bytes]:
        if os.getpid() != here:
            os._exit(1)
        return whole(settings, pages)

    whole = looking.looked_at
    monkeypatch.setattr(looking, "looked_at", look)
    assert_all_are_read(company(tmp_path, 330))


@pytest.mark.parametrize("lacking", ["Pipe", "Process"])
def test_where_no_process_can_be_had_the_work_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    class Refusing:
        def __init__(self, *_given: object, **_more: object) -> None:
            pass

        def start(self) -> None:
            raise BlockingIOError(11, "Resource temporarily unavailable")

    def no_pipe() -> None:
        raise OSError(24, "Too many open files")

    context = get_context("fork")
    kept = {"Pipe": context.Pipe, "Process": context.Process}
    refused = {"Pipe": no_pipe, "Process": Refusing}
    given = SimpleNamespace(**{**kept, lacking: refused[lacking]})
    monkeypatch.setattr(helper, "get_context", lambda _: given)
    assert_all_are_read(company(tmp_path, 330))


def assert_all_are_read(tree: FolderTree) -> None:
    pages = KnownPages(lambda _: NoStore(), tree, 2)
    every = [each.sop.metadata for each in read_each(tree, entries(tree), SETTINGS)]
    assert [each.sop.metadata for each in pages(tree, entries(tree), SETTINGS)] == every
    assert active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems list processes otherwise")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGINT])
def test_no_process_outlives_the_command(tmp_path: Path, ending: signal.Signals) -> None:
    company(tmp_path / "sops", 900)
    (tmp_path / "opsctl.yaml").write_text("format: 1\n")
    asked = [sys.executable, "-m", "opsctl", "check", "--no-cache", "--as-of", "2026-11-20"]
    started = subprocess.Popen(
        asked,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while not (begun := children_of(started.pid)) and time.monotonic() < until:
        time.sleep(0.01)
    if ending is signal.SIGINT:
        os.killpg(started.pid, ending)
    else:
        os.kill(started.pid, ending)
    _, errors = started.communicate(timeout=30)
    assert begun
    while any(map(is_running, begun)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(is_running, begun))
    assert b"Traceback" not in errors
    assert started.returncode == (130 if ending is signal.SIGINT else -ending)


def children_of(process: int) -> list[int]:
    try:
        return [*map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]
    except OSError:
        return []


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_settings_of_another_day_make_another_summary(tmp_path: Path) -> None:
    tree = company(tmp_path, 1)
    (page,) = KnownPages(lambda _: NoStore(), tree, 1)(tree, [*tree.walk("")][:1], SETTINGS)
    assert taken_apart(page.sop, SETTINGS).known is page.sop.summary is not None
    assert taken_apart(page.sop, SopSettings()).known is None


def test_a_page_that_changes_meanwhile_is_not_mixed_up(tmp_path: Path) -> None:
    tree = company(tmp_path, 1)
    (page,) = KnownPages(lambda _: NoStore(), tree, 1)(tree, [*tree.walk("")][:1], SETTINGS)
    (tmp_path / "000.md").write_text("# another\n")
    with pytest.raises(SurroundingsRefuse, match=r"000\.md changed while it was read"):
        assert page.sop.page.blocks
    (tmp_path / "000.md").unlink()
    with pytest.raises(SurroundingsRefuse, match=r"cannot read 000\.md"):
        assert page.sop.page.blocks


def test_a_body_is_read_once(tmp_path: Path) -> None:
    tree = company(tmp_path, 1)
    (page,) = KnownPages(lambda _: NoStore(), tree, 1)(tree, [*tree.walk("")][:1], SETTINGS)
    first = page.sop.page.blocks
    shutil.rmtree(tmp_path)
    assert page.sop.page.blocks is first


@pytest.mark.parametrize("data", [b"", b"[", b"[]", b"null", b"{}", b"\xff", b"[1,2,3,4,5,6,7,8]"])
def test_other_bytes_are_no_page(data: bytes) -> None:
    assert unpacked(data) is None
    tree = OverlayTree(None, {"a.md": b"# A\n"})
    store = KeptInMemory()
    read = KnownPages(lambda _: store, tree, 1)
    (first,) = read(tree, tree.walk(""), SETTINGS)
    store.pages = dict.fromkeys(store.pages, data)
    (again,) = read(tree, tree.walk(""), SETTINGS)
    assert said(again) == said(first)
    assert b"" not in store.pages.values()
