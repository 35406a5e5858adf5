"""Lay out the keys that count for the programs that check signatures, and clear them away.

They lie in a temporary folder of this user alone. gpg gets its own folder there: it starts no
agent, fetches no key, and knows no other keys than these.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from opsctl.history.repository import Repository
from opsctl.history.signatures import KeyFiles, signatures_of
from opsctl.model.signature import START_OF_A_KRL, AllowedSigner, Signature, Signers

_SECONDS_AT_MOST = 30
_SETTINGS_OF_GPG = (
    "batch\nno-tty\nno-autostart\nno-auto-key-retrieve\nno-auto-check-trustdb\ndisable-dirmngr\n"
)
_IMPORTED = "[GNUPG:] IMPORT_OK "


def checked_signatures(
    repository: Repository, commits: Sequence[str], signers: Signers
) -> Mapping[str, Signature]:
    """Check the signatures of commits, named by their whole ids, against the signers of the base.

    Raises:
        GitRefuses: a commit is not here.
    """
    with signers_folder(signers) as files:
        return signatures_of(repository, commits, files)


@contextmanager
def signers_folder(signers: Signers) -> Iterator[KeyFiles]:
    """Lay out the keys for as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="opsctl-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        nothing, revoked = folder / "nothing", folder / "revoked_keys"
        nothing.write_bytes(b"")
        revoked.write_bytes(signers.revoked)
        yield KeyFiles(
            tuple(_lists(folder, signers.allowed)),
            revoked,
            nothing,
            folder / "gnupg",
            _imported(folder / "gnupg", signers.gpg_keys),
            signers.obstacle or _unreadable(revoked, signers.revoked),
        )


def _lists(folder: Path, allowed: Sequence[AllowedSigner]) -> Iterator[Path]:
    """Write as many lists of signers as are needed for each key to stand once in each."""
    times: defaultdict[str, int] = defaultdict(int)
    lists: defaultdict[int, list[str]] = defaultdict(list, {0: []})
    for each in allowed:
        line = " ".join(part for part in (each.principal, each.options, each.key) if part)
        lists[times[each.key]].append(f"{line}\n")
        times[each.key] += 1
    for number, lines in lists.items():
        path = folder / f"allowed_signers_{number}"
        path.write_bytes("".join(lines).encode("utf-8"))
        yield path


def _imported(home: Path, keys: Mapping[str, bytes]) -> Mapping[str, tuple[str, ...]]:
    """Import keys into a new folder of gpg; give the people by the fingerprints of theirs."""
    home.mkdir(mode=0o700)
    (home / "gpg.conf").write_text(_SETTINGS_OF_GPG, encoding="ascii")
    command = ["gpg", "--homedir", str(home), "--status-fd", "1", "--import"]
    people: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for person, key in keys.items():
        done = _ended(command, key)
        said = done.stdout.decode("utf-8", "replace") if done else ""
        found = (line.split() for line in said.splitlines() if line.startswith(_IMPORTED))
        for fingerprint in dict.fromkeys(words[3] for words in found):
            people[fingerprint] += (person,)
    return dict(people)


def _unreadable(path: Path, revoked: bytes) -> str | None:
    """Say that ssh-keygen cannot read a list that is its own kind of file, if it cannot."""
    if not revoked.startswith(START_OF_A_KRL):
        return None
    done = _ended(["ssh-keygen", "-Q", "-l", "-f", str(path)], b"")
    is_readable = done is None or done.returncode == 0
    return None if is_readable else "ssh-keygen cannot read signers/revoked_keys of the base"


def _ended(command: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes] | None:
    """Run a program to its end; none where it is not there, or takes too long."""
    with suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run(
            command, input=given, capture_output=True, timeout=_SECONDS_AT_MOST, check=False
        )
    return None
