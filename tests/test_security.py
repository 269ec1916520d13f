"""The promises of SECURITY.md, one test for each, named like it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from smslint.report import OUTPUT_FORMATS

_ROOT = Path(__file__).parent.parent
_GOOD = """---
name: 取件提醒
type: notification
signature: 青禾驿站
description: 包裹到站后提醒收件人
---
您的包裹已到站，请及时领取。
"""
_BAD = _GOOD.replace("请及时领取", "取件码${ code }")


def _smslint(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the installed command in a folder, with the time that a promise allows."""
    command = [str(Path(sys.executable).with_name("smslint")), *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_promise_has_a_test() -> None:
    promises = re.findall(r"^- \*\*([a-z ]+)\*\*:", (_ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE)
    assert promises
    for promise in promises:
        assert f"test_{promise.replace(' ', '_')}" in globals(), f"SECURITY.md promises {promise!r} without a test"


def test_the_documents_lead_to_the_promises() -> None:
    for name in ("README.md", "README.zh.md", "docs/architecture.md"):
        assert "SECURITY.md)" in (_ROOT / name).read_text("utf-8"), name


def test_no_code_from_folders(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    source = next((_ROOT / "rules" / "content").glob("*.toml"))
    (rules / "own.toml").write_text(source.read_text("utf-8"), "utf-8")
    for name in ("re", "json", "regex", "smslint", "sitecustomize", "usercustomize", "click", "tomllib", "yaml"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').write({name!r})\n", "utf-8")
    (tmp_path / "a.sms").write_text(_BAD, "utf-8")
    for arguments in (("check", "."), ("check", ".", "--jobs", "2"), ("check-catalog", "rules"), ("preview", "a.sms")):
        _smslint(tmp_path, *arguments)
        assert not (tmp_path / "ran").exists(), (arguments, (tmp_path / "ran").read_text())


def test_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    from smslint.cli import command
    from smslint.cli.terminal import run_command

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a check opened a socket")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    (tmp_path / "a.sms").write_text(_GOOD.replace("及时领取", "打开 https://example.com/a 领取"), "utf-8")
    for arguments in (["check", str(tmp_path)], ["preview", str(tmp_path / "a.sms")], ["value", "time", "12:00"]):
        assert run_command(command, arguments) in (0, 1)
    capfd.readouterr()


def test_kept_results_are_ours(tmp_path: Path) -> None:
    project, target = tmp_path / "p", tmp_path / "elsewhere"
    project.mkdir()
    target.mkdir()
    for number in range(60):
        (project / f"{number}.sms").write_text(_BAD, "utf-8")
    (project / ".smslint_cache").symlink_to(target)
    _smslint(project, "check", ".", XDG_CACHE_HOME=str(tmp_path / "stranger"))
    assert not list(target.iterdir())
    (project / ".smslint_cache").unlink()
    answers = [_smslint(project, "check", ".", XDG_CACHE_HOME=str(tmp_path / who)) for who in ("stranger", "me")]
    (kept,) = (project / ".smslint_cache").glob("*.results")
    mine = kept.read_bytes()
    assert answers[0].stdout == answers[1].stdout
    _smslint(project, "check", ".", XDG_CACHE_HOME=str(tmp_path / "stranger"))
    assert kept.read_bytes() != mine, "each believes what it signed alone"
    _smslint(project, "check", ".", "--no-cache")
    assert {each.name for each in tmp_path.iterdir()} == {"p", "elsewhere", "stranger", "me"}


def test_checks_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.sms").write_text(_BAD, "utf-8")
    (tmp_path / "r.csv").write_text("code\n1234\n", "utf-8")
    before = _tree(tmp_path)
    for arguments in (("check", "."), ("check", ".", "--diff"), ("rehearse", "a.sms", "--data", "r.csv")):
        _smslint(tmp_path, *arguments)
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("as_link", [False, True])
def test_inputs_are_never_overwritten(tmp_path: Path, as_link: bool) -> None:
    (tmp_path / "a.sms").write_text(_BAD, "utf-8")
    (tmp_path / "r.csv").write_text("code\n" + "12\n" * 100, "utf-8")
    targets = {"a.sms": "a.sms", "r.csv": "r.csv"}
    if as_link:
        for name in targets:
            (tmp_path / f"other-{name}").hardlink_to(tmp_path / name)
            targets[name] = f"other-{name}"
    before = _tree(tmp_path)
    for arguments in (
        ("check", "a.sms", "--output", targets["a.sms"]),
        ("rehearse", "a.sms", "--data", "r.csv", "--output", targets["r.csv"]),
        ("rehearse", "a.sms", "--data", "r.csv", "--output", targets["a.sms"]),
        ("payload", "a.sms", "--output", targets["a.sms"]),
    ):
        assert _smslint(tmp_path, *arguments).returncode == 2, arguments
        assert _tree(tmp_path) == before, arguments


def test_files_are_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.io import writer

    target = tmp_path / "a.sms"
    target.write_text(_BAD, "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        writer.replace(target, b"half")
    assert _tree(tmp_path) == {"a.sms": _BAD.encode()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_only_regular_files_are_read(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret").write_text("root:您好${ a }\n", "utf-8")
    os.mkfifo(project / "pipe.sms")
    (project / "secret.sms").symlink_to(tmp_path / "secret")
    (project / "a.sms").write_text(_GOOD, "utf-8")
    done = _smslint(project, "check", ".")
    assert "root" not in done.stdout + done.stderr
    for named in ("pipe.sms", "/dev/zero"):
        done = _smslint(project, "check", named, "--format", "concise")
        assert done.returncode
        assert named in done.stdout + done.stderr
    (project / "smslint.toml").write_text('extend = "pipe.sms"\n', "utf-8")
    assert _smslint(project, "check", "a.sms").returncode == 2


@pytest.mark.timeout(120)  # without bounds it never ends
def test_work_is_bounded(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*a" * 20 + "b\n" + "**/a/" * 15 + "\n", "utf-8")
    (tmp_path / ("a" * 200 + ".sms")).write_text(_GOOD, "utf-8")
    os.makedirs(tmp_path / "/".join("a" * 30))
    assert _smslint(tmp_path, "check", ".").returncode == 0
    rules = tmp_path / "rules"
    rules.mkdir()
    text = (_ROOT / "rules/content/full-width-alphanumeric.toml").read_text("utf-8").replace("full-width-", "own-")
    match = "[match]\nkind = \"pattern\"\npattern = '(a{1000000}){1000000}'\n\n["
    text = re.sub(r"\[match\][^\[]*\[fix\][^\[]*\[", lambda _: match, text)
    (rules / "own-alphanumeric.toml").write_text(text, "utf-8")
    for settings, named in (('rules = ["rules"]', "own-alphanumeric"), ('extend = ["smslint.toml"]', "extend")):
        (tmp_path / "smslint.toml").write_text(settings, "utf-8")
        done = _smslint(tmp_path, "check", ".")
        assert done.returncode == 2
        assert named in done.stderr


_COMMANDS = "\x1b]0;x\x07 \u202e \x9b31m ::stop-commands::x ##[group]x ##vso[task.prependpath]./bin </script>"


@pytest.mark.parametrize("format", [name for name, format in OUTPUT_FORMATS.items() if not format.binary])
def test_text_stays_text(tmp_path: Path, format: str) -> None:
    (tmp_path / "a.sms").write_text(_BAD.replace("取件码", _COMMANDS + "\n::error::x\n取件码"), "utf-8")
    (tmp_path / "##[group]::x.sms").write_text(_BAD, "utf-8")
    done = _smslint(tmp_path, "check", ".", "--format", format)
    shown = done.stdout + done.stderr
    assert done.returncode == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", shown)
    assert "##[" not in shown
    assert "##vso[" not in shown
    own = r"(?m)^::(?!(?:error|warning|notice) file=)" if format == "github" else r"(?m)^\s*::"
    assert not re.search(own, shown)


def test_a_check_that_proves_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "a.sms.yaml").write_bytes(b"\xff\xfe\x00a: [")
    assert _smslint(tmp_path, "check", "a.sms.yaml", "--select", "adjacent-variables").returncode == 1
    (tmp_path / "empty").mkdir()
    assert _smslint(tmp_path, "check", "empty").returncode == 2


def test_recipients_stay_private(tmp_path: Path) -> None:
    (tmp_path / "a.sms").write_text(
        _BAD.replace("${ code }", "${code}").replace("---\n您", "variables: { code: { attribute: name } }\n---\n您"),
        "utf-8",
    )
    (tmp_path / "r.csv").write_text("code\n欧阳 春晓晓晓\n", "utf-8")
    for format in ("text", "json"):
        done = _smslint(tmp_path, "rehearse", "a.sms", "--data", "r.csv", "--format", format, CI="true")
        assert done.returncode == 1
        assert "春晓" not in done.stdout + done.stderr
