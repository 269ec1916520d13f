"""What writers see in their editors: short hovers and hints, lenses that do something, refactorings, own settings."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lsprotocol import types

from lsp.editor import edited, position
from lsp.wire import Wire

pytestmark = [pytest.mark.asyncio(loop_scope="function")]

ACTIONS = {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}
SHOWING = {"textDocument": {**ACTIONS, "codeLens": {}, "hover": {"contentFormat": ["markdown"]}}}
FRONT = (
    "---\nname: 取件通知\ntype: notification\nsignature: 示例科技\nvariables:\n"
    "  name: { attribute: user_nick, example: 王小明 }\n---\n"
)
TEXT = f"{FRONT}尊敬的${{name}}，您的订单A20260515001已发货。"
ROWS = "name,type,content\n" + "".join(
    f"发货{each},notification,您好${{name}}，第{each}件已发货\n" for each in range(3)
)


async def started(uri: str, text: str, language: str = "smstemplate", **others: Any) -> Wire:
    """A server with an open document."""
    wire = Wire()
    await wire.initialize(**{"capabilities": SHOWING, **others})
    item = {"uri": uri, "languageId": language, "version": 1, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    return wire


async def asked(wire: Wire, method: str, uri: str, **others: Any) -> Any:
    return (await wire.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, **others}))["result"]


def place(text: str, part: str, into: int = 0) -> dict[str, int]:
    found = position(text, text.index(part) + into, "utf-16")
    return {"line": found.line, "character": found.character}


URI = "file:///nowhere/a.sms"


@pytest.mark.parametrize(
    ("text", "part", "told"),
    [
        (TEXT, "${name}", ["`${name}` **[用户昵称](", "可用值：", "示例值：`王小明`", "个字符 · 1 条"]),
        (TEXT.replace("，您", "${x}{{y}}，您"), "${name}", ["`${name}`", "紧邻", "**处理办法：**", "可用值："]),
        (TEXT, "user_nick", ["**[用户昵称]", "可用值：", "长度：", "示例："]),
        (TEXT, "notification", ["`type`", "`verification`"]),
        (TEXT, "您的订单", ["最短：", "典型：", "最长："]),
    ],
)
async def test_a_hover_has_four_lines_at_most(text: str, part: str, told: list[str]) -> None:
    wire = await started(URI, text, locale="zh-cn")
    found = await asked(wire, "hover", URI, position=place(text, part, 2))
    lines = found["contents"]["value"].split("\n")
    assert len(lines) <= 4
    assert [said in line for line, said in zip(lines, told, strict=True)] == [True] * len(told)


async def test_the_language_is_that_of_the_locale_where_the_client_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for locale, label in [(None, "其他号码 1–35"), ("fr", "其他号码 1–35"), ("en-gb", "Other numbers 1–35")]:
        wire = await started(URI, TEXT.replace("user_nick", "other_number2"), locale=locale)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
        found = await asked(wire, "inlayHint", URI, range=whole)
        assert [each["label"] for each in found] == [label]


async def test_hints_are_short() -> None:
    text = TEXT.replace("user_nick", "other_number2").replace("已发货", "${at}已发货")
    wire = await started(URI, text, locale="zh-cn")
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    found = await asked(wire, "inlayHint", URI, range=whole)
    assert [each["label"] for each in found] == ["其他号码 1–35", "1–35?"]
    assert "（如订单号、密码等）" in found[0]["tooltip"]


@pytest.mark.parametrize(("ending", "language", "text"), [("csv", "csv", ROWS), ("sms", "smstemplate", TEXT)])
async def test_lenses_of_tables_are_resolved_when_they_are_shown(ending: str, language: str, text: str) -> None:
    uri = f"file:///nowhere/a.{'sms.csv' if ending == 'csv' else ending}"
    wire = await started(uri, text, language)
    found = await asked(wire, "codeLens", uri)
    assert all(("command" in each) is (ending == "sms") for each in found)
    if ending == "csv":
        assert [each["range"]["start"]["line"] for each in found] == [1, 1, 2, 2, 3, 3]
        told = [(await wire.request("codeLens/resolve", each))["result"]["command"]["title"] for each in found[:2]]
        assert told[0].endswith("characters · 1 segment")
        assert told[1] == "Show request"
        gone = {**found[0], "data": {**found[0]["data"], "index": 99}}
        assert (await wire.request("codeLens/resolve", gone))["result"]["command"] == {"title": "", "command": ""}


async def test_a_document_with_many_templates_resolves_its_lenses_later() -> None:
    uri = "file:///nowhere/a.sms.yaml"
    text = "".join(f"- name: 甲{each}\n  content: 您好{each}\n" for each in range(30))
    wire = await started(uri, text, "yaml")
    found = await asked(wire, "codeLens", uri)
    assert len(found) == 60
    assert not any("command" in each for each in found)


async def test_lenses_in_tables_can_be_turned_off() -> None:
    uri = "file:///nowhere/a.sms.csv"
    wire = await started(uri, ROWS, "csv", initializationOptions={"lensesInTables": False})
    assert await asked(wire, "codeLens", uri) == []
    wire.notify("workspace/didChangeConfiguration", {"settings": {"smslint": {"lensesInTables": True}}})
    await asyncio.sleep(0.01)
    assert await asked(wire, "codeLens", uri)


async def test_a_lens_shows_something_in_clients_without_commands() -> None:
    wire = await started(URI, TEXT)
    found = await asked(wire, "codeLens", URI)
    for lens, said in zip(found, ("longest: 50 characters", "longest: 50", "CreateSmsTemplate"), strict=True):
        command = {"command": lens["command"]["command"], "arguments": lens["command"]["arguments"]}
        await wire.request("workspace/executeCommand", command)
        (shown,) = [each for each in wire.out.messages if each.get("method") == "window/showMessage"]
        wire.out.messages.remove(shown)
        assert said in shown["params"]["message"]
        assert "A20260515001" in shown["params"]["message"]


async def test_clients_without_lenses_are_offered_actions() -> None:
    wire = await started(URI, TEXT, capabilities={"textDocument": ACTIONS})
    at = place(TEXT, "您的")
    found = await asked(wire, "codeAction", URI, range={"start": at, "end": at}, context={"diagnostics": []})
    assert [each["command"]["command"] for each in found if each["kind"] == "source"] == [
        "smslint.preview",
        "smslint.payload",
    ]
    wire = await started(URI, TEXT)
    found = await asked(wire, "codeAction", URI, range={"start": at, "end": at}, context={"diagnostics": []})
    assert not [each for each in found if each["kind"] == "source"]


async def refactored(uri: str, text: str, language: str, start: str, end: str | None, kind: str) -> tuple[str, str]:
    """The title of the one refactoring of a kind, and the text after it."""
    wire = await started(uri, text, language)
    last = place(text, end) if end is not None else place(text, start)
    where = {"start": place(text, start), "end": last}
    context = {"diagnostics": [], "only": ["refactor"]}
    found = await asked(wire, "codeAction", uri, range=where, context=context)
    (action,) = [each for each in found if each["kind"] == kind]
    (edits,) = action["edit"]["changes"].values()
    made = [
        types.TextEdit(
            types.Range(types.Position(**each["range"]["start"]), types.Position(**each["range"]["end"])),
            each["newText"],
        )
        for each in edits
    ]
    return action["title"], edited(text, made, "utf-16")


async def test_a_selection_becomes_a_variable() -> None:
    title, after = await refactored(URI, TEXT, "smstemplate", "A2026", "已发货", "refactor.extract")
    assert "A20260515001" in title
    assert "您的订单${code}已发货" in after
    assert "  code:\n    attribute: other_number2\n    example: A20260515001\n---" in after
    body = {"name": "甲", "type": "notification", "content": "尊敬的王小明您好"}
    text = json.dumps(body)
    start, end = json.dumps("王小明")[1:-1], json.dumps("您好")[1:-1]
    _, after = await refactored("file:///nowhere/a.sms.json", text, "json", start, end, "refactor.extract")
    made = json.loads(after)
    assert made["content"] == "尊敬的${name}您好"
    assert made["variables"] == {"name": {"attribute": "name", "example": "王小明"}}


@pytest.mark.parametrize(("start", "end"), [("me}，您", "已发货"), ("取件", "type"), ("您的", "您的")])
async def test_what_cannot_become_a_variable(start: str, end: str) -> None:
    wire = await started(URI, TEXT)
    where = {"start": place(TEXT, start), "end": place(TEXT, end)}
    context = {"diagnostics": [], "only": ["refactor.extract"]}
    assert await asked(wire, "codeAction", URI, range=where, context=context) == []


async def test_a_variable_becomes_its_example() -> None:
    text = TEXT + "${name}敬启"
    title, after = await refactored(URI, text, "smstemplate", "name}，", None, "refactor.inline")
    assert title == 'Replace ${name} with "王小明"'
    assert after.endswith("尊敬的王小明，您的订单A20260515001已发货。王小明敬启")
    assert "user_nick" not in after


@pytest.mark.parametrize(("text", "offered"), [("您好${a}${b}已发货", False), ("您的订单Ａ７已发货", True)])
async def test_fix_all_is_offered_only_where_there_is_something_to_fix(text: str, offered: bool) -> None:
    wire = await started(
        URI, FRONT.replace("  name: { attribute: user_nick, example: 王小明 }", "  a: time\n  b: time") + text
    )
    where = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    context = {"diagnostics": [], "only": ["source.fixAll"]}
    found = await asked(wire, "codeAction", URI, range=where, context=context)
    assert bool(found) is offered


NAMES = ("C#项目", "100%", "真的吗?", "a;b")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("written", ["escaped", "as it is"])
async def test_settings_apply_in_folders_with_any_name(tmp_path: Path, name: str, written: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    settings = '[[suppress]]\nrule = "adjacent-variables"\npath = "sub#/a.sms"\nreason = "旧"\n'
    (folder / "smslint.toml").write_text(settings, "utf-8")
    (folder / "sub#").mkdir()
    uri = (folder / "sub#" / "a.sms").as_uri()
    uri = uri if written == "escaped" else unquote(uri)
    wire = await started(
        uri, FRONT + "您好${name}${x}已发货", workspaceFolders=[{"uri": folder.as_uri(), "name": name}]
    )
    for _ in range(200):
        await asyncio.sleep(0.01)
        if published := [each for each in wire.out.messages if each.get("method") == "textDocument/publishDiagnostics"]:
            break
    rules = [each["code"] for each in published[-1]["params"]["diagnostics"]]
    assert "undeclared-variable" in rules
    assert "adjacent-variables" not in rules
    shown = await wire.request("workspace/executeCommand", {"command": "smslint.settings", "arguments": [{"uri": uri}]})
    assert shown["result"]["file"] == str(folder / "smslint.toml")


async def answered(wire: Wire, answers: Sequence[Any]) -> list[Any]:
    """Answers the next question for settings; the items of the question."""
    for _ in range(200):
        await asyncio.sleep(0)
        for message in wire.out.messages:
            if message.get("method") == "workspace/configuration":
                wire.out.messages.remove(message)
                wire.send({"jsonrpc": "2.0", "id": message["id"], "result": answers})
                await asyncio.sleep(0)
                return list(message["params"]["items"])
    raise AssertionError("The server does not ask for settings.")


async def test_each_folder_has_its_own_settings_of_the_editor(tmp_path: Path) -> None:
    folders = [tmp_path / "甲", tmp_path / "乙"]
    for folder in folders:
        folder.mkdir()
    uris = [(folder / "a.sms").as_uri() for folder in folders]
    wire = await started(
        uris[0],
        TEXT,
        capabilities={**SHOWING, "workspace": {"configuration": True}},
        workspaceFolders=[{"uri": folder.as_uri(), "name": folder.name} for folder in folders],
    )
    items = await answered(wire, [{"value-length": 30}, {"value-length": 30}, {"value-length": 25}])
    assert [each.get("scopeUri") for each in items] == [None, *(folder.as_uri() for folder in folders)]

    async def length(uri: str) -> object:
        params = {"command": "smslint.settings", "arguments": [{"uri": uri}]}
        rows = (await wire.request("workspace/executeCommand", params))["result"]["settings"]
        return next(row["value"] for row in rows if row["key"] == "value-length")

    assert [await length(uri) for uri in uris] == [30, 25]
    wire.notify("workspace/didChangeConfiguration", {"settings": {"smslint": {"valueLength": 1, "select": []}}})
    await answered(wire, [{}, {"value-length": 31}, {}])
    assert [await length(uri) for uri in uris] == [31, 35]


async def test_a_client_that_shows_pages_gets_commands_as_links() -> None:
    text = FRONT + "您好${name}${x}已发货"
    wire = await started(URI, text, initializationOptions={"clientCommands": ["smslint.showRule"]})
    found = await asked(wire, "hover", URI, position=place(text, "${name}", 3))
    assert "(command:smslint.showRule?%5B%7B%22uri%22" in found["contents"]["value"]


LOCK = "\n".join(
    json.dumps(each, ensure_ascii=False)
    for each in (
        {"record": "header", "version": 1, "account": None, "complete": {}},
        {
            **dict.fromkeys(
                ("reason", "origin", "order", "created", "decided", "carriers", "redirection", "intl_type")
            ),
            **dict.fromkeys(("signature", "description", "scene", "raw")),
            "record": "template",
            "code": "SMS_27",
            "name": "寄存",
            "type": "notification",
            "content": "您好",
            "variables": {},
            "status": "approved",
            "seen": {"GetSmsTemplate": "2026-11-28T18:00:00+08:00"},
        },
    )
)
TWO = "templates:\n- signature: 湖畔民宿\n  content: 您好\n- content: 您好\n  signatures:\n  - ‸\n"
REQUEST = '{"TemplateName": "甲", "TemplateContent": "您好", '


@pytest.mark.parametrize(
    ("name", "marked", "label", "words"),
    [
        ("a.sms", "---\ncode: ‸\n---\n您好", "SMS_27", "寄存 · 审核通过"),
        ("a.sms", "---\ntype: ‸\n---\n您好", "promotional", "推广短信"),
        ("a.sms", "---\nredirection:\n  - kind: ‸\n---\n您好", "400_phone", "400 电话"),
        ("a.sms", "---\nsuppress:\n  - rule: ‸\n---\n您好", "adjacent-variables", "变量相邻"),
        ("a.sms", "---\n‸\n---\n您好", "signature", "关联的签名，不含【】。"),
        ("a.sms.yaml", TWO, "湖畔民宿", "该模板"),
        ("a.sms.yaml", TWO.replace("- ‸", "").replace("signatures:", "signatures: [‸]"), "湖畔民宿", "该模板"),
        ("a.sms.json", REQUEST + '"‸"}', "TemplateRule", "变量"),
        ("a.sms.json", REQUEST + '"TemplateType": ‸}', "7", "数字短信"),
        ("a.sms.json", REQUEST + '"TemplateCode": "‸"}', "SMS_27", "寄存"),
        ("smslint.toml", "fail-on = ‸\n", "warning", "警告"),
        ("smslint.toml", '[severity]\nadjacent-variables = "‸"\n', "info", "提示"),
        ("smslint.toml", "severity = { ‸ }\n", "adjacent-variables", "变量相邻"),
        ("smslint.toml", "[[suppress]]\n‸\n", "until", "最后一天"),
        ("smslint.toml", '[[suppress]]\ntemplate = "‸"\n', "SMS_27", "寄存"),
        ("smslint.toml", '[[signatures]]\nstatus = "‸"\n', "approved", "审核通过"),
        ("smslint.toml", "[price]\n‸\n", "notification", "通知短信"),
        ("smslint.toml", "[words.absolute]\n‸\n", "add", "增加"),
        ("smslint.toml", "[code]\nmin-certainty = '‸'\n", "likely", "看起来"),
        ("smslint.toml", "code = ‸\n", "true", "是"),
        ("smslint.toml", "[‸\n", "suppress", "已接受"),
        ("smslint.toml", "‸\n", "value-length", "变量值的最大长度"),
        ("pyproject.toml", "[tool.smslint]\nfail-on = '‸'\n", "never", "不使检查失败"),
    ],
)
async def test_what_fields_and_settings_take_is_completed_with_words(
    tmp_path: Path, name: str, marked: str, label: str, words: str
) -> None:
    (tmp_path / "smslint.lock").write_text(LOCK, "utf-8")
    (tmp_path / "smslint.toml").write_text("", "utf-8")
    text = marked.replace("‸", "")
    at = position(text, marked.index("‸"), "utf-16")
    folders = [{"uri": tmp_path.as_uri(), "name": "x"}]
    uri = (tmp_path / name).as_uri()
    wire = await started(uri, text, name.rpartition(".")[2], locale="zh-cn", workspaceFolders=folders)
    found = await asked(wire, "completion", uri, position={"line": at.line, "character": at.character})
    (item,) = [each for each in (found or {}).get("items", ()) if each["label"] == label]
    assert words in item["labelDetails"]["description"]
    assert label in item["textEdit"]["newText"]


async def test_other_tables_of_a_project_are_left_alone(tmp_path: Path) -> None:
    uri = (tmp_path / "pyproject.toml").as_uri()
    wire = await started(uri, "[project]\n\n", "toml")
    found = await asked(wire, "completion", uri, position={"line": 1, "character": 0})
    assert not found["items"]
