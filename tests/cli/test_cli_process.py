# SPDX-License-Identifier: MIT
"""The command line as a process: standard streams that are closed or full, and signals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "Ann Roe said on Monday that the bridge was safe.\n"
CLOSED = "cannot write the output: Bad file descriptor"
FULL = "cannot write the output: No space left on device"

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="needs a shell and signals of POSIX")]
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")


def shell(folder: Path, command: str, redirections: str) -> tuple[int, str, str]:
    """Run a command of the command line in a shell, with its streams redirected, and return status, output, errors."""
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    done = subprocess.run(  # noqa: S602 - our own command
        f"'{sys.executable}' -m claimtrack {command} {redirections}",
        shell=True,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("command", "redirections", "status", "error"),
    [
        ("extract page.txt -q", ">&-", 1, f"claimtrack: error: {CLOSED}\n"),
        ("extract page.txt -q -o result <&-", ">&- 2>&-", 0, ""),
        ("add r.register page.txt -q", ">&-", 1, f"claimtrack: error: {CLOSED}: 1 added, 0 changed, 0 unchanged\n"),
        ("extract -", "<&-", 1, "claimtrack: error: standard input: cannot be read: Bad file descriptor"),
        ("explain", "2>&-", 2, ""),
        pytest.param("extract page.txt -q", ">/dev/full", 1, f"claimtrack: error: {FULL}\n", marks=full),
        pytest.param("extract page.txt -q -o result", ">/dev/full", 0, "", marks=full),
        pytest.param("--help", ">/dev/full", 1, f"claimtrack: error: {FULL}\n", marks=full),
        pytest.param("explain", "2>/dev/full", 2, "", marks=full),
        pytest.param("extract none.txt", ">/dev/full 2>/dev/full", 1, "", marks=full),
    ],
)
def test_streams_that_are_closed_or_full(
    tmp_path: Path, command: str, redirections: str, status: int, error: str
) -> None:
    """What cannot be printed is one line and status 1, and what was to be said on standard error goes nowhere else."""
    found, out, err = shell(tmp_path, command, redirections)

    assert (status, "", err.count("\n")) == (found, out, bool(error))
    assert err.startswith(error)


def test_nothing_but_the_result_is_in_the_result(tmp_path: Path) -> None:
    """With standard error closed, a note and an error are left out of standard output."""
    plain = shell(tmp_path, "extract none.txt page.txt --format jsonl", "")
    closed = shell(tmp_path, "extract none.txt page.txt --format jsonl", "2>&-")

    assert plain[:2] == closed[:2]
    assert (2, "") == (plain[2].count("claimtrack: "), closed[2])


def test_no_file_becomes_a_standard_stream(tmp_path: Path) -> None:
    """The files that a command opens get no number of a stream that is closed, nor do those of its children."""
    shell(tmp_path, "add r.register page.txt -q", "")
    program = (
        "import os, subprocess, sys\n"
        "import claimtrack.__main__ as process, claimtrack.cli as cli\n"
        "def main():\n"
        "    file = open('r.register', 'r+b')\n"
        "    os.system('echo stray; echo stray >&2')\n"
        "    return 0 if file.fileno() > 2 else 9\n"
        "cli.main = main\n"
        "sys.exit(process.run())\n"
    )
    before = (tmp_path / "r.register").read_bytes()
    done = subprocess.run(  # noqa: S602 - our own program
        f"exec '{sys.executable}' -c \"$PROGRAM\" <&- >&- 2>&-",
        shell=True,
        cwd=tmp_path,
        env=os.environ | {"PROGRAM": program},
        check=False,
    )

    assert 0 == done.returncode
    assert before == (tmp_path / "r.register").read_bytes()


WAITS = """
import signal, sqlite3, sys, time
import claimtrack.__main__ as process, claimtrack.cli as cli
from claimtrack.atomic_files import replacing

class Lost:
    def __del__(self):
        print("ready", flush=True)
        time.sleep(60)

def locked():
    first, second = (sqlite3.connect("lock", isolation_level=None, timeout=60) for _ in range(2))
    first.execute("BEGIN EXCLUSIVE")
    print("ready", flush=True)
    second.execute("BEGIN EXCLUSIVE")

def main():
    with replacing("result") as file:
        {wait}
    return 0

cli.main = main
signal.signal(signal.SIGINT, {before})
sys.exit(process.run())
"""
READY = "print('ready', flush=True); "
DEFAULT, IGNORED = "signal.default_int_handler", "signal.SIG_IGN"


@pytest.mark.parametrize(
    ("number", "before", "wait", "status", "left"),
    [
        (signal.SIGINT, DEFAULT, READY + "time.sleep(60)", 130, []),
        (signal.SIGTERM, DEFAULT, READY + "time.sleep(60)", 143, []),
        (signal.SIGINT, IGNORED, READY + "time.sleep(0.5)", 0, ["result"]),
        pytest.param(signal.SIGINT, DEFAULT, "Lost()", 130, ["result"], id="lost in a destructor"),
        pytest.param(signal.SIGTERM, DEFAULT, READY + "print('x' * 10**7)", 143, None, id="a pipe that nobody reads"),
        pytest.param(signal.SIGTERM, DEFAULT, "locked()", 143, None, id="a wait within SQLite"),
    ],
)
def test_a_signal_ends_the_process_and_leaves_nothing(
    tmp_path: Path, number: int, before: str, wait: str, status: int, left: list[str] | None
) -> None:
    """A signal ends it with 128 and its number, without a word and with no file half written; one ignored stays so."""
    program = WAITS.format(wait=wait, before=before)
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert "ready\n" == run.stdout.readline()
        run.send_signal(number)
        assert status == run.wait(30)
        assert "" == run.stderr.read()

    assert left in (None, [path.name for path in tmp_path.iterdir()])
