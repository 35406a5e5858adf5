"""A change in the company's words, as data: the public JSON shape, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.change_story import ChangeStory
from opsctl.rendering.record_changes.lists import change_data
from opsctl.rendering.sop.difference import revision_data

SCHEMA = 1


def story_data(
    story: ChangeStory, ends: tuple[str, str], unseen: Sequence[str]
) -> Mapping[str, Any]:
    """Give the shape of `diff`."""
    return {
        "schema": SCHEMA,
        "base": ends[0],
        "head": ends[1],
        "sops": [revision_data(each) for each in story.sops],
        "rocks": [
            {
                "id": str(each.rock.ref),
                "title": each.rock.title,
                "owner": each.rock.owner,
                "changes": [change_data(change) for change in each.changes],
            }
            for each in story.rocks
        ],
        "measurables": [
            {
                "id": str(each.measurable.ref),
                "title": each.measurable.title,
                "owner": each.measurable.owner,
                "changes": [change_data(change) for change in each.changes],
            }
            for each in story.measurables
        ],
        "checkins": [
            {
                "week": str(each.checkin.week),
                "person": each.checkin.person,
                "changes": [change_data(change) for change in each.changes],
            }
            for each in story.checkins
        ],
        "unseen": list(unseen),
    }
