"""Files that are saved at random moments while `smslint check --fix` runs: no save is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

_TEMPLATES = 150
_NAMES = ("a.sms.jsonl", "b.sms.jsonl")
_SMSLINT = (sys.executable, "-m", "smslint", "check", "--fix", "--jobs", "1", "--output", os.devnull)


def _text(save: int) -> str:
    """A file whose templates can be fixed; its last name tells which save it is."""
    rows = [
        {"name": f"取件{number}", "type": "notification", "signature": "【青禾驿站】", "content": "请取件。"}
        for number in range(_TEMPLATES)
    ]
    rows[-1]["name"] = f"第{save}次保存"
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _save(path: Path, text: str, in_place: bool) -> None:
    """Writes as editors do: over the old text, or next to it and in its place."""
    if in_place:
        path.write_text(text, encoding="utf-8")
    else:
        new = path.with_name(f"{path.name}~")
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)


def saves(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """The kinds and details of what goes wrong with so many saves, each made while the command ran."""
    random = Random(seed)
    with tempfile.TemporaryDirectory(prefix="fuzz-saves-") as name:
        folder = Path(name)
        for each in _NAMES:
            (folder / each).write_text(_text(0), encoding="utf-8")
        began = time.monotonic()
        subprocess.run(_SMSLINT, cwd=folder, capture_output=True)
        seconds = time.monotonic() - began
        fixed = (folder / _NAMES[0]).read_text(encoding="utf-8")
        done = 0
        while done < count:
            last = dict.fromkeys(_NAMES, 0)
            for each in _NAMES:
                (folder / each).write_text(_text(0), encoding="utf-8")
            running = subprocess.Popen(_SMSLINT, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            began = time.monotonic()
            for moment in sorted(random.uniform(0, seconds) for _ in range(4)):
                time.sleep(max(0, began + moment - time.monotonic()))
                if running.poll() is None:
                    done += 1
                    target = random.choice(_NAMES)
                    last[target] = done
                    _save(folder / target, _text(done), in_place=random.random() < 0.5)
            errors = running.communicate(timeout=120)[1].decode("utf-8", "replace")
            for each, save in last.items():
                found = (folder / each).read_text(encoding="utf-8")
                if found not in (_text(save), fixed.replace("第0次保存", f"第{save}次保存")):
                    yield "a lost save", f"save {save} of {each}: {found[-100:]}"
            if running.returncode not in (0, 1, 2) or (running.returncode == 2) != ("changed" in errors):
                yield "the wrong exit code", f"{running.returncode} {errors}"
            for left in sorted({path.name for path in folder.iterdir()} - {*_NAMES}):
                yield "a file left over", left
