"""The file of known gaps: written anew with less in it, or with a rule that is new."""

from __future__ import annotations

from rich.text import Text

from opsctl.cli.session import Session
from opsctl.editing.baseline import baseline_text
from opsctl.editing.write import Write, write_files
from opsctl.model.baseline import BASELINE_FILE, Baseline
from opsctl.rendering.figures import counted
from opsctl.text.errors import UsageProblem


def rewrite_baseline(session: Session, *, update: bool, add: str | None) -> None:
    """Drop known gaps that no longer occur, or add those of a rule that the file does not know.

    Raises:
        UsageProblem: there is no baseline, a line of it cannot be read, or the rule is known.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read
    from opsctl.rules.baseline import updated, with_rule
    from opsctl.rules.engine import find_rule, run_rules
    from opsctl.rules.registry import RULES

    workspace = session.load(Nouns.ALL)
    baseline = workspace.baseline
    if any(finding.location.path == BASELINE_FILE for finding in workspace.findings):
        raise UsageProblem("the baseline cannot be read", "opsctl check says where, and why")
    if not baseline.rules:
        raise UsageProblem("there is no baseline here", "opsctl sop adopt FOLDER writes one")
    found = run_rules(workspace, RULES, session.as_of(workspace.settings.timezone))
    after = updated(baseline, found, RULES, workspace.files) if update else baseline
    if add is not None:
        rule = find_rule(add, RULES)
        if rule is None:
            raise UsageProblem(f"there is no rule `{add}`", "opsctl rule lists them all")
        if rule.code in baseline.rules:
            raise UsageProblem(
                f"{rule.code} was there when the baseline was written: its gaps are new ones",
                "mend them, or suppress them with a reason",
            )
        after = with_rule(after, found, rule, RULES)
    write_baseline(session, baseline, after)


def write_baseline(session: Session, before: Baseline, after: Baseline) -> None:
    """Write the file, and say what changed in it."""
    write = baseline_write(session, after)
    if write is None:
        session.lines([Text("The baseline is as it was.")])
        return
    write_files(session.root, [write], session.lock)
    was, now = sum(before.counts.values()), sum(after.counts.values())
    said = f"{BASELINE_FILE} written: {counted(now, 'known gap')}, {was} before"
    session.lines([Text(f"{said}  {session.screen.signs.arrow} opsctl check")])


def baseline_write(session: Session, after: Baseline) -> Write | None:
    """Plan the file; none where it would not change."""
    entry = session.tree.entry(BASELINE_FILE)
    content = session.tree.read(BASELINE_FILE) if entry else None
    text = baseline_text(after).encode("utf-8")
    return None if text == content else Write(BASELINE_FILE, content, text)
