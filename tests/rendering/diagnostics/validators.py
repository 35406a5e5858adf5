"""What the readers of each format ask of it: by their own programs, else by what they document."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.tools import need_module, need_tool

_RANGE_END = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}
_RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "additionalProperties": False,
    "properties": {"start": _RANGE_END, "end": _RANGE_END},
}
_TEXT = {"type": "string", "minLength": 1}
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}
RDJSON = {
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"name": _TEXT, "url": _TEXT},
        },
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": _TEXT,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"value": _TEXT, "url": _TEXT},
                    },
                    "location": {
                        "type": "object",
                        "required": ["path", "range"],
                        "additionalProperties": False,
                        "properties": {"path": _TEXT, "range": _RANGE},
                    },
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "additionalProperties": False,
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}
"""The parts of reviewdog's format that are written, and nothing beside them."""


def refused_by_gitlab(text: str) -> list[str]:
    """Give what GitLab would not read: its reader also drops the second of equal fingerprints."""
    entries = json.loads(text)
    refused = refused_by_schema(entries, GITLAB)
    names = [each["fingerprint"] for each in entries]
    return refused + sorted({f"twice: {each}" for each in names if names.count(each) > 1})


def refused_by_schema(data: Any, schema: Any) -> list[str]:
    validator = need_module("jsonschema").validators.validator_for(schema)(schema)
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(data)]


def refused_by_sarif(text: str, folder: Path) -> list[str]:
    """Give what the schema of SARIF and the validator of its authors say, GitHub's rules included.

    The program ends well whatever it finds; what it found stands in a report of its own.
    """
    tools = Path(need_tool("sarif-multitool")).resolve().parent.parent
    (folder_of_program,) = tools.glob("sarif-multitool-*")
    program = folder_of_program / "Sarif.Multitool"
    schema = json.loads((folder_of_program / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    report, said = folder / "report.sarif", folder / "said.sarif"
    report.write_text(text, encoding="utf-8")
    subprocess.run(
        [
            *(program, "validate", report, "--rule-kind", "Sarif;Ghas"),
            *("--level", "Error;Warning", "--output", said, "--log", "ForceOverwrite"),
        ],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        check=True,
    )
    (run,) = json.loads(said.read_text(encoding="utf-8-sig"))["runs"]
    assert run["invocations"][0]["executionSuccessful"]
    found = [f"{each['ruleId']}: {each['message']}" for each in run["results"]]
    return refused_by_schema(json.loads(text), schema) + found


def refused_by_junit(text: str) -> list[str]:
    """Give what its readers stumble over: figures that do not add up, and names that come twice."""
    junitparser = need_module("junitparser")
    suites = junitparser.JUnitXml.fromstring(text.encode("utf-8"))
    (suite,) = suites
    refused = []
    counted = {
        "tests": len(list(suite)),
        "failures": sum(each.is_failure for each in suite),
        "skipped": sum(each.is_skipped for each in suite),
        "errors": sum(each.is_error for each in suite),
    }
    for name, count in counted.items():
        if not getattr(suites, name) == getattr(suite, name) == count:
            refused.append(f"{name} is not {count}")
    names = [(each.classname, each.name) for each in suite]
    if len(names) != len(set(names)):
        refused.append("names come twice")
    if any(not name for pair in names for name in pair):
        refused.append("a name is empty")
    return refused


def texts_of_junit(text: str) -> list[str]:
    """Give every text and every value of an attribute."""
    elements = list(ElementTree.fromstring(text).iter())
    values = [value for each in elements for value in each.attrib.values()]
    return values + [each.text for each in elements if each.text]
