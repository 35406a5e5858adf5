"""`opsctl diff`: a branch in the company's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from opsctl.analysis.change_story import change_story
from opsctl.cli.between import Between, between
from opsctl.cli.changes import change_since, kept
from opsctl.cli.session import Session
from opsctl.loading.approvals import APPROVALS, REVIEWS
from opsctl.loading.workspace import Nouns
from opsctl.model.workspace import Workspace
from opsctl.rendering.change.data import story_data
from opsctl.rendering.change.markdown import story_markdown
from opsctl.rendering.change.screen import story_lines
from opsctl.text.tree import SomeOfTree

HERE = "here"
_TOGETHER = (("rocks/", "checkins/"), ("scorecards/", "checkins/"))
"""Folders whose records say something of each other."""

BaseArgument = Annotated[
    str, typer.Argument(metavar="BASE", help="The branch, tag or commit that the work left.")
]


def diff(session: Session, base: BaseArgument) -> None:
    """Show what a branch changes: procedures, Rocks and numbers, and what it asks of whom."""
    timezone = session.load(Nouns(0)).settings.timezone
    way = between(session, base, timezone)
    around = tuple(_around(way.paths))
    head = _head(session, way, around)
    change = change_since(session, way, head, around)
    story = change_story(change)
    ends = base, session.choices.at or HERE
    if session.format == "json":
        session.data(story_data(story, ends, change.unseen))
    elif session.format == "markdown":
        session.text(story_markdown(story, ends, change.unseen, change.head_day))
    else:
        screen = session.screen
        session.lines(story_lines(story, ends, change.unseen, change.head_day, screen))


def _around(paths: frozenset[str]) -> Iterator[str]:
    """Name the folders to read whole: those that the records which differ lean on."""
    for folders in _TOGETHER:
        if any(path.startswith(folders) for path in paths):
            yield from folders


def _head(session: Session, way: Between, around: tuple[str, ...]) -> Workspace:
    """Read what differs, and what says that it follows a procedure; then what was approved."""
    keep = kept(way, around)
    following = frozenset(_that_follow(way))
    head = session.load(
        Nouns.ALL & ~Nouns.APPROVALS,
        SomeOfTree(way.after, lambda path: keep(path) or path in following),
    )
    ids = {name for sop in head.sops if sop.path in way.paths for name in (sop.id, *sop.formerly)}
    folders = tuple(f"{folder}/{id}/" for folder in (APPROVALS, REVIEWS) for id in ids)
    signed = session.load(
        Nouns.APPROVALS,
        SomeOfTree(way.after, lambda path: path in way.paths or path.startswith(folders)),
    )
    return replace(head, approvals=signed.approvals, reviews=signed.reviews)


def _that_follow(way: Between) -> Iterator[str]:
    """Name the committed files that say they translate a procedure, or are moved by one."""
    if not any(path.endswith(".md") for path in way.paths):
        return
    words = ("-e", "translation_of:", "-e", "sops:")
    prefix = way.before.prefix
    which = (prefix,) if prefix else ()
    plain = ("-F", "--full-name", "--no-color", "--no-recurse-submodules")
    answer = (
        way.repository.ask("grep", "-l", "-z", *plain, *words, way.head.id, "--", *which) or b""
    )
    below = f"{way.head.id}:{prefix}/" if prefix else f"{way.head.id}:"
    for line in answer.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        yield line.removeprefix(below)
