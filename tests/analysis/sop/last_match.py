"""What the two hosts make of a CODEOWNERS file, said again and slowly: the last match wins.

GitHub: patterns as in a `.gitignore`, with a comment behind any `#`. GitLab: the steps of
`ee/lib/gitlab/code_owners/file.rb` and Ruby's `File.fnmatch` with FNM_PATHNAME and FNM_DOTMATCH.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def owner_on_github(text: str, path: str) -> str | None:
    """Give who owns a path; none where no line matches, or where the last names nobody."""
    owner = None
    for line in text.removeprefix("\ufeff").split("\n"):
        pattern, owners = _pattern_and_owners(line.strip().partition("#")[0])
        if pattern and _as_gitignore(pattern, path):
            owner = owners or None
    return owner


def _pattern_and_owners(line: str) -> tuple[str, str]:
    escaped = False
    for at, sign in enumerate(line):
        if sign in " \t" and not escaped:
            return line[:at], line[at:].strip()
        escaped = sign == "\\" and not escaped
    return line, ""


def owners_on_gitlab(text: str, path: str) -> dict[str, str]:
    """Give who owns a path in each section."""
    found: dict[str, str] = {}
    section = "codeowners"
    for line in text.removeprefix("\ufeff").split("\n"):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        heading = re.match(r"\^?\[(.*?)\]", said)
        if heading:
            section = heading[1]
            continue
        pattern, _, owners = _partition(said)
        if _fnmatch(_normal(pattern), f"/{path}"):
            found[section] = owners
    return found


def _partition(line: str) -> tuple[str, str, str]:
    space = re.search(r"(?<!\\)[ \t\r\n\f\v]+", line)
    return (line[: space.start()], " ", line[space.end() :]) if space else (line, "", "")


def _normal(pattern: str) -> str:
    pattern = re.sub(r"\\[ \t\r\n\f\v]+", " ", re.sub(r"\A\\#", "#", pattern))
    pattern = pattern if pattern.startswith("/") else f"/**/{pattern}"
    return f"{pattern}**/*" if pattern.endswith("/") else pattern


def _fnmatch(pattern: str, path: str) -> bool:
    return bool(re.fullmatch("".join(_ruby(pattern)), path, re.DOTALL))


def _ruby(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            yield "(?:[^/]+/)*"
            at += 3
            continue
        sign = pattern[at]
        if sign == "\\" and at + 1 < len(pattern):
            yield re.escape(pattern[at + 1])
            at += 1
        elif sign == "[":
            end = pattern.index("]", at + 2)
            yield pattern[at : end + 1]
            at = end
        else:
            yield {"*": "[^/]*", "?": "[^/]"}.get(sign, re.escape(sign))
        at += 1


def _as_gitignore(pattern: str, path: str) -> bool:
    said = pattern.removeprefix("/")
    regex = ""
    signs = iter(said)
    for sign in signs:
        if sign == "\\":
            regex += re.escape(next(signs))
        elif sign == "*":
            regex += "[^/]*"
        elif sign == "?":
            regex += "[^/]"
        else:
            assert sign not in "[]!", f"an invalid line: {pattern}"
            regex += re.escape(sign)
    anywhere = "" if pattern.startswith("/") else "(?:.*/)?"
    below = ".*" if said.endswith("/") else "(?:/.*)?"
    return bool(re.fullmatch(anywhere + regex + below, path, re.DOTALL))
