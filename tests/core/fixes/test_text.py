"""Missing texts are added in the language of the content."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.change import ReplaceText
from smslint.core.fixes import fixes_for
from smslint.core.lint import Linter
from smslint.core.template import Template


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("${code}", "验证码"),
        ("您的登录密码为${code}，5分钟内有效。", "验证码"),
        ("Your code is ${code}, valid for 5 minutes.", "verification code "),
    ],
)
def test_the_keyword_comes_in_the_language_of_the_content(content: str, text: str) -> None:
    linter = Linter(load(), ["verification-keyword-missing"])
    analysis = linter.read(Template(content, "verification"))
    (finding,) = linter.lint(analysis)
    (fix,) = fixes_for(finding, analysis)
    assert [change.text for change in fix.changes if isinstance(change, ReplaceText)] == [text]
