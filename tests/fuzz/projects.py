"""Checkouts of strangers: hostile files, settings and caches. A check and each request of an editor end soon, in little
memory, with a sentence."""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from fuzz.mutations import mutate
from lsp.process import Process
from smslint.catalog import cache, paths
from smslint.cli import command
from smslint.cli.terminal import run_command

MEMORY = 1 << 30
SECONDS = 5
"""Of processor time, since other programs run beside."""
_PATIENCE = 120
_BATCH = 100
_INTERNAL = -32603
_TEMPLATE = "---\nname: 取件提醒\ntype: notification\n---\n您的包裹已到站，请于今日21点前领取。\n"
_RULE = """
severity = "warning"
confidence = "high"
types = "all"
since = "0.1.0"
title = {{ en = "t", zh = "题" }}
message = {{ en = "m", zh = "文" }}
why = {{ en = "w", zh = "因" }}
remedy = {{ en = "r", zh = "法" }}
[match]
kind = "pattern"
pattern = '{pattern}'
"""
_TESTS = Path(__file__).parents[1]
_EVERY_KEY = (_TESTS / "data" / "workspace" / "every-key.toml").read_bytes()
SETTINGS: tuple[str, ...] = (
    "",
    "extend = '/dev/zero'",
    "extend = '/dev/random'",
    "extend = 'pipe'",
    "extend = 'socket'",
    "extend = 'large.toml'",
    "extend = ['twice0.toml', 'twice0.toml']",
    "extend = 'deep0.toml'",
    "extend = 'smslint.toml'",
    'extend = "a\\u0000b"',
    "extend = '" + "x" * 5000 + "'",
    "extend = '/etc/passwd'",
    "baseline = '/dev/zero'",
    "baseline = 'pipe'",
    "baseline = 'large.toml'",
    "baseline = '../../x'",
    'baseline = "a\\u0000b"',
    "rules = ['rules']",
    "rules = ['/dev']",
    "rules = ['pipe']",
    'rules = ["a\\u0000b"]',
    "rules = ['" + "x" * 5000 + "']",
    "exclude = ['!']",
    "exclude = ['*a*a*a*a*a*a*a*a*a*ab', '" + "**/a/" * 15 + "b']",
    "include = ['" + "*?" * 300 + "b']",
    "exclude = [" + "'a', " * 2000 + "]",
    "exclude = ['" + "a" * 100_000 + "']",
    "[per-file.'" + "*a" * 200 + "b']\nignore = ['links']",
    "[[suppress]]\nrule = 'links'\npath = '" + "**/*a" * 100 + "'",
    "a" + ".a" * 50_000 + " = 1",
    "[" + "a." * 50_000 + "a]",
    "a = " + "[" * 100_000,
    "a = {" * 50_000,
    "value-length = " + "1" * 5000,
    "value-length = 0x" + "f" * 5000,
    "max-file-size = 0x" + "f" * 5000,
    "required-version = '>=" + "1" * 5000 + "'",
    "select = ['" + "x" * 100_000 + "']",
    "[[suppress]]\nrule = 'may-split'\n" * 20_000,
    "x = 1\n" * 100_000,
    "".join(f"x{number} = 1\n" for number in range(60_000)),
)
_SEEDS = [_EVERY_KEY, *(text.encode() for text in SETTINGS if len(text) < 10_000)]


