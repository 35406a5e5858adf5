"""Programs that are not there: skipped on any machine, a failure where all must be there."""

from __future__ import annotations

import pytest

from tests.tools import NEED, need_module, need_tool


def test_a_program_that_is_there_is_found() -> None:
    assert need_tool("git").endswith("git")


@pytest.mark.parametrize("said", [None, "", "0"])
def test_without_a_program_a_test_is_skipped(
    monkeypatch: pytest.MonkeyPatch, said: str | None
) -> None:
    monkeypatch.delenv(NEED, raising=False)
    if said is not None:
        monkeypatch.setenv(NEED, said)
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not installed"):
        need_tool("no-such-program")


def test_without_a_program_a_test_fails_where_it_must_be_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(NEED, "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-program is not installed"):
        need_tool("no-such-program")


def test_a_module_that_is_there_is_imported() -> None:
    assert need_module("json").loads("1") == 1


def test_without_a_module_a_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NEED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no_such_module is not installed"):
        need_module("no_such_module")
