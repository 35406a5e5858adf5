"""Put real digests where a page of the manual shows `v1:sha256:…`."""

from __future__ import annotations

from collections.abc import Mapping

from opsctl.analysis.sop.digest import content_digest
from opsctl.loading.sops import sop_at
from opsctl.text.tree import OverlayTree
from tests.rules.manual import content_of

SHOWN = "v1:sha256:…"
_OF_NO_PAGE = f"v1:sha256:{'0' * 64}"


def with_digests(texts: Mapping[str, str]) -> dict[str, str]:
    """Give in approvals and reviews the digest of the procedure that they are about, as it is now.

    One about a procedure that is not there gets a digest of nothing.
    """
    return {
        path: text.replace(SHOWN, _digest(path, texts)) if SHOWN in text else text
        for path, text in texts.items()
    }


def _digest(path: str, texts: Mapping[str, str]) -> str:
    _, *folders, _ = path.split("/")
    page = f"sops/{'/'.join(folders)}.md"
    tree = OverlayTree(None, {page: content_of(texts[page])} if page in texts else {})
    sop = sop_at(tree, page)
    return content_digest(sop) if sop is not None else _OF_NO_PAGE
