"""The hash of a line, against those that GitHub's own upload step calculates."""

from __future__ import annotations

import pytest
from hypothesis import given

from opsctl.rendering.diagnostics.line_hashes import line_hashes
from tests.rendering.hostile import texts

EMPTY = "c129715d7a2bc9a3:1"
GREETINGS = (
    *("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1"),
    *("e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", EMPTY),
)


def literally(text: str) -> tuple[str, ...]:
    """Calculate by the letter: the sum of the next hundred units, each by its power of 37."""
    units = [each for each in text.replace("\r\n", "\n").replace("\r", "\n") if each not in " \t"]
    codes: list[int] = []
    starts = [0]
    for each in units:
        encoded = each.encode("utf-16-le", "surrogatepass")
        codes += [encoded[at] + 256 * encoded[at + 1] for at in range(0, len(encoded), 2)]
        if each == "\n":
            starts.append(len(codes))
    codes += [0xFFFF, *[0] * 99]
    values = [sum(codes[at + n] * 37 ** (99 - n) for n in range(100)) % 2**64 for at in starts]
    return tuple(f"{each:x}:{values[: n + 1].count(each)}" for n, each in enumerate(values))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (EMPTY,)),
        (
            " a\nb\n  \t\tc\n d",
            ("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"),
        ),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETINGS),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS),
    ],
)
def test_a_file_has_the_hashes_that_github_gives_it(text: str, expected: tuple[str, ...]) -> None:
    assert line_hashes(text) == expected


def test_lines_that_cannot_be_told_apart_are_numbered() -> None:
    hashes = line_hashes("Lorem ipsum dolor sit amet.\n" * 10)
    assert hashes[:6] == tuple(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7))
    assert hashes[6:8] == ("a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1")


@given(texts(max_size=300))
def test_every_line_of_any_text_has_the_hash_of_its_definition(text: str) -> None:
    assert line_hashes(text) == literally(text)
