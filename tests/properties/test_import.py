"""Whatever bytes a sheet holds, importing it ends: in a plan that can be written, or in a word."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsctl.analysis.sheet.columns import read_mapping, read_table
from opsctl.analysis.sheet.frame import frame_of
from opsctl.analysis.sheet.plan import ImportPlan, plan_import
from opsctl.editing.people import with_people
from opsctl.editing.yaml_text import record_lines
from opsctl.loading.rocks import rock_path
from opsctl.loading.sheet import read_sheet
from opsctl.loading.workspace import load_workspace
from opsctl.model.slug import is_slug
from opsctl.model.workspace import Workspace
from opsctl.rendering.json_text import json_text
from opsctl.rendering.rock.import_data import import_data
from opsctl.rendering.rock.import_screen import import_lines
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import UNICODE
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import OverlayTree
from tests.cli.sheets import CASES, Case

DAY = date(2026, 11, 20)
SETTINGS = b"format: 1\ncompany: Acme\n"
HEADINGS = [
    *["Title", "Owner", "Due", "Score", "% done", "Final score", "Mid score", "Status", "RAG"],
    *["Notes", "Team", "Theme", "Period", "Milestones", "Helpers", "Last updated", "?", "", "x"],
]
WORDS = [
    *["", "-", "Maya", "Maya, Leo", "maya@x.example", "11/12/2026", "31.12.2026", "Nov 12", "0,5"],
    *[
        "1",
        "0",
        "100%",
        "7",
        "1e9",
        "٣",
        "²",
        "On Track",
        "Done",
        "Dropped",
        "Red",
        "🔴",
        "Q4 2026",
    ],
    *["4. Quartal", "2026-12-01", "0000-00-00", "99/99/9999", "Page live: 2026-11-01\n[x] a", "'"],
    *["\x1b[2J", "\u202e", "\ufeff", "\x00", "\x85", "[]", "x" * 70, "a\r\nb", '"', "1.", "null"],
]
unhurried = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """Give the bytes of something that is like a sheet, in any delimiter and encoding."""
    cells = st.sampled_from(WORDS) | st.text(max_size=12)
    width = draw(st.integers(1, 6))
    header = draw(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(cells, max_size=width + 1), max_size=6))
    sign = draw(st.sampled_from([",", ";", "\t", "|"]))
    quote = draw(st.booleans())
    written = [sign.join(_quoted(cell) if quote else cell for cell in row) for row in rows]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join([sign.join(["Title", "Owner", *header]), *written])
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
    return text.encode(encoding, "replace")


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def planned(content: bytes, *, create_people: bool = False) -> ImportPlan | None:
    """Plan an import into an empty workspace; none where the sheet is refused as a whole."""
    workspace = load_workspace(OverlayTree(None, {"opsctl.yaml": SETTINGS}))
    try:
        sheet = read_sheet("sheet.csv", content)
        table = read_table(sheet, read_mapping(()), workspace.people)
    except UsageProblem:
        return None
    calendar = workspace.calendar
    frame = frame_of(table, calendar, DAY, quarter=None, words=DAY, order=None)
    return plan_import(
        sheet.path, table, frame, workspace, frozenset(), create_people=create_people
    )


def written(plan: ImportPlan) -> Workspace:
    """Read what a plan would write."""
    files = {
        rock_path(each.rock.ref): "\n".join(record_lines(each.rock)).encode("utf-8", "replace")
        for each in plan.taken
    }
    if plan.people:
        files["people.yaml"] = with_people(None, plan.people)
    return load_workspace(OverlayTree(None, {"opsctl.yaml": SETTINGS, **files}))


@unhurried
@given(st.binary(max_size=400))
def test_importing_never_fails_on_any_bytes(content: bytes) -> None:
    planned(content)


@unhurried
@given(sheets(), st.booleans())
def test_every_row_ends_in_one_place_and_can_be_shown(content: bytes, create: bool) -> None:
    plan = planned(content, create_people=create)
    if plan is None:
        return
    lines = [each.line for each in plan.taken]
    lines += [each.line for each in plan.there]
    lines += [each.line for each in plan.refused]
    assert len(lines) == len(set(lines))
    assert all(each.problems for each in plan.refused)
    refs = [each.rock.ref for each in plan.taken]
    assert len(refs) == len(set(refs))
    assert all(is_slug(each.rock.id) and is_slug(each.rock.owner) for each in plan.taken)
    json_text(import_data(plan, written=False))
    for width in (None, 40, 100):
        for line in import_lines(plan, Screen(width, UNICODE)):
            assert not set(line.plain) & set("\x1b\n\r\x00\u202e\u2028")


@unhurried
@given(sheets(), st.booleans())
def test_what_is_taken_reads_as_it_was_meant_or_is_reported(content: bytes, create: bool) -> None:
    plan = planned(content, create_people=create)
    if plan is None:
        return
    after = written(plan)
    broken = set(after.unread)
    for each in plan.taken:
        if rock_path(each.rock.ref) not in broken:
            assert after.rocks_by_ref[each.rock.ref] == each.rock


@unhurried
@given(st.sampled_from(CASES), st.data())
def test_a_damaged_sheet_is_taken_or_refused(case: Case, data: st.DataObject) -> None:
    content = case.content
    at = data.draw(st.integers(0, len(content)))
    cut = data.draw(st.integers(0, 20))
    put = data.draw(st.binary(max_size=8))
    planned(content[:at] + put + content[at + cut :])
