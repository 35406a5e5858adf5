"""The settings under `sops` name languages, sections and paths that opsctl can make sense of.

Why: a language that is not known adds no words. A section under a name that is nearly right, such
as `outcome` for `outcomes`, is taken for one of your own, which no page has. A pattern that cannot
be read leaves pages out.

Wrong:

    sops:
      languages: [deutsch]
      profiles:
        standard: {required: [purpose, procedure, outcome]}

Right:

    sops:
      languages: [de]
      profiles:
        standard: {required: [purpose, procedure, outcomes]}

Fix: write languages by their codes, sections by the names in docs/files.md, and paths as git
ignores them: `sops/**/*.md`. A section of your own may have any other name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.words.languages import LANGUAGES
from opsctl.model.patterns import is_readable
from opsctl.model.section import TITLES, SectionKind
from opsctl.model.settings import Settings
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.slips import slip_of
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import worded
from opsctl.text.span import Location
from opsctl.text.suggestion import SHORTEST_KEY, in_backticks, surely_meant

_LIKENESS = 0.86


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    settings = workspace.settings
    yield from _languages(settings)
    for name, place in _sections(settings):
        meant = _section_meant(name)
        if meant is not None:
            message = f"{in_backticks(name)} is taken for a section of your own"
            fix = worded(place, meant, safe=_is_sure(name, meant))
            yield Finding("CFG007", place, message, f"did you mean `{meant}`?", fix, name)
    for pattern, place in _patterns(settings):
        if not is_readable(pattern):
            message = f"the pattern {in_backticks(pattern)} cannot be read"
            hint = "write a path in which * stands for any name and ** for any folders"
            yield Finding("CFG007", place, message, hint, subject=pattern)


def _languages(settings: Settings) -> Iterator[Finding]:
    known = [each.code for each in LANGUAGES]
    for index, code in enumerate(settings.sops.languages):
        if code not in known:
            place = settings.origin.value("sops", "languages", index)
            message = f"no words are known for the language {in_backticks(code)}"
            meant = code.replace("_", "-").partition("-")[0].casefold()
            fix = worded(place, meant, safe=True) if meant in known else None
            hint = f"did you mean `{meant}`?" if fix else f"known are {', '.join(sorted(known))}"
            yield Finding("CFG007", place, message, hint, fix, code)


def _sections(settings: Settings) -> Iterator[tuple[str, Location]]:
    """Give every place where a section is named."""
    origin = settings.origin
    for name in settings.sops.aliases:
        yield name, origin.key("sops", "aliases", name)
    for name, profile in settings.sops.profiles.items():
        for key, sections in (("required", profile.required), ("recommended", profile.recommended)):
            for index, section in enumerate(sections or ()):
                yield section, origin.value("sops", "profiles", name, key, index)


def _section_meant(name: str) -> str | None:
    """Give the section that a name was meant for; a name of one's own means none."""
    if name in {each.value for each in SectionKind}:
        return None
    named = {title: kind.value for kind, title in TITLES.items()}
    named |= {kind.value: kind.value for kind in SectionKind}
    meant = slip_of(name, named, _LIKENESS)
    return named[meant] if meant is not None else None


def _is_sure(name: str, meant: str) -> bool:
    return surely_meant(name, [each.value for each in SectionKind], SHORTEST_KEY) == meant


def _patterns(settings: Settings) -> Iterator[tuple[str, Location]]:
    """Give every pattern of paths."""
    origin = settings.origin
    for key, patterns in (("include", settings.sops.include), ("exclude", settings.sops.exclude)):
        for index, pattern in enumerate(patterns):
            yield pattern, origin.value("sops", key, index)
    for name, profile in settings.sops.profiles.items():
        for index, pattern in enumerate(profile.paths):
            yield pattern, origin.value("sops", "profiles", name, "paths", index)


RULE = Rule("CFG007", "sop-settings-known", Severity.ERROR, __doc__, check)