def checkout(folder: Path, settings: str) -> None:
    """A folder with all that a stranger may put into one."""
    _text(folder / "smslint.toml", settings)
    _text(folder / "a.sms", _TEMPLATE)
    (folder / ".git").mkdir(exist_ok=True)
    _text(folder / ".gitignore", "*a*a*a*a*a*a*a*a*a*ab\n" + "**/a/" * 15 + "b\n" + "*?" * 400 + "\n" + "[" * 900)
    _text(folder / "many" / ".ignore", "".join(f"*{number}*b\n" for number in range(2000)))
    _text(folder / "many" / "b.sms", _TEMPLATE)
    _text(folder / "large.toml", "#" * (2 << 20))
    for number in range(16):
        _text(folder / f"twice{number}.toml", f"extend = ['twice{number + 1}.toml', 'twice{number + 1}.toml']")
    for number in range(40):
        _text(folder / f"deep{number}.toml", f"extend = 'deep{number + 1}.toml'")
    for name in ("pipe", "pipe.sms", "rules/house/pipe.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)
    for number, pattern in enumerate(("a{1000000000}", "(a{1000}){1000}", "(" * 300 + ")" * 300, "(a+)+b")):
        _text(folder / "rules" / "house" / f"rule-{number}.toml", _RULE.format(pattern=pattern))
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(folder / "socket"))
    for name, target in (("zero.sms", "/dev/zero"), ("self.sms", "self.sms"), ("out.sms", "/etc/passwd")):
        (folder / name).symlink_to(target)
    (folder / ".#a.sms").symlink_to("me@host.1:2")
    (folder / "up").symlink_to("..")
    _text(folder / "open.sms.yaml", "- " * 50_000)
    _text(folder / "anchors.sms.yaml", "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a]\n" for n in range(500)))
    _text(folder / "deep.sms.json", "[" * 100_000)
    _text(folder / "digits.sms.json", '[{"name": ' + "1" * 5000 + "}]")
    _text(folder / "line.sms", "---\nname: a\n---\n" + "${a}" * 500)
    _text(folder / "quote.sms.csv", 'name,content\n"' + "a" * 300_000)
    for number, (cell, blanks) in enumerate((("XFD1048576", 0), ("A1", 600 << 20), ("T1000000", 0))):
        (folder / f"book{number}.sms.xlsx").write_bytes(_workbook(cell, blanks))


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _workbook(cell: str, blanks: int) -> bytes:
    """A workbook with one cell, and with blanks that take little room as long as they are packed."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
        sheet.write(f'<worksheet><sheetData><row><c r="{cell}"><v>1</v></c></row>'.encode())
        for _ in range(blanks >> 20):
            sheet.write(b" " * (1 << 20))
    return out.getvalue()


def _settings(count: int, seed: int) -> Iterator[str]:
    random = Random(seed)
    for number in range(count):
        settings = SETTINGS[number % len(SETTINGS)]
        if number >= len(SETTINGS):
            settings = mutate(random, settings.encode()).decode("utf-8", "replace")
        yield settings


def projects(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """What goes wrong with so many hostile checkouts, each with other settings."""
    for number, settings in enumerate(_settings(count, seed)):
        with tempfile.TemporaryDirectory(prefix="fuzz-project-") as name:
            checkout(Path(name), settings)
            for arguments in (["--jobs", "1"], ["--fix", "--whole-run"])[: 1 + (number % 10 == 0)]:
                yield from ((kind, f"{settings[:100]!a}: {text}") for kind, text in _run_check(Path(name), arguments))


def _run_check(folder: Path, arguments: list[str]) -> Iterator[tuple[str, str]]:
    started = [sys.executable, "-m", "smslint", "check", "--quiet", "--format", "concise", *arguments]
    try:
        done = subprocess.run(
            started, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, preexec_fn=_limit
        )
    except subprocess.TimeoutExpired:
        yield "a check that does not end", str(arguments)
        return
    errors = done.stderr.decode("utf-8", "replace")
    if done.returncode not in (1, 2) or "internal error" in errors or "Traceback" in errors:
        yield "a check that fails", f"{arguments} {done.returncode} {errors[-2000:]}"
    if b"root:" in done.stdout:
        yield "a file from outside of the project", done.stdout[:2000].decode("utf-8", "replace")


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


_OPENED = ("a.sms", "many/b.sms", "open.sms.yaml", "anchors.sms.yaml", "deep.sms.json", "line.sms", "quote.sms.csv")
_TABLES = ("book0.sms.xlsx", "book1.sms.xlsx", "book2.sms.xlsx", "pipe", "socket", "/dev/zero", "zero.sms")
_CAPABILITIES: dict[str, Any] = {
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        "diagnostic": {},
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {"diagnostics": {"refreshSupport": True}},
}


def sessions(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """What goes wrong in an editor that opens so many hostile checkouts, each with other settings."""
    for settings in _settings(count, seed):
        with tempfile.TemporaryDirectory(prefix="fuzz-session-") as name:
            checkout(Path(name), settings)
            yield from ((kind, f"{settings[:100]!a}: {text}") for kind, text in _run_session(Path(name)))


def _run_session(folder: Path) -> Iterator[tuple[str, str]]:
    server = Process(cwd=folder, preexec_fn=_limit_data)
    watch = Timer(5 * _PATIENCE, server.kill)
    watch.start()
    asked = ""
    try:
        folders = [{"uri": folder.as_uri(), "name": "a"}]
        server.request("initialize", {"capabilities": _CAPABILITIES, "workspaceFolders": folders})
        server.notify("initialized", {})
        for method, params in _requests(folder):
            if method == "textDocument/didOpen":
                server.notify(method, params)
                continue
            asked, before = f"{method} {json.dumps(params)[-200:]}", _processor_time(server.pid)
            code = server.request(method, params).get("error", {}).get("code")
            took = _processor_time(server.pid) - before
            if took > SECONDS or code == _INTERNAL:
                yield "a request that fails", f"{asked}: {took} s, {code}"
        code, errors = server.leave()
        if code or "Traceback" in errors:
            yield "a server that fails", f"{code} {errors[-2000:]}"
    except (AssertionError, OSError, ValueError) as error:
        yield "a server that is gone", f"{asked}: {error!r}"
    finally:
        watch.cancel()
        server.kill()


def _requests(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    start, end = {"line": 0, "character": 0}, {"line": 99, "character": 0}
    for name in (*_OPENED, "smslint.toml"):
        text = (folder / name).read_text(encoding="utf-8", errors="replace")
        document = {"uri": (folder / name).as_uri()}
        item = {**document, "languageId": "smstemplate", "version": 1, "text": text}
        yield "textDocument/didOpen", {"textDocument": item}
        everything = {"textDocument": document, "range": {"start": start, "end": end}}
        for method in ("diagnostic", "documentSymbol", "codeLens", "documentLink", "foldingRange", "inlayHint"):
            yield f"textDocument/{method}", everything
        yield "textDocument/semanticTokens/full", everything
        yield "textDocument/codeAction", {**everything, "context": {"diagnostics": []}}
        yield "textDocument/formatting", {**everything, "options": {"tabSize": 2, "insertSpaces": True}}
        for line in range(4):
            here = {"textDocument": document, "position": {"line": line, "character": 5}}
            yield "textDocument/hover", here
            yield "textDocument/completion", here
            yield "textDocument/selectionRange", {**here, "positions": [here["position"]]}
    yield "workspace/symbol", {"query": "a"}
    yield "workspace/diagnostic", {"previousResultIds": []}
    uri = (folder / "line.sms").as_uri()
    arguments: list[tuple[str, dict[str, Any]]] = [("fixAll", {}), ("settings", {}), ("preview", {"index": 0})]
    for name, argument in (*arguments, *(("rehearse", {"table": table}) for table in _TABLES)):
        yield "workspace/executeCommand", {"command": f"smslint.{name}", "arguments": [{"uri": uri, **argument}]}


def _limit_data() -> None:
    """Limits the memory that can be written: threads reserve more addresses than they use."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _processor_time(process: int) -> float:
    """The seconds of processor time that a process has used."""
    parts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def settings(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """What goes wrong with so many mutated settings files, tried in batches in processes of their own."""
    for start in range(0, count, _BATCH):
        stop = min(start + _BATCH, count)
        while start < stop:
            child = [sys.executable, "-m", "fuzz.projects", str(seed), str(start), str(stop)]
            # Tests of processes may have kept the working directory off the path of imports
            environment = {**os.environ, "PYTHONPATH": str(_TESTS)}
            done = subprocess.run(child, env=environment, capture_output=True, text=True, errors="replace")
            lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(("[", "{"))]
            yield from ((each["kind"], each["detail"]) for each in lines if isinstance(each, dict))
            if done.returncode == 0:
                break
            numbers = [each[0] for each in lines if isinstance(each, list)]
            yield "settings that end the process", f"{numbers[-1:]} {done.returncode} {done.stderr[-2000:]}"
            start = numbers[-1] + 1 if numbers else stop


