"""What kind of signature a commit has in it, before any program is asked."""

from __future__ import annotations

import re
from enum import Enum

from opsctl.history.repository import GitRefuses, Repository

_HEADER = re.compile(rb"^(gpgsig(?:-sha256)?) (.*)$", re.MULTILINE)


class Form(Enum):
    """The kinds of signatures, as they stand before that word.

    Git itself stops at one of a kind that it does not know, and takes no commit after it.
    """

    NONE = "no"
    SSH = "an SSH"
    OPENPGP = "an OpenPGP"
    X509 = "an X.509"
    UNKNOWN = "an unknown kind of"


_FORMS = (
    (b"-----BEGIN SSH SIGNATURE-----", Form.SSH),
    (b"-----BEGIN PGP SIGNATURE-----", Form.OPENPGP),
    (b"-----BEGIN PGP MESSAGE-----", Form.OPENPGP),
    (b"-----BEGIN SIGNED MESSAGE-----", Form.X509),
)


def form_of(repository: Repository, commit: str) -> Form:
    """Tell the kind of a commit's signature.

    A commit with two of one name is of an unknown kind: git takes them for one text.

    Raises:
        GitRefuses: there is no such commit here.
    """
    found = repository.content(commit)
    if found is None or found.type != "commit" or found.id != commit:
        raise GitRefuses(f"there is no commit {commit[:64]} here", "git fetch --unshallow")
    headers = _HEADER.findall(found.content.partition(b"\n\n")[0])
    if not headers:
        return Form.NONE
    forms = {_form(value) for _, value in headers}
    is_one_each = len({name for name, _ in headers}) == len(headers)
    return forms.pop() if len(forms) == 1 and is_one_each else Form.UNKNOWN


def _form(value: bytes) -> Form:
    return next((form for start, form in _FORMS if value.startswith(start)), Form.UNKNOWN)
