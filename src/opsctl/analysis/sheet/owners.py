"""Who is meant by the names in a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from opsctl.analysis.sheet.content import EMAIL, is_email
from opsctl.model.person import Person
from opsctl.model.scalar import Unreadable
from opsctl.model.slug import LONGEST_SLUG, is_slug, slug_of
from opsctl.model.workspace import Register
from opsctl.text.span import Origin
from opsctl.text.suggestion import did_you_mean, in_backticks

_PARTS = re.compile(r"\s*[,;/&+|\r\n]\s*|\s+(?:and|und|et|y|e)\s+", re.IGNORECASE)
_NOBODY_TEXT = (
    "nobody|unassigned|not assigned|open|vacant|team|all|everyone|everybody|niemand|offen|"
    "alle|personne|tous|nadie|todos"
)
_NOBODY = frozenset(_NOBODY_TEXT.split("|"))


@dataclass(frozen=True, slots=True)
class _Name:
    """What a sheet says of one person: a name, an e-mail address, or both."""

    name: str | None
    email: str | None

    def may_be(self, other: _Name) -> bool:
        """Tell whether nothing speaks against both being one person."""
        names = self.name is None or other.name is None or _plain(self.name) == _plain(other.name)
        emails = self.email is None or other.email is None or self.email == other.email
        return names and emails


@dataclass
class Owners:
    """Ids for the names of a sheet: one name has one id, and no two have the same.

    Without a list of people an id is made of the name; with one, only if `create` says so.
    """

    people: Register[Person]
    create: bool
    made: dict[str, _Name] = field(default_factory=dict)

    def one(self, cell: str) -> str:
        """Give the id of the one person that a cell names.

        Raises:
            Unreadable: it names nobody, several, or somebody unknown.
        """
        people = self._parts(cell)
        if not people:
            raise Unreadable("it has no owner", "name one person; opsctl takes it next time")
        ids = list(dict.fromkeys(map(_plain, people)))
        if len(ids) > 1:
            count = {2: "two", 3: "three"}.get(len(ids), str(len(ids)))
            raise Unreadable(
                f"it has {count} owners: {in_backticks(' '.join(cell.split()))}",
                "a Rock has exactly one: name who answers for it",
            )
        return self._id(people[0])

    def several(self, cell: str) -> tuple[str, ...]:
        """Give the ids of all people that a cell names."""
        return tuple(dict.fromkeys(self._id(each) for each in self._parts(cell)))

    def person(self, name: str) -> Person | None:
        """Give the record of somebody who is new, as far as the sheet knows one."""
        new = self.made.get(name)
        if new is None:
            return None
        said = new.name or new.email or name
        return Person(id=name, origin=Origin("people.yaml"), name=said, email=new.email)

    def _parts(self, cell: str) -> list[str]:
        whole = cell.strip()
        if whole.startswith("[") and whole.endswith("]"):
            whole = whole[1:-1].strip()
        if is_email(whole) or self._listed(whole):
            return [whole]
        parts = (part.strip().removeprefix("@") for part in _PARTS.split(whole))
        return [part for part in parts if re.search(r"\w", part) and _plain(part) not in _NOBODY]

    def _id(self, text: str) -> str:
        listed = self._listed(text)
        if len(listed) > 1:
            hint = "write the id instead: " + " or ".join(listed)
            raise Unreadable(f"{in_backticks(text)} can be {len(listed)} people", hint)
        if listed:
            return listed[0]
        if self.people.listed and not self.create:
            near = did_you_mean(text, [*self.people.ids, *self._names()])
            hint = f"{near} " if near else ""
            raise Unreadable(
                f"{in_backticks(text)} is not in people.yaml",
                f"{hint}--create-people adds people who are not in there",
            )
        return self._made(_read(text))

    def _listed(self, text: str) -> list[str]:
        """Name the people on the list who can be meant: by id, else by e-mail, handle or name."""
        if not self.people.listed:
            return []
        current = self.people.current(text.casefold())
        if current in self.people.ids:
            return [current]
        read = _read(text)
        wanted = {_plain(each) for each in (text, read.name, read.email) if each}
        return [
            person.id
            for person in self.people.records.values()
            if wanted
            & {_plain(each) for each in (person.name, person.email, person.handle) if each}
        ]

    def _names(self) -> list[str]:
        return [person.name for person in self.people.records.values()]

    def _made(self, read: _Name) -> str:
        base = slug_of(read.name or (read.email or "").partition("@")[0])
        number = 1
        while True:
            name = numbered(base, number)
            known = self.made.get(name)
            if known is not None and known.may_be(read):
                self.made[name] = _Name(known.name or read.name, known.email or read.email)
                return name
            if known is None and name not in self.people.ids:
                self.made[name] = read
                return name
            number += 1


def numbered(base: str, number: int) -> str:
    """Give an id for the second and later things of one name: `launch-2`."""
    if number == 1:
        return base
    tail = f"-{number}"
    made = f"{base[: LONGEST_SLUG - len(tail)].rstrip('-')}{tail}"
    assert is_slug(made), "a slug with a number is one"
    return made


def _read(text: str) -> _Name:
    email = EMAIL.search(text)
    rest = " ".join(EMAIL.sub(" ", text).translate(str.maketrans("<>()", "    ")).split())
    return _Name(rest or None, email.group().casefold() if email else None)


def _plain(text: str) -> str:
    return " ".join(text.casefold().removeprefix("@").split())
