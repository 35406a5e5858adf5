"""Whose signature a commit carries, with real keys and real commits."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from opsctl.cli.signers_folder import checked_signatures, signers_folder
from opsctl.history import signatures
from opsctl.history.repository import GitRefuses, open_repository
from opsctl.history.revision import commit_at
from opsctl.history.signature_answer import Answer, openpgp_signature
from opsctl.history.signatures import signatures_of
from opsctl.history.tree import revision_tree
from opsctl.loading.signers import read_signers
from opsctl.model.person import Person
from opsctl.model.signature import Signature, Signers, Verdict, is_signed_by
from opsctl.text.span import Origin
from opsctl.text.tree import OverlayTree
from tests.history.keys import Keyring, SshKey, new_ssh_key, output_of
from tests.history.repositories import Work, clone, new_repository
from tests.tools import need_tool

PEOPLE = Origin("people.yaml")
MAYA = Person("maya", PEOPLE, name="Maya Okafor", email="maya@northwind.example")
LEO = Person("leo", PEOPLE, name="Leo Brandt", email="leo@northwind.example")
FAKE = """#!/bin/sh
touch '{ran}'
echo 'Good "git" signature for maya@northwind.example with ED25519 key SHA256:fake'
echo '[GNUPG:] GOODSIG 0123456789ABCDEF Maya'
"""


@pytest.fixture
def maya(tmp_path: Path) -> SshKey:
    return new_ssh_key(tmp_path / "maya")


@pytest.fixture
def leo(tmp_path: Path) -> SshKey:
    return new_ssh_key(tmp_path / "leo")


@pytest.fixture(scope="module")
def ring() -> Iterator[Keyring]:
    """Make keys of gpg, in a folder with a short name, as its agent needs."""
    need_tool("gpg")
    home = Path(tempfile.mkdtemp(prefix="ring-"))
    ring = Keyring(home)
    try:
        ring.new_key("maya")
        ring.new_key("leo")
        yield ring
    finally:
        output_of(need_tool("gpgconf"), "--homedir", str(home), "--kill", "all")
        shutil.rmtree(home, ignore_errors=True)


def signers_in(files: Mapping[str, str | bytes]) -> Signers:
    contents = {
        f"signers/{name}": text.encode("utf-8") if isinstance(text, str) else text
        for name, text in files.items()
    }
    signers = read_signers(OverlayTree(None, contents))
    assert signers.obstacle or not signers.findings
    return signers


def listed(**keys: SshKey) -> str:
    return "".join(f"{name}@northwind.example {key.public}\n" for name, key in keys.items())


def checked_all(
    work: Work, commits: Sequence[str], files: Mapping[str, str | bytes]
) -> Mapping[str, Signature]:
    repository = open_repository(work.folder)
    try:
        return checked_signatures(repository, commits, signers_in(files))
    finally:
        repository.close()


def checked(work: Work, commit: str, files: Mapping[str, str | bytes]) -> Signature:
    return checked_all(work, [commit], files)[commit]


def altered(work: Work, commit: str, old: str, new: str) -> str:
    """Write a commit anew with other words, signature and all; give its id."""
    body = work.git("cat-file", "commit", commit)
    assert old in body
    place = work.folder / "body"
    place.write_text(f"{body.replace(old, new, 1)}\n", "utf-8")
    return work.git("hash-object", "-t", "commit", "-w", "body")


# SSH


def test_a_listed_key_is_the_signature_of_its_person(work: Work, maya: SshKey, leo: SshKey) -> None:
    commit = maya.sign(work)
    found = checked(work, commit, {"allowed_signers": listed(leo=leo, maya=maya)})
    assert (found.verdict, found.principals) == (Verdict.GOOD, ("maya@northwind.example",))
    assert found.said == "carries a valid signature of maya@northwind.example"
    assert is_signed_by(found, MAYA)
    assert not is_signed_by(found, LEO)


def test_the_key_of_another_listed_person_is_theirs(work: Work, maya: SshKey, leo: SshKey) -> None:
    found = checked(work, leo.sign(work), {"allowed_signers": listed(leo=leo, maya=maya)})
    assert found.verdict is Verdict.GOOD
    assert is_signed_by(found, LEO)
    assert not is_signed_by(found, MAYA)


def test_who_git_names_as_the_author_does_not_matter(work: Work, maya: SshKey, leo: SshKey) -> None:
    work.git("config", "user.email", "maya@northwind.example")
    found = checked(work, leo.sign(work), {"allowed_signers": listed(maya=maya)})
    assert found.verdict is Verdict.UNKNOWN_KEY


def test_a_key_that_is_not_listed_is_named(work: Work, maya: SshKey, leo: SshKey) -> None:
    found = checked(work, leo.sign(work), {"allowed_signers": listed(maya=maya)})
    assert (found.verdict, found.principals) == (Verdict.UNKNOWN_KEY, ())
    fingerprint = output_of("ssh-keygen", "-l", "-f", str(leo.path)).split()[1]
    assert found.key == fingerprint
    assert found.said == (
        f"is signed with the key {fingerprint}, which is not listed in signers/ of the base"
    )


def test_without_a_folder_of_signers_no_key_is_known(work: Work, maya: SshKey) -> None:
    assert checked(work, maya.sign(work), {}).verdict is Verdict.UNKNOWN_KEY


@pytest.mark.parametrize("separate", [True, False])
def test_a_key_of_two_people_is_the_signature_of_both(
    work: Work, maya: SshKey, separate: bool
) -> None:
    addresses = ["leo@northwind.example", "Maya@Northwind.example"]
    lines = addresses if separate else [",".join(addresses)]
    text = "".join(f"{each} {maya.public}\n" for each in lines)
    found = checked(work, maya.sign(work), {"allowed_signers": text})
    assert found.principals == tuple(addresses)
    assert is_signed_by(found, MAYA)
    assert is_signed_by(found, LEO)


def test_a_renewed_key_counts_by_its_second_line(work: Work, maya: SshKey) -> None:
    text = (
        f'leo@northwind.example valid-before="20200101" {maya.public}\n'
        f"maya@northwind.example {maya.public}\n"
    )
    found = checked(work, maya.sign(work), {"allowed_signers": text})
    assert found.principals == ("maya@northwind.example",)


def test_a_key_for_something_else_than_git_does_not_count(work: Work, maya: SshKey) -> None:
    text = f'maya@northwind.example namespaces="file" {maya.public}\n'
    found = checked(work, maya.sign(work), {"allowed_signers": text})
    assert found.verdict is Verdict.UNKNOWN_KEY


@pytest.mark.parametrize(
    ("option", "day", "verdict"),
    [
        ("valid-before", "2026-10-30", Verdict.GOOD),
        ("valid-before", "2026-11-02", Verdict.EXPIRED),
        ("valid-after", "2026-10-30", Verdict.EXPIRED),
        ("valid-after", "2026-11-02", Verdict.GOOD),
    ],
)
def test_a_key_counts_in_its_time_by_the_day_of_the_commit(
    work: Work, maya: SshKey, option: str, day: str, verdict: Verdict
) -> None:
    text = f'maya@northwind.example {option}="20261101" {maya.public}\n'
    found = checked(work, maya.sign(work, day), {"allowed_signers": text})
    assert found.verdict is verdict
    assert is_signed_by(found, MAYA) is (verdict is Verdict.GOOD)


@pytest.mark.parametrize("form", ["{key}\n", "# gone\nmaya@northwind.example {key} laptop", "KRL"])
def test_a_revoked_key_does_not_count_and_others_do(
    work: Work, maya: SshKey, leo: SshKey, tmp_path: Path, form: str
) -> None:
    revoked: str | bytes = form.format(key=maya.public)
    if form == "KRL":
        place = tmp_path / "krl"
        output_of("ssh-keygen", "-q", "-k", "-f", str(place), str(maya.path.with_suffix(".pub")))
        revoked = place.read_bytes()
    commits = [maya.sign(work), leo.sign(work)]
    files: Mapping[str, str | bytes] = {
        "allowed_signers": listed(maya=maya, leo=leo),
        "revoked_keys": revoked,
    }
    first, second = checked_all(work, commits, files).values()
    assert (first.verdict, first.principals) == (Verdict.REVOKED, ("maya@northwind.example",))
    assert first.said == f"is signed with the key {first.key}, which was revoked"
    assert not is_signed_by(first, MAYA)
    assert is_signed_by(second, LEO)


def test_a_revoked_key_that_is_listed_twice_does_not_count(work: Work, maya: SshKey) -> None:
    files = {"allowed_signers": listed(leo=maya, maya=maya), "revoked_keys": maya.public}
    found = checked(work, maya.sign(work), files)
    assert (found.verdict, len(found.principals)) == (Verdict.REVOKED, 2)


@pytest.mark.parametrize("revoked", [b"SSHKRL\n\0garbage", b"somebody", b"\xff\xfe"])
def test_no_ssh_key_counts_while_the_revoked_ones_cannot_be_read(
    work: Work, maya: SshKey, revoked: bytes
) -> None:
    files: Mapping[str, str | bytes] = {
        "allowed_signers": listed(maya=maya),
        "revoked_keys": revoked,
    }
    found = checked(work, maya.sign(work), files)
    assert found.verdict is Verdict.CANNOT_CHECK
    assert found.said.startswith("carries an SSH signature that cannot be checked: ")
    assert "signers/revoked_keys" in found.said


def test_a_commit_that_was_changed_after_it_was_signed_is_bad(work: Work, maya: SshKey) -> None:
    files = {"allowed_signers": listed(maya=maya), "revoked_keys": ""}
    commit = altered(work, maya.sign(work), "\n\na change", "\n\nanother change")
    found = checked(work, commit, files)
    assert found.verdict is Verdict.BAD
    assert not is_signed_by(found, MAYA)


def test_a_signature_that_was_moved_to_another_commit_is_bad(work: Work, maya: SshKey) -> None:
    first, second = maya.sign(work), work.commit("2026-11-03")
    body = work.git("cat-file", "commit", first)
    signature = body[body.index("gpgsig ") : body.index("\n\n")]
    commit = altered(work, second, "\n\n", f"\n{signature}\n\n")
    assert checked(work, commit, {"allowed_signers": listed(maya=maya)}).verdict is Verdict.BAD


def test_a_commit_without_a_signature_carries_none(work: Work, maya: SshKey) -> None:
    commit = work.commit("2026-11-02")
    found = checked(work, commit, {"allowed_signers": listed(maya=maya)})
    assert (found.verdict, found.said) == (Verdict.UNSIGNED, "carries no signature")


def test_a_signature_in_the_words_of_a_commit_is_none(work: Work) -> None:
    message = "gpgsig -----BEGIN SSH SIGNATURE-----\n\ngpgsig -----BEGIN SSH SIGNATURE-----"
    work.git("commit", "-q", "--allow-empty", "-m", message)
    assert checked(work, work.git("rev-parse", "HEAD"), {}).verdict is Verdict.UNSIGNED


def test_a_repository_with_longer_ids_is_checked_alike(tmp_path: Path, maya: SshKey) -> None:
    work = new_repository(tmp_path / "plain")
    shutil.rmtree(work.folder / ".git")
    work.git("init", "-q", "-b", "main", "--object-format=sha256")
    commit = maya.sign(work)
    assert len(commit) == 64
    assert is_signed_by(checked(work, commit, {"allowed_signers": listed(maya=maya)}), MAYA)


# OpenPGP


def test_an_openpgp_key_is_the_signature_of_the_person_with_its_file(
    work: Work, ring: Keyring
) -> None:
    files = {"maya.asc": ring.public("maya"), "leo.asc": ring.public("leo")}
    found = checked(work, ring.sign(work, "leo"), files)
    assert (found.verdict, found.people) == (Verdict.GOOD, ("leo",))
    assert found.key == ring.fingerprint("leo")
    assert is_signed_by(found, LEO)
    assert not is_signed_by(found, MAYA)


def test_the_name_in_an_openpgp_key_does_not_matter(work: Work, ring: Keyring) -> None:
    found = checked(work, ring.sign(work, "maya"), {"leo.asc": ring.public("maya")})
    assert is_signed_by(found, LEO)
    assert not is_signed_by(found, MAYA)


def test_an_openpgp_key_of_two_people_is_the_signature_of_both(work: Work, ring: Keyring) -> None:
    files = {"maya.asc": ring.public("leo"), "leo.asc": ring.public("leo")}
    assert checked(work, ring.sign(work, "leo"), files).people == ("leo", "maya")


def test_an_openpgp_key_of_this_machine_alone_does_not_count(
    work: Work, ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GNUPGHOME", str(ring.home))
    found = checked(work, ring.sign(work, "leo"), {"maya.asc": ring.public("maya")})
    assert (found.verdict, found.people) == (Verdict.UNKNOWN_KEY, ())
    assert (found.key or "") == ring.fingerprint("leo")[-16:]


def test_a_key_that_signs_for_a_primary_key_is_that_of_its_person(
    work: Work, ring: Keyring
) -> None:
    primary = ring.new_key("ana")
    ring.gpg("--quick-add-key", primary, "ed25519", "sign")
    found = checked(
        work, ring.sign(work, "ana", "20990101T000000"), {"ana.asc": ring.public("ana")}
    )
    assert (found.verdict, found.key) == (Verdict.GOOD, primary)


def test_an_openpgp_key_that_was_revoked_does_not_count(work: Work, ring: Keyring) -> None:
    ring.new_key("omar")
    commit, before = ring.sign(work, "omar"), ring.public("omar")
    assert checked(work, commit, {"omar.asc": before}).verdict is Verdict.GOOD
    ring.revoke("omar")
    found = checked(work, commit, {"omar.asc": ring.public("omar")})
    assert (found.verdict, found.people) == (Verdict.REVOKED, ("omar",))


def test_an_openpgp_key_that_has_expired_does_not_count(work: Work, ring: Keyring) -> None:
    ring.new_key("lena", expires="2021-01-01", made="20200101T000000")
    commit = ring.sign(work, "lena", "20200601T000000")
    found = checked(work, commit, {"lena.asc": ring.public("lena")})
    assert (found.verdict, found.people) == (Verdict.EXPIRED, ("lena",))
    assert found.said == f"is signed with the key {found.key}, which has expired"


def test_a_commit_changed_after_it_was_signed_with_openpgp_is_bad(
    work: Work, ring: Keyring
) -> None:
    commit = altered(work, ring.sign(work, "leo"), "\n\na change", "\n\nanother change")
    assert checked(work, commit, {"leo.asc": ring.public("leo")}).verdict is Verdict.BAD


def test_an_openpgp_signature_that_cannot_be_read_is_bad(work: Work, ring: Keyring) -> None:
    commit = altered(work, ring.sign(work, "leo"), "SIGNATURE-----\n \n i", "SIGNATURE-----\n \n A")
    assert checked(work, commit, {"leo.asc": ring.public("leo")}).verdict is Verdict.BAD


def test_a_file_that_holds_no_key_hides_no_other(work: Work, ring: Keyring) -> None:
    files: Mapping[str, str | bytes] = {
        "ana.asc": "no key",
        "leo.asc": ring.public("leo"),
        "maya.asc": b"\0\xff",
    }
    assert is_signed_by(checked(work, ring.sign(work, "leo"), files), LEO)


# What a repository cannot do


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Give a program that says yes to everything, and leaves a file where it has run."""
    program = tmp_path / "trap"
    program.write_text(FAKE.format(ran=tmp_path / "ran"))
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("form", ["ssh", "openpgp"])
def test_a_repository_names_no_program_and_no_file_of_keys(
    work: Work, maya: SshKey, leo: SshKey, ring: Keyring, trap: Path, form: str
) -> None:
    commit = leo.sign(work) if form == "ssh" else ring.sign(work, "leo")
    strange = altered(
        work, commit, f"BEGIN {'SSH' if form == 'ssh' else 'PGP'} SIGNATURE", "BEGIN SIGNED MESSAGE"
    )
    attacker = trap.with_name("allowed")
    attacker.write_text(f"maya@northwind.example {leo.public}\n")
    for key in ("gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program"):
        work.git("config", key, str(trap))
    work.git("config", "gpg.ssh.allowedSignersFile", str(attacker))
    work.git("config", "gpg.minTrustLevel", "never")
    work.git("config", "log.showSignature", "true")
    files = {"allowed_signers": listed(maya=maya), "maya.asc": ring.public("maya")}
    found = checked_all(work, [commit, strange], files)
    assert found[commit].verdict is Verdict.UNKNOWN_KEY
    assert found[strange].verdict is Verdict.CANNOT_CHECK
    assert not trap.with_name("ran").exists()
    work.git("-c", "log.showSignature=true", "log", "-1", commit)
    assert trap.with_name("ran").exists(), "the trap would have caught git"


