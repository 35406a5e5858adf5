"""A change in the company's words, as data: the public JSON shape, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.change_story import ChangeStory, RecordStory
from opsctl.model.rock import Rock
from opsctl.model.scorecard import Measurable
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
        "rocks": [_named(each) for each in story.rocks],
        "measurables": [_named(each) for each in story.measurables],
        "checkins": [
            {
                "week": str(each.record.week),
                "person": each.record.person,
                "changes": [change_data(change) for change in each.changes],
            }
            for each in story.checkins
        ],
        "ground": list(story.ground),
        "unseen": list(unseen),
    }


def _named(story: RecordStory[Rock] | RecordStory[Measurable]) -> Mapping[str, Any]:
    record = story.record
    return {
        "id": str(record.ref),
        "title": record.title,
        "owner": record.owner,
        "changes": [change_data(change) for change in story.changes],
    }
