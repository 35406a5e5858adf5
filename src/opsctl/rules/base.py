"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.change import Change
from opsctl.model.suppression import CommentForm
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Finding, Severity

Check = Callable[[Workspace, date], Iterable[Finding]]
CheckChange = Callable[[Change], Iterable[Finding]]
CheckPage = Callable[[Anatomy], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold in every workspace, or with `check_change` in every change of one.

    `code` and `name` are public and never used again for anything else; the name says what must
    hold. `page` is the manual page, in Markdown: its first line says what must hold, in a sentence.
    `severity` is the default; what depends on today's date is at most a warning. A rule with many
    false alarms is not `on_by_default`: a workspace asks for it by name. What is found
    `by_calendar` comes because a day has passed: it is never a known gap. `comments` says how the
    files are written that it is found in, where that is not what its family is about. `check_page`
    is there where one page is asked at a time, by itself.
    """

    code: str
    name: str
    severity: Severity
    page: str
    check: Check
    on_by_default: bool = True
    by_calendar: bool = False
    check_change: CheckChange | None = None
    comments: CommentForm | None = None
    check_page: CheckPage | None = None

    @property
    def summary(self) -> str:
        """What must hold, in a sentence."""
        return self.page.strip().partition("\n")[0]

    @property
    def family(self) -> str:
        """The letters that the code starts with."""
        return self.code.rstrip("0123456789")

    @property
    def comment_form(self) -> CommentForm:
        """Tell how a comment is written that suppresses a finding of the rule."""
        usual = CommentForm.MARKDOWN if self.family == "SOP" else CommentForm.YAML
        return self.comments or usual

    @property
    def keeps_files_unread(self) -> bool:
        """Tell whether a file that breaks the rule gives no record; then nothing can hide it."""
        return self.family == "FILE" and self.severity is Severity.ERROR


def found_while_reading(code: str) -> Check:
    """Make the check of a rule whose findings the readers of files collect."""

    def check(workspace: Workspace, _as_of: date) -> Iterable[Finding]:
        return (finding for finding in workspace.findings if finding.code == code)

    return check


def found_by_the_engine(_workspace: Workspace, _as_of: date) -> Iterable[Finding]:
    """Find nothing: the engine itself reports what only it can know."""
    return ()


def change_rule(
    code: str,
    name: str,
    severity: Severity,
    page: str,
    check_change: CheckChange,
    comments: CommentForm = CommentForm.YAML,
) -> Rule:
    """Make a rule about a change; it is asked only where a base is given."""
    check = found_by_the_engine
    return Rule(code, name, severity, page, check, check_change=check_change, comments=comments)