def test_a_repository_revokes_no_key_by_a_setting(work: Work, maya: SshKey, tmp_path: Path) -> None:
    (tmp_path / "revoked").write_text(f"{maya.public}\n")
    work.git("config", "gpg.ssh.revocationFile", str(tmp_path / "revoked"))
    found = checked(work, maya.sign(work), {"allowed_signers": listed(maya=maya)})
    assert found.verdict is Verdict.GOOD


def test_who_lists_themselves_in_a_change_is_not_listed(
    work: Work, maya: SshKey, leo: SshKey
) -> None:
    base = work.save("2026-11-01", {"signers/allowed_signers": listed(maya=maya)})
    work.write("signers/allowed_signers", listed(maya=leo))
    work.git("add", "-A")
    commit = leo.sign(work)
    repository = open_repository(work.folder)
    try:
        trees = [
            revision_tree(repository, commit_at(repository, each, lambda: "UTC"), "")
            for each in (base, commit)
        ]
        of_base, of_head = (
            checked_signatures(repository, [commit], read_signers(tree))[commit] for tree in trees
        )
    finally:
        repository.close()
    assert (of_base.verdict, is_signed_by(of_base, MAYA)) == (Verdict.UNKNOWN_KEY, False)
    assert is_signed_by(of_head, MAYA)


