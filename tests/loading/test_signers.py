"""Whose keys count: the folder `signers`."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import pytest

from opsctl.loading.signers import LISTED_AT_MOST, read_signers
from opsctl.loading.source import LARGEST_RECORD
from opsctl.model.signature import AllowedSigner, Signers
from opsctl.text.tree import OverlayTree


def blob(kind: str, *parts: bytes) -> str:
    all_parts = (kind.encode(), *parts)
    content = b"".join(len(part).to_bytes(4, "big") + part for part in all_parts)
    return base64.b64encode(content).decode("ascii")


ED = f"ssh-ed25519 {blob('ssh-ed25519', bytes(32))}"
RSA = f"ssh-rsa {blob('ssh-rsa', bytes([1, 0, 1]), bytes(257))}"
TOKEN = f"sk-ssh-ed25519@openssh.com {blob('sk-ssh-ed25519@openssh.com', bytes(32), b'ssh:')}"
NISTP = f"ecdsa-sha2-nistp256 {blob('ecdsa-sha2-nistp256', b'nistp256', bytes(65))}"


def read(files: Mapping[str, str | bytes]) -> Signers:
    contents = {
        f"signers/{name}": text.encode("utf-8") if isinstance(text, str) else text
        for name, text in files.items()
    }
    return read_signers(OverlayTree(None, contents))


def found(signers: Signers) -> list[tuple[str, int, str]]:
    return [
        (f"{each.location.path} {each.code}", each.location.span.line, each.message)
        for each in signers.findings
    ]


def test_a_workspace_without_the_folder_lists_nobody() -> None:
    assert read_signers(OverlayTree(None, {})) == Signers()


@pytest.mark.parametrize("key", [ED, RSA, TOKEN, NISTP])
def test_a_line_is_an_address_and_a_key(key: str) -> None:
    signers = read({"allowed_signers": f"# ours\n\nmaya@x.example {key} maya's laptop\r\n"})
    assert signers.allowed == (AllowedSigner("maya@x.example", "", key),)
    assert not signers.findings


def test_options_stay_as_they_are_written() -> None:
    options = 'namespaces="git,file",valid-before="20271231"'
    signers = read({"allowed_signers": f'"maya@x.example"\t{options} {ED}\n'})
    assert signers.allowed == (AllowedSigner("maya@x.example", options, ED),)


def test_a_key_of_several_addresses_gives_one_record_an_address() -> None:
    signers = read({"allowed_signers": f"maya@x.example,leo@x.example {ED}\n"})
    assert [each.principal for each in signers.allowed] == ["maya@x.example", "leo@x.example"]


@pytest.mark.parametrize(
    "line",
    [
        "maya@x.example",
        f"maya@x.example {ED[:-8]}",
        f"maya@x.example {ED[:-3]}",
        f"maya@x.example {ED.replace('ssh-ed25519', 'ssh-rsa', 1)}",
        ED,
        f"maya@x.example ssh-ed25519 {blob('ssh-ed25519-cert-v01@openssh.com', bytes(32))}",
        'maya@x.example "',
        f'maya@x.example namespaces="git {ED}',
    ],
)
def test_a_line_without_a_whole_key_lists_nobody(line: str) -> None:
    signers = read({"allowed_signers": f"{line}\nleo@x.example {ED}\n"})
    assert [each.principal for each in signers.allowed] == ["leo@x.example"]
    message = "this line does not name an address and its public SSH key"
    assert found(signers) == [("signers/allowed_signers FILE019", 1, message)]


@pytest.mark.parametrize(
    "addresses",
    ["*@x.example", "maya@x.example,!maya@x.example", "m?ya@x.example", "maya@x,,leo@x"],
)
def test_a_pattern_is_nobody(addresses: str) -> None:
    signers = read({"allowed_signers": f"{addresses} {ED}\n"})
    assert not signers.allowed
    assert found(signers) == [
        ("signers/allowed_signers FILE019", 1, "a pattern is no address of a person")
    ]


def test_who_signs_for_others_is_nobody() -> None:
    signers = read({"allowed_signers": f"maya@x.example Cert-Authority {ED}\n"})
    assert not signers.allowed
    assert found(signers)[0][2] == "a `cert-authority` signs for many"


def test_a_key_is_that_of_a_few_people_at_most() -> None:
    lines = [f"p{number}@x.example {ED}\n" for number in range(LISTED_AT_MOST + 1)]
    assert not read({"allowed_signers": "".join(lines[:-1])}).findings
    signers = read({"allowed_signers": "".join(lines)})
    assert len(signers.allowed) == LISTED_AT_MOST
    assert found(signers)[0][1] == LISTED_AT_MOST + 1


def test_revoked_keys_may_have_an_address_or_a_comment_beside_them() -> None:
    text = f"# left in May\n{ED}\nmaya@x.example {RSA} old laptop\n"
    signers = read({"revoked_keys": text})
    assert signers.revoked.decode("ascii") == f"{ED}\n{RSA}\n"
    assert (signers.findings, signers.obstacle) == ((), None)


@pytest.mark.parametrize("line", ["SHA256:weTA62T228cJkdMajgyqhy87v", ED[:-8], "maya", "x\x1b[2J"])
def test_a_list_of_revoked_keys_with_a_line_unread_is_no_list(line: str) -> None:
    signers = read({"revoked_keys": f"{line}\n{RSA}\n"})
    assert signers.obstacle == "signers/revoked_keys of the base cannot be read"
    assert len(signers.findings) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\0", b"\xe9", b"#" * (LARGEST_RECORD + 1)])
def test_revoked_keys_that_cannot_be_opened_are_no_empty_list(content: bytes) -> None:
    signers = read({"revoked_keys": content, "allowed_signers": f"maya@x.example {ED}\n"})
    assert signers.obstacle is not None
    assert signers.findings[0].location.path == "signers/revoked_keys"


def test_revoked_keys_that_are_a_folder_are_no_empty_list() -> None:
    signers = read({"revoked_keys/maya.pub": ED})
    assert signers.obstacle is not None


def test_a_file_of_ssh_keygen_is_taken_as_it_is() -> None:
    content = b"SSHKRL\n\0\0\0\xff"
    signers = read({"revoked_keys": content})
    assert (signers.revoked, signers.obstacle) == (content, None)


def test_an_openpgp_key_is_found_by_the_id_of_its_person() -> None:
    names = ("leo.asc", "maya.asc", "Omar.asc", "../omar.asc", "con.asc", "team/ana.asc", "leo.gpg")
    signers = read(dict.fromkeys(names, b"key"))
    assert signers.gpg_keys == {"leo": b"key", "maya": b"key"}


def test_an_openpgp_key_that_is_too_large_is_a_finding_and_hides_no_other() -> None:
    large = b"x" * (LARGEST_RECORD + 1)
    signers = read({"leo.asc": large, "maya.asc": large[:-1]})
    assert list(signers.gpg_keys) == ["maya"]
    assert [each.code for each in signers.findings] == ["FILE002"]
    assert signers.obstacle is None
