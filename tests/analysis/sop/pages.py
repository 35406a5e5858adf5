"""Pages for tests of what procedures are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.loading.sops import parse_sop
from opsctl.loading.workspace import load_workspace
from opsctl.model.settings import Settings, SopSettings
from opsctl.model.sop import Sop
from opsctl.model.workspace import Workspace
from opsctl.text.source import Source
from opsctl.text.span import Origin
from opsctl.text.tree import OverlayTree

PATH = "sops/a.md"


def settings(**sops: Any) -> Settings:
    """Make settings that say something of procedures only."""
    return Settings(Origin("opsctl.yaml"), sops=SopSettings(**sops))


def sop(text: str, path: str = PATH) -> Sop:
    return parse_sop(Source(path, text))[0]


def anatomy(text: str, path: str = PATH, **sops: Any) -> Anatomy:
    """Take a page apart, under the settings of procedures given and the defaults."""
    return anatomy_of(sop(text, path), settings(**sops))


def workspace(files: Mapping[str, str], more: str = "") -> Workspace:
    """Load a workspace of these files; `more` is added to its settings."""
    content = {"opsctl.yaml": f"format: 1\ncompany: Acme\n{more}", **files}
    return load_workspace(
        OverlayTree(None, {path: each.encode() for path, each in content.items()})
    )
