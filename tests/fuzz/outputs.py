"""Texts of a stranger in every place where one can stand, through every command, read back by the real parsers."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from markdown_it import MarkdownIt

from catalog.house import RULE, TERMS
from fuzz.violation import require
from smslint.cli import command
from smslint.cli.terminal import run_command
from smslint.report import OUTPUT_FORMATS

PAYLOADS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x9b31mred",
    "\x9d0;title\x9c",
    "\x85next",
    "\x7f\x08\x08overwritten",
    "a\rb",
    "a\n::stop-commands::x",
    "::set-env name=PATH::.",
    "　::error file=a::b",
    "a\x85::warning::b",
    "a\u2028::warning::b",
    "::add-mask::1%0A::debug::x",
    "##vso[task.prependpath]./bin",
    "##[stop-commands]x",
    "###[group]##[error]",
    "##teamcity[buildStop comment='x']",
    "section_start:1:a\r\x1b[0K",
    "\u202egnp.exe",
    "\u2066a\u2069\u200f\u061c",
    "\u2029p",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝HYPERLINK(\"https://evil.example\")",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>&lt;b&gt;",
    "]]>&#x1b;<!--",
    "[x](command:workbench.action.quit)",
    "![i](https://evil.example/i.png)",
    "@octocat #1 octo/cat#2 a@b.example",
    "https://evil.example www.evil.example",
    "`x` ``y|z`` | | \\\n```\n![i](https://evil.example/i.png)\n~~~",
    "\"},{\"a\":\"\\",
    "%0d%0a%25::x::, a=b:c",
    "\ud800\U000e0041\ufeff\u200b",
)  # fmt: skip
"""Forty texts that something obeys: a terminal, a runner, a spreadsheet, a page; and one that no encoding holds."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RUNNER = re.compile(r"##\w*\[", re.IGNORECASE)
_LINKED = re.compile(r"(?:^|\W)[@#]\w|[a-z]://|www\.|@\w+\.")
_OWN = re.compile(r"::(error|warning|notice) file=[^:\n]*::[^\n]*")


class Output(NamedTuple):
    code: int
    out: str
    err: str


@contextmanager
def _streams() -> Iterator[Callable[[], tuple[str, str]]]:
    """Standard output and standard error in memory, in UTF-8."""
    before = sys.stdout, sys.stderr
    made = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in before]
    sys.stdout, sys.stderr = made

    def read() -> tuple[str, str]:
        for stream in made:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode("utf-8") for stream in made)  # type: ignore[attr-defined]
        return out, err

    try:
        yield read
    finally:
        sys.stdout, sys.stderr = before


def run(*arguments: str) -> Output:
    """A command in this process."""
    with _streams() as read:
        code = run_command(command, list(arguments))
        return Output(code, *read())


def require_harmless(text: str, commands: bool = False, what: str = "") -> None:
    """Nothing in a text is obeyed by a terminal or a runner but the commands of `--format github`."""
    require(not _CONTROL.search(text), "a control character", (what, text))
    require(not _RUNNER.search(text), "a command to a runner", (what, text))
    for line in text.split("\n"):
        own = commands and _OWN.fullmatch(line)
        require(own or not line.lstrip().startswith("::"), "a workflow command", (what, line))


