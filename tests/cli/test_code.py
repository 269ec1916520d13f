"""Source code on the command line: what is found in it, what is told, and what the project's files say of a send."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Smslint

MANIFEST = """---
name: 登录验证码
type: verification
code: SMS_152550005
signature: 示例科技
description: 用户登录网站时验证手机号
variables:
  code: { attribute: numberCaptcha, example: "123456" }
---
您的验证码为${code}，用于登录，5分钟内有效，请勿泄露。
"""
JAVA = """class Sender {
    void send(String code) {
        SendSmsRequest request = new SendSmsRequest();
        request.setSignName("示例科技");
        request.setTemplateCode("SMS_152550005");
        request.setTemplateParam("{\\"number\\":\\"" + code + "\\"}");
    }
}
"""
RULES = "parameter-missing,parameter-unknown,parameter-not-string,parameter-value,obsolete-api"


@pytest.fixture
def project(folder: Path) -> Path:
    (folder / "smslint.toml").write_text("code = true\n", encoding="utf-8")
    (folder / "sms").mkdir()
    (folder / "sms" / "login.sms").write_text(MANIFEST, encoding="utf-8")
    (folder / "src").mkdir()
    return folder


def told(answer_out: str) -> list[str]:
    return [" ".join(line.split(" ")[:3]) for line in answer_out.splitlines() if line.startswith("src/")]


def test_a_send_with_other_names_than_the_template_is_an_error(project: Path, smslint: Smslint) -> None:
    (project / "src" / "Sender.java").write_text(JAVA, encoding="utf-8")
    answer = smslint("check", "src", "--format", "concise", "--select", RULES)
    assert answer.code == 1
    assert told(answer.out) == [
        "src/Sender.java:6:34 error parameter-missing",
        "src/Sender.java:6:38 warning parameter-unknown",
    ]
    assert "SMS_152550005 needs ${code}" in answer.out
    assert "did you mean code?" in answer.out
    assert "1 send site: 1 certain." in answer.out


def test_the_fix_renames_the_key_through_the_escapes(project: Path, smslint: Smslint) -> None:
    (project / "src" / "Sender.java").write_text(JAVA, encoding="utf-8")
    answer = smslint("check", "src", "--format", "json", "--select", RULES)
    assert '"text": "code"' in answer.out
    assert "Rename it to code" in answer.out


def test_code_is_not_read_unless_it_is_asked_for(project: Path, smslint: Smslint) -> None:
    (project / "smslint.toml").write_text("", encoding="utf-8")
    (project / "src" / "Sender.java").write_text(JAVA, encoding="utf-8")
    assert "Sender.java" not in smslint("check", ".", "--format", "concise").out
    assert "Sender.java" in smslint("check", ".", "--code", "--format", "concise").out
    assert "Sender.java" in smslint("check", "src/Sender.java", "--format", "concise").out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_constants_settings_and_wrappers_are_followed_through_the_project(
    project: Path, smslint: Smslint, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smslint.workspace.parallel.PAYS", 1)
    files = {
        "Codes.kt": 'object Codes { const val LOGIN = "SMS_152550005" }\n',
        "a.kt": 'fun f() { r.signName = "x"; r.templateCode = Codes.LOGIN; r.templateParam = "{\\"no\\":\\"$n\\"}" }\n',
        "b.py": 'SendSmsRequest(sign_name="x", template_code=os.getenv("SMS_LOGIN"), template_param=\'{"no":"1"}\')\n',
        "c.go": 'package a\n\nfunc Send(tpl, param string) { request.SignName = "x"; request.TemplateCode = tpl; '
        "request.TemplateParam = param }\n",
        "d.go": 'package a\n\nfunc f() { Send("SMS_152550005", `{"no":"1"}`) }\n',
        "e.php": "<?php $helper->push($phone, 'SMS_152550005', ['no' => $no]);\n",
        "F.java": 'class F { @Value("${sms.login}") private String tpl; void f() { r.setSignName("x"); '
        'r.setTemplateCode(tpl); r.setTemplateParam("{\\"no\\":\\"1\\"}"); } }\n',
    }
    for name, text in files.items():
        (project / "src" / name).write_text(text, encoding="utf-8")
    (project / ".env").write_text("SMS_LOGIN=SMS_152550005\n", encoding="utf-8")
    (project / "application.yml").write_text("sms:\n  login: SMS_152550005\n", encoding="utf-8")
    settings = '[[code.send]]\ncall = "helper.push"\ncode = 2\nparams = 3\n'
    (project / "smslint.toml").write_text(settings, encoding="utf-8")
    answer = smslint("check", "src", "--format", "concise", "--select", "parameter-missing", "--jobs", jobs)
    found = [line.split(":")[0] for line in answer.out.splitlines() if "parameter-missing" in line]
    assert found == ["src/F.java", "src/a.kt", "src/b.py", "src/d.go", "src/e.php"]
    assert "6 send sites: 5 certain, 1 unresolved (1 passed through)." in answer.out


def test_what_is_unresolved_is_counted_and_no_finding(project: Path, smslint: Smslint) -> None:
    text = "r = SendSmsRequest(sign_name='x', template_code=choose(), template_param=build())\n"
    (project / "src" / "a.py").write_text(text, encoding="utf-8")
    answer = smslint("check", "src", "--format", "concise")
    assert answer.code == 0
    assert "no findings" in answer.out
    assert "1 send site: 1 unresolved (1 computed)." in answer.out


def test_a_comment_suppresses_and_gives_its_reason(project: Path, smslint: Smslint) -> None:
    comment = "        // smslint: ignore[parameter-missing] the other half sends it\n"
    text = JAVA.replace("        request.setTemplateParam", comment + "        request.setTemplateParam")
    (project / "src" / "Sender.java").write_text(text, encoding="utf-8")
    answer = smslint("check", "src", "--format", "concise", "--select", "parameter-missing")
    assert "1 suppressed" in answer.out
    assert answer.code == 0
    assert smslint("check", "src", "--select", "parameter-missing", "--no-suppressions").code == 1


def test_an_obsolete_call_is_told(project: Path, smslint: Smslint) -> None:
    text = "client.query_sms_template_with_options(QuerySmsTemplateRequest(template_code='SMS_1'), x)\n"
    (project / "src" / "a.py").write_text(text, encoding="utf-8")
    answer = smslint("check", "src", "--format", "concise", "--select", RULES)
    assert told(answer.out) == ["src/a.py:1:40 warning obsolete-api"]


def test_the_missing_extra_is_one_sentence(project: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("A", "B"):
        (project / "src" / f"{name}.java").write_text(JAVA, encoding="utf-8")
    monkeypatch.setattr("smslint.documents.code.source_tree.has_grammar", lambda language: False)
    answer = smslint("check", "src", "--jobs", "1")
    assert answer.code == 2
    assert answer.err.count("pip install 'smslint[code]'") == 1
    assert "2 files" in answer.err


def test_files_over_the_limits_are_counted(project: Path, smslint: Smslint) -> None:
    (project / "src" / "a.min.js").write_text('x = "SMS_152550005"' + " " * 20_001, encoding="utf-8")
    answer = smslint("check", "src")
    assert "Files of source code that were not read: 1 with a line of more than 20,000 bytes." in answer.err


def test_a_run_in_which_no_named_file_was_read_is_no_success(project: Path, smslint: Smslint) -> None:
    (project / "src" / "Large.java").write_text("// SMS_152550005\n" + " " * (3 << 20), encoding="utf-8")
    answer = smslint("check", "src/Large.java")
    assert answer.code == 2
    assert "No document was checked" in answer.err
    answer = smslint("check", "src/Large.java", "--diff")
    assert answer.code == 2
    assert "1 larger than 2 MiB" in answer.err
    assert smslint("check", "src/Large.java", "sms").code == 0


def test_a_plain_check_imports_nothing_of_source_code(project: Path, smslint: Smslint) -> None:
    import subprocess
    import sys

    (project / "smslint.toml").write_text("", encoding="utf-8")
    program = (
        "import sys; from smslint.__main__ import main\n"
        "sys.argv = ['smslint', 'check', 'sms']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if 'tree_sitter' in name or '.code' in name or 'contract' in name])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=project)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_sites_are_listed_as_text_and_as_json(project: Path, smslint: Smslint) -> None:
    (project / "src" / "Sender.java").write_text(JAVA, encoding="utf-8")
    passes = "def send(tpl, param):\n    SendSmsRequest(sign_name='x', template_code=tpl, template_param=param)\n"
    (project / "src" / "a.py").write_text(passes, encoding="utf-8")
    lines = smslint("code", "src", "--sites").out.splitlines()
    assert lines[0] == "src/Sender.java:6:34 certain SMS_152550005: number"
    assert lines[1] == "src/a.py:2:69 pass-through code not known: passes on what it is given"
    assert '[[code.send]] call = "send", code = 1, params = 2' in lines[2]
    assert lines[-1] == "2 send sites: 1 certain, 1 unresolved (1 passed through)."
    told = json.loads(smslint("code", "src", "--sites", "--format", "json").out)
    assert (told["version"], told["counts"]) == (1, {"certain": 1, "pass-through": 1})
    site = told["sites"][0]
    assert (site["path"], site["line"], site["column"], site["codes"]) == ("src/Sender.java", 6, 34, ["SMS_152550005"])
    assert site["keys"] == [{"name": "number", "value": "joined"}]
    assert site["templates"] == [{"code": "SMS_152550005", "path": "sms/login.sms", "variables": ["code"]}]


def test_templates_of_source_code_become_manifests_that_say_where_they_come_from(
    project: Path, smslint: Smslint
) -> None:
    record = "// 模板名称：发货\n// 模板CODE：SMS_1000001\n// 模板内容：您的订单${order}已发货。\n"
    (project / "src" / "A.java").write_text(record + "class A {}\n", encoding="utf-8")
    (project / "src" / "b.go").write_text("package b\n\n" + record, encoding="utf-8")
    answer = smslint("import", "src", "--to", "sms", "--output", "out")
    assert (answer.code, answer.out) == (0, "out/发货.sms\n")
    text = (project / "out" / "发货.sms").read_text(encoding="utf-8")
    assert text.startswith("---\n# src/A.java:1\n# src/b.go:3\nname: 发货\n")
    assert "type: notification\ncode: SMS_1000001\n" in text
    assert "is inferred" in answer.err
    assert smslint("check", "out", "--select", "syntax,documents").code == 0
    assert smslint("import", "src", "--to", "yaml", "--output", "out").code == 0


def test_a_named_file_without_templates_is_told_in_one_sentence(project: Path, smslint: Smslint) -> None:
    for name, text in {
        "a.yml": "spring:\n  name: x\n",
        "b.json": "[1, 2]",
        "c.yaml": "content-type: x\nb: 1\n",
    }.items():
        (project / name).write_text(text, encoding="utf-8")
        answer = smslint("check", name, "--format", "concise")
        assert answer.out.count("it holds no template") == 1, answer.out
        assert "Checked 0 templates in 1 document: 1 error." in answer.out
        assert smslint("import", name, "--output", "out").code == 1
    assert not (project / "out").exists()
    text = "sms:\n  template-code: SMS_1000001\n  template-content: 您的${ code }已发货\n"
    (project / "application.yml").write_text(text, encoding="utf-8")
    assert (
        "application.yml:3:23 error malformed-placeholder"
        in smslint("check", "application.yml", "--format", "concise").out
    )


def test_a_named_file_of_source_code_without_templates_is_told_unless_all_of_the_code_is_read(
    project: Path, smslint: Smslint
) -> None:
    (project / "a.sql").write_text("INSERT INTO t VALUES (1, 'x');\n", encoding="utf-8")
    (project / "b.sql").write_text("-- SMS_1000001\nINSERT INTO t VALUES (1, 'x');\n", encoding="utf-8")
    assert smslint("check", "a.sql", "b.sql", "--format", "concise").out.count("it holds no template") == 0
    (project / "smslint.toml").write_text("", encoding="utf-8")
    for name in ("a.sql", "b.sql"):
        answer = smslint("check", name, "--format", "concise")
        assert answer.out.count("Cannot read this: it holds no template.") == 1
        assert answer.code == 1
    (project / "Sender.java").write_text(JAVA, encoding="utf-8")
    assert "it holds no template" not in smslint("check", "Sender.java").out


SECOND_HOP = {
    "config/services.php": """<?php
