"""English sentences, drawn at random."""

from __future__ import annotations

from random import Random


def _parted(phrases: str) -> tuple[str, ...]:
    return tuple(phrases.split("|"))


_VERBS = _parted(
    "check|print|pack|weigh|label|count|scan|open|close|sort|book|move|clean|fold|list|compare|"
    "copy|file|sign|send|call|ask|tell|show|measure|mark|lift|fill|seal|store"
)
_THINGS = _parted(
    "parcel|order|invoice|label|shelf|return|customer|supplier|price list|delivery note|refund|"
    "photo|carrier|pallet|voucher|message|product page|stock figure|bank line|rota|contract|"
    "campaign|report|carton|scanner|crate|receipt|sample|booking|claim"
)
_PLACES = _parted(
    "at the bench|on the screen|in the shared folder|beside door 2|in the blue tray|at the desk|"
    "in the order system|on the board|in the evening|before noon|after the last van|on Mondays|"
    "within 2 hours|on the same day|together with the lead|in the yellow drawer"
)
_REASONS = _parted(
    "so that nobody waits for it|because the customer looks there first|and keep a copy for a year|"
    "or leave a note that says why not|so that the next shift can go on|and say so in the channel|"
    "because a wrong one costs 9 euros|and begin again where it differs|so that the figures agree|"
    "unless the screen already shows it"
)


def action(random: Random) -> str:
    """Give a short order, such as “Weigh the parcel”."""
    return f"{random.choice(_VERBS).capitalize()} the {random.choice(_THINGS)}"


def where(random: Random) -> str:
    """Give where or when something is done, such as “at the bench”."""
    return random.choice(_PLACES)


def step(random: Random) -> str:
    """Give a sentence that says what to do, where, and what for."""
    return f"{action(random)} {where(random)}, {random.choice(_REASONS)}."


def thing(random: Random) -> str:
    """Give what work is done with, such as “price list”."""
    return random.choice(_THINGS)


def remark(random: Random) -> str:
    """Give a sentence of somebody who tells how it goes."""
    done, left = random.sample(_THINGS, 2)
    count = random.randint(2, 90)
    return f"The {done} is ready {where(random)}; {count} of 100 {left}s to go."


def title(random: Random, number: int) -> str:
    """Give a title that no other number has."""
    return f"{action(random)} and {action(random).lower()} ({number})"
