"""Read whose keys count: the folder `signers` of a workspace.

- `signers/allowed_signers`, in the format of ssh-keygen: an e-mail address as in `people.yaml`,
  and a public SSH key.
- `signers/revoked_keys`: public SSH keys that no longer count, one a line, or a KRL.
- `signers/<person>.asc`: the OpenPGP key of the person with that id, as `gpg --armor --export`
  prints it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from opsctl.loading.source import decode, read_content
from opsctl.loading.ssh_keys import NoKey, allowed_signers, revoked_key
from opsctl.model.signature import START_OF_A_KRL, AllowedSigner, Signers
from opsctl.model.slug import is_slug
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.tree import Kind, Tree

FOLDER = "signers"
ALLOWED = f"{FOLDER}/allowed_signers"
REVOKED = f"{FOLDER}/revoked_keys"
LISTED_AT_MOST = 8
_ARMOURED = ".asc"


def read_signers(tree: Tree) -> Signers:
    """Read whose keys count. What is wrong becomes findings, and counts for nobody.

    Hand in the tree of the base revision: whoever proposes a change could list themselves in it.
    """
    allowed, findings = _allowed(tree)
    revoked, more = _revoked(tree)
    findings += more
    obstacle = f"{more[0].location.path} of the base cannot be read" if more else None
    gpg_keys = {}
    for person, path in _armoured(tree):
        content, more = _content(tree, path)
        findings += more
        if content is not None:
            gpg_keys[person] = content
    return Signers(allowed, revoked, gpg_keys, obstacle, tuple(findings))


def _allowed(tree: Tree) -> tuple[tuple[AllowedSigner, ...], list[Finding]]:
    content, findings = _content(tree, ALLOWED)
    listed: Counter[str] = Counter()
    signers: list[AllowedSigner] = []
    for place, line in _lines(ALLOWED, content or b"", findings):
        found = allowed_signers(line)
        if isinstance(found, NoKey):
            findings.append(_finding(place, found))
            continue
        listed[found[0].key] += len(found)
        if listed[found[0].key] > LISTED_AT_MOST:
            message = f"this key is listed for more than {LISTED_AT_MOST} addresses"
            findings.append(_finding(place, NoKey(message, "give each person a key")))
        else:
            signers += found
    return tuple(signers), findings


def _revoked(tree: Tree) -> tuple[bytes, list[Finding]]:
    """Read the revoked keys. Any finding means that the list is not whole."""
    content, findings = _content(tree, REVOKED)
    if content is None or content.startswith(START_OF_A_KRL):
        return content or b"", findings
    keys = []
    for place, line in _lines(REVOKED, content, findings):
        found = revoked_key(line)
        if isinstance(found, NoKey):
            findings.append(_finding(place, found))
        else:
            keys.append(f"{found}\n")
    return "".join(keys).encode("ascii"), findings


def _armoured(tree: Tree) -> Iterator[tuple[str, str]]:
    """Give the ids of people with an OpenPGP key, and the paths of these."""
    for entry in tree.walk(FOLDER):
        name = entry.path.removeprefix(f"{FOLDER}/")
        person = name.removesuffix(_ARMOURED)
        if person != name and is_slug(person) and entry.kind is not Kind.WORKSPACE:
            yield person, entry.path


def _content(tree: Tree, path: str) -> tuple[bytes | None, list[Finding]]:
    """Read a file; none without a finding where it is not there."""
    entry = tree.entry(path)
    return read_content(tree, entry) if entry else (None, [])


def _lines(path: str, content: bytes, findings: list[Finding]) -> Iterator[tuple[Location, str]]:
    """Give the lines that say something, and their places; note what cannot be decoded."""
    source, found = decode(path, content)
    findings += found
    if source is None:
        return
    for number in range(1, len(source.line_starts) + 1):
        line = source.line(number).strip()
        if line and not line.startswith("#"):
            start = source.line_starts[number - 1]
            yield Location(path, source.span(start, start + len(source.line(number)))), line


def _finding(place: Location, problem: NoKey) -> Finding:
    return Finding("FILE019", place, problem.message, problem.hint)
