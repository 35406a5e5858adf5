"""Reading check-ins, and how their words join the logs of Rocks."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.model.period import Week
from opsctl.model.workspace import Workspace
from tests.scorecards import load, orders

ROCK = "title: Open 1 shop\nowner: leo\n"
WORD = "rocks:\n  a: {say: on-track, now: 6.2, note: Going well}\n"


def logged(by: str) -> str:
    """Write a Rock with one word in its log."""
    return f"{ROCK}log:\n  - {{date: 2026-11-16, by: {by}, say: off-track}}\n"


def words(workspace: Workspace) -> list[tuple[str, str | None, str | None]]:
    (rock,) = workspace.rocks
    return [(str(each.date), each.by, each.say) for each in rock.words]


def test_its_path_says_the_week_and_the_person() -> None:
    workspace = load({"checkins/2020-W53/maya.yaml": "date: 2021-01-04\nwins: [All out]\n"})
    (checkin,) = workspace.checkins
    assert (checkin.week, checkin.person) == (Week(2020, 53), "maya")
    assert checkin.wins == ("All out",)


def test_they_come_by_week_and_person() -> None:
    files = {
        f"checkins/{week}/{person}.yaml": "date: 2027-01-11\n"
        for week in ("2027-W01", "2026-W53", "2026-W09")
        for person in ("maya", "ana")
    }
    found = [(str(each.week), each.person) for each in load(files).checkins]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("checkins/2026-W54/maya.yaml", "move it to a folder such as checkins/2026-W46/"),
        ("checkins/2026-46/maya.yaml", "rename the folder `2026-46` to 2026-W46"),
        ("checkins/2026-W5/maya.yaml", "rename the folder `2026-W5` to 2026-W05"),
        ("checkins/maya.yaml", "move it to a folder such as checkins/2026-W46/"),
    ],
)
def test_a_folder_that_is_no_week_is_a_finding(path: str, hint: str) -> None:
    workspace = load({path: "date: 2026-11-16\n"})
    assert [(each.code, each.hint) for each in workspace.findings] == [("FILE016", hint)]
    assert workspace.checkins == ()


def test_the_week_and_the_person_do_not_stand_inside() -> None:
    workspace = load({"checkins/2026-W46/maya.yaml": "date: 2026-11-16\nperson: ana\n"})
    assert [each.hint for each in workspace.findings] == [
        "remove the line: the path of the file says it"
    ]


def test_a_check_in_needs_its_date() -> None:
    workspace = load({"checkins/2026-W46/maya.yaml": "headlines: [Key account renewed]\n"})
    assert [each.message for each in workspace.findings] == ["`date` is missing"]


def test_a_broken_one_hides_no_other() -> None:
    files = {
        "checkins/2026-W46/maya.yaml": "date: yesterday\n",
        "checkins/2026-W46/ana.yaml": "date: 2026-11-16\n",
    }
    workspace = load(files)
    assert [each.person for each in workspace.checkins] == ["ana"]
    assert workspace.unread == ("checkins/2026-W46/maya.yaml",)


def test_a_number_is_found_by_its_measurable_under_any_of_its_names() -> None:
    others = {
        "checkins/2026-W45/leo.yaml": "date: 2026-11-09\nvalues: {team/sales: 4}\n",
        "checkins/2026-W46/leo.yaml": "date: 2026-11-16\nvalues: {team/orders: 5, orders: 6}\n",
    }
    workspace = orders("formerly: [sales]\n", others)
    (reports,) = workspace.reported.values()
    assert [(str(each.week), name) for each, name in reports] == [
        ("2026-W45", "team/sales"),
        ("2026-W46", "team/orders"),
    ]


class TestWords:
    def test_of_a_check_in_join_the_log_by_their_days(self) -> None:
        log = (
            "log:\n  - {date: 2026-11-09, by: leo, say: off-track}\n"
            "  - {date: 2026-11-20, by: leo, say: in-danger}\n"
        )
        files = {
            "rocks/2026-Q4/a.yaml": ROCK + log,
            "checkins/2026-W46/leo.yaml": f"date: 2026-11-16\n{WORD}",
        }
        assert words(load(files)) == [
            ("2026-11-09", "leo", "off-track"),
            ("2026-11-16", "leo", "on-track"),
            ("2026-11-20", "leo", "in-danger"),
        ]

    @pytest.mark.parametrize(
        ("week", "quarter"), [("2026-W39", "2026-Q3"), ("2026-W40", "2026-Q4")]
    )
    def test_a_bare_id_is_a_rock_of_the_quarter_of_the_thursday(
        self, week: str, quarter: str
    ) -> None:
        files = {
            "rocks/2026-Q3/a.yaml": ROCK,
            "rocks/2026-Q4/a.yaml": ROCK,
            f"checkins/{week}/leo.yaml": f"date: 2026-10-01\n{WORD}",
        }
        spoken = [str(rock.quarter) for rock in load(files).rocks if rock.words]
        assert spoken == [quarter]

    def test_with_its_quarter_a_rock_is_any_other(self) -> None:
        files = {
            "rocks/2026-Q3/a.yaml": ROCK,
            "checkins/2026-W46/leo.yaml": "date: 2026-11-16\nrocks: {2026-Q3/a: {say: on-track}}\n",
        }
        assert len(words(load(files))) == 1

    def test_reach_a_rock_by_its_former_name(self) -> None:
        files = {
            "rocks/2026-Q4/b.yaml": f"{ROCK}formerly: [a]\n",
            "checkins/2026-W46/leo.yaml": f"date: 2026-11-16\n{WORD}",
        }
        assert len(words(load(files))) == 1

    def test_of_the_log_stand_where_both_speak_on_one_day(self) -> None:
        files = {
            "rocks/2026-Q4/a.yaml": logged("leo"),
            "checkins/2026-W46/leo.yaml": f"date: 2026-11-16\n{WORD}",
        }
        workspace = load(files)
        assert [each for each in words(workspace) if each[2]] == [
            ("2026-11-16", "leo", "off-track")
        ]
        figures = [each.now for each in workspace.rocks[0].words if each.now is not None]
        assert [str(each) for each in figures] == ["6.2"]

    def test_of_others_on_that_day_are_kept(self) -> None:
        files = {
            "rocks/2026-Q4/a.yaml": logged("ana"),
            "checkins/2026-W46/leo.yaml": f"date: 2026-11-16\n{WORD}",
        }
        assert len(words(load(files))) == 2

    def test_count_from_the_date_of_the_check_in_however_late(self) -> None:
        files = {
            "rocks/2026-Q4/a.yaml": ROCK,
            "checkins/2026-W46/leo.yaml": f"date: 2026-11-30\n{WORD}",
        }
        (rock,) = load(files).rocks
        assert [each.date for each in rock.words] == [date(2026, 11, 30)]