def test_a_commit_put_in_the_place_of_another_does_not_count_for_it(
    work: Work, maya: SshKey, leo: SshKey
) -> None:
    theirs, ours = leo.sign(work), maya.sign(work)
    work.git("replace", theirs, ours)
    found = checked(work, theirs, {"allowed_signers": listed(maya=maya)})
    assert found.verdict is Verdict.UNKNOWN_KEY


@pytest.mark.parametrize(
    "header",
    [
        "gpgsig rubbish",
        "gpgsig ",
        "gpgsig -----BEGIN SSH SIGNATURE-----\n -----END",
        "gpgsig x\n y",
    ],
)
def test_a_strange_signature_hides_no_other(work: Work, maya: SshKey, header: str) -> None:
    good, plain = maya.sign(work), work.commit("2026-11-03")
    strange = [
        altered(work, good, "\ngpgsig ", f"\n{header}\ngpgsig "),
        altered(work, plain, "\n\n", f"\n{header}\n\n"),
    ]
    found = checked_all(work, [*strange, good], {"allowed_signers": listed(maya=maya)})
    assert found[good].verdict is Verdict.GOOD
    for each in strange:
        assert found[each].verdict in {Verdict.BAD, Verdict.CANNOT_CHECK}


def test_a_commit_that_ends_git_hides_no_other(work: Work, maya: SshKey) -> None:
    good = [maya.sign(work) for _ in range(4)]
    mangled = "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END SSH SIGNATURE-----"
    more_than_a_pipe_takes = "word " * 100_000
    plain = work.commit("2026-11-03")
    fatal = altered(work, plain, "\n\n", f"\n{mangled}\n\n{more_than_a_pipe_takes}")
    commits = [*good[:1], fatal, *good[1:]]
    found = checked_all(work, commits, {"allowed_signers": listed(maya=maya)})
    assert list(found) == commits
    assert found[fatal].verdict is Verdict.BAD
    assert {found[each].verdict for each in good} == {Verdict.GOOD}


