"""Code lenses, tokens, symbols, folding, selections, links, formatting and hovers of a document."""

from __future__ import annotations

import re

import pytest
from lsprotocol import types

from lsp.editor import CURSOR, Editor, edited, position

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]

TEXT = (
    "---\nname: 取件😀通知\ntype: notification\nsignature: 示例科技\nvariables:\n  name: { attribute: name, "
    "example: 王小明 }\n"
    "  old: other_number\nsuppress:\n  - { rule: description-missing, reason: 内部模板 }\n---\n"
    "😀尊敬的${name}，请到 https://a.example.com/x 查看${old}。\n"
)
LIST = (
    "templates:\n  - name: 甲😀\n    content: 您好${a}。\n"
    "  - name: 乙\n    type: notification\n    variables:\n      b: others\n    content: 您好${b}。\n"
)


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


async def test_lenses_tell_length_and_cost(push: Editor, pull: Editor) -> None:
    uri, _ = await push.open("a.sms.yaml", LIST, "yaml")
    lenses = await push.client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
    assert lenses is not None
    titles = [each.command.title for each in lenses if each.command]
    assert titles[0] == "4–38 characters · 1 segment"
    assert {each.range.start.line for each in lenses} == {1, 3}
    assert {each.command.command for each in lenses if each.command} == {"smslint.preview", "smslint.payload"}
    uri, _ = await pull.open("a.sms.yaml", LIST, "yaml")
    lenses = await pull.client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
    commands = {each.command.command for each in lenses or () if each.command}
    assert commands == {"smslint.showPreview", "smslint.copyRequest"}
    assert "字符" in next(each.command.title for each in lenses or () if each.command)


def decoded(text: str, data: list[int], encoding: str) -> list[tuple[str, int, int]]:
    """The text, type and modifiers of each token."""
    lines = text.replace("\r\n", "\n").split("\n")
    line = unit = 0
    found = []
    for at in range(0, len(data), 5):
        line += data[at]
        unit = data[at + 1] + (unit if data[at] == 0 else 0)
        row, shown, passed = lines[line], "", 0
        for character in row:
            if unit <= passed < unit + data[at + 2]:
                shown += character
            passed = position(row, row.index(character, 0) + 1, "utf-32").character and passed + _units(
                character, encoding
            )
        found.append((shown, data[at + 3], data[at + 4]))
    return found


def _units(character: str, encoding: str) -> int:
    return position(character, 1, encoding).character


async def test_semantic_tokens(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    full = await push.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(uri)))
    assert full is not None
    found = decoded(push.texts[uri], list(full.data), push.encoding)
    assert found == [
        ("name", 0, 1),
        ("name", 1, 0),
        ("old", 0, 1),
        ("other_number", 1, 2),
        ("${name}", 0, 0),
        ("https://a.example.com/x", 2, 0),
        ("${old}", 0, 0),
    ]
    lines = types.Range(types.Position(10, 0), types.Position(11, 0))
    part = await push.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document(uri), lines)
    )
    assert part is not None
    assert [shown for shown, _, _ in decoded(push.texts[uri], list(part.data), push.encoding)][:1] == ["${name}"]


async def test_semantic_tokens_delta(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    first = await push.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(uri)))
    assert first is not None
    assert first.result_id is not None
    await push.type(uri, len(TEXT) - 1, len(TEXT) - 1, "再见${more}")
    params = types.SemanticTokensDeltaParams(document(uri), first.result_id)
    delta = await push.client.text_document_semantic_tokens_full_delta_async(params)
    assert isinstance(delta, types.SemanticTokensDelta)
    data = list(first.data)
    for edit in delta.edits:
        data[edit.start : edit.start + edit.delete_count] = edit.data or []
    now = await push.client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(uri)))
    assert now is not None
    assert list(now.data) == data
    params.previous_result_id = "unknown"
    assert isinstance(await push.client.text_document_semantic_tokens_full_delta_async(params), types.SemanticTokens)


async def test_symbols_of_a_document(push: Editor, pull: Editor) -> None:
    for editor in (push, pull):
        uri, _ = await editor.open("a.sms.yaml", LIST, "yaml")
        found = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
        assert found is not None
        nested = [each for each in found if isinstance(each, types.DocumentSymbol)]
        assert [each.name for each in nested] == ["甲😀", "乙"]
        assert [editor.covered(uri, each.selection_range) for each in nested] == ["甲😀", "乙"]
        assert [[child.name for child in each.children or ()] for each in nested] == [["a"], ["b"]]


