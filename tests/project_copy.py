"""Copies the project to build it elsewhere, and creates environments with its dependencies but without the project."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = (
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "LICENSES",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "rules",
    "server",
    "docs",
)


def copied(folder: Path) -> Path:
    """The project's files in another folder."""
    folder.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


def run(*command: str | Path, cwd: Path, codes: tuple[int, ...] = (0,)) -> str:
    """The output of a command, which must exit with one of the codes."""
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in codes, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def environment(folder: Path) -> Path:
    """A virtual environment with the dependencies of this one, but without the project.

    Python reads .pth files only in the folders of its own environment, so that the editable install of this one has no
    effect there.
    """
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    site = next(folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def install(environment: Path, *what: str | Path, cwd: Path) -> None:
    """Installs without an index."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "--python",
        program(environment, "python"),
    ]
    run(*pip, "install", "--no-deps", "--no-index", "--no-build-isolation", *what, cwd=cwd)


def program(environment: Path, name: str) -> Path:
    """A program of an environment."""
    return environment / ("Scripts" if sys.platform == "win32" else "bin") / name