def project(folder: Path, payload: str) -> list[str]:
    """Writes a project with the text in every place; its documents' names."""
    template: dict[str, Any] = {
        "name": payload,
        "code": payload,
        "type": "promotional",
        "signature": payload,
        "description": payload,
        "content": f"{payload}\n{payload} 加微信abc12345领券${{{payload}}} ${{code}} {payload}",
        "variables": {payload: {"attribute": payload, "example": payload}, "code": {"attribute": "money"}},
        "suppress": [{"rule": payload, "reason": payload}],
        payload: payload,
    }
    digital = {
        "type": "digital",
        "name": payload,
        "frames": [{"image": payload, "text": payload}, {"video": "a" + payload}],
    }
    answer = {**template, "TemplateName": payload, "TemplateContent": payload}
    applied = {"TemplateCode": "SMS_1", "OrderId": payload, "TemplateType": 1, "AuditStatus": "AUDIT_STATE_NOT_PASS"}
    applied |= {"TemplateName": payload, "TemplateContent": payload, "Reason": {"RejectInfo": payload}}
    literal = json.dumps(payload)
    file = f"{payload.replace('/', '_').encode('utf-8', 'replace').decode()}.sms"
    line = re.sub(r"[\r\n\x85\u2028\u2029]", " ", payload)
    texts = {
        "a.sms.json": json.dumps({"templates": [template, {**template, "type": payload}]}),
        "b.sms.jsonl": json.dumps(template) + "\n{broken" + line + "\n",
        "answer.json": json.dumps({"SmsTemplateList": [answer], "Code": payload, "RequestId": payload}),
        "c.sms.json": json.dumps(digital),
        "send.py": f"# smslint: template\ncontent = {literal}\nclient.send_sms(SendSmsRequest(sign_name={literal}, "
        f"phone_numbers={literal}, template_code={literal}, template_param=json.dumps({{{literal}: {literal}}})))\n",
        "log.jsonl": json.dumps({"Code": payload, "Message": payload, payload: payload}) + f"\n{line}\n",
        "rows.jsonl": json.dumps({payload: payload, "code": payload, "手机号": payload, "SignName": payload}) + "\n",
        "one.sms.json": json.dumps({**template, "code": "SMS_1", "content": f"{payload} ${{code}}", "suppress": []}),
        "list.json": json.dumps({"Code": "OK", "RequestId": payload, "SmsTemplateList": [applied], "TotalCount": 1}),
        file: f"---\nname: {line}\n# smslint: ignore[{line}] {line}\ntype: {line}\n---\n{payload} ${{ code }}\n",
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8", "replace"))
    with (folder / "c.sms.csv").open("w", encoding="utf-8", errors="replace", newline="") as out:
        csv.writer(out).writerows([["name", "content", payload], [payload, f"{payload} ${{ code }}", payload]])
    text = json.dumps(payload.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
    settings = f"select = [{text}]\n{text} = {text}\n[severity]\n{text} = {text}\n"
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    said = text[:-1].replace("{", "{{").replace("}", "}}") + '中"'
    house = re.sub(r'(?<= (?:en|zh) = )"(?:[^"\\]|\\.)*"', lambda _: said, RULE)
    house = house.replace("__MATCH__", TERMS.replace("云山书局", "微信")).replace('"House style"', text)
    rule = folder / "house-rules" / "house" / "competitor.toml"
    rule.parent.mkdir(parents=True)
    rule.write_text(house, encoding="utf-8")
    (folder / "house.toml").write_text('rules = ["house-rules"]\n', encoding="utf-8")
    return ["a.sms.json", "b.sms.jsonl", "c.sms.csv", file]


def commands(payload: str, names: list[str]) -> Iterator[list[str]]:
    """Commands on the project of a text, `check` in each format first."""
    given = payload.encode("utf-8", "replace").decode()
    one = ["one.sms.json", "--data", "rows.jsonl"]
    house = ["--config", "house.toml"]
    for format in (name for name, format in OUTPUT_FORMATS.items() if not format.binary):
        yield ["check", "--format", format, "--language", "en", "--statistics", "--", *names]
        yield ["check", "--format", format, "--language", "zh", "--statistics", *house, "--", *names]
    yield ["check", "--diff", "--unsafe-fixes", "--", *names]
    yield ["check", "--color", "never", "--select", given, "--", *names]
    for format in ("text", "json"):
        yield ["preview", "--format", format, "--", *names]
        yield ["config", "show", "--format", format, "--config", "settings.toml"]
        yield ["value", "--format", format, "--", "money", given]
        yield ["suggest", "--format", format, "--", given, given]
        yield ["rehearse", "--format", format, *one]
        yield ["rehearse", "--format", format, "--no-mask", "--output", "bad.csv", "--repair", "good.csv", *one]
        yield ["rule", "--format", format, "--", given]
        yield ["rule", "--format", format, *house]
        yield ["rule", "--format", format, *house, "competitor"]
        yield ["attribute", "--format", format, "--", given]
        yield ["code", "--format", format, "--", "send.py"]
        yield [
            "explain",
            "--format",
            format,
            "--template",
            "one.sms.json",
            "--params",
            json.dumps({given: given}),
            "--",
            given,
        ]
        yield ["explain", "--format", format, "--no-mask", "--log", "log.jsonl"]
        yield ["lock", "--format", format, "--lock", "made.lock", "--account", given, "answer.json"]
        yield ["lock", "--format", format, "--lock", "made.lock", "--account", given, "list.json"]
        yield ["lock", "--format", format, "--lock", "made.lock", "--missing"]
        yield ["plan", "--format", format, "--lock", "made.lock", "--from", "2026-01-05", "--", *names]
    for format in ("full", "json", "markdown"):
        yield ["diff", "--format", format, "--lock", "made.lock", "--remote", "--", *names]
    for format in ("text", "json", "markdown"):
        yield ["status", "--format", format, "--lock", "made.lock"]
    yield ["explain", "--format", "markdown", "--", given]
    yield ["plan", "--format", "ics", "--lock", "made.lock", "--from", "2026-01-05", "--", *names]
    yield ["plan", "--from", given, "--until", given, "--order", given]
    yield ["lock", "--at", given, "--", given]
    yield ["check", "--code", "--fail-on", "never", "--format", "concise", "--", "send.py"]
    for format in ("markdown", "html", "json"):
        yield ["dossier", "--format", format, "--", *names]
    for format in ("csv", "jsonl", "pytest"):
        yield ["samples", "one.sms.json", "--rows", "20", "--format", format]
        yield ["samples", "a.sms.json", "--format", format, "--name", given]
    yield ["samples", given]
    yield ["preview", "--format", "html", "--", *names]
    yield ["clean", "--config", "settings.toml"]
    yield ["clean"]
    yield ["check-catalog", given]
    yield ["completion", given]
    yield ["help", "--", given]
    yield ["payload", "--allow-errors", "--", *names]
    yield ["payload", "--", *names]
    yield ["import", "--output", "made", "--overwrite", "--", "answer.json"]
    yield ["import", "--output", "made", "--overwrite", "--to", "yaml", "--", "a.sms.json"]
    yield ["new", "--type", "verification", "--output", "made.sms", "--force", "--signature", given, "--", given]
    yield ["new", "--type", "verification", "--", given]
    yield ["schema", "--", given]
    yield ["rehearse", "--map", given, *one]
    yield ["rehearse", "--map", f"{given}=code", "--phone", given, "--signature", given, *one]
    yield ["rehearse", "a.sms.json", "--data", given]
    yield ["baseline", "--output", "base.json", "--", *names]
    yield ["check", "--baseline", given, "--", *names]
    yield ["check", "--config", "settings.toml", "--", *names]
    yield ["check", "--", given]
    yield ["server", "--tcp", given]
    yield [given]
    yield [f"--{given}"]


def require_parsed(arguments: list[str], text: str) -> None:
    """The output of a command is what its format promises."""
    format = arguments[arguments.index("--format") + 1] if "--format" in arguments else ""
    if arguments[0] == "check" and format in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(text)
    elif format == "jsonl" or arguments[0] == "payload":
        for line in text.splitlines():
            json.loads(line)
    elif format in ("junit", "checkstyle"):
        etree.fromstring(text.encode())
    elif format == "csv":
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            require(not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in row), "a formula", row)
    elif format == "markdown":
        for token in MarkdownIt("commonmark").enable("table").parse(text):
            for part in token.children or [token]:
                own = part.content == "<br>" or (part.type, part.info, arguments[0]) == ("fence", "text", "dossier")
                wrong = ("link_open", "image", "html_inline", "html_block", "fence")
                require(own or part.type not in wrong, part.type, text)
                require(part.type != "text" or not _LINKED.search(part.content), "a link", part.content)
    elif format == "json" and text:
        json.loads(text)


def require_text(folder: Path, payload: str) -> None:
    """All outputs about the project of a text are text. Raises `Violation`."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        names = project(folder, payload)
        for arguments in commands(payload, names):
            what = " ".join(arguments[:4])
            output = run(*arguments)
            has_own_ends = "--diff" in arguments or arguments[0] in ("samples", "plan")
            out = output.out.replace("\r\n", "\n") if has_own_ends else output.out
            require_harmless(out, "github" in arguments, what)
            require_harmless(output.err, what=what)
            require("internal error" not in output.err and "自身出错" not in output.err, "a fault", output.err)
            require_parsed(arguments, output.out)
    finally:
        os.chdir(before)
