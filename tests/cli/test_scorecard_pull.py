"""`opsctl scorecard pull`: numbers from files and commands, and what stops them."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.scorecards import FILES, ORDERS, RATE, company, contents, scorecard
from tests.conftest import Result, Run

CSV = "period,orders,value\n2026-W45,400,1\n2026-W46,412,2\n2026-W47,90,3\n"
FROM_CSV = "source: {file: orders.csv, value: orders}\n"
TAKEN = (
    "values:\n"
    '  2026-W45: {value: 400, from: "orders.csv", on: 2026-11-20}\n'
    '  2026-W46: {value: 412, from: "orders.csv", on: 2026-11-20}\n'
)


def files(source: str = FROM_CSV, values: str = "", **more: str) -> dict[str, str]:
    """Give the files of a company whose orders come from a source."""
    since = "since: 2026-W45\n"
    orders = FILES[ORDERS].replace(since, f"{source}{since}{values}")
    return {**FILES, ORDERS: orders, "orders.csv": CSV, **more}


def command(*arguments: str, **more: object) -> str:
    """Write a source that runs a command."""
    return f"source: {json.dumps({'command': list(arguments), **more})}\n"


def prints(text: str) -> str:
    return command(sys.executable, "-c", f"print({text!r})")


def pull(run: Run, folder: Path, *arguments: str) -> Result:
    """Pull on a machine whose settings are those of this test alone."""
    home = folder.parent / f"{folder.name}-home"
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    return scorecard(run, folder, "pull", *arguments, environment=environment)


def allowed(run: Run, folder: Path, source: str, **more: str) -> Result:
    """Pull the orders from a command that was allowed."""
    company(folder, files(source, **more))
    assert pull(run, folder, "orders", "--allow").code == 0
    return pull(run, folder, "orders")


def test_closed_periods_are_taken_with_where_they_come_from_and_when(
    run: Run, tmp_path: Path
) -> None:
    before = contents(company(tmp_path / "a", files()))
    done = pull(run, tmp_path / "a", "orders")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "leadership/orders from orders.csv: 2 new\n"
        "  2026-W47: 90 left out, the period is not over\n"
        "2 numbers written to 1 file  → opsctl scorecard show leadership\n"
    )
    assert contents(tmp_path / "a") == {**before, ORDERS: before[ORDERS] + TAKEN.encode()}


def test_a_second_pull_changes_nothing(run: Run, tmp_path: Path) -> None:
    company(tmp_path / "a", files())
    pull(run, tmp_path / "a", "orders")
    before = contents(tmp_path / "a")
    again = pull(run, tmp_path / "a", "--all")
    assert again.code == 0
    assert "leadership/orders from orders.csv: 2 as they were\n" in again.out
    assert "nothing was written" in again.err
    assert contents(tmp_path / "a") == before


def test_a_number_that_was_pulled_follows_its_source(run: Run, tmp_path: Path) -> None:
    company(tmp_path / "a", files())
    pull(run, tmp_path / "a", "orders")
    (tmp_path / "a/orders.csv").write_text(CSV.replace("400", "401"))
    done = pull(run, tmp_path / "a", "orders")
    assert "1 changed, 1 as they were\n  2026-W45: 400 → 401\n" in done.out
    text = (tmp_path / "a" / ORDERS).read_text()
    assert '2026-W45: {value: 401, from: "orders.csv", on: 2026-11-20}' in text


def test_a_number_typed_by_hand_is_kept_until_told_otherwise(run: Run, tmp_path: Path) -> None:
    typed = "values:\n  2026-W45: 400.0\n  2026-W46: {value: 99, note: Counted twice}\n"
    before = contents(company(tmp_path / "a", files(values=typed)))
    done = pull(run, tmp_path / "a", "orders")
    assert "  2026-W46: 99 kept, the source says 412: --replace takes it\n" in done.out
    assert contents(tmp_path / "a") == before
    done = pull(run, tmp_path / "a", "orders", "--replace")
    assert "  2026-W46: 99 → 412\n" in done.out
    text = (tmp_path / "a" / ORDERS).read_text()
    assert text.endswith(
        "  2026-W45: 400.0\n"
        '  2026-W46: {value: 412, note: Counted twice, from: "orders.csv", on: 2026-11-20}\n'
    )


def test_a_number_in_a_check_in_is_replaced_there_and_nowhere_else(
    run: Run, tmp_path: Path
) -> None:
    path = "checkins/2026-W46/leo.yaml"
    more = {path: "date: 2026-11-16\nvalues:\n  leadership/orders: 99  # about\n"}
    before = contents(company(tmp_path / "a", files(**more)))
    assert pull(run, tmp_path / "a", "orders", "--replace", "--since", "2026-W46").code == 0
    new = b'{value: 412, from: "orders.csv", on: 2026-11-20}'
    assert contents(tmp_path / "a") == {**before, path: before[path].replace(b"99", new)}


def test_what_lies_outside_of_the_life_is_left_out(run: Run, tmp_path: Path) -> None:
    company(tmp_path / "a", files(**{"orders.csv": CSV + "2026-W40,1,1\n2026-W41,1,1\n"}))
    assert "  2 periods outside of its life left out\n" in pull(run, tmp_path / "a", "orders").out


def test_a_dry_run_shows_the_difference_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    before = contents(company(tmp_path / "a", files()))
    done = pull(run, tmp_path / "a", "orders", "--dry-run")
    assert f"--- {ORDERS}\n" in done.out
    assert contents(tmp_path / "a") == before


@pytest.mark.parametrize(
    "text",
    [
        '{"2026-W45": 400, "2026-W46": 412}',
        '{"2026-W45": "400", "2026-W46": 412, "2026-W44": null}',
        '[{"period": "2026-W45", "value": 400}, {"period": "2026-W46", "value": 412}]',
        "\ufeffperiod;value\n2026-W45;400\n2026-W46;412\n",
        "value,Period\n400,2026-11-02\n412,2026-11-09\n,2026-10-05\n",
    ],
)
def test_csv_and_json_are_told_apart_and_read(run: Run, tmp_path: Path, text: str) -> None:
    company(tmp_path / "a", files("source: {file: orders.csv}\n", **{"orders.csv": text}))
    done = pull(run, tmp_path / "a", "orders")
    assert done.code == 0, done.err
    assert (tmp_path / "a" / ORDERS).read_text().endswith(TAKEN)


def test_numbers_of_json_are_exact_to_the_last_digit(run: Run, tmp_path: Path) -> None:
    text = '{"2026-W45": 0.10, "2026-W46": 12345678901234567890.12345678901234567890}'
    company(tmp_path / "a", files("source: {file: orders.csv}\n", **{"orders.csv": text}))
    assert pull(run, tmp_path / "a", "orders").code == 0
    after = (tmp_path / "a" / ORDERS).read_text()
    assert "value: 0.10," in after
    assert "value: 12345678901234567890.12345678901234567890," in after


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("period,order\n2026-W45,1\n", "did you mean `order`?"),
        ("week,orders\n2026-W45,1\n", "orders.csv has no column `period`"),
        ("period,orders,orders\n2026-W45,1,2\n", "has 2 columns `orders`"),
        ("period,orders\nW45,1\n", "orders.csv, line 2: `W45` is not a period"),
        ("period,orders\n2026-11,1\n", "neither a week nor the first day of one"),
        ("period,orders\n2026-11-10,1\n", "(write 2026-W46)"),
        ('period,orders\n2026-W45,"1,250"\n', "`1,250` can be 1250 or 1.250"),
        (
            "period,orders\n2026-W45,1\n2026-11-02,2\n",
            "2026-W45 stands in orders.csv, line 2",
        ),
        ("", "orders.csv gave nothing"),
        ('{"2026-W45": NaN}', "`NaN` is not a number"),
        ('{"2026-W45": 1, "2026-W45": 2}', "has the key `2026-W45` twice"),
        ('{"2026-W45": [1]}', "holds no number, but a group of them"),
        ('[{"period": "2026-W45", "order": 1}]', "item 1 has no key `orders`"),
        ("[1]", "item 1 is no object"),
        ("period,orders\n2026-W46,1.234,5\n", "line 2: row 2 has 3 cells, the header has 2"),
        ("period,orders\n2026-W46,1E+03\n", "line 2: `1E+03` is a rounded number"),
        ('{"2026-W46": 1.2345678901234568e+20}', "is a rounded number"),
        ('{"2026-W46": "1e3"}', "`1e3` is a rounded number"),
        ("{", "is not JSON: line 1"),
        ("[" * 100_000, "is n"),
    ],
)
def test_a_source_that_cannot_be_read_is_not_taken_at_all(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    before = contents(company(tmp_path / "a", files(**{"orders.csv": text})))
    done = pull(run, tmp_path / "a", "orders")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert contents(tmp_path / "a") == before


@pytest.mark.parametrize(
    "path", ["../orders.csv", "/etc/hostname", "absent.csv", "link/orders.csv"]
)
def test_no_file_outside_of_the_workspace_is_read(run: Run, tmp_path: Path, path: str) -> None:
    company(tmp_path / "a", files(f"source: {{file: {path}}}\n"))
    (tmp_path / "orders.csv").write_text(CSV)
    (tmp_path / "a/link").symlink_to(tmp_path)
    done = pull(run, tmp_path / "a", "orders")
    assert done.code == 2
    assert f"there is no file `{path}` in the workspace" in done.err


def test_a_link_that_leads_out_of_the_workspace_is_not_followed(run: Run, tmp_path: Path) -> None:
    company(tmp_path / "a", files("source: {file: there.csv}\n"))
    (tmp_path / "orders.csv").write_text(CSV)
    (tmp_path / "a/there.csv").symlink_to(tmp_path / "orders.csv")
    done = pull(run, tmp_path / "a", "orders")
    assert "`there.csv` is a link that leads out of the workspace" in done.err


def test_a_command_runs_only_after_it_was_allowed(run: Run, tmp_path: Path) -> None:
    folder = company(tmp_path / "a", files(command("touch", "ran\x1b]0;x", "\u202ex")))
    done = pull(run, folder, "orders")
    assert (done.code, done.out) == (2, "")
    assert "was not allowed on this machine yet: touch 'ran\\x1b]0;x' '\\u202ex'" in done.err
    assert "opsctl scorecard pull leadership/orders --allow" in done.err
    assert "\x1b" not in done.err
    assert contents(folder).keys() == contents(company(tmp_path / "b", files())).keys()


def test_what_an_allowed_command_prints_is_taken(run: Run, tmp_path: Path) -> None:
    done = allowed(run, tmp_path / "a", prints('{"2026-W46": 412}'))
    assert done.code == 0, done.err
    assert "1 new" in done.out
    text = (tmp_path / "a" / ORDERS).read_text()
    assert "2026-W46: {value: 412, from: " in text


def test_a_changed_command_must_be_allowed_anew(run: Run, tmp_path: Path) -> None:
    assert allowed(run, tmp_path / "a", prints('{"2026-W46": 412}')).code == 0
    company(tmp_path / "a", files(prints('{"2026-W46": 413}')))
    assert "was not allowed on this machine yet" in pull(run, tmp_path / "a", "orders").err


def test_a_changed_script_of_the_workspace_must_be_allowed_anew(run: Run, tmp_path: Path) -> None:
    source = command(sys.executable, "./tools/orders.py")
    script = {"tools/orders.py": "print('{\"2026-W46\": 412}')\n"}
    assert allowed(run, tmp_path / "a", source, **script).code == 0
    (tmp_path / "a/tools/orders.py").write_text("print('{\"2026-W46\": 413}')\n")
    done = pull(run, tmp_path / "a", "orders")
    assert "must be allowed again, since tools/orders.py has changed" in done.err
    again = pull(run, tmp_path / "a", "orders", "--allow")
    assert "as long as tools/orders.py stays as it is" in again.out
    assert "412 → 413" in pull(run, tmp_path / "a", "orders").out


def test_a_script_behind_a_link_to_a_folder_is_watched_too(run: Run, tmp_path: Path) -> None:
    script = {"tools/orders.py": "print('{\"2026-W46\": 412}')\n"}
    company(tmp_path / "a", files(command(sys.executable, "link/orders.py"), **script))
    (tmp_path / "a/link").symlink_to("tools")
    assert pull(run, tmp_path / "a", "orders", "--allow").code == 0
    assert pull(run, tmp_path / "a", "orders").code == 0
    (tmp_path / "a/tools/orders.py").write_text("print('{}')\n")
    assert "must be allowed again" in pull(run, tmp_path / "a", "orders").err


def test_what_was_allowed_in_one_workspace_is_not_in_another(run: Run, tmp_path: Path) -> None:
    source = prints('{"2026-W46": 412}')
    assert allowed(run, tmp_path / "a", source).code == 0
    company(tmp_path / "b", files(source))
    (tmp_path / "b-home").symlink_to(tmp_path / "a-home")
    assert "was not allowed" in pull(run, tmp_path / "b", "orders").err


def test_what_was_allowed_is_kept_outside_of_the_workspace(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    before = contents(company(folder, files(prints("{}"))))
    done = pull(run, folder, "orders", "--allow")
    assert "leadership/orders may run on this machine: " in done.out
    assert contents(folder) == before
    kept = list((tmp_path / "a-home").rglob("allowed/*.json"))
    assert len(kept) == 1
    assert json.loads(kept[0].read_bytes())["workspace"] == str(folder.resolve())


def test_a_command_gets_no_shell_no_input_and_the_folder_of_the_workspace(
    run: Run, tmp_path: Path
) -> None:
    told = "import sys, os; sys.exit(repr([sys.argv[1], sys.stdin.read(), os.getcwd()]))"
    done = allowed(run, tmp_path / "a", command(sys.executable, "-c", told, "$HOME; *"))
    folder = str((tmp_path / "a").resolve())
    assert f"  | ['$HOME; *', '', '{folder}']" in done.err


def test_a_command_that_fails_says_its_last_words(run: Run, tmp_path: Path) -> None:
    code = "import sys; print('one\\n\\x1b[31mtwo', file=sys.stderr); sys.exit(3)"
    done = allowed(run, tmp_path / "a", command(sys.executable, "-c", code))
    assert (done.code, done.out) == (2, "")
    assert "  | one\n  | \\x1b[31mtwo\n" in done.err
    assert "ended with exit code 3" in done.err


def test_a_program_that_is_not_there_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    done = allowed(run, tmp_path / "a", command("no-such-program-here", "x"))
    assert "there is no program `no-such-program-here`" in done.err


def test_a_command_that_takes_too_long_is_stopped_with_all_it_started(
    run: Run, tmp_path: Path
) -> None:
    child = "import time, pathlib; time.sleep(3); pathlib.Path('late').touch()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    started = time.monotonic()
    done = allowed(run, tmp_path / "a", command(sys.executable, "-c", code, timeout=1))
    assert "was stopped after 1 second" in done.err
    assert done.code == 2
    time.sleep(max(0.0, started + 6 - time.monotonic()))
    assert not (tmp_path / "a/late").exists()


def test_a_command_that_writes_without_end_is_stopped(run: Run, tmp_path: Path) -> None:
    code = "while True: print('x' * 10000)"
    done = allowed(run, tmp_path / "a", command(sys.executable, "-c", code))
    assert "writes more than 1 MB" in done.err


def test_one_command_serves_several_numbers_and_runs_once(run: Run, tmp_path: Path) -> None:
    code = "open('runs', 'a').write('x'); print('period,orders,buyers'); print('2026-W46,412,200')"
    parts = [sys.executable, "-c", code]
    buyers = "title: Buyers\nowner: leo\n" + command(*parts, value="buyers")
    more = {"scorecards/leadership/buyers.yaml": buyers}
    company(tmp_path / "a", files(command(*parts, value="orders"), **more))
    assert pull(run, tmp_path / "a", "--all", "--allow").code == 0
    done = pull(run, tmp_path / "a", "--all")
    assert "2 numbers written to 2 files" in done.out, done.err
    assert (tmp_path / "a/runs").read_text() == "x"


def test_one_broken_source_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    broken = "title: Buyers\nowner: leo\nsource: {file: absent.csv}\n"
    company(tmp_path / "a", files(**{"scorecards/leadership/buyers.yaml": broken}))
    done = pull(run, tmp_path / "a", "--all")
    assert done.code == 2
    assert "2 numbers written to 1 file" in done.out
    assert "leadership/buyers: there is no file `absent.csv`" in done.err
    assert "1 of 2 sources could not be read" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say which numbers, or --all"),
        (("orders", "--all"), "say which numbers, or --all"),
        (("repeat-rate",), f"write it into {RATE}: source: "),
        (("ordres",), "did you mean"),
        (("orders", "--allow"), "there is no command to allow"),
        (("orders", "--since", "W45"), "`W45` is not a period"),
    ],
)
def test_what_makes_no_sense_is_said(
    run: Run, tmp_path: Path, arguments: Sequence[str], said: str
) -> None:
    company(tmp_path / "a", files())
    done = pull(run, tmp_path / "a", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("written", "kept"), [("1.5e3", "1500"), ("1E-7", "0.0000001"), ("-0.0", "0.0"), ("-0", "0")]
)
def test_a_number_of_json_is_written_with_all_of_its_digits(
    run: Run, tmp_path: Path, written: str, kept: str
) -> None:
    folder = company(tmp_path / "a", files(**{"orders.csv": f'{{"2026-W46": {written}}}'}))
    assert pull(run, folder, "orders").code == 0
    assert f"2026-W46: {{value: {kept}, " in (folder / ORDERS).read_text()


def test_to_allow_runs_nothing_and_the_next_pull_does(run: Run, tmp_path: Path) -> None:
    ran = "import pathlib; pathlib.Path('ran').touch(); print('period,value\\n2026-W46,5')"
    folder = company(tmp_path / "a", files(command(sys.executable, "-c", ran)))
    assert pull(run, folder, "--all", "--allow").code == 0
    assert not (folder / "ran").exists()
    assert pull(run, folder, "--all").code == 0
    assert (folder / "ran").exists()
