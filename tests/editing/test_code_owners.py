"""The block in a CODEOWNERS file: ours is written anew, all else stays byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.editing.code_owners import END, begin_of, rules_below, with_block
from opsctl.text.errors import SurroundingsRefuse

BEGIN = begin_of("")
PATH = ".github/CODEOWNERS"
BLOCK = f"{BEGIN}\n/a.md @x\n{END}\n"
THEIRS = st.text(st.sampled_from("a*@/ #[]\t\r\n\ufeff\udcff\u2028"), max_size=30)


def block(text: str, *lines: str, folder: str = "") -> str:
    return with_block(text, folder, lines or ("/a.md @x",), PATH)


@given(above=THEIRS, below=THEIRS)
def test_all_that_is_not_ours_stays(above: str, below: str) -> None:
    text = f"{above}\n{BEGIN}\n/old.md @y\n{END}\n{below}"
    after = block(text)
    head, _, rest = after.partition(BEGIN)
    assert head == f"{above}\n"
    assert rest.partition(END)[2] == f"\n{below}"
    assert "/old.md" not in after


@given(theirs=THEIRS)
def test_a_new_block_stands_behind_all_that_is_there(theirs: str) -> None:
    after = block(theirs)
    assert after.startswith(theirs)
    assert re.fullmatch(r"[\r\n]*", after.removeprefix(theirs).partition(BEGIN)[0])
    assert after.splitlines()[-1] == END


@given(theirs=THEIRS, lines=st.lists(st.sampled_from(["[Procedures]", "/a.md @x"]), max_size=3))
def test_writing_twice_is_writing_once(theirs: str, lines: list[str]) -> None:
    once = with_block(theirs, "", lines, PATH)
    assert with_block(once, "", lines, PATH) == once


def test_a_new_file_is_the_block_alone() -> None:
    assert block("") == BLOCK


def test_an_empty_line_stands_before_a_block_that_is_added() -> None:
    assert block("* @x\n") == f"* @x\n\n{BLOCK}"


def test_a_last_line_without_a_line_end_gets_one_before_the_block() -> None:
    assert block("* @x") == f"* @x\n\n{BLOCK}"


def test_a_block_that_ends_the_file_without_a_line_end_stays_so() -> None:
    text = f"* @x\n{BEGIN}\n{END}"
    assert block(text) == f"* @x\n{BLOCK}".removesuffix("\n")


def test_a_file_with_crlf_gets_crlf_in_the_block_too() -> None:
    expected = BLOCK.replace("\n", "\r\n")
    assert block("* @x\r\n") == f"* @x\r\n\r\n{expected}"
    assert block(f"* @x\r\n{BEGIN}\r\n{END}\r\n* @y") == f"* @x\r\n{expected}* @y"


def test_a_byte_order_mark_stays_the_first_of_all() -> None:
    assert block(f"\ufeff{BEGIN}\n{END}\n") == f"\ufeff{BLOCK}"
    assert block("\ufeff") == f"\ufeff{BLOCK}"


def test_marks_that_were_indented_are_found() -> None:
    assert block(f"  {BEGIN} \n/x @y\n\t{END}\n") == BLOCK


def test_without_lines_a_block_is_emptied_and_none_is_made() -> None:
    assert with_block("* @x\n", "", (), PATH) == "* @x\n"
    assert with_block(BLOCK, "", (), PATH) == f"{BEGIN}\n{END}\n"


def test_each_workspace_of_a_repository_has_its_own_block() -> None:
    both = block(BLOCK, "/b/c.md @y", folder="b/")
    assert both == f"{BLOCK}\n{begin_of('b/')}\n/b/c.md @y\n{END}\n"
    assert block(both, "/new.md @z") == both.replace("/a.md @x", "/new.md @z")
    assert block(both, "/b/d.md @z", folder="b/") == both.replace("/b/c.md @y", "/b/d.md @z")


def test_a_conflict_within_the_block_goes_with_it() -> None:
    text = f"{BEGIN}\n<<<<<<< ours\n/a.md @x\n=======\n/a.md @y\n>>>>>>> theirs\n{END}\n"
    assert block(text) == BLOCK


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"* @x\n{BEGIN}\n/a.md @x\n", f"the block of opsctl that begins in line 2 of {PATH}"),
        (f"* @x\n{END}\n", f"a block of opsctl ends in line 2 of {PATH} and begins nowhere"),
        (f"{END}\n{BEGIN}\n", f"a block of opsctl ends in line 1 of {PATH} and begins nowhere"),
        (f"{BEGIN}\n{BEGIN}\n{END}\n", f"the block of opsctl that begins in line 1 of {PATH}"),
        (BLOCK + BLOCK, f"{PATH} has the block of opsctl twice, in lines 1 and 4"),
        (BLOCK + f"{END}\n", f"a block of opsctl ends in line 4 of {PATH} and begins nowhere"),
        (BLOCK + begin_of("b/"), f"the block of opsctl that begins in line 4 of {PATH}"),
    ],
)
def test_broken_marks_are_refused(text: str, message: str) -> None:
    with pytest.raises(SurroundingsRefuse, match=re.escape(message)) as refused:
        block(text)
    assert (refused.value.hint or "").startswith("nothing was written; ")


def test_lines_below_the_block_are_counted_as_the_host_reads_them() -> None:
    text = f"* @x\n{BLOCK}# a word\n\n/a @y\n[Others]\n/b @z\n"
    assert rules_below(text, "", PATH, sections=True) == 1
    assert rules_below(text, "", PATH, sections=False) == 3


def test_the_block_of_another_workspace_goes_before_nothing() -> None:
    text = f"{BLOCK}{begin_of('b/')}\n/b/c.md @y\n{END}\n"
    assert rules_below(text, "", PATH, sections=False) == 0
