"""Changes of what a workspace says of its procedures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from opsctl.editing.intent import Intent, SetField
from opsctl.editing.plan import plan_edits
from opsctl.editing.yaml_text import field_order
from opsctl.model.settings import Profile, Settings, SopSettings
from opsctl.text.edit import Edit
from opsctl.text.source import Source


def with_sops(
    settings: Settings,
    include: Sequence[str],
    exclude: Sequence[str],
    profiles: Mapping[str, Sequence[str]],
) -> Settings:
    """Give settings that also include, exclude, and know profiles by path; nothing is taken out.

    A profile that has paths already gets further ones.
    """
    old = settings.sops
    known = dict(old.profiles)
    for name, paths in profiles.items():
        profile = known.get(name, Profile())
        known[name] = replace(profile, paths=_joined(profile.paths, paths))
    sops = replace(
        old,
        include=_joined(old.include, include),
        exclude=_joined(old.exclude, exclude),
        profiles=known,
    )
    return replace(settings, sops=sops)


def plan_sops(source: Source, before: Settings, after: Settings) -> list[Edit]:
    """Plan the edits of `opsctl.yaml` that lead to other settings of procedures.

    Raises:
        SurroundingsRefuse: the file is written in a way that the edit cannot be placed in.
    """
    intents: list[Intent] = []
    for name in ("include", "exclude"):
        value = getattr(after.sops, name)
        if value != getattr(before.sops, name):
            intents.append(SetField(("sops", name), tuple(value)))
    intents += _profile_intents(before, after)
    orders = {"": field_order(Settings), "sops": field_order(SopSettings)}
    orders |= dict.fromkeys(after.sops.profiles, field_order(Profile))
    return plan_edits(
        source, before.origin, intents, {**orders, "profiles": sorted(after.sops.profiles)}
    )


def _profile_intents(before: Settings, after: Settings) -> list[Intent]:
    changed = {
        name: profile.paths
        for name, profile in after.sops.profiles.items()
        if profile.paths != before.sops.profiles.get(name, Profile()).paths
    }
    if not changed:
        return []
    if not before.sops.profiles:
        whole = {name: {"paths": tuple(paths)} for name, paths in changed.items()}
        return [SetField(("sops", "profiles"), whole)]
    known = before.sops.profiles
    return [
        SetField(("sops", "profiles", name, "paths"), tuple(paths))
        if name in known
        else SetField(("sops", "profiles", name), {"paths": tuple(paths)})
        for name, paths in changed.items()
    ]


def _joined(old: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *more)))
