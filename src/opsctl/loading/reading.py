"""What reading one file brought, beside its records."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """Findings and suppressions; `complete` is false where some record could not be read."""

    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    complete: bool = True
