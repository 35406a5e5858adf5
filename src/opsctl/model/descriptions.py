"""What every key of every file means, in a sentence, and every word that a key may choose from.

Documentation and schemas are made of these. A key without a sentence stops the documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LATER = "Read and kept for later; nothing uses it yet."
_FORMERLY = "Ids that it had before; references by these names still lead to it."

DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "Settings.format": "The version of the file format: 1.",
        "Settings.company": "The name that screens show.",
        "Settings.timezone": "The time zone that decides which day is today, by region and city.",
        "Settings.fiscal_year_starts": "The month in which a fiscal year starts, by its English"
        " name. A fiscal year is named after the calendar year in which it ends: with `april`,"
        " `2027-Q1` runs from April to June 2026.",
        "Settings.quarters": "Quarters with days of their own, by name, such as `2026-Q4`. They go"
        " before the quarters that `fiscal_year_starts` makes, and may not overlap.",
        "Settings.standards": "What the company holds itself to.",
        "Settings.rules": "Which rules of `opsctl check` are off, and how heavy others weigh; see"
        " [suppressing.md](suppressing.md).",
        "Settings.sops": "Which pages are procedures, and what is asked of them; see"
        " [sops.md](sops.md).",
        "Settings.approvals": "Whose approval procedures need: by the name of a profile, or by a"
        " name of your own and with `paths`; see [approvals.md](approvals.md).",
        "QuarterDays.from_": "The first day of the quarter.",
        "QuarterDays.to": "The last day of the quarter.",
        "Standards.rocks_per_company": "How few and how many Rocks without a `team` a quarter"
        " should have.",
        "Standards.rocks_per_owner": "How few and how many Rocks a person who owns any should have"
        " in a quarter.",
        "Standards.rock_completion": "The share of a quarter's committed Rocks that should be"
        " done.",
        "Standards.measurables_per_scorecard": "How few and how many numbers a scorecard should"
        " show, unless it is one person's.",
        "Standards.misses_in_a_row": "A number needs attention from this many misses in a row on.",
        "Standards.silent_after": "A Rock needs an update when its newest word is older than this."
        " The same length decides when a Rock has been planned for too long.",
        "Standards.review_every": "How often a procedure is to be reviewed, unless it says"
        " otherwise.",
        "Bounds.min": "The least.",
        "Bounds.max": "The most; not below `min`.",
        "RuleSettings.ignore": "Rules that are off everywhere, by code, name or family.",
        "RuleSettings.enable": "Rules that are asked although they are off by default, by code,"
        " name or family.",
        "RuleSettings.severity": "By code, name or family of a rule: how much it weighs here.",
        "RuleSettings.per_path": "By a pattern of paths, written as in a `.gitignore`: what"
        " differs for these files.",
        "PathRules.ignore": "Rules that are off for these files, by code, name or family.",
        "SopSettings.include": "Patterns of the paths of procedures, written as in a `.gitignore`."
        " Only files that end in `.md` or `.markdown` are read.",
        "SopSettings.exclude": "Patterns of what is not a procedure after all.",
        "SopSettings.site_root": "The folder where links that start with `/` begin, such as"
        " `docs`; a link may then also leave out `.md`. Without it such links are not judged.",
        "SopSettings.languages": "Further languages in which sections are found, by lists of words"
        " that nobody has judged on real pages yet: `it`, `pt`, `nl`, `pl`, `sv`, `ja`, `zh`,"
        " `th`. English, German, French and Spanish are always there.",
        "SopSettings.aliases": "By the name of a section: further headings that stand for it.",
        "SopSettings.profiles": "By name: what a kind of procedure must have. `standard`,"
        " `runbook`, `policy`, `checklist` and `partner` are built in, and can be changed here.",
        "SopSettings.templates": "The folder of your own templates for `opsctl sop new`.",
        "SopSettings.longest_step": "The words that a step has at most.",
        "Profile.required": "The sections that must be there: `purpose`, `scope`,"
        " `responsibilities`, `resources`, `procedure`, `outcomes`, `quality`, `context`,"
        " `training`, `feedback`, `communication`, `definitions`, `records`, `change-log`,"
        " `metrics`, `permissions`, or a name of your own, such as `safety`. Default: those of the"
        " built-in profile of this name, else of `standard`.",
        "Profile.recommended": "The sections that should be there; asked for by a rule that is off"
        " by default.",
        "Profile.paths": "Patterns of the paths of pages that are of this kind, unless a page says"
        " otherwise at its top.",
        "Metadata.title": "What is done. Default: the first heading of the first level.",
        "Metadata.owner": "Who answers for it: the id of a person or a team.",
        "Metadata.version": 'Its version, in quotes: `"1.3.0"`. It is text, and `1.10` is not'
        " `1.1`.",
        "Metadata.status": "Where it is in its life.",
        "Metadata.effective": "The day from which it holds, or `on-merge`.",
        "Metadata.reviewed": "The day on which somebody last made sure that it is still right."
        " Editing is no review.",
        "Metadata.review_every": "How often it is to be reviewed. Default:"
        " `standards.review_every`.",
        "Metadata.profile": "What kind of procedure it is. Default: by its path, else `standard`.",
        "Metadata.audience": "Who must have read it: people and teams.",
        "Metadata.measurables": "The numbers that it moves, as `leadership/return-days`.",
        "Metadata.lang": "The language it is written in, as `en`.",
        "Metadata.translation_of": "The id of the procedure that it is a translation of.",
        "Metadata.superseded_by": "The ids of procedures that took its place.",
        "Metadata.supersedes": "The ids of procedures that it takes the place of.",
        "Metadata.formerly": _FORMERLY,
        "ApprovalPolicy.roles": "By role (`author`, `reviewer`, `tester`, `approver`, `quality`):"
        " how many people must approve in it. All of them are needed.",
        "ApprovalPolicy.who": "By role: the people and teams who may approve in it. Default:"
        " everybody in `people.yaml`.",
        "ApprovalPolicy.owner_may_approve": "Whether an approval by the owner counts. Where a team"
        " is the owner, its lead is meant.",
        "ApprovalPolicy.within": "How many days may lie between the first and the last approval of"
        " a text, as `30 days`. Default: any number.",
        "ApprovalPolicy.reapprove_on": "The lightest change that needs to be approved anew:"
        " `major`, `minor` or `patch`.",
        "ApprovalPolicy.reread_on": "The lightest change after which the audience has to read"
        " again: `major`, `minor` or `patch`.",
        "ApprovalPolicy.paths": "Patterns of the paths of pages that the policy is for. Default:"
        " the pages of the profile that it is named after.",
        "Approval.date": "The day of the approval.",
        "Approval.as_": "As what the person approves.",
        "Approval.digest": "The digest of the approved text. `opsctl sop approve` writes it.",
        "Approval.note": "What the approver has to say, such as how it was tried.",
        "ReviewRecord.outcome": "What the review came to: `no-change`, or `revise` where a"
        " revision is opened.",
        "ReviewRecord.digest": "The digest of the text that was reviewed. `opsctl sop review`"
        " writes it.",
        "ReviewRecord.note": "What the reviewer has to say.",
        "Person.name": "The name as people write it; `--owner` understands it too.",
        "Person.email": "The e-mail address. The person whose address is git's `user.email` is"
        " `me`. It belongs to one person only.",
        "Person.handle": "The account name on the git host.",
        "Person.team": "The id of the team that the person belongs to.",
        "Person.seat": "What the person answers for, as in an accountability chart.",
        "Person.timezone": "The person's time zone, by region and city.",
        "Person.joined": "The first day in the company.",
        "Person.left": "The day on which the person left. Nobody is removed from the file, so that"
        " older quarters stay whole.",
        "Person.formerly": _FORMERLY,
        "Team.title": "The name that screens show.",
        "Team.lead": "The id of the person who leads the team.",
        "Team.parent": "The id of the team above. `--team` includes all teams below the one it"
        " names.",
        "Team.partner": "Whether the team belongs to a partner, outside of the company.",
        "Team.timezone": "The team's time zone, by region and city.",
        "Team.hours": "When the team can be reached, in its own time.",
        "Team.contact": "The id of the person whom others turn to.",
        "Team.formerly": _FORMERLY,
        "Vision.one_year": "The goals of the year, by id. Rocks name one of them under `supports`.",
        "Vision.mission": "Why the company is there.",
        "Vision.values": "What the people of the company hold each other to.",
        "Vision.ten_year": "The goal that lies furthest ahead.",
        "Vision.three_year": "What the company looks like in some years.",
        "Vision.critical_number": "The one number to look at first, by its name among the"
        " scorecards, as in `leadership/repeat-rate`.",
        "Picture.date": "The day that the picture is of.",
        "Picture.picture": "What is true on that day, one sentence an item.",
        "Goal.title": "The goal, in one sentence.",
        "Goal.owner": "The id of the person who answers for it.",
        "Goal.measurable": "The number that tells, by its name among the scorecards, as in"
        " `leadership/repeat-rate`.",
        "Goal.target": "What the number shall be, as in `at least 33`.",
        "Goal.formerly": _FORMERLY,
        "Rock.title": "The Rock, in one sentence.",
        "Rock.owner": "The id of the one person who answers for it.",
        "Rock.done_means": "How anybody can tell that it is done.",
        "Rock.helpers": "The ids of the people who help. `--owner` does not look at them.",
        "Rock.team": "The id of the team whose Rock it is. A Rock without one is a company Rock.",
        "Rock.area": "A word of your own, to see whether a quarter is balanced.",
        "Rock.supports": "The id of the one-year goal that it moves.",
        "Rock.due": "The day on which it should be done, within its quarter. Without it, the"
        " quarter's last day.",
        "Rock.outcome": "The figure that it moves. It makes the progress of a Rock without"
        " milestones.",
        "Rock.milestones": "The steps on the way, in the order of their days.",
        "Rock.depends_on": "The Rocks that it waits for: by id in the same quarter, else as"
        " `2026-Q3/id`.",
        "Rock.rescues": "What was agreed when it was in danger, the newest last. `opsctl rock"
        " rescue` writes here.",
        "Rock.log": "What was said and when, the newest last. `opsctl rock log` writes here.",
        "Rock.status": "How it stands when it is not running. Without it, the Rock is committed"
        " and running.",
        "Rock.result": "How it ended; belongs to `done`, `missed` and `dropped`.",
        "Rock.carried_from": "The Rock of an earlier quarter that it carries on, as `2026-Q3/id`.",
        "Rock.formerly": _FORMERLY,
        "Outcome.to": "What the figure shall be.",
        "Outcome.from_": "What the figure is at the start. It may lie above `to`: then less is"
        " better.",
        "Outcome.measure": "What is counted, in words. Either this or `measurable` is needed.",
        "Outcome.measurable": "The number of a scorecard that tells, by its name, as in"
        " `leadership/repeat-rate`. See [What the numbers mean](meaning.md#progress) for where the"
        " figure is now.",
        "Outcome.unit": "What the figure is in, in words.",
        "Milestone.title": "What others will notice when it is reached.",
        "Milestone.due": "The day on which it should be done, within the quarter.",
        "Milestone.weight": "How much it counts in the progress, compared with the others; above"
        " 0.",
        "Milestone.done": "The day on which it was done. Without it, it is open.",
        "Rescue.date": "The day on which it was agreed.",
        "Rescue.by": "The id of the person who writes it down.",
        "Rescue.cause": "Why the Rock is in danger, at the root: too few hands or too little"
        " money, a skill that is missing, somebody outside, or more work than was thought.",
        "Rescue.note": "What happened, in a sentence or two.",
        "Rescue.help": "What help is needed.",
        "Rescue.help_from": "The ids of the people who give it.",
        "Rescue.told": "The ids of the people who were told.",
        "Rescue.next": "The next step.",
        "Rescue.check": "The day on which somebody looks whether it helps.",
        "LogEntry.date": "The day on which it was said.",
        "LogEntry.by": "The id of the person who says so.",
        "LogEntry.say": "The word. An entry without one is no word: it does not end a silence.",
        "LogEntry.now": "The figure of the outcome as of that day.",
        "LogEntry.note": "One sentence, for those who read it later.",
        "Result.date": "The day on which it ended. Until that day the Rock counts as running;"
        " without it, it has always stood so.",
        "Result.why": "Why it was not reached, or let go. Needed for `missed` and `dropped`.",
        "Result.learned": "What the company knows now.",
        "Result.impact": "What came of it.",
        "Scorecard.title": "The name that screens show.",
        "Scorecard.team": "The id of the team whose scorecard it is. `--team` goes by it.",
        "Scorecard.owner": "The id of the person whose own scorecard it is, where it is not a"
        " team's.",
        "Scorecard.every": "How often the numbers in its folder are due, unless they say otherwise"
        " themselves.",
        "Scorecard.show": "What it shows, in this order: measurables, those of other scorecards by"
        " folder and id. Without it, everything in the folder by name.",
        "Scorecard.formerly": _FORMERLY,
        "Shown.measurable": "The name of a measurable.",
        "Shown.divider": "A headline above those that follow. Either this or `measurable`.",
        "Measurable.title": "The name that screens show.",
        "Measurable.owner": "The id of the one person who answers for the number.",
        "Measurable.definition": "What exactly is counted, so that two people get the same number.",
        "Measurable.entered_by": "The id of the person who types the number in the owner's stead.",
        "Measurable.unit": "What the number counts: `number`, `percent`, `currency EUR`,"
        " `duration` or `yes-no`. It says how values and goals are written; see below.",
        "Measurable.decimals": "How many places behind the point a screen shows. No number is"
        " rounded in the file.",
        "Measurable.every": "How often the number is due. Without it, as often as its scorecard"
        " says: every week, unless that says otherwise.",
        "Measurable.perspective": "Which side of the company it looks at.",
        "Measurable.indicator": "Whether it tells early what is to come, or what came of it.",
        "Measurable.rollup": "How months, quarters and the last periods are made of it: `sum`,"
        " `mean`, `mean by OTHER` (weighted by another measurable), `last`, `min` or `max`."
        " Without it, `sum` for a number and money, `mean` for a percent and a duration, nothing"
        " for yes-no.",
        "Measurable.goal": "What the number should be: always, or from each period on that is"
        " written before it.",
        "Measurable.exceptions": "By period: another goal for this one period.",
        "Measurable.supports": "The id of the one-year goal that it moves.",
        "Measurable.sops": "The procedures that move it, by their ids.",
        "Measurable.formula": "How the number is computed of others, as in `revenue / orders`."
        " Then no value of it is typed anywhere.",
        "Measurable.source": "Where `opsctl scorecard pull` gets the number from.",
        "Measurable.since": "The first period in which the number is due. Without it, that of the"
        " first value or of the first dated goal, whichever is earlier.",
        "Measurable.archived": "The last day on which the number is due. The file stays, and with"
        " it the history.",
        "Measurable.formerly": _FORMERLY,
        "Measurable.values": "The history, by period, the newest last: imported, pulled or typed."
        " A week's number may stand in a check-in instead.",
        "GoalEntry.is_": "The goal: `at least`, `above`, `at most`, `below` or `exactly` and a"
        " number; `between A and B`, `outside A and B`; for yes-no, `yes` or `no`.",
        "GoalEntry.stretch": "What would be more than the goal, in the same words. It changes no"
        " verdict.",
        "GoalEntry.why": "Why the goal is what it is now.",
        "GoalEntry.set": "The day on which it was agreed. After the end of the first period it"
        " holds for, it is shown as set after the fact.",
        "ExceptionEntry.is_": "The goal for this period.",
        "ExceptionEntry.why": "Why it is another. Needed.",
        "ValueEntry.value": "The number, written as its unit asks.",
        "ValueEntry.na": "Why there is no number for this period: it then counts neither as a miss"
        " nor as missing. Either this or `value` is needed.",
        "ValueEntry.note": "What happened, for those who read it later.",
        "ValueEntry.from_": "Where a pulled number came from.",
        "ValueEntry.on": "The day on which it was pulled. Until that day it is not seen.",
        "Pull.file": "A CSV or JSON file of the workspace. Either this or `command`.",
        "Pull.command": "A program and its arguments, one an item; what it prints is read. It runs"
        " only on machines where somebody has allowed it.",
        "Pull.format": "How the source is written. Without it, the end of the file's name tells; a"
        " command prints CSV.",
        "Pull.period": "The column, or the key, that holds the period.",
        "Pull.value": "The column, or the key, that holds the number.",
        "Pull.timeout": "After how many seconds a command is given up.",
        "Checkin.date": "The day on which it was said. Words on Rocks count from this day.",
        "Checkin.values": "By the name of a measurable, folder first: its number for the week; of"
        " a monthly or quarterly one, for the last period that ended by the week's Sunday. Daily"
        " numbers stand in the file of their measurable.",
        "Checkin.rocks": "By the name of a Rock: the word on it. A bare id is a Rock of the"
        " quarter that holds the week's Thursday, `2026-Q3/id` any other.",
        "Checkin.headlines": "What others should know: good or bad news, one sentence an item.",
        "Checkin.wins": "What went well.",
        "CheckinWord.say": "The word. An entry without one is no word: it does not end a silence.",
        "CheckinWord.now": "The figure of the outcome as of that day.",
        "CheckinWord.note": "One sentence, for those who read it later.",
    }
)
CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "Level.error": "`opsctl check` fails.",
        "Level.warning": "Said, and no failure unless `--fail-on` asks for it.",
        "Level.note": "Worth knowing, no more.",
        "Weight.major": "Steps added, removed or in another order, or who does what.",
        "Weight.minor": "A step, a limit or an outcome says something else.",
        "Weight.patch": "Other words for the same.",
        "SopStatus.draft": "Being written; nobody follows it yet.",
        "SopStatus.in-review": "Finished, and waiting for approval.",
        "SopStatus.approved": "In force from its `effective` day on.",
        "SopStatus.retired": "No longer followed; kept for the record.",
        "Say.on-track": "It will be done by its day.",
        "Say.off-track": "It will not, unless something changes.",
        "Say.in-danger": "It needs help now.",
        "Status.planned": "Not committed yet.",
        "Status.done": "Reached.",
        "Status.missed": "Pursued, and not reached.",
        "Status.dropped": "Let go by decision.",
        "Cause.resource": "Too few hands or too little money.",
        "Cause.skill": "A skill that is missing.",
        "Cause.external": "Somebody or something outside.",
        "Cause.scope": "More work than was thought.",
        "Cadence.day": "Every day.",
        "Cadence.week": "Every week, from Monday to Sunday.",
        "Cadence.month": "Every month of the calendar.",
        "Cadence.quarter": "Every quarter of the fiscal year.",
        "Perspective.financial": "Money earned and spent.",
        "Perspective.customer": "What customers see.",
        "Perspective.process": "How the work is done.",
        "Perspective.growth": "What people and the company learn.",
        "Indicator.leading": "Tells early what is to come.",
        "Indicator.lagging": "Tells what came of it.",
        "Encoding.csv": "A table with a line of headings.",
        "Encoding.json": "A list of objects, or one object by period.",
        "Role.author": "Wrote it.",
        "Role.reviewer": "Read it, and finds it right.",
        "Role.tester": "Did the work by it.",
        "Role.approver": "Answers for it.",
        "Role.quality": "Looks after quality.",
        "Outcome.no-change": "It is still right as it is.",
        "Outcome.revise": "A revision is opened.",
    }
)