def test_two_signatures_in_one_commit_are_none_that_counts(work: Work, maya: SshKey) -> None:
    good = maya.sign(work)
    body = work.git("cat-file", "commit", good)
    signature = body[body.index("gpgsig ") : body.index("\n\n")]
    commit = altered(work, good, signature, f"{signature}\n{signature}")
    found = checked(work, commit, {"allowed_signers": listed(maya=maya)})
    assert found.verdict is Verdict.CANNOT_CHECK
    assert found.said.startswith("carries an unknown kind of signature that cannot be checked: ")


@pytest.mark.parametrize("letter", ["G", "U", "R", "X", "Y"])
def test_an_openpgp_key_that_is_nobodys_is_unknown_whatever_gpg_says(letter: str) -> None:
    answer = Answer("c0ffee", letter, "Maya", "0123", "AB0123", "gpg: Good signature")
    assert openpgp_signature(answer, {"0123": ("maya",)}).verdict is Verdict.UNKNOWN_KEY


def test_a_kind_of_openpgp_key_that_gpg_does_not_know_cannot_be_checked() -> None:
    answer = Answer("c0ffee", "E", "", "0123", "", "gpg: Can't check signature: Unknown algorithm")
    assert openpgp_signature(answer, {}).verdict is Verdict.CANNOT_CHECK


