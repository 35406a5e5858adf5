"""What the page on formulas shows is what opsctl prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.conftest import DAY, ROOT, run_opsctl

PAGE = (ROOT / "docs" / "formulas.md").read_text(encoding="utf-8")
_FILE = re.compile(r"^```yaml\n# (.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SESSION = re.compile(r"^```console\n\$ opsctl (.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_shows_what_opsctl_prints(tmp_path: Path) -> None:
    (tmp_path / "opsctl.yaml").write_text("format: 1\ncompany: Acme\n", encoding="utf-8")
    for path, content in _FILE.findall(PAGE):
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"# {path}\n{content}", encoding="utf-8")
    sessions = _SESSION.findall(PAGE)
    assert len(sessions) == 2
    for command, printed in sessions:
        done = run_opsctl(*shlex.split(command), "--as-of", DAY, cwd=tmp_path)
        assert printed in done.out
