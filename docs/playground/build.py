"""smslint for browsers, which holds Python (Pyodide), the modules of this project's wheel, and the compiled catalog.

`make playground` makes a page in .build/playground/html/index.html: one file that works from disk and loads nothing.
`build.py server` makes what the extension of VS Code needs in a browser: its server, and the packages that it needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD = ROOT / ".build" / "playground"
EXTENSION = ROOT / "editors" / "vscode"
_UNUSED = {
    "page": re.compile(
        r"smslint/(cli|lsp/(?!__init__|completion/(__init__|ranking))|report/page|documents/code|values/(rehearsal|tables)"
        r"|catalog/packaged/(rules|docs|answers))"
    ),
    "server": re.compile(r"smslint/(cli|values/(rehearsal|tables)|catalog/packaged/(rules|docs))"),
}
"""What of the wheel each does not need: commands, source code and tables, and what the catalog was made of."""
_PACKAGES = {
    "page": (),
    "server": ("attrs", "cattrs", "lsprotocol", "platformdirs", "pygls", "PyYAML", "typing_extensions"),
}
"""The packages that each needs. They run without what they have compiled."""

_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def main(made: str = "page") -> int:
    """Builds the page or the server; returns the exit code of what failed, or 0."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    npm = BUILD / "npm"
    npm.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, npm)
    installed = npm / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        subprocess.run([shutil.which("npm", path=programs) or "npm", "ci", *_QUIETLY], cwd=npm, check=True)
    wheel = wheel_in(EXTENSION / "wheels" if made == "server" else BUILD / "wheel")
    collect(wheel, BUILD / made, made)
    target = EXTENSION / "dist" / "browser" if made == "server" else BUILD / "html"
    target.mkdir(parents=True, exist_ok=True)
    node = shutil.which("node", path=programs) or "node"
    return subprocess.run([node, HERE / "build.mjs", BUILD, made, target], check=False).returncode


def wheel_in(folder: Path) -> Path:
    """Builds the project's wheel, the only one in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check", "--wheel-dir")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, folder, ROOT], check=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def collect(wheel: Path, folder: Path, made: str) -> None:
    """Puts modules into `python/` of a folder: the wheel's, those beside this file, and those of packages, whose
    licences go into `licences/`."""
    shutil.rmtree(folder, ignore_errors=True)
    python, licences = folder / "python", folder / "licences"
    licences.mkdir(parents=True)
    with ZipFile(wheel) as packed:
        ours = (each for each in packed.namelist() if each.startswith("smslint/"))
        packed.extractall(python, (each for each in ours if not _UNUSED[made].match(each)))
    for module in (HERE / "python").glob("*.py"):
        shutil.copy(module, python)
    for name in _PACKAGES[made]:
        package = distribution(name)
        for file in package.files or ():
            if file.suffix == ".py" or "licenses" in file.parts:
                title = f"{name} {package.version}"
                copy = python / file if file.suffix == ".py" else licences / title
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), copy)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