# The programs


@pytest.mark.parametrize("form", ["ssh", "openpgp"])
def test_without_its_program_a_signature_cannot_be_checked(
    work: Work,
    maya: SshKey,
    ring: Keyring,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    commit = maya.sign(work) if form == "ssh" else ring.sign(work, "leo")
    plain = work.commit("2026-11-03")
    files = {"allowed_signers": listed(maya=maya), "leo.asc": ring.public("leo")}
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(need_tool("git"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    found = checked_all(work, [commit, plain], files)
    assert found[commit].verdict is Verdict.CANNOT_CHECK
    program = "ssh-keygen" if form == "ssh" else "gpg"
    assert found[commit].said.endswith(f" and see that {program} is found in PATH")
    assert found[plain].verdict is Verdict.UNSIGNED


def test_an_ssh_keygen_that_is_too_old_cannot_check(
    work: Work, maya: SshKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = maya.sign(work)
    old = tmp_path / "bin" / "ssh-keygen"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'usage: ssh-keygen' >&2\nexit 1\n")
    old.chmod(0o755)
    files = {"allowed_signers": listed(maya=maya)}
    monkeypatch.setenv("PATH", f"{old.parent}{os.pathsep}{os.environ['PATH']}")
    assert checked(work, commit, files).verdict is Verdict.CANNOT_CHECK


def test_many_commits_are_asked_for_in_pieces_and_keep_their_order(
    work: Work, maya: SshKey, leo: SshKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = [key.sign(work) for key in (maya, leo, maya, leo, maya)][::-1]
    files = {"allowed_signers": listed(maya=maya, leo=leo)}
    monkeypatch.setattr(signatures, "_AT_ONCE", 2)
    found = checked_all(work, [*commits, commits[0]], files)
    assert list(found) == commits
    signers = [each.principals[0].partition("@")[0] for each in found.values()]
    assert signers == ["maya", "leo", "maya", "leo", "maya"]


def test_no_commits_have_no_signatures(work: Work) -> None:
    assert checked_all(work, [], {}) == {}


@pytest.mark.parametrize("name", ["HEAD", "--all", "0" * 40, ""])
def test_only_a_whole_id_of_a_commit_that_is_here_is_taken(work: Work, name: str) -> None:
    work.commit("2026-11-02")
    with pytest.raises(GitRefuses):
        checked(work, name, {})


def test_a_shallow_clone_checks_what_it_has(work: Work, maya: SshKey, tmp_path: Path) -> None:
    maya.sign(work)
    commit = maya.sign(work)
    cut = clone(work, tmp_path / "cut", "--depth", "1")
    assert is_signed_by(checked(cut, commit, {"allowed_signers": listed(maya=maya)}), MAYA)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder for temporary files, with a name short enough for an agent of gpg."""
    with tempfile.TemporaryDirectory(prefix="t-") as name:
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Path(name)


def test_nothing_is_left_behind_and_nobody_else_can_look(
    work: Work, ring: Keyring, temporary: Path
) -> None:
    commit = ring.sign(work, "leo")
    before = sorted(work.folder.rglob("*"))
    signers = signers_in({"leo.asc": ring.public("leo")})
    repository = open_repository(work.folder)

    def look_and_stop() -> None:
        with signers_folder(signers) as files:
            assert signatures_of(repository, [commit], files)[commit].verdict is Verdict.GOOD
            for place in (*temporary.iterdir(), files.gnupg):
                assert place.stat().st_mode & 0o777 == 0o700
            assert not list(files.gnupg.glob("S.*")), "an agent was started"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_and_stop()
    repository.close()
    assert not list(temporary.iterdir())
    assert sorted(work.folder.rglob("*")) == before
