"""pre-commit runs both hooks on the files of a commit, from a repository as users configure it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from project_copy import ROOT, copied, program, run

FRONT = (
    "---\nname: 会员日\ntype: notification\nsignature: {signature}\ndescription: 会员日前发送\n---\n您好，欢迎光临。\n"
)


OPTIONS = {
    "--config=none.sms": "",
    "none.sms": "select = []\n",
    "--output=t.sms": "",
    "t.sms": "您好\n",
    "--fix.sms": "",
}
"""Names that would be options, and what these would read and overwrite."""


def git(folder: Path, *arguments: str) -> None:
    run("git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments, cwd=folder)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as its own repository."""
    folder = copied(tmp_path_factory.mktemp("hooks") / "smslint")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    return folder


def test_hooks_see_files_of_every_format() -> None:
    """The examples include one of every format."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    names = [path.name for path in (ROOT / "examples" / "good").iterdir()]
    of_manifests = [hook for hook in hooks if hook["id"] != "smslint-code"]
    assert [name for hook in of_manifests for name in names if not re.search(hook["files"], name)] == []
    (of_code,) = (hook for hook in hooks if hook["id"] == "smslint-code")
    code = [path.name for path in (ROOT / "examples" / "code").iterdir()]
    assert [name for name in code if not re.search(of_code["files"], name)] == []


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


def attempt(hooks: Path, cache: Path, folder: Path, hook: str) -> tuple[int, str]:
    """The exit code and output of a hook on all files of a new repository."""
    (folder / "会员日.sms").write_text(FRONT.format(signature="【青禾书店】"), encoding="utf-8")
    (folder / "又一个.sms").write_text(FRONT.format(signature="青禾书店"), encoding="utf-8")
    (folder / "notes.txt").write_text("${ code }\n", encoding="utf-8")
    commit = run("git", "rev-parse", "HEAD", cwd=hooks).strip()
    used = {"repos": [{"repo": str(hooks), "rev": commit, "hooks": [{"id": hook}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(used), encoding="utf-8")
    shutil.copy(ROOT / "examples" / "bad" / "console.sms.xlsx", folder)
    for name, text in OPTIONS.items():
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    pre_commit = program(Path(sys.prefix), "pre-commit")
    done = subprocess.run(
        [pre_commit, "run", "--all-files"],
        cwd=folder,
        env={**os.environ, "PRE_COMMIT_HOME": str(cache), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def test_names_of_files_stand_after_the_options() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["args"][-1] for hook in hooks} == {"--"}
    for name in ("README.md", "README.zh.md", ".pre-commit-hooks.yaml"):
        shown = re.findall(r"args: \[(.*)\]", (ROOT / name).read_text(encoding="utf-8"))
        assert shown
        assert all(each.endswith("--") for each in shown), name


def test_the_hooks_bring_what_reads_workbooks() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for hook in hooks:
        if hook["id"] == "smslint-code":
            assert hook["additional_dependencies"] == extras["code"]
            continue
        assert set(hook["additional_dependencies"]) <= set(extras["tables"])
        assert [each for each in hook["additional_dependencies"] if each.startswith("python-calamine")]


def test_the_hooks_check_and_fix(hooks: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "check").mkdir()
    code, told = attempt(hooks, cache, tmp_path / "check", "smslint")
    assert code == 1, told
    assert "signature-format" in told
    assert "duplicate-content" not in told
    assert "notes.txt" not in told
    assert all(name in told for name in OPTIONS)
    assert "console.sms.xlsx:" in told
    assert "optional component" not in told
    assert (tmp_path / "check" / "t.sms").read_text(encoding="utf-8") == OPTIONS["t.sms"]

    (tmp_path / "fix").mkdir()
    code, told = attempt(hooks, cache, tmp_path / "fix", "smslint-fix")
    assert "files were modified by this hook" in told
    assert (tmp_path / "fix" / "会员日.sms").read_text(encoding="utf-8") == FRONT.format(signature="青禾书店")
