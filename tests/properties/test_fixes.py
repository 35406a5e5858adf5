"""Slips made in the example company, and mended by `check --fix`: every byte is as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsctl.analysis.meaning import meaning
from opsctl.loading.workspace import load_workspace
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.tree import OverlayTree
from tests.cli.test_fixing_cases import Files, fixed
from tests.conftest import NORTHWIND

AS_OF = date(2026, 11, 20)
FOLDERS = ("rocks/2026-Q4/", "scorecards/company/", "sops/fulfilment/")
ORIGINAL = {
    path.relative_to(NORTHWIND).as_posix(): path.read_bytes()
    for path in sorted(NORTHWIND.rglob("*"))
    if path.suffix in (".yaml", ".md")
    and (path.parent == NORTHWIND or str(path.relative_to(NORTHWIND)).startswith(FOLDERS))
}
Slip = Callable[[st.DrawFn, re.Match[str]], str]


def other_letters(_draw: st.DrawFn, found: re.Match[str]) -> str:
    return found[1] + found[2].upper()


def underscores(_draw: st.DrawFn, found: re.Match[str]) -> str:
    return found[1] + found[2].replace("-", "_").title()


def a_slip(draw: st.DrawFn, found: re.Match[str]) -> str:
    """Leave a letter out, type one twice, or let two change their places."""
    return found[1] + slipped(draw, found[2], 0)


def a_slip_inside(draw: st.DrawFn, found: re.Match[str]) -> str:
    return found[1] + slipped(draw, found[2], 1)


def slipped(draw: st.DrawFn, word: str, first: int) -> str:
    at = draw(st.integers(first, len(word) - 2))
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return draw(st.sampled_from(slips))


def slashes(_draw: st.DrawFn, found: re.Match[str]) -> str:
    return found[1] + found[2].replace("-", "/")


def day_first(_draw: st.DrawFn, found: re.Match[str]) -> str:
    year, month, number = found[2].split("-")
    return f"{found[1]}{number}.{month}.{year}"


def no_space(_draw: st.DrawFn, found: re.Match[str]) -> str:
    return found[1].rstrip() + found[2]


def first_comes_last(_draw: st.DrawFn, found: re.Match[str]) -> str:
    first, rest = re.match(r"(.+?\n)(?=  - )(.*)\Z", found[2], re.DOTALL).groups()  # type: ignore[union-attr]
    return found[1] + rest + first


def no_reason_left(_draw: st.DrawFn, found: re.Match[str]) -> str:
    return f"{found[1]}# opsctl: ignore[ROCK012] agreed with the board\n{found[2]}"


def a_mark_nobody_sees(_draw: st.DrawFn, found: re.Match[str]) -> str:
    return f"{found[1]}\ufeff{found[2]}"


SLIPS: dict[str, tuple[str, str, Slip]] = {
    "a key in capitals": (r"(?m)^()(owner|title|area|due)(?=:)", "rocks", other_letters),
    "a slip in a key": (r"(?m)^()(owner|title|area|supports|outcome|team)(?=:)", "rocks", a_slip),
    "a slip in a deeper key": (r"(?m)^(    )(note|title)(?=:)", "rocks", a_slip),
    "a person in capitals": (r"(?m)^(owner: )([a-z]+)$", "rocks", other_letters),
    "a goal with underscores": (r"(?m)^(supports: )([a-z-]+)$", "rocks", underscores),
    "a slip in a goal": (r"(?m)^(supports: )([a-z-]{8,})$", "rocks", a_slip),
    "a day with slashes": (r"(?m)(due: )(2026-..-..)$", "rocks", slashes),
    "a day first": (r"(?m)(d(?:ue|one|ate): )(2026-..-(?:1[3-9]|[23].))$", "rocks", day_first),
    "a log in another order": (
        r"(?s)(\nlog:\n)(  - .*?\n(?=  - ).*?\n)(?=\Z|\S)",
        "rocks",
        first_comes_last,
    ),
    "a word in capitals": (r"(?m)(say: )([a-z-]+)$", "rocks", other_letters),
    "a unit in capitals": (r"(?m)^(unit: )(percent|number)$", "scorecards", other_letters),
    "a heading without a space": (r"(?m)^(## )(Scope|Purpose|Resources)$", "sops", no_space),
    "a slip in a key at the top": (r"(?m)^()(owner|reviewed|audience)(?=:)", "sops", a_slip_inside),
    "a comment without an effect": (r"(?m)^()(owner: .*)$", "rocks", no_reason_left),
    "a mark that nobody sees": (r"(?m)^(title: ..)(.*)$", "rocks", a_mark_nobody_sees),
}
CLOTHES: tuple[Callable[[bytes], bytes], ...] = (
    lambda content: content,
    lambda content: b"\xef\xbb\xbf" + content,
    lambda content: content.replace(b"\n", b"\r\n"),
)


@st.composite
def slips(draw: st.DrawFn, name: str) -> tuple[Files, Files]:
    """Make a slip in one file; give all files before it and after it, in the same clothes."""
    pattern, folder, slip = SLIPS[name]
    texts = {path: each.decode() for path, each in ORIGINAL.items() if path.startswith(folder)}
    path = draw(st.sampled_from([path for path, each in texts.items() if re.search(pattern, each)]))
    found = draw(st.sampled_from(list(re.finditer(pattern, texts[path]))))
    wrong = slip(draw, found)
    dressed = draw(st.sampled_from(CLOTHES))
    text = texts[path][: found.start()] + wrong + texts[path][found.end() :]
    right = {**ORIGINAL, path: dressed(ORIGINAL[path])}
    return right, {**right, path: dressed(text.encode())}


def found_in(files: Files) -> tuple[Diagnostic, ...]:
    return run_rules(load_workspace(OverlayTree(None, files)), RULES, AS_OF)


@pytest.mark.parametrize("name", SLIPS)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(data=st.data())
def test_a_slip_is_mended_to_the_byte(name: str, data: st.DataObject) -> None:
    right, wrong = data.draw(slips(name))
    if wrong == right:
        return
    after, _ = fixed(wrong, AS_OF)
    assert after == right
    assert fixed(after, AS_OF)[0] == after


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_several_slips_bring_nothing_new_and_change_no_other_record(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(list(SLIPS)), min_size=2, max_size=4, unique=True))
    wrong = dict(ORIGINAL)
    for name in names:
        right, slipped = data.draw(slips(name))
        wrong |= {path: each for path, each in slipped.items() if each != right[path]}
    after, _ = fixed(wrong, AS_OF, unsafe=data.draw(st.booleans()))
    untouched = {path for path in wrong if wrong[path] == ORIGINAL[path]}
    before, now = (meaning(load_workspace(OverlayTree(None, each))) for each in (ORIGINAL, after))
    for place in before.keys() | now.keys():
        if place.file in untouched:
            assert before.get(place) == now.get(place)
    old = {(e.finding.code, e.finding.location.path) for e in found_in(ORIGINAL)}
    slipped_to = {(e.finding.code, e.finding.location.path) for e in found_in(wrong)}
    assert {(e.finding.code, e.finding.location.path) for e in found_in(after)} <= old | slipped_to
