"""A change put together: the workspace against its base, and what git knows of the way between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

from opsctl.analysis.sop.digest import content_digest
from opsctl.cli.between import Between
from opsctl.cli.choosing import me_or_none
from opsctl.cli.session import Session
from opsctl.history.commits import CommitFacts, commits_between, moved_files
from opsctl.history.comparison import moved_whole, paths_that_differ
from opsctl.history.days import day_of
from opsctl.history.earlier_contents import earlier_contents
from opsctl.history.identity import git_setting
from opsctl.loading.workspace import Nouns
from opsctl.model.change import Change, ChangeCommit
from opsctl.model.signature import Signature, Verdict
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.text.tree import WORKSPACE_FILE, OverlayTree, SomeOfTree, Tree

_ALWAYS = frozenset([WORKSPACE_FILE, "people.yaml", "teams.yaml", "vision.yaml"])
_CARD = "/scorecard.yaml"
_UNREAD_AT_MOST = 3
_LED = "made it a link, and anybody can change what that leads to"
_A_LINK = Signature("", Verdict.CANNOT_CHECK, (), (), None, _LED)


def change_since(
    session: Session, way: Between, head: Workspace, around: Sequence[str] = ()
) -> Change:
    """Put a change together; `head` is the workspace as far as it was read.

    Of the base is read what differs, and all that lies below the folders `around`.
    """
    timezone = head.settings.timezone
    base = session.load(Nouns.ALL, SomeOfTree(way.before, kept(way, around)))
    prefix = way.before.prefix
    commits: tuple[CommitFacts, ...] = ()
    moved = moved_whole(way.before, way.after, way.paths) if way.dirty else {}
    if way.is_parted and way.start.id != way.head.id:
        commits = commits_between(way.repository, way.tip, way.head, prefix)
        moved = {**moved, **moved_files(way.repository, way.start, way.head, prefix)}
    told = tuple(_told(each, timezone) for each in commits)
    change = Change(
        base,
        head,
        way.name,
        day_of(way.start.seconds, timezone),
        day_of(way.head.seconds, timezone),
        way.paths,
        (*_uncommitted(session, way, head), *told),
        moved,
        {sop.path: sop for sop in _at_tip(way)},
        session.load(Nouns.PEOPLE | Nouns.TEAMS, way.at_tip) if way.tip != way.start else None,
        unseen=(*way.unseen, *_cut_off(commits), *_unread(base, way.name)),
        knows_authors=way.is_parted and not any(each.is_cut for each in commits),
    )
    statuses = _statuses(way, change, commits)
    return replace(change, approved=_approved_texts(way, change), statuses=statuses)


def with_signatures(way: Between, change: Change) -> Change:
    """Check the signatures of the commits that touched new approvals, by the keys of the base.

    Every such commit counts, not the first: a later one could put other words into the file. Where
    not all commits could be seen, none of them says anything.
    """
    from opsctl.cli.signers_folder import checked_signatures  # programs, where they are asked for
    from opsctl.loading.signers import read_signers

    added = {each.origin.path for each in change.new_approvals} - way.dirty
    links = {path for path in added if len(way.committed.seen_at(path)) > 1}
    touched = {
        path: [commit.id for commit in change.commits if commit.id and path in commit.paths]
        for path in (added - links if change.knows_authors else ())
    }
    commits = sorted({commit for each in touched.values() for commit in each})
    found = checked_signatures(way.repository, commits, read_signers(way.at_tip))
    by_path = {path: tuple(found[id] for id in each) for path, each in touched.items()}
    return replace(change, signatures={**by_path, **dict.fromkeys(links, (_A_LINK,))})


def kept(way: Between, around: Sequence[str]) -> Callable[[str], bool]:
    """Make what tells whether a file is read: it differs, is leaned on, or lies around."""

    def keep(path: str) -> bool:
        leaned_on = path in _ALWAYS or path.endswith(_CARD)
        return path in way.paths or leaned_on or path.startswith(tuple(around))

    return keep


def _told(commit: CommitFacts, timezone: str) -> ChangeCommit:
    return ChangeCommit(
        commit.id,
        day_of(commit.seconds, timezone),
        commit.author,
        commit.emails,
        frozenset(commit.contents),
        commit.added,
    )


def _uncommitted(session: Session, way: Between, head: Workspace) -> Iterator[ChangeCommit]:
    """Give what is not committed as a commit of whoever is at the keyboard."""
    if not way.dirty:
        return
    person, email = me_or_none(session, head), git_setting(session.root, "user.email")
    authors = tuple(each for each in (person or email,) if each)
    added = frozenset(path for path in way.dirty if path not in way.committed.nodes)
    day: date = day_of(way.head.seconds, head.settings.timezone)
    yield ChangeCommit("", day, person or email or "", authors, way.dirty, added)


def _cut_off(commits: Sequence[CommitFacts]) -> Iterator[str]:
    if any(each.is_cut for each in commits):
        yield (
            "this clone is shallow, and not all commits of this work are in it: "
            "who changed what is not known (git fetch --unshallow)"
        )


def _unread(base: Workspace, name: str) -> Iterator[str]:
    tops = (sop.path for sop in base.sops if sop.page.front_matter and sop.page.front_matter.broken)
    unread = sorted({*base.unread, *tops})
    if unread:
        listed = ", ".join(unread[:_UNREAD_AT_MOST])
        more = ", …" if len(unread) > _UNREAD_AT_MOST else ""
        count, them = counted(len(unread), "file"), "it" if len(unread) == 1 else "them"
        what = f"{count} could not be read at {name}, so what changed in {them} is not known"
        yield f"{what}: {listed}{more}"


def _at_tip(way: Between) -> Iterator[Sop]:
    """Give the procedures that the base changed too since the two parted."""
    if way.tip.id == way.start.id:
        return
    both = paths_that_differ(way.before, way.at_tip) & way.paths
    for path in sorted(both):
        sop = _sop_in(way.at_tip, path)
        if sop is not None:
            yield sop


def _sop_in(tree: Tree, path: str) -> Sop | None:
    from opsctl.loading.sops import ENDINGS, sop_at  # the parser of Markdown, where needed

    return sop_at(tree, path) if path.casefold().endswith(ENDINGS) else None


def _approved_texts(way: Between, change: Change) -> Mapping[str, Sop]:
    """Find the texts that approvals of changed procedures were given for, as history shows them."""
    found: dict[str, Sop] = {}
    wanted: dict[str, set[str]] = {}
    for pair in change.sops:
        if pair.after is None:
            continue
        near = [each for each in (pair.before, pair.after) if each is not None and each.parsed]
        found |= {content_digest(sop): sop for sop in near}
        missing = {each.digest for each in change.head.approvals_of(pair.after)} - set(found)
        known = pair.after if pair.after.path in way.committed.nodes else pair.before or pair.after
        if missing:
            wanted[known.path] = missing
    return found | dict(_texts_of(way, wanted))


def _texts_of(way: Between, wanted: Mapping[str, set[str]]) -> Iterator[tuple[str, Sop]]:
    """Look for texts by their digest in the history of files, the newest first."""
    below = f"{way.before.prefix}/" if way.before.prefix else ""
    open = {f"{below}{path}": set(digests) for path, digests in wanted.items()}
    if not open:
        return
    trees = (way.before, way.committed)
    seen = {each.nodes[path].id for each in trees for path in wanted if path in each.nodes}
    with closing(earlier_contents(way.repository, way.head.id, sorted(open))) as contents:
        for path, id in contents:
            is_new = path in open and id not in seen
            content = way.repository.content(id) if is_new else None
            name = path.removeprefix(below)
            sop = _sop_in(OverlayTree(None, {name: content.content}), name) if content else None
            digest = content_digest(sop) if sop and sop.parsed else ""
            if sop is not None and digest in open[path]:
                yield digest, sop
                open[path].discard(digest)
                if not open[path]:
                    del open[path]
            if not open:
                return


def _statuses(
    way: Between, change: Change, commits: Sequence[CommitFacts]
) -> Mapping[str, frozenset[SopStatus]]:
    """Give the statuses that procedures had on the way from draft to approved."""
    found = {}
    for pair in change.sops:
        before, after = pair.before, pair.after
        if before is None or after is None:
            continue
        ends = (before.metadata.status, after.metadata.status)
        if ends == (SopStatus.DRAFT, SopStatus.APPROVED):
            found[after.path] = frozenset(_on_the_way(way, commits, {before.path, after.path}))
    return found


def _on_the_way(
    way: Between, commits: Sequence[CommitFacts], paths: set[str]
) -> Iterator[SopStatus]:
    for commit in commits:
        for path in commit.contents.keys() & paths:
            content = way.repository.content(commit.contents[path] or "")
            tree = OverlayTree(None, {path: content.content}) if content else None
            sop = _sop_in(tree, path) if tree is not None else None
            if sop is not None and sop.metadata.status is not None:
                yield sop.metadata.status
