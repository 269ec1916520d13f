"""Positions in source code, in three encodings, with emoji and characters beyond the BMP in every kind of literal."""

from __future__ import annotations

import asyncio
from typing import get_args

import pytest

from lsp.editor import covered, position
from lsp.test_code_places import inspected
from smslint.core.text import Encoding
from smslint.lsp.code_places import sent_at
from smslint.lsp.code_project import CodeProject

TEMPLATE = (
    "---\ntype: notification\ncode: SMS_270000002\nvariables:\n  item: others\n---\n您寄存的${item}已由前台签收。\n"
)
WIDE = "😀𠮷é"
"""An emoji, a Han character beyond the BMP, and a letter of two bytes in UTF-8."""
JSON = '{{"{0}":"{0}","itme":"{0}"}}'
ESCAPED = JSON.replace('"', '\\"').format(WIDE)


def java(param: str) -> str:
    return (
        f'class A {{ /* {WIDE} */ void a(String c) {{ R r = new SendSmsRequest(); String s = "{WIDE}";\n'
        f' r.setSignName("{WIDE}"); r.setTemplateCode("SMS_270000002"); r.setTemplateParam({param}); }} }}\n'
    )


def call(form: str, param: str) -> str:
    return form.replace("WIDE", WIDE).replace("PARAM", param)


TS = (
    "const w = 'WIDE'; const r = { signName: 'WIDE', templateCode: 'SMS_270000002', phoneNumbers: p,"
    " templateParam: PARAM };"
)
PHP = "<?php $w = 'WIDE'; $r = ['SignName' => 'WIDE', 'TemplateCode' => 'SMS_270000002', 'TemplateParam' => PARAM];"
PYTHON = "w = 'WIDE'\nr = SendSmsRequest(sign_name='WIDE', template_code='SMS_270000002', template_param=PARAM)\n"
GO = (
    'package a\nvar r = &dysmsapi.SendSmsRequest{SignName: tea.String("WIDE"),'
    ' TemplateCode: tea.String("SMS_270000002"), TemplateParam: PARAM}\n'
)
KOTLIN = (
    'val w = "WIDE"; val r = SendSmsRequest().setSignName("WIDE").setTemplateCode("SMS_270000002")'
    ".setTemplateParam(PARAM)"
)
CSHARP = (
    'class A { object r = new SendSmsRequest { SignName = "WIDE", TemplateCode = "SMS_270000002",'
    " TemplateParam = PARAM }; }"
)
PLAIN = JSON.format(WIDE)
SENDS = {
    "string.java": java(f'"{ESCAPED}"'),
    "joined.java": java(f'"{ESCAPED[:-4]}" + c + "\\"}}"'),
    "block.java": java(f'"""\n  {PLAIN}\n  """'),
    "map.java": java(f'JSON.toJSONString(Map.of("{WIDE}", "{WIDE}", "itme", c))'),
    "units.java": java(f'"{{\\"\\uD83D\\uDE00\\":\\"{WIDE}\\",\\"itme\\":\\"x\\"}}"'),
    "single.ts": call(TS, f"'{PLAIN}'"),
    "double.ts": call(TS, f'"{ESCAPED}"'),
    "template.ts": call(TS, f"`{PLAIN}`"),
    "points.ts": call(TS, f'\'{{"\\u{{1F600}}":"{WIDE}","itme":"x"}}\''),
    "object.tsx": call(TS, f"JSON.stringify({{ '{WIDE}': '{WIDE}', itme: p }})"),
    "object.js": call(TS, f"JSON.stringify({{ '{WIDE}': '{WIDE}', \"itme\": p }})"),
    "single.php": call(PHP, f"'{PLAIN}'"),
    "double.php": call(PHP, f'"{ESCAPED}"'),
    "array.php": call(PHP, f"json_encode(['{WIDE}' => '{WIDE}', 'itme' => 'x'])"),
    "string.py": call(PYTHON, f"'{PLAIN}'"),
    "triple.py": call(PYTHON, f'"""{PLAIN}"""'),
    "raw.py": call(PYTHON, f"r'{PLAIN}'"),
    "filled.py": call(PYTHON, f'f\'{{{{"{WIDE}":"{{w}}","itme":"{WIDE}"}}}}\''),
    "dict.py": call(PYTHON, f"json.dumps({{'{WIDE}': '{WIDE}', 'itme': w}})"),
    "string.go": call(GO, f'tea.String("{ESCAPED}")'),
    "raw.go": call(GO, f"tea.String(`{PLAIN}`)"),
    "string.kt": call(KOTLIN, f'"{ESCAPED}"'),
    "raw.kt": call(KOTLIN, f'"""{PLAIN}"""'),
    "map.kt": call(KOTLIN, f'gson.toJson(mapOf("{WIDE}" to "{WIDE}", "itme" to w))'),
    "string.cs": call(CSHARP, f'"{ESCAPED}"'),
    "verbatim.cs": call(CSHARP, '@"' + PLAIN.replace('"', '""') + '"'),
}
CONTENT = f"{WIDE}您好${{name}}${{order}}已发货"
CODE = "SMS_270000009"
TEMPLATES = {
    "record.java": f"/* {WIDE}\n * 模板CODE: {CODE}\n * 模板内容：{CONTENT}\n */ class A {{}}\n",
    "array.php": f"<?php $t = ['{WIDE}' => 1, 'code' => '{CODE}', 'content' => '{CONTENT}'];\n",
    "object.ts": f"const t = {{ w: '{WIDE}', code: '{CODE}', content: '{CONTENT}' }};\n",
    "dict.py": f"T = {{'{WIDE}': 1, 'code': '{CODE}', 'content': '{CONTENT}'}}\n",
    "marked.go": f'package a\n// smslint: template code={CODE}\nvar t = "{CONTENT}"\n',
    "marked.kt": f'// smslint: template code={CODE}\nval t = "{CONTENT}"\n'.replace("$", "\\$"),
    "marked.cs": f'class A {{\n// smslint: template code={CODE}\nstring t = "{CONTENT}"; }}\n',
    "seed.sql": f"INSERT INTO t (w, code, content) VALUES ('{WIDE}', '{CODE}', '{CONTENT}');\n",
    "a.yml": f'sms:\n  w: {WIDE}\n  template-code: {CODE}\n  template-content: "{CONTENT}"\n',
    "a.properties": f"a.w={WIDE}\na.template-code={CODE}\na.template-content={CONTENT}\n",
    "a.md": f"{WIDE}\n\n- 模板CODE：{CODE}\n- 模板内容：{CONTENT}\n",
}


