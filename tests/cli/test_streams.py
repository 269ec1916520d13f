"""Closed and full streams, a working directory that is gone, and signals end with a sentence or in silence."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smslint.core.lint import Linter

from .conftest import GOOD, Smslint, sms

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells and signals of POSIX")
SMSLINT = [sys.executable, "-m", "smslint"]
COMMANDS = (
    "check a.sms",
    "check -",
    "payload a.sms --allow-errors",
    "preview a.sms",
    "config show",
    "--help",
    "server",
)


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    line = f"exec '{sys.executable}' -m smslint {command}"
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment, input=GOOD, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("streams", [">&-", "<&-", "2>&-", ">&- <&- 2>&-", ">/dev/full"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_or_full_stream_is_named(streams: str, command: str, tmp_path: Path) -> None:
    if "full" in streams and not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    sms(tmp_path, "a.sms", GOOD)
    done = shell(tmp_path, f"{command} {streams}")
    assert "自身出错" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    if command != "server":
        printed = streams in (">&-", ">/dev/full")
        read = command == "check -" and streams == "<&-"
        assert done.returncode == (2 if printed or read or ">&- <" in streams else 0), done
        name = "标准输出" if printed else "标准输入" if read else ""
        assert done.stderr.startswith(name)
    assert [each.name for each in tmp_path.iterdir()] == ["a.sms"]


@pytest.mark.parametrize("command", ["check", "baseline", "new 甲 --type notification", "config show"])
def test_a_working_directory_that_is_gone_is_named(command: str, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"rmdir '{gone}' && exec '{sys.executable}' -P -m smslint {command}"
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8"}
    done = subprocess.run(["sh", "-c", line], cwd=gone, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("甲.sms" if "new" in command else "当前工作目录"), done.stderr


def test_errors_of_the_system_are_chinese_in_chinese_output(tmp_path: Path) -> None:
    done = shell(tmp_path, f"check {'长' * 100}.sms /dev/null/a.sms; exit 0")
    assert "name" not in done.stdout + done.stderr
    done = shell(tmp_path, f"new 甲 --type notification --output {'n' * 256}.sms")
    assert "文件名过长" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_command_at_any_moment(number: signal.Signals, tmp_path: Path) -> None:
    sms(tmp_path, "a.sms", GOOD)
    code = (
        "import sys, smslint.__main__ as main, smslint.io.signals as signals\n"
        "sys.argv = ['', 'check', 'a.sms', '--output', 'report.txt']\n"
        "begin = signals.end_at_signals\n"
        "signals.end_at_signals = lambda: (begin(), print('now', flush=True))\n"  # until then, it is Python that starts
        "main.main()"
    )
    for delay in (0.0, 0.05, 0.1, 0.2):
        child = subprocess.Popen(
            [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        child.send_signal(number)
        _, errors = child.communicate(timeout=20)
        assert child.returncode in (0, -number, 128 + number), (delay, errors)
        assert "Traceback" not in errors
        assert not list(tmp_path.glob(".smslint-*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_an_import_ends_the_program(number: signal.Signals) -> None:
    code = (
        "import os, signal, sys, types, smslint.io.signals as signals\n"
        f"signal.signal({int(number)}, signal.SIG_DFL)\n"  # `nohup` lets tests ignore one
        "sys.modules['smslint.io.unfinished'] = types.ModuleType('smslint.io.unfinished')\n"
        "signals.end_at_signals()\n"
        f"os.kill(os.getpid(), {int(number)})\n"
        "print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "")


def test_modules_in_the_working_directory_are_not_imported(tmp_path: Path) -> None:
    """Neither late by the command line, nor by the process that times the patterns of a catalog."""
    rules = Path(__file__).parents[2] / "rules"
    shutil.copytree(rules, tmp_path / "rules")
    for name in (
        "json",
        "re",
        "regex",
        "click",
        "tomllib",
        "runpy",
        "subprocess",
        "concurrent",
        "multiprocessing",
        "difflib",
    ):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('stranger')\n", encoding="utf-8")
    program = Path(sys.executable).with_name("smslint")
    for arguments in (["check-catalog", "rules"], ["check", "--jobs", "2"], ["check", "--diff"]):
        done = subprocess.run([program, *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert "stranger" not in done.stdout + done.stderr
    for name in ("json", "re", "runpy", "concurrent"):  # what `-m` itself imports before smslint
        (tmp_path / f"{name}.py").unlink()
    done = subprocess.run([*SMSLINT, "check", "--diff", "--jobs", "2"], cwd=tmp_path, capture_output=True, text=True)
    assert "stranger" not in done.stdout + done.stderr


def test_a_child_ends_with_its_killed_parent(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems end it when its time is up")
    rules = (
        "import sys; from smslint.io.processes import run_module; run_module('smslint.catalog.slow_patterns', 're', "
    )
    rules += "data=b'[\"(a+)+$\"]', timeout=30)"
    parent = subprocess.Popen([sys.executable, "-c", rules], stderr=subprocess.PIPE, cwd=tmp_path)
    deadline = time.monotonic() + 20
    children: list[str] = []
    while not children and time.monotonic() < deadline:
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        time.sleep(0.02)
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    time.sleep(1)
    assert not any(
        Path(f"/proc/{child}").exists() and b"smslint" in Path(f"/proc/{child}/cmdline").read_bytes()
        for child in children
    )


def test_too_little_memory_is_a_sentence(folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Linter, "lint", fail)
    sms(folder, "a.sms", GOOD)
    answer = smslint("check", "--language", "zh")
    assert (answer.code, answer.err) == (2, "内存不足。请一次检查较少或较小的文件，或为 smslint 提供更多内存。\n")
