"""Results of earlier runs: the same reports, whatever changes, and nobody else's word."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from smslint.report import OUTPUT_FORMATS
from smslint.workspace import parallel, result_cache, worker

GOOD = """---
name: 取件提醒{n}
type: notification
signature: 青禾驿站
description: 包裹到站后提醒收件人
---
您的包裹{n}已到站，请及时领取。
"""
TEXT = [name for name, format in OUTPUT_FORMATS.items() if not format.binary]


@pytest.fixture
def project(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every example, in which results are kept from the second document on."""
    monkeypatch.setattr(parallel, "FEW", 2)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for number in range(4):
        text = GOOD.replace("{n}", "一二三四"[number])
        (folder / f"{number}.sms").write_text(text.replace("领取", "領取") if number else text, "utf-8")
    named = GOOD.replace("{n}", "甲").replace("description", "colour: 红\ndescription")
    (folder / "names.sms").write_text(named, "utf-8")
    (folder / "smslint.toml").write_text("fail-on = 'never'\n")
    return folder


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are checked, not recalled."""
    names: list[str] = []
    check = worker.PartChecker.check

    def noted(self: worker.PartChecker, part: object, *more: object) -> worker.PartResult:
        names.append(part.found.display_path)  # type: ignore[attr-defined]
        return check(self, part, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(worker.PartChecker, "check", noted)
    return names


@pytest.mark.parametrize("format", TEXT)
def test_reports_are_the_same(project: Path, smslint, checked: list[str], format: str) -> None:
    arguments = "check", ".", "--format", format, "--jobs", "1", "--show-suppressed", "--statistics"
    without = smslint(*arguments, "--no-cache")
    assert not (project / result_cache.FOLDER).exists()
    first, second = smslint(*arguments), smslint(*arguments)
    assert (first.out, first.err, first.code) == (without.out, without.err, without.code)
    assert (second.out, second.err, second.code) == (without.out, without.err, without.code)
    if format in ("full", "concise", "json", "jsonl"):
        assert len(checked) == 5, "the second run checks nothing"


def test_what_a_verdict_depends_on_is_noticed(project: Path, smslint, checked: list[str]) -> None:
    def rechecked(*arguments: str) -> list[str]:
        checked.clear()
        kept = smslint("check", ".", "--jobs", "1", *arguments)
        now = list(checked)
        assert kept.out == smslint("check", ".", "--jobs", "1", "--no-cache", *arguments).out
        return now

    every = ["0.sms", "1.sms", "2.sms", "3.sms", "names.sms"]
    assert rechecked() == every
    assert rechecked() == []
    state = os.stat(project / "1.sms")
    text = (project / "1.sms").read_text("utf-8")
    (project / "1.sms").write_text(text.replace("領", "嶺"), "utf-8")
    os.utime(project / "1.sms", ns=(state.st_atime_ns, state.st_mtime_ns))
    assert rechecked() == ["1.sms"], "the same size and time, another content"
    os.rename(project / "2.sms", project / "5.sms")
    assert rechecked() == ["5.sms"]
    (project / "smslint.toml").write_text("fail-on = 'never'\nallow = ['青禾']\n", "utf-8")
    assert rechecked() == ["0.sms", "1.sms", "3.sms", "5.sms", "names.sms"]
    assert rechecked("--language", "zh") != []
    assert rechecked("--select", "content") != []
    assert rechecked("--min-severity", "error") != []
    (project / "smslint.lock").write_text('{"record": "header", "version": 1, "account": null, "complete": {}}\n')
    assert rechecked() != []
    assert rechecked() == []


def test_a_repeated_content_is_found_in_kept_results(project: Path, smslint, checked: list[str]) -> None:
    (project / "again.sms").write_text((project / "0.sms").read_text("utf-8"), "utf-8")
    for _ in range(2):
        told = smslint("check", ".", "--format", "json", "--jobs", "1")
        assert {"duplicate-name", "duplicate-content"} <= set(told.rules)
    assert len(checked) == 6


def test_half_characters_are_kept(project: Path, smslint, checked: list[str]) -> None:
    (project / "half.sms.json").write_text(
        '{"type": "notification", "content": "您的\\ud83d包裹到了{code}。"}', "utf-8"
    )
    arguments = "check", ".", "--format", "concise", "--jobs", "1"
    without = smslint(*arguments, "--no-cache")
    assert "half.sms.json:1" in without.out
    assert smslint(*arguments).out == without.out
    checked.clear()
    assert smslint(*arguments).out == without.out
    assert not checked


def test_what_depends_on_other_files_is_not_kept(project: Path, smslint, checked: list[str]) -> None:
    text = GOOD.replace("{n}", "乙").replace("---\n您", "materials:\n  - { kind: other, path: a.png }\n---\n您")
    (project / "materials.sms").write_text(text, "utf-8")
    for _ in range(2):
        smslint("check", ".", "--jobs", "1")
    assert checked.count("materials.sms") == 2


def _kept(project: Path) -> Path:
    (file,) = (project / result_cache.FOLDER).glob("*" + result_cache.ENDING)
    return file


def test_a_damaged_file_is_made_again(project: Path, smslint) -> None:
    expected = smslint("check", ".", "--jobs", "1").out
    good = _kept(project).read_bytes()
    for at in range(0, len(good), max(1, len(good) // 60)):
        _kept(project).write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert smslint("check", ".", "--jobs", "1").out == expected
    for broken in (b"", b"\n", good[:70], good[:-1], b"[" * 100_000):
        _kept(project).write_bytes(broken)
        assert smslint("check", ".", "--jobs", "1").out == expected
    assert _kept(project).read_bytes() == good


def test_what_a_stranger_signed_is_not_believed(project: Path, smslint, monkeypatch, tmp_path_factory) -> None:
    expected = smslint("check", ".", "--jobs", "1", "--no-cache").out
    with monkeypatch.context() as stranger:
        stranger.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("stranger")))
        stranger.setattr(worker.PartChecker, "_render", lambda self, diagnostic: None)
        assert smslint("check", ".", "--jobs", "1").out != expected
    assert _kept(project).stat().st_uid == os.geteuid(), "it looks as if it were ours"
    assert smslint("check", ".", "--jobs", "1").out == expected


def test_a_link_in_its_place_is_not_followed(project: Path, smslint, tmp_path_factory) -> None:
    other = tmp_path_factory.mktemp("other")
    (project / result_cache.FOLDER).symlink_to(other)
    smslint("check", ".", "--jobs", "1")
    assert list(other.iterdir()) == []
    assert "There is no" in smslint("clean").out


def test_others_cannot_read_it_and_git_passes_over_it(project: Path, smslint) -> None:
    smslint("check", ".", "--jobs", "1")
    kept = project / result_cache.FOLDER
    assert [oct(each.stat().st_mode & 0o777) for each in (kept, _kept(project))] == ["0o700", "0o600"]
    assert (kept / ".gitignore").read_text() == "*\n"
    assert (kept / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_it_can_be_switched_off_and_cleaned(project: Path, smslint) -> None:
    (project / "smslint.toml").write_text("fail-on = 'never'\ncache = false\n")
    smslint("check", ".")
    assert not (project / result_cache.FOLDER).exists()
    (project / "smslint.toml").write_text("fail-on = 'never'\n")
    smslint("check", ".")
    (project / result_cache.FOLDER / "old.results").write_bytes(b"")
    assert smslint("clean").out.startswith("Removed ")
    assert not (project / result_cache.FOLDER).exists()
    assert smslint("clean").out.startswith("There is no ")


def test_old_files_are_removed_and_other_results_stay(project: Path, smslint, checked: list[str]) -> None:
    smslint("check", ".", "--jobs", "1")
    old = project / result_cache.FOLDER / "0123456789abcdef.results"
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    (project / "new.sms").write_text(GOOD.replace("{n}", "丙"), "utf-8")
    smslint("check", "new.sms", "0.sms", "--jobs", "1")
    assert not old.exists()
    checked.clear()
    smslint("check", ".", "--jobs", "1")
    assert checked == []


def test_settings_are_the_same_in_every_process() -> None:
    plain = result_cache._plain([{"a": frozenset("zyx")}, (1, None)])
    assert json.dumps(plain) == '[[["a", ["x", "y", "z"]]], [1, null]]'
    with pytest.raises(TypeError):
        result_cache._plain(object())
