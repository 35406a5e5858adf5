"""Numbers by period, as a file of answers has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Given
from opsctl.model.scorecard import Values
from opsctl.text.span import Location, Origin


@dataclass(frozen=True, slots=True)
class PeriodNumbers:
    """The numbers of one period by the names of their measurables, all as written.

    `place` is where the period is named.
    """

    period: Annotated[str, Given()]
    place: Annotated[Location, Given()] = field(compare=False, repr=False)
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    values: Values = field(default_factory=dict)

    __pydantic_config__: ClassVar[Config] = STRICT
