"""Who must agree to a change of a procedure, as the lines of a CODEOWNERS file.

In such a file the last line that matches a path wins. Both hosts match paths nearly as a
`.gitignore` does: GitHub by
https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
and GitLab by https://docs.gitlab.com/user/project/codeowners/reference/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from opsctl.analysis.sop.anatomy import anatomy_of
from opsctl.model.person import Person
from opsctl.model.sop import SopStatus
from opsctl.model.team import Team
from opsctl.model.workspace import Workspace

_ACCOUNT = re.compile(r"@[A-Za-z0-9/_.-]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_GOES_ALONG = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"})
_ABOUT_A_FOLDER = frozenset({"readme.md", "index.md"})


class Host(StrEnum):
    """Whose CODEOWNERS file it is."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Gap(StrEnum):
    """Why nobody can be asked about a procedure."""

    NO_OWNER = "no-owner"
    UNKNOWN_OWNER = "unknown-owner"
    NO_ACCOUNT = "no-account"
    BAD_ACCOUNT = "bad-account"


@dataclass(frozen=True, slots=True)
class Unasked:
    """A procedure about which nobody can be asked; `who` is its owner, or what is no account."""

    path: str
    gap: Gap
    who: str = ""


@dataclass(frozen=True, slots=True)
class SopOwners:
    """Accounts of owners by the paths of their procedures, from the workspace.

    `unasked` have none. `departed` are those whose owner has left by the day that was asked
    about. Retired procedures are `retired` and nothing else.
    """

    accounts: Mapping[str, str]
    unasked: tuple[Unasked, ...]
    departed: tuple[str, ...]
    retired: frozenset[str]


@dataclass(frozen=True, slots=True)
class OwnerRules:
    """Lines for CODEOWNERS, general ones first, and paths that its patterns cannot name.

    `covered` are named by the line of a folder instead, `left_out` by none.
    """

    lines: tuple[str, ...]
    covered: tuple[str, ...]
    left_out: tuple[str, ...]


def sop_owners(workspace: Workspace, as_of: date) -> SopOwners:
    """Give the accounts of those who answer for procedures that are not retired.

    A person's account is the handle, else the e-mail. A team has that of its lead, and a partner
    that of its contact; where the one is not named, the other.
    """
    accounts: dict[str, str] = {}
    unasked: list[Unasked] = []
    departed: list[str] = []
    retired: set[str] = set()
    for sop in workspace.sops:
        anatomy = anatomy_of(sop, workspace.settings)
        if anatomy.status is SopStatus.RETIRED:
            retired.add(sop.path)
            continue
        person = _answering(anatomy.owner, workspace)
        account, gap = _account(anatomy.owner, person, workspace)
        if gap is not None:
            unasked.append(Unasked(sop.path, gap, account))
            continue
        accounts[sop.path] = account
        if person is not None and person.left is not None and person.left <= as_of:
            departed.append(sop.path)
    return SopOwners(accounts, tuple(unasked), tuple(departed), frozenset(retired))


def _answering(owner: str | None, workspace: Workspace) -> Person | None:
    if owner is None:
        return None
    team = workspace.teams.find(owner)
    name = _speaker(team) if team is not None else owner
    return workspace.people.find(name) if name is not None else None


def _speaker(team: Team) -> str | None:
    return (team.contact or team.lead) if team.partner else (team.lead or team.contact)


def _account(
    owner: str | None, person: Person | None, workspace: Workspace
) -> tuple[str, Gap | None]:
    """Give the account to ask; or what is there instead, and why it is none."""
    if owner is None:
        return "", Gap.NO_OWNER
    if person is None:
        is_team = workspace.teams.find(owner) is not None
        return owner, Gap.NO_ACCOUNT if is_team else Gap.UNKNOWN_OWNER
    account = _handle(person) or person.email
    if account is None:
        return owner, Gap.NO_ACCOUNT
    return account, None if _ACCOUNT.fullmatch(account) else Gap.BAD_ACCOUNT


def _handle(person: Person) -> str | None:
    handle = person.handle
    return handle if handle is None or "@" in handle else f"@{handle}"


def goes_along(path: str) -> bool:
    """Tell whether a file is no matter of its own beside procedures, as a picture is none."""
    name = PurePosixPath(path.casefold())
    hidden = name.name.startswith(".")
    return hidden or name.name in _ABOUT_A_FOLDER or name.suffix in _GOES_ALONG


def owner_rules(accounts: Mapping[str, str], others: Iterable[str], host: Host) -> OwnerRules:
    """Write accounts by paths from the top of a repository as the lines of CODEOWNERS.

    A folder becomes one line where all paths below it have one account, and none of `others`
    lies below it; the top itself never does. So no line ever speaks of what has another owner.
    """
    whole = _whole_folders(accounts, others)
    folders: dict[str, str] = {}
    files: dict[str, str] = {}
    covered: list[str] = []
    left_out: list[str] = []
    for path, account in sorted(accounts.items()):
        folder = next((each for each in _folders(path) if each in whole), None)
        if folder is not None and _pattern(folder, host) is not None:
            folders[folder] = account
            covered += [] if _pattern(path, host) else [path]
        elif _pattern(path, host) is None:
            left_out.append(path)
        else:
            files[path] = account
    lines = (
        f"{_pattern(name, host)} {account}"
        for names in (folders, files)
        for name, account in sorted(names.items())
    )
    return OwnerRules(tuple(lines), tuple(covered), tuple(left_out))


def _whole_folders(accounts: Mapping[str, str], others: Iterable[str]) -> frozenset[str]:
    """Name the folders that one account has all of."""
    found: dict[str, set[str | None]] = {}
    for path, account in accounts.items():
        for folder in _folders(path):
            found.setdefault(folder, set()).add(account)
    for path in others:
        for folder in _folders(path):
            found.setdefault(folder, set()).add(None)
    return frozenset(each for each, who in found.items() if len(who) == 1 and None not in who)


def _folders(path: str) -> Iterator[str]:
    """Give the folders above a path with a `/` at their ends, the outermost first."""
    for at, sign in enumerate(path):
        if sign == "/":
            yield path[: at + 1]


def _pattern(path: str, host: Host) -> str | None:
    r"""Write a path as a pattern that names just this path; none where the host cannot.

    GitHub takes what stands behind a `#` for a comment, with a `\` before it or not, and has no
    `!`; it asks for a `\` before both brackets. GitLab ends a pattern at a space without a `\`
    before it, and so also at the one behind a `\` that ends a name.
    """
    if not path.isprintable() or path.endswith("\\"):
        return None
    if host is Host.GITHUB and ("#" in path or "!" in path):
        return None
    special = r"*?[]\ " if host is Host.GITHUB else r"*?[\ "
    return "/" + "".join(f"\\{sign}" if sign in special else sign for sign in path)
