"""`opsctl check --base --verify-signatures`, with real keys and real commits."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from opsctl.analysis.sop.digest import content_digest
from opsctl.loading.sops import parse_sop
from opsctl.text.source import Source
from tests.cli.branches import FILES, Checked, checked, company
from tests.cli.branches import RETURNS as OF_MAYA
from tests.cli.branches import STEP as STEP_OF_MAYA
from tests.conftest import run_opsctl
from tests.history.keys import Keyring, SshKey, new_ssh_key, output_of
from tests.history.repositories import Work, clone
from tests.rules.changes import Step, commit
from tests.tools import need_tool

RETURNS = OF_MAYA.replace("owner: maya", "owner: lena")
STEP = STEP_OF_MAYA.replace("owner: maya", "owner: lena")
NEW = "approvals/returns/1.4.0--maya.yaml"
UNSIGNED = f"CHG019 {NEW}"
SETTINGS = FILES["opsctl.yaml"] + "approvals:\n  standard: {roles: {approver: 1}}\n"


def approval(text: str = STEP, note: str = "") -> str:
    digest = content_digest(parse_sop(Source("sops/returns.md", text))[0])
    said = f"note: {note}\n" if note else ""
    return f"date: 2026-11-10\nas: approver\ndigest: {digest}\n{said}"


@pytest.fixture
def maya(tmp_path: Path) -> SshKey:
    return new_ssh_key(tmp_path / "maya")


@pytest.fixture
def lena(tmp_path: Path) -> SshKey:
    return new_ssh_key(tmp_path / "lena")


@pytest.fixture(scope="module")
def ring() -> Iterator[Keyring]:
    """Make keys of gpg, in a folder with a short name, as its agent needs."""
    need_tool("gpg")
    home = Path(tempfile.mkdtemp(prefix="ring-"))
    ring = Keyring(home)
    try:
        for name in ("maya", "lena", "gone"):
            ring.new_key(name)
        yield ring
    finally:
        output_of(need_tool("gpgconf"), "--homedir", str(home), "--kill", "all")
        shutil.rmtree(home, ignore_errors=True)


def listed(**keys: SshKey) -> str:
    return "".join(f"{name}@acme.example {key.public}\n" for name, key in keys.items())


def offered(folder: Path, **signers: str) -> Work:
    """Make a branch on which a procedure got a version, and nobody has approved that yet."""
    named = {
        f"signers/{name.replace('_asc', '.asc')}": text for name, text in signers.items() if text
    }
    work = company(folder, {**FILES, "opsctl.yaml": SETTINGS, "sops/returns.md": RETURNS, **named})
    commit(work, Step({"sops/returns.md": STEP}))
    return work


def approve(work: Work, by: SshKey | Keyring, key: str = "", path: str = NEW) -> None:
    """Commit an approval, signed with a key."""
    work.write(path, approval())
    work.git("add", "-A")
    if isinstance(by, SshKey):
        by.sign(work)
    else:
        by.sign(work, by.fingerprint(key))


def verified(work: Work, *more: str, base: str = "main") -> Checked:
    return checked(work, "--verify-signatures", *more, base=base)


def said(work: Work) -> str:
    """Give what is said of the one approval that is not signed."""
    done = verified(work)
    assert (done.code, done.found) == (1, (UNSIGNED,))
    return done.messages[UNSIGNED]


def test_the_right_person(tmp_path: Path, maya: SshKey, lena: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya, lena=lena))
    approve(work, maya)
    done = verified(work)
    assert (done.code, done.found) == (0, ())
    assert verified(work, "--at", "work").found == ()


def test_the_wrong_person(tmp_path: Path, maya: SshKey, lena: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya, lena=lena))
    approve(work, lena)
    assert said(work) == "the commit that added it is signed by somebody else than `maya`"
    assert checked(work).found == ()


def test_a_revoked_key(tmp_path: Path, maya: SshKey) -> None:
    work = offered(
        tmp_path / "acme", allowed_signers=listed(maya=maya), revoked_keys=f"{maya.public}\n"
    )
    approve(work, maya)
    assert said(work).endswith(", which was revoked")


def test_a_key_that_main_has_revoked_since(tmp_path: Path, maya: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    approve(work, maya)
    work.git("checkout", "-q", "main")
    commit(work, Step({"signers/revoked_keys": f"{maya.public}\n"}))
    work.git("checkout", "-q", "work")
    assert said(work).endswith(", which was revoked")


def test_a_person_and_a_key_that_main_has_listed_since(tmp_path: Path, maya: SshKey) -> None:
    work = company(
        tmp_path / "acme",
        {
            **FILES,
            "opsctl.yaml": SETTINGS,
            "sops/returns.md": RETURNS,
            "people.yaml": "lena:\n  name: Lena\n",
        },
    )
    commit(work, Step({"sops/returns.md": STEP}))
    approve(work, maya)
    work.git("checkout", "-q", "main")
    listing = {"people.yaml": FILES["people.yaml"], "signers/allowed_signers": listed(maya=maya)}
    commit(work, Step(listing))
    work.git("checkout", "-q", "work")
    assert verified(work).found == ()


def test_a_key_that_is_not_listed(tmp_path: Path, maya: SshKey, lena: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(lena=lena))
    approve(work, maya)
    assert said(work).endswith(", which is not listed in signers/ of the base")


def test_a_key_and_a_person_that_are_listed_on_the_branch_alone(
    tmp_path: Path, maya: SshKey
) -> None:
    work = offered(tmp_path / "acme")
    commit(work, Step({"signers/allowed_signers": listed(maya=maya)}))
    approve(work, maya)
    assert said(work).endswith(", which is not listed in signers/ of the base")
    other = "approvals/returns/1.4.0--zoe.yaml"
    people = FILES["people.yaml"] + "zoe:\n  name: Zoe\n  email: maya@acme.example\n"
    commit(work, Step({"people.yaml": people}))
    approve(work, maya, path=other)
    found = verified(work).messages
    assert found[f"CHG019 {other}"] == "`zoe` is not in the people.yaml of main"


def test_no_signature_and_no_commit(tmp_path: Path, maya: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    work.write(NEW, approval())
    assert said(work) == "this is not committed as it is, so `maya` has not signed it"
    commit(work, Step())
    assert said(work) == "the commit that added it carries no signature"


@pytest.mark.parametrize("then", ["edited", "added again", "left in the folder", "merged"])
def test_what_somebody_else_did_to_it_afterwards(tmp_path: Path, maya: SshKey, then: str) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    start = work.git("rev-parse", "HEAD")
    approve(work, maya)
    assert verified(work).found == ()
    if then == "edited":
        commit(work, Step({NEW: approval(note="and more")}))
    elif then == "added again":
        commit(work, Step({}, [NEW]))
        commit(work, Step({NEW: approval(note="and more")}))
    elif then == "left in the folder":
        work.write(NEW, approval(note="and more"))
    else:
        work.git("checkout", "-q", "-b", "aside", start)
        commit(work, Step({NEW: approval(note="and more")}, on="2026-10-02"))
        work.git("merge", "-q", "-s", "ours", "--no-edit", "work")
        work.git("checkout", "-q", "-B", "work")
    assert verified(work).found == (UNSIGNED,)


def test_a_link_is_no_signed_approval(tmp_path: Path, maya: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    work.write("texts/word.txt", "nothing")
    (work.folder / NEW).parent.mkdir(parents=True)
    (work.folder / NEW).symlink_to("../../texts/word.txt")
    work.git("add", "-A")
    maya.sign(work)
    commit(work, Step({"texts/word.txt": approval()}))
    assert said(work) == (
        "the commit that added it made it a link, and anybody can change what that leads to"
    )


def test_an_approval_that_could_not_be_read_at_the_base(tmp_path: Path, maya: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    commit(work, Step({NEW: "date: ["}))
    work.git("branch", "-f", "main")
    commit(work, Step({NEW: approval()}))
    assert said(work) == "the commit that added it carries no signature"
    work.git("reset", "-q", "--hard", "main")
    approve(work, maya)
    assert verified(work).found == ()


def test_approvals_that_move_along_are_as_they_were_signed(tmp_path: Path, maya: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    approve(work, maya)
    work.git("branch", "-f", "main")
    moved = "approvals/bench/returns/1.4.0--maya.yaml"
    says = STEP.replace("status:", "formerly: [returns]\nstatus:")
    files = {"sops/bench/returns.md": says, moved: approval()}
    commit(work, Step(files, ["sops/returns.md", NEW]))
    assert verified(work).found == ()
    commit(work, Step({moved: approval(note="and more")}))
    assert verified(work).found == (f"CHG019 {moved}", f"CHG018 {NEW}")


def test_a_job_that_fetched_too_little(tmp_path: Path, maya: SshKey) -> None:
    work = offered(tmp_path / "acme", allowed_signers=listed(maya=maya))
    commit(work, Step({NEW: approval()}))
    work.git("commit", "-q", "--allow-empty", "-m", "more")
    work.write("sops/more.md", RETURNS)
    work.git("add", "-A")
    maya.sign(work)
    work.git("checkout", "-q", "-b", "pull", "main")
    work.git("merge", "-q", "--no-ff", "--no-edit", "work")
    job = clone(work, tmp_path / "job", "--depth=2", "--branch=pull")
    done = verified(job, base="HEAD^1")
    assert done.messages[UNSIGNED] == (
        "it is not known which commit added this, so `maya` has not signed it"
    )
    assert "not all commits of this work are in it" in done.unseen[0]


def test_gpg(tmp_path: Path, ring: Keyring) -> None:
    keys = {"maya_asc": ring.public("maya"), "lena_asc": ring.public("lena")}
    work = offered(tmp_path / "acme", **keys)
    start = work.git("rev-parse", "HEAD")
    approve(work, ring, "maya")
    assert verified(work).found == ()
    work.git("reset", "-q", "--hard", start)
    approve(work, ring, "lena")
    assert said(work) == "the commit that added it is signed by somebody else than `maya`"
    work.git("reset", "-q", "--hard", start)
    approve(work, ring, "gone")
    assert said(work).endswith(", which is not listed in signers/ of the base")


def test_a_revoked_key_of_gpg(tmp_path: Path, ring: Keyring) -> None:
    work = offered(tmp_path / "acme", maya_asc=ring.public("gone"))
    approve(work, ring, "gone")
    assert verified(work).found == ()
    ring.revoke("gone")
    work.git("checkout", "-q", "main")
    commit(work, Step({"signers/maya.asc": ring.public("gone")}))
    work.git("checkout", "-q", "work")
    assert said(work).endswith(", which was revoked")


def test_signatures_want_a_base(tmp_path: Path) -> None:
    work = offered(tmp_path / "acme")
    done = run_opsctl("check", "--verify-signatures", cwd=work.folder)
    assert (done.code, done.out) == (2, "")
    assert "name its base: --base main" in done.err
