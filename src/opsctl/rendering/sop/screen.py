"""What needs attention among procedures, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from rich.text import Text

from opsctl.analysis.sop.listing import Attention, SopView, attention, counts
from opsctl.rendering.figures import counted, long_date, percent
from opsctl.rendering.layout import hanging, opposite, wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.phrases import reason
from opsctl.rendering.theme import BOLD, COMMAND, DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

_INDENT = 5
_GRAVE = frozenset([Attention.UNREAD, Attention.SECTIONS, Attention.LINKS])
_WARNS = frozenset([Attention.REVIEW_LATE, Attention.NO_OWNER, Attention.NO_STEPS])


def sop_status_lines(
    views: Sequence[SopView], company: str, screen: Screen, as_of: date
) -> Iterator[Text]:
    """Draw the screen of `sop status`: the worst first, each with its reasons."""
    signs, found = screen.signs, counts(views)
    head = Text.assemble((one_line(company), BOLD))
    head.append(f" {signs.dot} {counted(found.sops, 'procedure')}")
    yield from opposite(head, Text(long_date(as_of), DIM), screen.width)
    needing = sorted(
        (each for each in views if attention(each)),
        key=lambda each: ([list(Attention).index(kind) for kind in attention(each)], each.sop.id),
    )
    for view in needing:
        yield Text()
        yield from _entry(view, screen)
    yield Text()
    yield from _summary(views, screen)


def _entry(view: SopView, screen: Screen) -> Iterator[Text]:
    kinds = attention(view)
    sign, style = _sign(kinds, screen)
    owner = f"  {one_line(view.owner)[:30]}" if view.owner else ""
    name = Text.assemble(" ", (sign, style), " ", (one_line(view.anatomy.title), BOLD))
    name.append(f"  {one_line(view.sop.id)}{owner}", DIM)
    yield from hanging(name, screen.width, 0, _INDENT)
    said = Text("; ".join(reason(kind, view) for kind in kinds))
    command = Text(f"{screen.signs.arrow} opsctl sop show {one_line(view.sop.id)}", COMMAND)
    whole = said + Text("   ") + command
    if screen.width is None or _INDENT + whole.cell_len <= screen.width:
        yield Text(" " * _INDENT) + whole
        return
    yield from wrap(said, screen.width, _INDENT)
    yield from wrap(command, screen.width, _INDENT)


def _sign(kinds: Sequence[Attention], screen: Screen) -> tuple[str, str]:
    """Give the sign and colour of the gravest reason."""
    standing = list(screen.signs.standing.values())
    if _GRAVE & set(kinds):
        return standing[0], SEVERITY_STYLES[Severity.ERROR]
    if _WARNS & set(kinds):
        return standing[1], SEVERITY_STYLES[Severity.WARNING]
    return standing[4], DIM


def _summary(views: Sequence[SopView], screen: Screen) -> Iterator[Text]:
    found = counts(views)
    if not found.sops:
        yield Text("There are no procedures yet: opsctl sop new writes one.")
        return
    share = percent(Fraction(found.complete, found.sops))
    said = f"Complete {found.complete} of {found.sops} ({share})"
    if found.reviewed:
        said += f"; reviewed in time {found.in_time} of {found.reviewed}"
    yield from wrap(Text(f"{said}."), screen.width, 0)
    quiet = sum(not attention(each) for each in views)
    if quiet:
        need = "needs" if quiet == 1 else "need"
        yield Text(f"{counted(quiet, 'procedure')} {need} no attention.", DIM)
