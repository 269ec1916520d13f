"""Completion in every format, after any number of typed characters."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from lsprotocol import types

from lsp.editor import CURSOR, Editor, position

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]

FORMATS = {
    "sms": (
        "smstemplate",
        "---\nname: 取件😀\ntype: notification\nvariables:\n  time: DECLARED\n  pickup: others\n---\n😀您好，"
        "请于${time}前PLACEhere取走包裹。\n",
    ),
    "sms.yaml": (
        "yaml",
        "templates:\n  - name: 取件😀\n    type: notification\n    variables:\n      time: DECLARED\n"
        "      pickup: others\n"
        "    content: 😀您好，请于${time}前PLACEhere取走包裹。\n  - name: 另一个\n    content: 您好【甲】。\n",
    ),
    "sms.json": (
        "json",
        '[\n  {"name": "取件😀", "type": "notification", "variables": {"time": "DECLARED", "pickup": "others"},\n'
        '   "content": "😀您好，请于${time}前PLACEhere取走包裹。"},\n  {"name": "另一个", '
        '"content": "您好【甲】。"}\n]\n',
    ),
    "sms.jsonl": (
        "jsonl",
        '{"name": "取件😀", "type": "notification", "variables": {"time": "DECLARED", "pickup": "others"}, '
        '"content": "😀您好，请于${time}前PLACEhere取走包裹。"}\n{"name": "另一个", "content": "您好【甲】。"}\n',
    ),
    "sms.csv": (
        "csv",
        "name,type,variables,content\n"
        "取件😀,notification,time-DECLARED；pickup-others,😀您好，请于${time}前PLACEhere取走包裹。\n"
        "另一个,,,您好【甲】。\n",
    ),
}


def text_of(ending: str, declared: str = "time", place: str = "") -> str:
    return FORMATS[ending][1].replace("DECLARED", declared).replace("PLACEhere", place)


async def items(editor: Editor, uri: str, place: types.Position) -> Sequence[types.CompletionItem]:
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    found = await editor.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return found.items


def accepted(editor: Editor, uri: str, item: types.CompletionItem) -> str:
    assert isinstance(item.text_edit, types.TextEdit)
    return editor.after(uri, [item.text_edit, *(item.additional_text_edits or ())])


@pytest.mark.parametrize("ending", FORMATS)
async def test_every_prefix_of_a_placeholder(push: Editor, ending: str) -> None:
    language = FORMATS[ending][0]
    whole = text_of(ending, place="${pickup}")
    for typed in ("$", "${", *("${" + "pickup"[:length] for length in range(1, 7))):
        for closing in ("", "}"):
            if closing and typed == "$":
                continue
            marked = text_of(ending, place=typed + CURSOR + closing)
            uri, place = await push.open(f"a.{ending}", marked, language)
            found = await items(push, uri, place)
            labels = [item.label for item in found]
            assert labels[0] == "${pickup}", (typed, closing, labels)
            assert "${time}" not in labels
            assert accepted(push, uri, found[0]) == whole
            assert isinstance(found[0].text_edit, types.TextEdit)
            replaced = push.covered(uri, found[0].text_edit.range)
            assert (found[0].filter_text or "").startswith(replaced.rstrip("}")), replaced
            await push.close(uri)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("sign", ["{", "/"])
async def test_other_ways_to_begin_a_placeholder(push: Editor, ending: str, sign: str) -> None:
    language = FORMATS[ending][0]
    uri, place = await push.open(f"a.{ending}", text_of(ending, place=sign + CURSOR), language)
    found = await items(push, uri, place)
    assert found[0].label == "${pickup}"
    assert accepted(push, uri, found[0]) == text_of(ending, place="${pickup}")


@pytest.mark.parametrize("ending", FORMATS)
async def test_every_prefix_of_a_declaration(push: Editor, ending: str) -> None:
    language = FORMATS[ending][0]
    for length in range(len("phone_number2") + 1):
        marked = text_of(ending, declared="phone_number2"[:length] + CURSOR)
        uri, place = await push.open(f"a.{ending}", marked, language)
        found = await items(push, uri, place)
        named = [item for item in found if item.label == "phone_number2"]
        assert named, (length, [item.label for item in found])
        assert "numberCaptcha" not in [item.label for item in found]
        after = accepted(push, uri, named[0])
        assert after.replace('"phone_number2"', "phone_number2") == text_of(ending, declared="phone_number2").replace(
            '"phone_number2"', "phone_number2"
        )
        await push.close(uri)


async def test_a_suggested_name_brings_its_declaration(push: Editor) -> None:
    for ending in ("sms", "sms.yaml", "sms.json", "sms.jsonl", "sms.csv"):
        language = FORMATS[ending][0]
        uri, place = await push.open(f"a.{ending}", text_of(ending, place="${" + CURSOR), language)
        found = await items(push, uri, place)
        item = next(item for item in found if item.label == "${address}")
        assert "null" not in json.dumps([each.data for each in found])  # Neovim drops them
        resolved = await push.client.completion_item_resolve_async(item)
        after = accepted(push, uri, resolved)
        assert "前${address}取走" in after
        assert after.count("address") >= 3, after
        await push.close(uri)


async def test_a_slash_in_a_link_does_not_start_one(push: Editor) -> None:
    uri, place = await push.open("a.sms", f"请查看 https://a.example.com/{CURSOR}")
    assert not await items(push, uri, place)
    await push.close(uri)
    uri, place = await push.open("a.sms", f"您好，/{CURSOR}")
    assert await items(push, uri, place)


async def test_punctuation_of_a_message_begins_nothing(push: Editor) -> None:
    uri, place = await push.open("a.sms", f"---\ntype: notification\n---\n时间:{CURSOR}")
    context = types.CompletionContext(types.CompletionTriggerKind.TriggerCharacter, ":")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place, context)
    assert await push.client.text_document_completion_async(params) is None
    assert await items(push, uri, place)


async def test_a_missing_keyword_is_offered_as_a_snippet(pull: Editor) -> None:
    uri, place = await pull.open("a.sms", f"---\ntype: verification\n---\n您好，/{CURSOR}")
    found = await items(pull, uri, place)
    phrase = next(item for item in found if item.label == "验证码")
    assert phrase.insert_text_format == types.InsertTextFormat.Snippet
    await pull.close(uri)
    uri, place = await pull.open("a.sms", f"---\ntype: verification\n---\n您的验证码为/{CURSOR}")
    assert "验证码" not in [item.label for item in await items(pull, uri, place)]


async def test_missing_unsubscribe_wording_is_offered(push: Editor) -> None:
    uri, place = await push.open("a.sms", f"---\ntype: promotional\n---\n新品上市，欢迎选购/{CURSOR}")
    assert any("拒收请回复R" in item.label for item in await items(push, uri, place))


async def test_fields_types_and_rules(push: Editor) -> None:
    uri, place = await push.open("a.sms", f"---\nname: a\nty{CURSOR}\n---\n您好")
    labels = [item.label for item in await items(push, uri, place)]
    assert "type" in labels
    assert "name" not in labels
    await push.close(uri)
    uri, place = await push.open("a.sms", f"---\ntype: {CURSOR}\n---\n您好")
    assert [item.label for item in await items(push, uri, place)][:2] == ["verification", "notification"]
    await push.close(uri)
    uri, place = await push.open("a.sms", f"---\n# smslint: ignore[sig{CURSOR}]\nname: a\n---\n您好")
    found = await items(push, uri, place)
    item = next(item for item in found if item.label == "signature-missing")
    assert accepted(push, uri, item) == "---\n# smslint: ignore[signature-missing]\nname: a\n---\n您好"
    await push.close(uri)
    uri, place = await push.open("a.sms", f"---\nsuppress:\n  - rule: {CURSOR}\n---\n您好")
    assert "signature-missing" in [item.label for item in await items(push, uri, place)]


async def test_examples_fit_the_attribute(push: Editor) -> None:
    declared = f"{{ attribute: numberCaptcha, example: {CURSOR} }}"
    marked = f"---\ntype: verification\nvariables:\n  code: {declared}\n---\n验证码${{code}}"
    uri, place = await push.open("a.sms", marked)
    found = await items(push, uri, place)
    assert found
    assert all(item.label.isdecimal() and 4 <= len(item.label) <= 6 for item in found)
    assert all(
        json.loads(item.text_edit.new_text) == item.label
        for item in found
        if isinstance(item.text_edit, types.TextEdit)
    )


async def test_documentation_comes_with_resolving(push: Editor) -> None:
    uri, place = await push.open("a.sms", f"---\ntype: notification\nvariables:\n  a: {CURSOR}\n---\n您好${{a}}")
    item = next(item for item in await items(push, uri, place) if item.label == "time")
    assert item.documentation is None
    resolved = await push.client.completion_item_resolve_async(item)
    assert isinstance(resolved.documentation, types.MarkupContent)
    assert "2026" in resolved.documentation.value


async def test_nothing_is_offered_where_nothing_is_known(push: Editor) -> None:
    params = types.CompletionParams(types.TextDocumentIdentifier("file:///none.sms"), types.Position(0, 0))
    assert await push.client.text_document_completion_async(params) is None


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (f'ignore = ["signature-mis{CURSOR}"]\n', "signature-missing"),
        (f'select = [\n  "length",\n  "{CURSOR}"\n]\n', "links"),
        (f'[[suppress]]\nrule = "{CURSOR}"\n', "signature-missing"),
        (f"[severity]\nsignat{CURSOR}\n", "signature-missing"),
        (f'fail-on = "error"\nva{CURSOR}\n', "value-length"),
    ],
)
async def test_settings_files(push: Editor, marked: str, wanted: str) -> None:
    at = marked.index(CURSOR)
    text = marked.replace(CURSOR, "")
    uri = "file:///nowhere/smslint.toml"
    item = types.TextDocumentItem(uri, "toml", 1, text)
    push.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    push.texts[uri] = text
    found = next(each for each in await items(push, uri, position(text, at, push.encoding)) if each.label == wanted)
    assert wanted in accepted(push, uri, found)
    del push.texts[uri]
    push.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


async def test_foreign_files_are_left_alone(push: Editor) -> None:
    uri, place = await push.open("deployment.yaml", f"kind: Pod\nvalue: 【{CURSOR}】\n", "yaml")
    assert not await push.type(uri, 0, 0, "# ")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    assert await push.client.text_document_completion_async(params) is None


@pytest.mark.parametrize("sign", ["￥", "＄", "¥", "｛", "＄｛", "￥{", "$｛"])
async def test_signs_of_a_chinese_keyboard_begin_a_placeholder_and_are_replaced(push: Editor, sign: str) -> None:
    uri, place = await push.open("a.sms", text_of("sms", place=sign + CURSOR))
    found = await items(push, uri, place)
    assert found[0].label == "${pickup}"
    assert (found[0].filter_text or "").startswith(sign)
    assert accepted(push, uri, found[0]) == text_of("sms", place="${pickup}")


@pytest.mark.parametrize("typed", ["$地址", "${地址", "/地址", "$address"])
async def test_a_variable_is_found_by_its_meaning(push: Editor, typed: str) -> None:
    uri, place = await push.open("a.sms", text_of("sms", place=typed + CURSOR))
    item = next(item for item in await items(push, uri, place) if item.label == "${address}")
    rest = iter(item.filter_text or "")
    assert all(character in rest for character in typed), item.filter_text
    assert item.label_details is not None
    assert item.label_details.description == "Address"
    assert "前${address}取走" in accepted(push, uri, item)


async def test_a_name_of_ones_own_is_declared_as_its_place_says(push: Editor) -> None:
    uri, place = await push.open("a.sms", "---\nname: 一\ntype: notification\n---\n您的取件码${shelf_code" + CURSOR)
    item = (await items(push, uri, place))[-1]
    assert (item.label, item.detail) == ("${shelf_code}", "a name of your own")
    resolved = await push.client.completion_item_resolve_async(item)
    assert "shelf_code: pick_up_code" in accepted(push, uri, resolved)


async def test_a_name_that_nothing_explains_is_not_declared(push: Editor) -> None:
    uri, place = await push.open("a.sms", "---\nname: 一\ntype: notification\n---\n甲乙丙丁${zzz" + CURSOR)
    item = (await items(push, uri, place))[-1]
    assert item.label == "${zzz}"
    assert "declares" not in item.data


async def test_a_slip_in_a_declared_name_still_finds_it(push: Editor) -> None:
    uri, place = await push.open("a.sms", text_of("sms", place="${pikcup" + CURSOR))
    assert (await items(push, uri, place))[0].label == "${pickup}"
    assert "pikcup" in ((await items(push, uri, place))[0].filter_text or "")


@pytest.mark.parametrize("kind", ["international", "digital"])
async def test_types_without_attributes_are_offered_names(push: Editor, kind: str) -> None:
    uri, place = await push.open("a.sms", f"---\nname: a\ntype: {kind}\n---\nYour order ${CURSOR}")
    found = await items(push, uri, place)
    assert {"${order}", "${name}", "${time}"} <= {item.label for item in found}
    assert not any("declares" in (item.data or {}) for item in found)


@pytest.mark.parametrize("ending", ["sms", "sms.yaml"])
async def test_an_empty_file_offers_whole_templates(push: Editor, ending: str) -> None:
    uri, place = await push.open(f"到站.{ending}", CURSOR, FORMATS[ending][0])
    found = await items(push, uri, place)
    assert [item.label for item in found] == ["verification", "notification", "promotional", "international", "digital"]
    assert "到站" in accepted(push, uri, found[1])
    assert "notification" in accepted(push, uri, found[1])


@pytest.mark.parametrize("typed", ["＄｛code｝", "￥{code｝", "$｛code}"])
async def test_a_placeholder_in_full_width_is_put_into_half_width(push: Editor, typed: str) -> None:
    marked = f"---\nname: ＄｛code｝\n---\n😀您的取件码{typed}{CURSOR}，"
    uri, place = await push.open("a.sms", marked)
    options = types.FormattingOptions(2, True)
    document = types.TextDocumentIdentifier(uri)
    params = types.DocumentOnTypeFormattingParams(document, place, typed[-1], options)
    edits = await push.client.text_document_on_type_formatting_async(params)
    assert push.after(uri, list(edits or ())) == "---\nname: ＄｛code｝\n---\n😀您的取件码${code}，"
