"""When each of many files was changed last, and by whom, as the company counts days."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from opsctl.analysis.sop.listing import Committed
from opsctl.cli.session import Session
from opsctl.history.days import day_of
from opsctl.history.last_changes import last_changes
from opsctl.history.repository import NoRepository, is_in_repository
from opsctl.history.revision import HEAD


def last_change_of_each(
    session: Session, paths: Collection[str], timezone: str
) -> Mapping[str, Committed]:
    """Give the last change of each path, by path; none for one that is not committed.

    Where there is no repository, nothing is. Changes in the folder do not count.
    """
    session.hangs_on_more()
    if session.past is None and not is_in_repository(session.root):
        return {}
    try:
        repository = session.repository
    except NoRepository:
        return {}
    prefix = session.past.tree.prefix if session.past else repository.prefix
    start = session.past.commit.id if session.past else HEAD
    found = last_changes(repository, start, prefix, paths)
    return {
        path: Committed(each.commit, day_of(each.seconds, timezone), each.author, each.is_cut)
        for path, each in found.items()
    }