return ['sms' => ['sign' => env('ALI_SIGN', '甲'), 'login' => env('ALI_SMS_LOGIN', 'SMS_1'), 'other' => 'SMS_2']];
""",
    ".env": "ALI_SMS_LOGIN=SMS_152550005\n",
    "app/LoginNotice.php": """<?php
class LoginNotice extends Notification {
    public function toEasySms($notifiable) {
        return (new EasySmsMessage)->setTemplate(config('services.sms.login'))->setData(['number' => $this->code]);
    }
}
""",
    "settings.py": "import os\nSMS_LOGIN_TEMPLATE = os.getenv('ALI_SMS_LOGIN')\n",
    "app/send.py": "from settings import SMS_LOGIN_TEMPLATE\ndef f(code):\n    return SendSmsRequest(sign_name='x', "
    "template_code=SMS_LOGIN_TEMPLATE, template_param=json.dumps({'number': code}))\n",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_code_is_followed_through_settings_in_code_to_the_environment(
    project: Path, smslint: Smslint, jobs: str
) -> None:
    for name, text in SECOND_HOP.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    answer = smslint("check", ".", "--format", "concise", "--select", "parameter-missing", "--jobs", jobs)
    found = [line.split(" is ")[0] for line in answer.out.splitlines() if "parameter-missing" in line]
    assert [line.partition(":")[0] for line in found] == ["app/LoginNotice.php", "app/send.py"]
    assert all("SMS_152550005 needs ${code}" in line for line in found)


def test_a_wrapper_is_followed_from_files_that_name_its_codes_by_constants(project: Path, smslint: Smslint) -> None:
    files = {
        "SmsCodes.java": 'class SmsCodes { static final String LOGIN = "SMS_152550005"; }\n',
        "SmsUtil.java": "class SmsUtil { static void send(String phone, String tpl, Map<String, String> p) {\n"
        'r.setSignName("x"); r.setTemplateCode(tpl); r.setTemplateParam(JSON.toJSONString(p)); } }\n',
        "Login.java": 'class Login { void f() { SmsUtil.send(phone, SmsCodes.LOGIN, Map.of("number", code)); } }\n',
        "Mail.java": 'class Mail { void f() { SmsUtil.send(phone, other, Map.of("number", code)); } }\n',
    }
    for name, text in files.items():
        (project / "src" / name).write_text(text, encoding="utf-8")
    answer = smslint("check", "src", "--format", "concise", "--select", "parameter-missing")
    assert told(answer.out) == ["src/Login.java:1:62 error parameter-missing"]
    assert "2 send sites: 1 certain, 1 unresolved (1 passed through)." in answer.out
