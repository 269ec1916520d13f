"""What stands at a place of source code, without a server: completions, references and renames in each language."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from lsprotocol import types

from lsp.editor import CURSOR, covered
from smslint.core.text import Encoding, Text
from smslint.lsp.actions.action import finding_key
from smslint.lsp.actions.suppress import here_edits
from smslint.lsp.code_places import references_at, renamed_keys
from smslint.lsp.code_project import CodeProject
from smslint.lsp.completion.code import in_code
from smslint.lsp.document_settings import SettingsCache
from smslint.lsp.files import FileCache
from smslint.lsp.inspection import Inspection
from smslint.lsp.open_documents import OpenDocument
from smslint.syntax.edit import Edit, applied
from smslint.workspace.diagnostic_builder import never
from smslint.workspace.discovery import discover
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import SettingsResolver

MANIFEST = """---
name: 取件通知
type: notification
code: SMS_270000002
variables:
  item: { attribute: others, example: 雨伞 }
  code: { attribute: other_number2, example: A12 }
  place: { attribute: others, example: 前台 }
---
您寄存的${item}可凭${code}到${place}领取。
"""
OTHER = MANIFEST.replace("SMS_270000002", "SMS_270000003").replace("place", "door").replace("取件", "领取")
SETTINGS = SettingsCache([Path("/nowhere")], {"code": True}, lambda problem: None)


def inspected(name: str, text: str, encoding: Encoding = "utf-16") -> Inspection:
    """A file that is open in a project whose source code is read."""
    uri = f"file:///nowhere/{name}"
    opened = OpenDocument(uri, "", 1, Text(text))

    def fail(error: Exception) -> None:
        raise error

    return Inspection.of_open(opened, SETTINGS.of(uri), encoding, None, never, (), fail)


def project_with(*files: Inspection) -> CodeProject:
    """The project of some files and two templates."""
    templates = [inspected("a.sms", MANIFEST), inspected("b.sms", OTHER)]
    return asyncio.run(CodeProject.of([*templates, *files]))


def completed(name: str, marked: str) -> list[str]:
    """What is offered at the cursor of a file."""
    offset, text = marked.index(CURSOR), marked.replace(CURSOR, "")
    file = inspected(name, text)
    found = list(in_code(project_with(file), file, text, offset, "en"))
    assert all(each.start <= offset <= each.end for each in found)
    return [each.label for each in found]


SEND = """class A {{ void send(String c) {{
    SendSmsRequest r = new SendSmsRequest();
    r.setSignName("示例🎉科技");
    r.setTemplateCode("SMS_270000002");
    {0}
}} }}
"""
KEYS = [
    ("A.java", SEND.format('r.setTemplateParam("{\\"item\\":\\"" + c + "\\",\\"‸\\":\\"\\"}");')),
    ("A.java", SEND.format('r.setTemplateParam("{\\"item\\":\\"" + c + "\\", \\"pl‸\\"}");')),
    ("A.java", SEND.format('r.setTemplateParam(JSON.toJSONString(Map.of("item", c, "‸", c)));')),
    (
        "A.java",
        SEND.format(
            'Map<String, String> m = new HashMap<>(); m.put("item", c); m.put("‸");\n'
            "    r.setTemplateParam(JSON.toJSONString(m));"
        ),
    ),
    (
        "a.ts",
        "const r = new SendSmsRequest({ signName: '示例', templateCode: 'SMS_270000002', phoneNumbers: p,"
        " templateParam: JSON.stringify({ item: '伞', p‸ }) });",
    ),
    (
        "a.js",
        "const params = { SignName: '示例', TemplateCode: 'SMS_270000002', PhoneNumbers: p,"
        " TemplateParam: JSON.stringify({ 'item': i, '‸': 1 }) };",
    ),
    (
        "a.py",
        "def send(phone, i):\n    client.send_sms(SendSmsRequest(phone_numbers=phone, sign_name='示例',"
        " template_code='SMS_270000002', template_param=json.dumps({'item': i, '‸': ''})))\n",
    ),
    (
        "a.php",
        "<?php\nfunction send($p, $i) { $r = ['PhoneNumbers' => $p, 'SignName' => '示例',"
        " 'TemplateCode' => 'SMS_270000002', 'TemplateParam' => json_encode(['item' => $i, '‸' => ''])]; }\n",
    ),
    (
        "a.go",
        "package a\nfunc send(p string, i string) { r := &dysmsapi.SendSmsRequest{PhoneNumbers: tea.String(p),"
        ' SignName: tea.String("示例"), TemplateCode: tea.String("SMS_270000002"),'
        ' TemplateParam: tea.String("{\\"item\\":\\"" + i + "\\",\\"‸\\":\\"\\"}")} }\n',
    ),
    (
        "a.kt",
        'fun send(p: String, i: String) { val r = SendSmsRequest().setPhoneNumbers(p).setSignName("示例")'
        '.setTemplateCode("SMS_270000002").setTemplateParam(gson.toJson(mapOf("item" to i, "‸" to i))) }\n',
    ),
    (
        "a.cs",
        "class A { void Send(string p, string i) { var r = new SendSmsRequest { PhoneNumbers = p,"
        ' SignName = "示例", TemplateCode = "SMS_270000002",'
        ' TemplateParam = "{\\"item\\":\\"" + i + "\\",\\"‸\\":\\"\\"}" }; } }\n',
    ),
]


@pytest.mark.parametrize(("name", "marked"), KEYS)
def test_keys_that_the_template_has_and_the_send_lacks_are_completed(name: str, marked: str) -> None:
    assert completed(name, marked) == ["code", "place"]


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("A.java", SEND.format('r.setTemplateParam("{\\"item\\":\\"‸\\"}");')),
        ("A.java", SEND.format('log.info("‸"); r.setTemplateParam("{}");')),
        ("A.java", SEND.format('r.setTemplateParam("{}"); log.info("‸{}");')),
        ("A.java", SEND.format('r.setPhoneNumbers("‸"); r.setTemplateParam("{}");')),
    ],
)
def test_nothing_is_offered_where_no_key_stands(name: str, marked: str) -> None:
    assert completed(name, marked) == []


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("A.java", 'class A { void a() { r.setTemplateCode("‸"); } }'),
        ("A.java", 'class A { static final String LOGIN = "SMS_‸"; }'),
        ("A.java", 'class A { static final String LOGIN = "SM‸"; }'.replace("SM‸", "SMS‸")),
        ("a.go", 'package a\nvar r = R{TemplateCode: tea.String("‸")}'),
        ("a.py", "send(template_code='‸')"),
        ("a.php", "<?php $s->send($p, ['template' => '‸', 'data' => []]);"),
        ("a.ts", "send({ templateCode: '‸' })"),
        ("a.kt", 'val r = R().setTemplateCode("SMS_27‸")'),
        ("a.cs", 'var r = new R { TemplateCode = "‸" };'),
        ("application.yml", "sms:\n  template-code: ‸\n"),
        ("a.properties", "sms.template-code=‸\n"),
    ],
)
def test_codes_are_completed_where_one_is_named(name: str, marked: str) -> None:
    assert completed(name, marked) == ["SMS_270000002", "SMS_270000003"]


SENDERS = {
    "A.java": SEND.format('r.setTemplateParam("{\\"item\\":\\"" + c + "\\",\\"place\\":\\"🎉\\"}");'),
    "a.ts": "const r = { signName: '示例', templateCode: 'SMS_270000002', phoneNumbers: p,"
    " templateParam: JSON.stringify({ item, place: '前台' }) };\n",
    "b.ts": "const r = { signName: '示例', templateCode: 'SMS_270000003', phoneNumbers: p,"
    " templateParam: JSON.stringify({ item, door: '前台' }) };\n",
    "c.ts": "function send(p, params) { return { signName: '示例', templateCode: 'SMS_270000002', phoneNumbers: p,"
    " templateParam: JSON.stringify(params) }; }\n",
}


def marked_by(places: list[types.Location], texts: dict[str, str]) -> list[tuple[str, str]]:
    """The file and the text of each place."""
    names = [each.uri.rpartition("/")[2] for each in places]
    return [(name, covered(texts[name], each.range, "utf-16")) for name, each in zip(names, places, strict=True)]


@pytest.mark.parametrize(
    ("name", "at", "found"),
    [
        ("a.sms", "item}", [("A.java", "item"), ("a.ts", "item")]),
        ("a.sms", "SMS_", [("A.java", '"SMS_270000002"'), ("a.ts", "'SMS_270000002'"), ("c.ts", "'SMS_270000002'")]),
        ("A.java", "place", [("a.sms", "place"), ("a.sms", "place"), ("A.java", "place"), ("a.ts", "place")]),
        (
            "c.ts",
            "SMS_",
            [
                ("a.sms", "SMS_270000002"),
                ("A.java", '"SMS_270000002"'),
                ("a.ts", "'SMS_270000002'"),
                ("c.ts", "'SMS_270000002'"),
            ],
        ),
        ("A.java", "示例", []),
    ],
)
def test_templates_and_sends_lead_to_each_other(name: str, at: str, found: list[tuple[str, str]]) -> None:
    files = {each: inspected(each, text) for each, text in SENDERS.items()}
    texts = {**SENDERS, "a.sms": MANIFEST}
    here = files.get(name) or inspected(name, MANIFEST)
    places = references_at(project_with(*files.values()), here, texts[name].index(at), True)
    assert marked_by(places, texts) == found


def test_a_rename_changes_the_sends_that_are_certain() -> None:
    files = {each: inspected(each, text) for each, text in SENDERS.items()}
    manifest = inspected("a.sms", MANIFEST)
    made = renamed_keys(project_with(*files.values()), manifest, "SMS_270000002", "item", "thing")
    after = {holder.uri[16:]: applied(SENDERS[holder.uri[16:]], sorted(edits)) for holder, edits in made.edits.values()}
    assert after == {
        "A.java": SENDERS["A.java"].replace("item", "thing"),
        "a.ts": SENDERS["a.ts"].replace("{ item,", "{ thing: item,"),
    }
    assert made.unknown == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A.java", SENDERS["A.java"]),
        ("a.ts", SENDERS["a.ts"].replace("{ item", "{\n    item").replace(" templateParam", "\n  templateParam")),
        ("a.py", KEYS[6][1].replace("'‸': ''", "'place': ''").replace(" template_param", "\n        template_param")),
        ("a.php", KEYS[7][1].replace("'‸'", "'place'")),
    ],
)
def test_a_comment_suppresses_what_is_found_at_a_send(name: str, text: str) -> None:
    file = inspected(name, text)
    file.contract = project_with(file).findings
    (shown,) = [each for each in file.of_document if each.finding.rule.id == "parameter-missing"]
    edits = here_edits(file, *finding_key(shown))
    assert edits is not None
    after = file.with_text(applied(text, [Edit(*each) for each in edits]))
    assert "parameter-missing" not in {each.finding.rule.id for each in after.of_contract}
    assert "smslint: ignore[parameter-missing]\n" in (after.document.text or Text("")).value


@pytest.mark.parametrize(
    ("name", "text", "added"),
    [
        (
            "A.java",
            SEND.format('r.setTemplateParam("{\\"item\\":\\"" + c + "\\"}");'),
            ',\\"code\\":\\"\\",\\"place\\":\\"\\"',
        ),
        ("a.ts", SENDERS["b.ts"].replace("0003", "0002").replace(", door: '前台'", ""), None),
        ("a.js", KEYS[5][1].replace(", '‸': 1", ""), ", 'code': '', 'place': ''"),
        (
            "a.js",
            KEYS[5][1].replace("{ 'item': i, '‸': 1 }", "{\n    item: i,\n  }"),
            '\n    code: "",\n    place: "",',
        ),
        ("a.js", KEYS[5][1].replace("{ 'item': i, '‸': 1 }", "{\n    item: i, // 物品\n  }"), None),
        ("a.py", KEYS[6][1].replace(", '‸': ''", ""), ", 'code': '', 'place': ''"),
        ("a.php", KEYS[7][1].replace(", '‸' => ''", ""), ", 'code' => '', 'place' => ''"),
        ("a.go", KEYS[8][1].replace(',\\"‸\\":\\"\\"', ""), ',\\"code\\":\\"\\",\\"place\\":\\"\\"'),
        ("a.kt", KEYS[9][1].replace(', "‸" to i', ""), None),
        ("a.cs", KEYS[10][1].replace(',\\"‸\\":\\"\\"', ""), ',\\"code\\":\\"\\",\\"place\\":\\"\\"'),
    ],
)
def test_missing_keys_are_added_as_the_others_are_written(name: str, text: str, added: str | None) -> None:
    file = inspected(name, text)
    file.contract = project_with(file).findings
    (shown,) = [each for each in file.of_document if each.finding.rule.id == "parameter-missing"]
    fixes = file.fixes(shown)
    if added is None:
        assert not fixes
        return
    (fix,) = fixes
    assert fix.safety == "unsafe"
    assert "".join(each.text for each in fix.edits) == added
    after = file.with_text(applied(text, fix.edits))
    assert "parameter-missing" not in {each.finding.rule.id for each in after.of_contract}


def test_the_server_and_the_command_line_agree(tmp_path: Path) -> None:
    files = {
        "smslint.toml": "code = true\n",
        "a.sms": MANIFEST,
        "Codes.java": 'class Codes { static final String PICKUP = "SMS_270000002"; }\n',
        "B.java": SENDERS["A.java"].replace('"SMS_270000002"', "Codes.PICKUP").replace("class A", "class B"),
        "c.ts": SENDERS["a.ts"].replace("'SMS_270000002'", "process.env.PICKUP_CODE"),
        ".env": "PICKUP_CODE=SMS_270000002\n",
        "d.php": KEYS[7][1].replace("'‸'", "'nowhere'"),
        "e.py": "def push(phone, code, params):\n    client.send_sms(SendSmsRequest(phone_numbers=phone,"
        " sign_name='示例', template_code=code, template_param=params))\n",
        "f.py": "push('1', 'SMS_270000002', json.dumps({'item': '伞', 'code': 'A1'}))\n",
        "known.java": "class Known {\n    // smslint: ignore[parameter-missing] 已核对\n"
        + SENDERS["A.java"].partition("\n")[2],
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    resolver = RuleResolver(SettingsResolver(tmp_path))
    run = Run(resolver, DisplayFilter(), date.today())
    found = list(discover([tmp_path], resolver.settings))
    for _ in run.check(found):
        pass
    told = sorted(
        (each.path.rpartition("/")[2], each.finding.rule.id, each.range, each.fingerprint)
        for each in run.cross_file_findings()
        if each.suppression is None
    )
    settings = SettingsCache([tmp_path], {}, lambda problem: None)
    cache = FileCache()
    opened = [cache.inspect(each, settings.of, "utf-16") for each in found]
    project = asyncio.run(CodeProject.of(each for each in opened if each is not None))
    shown = sorted(
        (each.path.rpartition("/")[2], each.finding.rule.id, each.range, each.fingerprint)
        for inspection in opened
        if inspection is not None and inspection.is_code
        for each in project.findings(inspection)
    )
    assert shown == told
    assert {path for path, *_ in told} >= {"B.java", "c.ts", "d.php", "f.py"}
