"""A procedure as people write it, and edits of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Edit = Callable[[str], str]

BASE = """\
---
title: Process a return
owner: customer-care
version: "1.3.0"
status: approved
reviewed: 2026-10-01
review_every: 6 months
audience: [customer-care, manila]
lang: en
---
# Process a return

## Purpose

A customer who sends something back has the money within three days.
Three teams pass the case on without a gap, so this page says who does what.

## Scope

- Every return by a customer from our own shop.
- Exchanges for another size or colour.
- Not parcels that the carrier brings back undelivered.

## Responsibilities

| Role | Answers for |
|---|---|
| Customer care | the label and every word to the customer |
| Goods in | booking in and inspecting the parcel |
| Priya | refunds above 80 pounds |

## Resources

- The help desk with the return form.
- A scanner and the quality bench.

## Procedure

1. Find the order by its number. (Customer care)
   - Ask Priya if there is no order within 10 minutes.
   - Send no label until then.
2. Check the time limit. (Customer care)
   1. Accept unused goods up to 60 days after delivery.
   2. Accept faulty goods up to 2 years after delivery.
3. Send the label from the [label page](labels.md). (Customer care)
4. Book the parcel in on the day it arrives. (Goods in)

   ```sh
   book --shelf RET --copies 2
   ```

5. Inspect each item within 24 h of booking it in. (Goods in)

   ![The bench](img/bench.png)

6. Put the item away, and scan **the shelf** `RET`. (Goods in)
7. Decide the refund on the day of the inspection. (Priya)
8. Write to the café's customer and close the case. (Customer care)

## Expected outcomes

- The refund is on its way within 3 days of arrival.
- Every closed case has a reason and a grade.

## Quality checks

- Grace inspects 5 items off the shelf again every Friday.

## Context

The law gives customers fourteen days; we give them more because they come back.

## Change log

- 1.3.0 (2026-10-01): Manila decides refunds as well.
- 1.0.0 (2026-06-01): First version.
"""


def put(old: str, new: str) -> Edit:
    """Make the edit that puts a text in the place of another, which stands there once."""
    assert BASE.count(old) == 1, old
    return lambda text: text.replace(old, new)


def both(*edits: Edit) -> Edit:
    """Make one edit of several."""

    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def section(title: str) -> str:
    """Give a section of the base, from its heading up to the next."""
    start = BASE.index(f"## {title}\n")
    end = BASE.find("\n## ", start)
    return BASE[start : end + 1 if end >= 0 else len(BASE)]


def without(title: str) -> Edit:
    """Make the edit that removes a section."""
    return put(section(title), "")


def line(start: str) -> str:
    """Give the line of the base that begins with a text."""
    (found,) = [each for each in BASE.splitlines(True) if each.startswith(start)]
    return found


def dropped(start: str) -> Edit:
    """Make the edit that removes a line."""
    return put(line(start), "")


def in_lines(change: Callable[[str], str]) -> Edit:
    """Make the edit that changes each line."""
    return lambda text: "".join(change(each) for each in text.splitlines(True))


def _is_step(text: str) -> bool:
    return text[:1].isdigit() and text[1:3] == ". "


FORMATTING: dict[str, Edit] = {
    "reflow a paragraph": put("within three days.\nThree teams", "within three\ndays. Three teams"),
    "join the lines of a paragraph": put("three days.\nThree", "three days. Three"),
    "number every step 1": in_lines(lambda each: f"1{each[1:]}" if _is_step(each) else each),
    "number with brackets": in_lines(
        lambda each: f"{each[0]}){each[2:]}" if _is_step(each) else each
    ),
    "bold to italic": put("**the shelf**", "*the shelf*"),
    "bold away": put("**the shelf**", "the shelf"),
    "underscores for bold": put("**the shelf**", "__the shelf__"),
    "stars for bullets": in_lines(lambda each: f"* {each[2:]}" if each[:2] == "- " else each),
    "pluses for bullets": in_lines(lambda each: f"+ {each[2:]}" if each[:2] == "- " else each),
    "heading underlined": put("## Scope\n", "Scope\n-----\n"),
    "title underlined": put("# Process a return\n", "Process a return\n================\n"),
    "heading closed": put("## Scope\n", "## Scope ##\n"),
    "table aligned": both(
        put("| Role | Answers for |", "| Role          | Answers for             |"),
        put("|---|---|", "| :------------ | ----------------------: |"),
        put("| Priya | refunds above 80 pounds |", "Priya | refunds above 80 pounds"),
    ),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "escapes": put("fourteen days; we", "fourteen days\\; we"),
    "fence of tildes": lambda text: text.replace("```", "~~~~"),
    "longer fence": lambda text: text.replace("```", "`````"),
    "comment": put("## Scope\n", "<!-- Ask Priya about the marketplaces. -->\n\n## Scope\n"),
    "comment in a step": put("on the day it arrives.", "on the day it arrives. <!-- 16:00? -->"),
    "rule": put("## Scope\n", "***\n\n## Scope\n"),
    "link by reference": lambda text: (
        text.replace("[label page](labels.md)", "[label page][labels]") + "\n[labels]: labels.md\n"
    ),
    "blanks at line ends and between blocks": both(
        put("without a gap, so", "without  a gap, so"), put("## Scope\n", "\n\n## Scope  \n")
    ),
    "items apart": put("from our own shop.\n", "from our own shop.\n\n"),
    "no line end at the end": lambda text: text.rstrip("\n"),
}
"""Edits that change how a page is written, and nothing that it says."""