def _try_settings(seed: int, start: int, stop: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    channel = sys.stdout
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        _text(Path("a.sms"), _TEMPLATE)
        for number in range(start, stop):
            print(json.dumps([number]), file=channel, flush=True)
            random = Random(f"{seed} {number}")
            data = mutate(random, random.choice(_SEEDS), random.choice(_SEEDS))
            Path("smslint.toml").write_bytes(data)
            out, errors = io.StringIO(), io.StringIO()
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            with redirect_stdout(out), redirect_stderr(errors):
                code = run_command(command, ["check", "--jobs", "1", "--no-cache"])
            signal.setitimer(signal.ITIMER_PROF, 0)
            if code not in (0, 1, 2) or "internal error" in errors.getvalue():
                found = {"kind": "settings that fail", "detail": f"{code} {data[:300]!a} {errors.getvalue()}"}
                print(json.dumps(found), file=channel, flush=True)


def caches(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """What goes wrong with so many flipped bytes in a compiled catalog: none may be believed."""
    random = Random(seed)
    folder = paths.rules_folder()
    part = cache.read_folder(folder)
    with tempfile.TemporaryDirectory(prefix="fuzz-cache-") as name:
        file = Path(name) / "catalog.compiled"
        cache.write(part, file, stamp := cache.stamp_of(folder))
        content = bytearray(file.read_bytes())
        for _ in range(count):
            at, bit = random.randrange(len(content)), 1 << random.randrange(8)
            with file.open("r+b") as changed:
                changed.seek(at)
                changed.write(bytes([content[at] ^ bit]))
            found = cache._read(file, stamp)
            if found is not None and found != part:
                yield "a cache that is believed", f"bit {bit} of byte {at}"
            with file.open("r+b") as changed:
                changed.seek(at)
                changed.write(content[at : at + 1])
        if cache._read(file, stamp) is None:
            yield "a cache that is not believed", ""


if __name__ == "__main__":
    _try_settings(*map(int, sys.argv[1:]))
