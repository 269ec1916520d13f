"""What an editor shows of the account: above a template, at its code and signature, and in completions."""

from __future__ import annotations

import json

import pytest
from lsprotocol import types

from lsp.editor import CURSOR, Editor

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEMPLATE = {
    "Code": "OK",
    "TemplateCode": "SMS_270000002",
    "TemplateName": "行李签收",
    "TemplateType": "1",
    "TemplateContent": "您寄存的${item}已由前台签收。",
    "TemplateStatus": "1",
    "RelatedSignName": "湖畔民宿",
    "VariableAttribute": '{"item":"others"}',
    "AuditInfo": {"AuditDate": "2026-06-03 12:02:34"},
}
SIGNATURE = {
    "Code": "OK",
    "SignName": "湖畔民宿",
    "SignStatus": 1,
    "SignUsage": "通用",
    "SignIspRegisterDetailList": [{"OperatorCode": "mobile", "RegisterStatus": 3}],
}
TEXT = (
    "---\ntype: notification\ncode: SMS_270000002\nsignature: 湖畔民宿\n"
    "variables:\n  item: { attribute: others }\n---\n"
    "您寄存的${item}已由前台签收。\n"
)


def write_lock(editor: Editor) -> str:
    """Writes a lock into a folder of its own; returns the URI of a document beside it."""
    from smslint.documents.account.answers import answers_in
    from smslint.documents.account.lockfile import Lock, lock_text
    from smslint.documents.account.merge import merge

    assert editor.folder is not None
    folder = editor.folder / "account"
    if not folder.exists():  # what is written again has changed, for the server
        folder.mkdir()
        (folder / "smslint.toml").write_text("price = { notification = 0.045 }\n", encoding="utf-8")
        lock = Lock()
        merge(lock, answers_in(json.dumps([TEMPLATE, SIGNATURE]).encode(), "2026-11-28T18:00:00+08:00"))
        (folder / "smslint.lock").write_text(lock_text(lock), encoding="utf-8")
    return (folder / "a.sms").as_uri()


async def lenses(editor: Editor, uri: str) -> list[str]:
    found = await editor.client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
    return [each.command.title for each in found or () if each.command]


async def test_a_lens_tells_the_state_while_typing(pull: Editor) -> None:
    uri = write_lock(pull)
    await pull.open(uri, TEXT)
    assert "审核通过 2026-06-03 · SMS_270000002 · 未改动" in await lenses(pull, uri)
    changed = uri.replace("a.sms", "b.sms")
    await pull.open(changed, TEXT.replace("前台", "我们"))
    assert "审核通过 2026-06-03 · SMS_270000002 · 有改动：须申请新模板" in await lenses(pull, changed)
    assert "approved-template-changed" in {each.code for each in await pull.diagnostics(changed)}


async def test_a_lens_gives_the_cost(pull: Editor) -> None:
    uri = write_lock(pull).replace("a.sms", "price.sms")
    await pull.open(uri, TEXT.replace("签收", "签收" + "，请尽快领取" * 7))
    assert "60–94 个字符 · 1–2 条 · 费用 0.045–0.09" in await lenses(pull, uri)


async def test_hovers_show_the_record(pull: Editor) -> None:
    uri = write_lock(pull)
    for name, marked, wanted in (
        ("c.sms", TEXT.replace("SMS_27", f"SMS_{CURSOR}27"), "**SMS\\_270000002** 审核通过"),
        ("d.sms", TEXT.replace("湖畔", f"湖{CURSOR}畔"), "中国移动: 报备成功"),
        ("f.sms", TEXT.replace("signature: 湖畔民宿", f"signatures: [甲乙, 湖{CURSOR}畔民宿]"), "中国移动: 报备成功"),
    ):
        here = uri.replace("a.sms", name)
        _, position = await pull.open(here, marked)
        params = types.HoverParams(types.TextDocumentIdentifier(here), position)
        found = await pull.client.text_document_hover_async(params)
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        assert wanted.replace("\\", "") in found.contents.value.replace("\\", "")
        await pull.close(here)  # beside it, the next one would have the same content


@pytest.mark.parametrize("written", [f"signature: {CURSOR}", f"signatures:\n  - 甲乙\n  - 湖{CURSOR}"])
async def test_signatures_of_the_account_are_completed(pull: Editor, written: str) -> None:
    uri = write_lock(pull).replace("a.sms", "e.sms")
    _, position = await pull.open(uri, TEXT.replace("signature: 湖畔民宿", written))
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), position)
    found = await pull.client.text_document_completion_async(params)
    items = found.items if isinstance(found, types.CompletionList) else found or []
    assert "湖畔民宿" in [each.label for each in items]


async def account_text(editor: Editor, uri: str) -> dict[str, str] | None:
    params = types.ExecuteCommandParams("smslint.accountText", [{"uri": uri, "index": 0}])
    found: dict[str, str] | None = await editor.client.workspace_execute_command_async(params)
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("前台", "我们"),
        ("item", "thing"),
        ("attribute: others", "attribute: name"),
        ("湖畔民宿", "山间客栈"),
        ("notification", "promotional"),
    ],
)
async def test_the_document_as_the_account_has_it(pull: Editor, old: str, new: str) -> None:
    uri = write_lock(pull).replace("a.sms", "text.sms")
    await pull.open(uri, TEXT.replace(old, new))
    found = await account_text(pull, uri)
    assert found is not None
    assert (found["code"], found["text"]) == ("SMS_270000002", TEXT)


async def test_what_the_account_does_not_have_has_no_text(pull: Editor) -> None:
    uri = write_lock(pull).replace("a.sms", "none.sms")
    await pull.open(uri, TEXT.replace("SMS_27", "SMS_28"))
    assert await account_text(pull, uri) is None
