"""Several processes report the same findings as one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint.workspace import parallel

from .conftest import LONG, Smslint, sms


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
