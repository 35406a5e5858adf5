"""Where a link leads, as far as its text tells."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{|\{:")
_INDEXES = ("index.md", "README.md", "_index.md")


@dataclass(frozen=True, slots=True)
class Destination:
    """The files that a link may mean, the likeliest first, and the place in the file.

    Without candidates it leads elsewhere: to another site, out of the workspace, or to what only
    a template can tell. It is `certain` where one of the candidates has to be there.
    """

    candidates: tuple[str, ...] = ()
    fragment: str | None = None
    certain: bool = True


def destination(page: str, target: str, site_root: str | None) -> Destination:
    """Resolve the target of a link in a page, both by their paths from the workspace.

    A target that starts with `/` starts at the root of the site; without `site_root` it may start
    at that of the repository, which need not be the workspace: then it is not certain.
    """
    target = target.strip()
    if _SCHEME.match(target) or _TEMPLATE.search(target):
        return Destination()
    before, sign, fragment = target.partition("#")
    path = before.partition("?")[0]
    place = fragment if sign else None
    if not path:
        return Destination((page,), place)
    is_rooted = path.startswith("/")
    start = (site_root or "") if is_rooted else posixpath.dirname(page)
    path = unquote(path.lstrip("/") if is_rooted else path, errors="replace")
    full = posixpath.normpath(posixpath.join(start, path))
    if full == ".." or full.startswith(("../", "/")):
        return Destination()
    full = "" if full == "." else full
    certain = not is_rooted or site_root is not None
    return Destination(_candidates(full, site_root), place, certain)


def _candidates(path: str, site_root: str | None) -> tuple[str, ...]:
    """Give the files that a path may mean; a built site leaves out how its pages end."""
    if site_root is None:
        return (path,)
    stem, ending = posixpath.splitext(path)
    pages = [f"{path}.md"] if not ending else [f"{stem}.md"] if ending == ".html" else []
    return (path, *pages, *(posixpath.join(path, each) for each in _INDEXES if not ending))
