"""Writing files: whole or not at all, one writer at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from opsctl.editing.write import Write, write_files
from opsctl.text.errors import SurroundingsRefuse

OLD = b"old\n" * 20_000
NEW = b"new\n" * 30_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    (made / "a.yaml").write_bytes(OLD)
    return made


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "locks" / "a.lock"


def test_a_write_replaces_the_file_and_leaves_nothing_else(folder: Path, lock: Path) -> None:
    write_files(folder, [Write("a.yaml", OLD, NEW)], lock)
    assert (folder / "a.yaml").read_bytes() == NEW
    assert os.listdir(folder) == ["a.yaml"]


def test_the_mode_of_a_file_stays(folder: Path, lock: Path) -> None:
    (folder / "a.yaml").chmod(0o640)
    write_files(folder, [Write("a.yaml", OLD, NEW)], lock)
    assert stat.S_IMODE((folder / "a.yaml").stat().st_mode) == 0o640


def test_a_new_file_gets_its_folders(folder: Path, lock: Path) -> None:
    write_files(folder, [Write("rocks/2026-Q4/b.yaml", None, NEW)], lock)
    assert (folder / "rocks/2026-Q4/b.yaml").read_bytes() == NEW


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path, lock: Path) -> None:
    (folder / "a.yaml").write_bytes(b"theirs\n")
    with pytest.raises(SurroundingsRefuse, match="changed while"):
        write_files(folder, [Write("a.yaml", OLD, NEW)], lock)
    assert (folder / "a.yaml").read_bytes() == b"theirs\n"


def test_a_file_that_exists_meanwhile_is_not_overwritten(folder: Path, lock: Path) -> None:
    with pytest.raises(SurroundingsRefuse, match="exists already"):
        write_files(folder, [Write("a.yaml", None, NEW)], lock)
    assert (folder / "a.yaml").read_bytes() == OLD


def test_of_several_writes_none_is_done_where_one_cannot_be(folder: Path, lock: Path) -> None:
    writes = [Write("b.yaml", None, NEW), Write("a.yaml", b"something else", NEW)]
    with pytest.raises(SurroundingsRefuse):
        write_files(folder, writes, lock)
    assert os.listdir(folder) == ["a.yaml"]


@pytest.mark.parametrize("path", ["../outside.yaml", "link/outside.yaml"])
def test_no_write_leaves_the_workspace(folder: Path, lock: Path, path: str) -> None:
    outside = folder.parent / "elsewhere"
    outside.mkdir()
    (folder / "link").symlink_to(outside)
    with pytest.raises(SurroundingsRefuse, match="leads out"):
        write_files(folder, [Write(path, None, NEW)], lock)
    assert os.listdir(outside) == []


def test_a_link_within_the_workspace_stays_a_link(folder: Path, lock: Path) -> None:
    (folder / "b.yaml").symlink_to("a.yaml")
    write_files(folder, [Write("b.yaml", OLD, NEW)], lock)
    assert (folder / "b.yaml").is_symlink()
    assert (folder / "a.yaml").read_bytes() == NEW


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from opsctl.editing import write

    calls = 0
    wanted = int(sys.argv[3])

    def deadly(name):
        real = getattr(os, name)
        def call(*arguments, **named):
            global calls
            calls += 1
            if calls == wanted:
                os.kill(os.getpid(), signal.SIGKILL)
            done = real(*arguments, **named)
            calls += 1
            if calls == wanted:
                os.kill(os.getpid(), signal.SIGKILL)
            return done
        setattr(os, name, call)

    for name in ("chmod", "fsync", "replace"):
        deadly(name)
    folder, lock = Path(sys.argv[1]), Path(sys.argv[2])
    old = (folder / "a.yaml").read_bytes()
    write.write_files(folder, [write.Write("a.yaml", old, b"new\\n" * 30_000)], lock)
"""


@pytest.mark.parametrize("step", range(1, 9))
def test_killed_at_any_step_the_old_file_or_the_new_one_is_there_whole(
    folder: Path, lock: Path, step: int
) -> None:
    lock.parent.mkdir()
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(folder), str(lock), str(step)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr.decode()
    assert (folder / "a.yaml").read_bytes() in (OLD, NEW)
    before = (folder / "a.yaml").read_bytes()
    write_files(folder, [Write("a.yaml", before, b"after\n")], lock)
    assert (folder / "a.yaml").read_bytes() == b"after\n"


def test_killed_at_random_moments_the_file_is_always_whole(folder: Path, lock: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from opsctl.editing.write import Write, write_files
        folder, lock = Path(sys.argv[1]), Path(sys.argv[2])
        print("ready", flush=True)
        while True:
            now = (folder / "a.yaml").read_bytes()
            after = b"new\\n" * 30_000 if now.startswith(b"old") else b"old\\n" * 20_000
            write_files(folder, [Write("a.yaml", now, after)], lock)
        """
    )
    for tenths in range(8):
        command = [sys.executable, "-c", program, str(folder), str(lock)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=0.003 + tenths * 0.0017)
            process.kill()
        assert (folder / "a.yaml").read_bytes() in (OLD, NEW)


def test_of_two_writers_one_succeeds_and_the_other_is_told(folder: Path, lock: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from opsctl.editing.write import Write, write_files
        from opsctl.text.errors import SurroundingsRefuse
        folder, lock, mine = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].encode()
        before = (folder / "a.yaml").read_bytes()
        print("read", flush=True)
        sys.stdin.readline()
        try:
            write_files(folder, [Write("a.yaml", before, mine)], lock)
            print("written")
        except SurroundingsRefuse as error:
            print(error.message)
        """
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder), str(lock), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "read\n"
    said = sorted(writer.communicate("go\n")[0].strip() for writer in writers)
    assert said == ["a.yaml changed while opsctl was at work", "written"]
    assert (folder / "a.yaml").read_bytes() in (b"one", b"two")
