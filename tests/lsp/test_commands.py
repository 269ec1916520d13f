"""The commands of `workspace/executeCommand`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from lsp.editor import Editor

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]

TEXT = (
    "---\nname: 取件\ntype: notification\nsignature: 示例科技\ndescription: 通知取件。\nvariables:\n"
    "  name: { attribute: name, example: 王小明 }\n---\n尊敬的${name}，您的包裹已到站，请凭证件取走，查收\u200b。"
)


async def run(editor: Editor, command: str, **argument: Any) -> Any:
    params = types.ExecuteCommandParams(f"smslint.{command}", [argument])
    return plain(await editor.client.workspace_execute_command_async(params))


def plain(value: Any) -> Any:
    """pygls' client turns objects of unknown type into named tuples."""
    if hasattr(value, "_asdict"):
        return {key: plain(part) for key, part in value._asdict().items()}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


async def test_preview(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    found = await run(push, "preview", uri=uri)
    assert (found["name"], found["type"], found["typeInferred"]) == ("取件", "notification", False)
    assert found["signature"] == "【示例科技】"
    assert found["longest"]["cost"] is None
    assert found["typical"]["text"].startswith("【示例科技】尊敬的王小明，")
    assert found["shortest"]["length"] == found["longest"]["length"] - 3
    assert "".join(found["longest"]["parts"]) == found["longest"]["text"]
    assert found["encoding"] == "mainland"
    assert found["variables"] == [
        {"name": "name", "attribute": "name", "title": "Personal name", "min": 2, "max": 5, "contribution": 5}
    ]
    assert found["templates"] == [{"index": 0, "name": "取件"}]


async def test_preview_of_the_template_at_a_position(push: Editor) -> None:
    text = '{"name": "甲", "content": "您好"}\n{"name": "乙", "content": "再见"}\n'
    uri, _ = await push.open("a.sms.jsonl", text, "jsonl")
    assert (await run(push, "preview", uri=uri, position={"line": 1, "character": 3}))["name"] == "乙"
    assert (await run(push, "preview", uri=uri, index=1))["name"] == "乙"
    assert (await run(push, "preview", uri=uri))["name"] == "甲"


async def test_status(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    found = await run(push, "status", uri=uri)
    assert found["segmentsMin"] == found["segmentsMax"] == 1
    assert found["lengthMin"] == found["lengthMax"] - 3
    assert found["error"] + found["warning"] + found["info"] >= 1
    assert found["settingsFile"] is None
    assert await run(push, "status", uri="file:///none.sms") is None


async def test_payload(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT.replace("\u200b", ""))
    found = await run(push, "payload", uri=uri)
    assert found["request"] == "CreateSmsTemplate"
    assert found["body"]["TemplateName"] == "取件"
    assert found["body"]["TemplateRule"] == '{"name":"name"}'
    assert found["problems"] == []
    uri, _ = await push.open("b.sms", "您好")
    found = await run(push, "payload", uri=uri)
    assert found["body"] is None
    assert found["problems"]


async def test_fix_all_asks_the_client_to_edit(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", TEXT)
    found = await run(pull, "fixAll", uri=uri)
    edit = (await pull.claim("edit")).edit
    (change,) = edit.document_changes
    assert pull.after(uri, change.edits) == TEXT.replace("\u200b", "")
    assert found["applied"] == 1


async def test_fix_all_of_what_the_client_refuses(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", TEXT)
    pull.client.answer_edit = False
    assert (await run(pull, "fixAll", uri=uri))["applied"] == 0
    pull.client.answer_edit = True
    await pull.claim("edit")


async def test_rehearsing_a_table(push: Editor, pull: Editor, tmp_path: Path) -> None:
    table = tmp_path / "收件人.csv"
    table.write_text("姓名,name\n甲,王小明\n乙,Bob\n丙,李雷\n", encoding="utf-8")
    for editor in (push, pull):
        uri, _ = await editor.open("a.sms", TEXT)
        found = await run(editor, "rehearse", uri=uri, table=str(table))
        assert (found["rows"], found["offending"], found["segments"]) == (3, 1, {"1": 2})
        (cause,) = [each for each in found["causes"] if each["severity"] == "error"]
        assert (cause["column"], cause["variable"], cause["count"]) == ("name", "name", 1)
        (sample,) = cause["samples"]
        assert (sample["row"], sample["value"], sample["suggestion"]) in ((3, "Bob", None), (2, "Bob", None))
        assert editor.client.progress_reports
        mapped = await run(editor, "rehearse", uri=uri, table=str(table), map={"姓名": "name"})
        assert mapped["offending"] == 3
        with pytest.raises(JsonRpcException) as caught:
            await run(editor, "rehearse", uri=uri, table=str(tmp_path / "none.csv"))
        assert caught.value.code == types.LSPErrorCodes.RequestFailed.value


async def test_rows_without_a_column_show_no_value(pull: Editor, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("name\n王小明\n李雷\n", encoding="utf-8")
    uri, _ = await pull.open("a.sms", f"{TEXT}，取件码${{code}}")
    (cause,) = (await run(pull, "rehearse", uri=uri, table=str(table)))["causes"]
    assert (cause["variable"], cause["count"], cause["samples"]) == ("code", 2, [])


async def test_the_rows_with_problems_are_saved_but_never_over_the_table(pull: Editor, tmp_path: Path) -> None:
    table, saved = tmp_path / "a.csv", tmp_path / "b.csv"
    table.write_text("name,订单\n王小明,1\n王小明 ,2\n", encoding="utf-8")
    uri, _ = await pull.open("a.sms", TEXT)
    found = await run(pull, "rehearse", uri=uri, table=str(table), output=str(saved))
    assert found["written"] == 1
    assert found["causes"][0]["samples"] == [{"row": 3, "value": "王小明 ", "suggestion": "王小明"}]
    assert saved.read_text(encoding="utf-8-sig").splitlines()[1].startswith("王小明 ,2,3,")
    (tmp_path / "link.csv").symlink_to(table)
    before = table.read_bytes()
    for output, words in (
        (table, "预演要读取"),
        (tmp_path / "link.csv", "预演要读取"),
        (tmp_path / "c.txt", ".parquet"),
    ):
        with pytest.raises(JsonRpcException, match=words) as caught:
            await run(pull, "rehearse", uri=uri, table=str(table), output=str(output))
        assert caught.value.code == types.LSPErrorCodes.RequestFailed.value
    with pytest.raises(JsonRpcException, match="无法写入该文件"):
        await run(pull, "rehearse", uri=uri, table=str(table), output=str(tmp_path / "none" / "b.csv"))
    assert table.read_bytes() == before


async def test_columns_of_other_names_are_told_in_the_words_of_an_editor(pull: Editor, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("姓名\n王小明\n", encoding="utf-8")
    uri, _ = await pull.open("a.sms", TEXT)
    with pytest.raises(JsonRpcException, match="请把列名改成变量名，可能是：姓名 → name。") as caught:
        await run(pull, "rehearse", uri=uri, table=str(table))
    assert "--" not in str(caught.value)


async def test_new_template(push: Editor) -> None:
    found = await run(push, "newTemplate", name="登录", type="verification")
    uri, _ = await push.open("a.sms", "")
    told = await push.type(uri, 0, 0, found["text"])
    assert "name: 登录" in found["text"]
    assert not [each for each in told if each.severity == types.DiagnosticSeverity.Error]
    with pytest.raises(JsonRpcException):
        await run(push, "newTemplate", name="登录", type="unknown")


async def test_an_answer_is_explained(pull: Editor) -> None:
    found = await run(pull, "explain", text="变量属性选择错误")
    assert found["answers"][0]["id"] == "review-variable-attribute"
    assert found["answers"][0]["title"].isascii() is False
    assert (await run(pull, "explain", text="今天天气很好")) == {"answers": []}
    rejected = await run(pull, "explain", text='{"Code": "OK", "SignStatus": 2, "Reason": "文件不能证明信息真实性"}')
    assert rejected["answers"][0]["id"] == "review-files-not-convincing"


async def test_the_likely_places_of_an_answer_in_a_template(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", TEXT.replace("attribute: name", "attribute: nonsense"))
    here = {"uri": uri, "position": {"line": 8, "character": 1}}
    found = await run(pull, "explain", text="变量属性选择错误", **here)
    assert [(each["title"], each["range"]["start"]["line"]) for each in found["answers"][0]["places"]] == [
        ("变量属性不存在", 6)
    ]
    assert (await run(pull, "explain", text="变量属性选择错误"))["answers"][0]["places"] == []
    named = await run(pull, "explain", text="模版中的变量name(Bob)不符合[个人姓名]的变量规范!", **here)
    place = named["answers"][0]["places"][0]
    assert (place["title"], place["range"]["start"]["line"]) == ("变量 name", 8)


async def test_the_page_of_an_answer_has_the_titles_of_rules_with_links_to_their_pages(pull: Editor) -> None:
    url = (await run(pull, "showAnswer", answer="review-variable-attribute"))["url"]
    await pull.claim("show")
    page = Path(url2pathname(urlsplit(url).path))
    (link,) = re.findall(r"\[变量属性不存在\]\((\S+)\) `unknown-attribute`", page.read_text(encoding="utf-8"))
    assert "## 变量属性不存在" in (page.parent / link).read_text(encoding="utf-8")


async def test_settings_with_their_origins(pull: Editor) -> None:
    assert pull.folder is not None
    file = pull.folder / "smslint.toml"
    file.write_text('ignore = ["length"]\nvalue-length = 20\n', encoding="utf-8")
    change = types.FileEvent(file.as_uri(), types.FileChangeType.Created)
    pull.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    for method in ("diagnostic", "inlayHint", "codeLens", "semanticTokens"):
        await pull.claim(f"workspace/{method}/refresh")
    found = await run(pull, "settings", uri=(pull.folder / "a.sms").as_uri())
    rows = {row["key"]: row for row in found["settings"]}
    assert found["file"] == str(file)
    assert rows["value-length"] == {"key": "value-length", "value": 20, "origin": f"{file}:2"}
    assert rows["fail-on"]["origin"] == "默认值"
    file.unlink()
    pull.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    for method in ("diagnostic", "inlayHint", "codeLens", "semanticTokens"):
        await pull.claim(f"workspace/{method}/refresh")


async def test_restarting_the_catalog(push: Editor) -> None:
    assert (await run(push, "restartCatalog"))["rules"] > 20
    await push.claim("workspace/inlayHint/refresh")
    await push.claim("workspace/semanticTokens/refresh")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("smslint.unknown", [{}]),
        ("smslint.preview", []),
        ("smslint.preview", [1]),
        ("smslint.preview", [{}, {}]),
        ("smslint.preview", [{"uri": 3}]),
        ("smslint.preview", [{"uri": "file:///none.sms"}]),
        ("smslint.showRule", [{}]),
    ],
)
async def test_wrong_arguments_are_refused(push: Editor, command: str, arguments: list[Any]) -> None:
    with pytest.raises(JsonRpcException) as caught:
        await push.client.workspace_execute_command_async(types.ExecuteCommandParams(command, arguments))
    assert caught.value.code == types.ErrorCodes.InvalidParams.value
