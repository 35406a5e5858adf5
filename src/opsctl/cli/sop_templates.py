"""Templates of procedures: those that come along, and the company's own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from opsctl.cli.session import Session
from opsctl.loading.source import decode
from opsctl.model.settings import SopSettings
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean
from opsctl.text.tree import Kind

STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Template:
    """A page with names in double braces, such as `{{title}}`; `own` is one of the company's.

    `text` is none where the file is not text.
    """

    name: str
    text: str | None
    own: bool = False


def templates(session: Session, settings: SopSettings) -> dict[str, Template]:
    """Give every template by name; the company's own go before those that come along."""
    found = {}
    folder = Path(str(resources.files("opsctl"))) / "templates"
    for path in sorted(folder.glob("*.md")):
        found[path.stem] = Template(path.stem, path.read_text(encoding="utf-8"))
    own = settings.templates.strip("/")
    for entry in session.tree.walk(own) if own else ():
        place = PurePosixPath(entry.path)
        if entry.kind is Kind.FILE and place.suffix == ".md" and str(place.parent) == own:
            source, _ = decode(entry.path, session.tree.read(entry.path))
            text = None if source is None else source.text
            found[place.stem] = Template(place.stem, text, own=True)
    return found


def template_named(every: dict[str, Template], name: str) -> Template:
    """Give the template of a name."""
    if name not in every:
        hint = did_you_mean(name, every) or f"there are {', '.join(sorted(every))}"
        raise UsageProblem(f"there is no template `{name}`", hint)
    if every[name].text is None:
        raise UsageProblem(f"the template `{name}` cannot be read", "save it as UTF-8")
    return every[name]