async def test_symbols_of_the_workspace(pull: Editor) -> None:
    assert pull.folder is not None
    file = pull.folder / "在盘上.sms.yaml"
    file.write_text(LIST.replace("甲😀", "盘上的模板"), encoding="utf-8")
    try:
        found = await pull.client.workspace_symbol_async(types.WorkspaceSymbolParams("盘上"))
        assert [each.name for each in found or ()] == ["盘上的模板"]
        await pull.open(file.as_uri(), LIST.replace("甲😀", "打开的模板"), "yaml")
        found = await pull.client.workspace_symbol_async(types.WorkspaceSymbolParams("的模板"))
        assert [each.name for each in found or ()] == ["打开的模板"]
    finally:
        file.unlink()


async def test_folds(push: Editor) -> None:
    uri, _ = await push.open("a.sms", TEXT)
    found = await push.client.text_document_folding_range_async(types.FoldingRangeParams(document(uri)))
    assert {(0, 9), (4, 6)} <= {(each.start_line, each.end_line) for each in found or ()}
    uri, _ = await push.open("a.sms.yaml", LIST, "yaml")
    found = await push.client.text_document_folding_range_async(types.FoldingRangeParams(document(uri)))
    assert {(0, 7), (1, 2), (3, 7), (5, 6)} <= {(each.start_line, each.end_line) for each in found or ()}


async def test_selections_grow(push: Editor) -> None:
    uri, place = await push.open("a.sms", TEXT.replace("${name}", f"${{na{CURSOR}me}}"))
    found = await push.client.text_document_selection_range_async(types.SelectionRangeParams(document(uri), [place]))
    assert found is not None
    step: types.SelectionRange | None = found[0]
    grown = []
    while step is not None:
        grown.append(push.covered(uri, step.range))
        step = step.parent
    content = TEXT.rpartition("---\n")[2].removesuffix("\n")
    assert [text for text in grown if text != "na"] == ["name", "${name}", content, TEXT]


async def test_links_lead_to_pages(push: Editor) -> None:
    uri, _ = await push.open(
        "a.sms", TEXT.replace("name: 取件", "# smslint: ignore[unsupported-character] 测试\nname: 取件")
    )
    found = await push.client.text_document_document_link_async(types.DocumentLinkParams(document(uri)))
    shown = {push.covered(uri, each.range): str(each.target) for each in found or ()}
    assert shown["https://a.example.com/x"] == "https://a.example.com/x"
    assert shown["description-missing"].endswith("/description-missing.md")
    assert shown["unsupported-character"].endswith("/unsupported-character.md")


MESSY = {
    "sms": (
        "smstemplate",
        "---\nvariables:\n  a: {attribute: others}\n  b:\n    example: '甲'\n    attribute:   others\n# 说明\n"
        "type: notification\nname: 名称\n---\n您好${a}${b}\n",
        "---\nname: 名称\n# 说明\ntype: notification\nvariables:\n  a: others\n  b: { attribute: others, "
        "example: 甲 }\n---\n您好${a}${b}\n",
    ),
    "sms.yaml": (
        "yaml",
        "templates:\n  - content: 甲${a}😀\n    # 说明\n    type: notification\n"
        "    variables: {a: {attribute: others}}\n  - content: |\n      乙\n    name: 名\n",
        "templates:\n  # 说明\n  - type: notification\n    content: 甲${a}😀\n    variables:\n      a: others\n"
        "  - name: 名\n    content: |\n      乙\n",
    ),
    "sms.json": (
        "json",
        '[ {"content": "甲${a}", "variables": {"a": {"attribute": "others"}}, "name": "名"} ]\n',
        '[ {\n  "name": "名",\n  "content": "甲${a}",\n  "variables": {\n    "a": "others"\n  }\n} ]\n',
    ),
    "sms.jsonl": (
        "jsonl",
        '{"content":"甲","name":"名"}\n',
        '{"name": "名", "content": "甲"}\n',
    ),
}


@pytest.mark.parametrize("ending", MESSY)
async def test_formatting_gives_one_form(push: Editor, ending: str) -> None:
    language, messy, tidy = MESSY[ending]
    uri, _ = await push.open(f"a.{ending}", messy, language)
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = await push.client.text_document_formatting_async(types.DocumentFormattingParams(document(uri), options))
    assert push.after(uri, edits or []) == tidy
    await push.close(uri)
    uri, _ = await push.open(f"a.{ending}", tidy, language)
    edits = await push.client.text_document_formatting_async(types.DocumentFormattingParams(document(uri), options))
    assert not edits