@pytest.mark.parametrize("name", SENDS)
@pytest.mark.parametrize("encoding", get_args(Encoding))
def test_findings_at_sends_mark_their_text(name: str, encoding: Encoding) -> None:
    text = SENDS[name]
    file, template = inspected(name, text, encoding), inspected("a.sms", TEMPLATE)
    project = asyncio.run(CodeProject.of([file, template]))
    file.contract = project.findings
    found = [each for each in file.of_document if each.finding.rule.id == "parameter-unknown"]
    marked = [covered(text, file.positions.range(each.start, each.end), encoding) for each in found]
    assert marked[-1] == "itme", marked
    assert len(marked) == 2
    assert marked[0] in (WIDE, "\\uD83D\\uDE00", "\\u{1F600}")
    at = file.positions.offset(position(text, text.rindex("itme") + 2, encoding))
    sent = sent_at(project, file, at)
    assert sent is not None
    assert sent.key is not None
    assert sent.key.name == "itme"


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("encoding", get_args(Encoding))
def test_findings_in_templates_mark_their_text(name: str, encoding: Encoding) -> None:
    text = TEMPLATES[name]
    file = inspected(name, text, encoding)
    (found,) = [each for each in file.diagnostics if each.finding.rule.id == "adjacent-variables"]
    marked = covered(text, file.positions.range(found.start, found.end), encoding)
    assert marked.replace("\\", "") == "${name}${order}"
