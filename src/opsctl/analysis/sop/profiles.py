"""Profiles: which sections a kind of procedure must have, and which it should have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from opsctl.model.patterns import matcher
from opsctl.model.section import SectionKind as S
from opsctl.model.settings import SopSettings
from opsctl.model.sop import Sop

STANDARD = "standard"
_SIX = (S.PURPOSE, S.SCOPE, S.RESPONSIBILITIES, S.RESOURCES, S.PROCEDURE, S.OUTCOMES)


@dataclass(frozen=True, slots=True)
class Requirements:
    """The sections that a procedure of one profile must and should have, in their order."""

    name: str
    required: tuple[str, ...]
    recommended: tuple[str, ...] = ()


BUILT_IN: Mapping[str, Requirements] = MappingProxyType(
    {
        each.name: each
        for each in (
            Requirements(STANDARD, _SIX, (S.QUALITY, S.CHANGE_LOG)),
            Requirements(
                "runbook", (S.PURPOSE, S.PROCEDURE, S.OUTCOMES), (S.CONTEXT, S.COMMUNICATION)
            ),
            Requirements(
                "policy", (S.PURPOSE, S.SCOPE, S.RESPONSIBILITIES), (S.DEFINITIONS, S.CHANGE_LOG)
            ),
            Requirements("checklist", (S.PROCEDURE,), (S.PURPOSE, S.OUTCOMES)),
            Requirements("partner", (*_SIX, S.COMMUNICATION), (S.QUALITY, S.TRAINING)),
        )
    }
)
"""The profiles that every workspace has; its settings may say otherwise."""


def profile_name(sop: Sop, settings: SopSettings) -> str:
    """Name the profile of a procedure: its own word, else that of the settings for its path."""
    if sop.metadata.profile is not None:
        return sop.metadata.profile
    for name, profile in settings.profiles.items():
        if profile.paths and matcher(profile.paths).match_file(sop.path):
            return name
    return STANDARD


def requirements(name: str, settings: SopSettings) -> Requirements:
    """Give what a profile asks for; one that nobody knows asks for what the standard does."""
    base = BUILT_IN.get(name, BUILT_IN[STANDARD])
    own = settings.profiles.get(name)
    if own is None:
        return Requirements(name, base.required, base.recommended)
    return Requirements(
        name,
        base.required if own.required is None else own.required,
        base.recommended if own.recommended is None else own.recommended,
    )


def known_profiles(settings: SopSettings) -> frozenset[str]:
    """Name the profiles that a procedure may have."""
    return frozenset(BUILT_IN) | frozenset(settings.profiles)