async def test_formatting_a_range_leaves_the_rest(push: Editor) -> None:
    text = '{"content":"甲","name":"名"}\n{"content":"乙","name":"号"}\n'
    uri, _ = await push.open("a.sms.jsonl", text, "jsonl")
    line = types.Range(types.Position(1, 0), types.Position(1, 3))
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    params = types.DocumentRangeFormattingParams(document(uri), line, options)
    edits = await push.client.text_document_range_formatting_async(params)
    after = edited(text, edits or [], push.encoding)
    assert after == '{"content":"甲","name":"名"}\n{"name": "号", "content": "乙"}\n'


async def test_broken_documents_are_not_formatted(push: Editor) -> None:
    uri, _ = await push.open("a.sms.json", '[{"content": "甲", ]', "json")
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = await push.client.text_document_formatting_async(types.DocumentFormattingParams(document(uri), options))
    assert not edits


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  old: other", "other_number", "`other_number2`"),
        ("ty", "pe: notification", "`type`"),
        ("rule: descr", "iption-missing", "description"),
        ("😀尊", "敬的", "1 segment"),
        ("", "😀尊", "unsupported-character"),
    ],
)
async def test_hovers(push: Editor, before: str, after: str, told: str) -> None:
    at = TEXT.index(before + after.removeprefix("other_number") if before.endswith("other") else before + after) + len(
        before
    )
    uri, place = await push.open("a.sms", TEXT[:at] + CURSOR + TEXT[at:])
    found = await push.client.text_document_hover_async(types.HoverParams(document(uri), place))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert told in found.contents.value


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (
            "variables:\n  item:\n    attribute: others\n    rea‸son: 书名",
            "`reason`: Why the variable has this attribute.",
        ),
        ("redirection:\n  - kind: domain\n    reason: 子‸公司", "`reason`: Why this company differs"),
        ("suppress:\n  - rule: name-missing\n    re‸ason: 内部", "`reason`: Why the finding is accepted."),
        ("materials:\n  - kind: other\n    no‸te: 见第二页", "`note`: What the reviewer should look at."),
        ("re‸ason: 内部", "Unknown field"),
    ],
)
async def test_a_hover_tells_of_a_key_what_it_means_where_it_stands(push: Editor, part: str, told: str) -> None:
    uri, place = await push.open("a.sms", f"---\ntype: notification\n{part}\n---\n您好。")
    found = await push.client.text_document_hover_async(types.HoverParams(document(uri), place))
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith(told)
    assert found.contents.value.count("`reason`") <= 1


async def test_a_hover_below_a_comment_in_a_file_with_crlf(push: Editor) -> None:
    text = "---\nname: 登录\ntype: verification\n#\nvariables:\n  code: number@Captcha\n---\n😀验证码${co@de}\n"
    for number, told in enumerate(("`numberCaptcha`", "`${code}`")):
        parts = text.replace("\n", "\r\n").split("@")
        before = "".join(parts[: number + 1])
        uri, place = await push.open("a.sms", before + CURSOR + "".join(parts[number + 1 :]))
        found = await push.client.text_document_hover_async(types.HoverParams(document(uri), place))
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        assert told in found.contents.value
        await push.close(uri)


async def test_a_selection_in_an_unknown_field(push: Editor) -> None:
    for name, text in (
        ("a.sms", f"---\nname: 甲\nremark: ab{CURSOR}c\n---\n您好"),
        ("a.sms", f"---\nvariables:\n  a: {{ attribut: ab{CURSOR}c }}\n---\n您好${{a}}"),
        ("a.sms.json", f'{{"content": "您好", "remark": "ab{CURSOR}c"}}'),
    ):
        uri, place = await push.open(name, text)
        params = types.SelectionRangeParams(document(uri), [place])
        found = await push.client.text_document_selection_range_async(params)
        assert found is not None
        assert "abc" in push.covered(uri, found[0].range)
        await push.close(uri)


async def test_a_range_never_falls(push: Editor) -> None:
    text = "---\ntype: international\nvariables:\n  a: others\n---\n[€] {{€}} ${a}"
    uri, _ = await push.open("a.sms", text)
    found = await push.client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
    titles = [each.command.title for each in found or () if each.command is not None]
    ranges = [re.findall(r"(\d+)–(\d+)", title) for title in titles]
    assert all(int(low) <= int(high) for one in ranges for low, high in one)
