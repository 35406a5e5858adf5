"""Who signed which commit: git is asked, and takes keys and programs from nowhere but here.

Git starts `ssh-keygen` and `gpg`, as they are found in PATH. Every setting that names one of them,
or a file of theirs, is given on the command line, so that none of the repository or of the machine
counts; gpg gets a folder of its own, and so knows no key of the machine.

An SSH key is judged for the moment that the commit names as its own, which its author can choose;
an OpenPGP key for today. A key that was revoked does not count for older commits either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from opsctl.history.repository import GitRefuses, GitStopped, Repository
from opsctl.history.signature_answer import (
    Answer,
    openpgp_signature,
    ssh_signature,
    unasked_signature,
    unchecked_signature,
)
from opsctl.history.signed_commit import Form, form_of
from opsctl.model.signature import Signature

_AT_ONCE = 500
_FIELDS = 6
_FORMAT = "--format=tformat:%H%x00%G?%x00%GS%x00%GK%x00%GP%x00%GG"
_NO_PROGRAM = "opsctl-takes-no-x509"


@dataclass(frozen=True, slots=True)
class KeyFiles:
    """Where the keys that count lie for the programs that check signatures.

    `allowed` are lists of signers, one at least, with a key at most once in each: ssh-keygen
    looks no further than the first line with a key. `nothing` is an empty file. `gnupg` is the
    folder of gpg, and `people` has the ids of people by the fingerprints of the primary keys in
    it. `obstacle` says why no SSH signature can be judged.
    """

    allowed: tuple[Path, ...]
    revoked: Path
    nothing: Path
    gnupg: Path
    people: Mapping[str, tuple[str, ...]]
    obstacle: str | None = None


def signatures_of(
    repository: Repository, commits: Sequence[str], files: KeyFiles
) -> Mapping[str, Signature]:
    """Check the signatures of commits, named by their whole ids.

    One process of git takes all, and another where SSH signatures were refused; as many again
    for each further list of signers.

    Raises:
        GitRefuses: a commit is not here.
    """
    forms = {commit: form_of(repository, commit) for commit in commits}
    by_form = {form: [each for each in forms if forms[each] is form] for form in Form}
    found = {
        commit: unasked_signature(commit, form)
        for form in (Form.NONE, Form.X509, Form.UNKNOWN)
        for commit in by_form[form]
    }
    found |= _ssh(repository, by_form[Form.SSH], files)
    for answer in _answers(repository, by_form[Form.OPENPGP], files, files.nothing, files.nothing):
        found[answer.commit] = openpgp_signature(answer, files.people)
    return {commit: found[commit] for commit in forms}


def _ssh(
    repository: Repository, commits: Sequence[str], files: KeyFiles
) -> Mapping[str, Signature]:
    if files.obstacle is not None:
        return {each: unchecked_signature(each, Form.SSH, files.obstacle) for each in commits}
    answers: dict[str, list[tuple[Answer, Answer | None]]] = {each: [] for each in commits}
    for allowed in files.allowed:
        first = list(_answers(repository, commits, files, allowed, files.revoked))
        refused = [answer.commit for answer in first if answer.letter == "B" and answer.output]
        again = _answers(repository, refused, files, allowed, files.nothing)
        if_not_revoked = {answer.commit: answer for answer in again}
        for answer in first:
            answers[answer.commit].append((answer, if_not_revoked.get(answer.commit)))
    return {commit: ssh_signature(each) for commit, each in answers.items()}


def _answers(
    repository: Repository, commits: Sequence[str], files: KeyFiles, allowed: Path, revoked: Path
) -> Iterator[Answer]:
    """Ask git for what it says of signatures by two files of SSH keys and the folder of gpg.

    A commit that git does not survive is looked for by halves, and hides no other: git is ended
    by a signal where ssh-keygen turns a mangled signature down before it has read the commit.
    """
    waiting = [commits[at : at + _AT_ONCE] for at in range(0, len(commits), _AT_ONCE)]
    while waiting:
        some = waiting.pop()
        try:
            yield from _said(repository, some, files, _pinned(allowed, revoked))
        except GitRefuses as error:
            if len(some) > 1:
                waiting += [some[: len(some) // 2], some[len(some) // 2 :]]
            elif isinstance(error, GitStopped):
                yield Answer(some[0], "B", output=error.message)
            else:
                yield Answer(some[0], "N")


def _said(
    repository: Repository, commits: Sequence[str], files: KeyFiles, pinned: Iterator[str]
) -> Iterator[Answer]:
    order = ("log", "-z", "--no-walk=unsorted", "--no-patch", "--no-notes", "--encoding=UTF-8")
    said = repository.run(
        *("--no-replace-objects", *pinned, *order, _FORMAT, *commits, "--"),
        environment={"GNUPGHOME": str(files.gnupg)},
    )
    parts = said.decode("utf-8", "replace").split("\0")[:-1]
    for at in range(0, len(parts), _FIELDS):
        yield Answer(*(part.strip() for part in parts[at : at + _FIELDS]))


def _pinned(allowed: Path, revoked: Path) -> Iterator[str]:
    """Give every setting of git that names a program or a file for checking signatures."""
    settings = {
        "gpg.program": "gpg",
        "gpg.openpgp.program": "gpg",
        "gpg.ssh.program": "ssh-keygen",
        "gpg.x509.program": _NO_PROGRAM,
        "gpg.ssh.allowedSignersFile": allowed,
        "gpg.ssh.revocationFile": revoked,
        "gpg.minTrustLevel": "undefined",
    }
    for name, value in settings.items():
        yield from ("-c", f"{name}={value}")
