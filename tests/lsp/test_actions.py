"""Fixes and other code actions, with plain edits and with versioned, annotated and lazily resolved ones."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lsprotocol import types

from lsp.editor import Editor, edited, position

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]

TEXT = (
    "---\nname: 通知😀\ntype: notification\nsignature: 示例科技\nvariables:\n  a: { attribute: other_number2, "
    "example: 红茶 }\n"
    "  unused: others\n---\n😀您的${a}已发货，请于${time}前取走\u200b，查收\u200b。"
)


async def actions(editor: Editor, uri: str, mark: str, only: Sequence[str] | None = None) -> list[types.CodeAction]:
    text = editor.texts[uri]
    at = text.index(mark)
    place = types.Range(position(text, at, editor.encoding), position(text, at + len(mark), editor.encoding))
    context = types.CodeActionContext(diagnostics=[], only=list(only) if only else None)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
    found = await editor.client.text_document_code_action_async(params)
    made = [each for each in found or () if isinstance(each, types.CodeAction)]
    return [each if each.edit or each.command else await editor.client.code_action_resolve_async(each) for each in made]


def after(editor: Editor, uri: str, action: types.CodeAction) -> str:
    edit = action.edit
    assert edit is not None
    if edit.changes is not None:
        assert not edit.document_changes
        return editor.after(uri, edit.changes[uri])
    (change,) = edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    return editor.after(
        uri, [each for each in change.edits if isinstance(each, types.TextEdit | types.AnnotatedTextEdit)]
    )  # type: ignore[misc]


def titled(found: Sequence[types.CodeAction], part: str) -> types.CodeAction:
    return next(each for each in found if part in each.title)


async def test_a_safe_fix_is_preferred(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    found = await actions(push, uri, "\u200b")
    (fix,) = [each for each in found if each.is_preferred]
    assert after(push, uri, fix) == TEXT.replace("\u200b", "", 1)
    assert [each.code for each in fix.diagnostics or ()] == ["invisible-character"]


async def test_suppressions_are_offered_last(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    found = [each.title.startswith("Suppress") for each in await actions(push, uri, "\u200b", ["quickfix"])]
    assert any(found)
    assert found == sorted(found)


async def test_the_fix_of_the_worst_finding_comes_first(push: Editor) -> None:
    text = "---\nname: 通知\ntype: notification\n---\n😀您好${name}${time} "
    uri, _ = await push.open("worst.sms", text)
    found = await actions(push, uri, "${time}")
    single = [each for each in found if each.diagnostics and not each.title.startswith("Fix all")]
    for suppresses in (False, True):
        of_kind = [each for each in single if each.title.startswith("Suppress") == suppresses]
        severities = [each.diagnostics[0].severity.value for each in of_kind if each.diagnostics]
        assert severities == sorted(severities)
        assert len(set(severities)) > 1


async def test_edits_are_versioned_where_the_client_can(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", TEXT)
    found = await actions(pull, uri, "\u200b")
    fix = next(each for each in found if each.is_preferred)
    assert fix.edit is not None
    assert fix.edit.changes is None
    assert after(pull, uri, fix) == TEXT.replace("\u200b", "", 1)


async def test_unsafe_fixes_are_annotated(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", "---\ntype: notification\n---\n您的${order-id}已发货，请查收。")
    found = [each for each in await actions(pull, uri, "order-id") if each.kind == types.CodeActionKind.QuickFix]
    annotated = [each.edit for each in found if each.edit is not None and each.edit.change_annotations]
    assert annotated
    assert all(note.needs_confirmation for edit in annotated for note in (edit.change_annotations or {}).values())


async def test_all_findings_of_a_rule_at_once(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    fix = titled(await actions(push, uri, "\u200b"), "in this file")
    assert after(push, uri, fix) == TEXT.replace("\u200b", "")


async def test_fix_all(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    (fix,) = await actions(push, uri, "您的", only=["source.fixAll"])
    assert fix.kind == "source.fixAll.smslint"
    mended = after(push, uri, fix)
    assert "unused" in mended, "a declaration is never removed without being asked"
    assert "\u200b" not in mended
    (own,) = await actions(push, uri, "您的", only=["source.fixAll.smslint"])
    assert after(push, uri, own) == mended


async def test_missing_variables_are_declared(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    declare = titled(await actions(push, uri, "time"), "Declare")
    mended = after(push, uri, declare)
    assert "attribute: time" in mended or "time: time" in mended
    found = await push.type(uri, 0, len(TEXT), mended)
    assert "undeclared-variable" not in {each.code for each in found}


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        (
            "a.sms",
            "smstemplate",
            "---\nname: 到店\ntype: notification\nvariables:\n  who: { attribute: name, example: 张三 }\n---\n"
            "${who}已到店。",
        ),
        (
            "a.sms.json",
            "json",
            '{"name": "到店", "type": "notification", "content": "${who}已到店。", '
            '"variables": {"who": {"attribute": "name", "example": "张三"}}}\n',
        ),
    ],
    ids=["sms", "json"],
)
async def test_a_missing_description_is_begun_and_left_to_the_author(
    pull: Editor, name: str, language: str, text: str
) -> None:
    uri, _ = await pull.open(name, text, language)
    fix = titled(await actions(pull, uri, "name"), "申请说明先写上示例")
    assert not fix.is_preferred
    assert fix.title.endswith("（请核对结果）")
    assert "示例：张三已到店。" in after(pull, uri, fix)


async def test_an_attribute_that_fits(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    change = titled(await actions(push, uri, "${a}"), "(others)")
    assert after(push, uri, change) == TEXT.replace("attribute: other_number2", "attribute: others")


async def test_suppressing_works_in_every_format_and_states_no_reason(push: Editor) -> None:
    documents = {
        "a.sms": ("smstemplate", "---\nname: 甲\ntype: notification\n---\n您好【示例】，请查收。"),
        "a.sms.yaml": (
            "yaml",
            "templates:\n  - name: 甲\n    type: notification\n    content: 您好【示例】，请查收。\n",
        ),
        "a.sms.json": ("json", '{"name": "甲", "type": "notification", "content": "您好【示例】，请查收。"}\n'),
        "a.sms.jsonl": ("jsonl", '{"name": "甲", "content": "您好【示例】，请查收。", "suppress": null}\n'),
        "a.sms.csv": ("csv", "name,content,suppress\n甲,您好【示例】，请查收。,\n"),
        "b.sms.csv": ("csv", "name,content\n甲,您好【示例】，请查收。\n乙,您好。\n"),
        "b.sms.tsv": ("tsv", "name\tcontent\n甲\t您好【示例】，请查收。\n乙\t您好。\n"),
    }
    for name, (language, text) in documents.items():
        uri, _ = await push.open(name, text, language)
        action = next(
            each
            for each in await actions(push, uri, "【")
            if each.title.startswith("Suppress")
            and "here" in each.title
            and [diagnostic.code for diagnostic in each.diagnostics or ()] == ["signature-brackets"]
        )
        mended = after(push, uri, action)
        assert "signature-brackets" in mended
        assert "reason" not in mended
        found = await push.type(uri, 0, len(text), mended)
        codes = {each.code for each in found}
        assert not codes & {"signature-brackets", "unused-suppression", "malformed-suppression"}, (name, mended, codes)
        await push.close(uri)


async def test_a_comment_suppresses_where_the_format_has_comments(push: Editor) -> None:
    name = "很长的名称" * 7
    text = f"---\nname: {name}\ntype: notification\n---\n您好，请查收。"
    uri, _ = await push.open("a.sms", text)
    found = [each for each in await actions(push, uri, name) if "here" in each.title]
    comment = "# smslint: ignore[name-too-long]\n"
    assert text.replace("name:", f"{comment}name:") in [after(push, uri, each) for each in found]


async def test_the_settings_can_accept_a_finding(pull: Editor) -> None:
    assert pull.folder is not None
    uri, _ = await pull.open((pull.folder / "a.sms").as_uri(), "---\nname: 甲\ntype: notification\n---\n您好【示例】。")
    found = await actions(pull, uri, "【")
    action = next(each for each in found if "设置" in each.title)
    assert action.edit is not None
    create, change = action.edit.document_changes or ()
    assert isinstance(create, types.CreateFile)
    assert create.uri == (pull.folder / "smslint.toml").as_uri()
    assert isinstance(change, types.TextDocumentEdit)
    written = edited("", [each for each in change.edits if isinstance(each, types.TextEdit)], pull.encoding)
    assert 'path = "a.sms"' in written
    assert 'template = "甲"' in written
    assert "reason" not in written


async def test_suppressing_is_offered_where_a_format_can_say_it(push: Editor) -> None:
    answer = '{"TemplateCode": "SMS_1", "TemplateName": "甲", "TemplateType": 1, "TemplateContent": "您好【甲】"}'
    uri, _ = await push.open("a.sms.json", answer, "json")
    assert not [each for each in await actions(push, uri, "【") if "here" in each.title]


async def test_the_page_of_a_rule_is_shown(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", "您好【示例】。")
    place = types.Range(types.Position(0, 2), types.Position(0, 9))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, types.CodeActionContext(diagnostics=[]))
    found = await pull.client.text_document_code_action_async(params)
    # lsprotocol reads an action with a command as a bare command, whose name is then the text of that object
    pages = [each.command for each in found or () if isinstance(each, types.Command)]
    assert any("smslint.showRule" in each and "signature-brackets" in each for each in pages)
    command = types.ExecuteCommandParams("smslint.showRule", [{"uri": uri, "rule": "signature-brackets"}])
    answer = await pull.client.workspace_execute_command_async(command)
    shown = await pull.claim("show")
    assert shown.uri.endswith("/signature-brackets.md")
    assert answer["url"] == shown.uri


async def test_only_what_is_asked_for(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    assert not await actions(push, uri, "unused", only=["refactor.extract"])
    assert {each.kind for each in await actions(push, uri, "unused", only=["quickfix"])} == {"quickfix"}


REJECTED = """{"SmsTemplateList": [{"TemplateCode": "SMS_9", "TemplateName": "寄存", "OuterTemplateType": 1,
 "TemplateContent": "您寄存的行李将于${time}到期。", "AuditStatus": "AUDIT_STATE_NOT_PASS",
 "Reason": {"RejectInfo": "变量不符合规范", "RejectSubInfo": "变量属性选择错误。"}}]}"""


async def test_the_reason_of_a_rejection_is_explained(pull: Editor) -> None:
    uri, _ = await pull.open("answers.sms.json", REJECTED, "json")
    line = REJECTED.splitlines()[2]
    at = line.index("属性")
    column = len(line[:at].encode("utf-16-le")) // 2 if pull.encoding == "utf-16" else at
    column = len(line[:at].encode()) if pull.encoding == "utf-8" else column
    here = types.Position(2, column)
    told = await pull.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), here))
    assert told is not None
    assert "What to do" in str(told.contents) or "处理办法" in str(told.contents)
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(uri), types.Range(here, here), types.CodeActionContext(diagnostics=[])
    )
    found = await pull.client.text_document_code_action_async(params)
    pages = [each.command for each in found or () if isinstance(each, types.Command)]
    assert any("smslint.showAnswer" in each and "review-variable-attribute" in each for each in pages)
    command = types.ExecuteCommandParams("smslint.showAnswer", [{"answer": "review-variable-attribute"}])
    answer = await pull.client.workspace_execute_command_async(command)
    shown = await pull.claim("show")
    assert shown.uri.endswith("/review-variable-attribute.md")
    assert answer["url"] == shown.uri


async def test_the_reason_of_a_rejection_is_explained_where_json_escapes_it(pull: Editor) -> None:
    escaped = "".join(f"\\u{ord(each):04X}" for each in "变量不符合")
    text = REJECTED.replace("变量不符合规范", escaped + "规范")
    assert escaped in text
    uri, _ = await pull.open("answers.sms.json", text, "json")
    line = text.splitlines()[2]
    here = types.Position(2, line.index(escaped) + 2)
    told = await pull.client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), here))
    assert told is not None
    assert "What to do" in str(told.contents) or "处理办法" in str(told.contents)
