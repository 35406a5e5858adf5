"""The company as data: the public JSON shape of `status`, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.analysis.company import CompanyView, Said
from opsctl.analysis.scorecard.overview import judged
from opsctl.analysis.standing import Standing
from opsctl.rendering.rock.data import SCHEMA, quarter_data
from opsctl.rendering.scorecard.data import entered_data, newest_data


def company_data(view: CompanyView, company: str, unread: Sequence[str]) -> Mapping[str, Any]:
    """Give the shape of `status`; `rocks` has the shape of `rock status`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": view.quarter.as_of,
        "rocks": quarter_data(view.quarter, view.quarter.rocks, company, unread),
        "attention": [str(each.rock.ref) for each in view.attention],
        "needs_word": [str(each.rock.ref) for each in view.needs_word],
        "goals": [
            {
                "id": each.goal.id,
                "title": each.goal.title,
                "owner": each.goal.owner,
                "rocks": {str(name): each.standings.get(name, 0) for name in Standing},
            }
            for each in view.goals
        ],
        "unread": list(unread),
        "numbers": entered_data(view.numbers.entered),
        "reds": [newest_data(each) for each in view.numbers.reds],
        "missing_numbers": [newest_data(each) for each in view.numbers.missing],
        "best_weeks": [
            {**newest_data(each), "judged": judged(each)} for each in view.numbers.bests
        ],
        "wins": [_said(each) for each in view.wins],
        "headlines": [_said(each) for each in view.headlines],
    }


def _said(said: Said) -> Mapping[str, Any]:
    return {"text": said.text, "by": said.by, "date": said.date}
