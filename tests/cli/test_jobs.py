"""Several processes report the same findings as one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from smslint.workspace import parallel, run

from .conftest import BAD, LONG, Smslint, sms


@pytest.mark.parametrize("format", ["json", "concise"])
def test_several_processes_say_what_one_says(
    format: str, folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "PAYS", 1)
    monkeypatch.setattr(parallel, "_BATCH", 3000)
    for number in range(12):
        rows = [
            {
                "name": LONG if n % 3 == 0 else f"取件{n}",
                "content": f"您的第{n + number}件包裹已到站。",
                "type": "notification",
            }
            for n in range(5)
        ]
        sms(folder, f"{number:02}.sms.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    (folder / "05.sms.jsonl").write_bytes(b"\x00")
    sms(folder, "in/smslint.toml", "[severity]\nduplicate-name = 'info'\n")
    sms(folder, "in/a.sms", "您的包裹已到站。")
    one = smslint("check", "--format", format, "--jobs", "1")
    several = smslint("check", "--format", format, "--jobs", "2")
    assert several == one
    assert one.code == 1


@pytest.fixture
def killer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are killed while they check; the process that reports them checks."""
    reporting = os.getpid()
    original = run.check_template

    def killed(*arguments: Any) -> Any:
        if os.getpid() != reporting:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments)

    monkeypatch.setattr(parallel, "PAYS", 1)
    monkeypatch.setattr(parallel, "_BATCH", 1)
    monkeypatch.setattr(run, "check_template", killed)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only a forked worker knows the function that kills it")
def test_what_killed_workers_had_not_finished_is_checked_once_more(
    folder: Path, smslint: Smslint, killer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        sms(folder, f"{number}.sms", BAD)
    one = smslint("check", "--format", "json", "--jobs", "1")
    assert smslint("check", "--format", "json", "--jobs", "2") == one
    assert len(one.rules) >= 6

    def failing(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(run, "check_document", failing)
    several = smslint("check", "--format", "concise", "--jobs", "2", "--language", "en")
    assert several.code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_their_parent(number: signal.Signals, folder: Path) -> None:
    row = json.dumps({"name": LONG, "content": "您的包裹已到站。", "type": "notification"}, ensure_ascii=False)
    for name in ("a", "b"):
        sms(folder, f"{name}.sms.jsonl", f"{row}\n" * 40_000)
    parent = subprocess.Popen(
        [sys.executable, "-m", "smslint", "check", "--jobs", "2", "--output", "report.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    workers: list[str] = []
    while len(workers) < 2 and parent.poll() is None:
        time.sleep(0.02)
        workers = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    parent.send_signal(number)
    assert parent.stdout is not None
    began = time.monotonic()
    assert parent.stdout.read() == b"", "the end of its output is that of its last worker"
    assert time.monotonic() - began < 5
    assert parent.wait() == (-9 if number == signal.SIGKILL else 128 + number)
    while any(map(_runs, workers)):
        assert time.monotonic() - began < 5
        time.sleep(0.02)
    assert not (folder / "report.txt").exists()
    if number != signal.SIGKILL:
        assert not list(folder.glob(".smslint-*"))


def _runs(process: str) -> bool:
    """Whether a process has not ended; one that nobody waits for stays as a zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
