"""Signals at random moments of all commands that write: nothing torn, lost or left over, and no process that stays."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from smslint.workspace.parallel import PAYS

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
COMMANDS = (
    ("check", "templates", "--fix"),
    ("check", "templates", "pad.sms.jsonl", "--jobs", "2", "--format", "json", "--output", "report.json"),
    ("payload", "templates", "--allow-errors", "--output", "requests.jsonl"),
    ("rehearse", "templates/00.sms", "--data", "table.csv", "--output", "rows.csv"),
    ("rehearse", "templates/00.sms", "--data", "table.csv", "--output", "rows.parquet"),
    ("import", "answer.json", "--overwrite", "--output", "imported"),
    ("baseline", "templates", "--output", "known.json"),
    ("new", "甲", "--type", "notification", "--output", "new.sms", "--force"),
)
_SMSLINT = (sys.executable, "-m", "smslint")
_FIXABLE = (
    "---\nname: 取件{}\ntype: notification\nsignature: 【青禾驿站】\nvariables:\n  code: numberCaptcha\n---\n"
    "取件码${{code}}。 \n"
)
Files = dict[str, bytes]


def _prepare(folder: Path) -> None:
    """Templates that can be fixed, a table with faulty rows, and old files in the place of outputs."""
    (folder / "templates").mkdir()
    for number in range(20):
        (folder / f"templates/{number:02}.sms").write_text(_FIXABLE.format(number), encoding="utf-8")
    (folder / "pad.sms.jsonl").write_bytes(b"\n" * PAYS)  # so that several processes pay
    rows = (f"{number}\n" if number % 3 else "错\n" for number in range(100_000, 102_000))
    (folder / "table.csv").write_text("code\n" + "".join(rows), encoding="utf-8")
    templates = [{"TemplateName": f"取餐{n}", "TemplateType": 1, "TemplateContent": "请取餐。"} for n in range(20)]
    (folder / "answer.json").write_text(json.dumps({"SmsTemplateList": templates}), encoding="utf-8")
    for name in ("report.json", "requests.jsonl", "rows.csv", "rows.parquet", "new.sms"):
        (folder / name).write_text("---\nname: 旧\n---\n旧\n", encoding="utf-8")


def _files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _run(folder: Path, arguments: tuple[str, ...], at: float | None = None, number: int = 0) -> tuple[int, str, bool]:
    """The exit code of a command, what it says, and whether all of its processes have ended a second later.

    `number` is the signal that it gets `at` some seconds.
    """
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(
            [*_SMSLINT, *arguments],
            cwd=folder,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        if at is not None:
            time.sleep(at)
            started.send_signal(number)
        code = started.wait(timeout=60)
        deadline = time.monotonic() + 1
        while (stay := any(_of_session(started.pid))) and time.monotonic() < deadline:
            time.sleep(0.01)
        said.seek(0)
        return code, said.read().decode("utf-8", "replace"), not stay


def _of_session(session: int) -> Iterator[str]:
    """The processes of a session that have not ended."""
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            try:
                state = Path(entry.path, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if state[3] == str(session) and state[0] not in "ZX":
                yield entry.name


@dataclass(frozen=True)
class _Whole:
    """An undisturbed run of a command: what it changes, how it ends, and the seconds that it takes."""

    before: Files
    after: Files
    code: int
    seconds: float


def moments(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The kinds and details of what goes wrong at so many moments, spread over all commands."""
    random = Random(seed)
    with tempfile.TemporaryDirectory(prefix="fuzz-signals-") as name:
        model = Path(name, "model")
        model.mkdir()
        _prepare(model)
        whole: dict[tuple[str, ...], _Whole] = {}
        for number in range(count):
            arguments = COMMANDS[number % len(COMMANDS)]
            folder = Path(name, "folder")
            if arguments not in whole:
                shutil.copytree(model, folder)
                began = time.monotonic()
                code = _run(folder, arguments)[0]
                whole[arguments] = _Whole(_files(model), _files(folder), code, time.monotonic() - began)
                shutil.rmtree(folder)
            shutil.copytree(model, folder)
            at, given = random.uniform(0, whole[arguments].seconds * 1.1), random.choice(SIGNALS)
            for kind, detail in _moment(folder, arguments, whole[arguments], at, given):
                yield kind, f"{' '.join(arguments)}, {given.name} at {at:.3f} s: {detail}"
            shutil.rmtree(folder)


def _moment(
    folder: Path, arguments: tuple[str, ...], whole: _Whole, at: float, given: signal.Signals
) -> Iterator[tuple[str, str]]:
    code, said, ended = _run(folder, arguments, at, given)
    if not ended:
        yield "a process stays", ""
    early = (
        given == signal.SIGINT and "Traceback" in said and "/smslint/" not in said
    )  # Python itself is still starting
    if code not in (whole.code, 128 + given, -given) and not early:
        yield "the wrong exit code", f"{code} {said}"
    if "Traceback" in said and not early:
        yield "a traceback", said
    files = _files(folder)
    for name, data in files.items():
        if name in whole.before or name in whole.after:
            if data not in (whole.before.get(name), whole.after.get(name)):
                yield "a torn file", name
        elif given != signal.SIGKILL:
            yield "a file left over", name
    for name in whole.before.keys() - files.keys():
        yield "a lost file", name
    if given == signal.SIGKILL:
        _run(folder, arguments)
        if _files(folder) != whole.after:
            yield "the next run does not mend it", str(sorted(_files(folder).keys() ^ whole.after.keys()))
