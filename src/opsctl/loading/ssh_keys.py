"""Read lines with public SSH keys: of those who may sign, and of those that were revoked."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from opsctl.model.signature import AllowedSigner

_LINE = re.compile(r'(?:"([^"]+)"|([^\s"]+))\s+(\S.*)')
_KEY = re.compile(r"((?:ssh|ecdsa|sk)-[a-z0-9@.-]+)\s+(AAAA[A-Za-z0-9+/]+=*)(?:\s.*)?")
_OPTIONS = re.compile(r'((?:[^\s"]|"[^"]*")+)\s+(\S.*)')
_REVOKED = re.compile(rf"(?:.*?\s)?{_KEY.pattern}")
_IN_A_PATTERN = re.compile(r"[*?!\s]")
_COPY = "copy the line of the person's .pub file again"


@dataclass(frozen=True, slots=True)
class NoKey:
    """Why a line gives nothing, and what to write instead."""

    message: str
    hint: str


def allowed_signers(line: str) -> tuple[AllowedSigner, ...] | NoKey:
    """Read a line of `allowed_signers`: addresses, options if any, and a public key.

    It gives one record an address. Patterns of addresses and certificates are refused: a
    signature has to be that of one person.
    """
    found = _LINE.fullmatch(line)
    if found is None:
        return _no_signer()
    options, rest = "", found[3]
    if not _KEY.fullmatch(rest) and (split := _OPTIONS.fullmatch(rest)):
        options, rest = split[1], split[2]
    key = _whole_key(rest)
    if key is None:
        return _no_signer()
    if "cert-authority" in options.lower():
        return NoKey("a `cert-authority` signs for many", "list the key of each person")
    principals = (found[1] or found[2]).split(",")
    if any(not each or _IN_A_PATTERN.search(each) for each in principals):
        return NoKey("a pattern is no address of a person", "write whole addresses")
    return tuple(AllowedSigner(each, options, key) for each in principals)


def revoked_key(line: str) -> str | NoKey:
    """Read a line of `revoked_keys`: a public key; an address or a comment may stand beside it."""
    found = _REVOKED.fullmatch(line)
    key = _whole_key(f"{found[1]} {found[2]}") if found else None
    return key or NoKey("there is no whole public SSH key in this line", _COPY)


def _no_signer() -> NoKey:
    message = "this line does not name an address and its public SSH key"
    return NoKey(message, f"maya@northwind.example ssh-ed25519 AAAA…; {_COPY}")


def _whole_key(text: str) -> str | None:
    """Give the type of a key and the key, without a comment; none where a piece is missing.

    A public key is a row of parts, each after its length in four bytes; the first is its type.
    """
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    try:
        rest = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        return None
    parts = []
    while rest:
        end = 4 + int.from_bytes(rest[:4], "big")
        if end > len(rest):
            return None
        parts.append(rest[4:end])
        rest = rest[end:]
    return f"{found[1]} {found[2]}" if parts[0] == found[1].encode() else None
