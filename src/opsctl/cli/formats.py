"""The formats that commands print in: the first of each is what they print in unasked."""

from __future__ import annotations

TEXT = ("text",)
READING = ("text", "json", "markdown")
CHECK_FORMATS = (
    "text",
    "concise",
    "json",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "rdjson",
    "markdown",
)
"""The formats of `opsctl check`, for the screen and for files alike."""
