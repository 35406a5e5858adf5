"""Real keys for tests, made by ssh-keygen and gpg, and commits signed with them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.history.repositories import Work
from tests.tools import need_tool

NOON = "T12:00:00+00:00"


def output_of(*command: str, given: str = "") -> str:
    """Run a program that must end well; give what it prints."""
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def signed(work: Work, settings: Mapping[str, str], day: str, message: str = "a change") -> str:
    """Make a signed commit; give its id."""
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    work.git(*options, "commit", "-q", "--allow-empty", "-S", "-m", message, at=f"{day}{NOON}")
    return work.git("rev-parse", "HEAD")


@dataclass(frozen=True)
class SshKey:
    """A key of ssh-keygen; `public` is its type and its text."""

    path: Path

    @property
    def public(self) -> str:
        return " ".join(self.path.with_suffix(".pub").read_text("utf-8").split()[:2])

    @property
    def settings(self) -> Mapping[str, str]:
        """The settings of git with which a commit is signed by this key."""
        return {"gpg.format": "ssh", "user.signingKey": str(self.path)}

    def sign(self, work: Work, day: str = "2026-11-02") -> str:
        """Make a commit signed with this key."""
        return signed(work, self.settings, day)


def new_ssh_key(path: Path) -> SshKey:
    """Make a key without a passphrase."""
    output_of(need_tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path))
    return SshKey(path)


@dataclass(frozen=True)
class Keyring:
    """A folder of gpg with the secret keys of several people."""

    home: Path

    def gpg(self, *arguments: str, given: str = "") -> str:
        """Run gpg; give what it prints."""
        options = ("--homedir", str(self.home), "--batch", "--pinentry-mode", "loopback")
        return output_of(
            need_tool("gpg"), "-q", *options, "--passphrase", "", *arguments, given=given
        )

    def new_key(self, name: str, expires: str = "never", made: str = "20260101T000000") -> str:
        """Make a key that signs; give its fingerprint."""
        at = ("--faked-system-time", f"{made}!")
        self.gpg(*at, "--quick-generate-key", f"{name} <{name}@x>", "ed25519", "sign", expires)
        return self.fingerprint(name)

    def fingerprint(self, name: str) -> str:
        """Give the fingerprint of a primary key."""
        lines = self.gpg("--with-colons", "--list-keys", f"={name} <{name}@x>").splitlines()
        return next(line.split(":")[9] for line in lines if line.startswith("fpr:"))

    def public(self, name: str) -> str:
        """Give a key as its owner hands it out."""
        return self.gpg("--armor", "--export", self.fingerprint(name))

    def revoke(self, name: str) -> None:
        """Take in the revocation that gpg made with the key."""
        fingerprint = self.fingerprint(name)
        made = self.home / "openpgp-revocs.d" / f"{fingerprint}.rev"
        self.gpg("--import", given=made.read_text("utf-8").replace("\n:-----", "\n-----"))

    def sign(self, work: Work, key: str, at: str = "20261102T120000") -> str:
        """Make a commit signed with a key, which gpg takes to be signed at a time."""
        program = self.home / "sign"
        options = f"--homedir '{self.home}' --faked-system-time {at}!"
        program.write_text(f'#!/bin/sh\nexec gpg {options} "$@"\n')
        program.chmod(0o755)
        return signed(work, {"gpg.program": str(program), "user.signingKey": key}, "2026-11-02")
