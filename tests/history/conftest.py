"""What tests of history share: git without anybody's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.repositories import SETTINGS, Work, new_repository


@pytest.fixture(autouse=True)
def settings_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's settings out."""
    for key, value in SETTINGS.items():
        monkeypatch.setenv(key, value)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Start an empty repository."""
    return new_repository(tmp_path / "work")
