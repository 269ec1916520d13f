"""`--fix` and `--diff` of the command line."""

from __future__ import annotations

import io
import re
import shutil
import sys
from pathlib import Path

import pytest

from .conftest import BAD, GOOD, Smslint, sms

SIGNED = GOOD.replace("青禾驿站", "【青禾驿站】")


def test_fix_exits_by_what_remains(folder: Path, smslint: Smslint) -> None:
    path = sms(folder, "a.sms", SIGNED)
    answer = smslint("check", "--fix", "--format", "json")
    assert (answer.code, answer.data["summary"]["fixed"]) == (0, 1)
    assert path.read_text(encoding="utf-8") == GOOD
    sms(folder, "b.sms", BAD.replace("青禾驿站\nd", "【青禾驿站】\nd"))
    answer = smslint("check", "--fix", "--format", "json", "b.sms")
    assert (answer.code, answer.rules) == (1, ["name-too-long"])


def test_diff_exits_by_whether_it_prints_and_changes_nothing(folder: Path, smslint: Smslint) -> None:
    path = sms(folder, "a.sms", SIGNED)
    answer = smslint("check", "--diff")
    assert answer.code == 1
    assert "-signature: 【青禾驿站】\n+signature: 青禾驿站\n" in answer.out
    assert path.read_text(encoding="utf-8") == SIGNED
    sms(folder, "a.sms", BAD)
    answer = smslint("check", "--diff")
    assert (answer.code, answer.out) == (0, "")


def test_standard_input_is_fixed_onto_standard_output(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(SIGNED.replace("\n", "\r\n"))
    answer = smslint("check", "--fix", "-", "--format", "concise")
    assert (answer.code, answer.out) == (0, GOOD.replace("\n", "\r\n"))
    assert "1 fixed" in answer.err
    given(SIGNED)
    answer = smslint("check", "--diff", "-", "--stdin-filename", "a.sms")
    assert (answer.code, answer.out.split("\n")[0]) == (1, "--- a/a.sms")


def test_a_file_that_cannot_be_written_ends_with_2(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    sms(folder, "a.sms", SIGNED)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    answer = smslint("check", "--fix")
    assert answer.code == 2
    assert "a.sms: The fixed file was not written: no space left on the device." in answer.err


def test_a_fixed_file_has_one_kind_of_line_break(folder: Path, smslint: Smslint) -> None:
    front = (
        "name: 取件",
        "type: notification",
        "signature: 青禾驿站",
        "description: ''",
        "variables:\n  code: numberCaptcha",
    )
    contents = (
        "您的验证码为${code}，请勿泄露。 ",
        "您的包裹${name}已到站,,请领取",
        "【青禾】您的${order} 订单已发货！！",
    )
    for number, content in enumerate(contents):
        for length in range(len(front) + 1):
            text = "\n".join(("---", *front[:length], "---", content, ""))
            sms(folder, f"{number}-{length}.sms", text.replace("\n", "\r\n"))
    smslint("check", "--fix", "--unsafe-fixes")
    fixed = [path.read_bytes() for path in folder.iterdir()]
    assert any(b"name: name" in data for data in fixed)
    assert not [data for data in fixed if b"\n" in data.replace(b"\r\n", b"")]


def test_what_is_announced_is_done_and_listed(folder: Path, smslint: Smslint) -> None:
    shutil.copytree(Path(__file__).parents[2] / "examples", folder / "examples")
    announced = re.search(r"--fix can safely fix (\d+) findings", smslint("check").out)
    assert announced
    shown = smslint("check", "--diff", "--show-fixes")
    answer = smslint("check", "--fix", "--show-fixes", "--format", "json")
    assert answer.data["summary"]["fixed"] == int(announced[1])
    lines = answer.err.splitlines()
    assert len(lines) == int(announced[1])
    assert "examples/bad/login-code.sms: Replace with ${code} (malformed-placeholder)" in lines
    assert shown.err.splitlines() == lines
    assert smslint("check", "--fix", "--show-fixes").err == ""
