"""`make bench`: compares the speed and memory of smslint and other checkers, as medians of one run.

python -m bench [--quick] [start|file|folder|unchanged|memory|formats|rehearse|recipients|keystroke|requests ...]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench import corpus
from bench.measure import Contestant, Figure, compare, table
from bench.rehearse import recipients, rehearse
from smslint.report import OUTPUT_FORMATS

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / ".build" / "bench"
PYTHON = sys.executable
SMSLINT = [str(Path(PYTHON).with_name("smslint")), "check", "--fail-on", "never"]


def peers() -> Path | None:
    """The folder of the npm checkers, which are installed on first use; None without npm."""
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not here: textlint and ajv are left out.\n")
        return None
    BUILD.mkdir(parents=True, exist_ok=True)
    for source in (HERE / "peers").iterdir():
        shutil.copy(source, BUILD)
    if not (BUILD / "node_modules" / "textlint").is_dir():
        subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"], cwd=BUILD, check=True
        )
    patterns = json.loads((HERE / "peers" / "patterns.json").read_text(encoding="utf-8"))
    options = {
        "patterns": [
            {"pattern": f"/{p.replace('/', chr(92) + '/')}/g", "message": name} for name, p in patterns.items()
        ]
    }
    config = {
        "plugins": {"@textlint/text": {"extensions": [".sms", ".jsonl"]}},
        "rules": {"@textlint-rule/pattern": options},
    }
    (BUILD / ".textlintrc.json").write_text(json.dumps(config), encoding="utf-8")
    return BUILD


def start(folder: Path, quick: bool) -> str:
    """The time of a command that checks one small file, without findings and with three."""
    clean, found = folder / "clean.sms", folder / "found.sms"
    shutil.copy(HERE.parents[1] / "examples" / "good" / "login-code.sms", clean)
    found.write_text("---\nname: 登录\ntype: verification\n---\n您的验证码为${code}，5分钟内有效。\n", encoding="utf-8")
    (folder / "one.yaml").write_text("name: 登录\ntype: verification\n", encoding="utf-8")
    contestants = [
        Contestant("smslint check clean.sms", [*SMSLINT, str(clean)], folder),
        Contestant("smslint check found.sms", [*SMSLINT, str(found)], folder),
        Contestant("smslint check --format concise found.sms", [*SMSLINT, "--format", "concise", str(found)], folder),
        Contestant("yamllint one.yaml", [str(Path(PYTHON).with_name("yamllint")), "one.yaml"], folder),
        Contestant("python -c pass", [PYTHON, "-c", "pass"], folder),
    ]
    return table("Start: one small file", compare(contestants, 5 if quick else 21))


def _throughput(title: str, target: Path, count: int, folder: Path, runs: int) -> str:
    contestants = [
        Contestant(
            "smslint, every rule, one process",
            [*SMSLINT, "--jobs", "1", "--no-cache", "--format", "concise", str(target)],
            folder,
        ),
        Contestant(
            "smslint, every rule, two processes",
            [*SMSLINT, "--jobs", "2", "--no-cache", "--format", "concise", str(target)],
            folder,
        ),
        Contestant(
            "hand-written script, ten patterns (re)", [PYTHON, str(HERE / "peers" / "floor.py"), str(target)], folder
        ),
    ]
    npm = peers()
    if npm:
        contestants.append(Contestant("ajv, ten patterns", ["node", str(npm / "ajv.mjs"), str(target)], npm))
        name = str(target / "**" / "*.sms") if target.is_dir() else str(target)
        environment = {"NODE_OPTIONS": "--max-old-space-size=12000"}
        contestants.append(
            Contestant(
                "textlint, ten patterns",
                [str(npm / "node_modules/.bin/textlint"), "-f", "unix", name],
                npm,
                environment,
            )
        )
    return table(title, compare(contestants, runs), count)


def one_file(folder: Path, quick: bool) -> str:
    """Many templates in one JSONL."""
    count = 10_000 if quick else 100_000
    path = corpus.write_jsonl(folder / "many.sms.jsonl", count)
    return _throughput(f"One JSONL of {count:,} templates", path, count, folder, 1 if quick else 3)


def small_files(folder: Path, quick: bool) -> str:
    """Many small files."""
    count = 1_000 if quick else 10_000
    return _throughput(
        f"{count:,} small .sms files", corpus.write_folder(folder / "small", count), count, folder, 1 if quick else 3
    )


def unchanged(folder: Path, quick: bool) -> str:
    """Many small files that an earlier run checked, with their findings and without any."""
    count = 1_000 if quick else 10_000
    target = corpus.write_folder(folder / "small", count)
    check = [*SMSLINT, "--jobs", "1", "--format", "concise"]
    contestants = [
        Contestant("checked again", [*check, "--no-cache", str(target)], folder),
        Contestant("unchanged, every finding told", [*check, str(target)], folder),
        Contestant("unchanged, errors told", [*check, "--min-severity", "error", str(target)], folder),
    ]
    title = f"{count:,} small .sms files, unchanged: seconds of processors, start included"
    figures = [replace(each, seconds=each.processors) for each in compare(contestants, 1 if quick else 3)]
    return table(title, figures, count, "files")


def memory(folder: Path, quick: bool) -> str:
    """The memory of each additional template."""
    sizes = (5_000, 20_000) if quick else (50_000, 200_000)
    figures: list[Figure] = []
    bytes_of: list[int] = []
    for size in sizes:
        alone = folder / str(size)  # in one folder, each would repeat the templates of the other
        alone.mkdir()
        path = corpus.write_jsonl(alone / "many.sms.jsonl", size)
        bytes_of.append(path.stat().st_size)
        command = [*SMSLINT, "--jobs", "1", "--format", "concise", "--whole-run", str(path)]
        title = f"{size:,} templates ({bytes_of[-1] / 2**20:.0f} MiB)"
        figures += compare([Contestant(title, command, alone)], 1)
    grown = (figures[1].memory - figures[0].memory) * 2**20
    data, each = bytes_of[1] - bytes_of[0], sizes[1] - sizes[0]
    note = f"{grown / each:.0f} bytes of memory a template, whose text takes {data / each:.0f} bytes of file.\n"
    return table("Memory", figures) + "\n" + note


def formats(folder: Path, quick: bool) -> str:
    """A check by a reviewer, in each output format."""
    count = 5_000 if quick else 50_000
    path = corpus.write_jsonl(folder / "review.sms.jsonl", count)
    contestants = [
        Contestant(name, [*SMSLINT, "--jobs", "1", "--format", name, "--min-severity", "warning", str(path)], folder)
        for name, format in OUTPUT_FORMATS.items()
        if not format.binary
    ]
    return table(f"A reviewer's run: {count:,} templates, each output format", compare(contestants, 1), count)


def keystroke(folder: Path, quick: bool) -> str:
    """A keystroke in the editor, in files of three sizes."""
    from bench.keystroke import report

    sizes = ((200, 200),) if quick else ((200, 2_000), (2_000, 1_000), (20_000, 200))
    return "\n".join(report(templates, keystrokes) for templates, keystrokes in sizes)


def requests(folder: Path, quick: bool) -> str:
    """Completion and formatting in the editor."""
    from bench.keystroke import requests

    return "\n".join(requests(templates) for templates in ((200,) if quick else (2_000, 4_000)))


BENCHES: dict[str, Callable[[Path, bool], str]] = {
    "start": start,
    "file": one_file,
    "folder": small_files,
    "unchanged": unchanged,
    "memory": memory,
    "formats": formats,
    "rehearse": rehearse,
    "recipients": recipients,
    "keystroke": keystroke,
    "requests": requests,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benches", nargs="*", metavar="bench", help=f"of {', '.join(BENCHES)}; all unless named")
    parser.add_argument("--quick", action="store_true", help="small inputs and few runs: does it work?")
    arguments = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n")
    for name in arguments.benches or BENCHES:
        with tempfile.TemporaryDirectory() as folder:
            print(BENCHES[name](Path(folder), arguments.quick), flush=True)


if __name__ == "__main__":
    main()
