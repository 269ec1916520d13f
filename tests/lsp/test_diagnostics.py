"""Findings in the editor: their ranges, their data, and when they are published."""

from __future__ import annotations

import pytest
from lsprotocol import types

from lsp.editor import Editor, position

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]

SIGNATURE = "---\nname: 登录😀\ntype: verification\nsignature: 示例科技\n---\n😀验证码${code}，见【示例】。"


async def test_ranges_cover_what_is_meant(push: Editor) -> None:
    uri, _ = await push.open("a.sms", "")
    found = await push.type(uri, 0, 0, SIGNATURE)
    marked = {push.covered(uri, each.range) for each in found if each.code == "signature-brackets"}
    assert "【示例】" in marked or "【" in marked
    assert {push.covered(uri, each.range) for each in found if each.code == "unsupported-character"} == {"😀"}


async def test_diagnostics_are_pushed_with_their_version(push: Editor) -> None:
    uri, _ = await push.open("a.sms", SIGNATURE)
    await push.type(uri, 0, 0, "# ")
    assert push.versions[uri] == 2


async def test_diagnostics_carry_rule_page_and_data(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", SIGNATURE)
    found = await pull.diagnostics(uri)
    each = next(each for each in found if each.code == "signature-brackets")
    assert each.source == "smslint"
    assert each.data["fingerprint"]
    assert each.code_description is not None
    assert each.code_description.href.endswith("signature-brackets.md")


async def test_pulled_diagnostics_are_unchanged_until_something_changes(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", SIGNATURE)
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    first = await pull.client.text_document_diagnostic_async(params)
    params.previous_result_id = first.result_id
    again = await pull.client.text_document_diagnostic_async(params)
    assert isinstance(again, types.RelatedUnchangedDocumentDiagnosticReport)
    assert again.result_id == first.result_id
    await pull.type(uri, len(SIGNATURE), len(SIGNATURE), "【")
    third = await pull.client.text_document_diagnostic_async(params)
    assert isinstance(third, types.RelatedFullDocumentDiagnosticReport)


async def test_messages_are_in_the_clients_language(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", SIGNATURE)
    found = await pull.diagnostics(uri)
    assert all(any("\u4e00" <= character <= "\u9fff" for character in each.message) for each in found)


async def test_an_unused_declaration_is_faded(pull: Editor) -> None:
    uri, _ = await pull.open("a.sms", "---\ntype: notification\nvariables:\n  old: others\n---\n您好，请查收。")
    found = await pull.diagnostics(uri)
    unused = [each for each in found if each.code == "unused-variable"]
    assert [list(each.tags or ()) for each in unused] == [[types.DiagnosticTag.Unnecessary]]


async def test_one_broken_template_keeps_the_diagnostics_of_others(push: Editor) -> None:
    text = "templates:\n" + "".join(f"  - name: n{number}\n    content: 您好【{number}】。\n" for number in range(3))
    uri, _ = await push.open("a.sms.yaml", text, "yaml")
    at = text.index("n1")
    found = await push.type(uri, at, at + 2, "{ x: [")
    marked = [push.covered(uri, each.range) for each in found if each.code == "signature-brackets"]
    assert any("0" in each or each == "【" for each in marked)
    lines = {each.range.start.line for each in found if each.code == "signature-brackets"}
    assert {2, 6} <= lines


async def test_a_flood_is_capped_and_said_so(push: Editor) -> None:
    text = "".join(f'{{"code": "SMS_{number}", "content": "您好【{number}】。"}}\n' for number in range(250))
    uri, _ = await push.open("a.sms.jsonl", "", "jsonl")
    found = await push.type(uri, 0, 0, text)
    assert len(found) == 201
    assert found[-1].code is None
    assert "200" in found[-1].message


async def test_no_flood_hides_an_error(push: Editor) -> None:
    warned = "".join(
        f'{{"name": "甲{number}", "type": "notification", "content": "您好，{number}已发货 "}}\n'
        for number in range(250)
    )
    uri, _ = await push.open("a.sms.jsonl", "", "jsonl")
    found = await push.type(uri, 0, 0, warned + '{"name": 3, "content": "您好"}\n{broken\n')
    assert len(found) == 201
    assert {each.range.start.line for each in found if each.code == "unreadable-document"} == {251}
    marks = [each.range.start.line for each in found[:200]]
    assert marks == sorted(marks)


@pytest.mark.parametrize(("ending", "sign"), [("csv", ","), ("tsv", "\t")])
async def test_rows_are_checked_again_when_the_header_changes(push: Editor, ending: str, sign: str) -> None:
    text = f"name{sign}content\n甲{sign}您好【示例】。\n"
    uri, _ = await push.open(f"a.sms.{ending}", text, ending)
    assert "signature-brackets" in [each.code for each in await push.type(uri, 0, 4, "code")]
    found = await push.type(uri, 0, len(f"code{sign}content"), f"content{sign}name")
    fresh, _ = await push.open(f"b.sms.{ending}", "", ending)
    again = await push.type(fresh, 0, 0, push.texts[uri])
    assert [(each.code, each.range, each.message) for each in found] == [
        (each.code, each.range, each.message) for each in again
    ]


async def test_untitled_and_foreign_addresses_are_checked(push: Editor) -> None:
    for uri in ("untitled:Untitled-1", "vscode-vfs://github/a/b.sms", "file:///c%3A/%E6%A8%A1%E6%9D%BF/a.sms"):
        await push.open(uri, "")
        found = await push.type(uri, 0, 0, "您的【验证码】${code}")
        assert any(each.code == "signature-brackets" for each in found)


async def test_an_edit_of_a_document_that_is_not_open_is_dropped(push: Editor) -> None:
    identifier = types.VersionedTextDocumentIdentifier(3, "file:///nowhere/closed.sms")
    change = types.TextDocumentContentChangeWholeDocument("x")
    push.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))


async def test_a_byte_order_mark_shifts_nothing(push: Editor) -> None:
    uri, _ = await push.open("bom.sms", "\ufeff")
    found = await push.type(uri, 1, 1, "您好【示例】。")
    marks = [each for each in found if each.code == "signature-brackets"]
    assert marks
    assert marks[0].range.start == position("\ufeff您好【示例】。", 3, push.encoding)


async def test_equal_names_are_found_when_typing_pauses(push: Editor) -> None:
    body = "您好，您的订单{0}已发货，请注意查收。\n"
    text = "".join(f"  - name: 同名\n    content: {body.format(number)}" for number in ("甲", "乙"))
    uri, _ = await push.open("a.sms.yaml", f"templates:\n{text}", "yaml")
    found = await push.diagnostics(uri)
    second = [each for each in found if each.code == "duplicate-name"]
    assert [push.covered(uri, each.range) for each in second] == ["同名"]
    assert second[0].range.start.line == 3
    (first,) = second[0].related_information or ()
    assert (first.location.uri, push.covered(uri, first.location.range)) == (uri, "同名")
