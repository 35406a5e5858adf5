"""What is known of pages stays between runs, for a while, and does no harm."""

from pathlib import Path

import pytest

from opsctl.cli import page_store
from opsctl.cli.kept_files import PAGES, keep, read_kept
from opsctl.cli.page_store import PageStore, store_for
from opsctl.model.settings import SopSettings


def store(folder: Path) -> PageStore:
    return PageStore(str(folder), "name")


def test_what_is_put_is_there_the_next_time(tmp_path: Path) -> None:
    first = store(tmp_path)
    assert first.get(b"key") is None
    first.put(b"key", b"page")
    assert first.get(b"key") == b"page"
    assert store(tmp_path).get(b"key") is None
    first.save()
    assert store(tmp_path).get(b"key") == b"page"
    assert store(tmp_path).get(b"other") is None


def test_nothing_new_is_not_written(tmp_path: Path) -> None:
    store(tmp_path).save()
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_asks_for_goes_after_a_while(tmp_path: Path) -> None:
    def once_more(number: int) -> None:
        again = store(tmp_path)
        again.get(b"asked for")
        again.put(b"%d" % number, b"new")
        again.save()

    first = store(tmp_path)
    for key in (b"asked for", b"left"):
        first.put(key, key)
    first.save()
    for number in range(20):
        once_more(number)
    assert store(tmp_path).get(b"left") == b"left"
    once_more(20)
    assert store(tmp_path).get(b"left") is None
    assert store(tmp_path).get(b"asked for") == b"asked for"
    assert store(tmp_path).get(b"1") == b"new"


def test_what_is_too_much_leaves_the_oldest_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store(tmp_path)
    first.put(b"old", b"x" * 500)
    first.save()
    monkeypatch.setattr(page_store, "MOST_BYTES", 900)
    again = store(tmp_path)
    again.put(b"new", b"y" * 500)
    again.save()
    assert store(tmp_path).get(b"old") is None
    assert store(tmp_path).get(b"new") == b"y" * 500


@pytest.mark.parametrize(
    "fields", [[], [b"key"], [b"key", b"0"], [b"key", b"-1", b"page"], [b"key", b"x", b"page"]]
)
def test_other_fields_are_no_pages(tmp_path: Path, fields: list[bytes]) -> None:
    keep(str(tmp_path), "name", fields, PAGES)
    assert store(tmp_path).get(b"key") is None


def test_a_damaged_file_is_none(tmp_path: Path) -> None:
    first = store(tmp_path)
    first.put(b"key", b"page")
    first.save()
    (place,) = tmp_path.iterdir()
    place.write_bytes(place.read_bytes().replace(b"page", b"cage"))
    assert read_kept(str(tmp_path), "name", PAGES) == []
    assert store(tmp_path).get(b"key") is None


def test_other_settings_and_other_folders_have_other_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPSCTL_CACHE_DIR", str(tmp_path / "cache"))
    for at, (folder, settings) in enumerate(
        [("a", SopSettings()), ("b", SopSettings()), ("a", SopSettings(longest_step=3))]
    ):
        opened = store_for(tmp_path / folder, settings)
        assert opened.get(b"key") is None
        opened.put(b"key", b"page")
        opened.save()
        assert len(list((tmp_path / "cache").iterdir())) == at + 1
    assert store_for(tmp_path / "a", SopSettings()).get(b"key") == b"page"
