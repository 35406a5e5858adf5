"""What git says of the signature of a commit, and what that means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from opsctl.history.signed_commit import Form
from opsctl.model.signature import Signature, Verdict

_OUT_OF_TIME = re.compile(r": key (?:has expired|is not yet valid): ")
_NOT_FOR_GIT = "key is not permitted for use in signature namespace"
_NO_SUCH_KEY = "No public key"
_OF_GPG: Mapping[str, Verdict] = MappingProxyType(
    {
        "G": Verdict.GOOD,
        "U": Verdict.GOOD,  # trust is not asked for: the folder has keys of people alone
        "X": Verdict.EXPIRED,
        "Y": Verdict.EXPIRED,
        "R": Verdict.REVOKED,
    }
)
_HEAVIEST = (
    *(Verdict.GOOD, Verdict.REVOKED, Verdict.EXPIRED, Verdict.BAD),
    *(Verdict.CANNOT_CHECK, Verdict.UNKNOWN_KEY),
)
_SAID: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.GOOD: "carries a valid signature of {owners}",
        Verdict.UNSIGNED: "carries no signature",
        Verdict.UNKNOWN_KEY: "is signed with {key}, which is not listed in signers/ of the base",
        Verdict.REVOKED: "is signed with {key}, which was revoked",
        Verdict.BAD: "carries a signature that does not fit it",
    }
)
_EXPIRED: Mapping[Form, str] = MappingProxyType(
    {
        Form.SSH: "is signed with {key}, which was not valid on the commit's day",
        Form.OPENPGP: "is signed with {key}, which has expired",
    }
)
_INSTALL: Mapping[Form, str] = MappingProxyType(
    {
        Form.SSH: "install git 2.34 and OpenSSH 8.2, and see that ssh-keygen is found in PATH",
        Form.OPENPGP: "install GnuPG 2.1, and see that gpg is found in PATH",
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What git prints of a signature: its letter, whose it is, its key, what the program said.

    `primary` is the fingerprint of the key that an OpenPGP key belongs to.
    """

    commit: str
    letter: str
    signer: str = ""
    key: str = ""
    primary: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    key: str = ""
    owners: tuple[str, ...] = ()


def unasked_signature(commit: str, form: Form) -> Signature:
    """Give what is known without asking git: it has no signature, or one that nobody can check."""
    if form is Form.NONE:
        return Signature(commit, Verdict.UNSIGNED, (), (), None, _SAID[Verdict.UNSIGNED])
    return unchecked_signature(commit, form, "sign with an SSH or an OpenPGP key")


def unchecked_signature(commit: str, form: Form, why: str) -> Signature:
    """Give a signature that cannot be checked, and why, or what would help."""
    said = f"carries {form.value} signature that cannot be checked: {why}"
    return Signature(commit, Verdict.CANNOT_CHECK, (), (), None, said)


def ssh_signature(answers: Sequence[tuple[Answer, Answer | None]]) -> Signature:
    """Judge an SSH signature by the answers to several lists of signers, at least one.

    Beside each stands what git says if nothing were revoked, where it refused the signature:
    ssh-keygen has one word for a revoked key and for a commit that was changed.
    """
    judged = [_judged_ssh(*each) for each in answers]
    heaviest = min(judged, key=lambda each: _HEAVIEST.index(each.verdict))
    alike = [each for each in judged if each.verdict is heaviest.verdict]
    owners = tuple(dict.fromkeys(owner for each in alike for owner in each.owners))
    both = _Judged(heaviest.verdict, heaviest.key, owners)
    return _signature(answers[0][0].commit, Form.SSH, both)


def _judged_ssh(answer: Answer, if_not_revoked: Answer | None) -> _Judged:
    if not answer.output or answer.letter == "N":
        return _Judged(Verdict.CANNOT_CHECK)
    if answer.letter == "G":
        return _Judged(Verdict.GOOD, answer.key, (answer.signer,))
    if answer.letter == "U":
        is_out = _OUT_OF_TIME.search(answer.output) is not None
        return _Judged(Verdict.EXPIRED if is_out else Verdict.UNKNOWN_KEY, answer.key)
    if if_not_revoked is not None and if_not_revoked.letter == "G":
        return _Judged(Verdict.REVOKED, if_not_revoked.key, (if_not_revoked.signer,))
    return _Judged(Verdict.UNKNOWN_KEY if _NOT_FOR_GIT in answer.output else Verdict.BAD)


def openpgp_signature(answer: Answer, people: Mapping[str, tuple[str, ...]]) -> Signature:
    """Judge an OpenPGP signature; `people` are ids by the fingerprints of primary keys."""
    return _signature(answer.commit, Form.OPENPGP, _judged_openpgp(answer, people))


def _judged_openpgp(answer: Answer, people: Mapping[str, tuple[str, ...]]) -> _Judged:
    key = answer.primary or answer.key
    verdict = _OF_GPG.get(answer.letter)
    if verdict is not None:
        owners = people.get(answer.primary, ())
        return _Judged(verdict if owners else Verdict.UNKNOWN_KEY, key, owners)
    if not answer.output:
        return _Judged(Verdict.CANNOT_CHECK)
    if answer.letter != "E":
        return _Judged(Verdict.BAD, key)
    is_unknown = _NO_SUCH_KEY in answer.output
    return _Judged(Verdict.UNKNOWN_KEY if is_unknown else Verdict.CANNOT_CHECK, key)


def _signature(commit: str, form: Form, judged: _Judged) -> Signature:
    if judged.verdict is Verdict.CANNOT_CHECK:
        return unchecked_signature(commit, form, _INSTALL[form])
    said = _EXPIRED[form] if judged.verdict is Verdict.EXPIRED else _SAID[judged.verdict]
    key = f"the key {judged.key}" if judged.key else "a key"
    return Signature(
        commit,
        judged.verdict,
        principals=judged.owners if form is Form.SSH else (),
        people=judged.owners if form is Form.OPENPGP else (),
        key=judged.key or None,
        said=said.format(key=key, owners=" and ".join(judged.owners)),
    )
