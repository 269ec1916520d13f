"""`make playground`: the checker as a page for browsers, in .build/playground/html/index.html.

The page is one file that works from disk and loads nothing: it holds Python for browsers (Pyodide), the modules of this
project's wheel, the compiled catalog, and an editor.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD = ROOT / ".build" / "playground"
_UNUSED = re.compile(
    r"smslint/(cli|lsp/(?!__init__|completion/(__init__|ranking))|report/page|documents/code|values/(rehearsal|tables))"
    r"|smslint/catalog/packaged/(rules|docs|answers)"
)
"""What of the wheel no page needs: commands, the server, source code and tables, and what the catalog was made of."""

_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def main() -> int:
    """Builds the page; returns the exit code of what failed, or 0."""
    programs = Path(sys.executable).parent
    npm = BUILD / "npm"
    npm.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, npm)
    made = npm / "node_modules" / ".package-lock.json"
    if not made.is_file() or made.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        subprocess.run([programs / "npm", "ci", *_QUIETLY], cwd=npm, check=True)
    collect(BUILD / "python")
    (BUILD / "html").mkdir(exist_ok=True)
    return subprocess.run([programs / "node", HERE / "build.mjs", BUILD], check=False).returncode


def collect(folder: Path) -> None:
    """Puts the modules that the browser gets into a folder: the wheel's, and those beside this file."""
    shutil.rmtree(folder, ignore_errors=True)
    wheels = BUILD / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check", "--wheel-dir")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, wheels, ROOT], check=True)
    [wheel] = wheels.glob("*.whl")
    with ZipFile(wheel) as packed:
        wanted = (name for name in packed.namelist() if name.startswith("smslint/") and not _UNUSED.match(name))
        packed.extractall(folder, wanted)
    for module in (HERE / "python").glob("*.py"):
        shutil.copy(module, folder)


if __name__ == "__main__":
    sys.exit(main())
