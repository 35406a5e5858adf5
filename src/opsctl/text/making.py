"""Make many frozen records fast."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from dataclasses import MISSING, Field, field, fields, make_dataclass
from operator import attrgetter
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def maker(record: Callable[P, R], module: str, name: str) -> Callable[P, R]:
    """Give what makes records of a frozen, slotted dataclass at a fifth of the price.

    A frozen dataclass sets each of its fields by a call. What this gives makes an instance that is
    not frozen yet, of a class with the same slots, and turns it into a record. It takes what the
    dataclass takes, has to stand in `module` under `name`, and pickles such records too.
    """
    kind = cast("type[R]", record)
    own = fields(cast("Any", kind))

    def freeze(self: Any) -> None:
        self.__class__ = kind

    twin = make_dataclass(
        name,
        [(each.name, Any, _default(each)) for each in own],
        namespace={"__post_init__": freeze, "__module__": module, "__qualname__": name},
        slots=True,
        eq=False,
        repr=False,
    )
    values = attrgetter(*(each.name for each in own))
    copyreg.pickle(kind, lambda each: (twin, values(each)))
    return cast("Callable[P, R]", twin)


def _default(given: Field[Any]) -> Any:
    return field() if given.default is MISSING else field(default=given.default)
