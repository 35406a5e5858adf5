"""Ten sheets, each shaped as another tool or another office writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """A sheet, how it is imported on 20 November 2026, and what must come of it.

    `taken` gives what is asked of each Rock by its line; `refused` the column, if it is one, and
    a part of the reason by its line; `guessed` some of the guesses.
    """

    name: str
    content: bytes
    taken: dict[int, dict[str, Any]]
    refused: dict[int, tuple[str | None, str]] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    arguments: Sequence[str] = ()
    people: str | None = None


PEOPLE = """\
maya:
  name: Maya Okafor
  email: maya@northwind.example
  handle: maya-ok
leo:
  name: Leo Marchetti
  email: leo@northwind.example
"""


def said(date: str, **facts: object) -> dict[str, object]:
    """Give an entry of a log with nothing in it but what is named."""
    return {"date": date, "say": None, "now": None, "note": None, **facts}


SEMICOLONS = Case(
    "semicolons and decimal commas, in Windows-1252, German",
    (
        "Titel;Verantwortlich;Fällig am;Fortschritt;Beschreibung\r\n"
        "Lager für Größe XL eröffnen;Jörg Müller;31.12.2026;0,35;Regale, Böden und Licht\r\n"
        "Retouren halbieren;Ana;01.12.2026;1;\r\n"
        "Zwei Kassen;Jörg Müller und Ana;01.12.2026;0,5;\r\n"
        "Neue Marke;Ana;31.11.2026;0,5;\r\n"
    ).encode("cp1252"),
    taken={
        2: {
            "id": "lager-fur-grosse-xl-eroffnen",
            "owner": "jorg-muller",
            "due": "2026-12-31",
            "done_means": "Regale, Böden und Licht",
            "log": [said("2026-11-20", now=0.35)],
        },
        3: {
            "owner": "ana",
            "due": "2026-12-01",
            "log": [said("2026-11-20", now=1)],
            "status": None,
        },
    },
    refused={4: ("Verantwortlich", "it has two owners"), 5: ("Fällig am", "`31.11.2026`")},
    guessed={
        "encoding": "Windows-1252",
        "delimiter": "semicolon",
        "decimals": "comma",
        "dates": "day, month, year",
        "scores": "0 to 1",
    },
)
MARKED = Case(
    "a byte order mark, owners as e-mail addresses, percent signs, as from Ninety",
    b"\xef\xbb\xbf"
    b'"Rock","Owner","Due Date","Status","% Complete","Team"\n'
    b'"Open the marketplace","maya@northwind.example","2026-12-11","On-Track","60%","Company"\n'
    b'"Parcel cost","LEO@northwind.example","2026-12-18","Off-Track","0%",""\n'
    b'"Hire a buyer","zoe@northwind.example","2026-12-18","On-Track","5%",""\n'
    b'"Close the old shop","Maya Okafor","2027-01-08","Done","100%",""\n',
    taken={
        2: {
            "owner": "maya",
            "team": None,
            "log": [said("2026-11-20", now=0.6, say="on-track")],
            "remarks": ["the sheet's word, dated 2026-11-20"],
        },
        3: {"owner": "leo", "log": [said("2026-11-20", now=0, say="off-track")]},
    },
    refused={
        4: ("Owner", "`zoe@northwind.example` is not in people.yaml"),
        5: ("Due Date", "2027-01-08 is outside of 2026-Q4"),
    },
    guessed={"encoding": "UTF-8", "scores": "0 to 100, divided by 100"},
    people=PEOPLE,
)
DAY_FIRST = Case(
    "dates as 31/12/2026, and one that only the others explain",
    b"Title,Owner,Due,Status\n"
    b"First,maya,31/12/2026,Complete\n"
    b"Second,maya,11/12/2026,Cancelled\n"
    b"Third,maya,12/13/2026,Not started\n"
    b"Fourth,maya,,Not started\n",
    taken={
        2: {"due": "2026-12-31", "status": "done", "result": None},
        5: {"due": None, "status": "planned"},
    },
    refused={
        3: ("Status", "it is dropped, and the sheet does not say why"),
        4: ("Due", "`12/13/2026`"),
    },
    guessed={"dates": "day, month, year"},
    arguments=("--date-order", "dmy"),
)
MONTH_FIRST = Case(
    "dates as 12/31/2026, quoted line ends, notes, as from Bloom Growth",
    b"Rock,Owner,Due Date,Status,Notes\r\n"
    b'"Launch the ""Club""","Maya  Okafor ",12/31/2026,At Risk,"Late.\r\n\r\nVendor slow"\r\n'
    b"\r\n"
    b'"Two\r\nlines",leo,11/12/2026,Dropped,No budget\r\n'
    b",leo,11/12/2026,On Track,\r\n"
    b"Later,leo,next spring,On Track,\r\n",
    taken={
        2: {
            "id": "launch-the-club",
            "title": 'Launch the "Club"',
            "owner": "maya-okafor",
            "due": "2026-12-31",
            "log": [said("2026-11-20", say="off-track", note="Late.\n\nVendor slow")],
        },
        6: {
            "id": "two-lines",
            "title": "Two lines",
            "due": "2026-11-12",
            "status": "dropped",
            "result": {"date": None, "why": "No budget"},
            "log": [],
        },
    },
    refused={8: (None, "it has no title"), 9: ("Due Date", "`next spring` is not a date")},
    guessed={"dates": "month, day, year"},
)
TITLED = Case(
    "a title and empty rows above the header, rows of other quarters, dates in words",
    b"Northwind Rocks,,,,\n"
    b",,,,\n"
    b"exported 2026-11-18,,,,\n"
    b"\n"
    b"Priority Title,Who,By when,Period,Confidence score\n"
    b"Ship in a day,Maya,12 Nov 2026,Q4 2026,8\n"
    b",,,,\n"
    b'Ship in an hour,Maya,"Nov 13, 2026",2026-Q4,3\n'
    b"Count the stock,Maya,2026-09-30T00:00:00Z,Q3 2026,3\n"
    b"Sell abroad,Maya,Dec 1st,Q4,3\n"
    b"Total,,,,14\n",
    taken={
        6: {"due": "2026-11-12", "log": [], "quarter": "2026-Q4"},
        8: {"due": "2026-11-13"},
        9: {"due": "2026-09-30", "quarter": "2026-Q3"},
        10: {"due": "2026-12-01"},
    },
    refused={11: (None, "it has no owner")},
    guessed={"header": "line 5", "quarter": "by `Period`"},
)
WIDE = Case(
    "UTF-16 with tabs, as a spreadsheet saves Unicode text",
    (
        "Objectif\tResponsable\tÉchéance\tScore\tStatut\r\n"
        "Ouvrir à Lyon\tZoé Durand\t15 décembre 2026\t7\tEn bonne voie\r\n"
        "Réduire les retours\tZoé Durand\t1er déc. 2026\t10\tEn retard\r\n"
        "Ouvrir à Metz\tZoé & Paul\t1er déc. 2026\t10\tEn retard\r\n"
    ).encode("utf-16"),
    taken={
        2: {
            "id": "ouvrir-a-lyon",
            "owner": "zoe-durand",
            "due": "2026-12-15",
            "log": [said("2026-11-20", now=0.7, say="on-track")],
        },
        3: {
            "due": "2026-12-01",
            "log": [said("2026-11-20", now=1, say="off-track")],
            "status": None,
        },
    },
    refused={4: ("Responsable", "it has two owners: `Zoé & Paul`")},
    guessed={"encoding": "UTF-16-LE", "delimiter": "tab", "scores": "0 to 10, divided by 10"},
)
LIGHTS = Case(
    "traffic lights with the day they were set, and scores out of 100",
    b"Goal|Driver|RAG|Last updated|Score|Category\n"
    b"Win back buyers|maya-ok|Amber|2026-11-13|55|Customers\n"
    b"Faster site|@maya-ok|Red|2026-11-14|8|Customers\n"
    b"Newsletter|Leo Marchetti|Green|2026-11-14|seventy|Customers\n"
    b"Hiring|Leo Marchetti|Purple||100|People\n"
    b"Pricing|Leo Marchetti|Green||180|People\n",
    taken={
        2: {
            "owner": "maya",
            "area": "Customers",
            "log": [said("2026-11-13", say="off-track"), said("2026-11-20", now=0.55)],
        },
        3: {"log": [said("2026-11-14", say="in-danger"), said("2026-11-20", now=0.08)]},
        5: {"owner": "leo", "log": [said("2026-11-20", now=1)], "status": None},
    },
    refused={4: ("Score", "`seventy` is not a score"), 6: ("Score", "`180` is above its scale")},
    guessed={"delimiter": "pipe", "scores": "0 to 100, divided by 100"},
    people=PEOPLE,
)
CLICKUP = Case(
    "assignees in brackets, two dates for one column, custom words, as from ClickUp",
    b"Task ID,Task Name,Task Content,Status,Date Created,Due Date,Due Date Text,Assignees,"
    b"List Name\n"
    b'86a,Live stock,"Shown, hourly",to do,1793836800000,1797465600000,"12/17/2026, 4:00:00 AM",'
    b"[Maya Okafor],Shop\n"
    b'86b,One-page checkout,,complete,1793836800000,1797465600000,"12/16/2026, 4:00:00 AM",'
    b'"[Leo Marchetti, Maya Okafor]",Shop\n'
    b'86c,Returns desk,,in review,1793836800000,1797465600000,"12/16/2026, 4:00:00 AM",'
    b"[Leo Marchetti],Shop\n"
    b"86d,Nobody's,,open,1793836800000,,,[],Shop\n",
    taken={
        2: {
            "id": "live-stock",
            "owner": "maya",
            "done_means": "Shown, hourly",
            "due": "2026-12-17",
            "status": "planned",
            "area": "Shop",
        },
        4: {"owner": "leo", "status": None, "log": []},
    },
    refused={3: ("Assignees", "it has two owners"), 5: ("Assignees", "it has no owner")},
    guessed={"dates": "month, day, year"},
    people=PEOPLE,
)
MILESTONES = Case(
    "milestones in a cell, helpers, list numbers, a mid and a final score",
    b"Rock,Owner,Supporters,Milestones,Mid-quarter score,Final score,Expected score,Theme\n"
    b'1. Loyalty,Maya,"Leo, Maya","Vendor chosen: 2026-10-16\n'
    b'- Page live (13 Nov)\n[x] Party",0.4,0.7,0.9,Growth\n'
    b"2) Loyalty,Leo,,,.2,1.0,1,Growth\n"
    b"3. Loyalty,Maya; Leo,,,0,0,,Growth\n"
    b"1.  LOYALTY,maya,,,0,0,,Growth\n",
    taken={
        2: {
            "id": "loyalty",
            "title": "1. Loyalty",
            "owner": "maya",
            "helpers": ["leo"],
            "area": "Growth",
            "milestones": [
                {"title": "Vendor chosen", "due": "2026-10-16"},
                {"title": "Page live", "due": "2026-11-13"},
            ],
            "log": [said("2026-11-15", now=0.4), said("2026-12-31", now=0.7)],
            "remarks": ["milestone “Party” has no day in the quarter: left out"],
        },
        5: {
            "id": "loyalty-2",
            "title": "2) Loyalty",
            "log": [said("2026-11-15", now=0.2), said("2026-12-31", now=1)],
            "status": "done",
            "result": {"date": "2026-12-31", "why": None},
        },
    },
    refused={
        6: ("Owner", "it has two owners: `Maya; Leo`"),
        7: (None, "line 2 has the same title and the same owner"),
    },
)
BARE = Case(
    "no header at all, and a line that names the delimiter",
    b"sep=;\r\n"
    b"Open a second warehouse;maya@northwind.example;2026-12-01;on track\r\n"
    b"Answer within four hours;leo@northwind.example;2026-12-02;behind\r\n"
    b'Stop; then think;leo@northwind.example;2026-12-02;"behind"\r\n',
    taken={
        2: {"owner": "maya", "due": "2026-12-01", "log": [said("2026-11-20", say="on-track")]},
        3: {"owner": "leo", "log": [said("2026-11-20", say="off-track")]},
    },
    refused={4: (None, "it has 5 cells, and the sheet has 4 columns")},
    guessed={"header": "none", "delimiter": "semicolon"},
    people=PEOPLE,
)
CASES = (
    *(SEMICOLONS, MARKED, DAY_FIRST, MONTH_FIRST, TITLED),
    *(WIDE, LIGHTS, CLICKUP, MILESTONES, BARE),
)
