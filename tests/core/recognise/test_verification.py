"""The inferred type of templates without one, and the placeholder of the verification code."""

from __future__ import annotations

import pytest

from smslint.catalog import WordSettings, load
from smslint.core.analysis import Analysis
from smslint.core.lint import Linter
from smslint.core.recognise.verification import CUES, code_placeholder
from smslint.core.template import Template, TemplateType, Variable

LINTER = Linter(load())


def read(content: str, **variables: str) -> Analysis:
    return LINTER.read(Template(content, variables={name: Variable(name, code) for name, code in variables.items()}))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("您的验证码为${code}，请勿外传。", "verification"),
        ("${code}是您的登录动态密码。", "verification"),
        ("亲爱的${name}，您的校验码（仅限本次）：${code}", "verification"),
        ("Your verification code is ${code}.", "verification"),
        ("驗證碼${code}", "verification"),
        ("您的校验码是「${code}」，请在页面填写。", "verification"),
        ("请凭验证码${code}到三号窗口取药。", "notification"),
        ("您的取件验证码${code}，请到驿站取件。", "notification"),
        ("${name}，您今天获取验证码过于频繁。", "notification"),
        ("您的验证码为2048。", "notification"),
        ("亲爱的会员，新茶八折，拒收请回复R", "promotional"),
        ("亲爱的会员，新茶八折，退订回T。", "promotional"),
        ("回T退订，新茶八折", "notification"),
        ("您已成功退订早餐。", "notification"),
        ("Dear member, tea is 20% off. Reply R to unsubscribe.", "promotional"),
        ("您的包裹到了。", "notification"),
        ("", "notification"),
    ],
)
def test_the_words_tell_the_type(content: str, expected: TemplateType) -> None:
    assert read(content).type == expected


def test_a_verification_attribute_tells_it_too() -> None:
    assert read("验证码已生成，请在页面输入 ${code} 。", code="numberCaptcha").type == "verification"
    assert read("验证码已生成，编号 ${code} 。", code="other_number2").type == "notification"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("${name}您好，验证码${code}，${minute}分钟内有效", "code"),
        ("${a}为您的登录验证码，${b}分钟内有效", "a"),
        ("【验证码】：“${x}”", "x"),
        ("验证码已发送，${x}", None),
        ("验证码：“${x}”", "x"),
    ],
)
def test_the_code_stands_next_to_the_keyword(content: str, name: str | None) -> None:
    found = code_placeholder(read(content))
    assert (found.name if found else None) == name


@pytest.mark.parametrize("content", ["您的口令(仅本次)为${code}。", "${code}是您登录的口令。"])
def test_keywords_of_ones_own_are_keywords_everywhere(content: str) -> None:
    own = Linter(load(words={CUES: WordSettings(add=("口令",))}))
    assert [linter.read(Template(content)).type for linter in (LINTER, own)] == ["notification", "verification"]
    none = Linter(load(words={CUES: WordSettings(remove=tuple(LINTER.catalog.lexicon.words(CUES)))}))
    assert none.read(Template("您的验证码为${code}。")).type == "notification"
