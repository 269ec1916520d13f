"""Source code in editors: what its sends pass against their templates, and how one leads to the other."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types

from lsp.editor import CURSOR, Editor, covered

pytestmark = pytest.mark.asyncio(loop_scope="session")

MANIFEST = """---
name: 登录验证码
type: verification
code: SMS_152550005
signature: 示例科技
description: 用户登录网站时验证手机号
variables:
  code: { attribute: numberCaptcha, example: "123456" }
  minutes: { attribute: otherNumber, example: "5" }
---
您的验证码为${code}，用于登录，${minutes}分钟内有效，请勿泄露。
"""
REFRESH = types.WORKSPACE_DIAGNOSTIC_REFRESH
WRONG = ("parameter-missing", "parameter-unknown", "parameter-not-escaped")
JAVA = """class Sender {
    void send(String code) {
        SendSmsRequest request = new SendSmsRequest();
        request.setSignName("示例科技");
        request.setTemplateCode("SMS_152550005");
        request.setTemplateParam("{\\"number\\":\\"" + code + "\\",\\"minutes\\":\\"5\\"}");
    }
}
"""


@pytest_asyncio.fixture(loop_scope="session")
async def project(pull: Editor) -> AsyncIterator[Path]:
    """A folder whose source code is read, with a template."""
    assert pull.folder is not None
    folder = Path(tempfile.mkdtemp(dir=pull.folder))
    (folder / "smslint.toml").write_text("code = true\n", encoding="utf-8")
    (folder / "login.sms").write_text(MANIFEST, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)
    later = (REFRESH, "registered", "unregistered")
    pull.client.unclaimed[:] = [each for each in pull.client.unclaimed if each[0] not in later]


def told(found: Sequence[types.Diagnostic]) -> set[object]:
    return {each.code for each in found}


async def until(editor: Editor, uri: str, *rules: str) -> Sequence[types.Diagnostic]:
    """The diagnostics of a document, as soon as they are of some rules; what the workspace tells comes later."""
    while told(found := await editor.diagnostics(uri)) != {*rules}:
        await editor.claim(REFRESH)
    return found


async def test_sends_are_compared_with_their_templates(pull: Editor, project: Path) -> None:
    uri, _ = await pull.open((project / "Sender.java").as_uri(), JAVA, "java")
    found = await until(pull, uri, *WRONG)
    marked = {each.code: pull.covered(uri, each.range) for each in found}
    assert marked["parameter-unknown"] == "number"
    start = JAVA.index("number")
    assert told(await pull.type(uri, start, start + 6, "code")) == {"parameter-not-escaped"}


async def test_code_is_left_alone_where_the_settings_do_not_name_it(pull: Editor, project: Path) -> None:
    (project / "smslint.toml").unlink()
    uri, at = await pull.open((project / "Sender.java").as_uri(), JAVA.replace("_1525", f"_15{CURSOR}25"), "java")
    assert not await pull.diagnostics(uri)
    assert await hover(pull, uri, at) is None


async def hover(editor: Editor, uri: str, at: types.Position) -> str | None:
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
    found = await editor.client.text_document_hover_async(params)
    assert found is None or isinstance(found.contents, types.MarkupContent)
    return found.contents.value if found is not None else None


async def definition(editor: Editor, uri: str, at: types.Position) -> list[str]:
    """What a definition marks in the manifest."""
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), at)
    found = await editor.client.text_document_definition_async(params)
    places = [found] if isinstance(found, types.Location) else found or []
    assert all(isinstance(each, types.Location) and each.uri.endswith("/login.sms") for each in places)
    return [covered(MANIFEST, each.range, editor.encoding) for each in places if isinstance(each, types.Location)]


@pytest.mark.parametrize(
    ("marked", "told", "declared"),
    [
        (f"SMS_15{CURSOR}2550005", "登录验证码", "SMS_152550005"),
        (f"min{CURSOR}utes", "示例值：`5`", "minutes"),
        (f"num{CURSOR}ber", "SMS_152550005 没有变量 number", None),
    ],
)
async def test_a_code_and_a_key_lead_to_the_template(
    pull: Editor, project: Path, marked: str, told: str, declared: str | None
) -> None:
    text = JAVA.replace(marked.replace(CURSOR, ""), marked, 1)
    uri, at = await pull.open((project / "Sender.java").as_uri(), text, "java")
    await until(pull, uri, *WRONG)
    assert told in (await hover(pull, uri, at) or "").replace("\\", "")
    assert await definition(pull, uri, at) == ([declared] if declared else [])


async def test_findings_follow_the_template_that_is_being_edited(pull: Editor, project: Path) -> None:
    uri, _ = await pull.open((project / "Sender.java").as_uri(), JAVA.replace("number", "code"), "java")
    await until(pull, uri, "parameter-not-escaped")
    manifest, _ = await pull.open((project / "login.sms").as_uri(), MANIFEST)
    at = MANIFEST.index("请勿")
    await pull.type(manifest, at, at, "${where}，")
    await until(pull, uri, "parameter-not-escaped", "parameter-missing")
