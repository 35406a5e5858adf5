"""Whose keys count, and what they say of the signature of a commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from opsctl.model.person import Person
from opsctl.text.diagnostic import Finding

START_OF_A_KRL = b"SSHKRL\n\0"


class Verdict(StrEnum):
    """What became of checking a signature; whose it has to be is no part of that.

    Take all but GOOD for a failure, CANNOT_CHECK too: whoever commits can choose a kind of
    signature that cannot be checked here.
    """

    GOOD = "good"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown-key"
    REVOKED = "revoked"
    EXPIRED = "expired"
    BAD = "bad"
    CANNOT_CHECK = "cannot-check"


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature of a commit, or that there is none.

    `principals` are the e-mail addresses that `signers/allowed_signers` gives an SSH key,
    `people` the ids of those whose file `signers/<id>.asc` holds an OpenPGP key; both also name
    whose a revoked or an expired key is, where the programs tell. `said` goes on from "the
    commit", and has text of others in it.
    """

    commit: str
    verdict: Verdict
    principals: tuple[str, ...]
    people: tuple[str, ...]
    key: str | None
    said: str


@dataclass(frozen=True, slots=True)
class AllowedSigner:
    """One e-mail address and one public SSH key that it may sign with.

    `options` are those of ssh-keygen, as written: `namespaces="git",valid-before="20271231"`.
    """

    principal: str
    options: str
    key: str


@dataclass(frozen=True, slots=True)
class Signers:
    """Whose keys count: what the folder `signers` held at one revision.

    `revoked` has public keys, one a line, or is a KRL of ssh-keygen. `gpg_keys` has armoured
    OpenPGP keys by the ids of people. `obstacle` says why no SSH signature can be judged: a list
    of revoked keys that cannot be read must not pass for an empty one.
    """

    allowed: tuple[AllowedSigner, ...] = ()
    revoked: bytes = b""
    gpg_keys: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    obstacle: str | None = None
    findings: tuple[Finding, ...] = ()


def is_signed_by(signature: Signature, person: Person) -> bool:
    """Tell whether a signature is good and that of a person.

    Take the person, as the signers, from the base revision: whoever may write another address
    into `people.yaml` could sign for anybody. An address counts as a whole, in capitals or not.
    A key that is listed for several people is the signature of each of them.
    """
    if signature.verdict is not Verdict.GOOD:
        return False
    if person.id in signature.people:
        return True
    address = _folded(person.email or "")
    return bool(address) and address in map(_folded, signature.principals)


def _folded(address: str) -> bytes:
    """Lower the Latin capitals alone: another letter is another address."""
    return address.encode("utf-8", "backslashreplace").lower()
