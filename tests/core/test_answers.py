"""What the vendor said is found by its code in any spelling, by its words, or as something that they resemble."""

from __future__ import annotations

import random
import string

import pytest

from smslint.catalog import load
from smslint.catalog.answers import answer_index
from smslint.core.answers import LONGEST_TEXT, AnswerIndex


@pytest.fixture(scope="module")
def index() -> AnswerIndex:
    return answer_index(load().lexicon)


def first(index: AnswerIndex, text: str) -> tuple[str, str] | None:
    return next(((match.answer.id, match.certainty) for match in index.find(text)), None)


@pytest.mark.parametrize(
    "text",
    [
        "isv.SMS_TEMPLATE_ILLEGAL",
        "SMS_TEMPLATE_ILLEGAL",
        "ISV_SMS_TEMPLATE_ILLEGAL",
        "isv_sms_template_illegal",
        "SmsTemplateIllegal",
        "ErrorCode.SMS_TEMPLATE_ILLEGAL",
        "isv.SMS_TEMPLATE_ILLEGALError",
        "{Code:isv.SMS_TEMPLATE_ILLEGAL,Message:x}",
        "发送失败(isv.SMS_TEMPLATE_ILLEGAL)，请重试",
        "smstemplateillegal",
        "报错is-sms-template-illegal-message怎么办",
        "isv.sms template illegal",
        "ISV SMS TEMPLATE ILLEGAL",
    ],
)
def test_a_code_is_known_in_the_spellings_of_programs(index: AnswerIndex, text: str) -> None:
    assert first(index, text) == ("isv-sms-template-illegal", "code")


@pytest.mark.parametrize("text", ["isv.SMS_TEMPLATE_ILLEGALX", "XSMS_TEMPLATE_ILLEGAL", "isv.SMS_TEMPLATE", "isv."])
def test_a_code_is_not_known_by_a_part(index: AnswerIndex, text: str) -> None:
    assert first(index, text) is None


def test_words_with_hyphens_are_no_code(index: AnswerIndex) -> None:
    for text in ("an out-of-service lift", "user-reject-list", "THE USER REJECT LIST"):
        assert all(match.certainty != "code" for match in index.find(text)), text


def test_the_words_of_a_code_that_nobody_knows_do_not_make_it_known(index: AnswerIndex) -> None:
    for code in ("InvalidTemplateCode.Malformed", "isv.TEMPLATE_WRONG"):
        assert first(index, "该短信模板不存在") is not None
        assert first(index, f"{code}: 该短信模板不存在") is None


def test_a_code_that_is_an_ordinary_word_counts_only_where_a_code_stands(index: AnswerIndex) -> None:
    assert first(index, "EXPIRED") == ("expired", "code")
    assert first(index, '"ErrCode": "EXPIRED"') == ("expired", "code")
    assert first(index, "<Code>Forbidden</Code>") == ("forbidden-ram", "code")
    for text in ("the session EXPIRED", "403 Forbidden", "Throttling was enabled", "OK, it works", "a FILTER on mails"):
        assert first(index, text) is None, text


@pytest.mark.parametrize(
    "text",
    [
        "模版中的变量code(测试告警)不符合[其他号码（如订单号、密码等）]的变量规范!",
        "模板中的变量code（测试告警）不符合［其他号码（如订单号、密码等）］的变量规范",
        "失败：模版中的变量code(测试告警)不符合[其他号码（如订单号、密码等）]的变量规范! RequestId 1",
    ],
)
def test_a_sentence_gives_its_fields_as_they_stand(index: AnswerIndex, text: str) -> None:
    (match,) = index.find(text)
    assert match.answer.id == "isv-template-params-illegal"
    assert match.fields == {"variable": "code", "value": "测试告警", "attribute": "其他号码（如订单号、密码等）"}


def test_fields_are_those_of_the_text_and_not_folded(index: AnswerIndex) -> None:
    (match,) = index.find("模版中的变量userName(Ａ1Ｂ)不符合[个人姓名]的变量规范")
    assert match.fields == {"variable": "userName", "value": "Ａ1Ｂ", "attribute": "个人姓名"}


def test_the_code_speaks_before_the_words(index: AnswerIndex) -> None:
    words = "params must be [a-zA-Z0-9] for verification sms"
    found = index.find(f'{{"Code":"isv.TEMPLATE_PARAMS_ILLEGAL","Message":"{words}"}}')
    assert [match.answer.id for match in found] == ["isv-template-params-illegal", "verification-params-alphanumeric"]


def test_what_went_wrong_comes_before_what_went_well(index: AnswerIndex) -> None:
    found = index.find('The call said {"Code":"OK"}, the receipt says PORT_NOT_REGISTERED')
    assert [match.answer.id for match in found] == ["port-not-registered", "accepted"]


def test_a_number_where_a_code_stands_is_of_another_service(index: AnswerIndex) -> None:
    text = '"message": "the number of sms messages sent from a single mobile number every day exceeds the upper limit"'
    assert first(index, f"{{{text}}}") is not None
    assert first(index, f'{{"code": "01000044", {text}}}') is None


def test_short_words_count_only_between_punctuation(index: AnswerIndex) -> None:
    assert first(index, "账户余额不足。") == ("isv-amount-not-enough", "phrase")
    assert first(index, "您的账户余额不足以购买") is None


def test_a_short_phrase_may_be_quoted_in_a_sentence(index: AnswerIndex) -> None:
    assert first(index, "手机号前面带了+86，返回非法手机号") == ("isv-mobile-number-illegal", "perhaps")
    assert first(index, "签名一直是报备中怎么办") == ("status-filing", "perhaps")
    assert first(index, "处理非法手机号黑产") is None


def test_what_is_about_something_else_is_not_explained_by_resemblance(index: AnswerIndex) -> None:
    assert first(index, "短信模板找不到") == ("isv-sms-template-illegal", "perhaps")
    assert first(index, "邮件模板找不到") is None
    assert first(index, "收到一封邮件，说短信模板找不到") == ("isv-sms-template-illegal", "perhaps")
    assert first(index, "邮件和短信：该账号下找不到对应模板") == ("isv-sms-template-illegal", "phrase")


@pytest.mark.parametrize(
    "text",
    [
        "语音验证码模板不存在",
        "the verification email template was not found",
        "订单支付失败：账户余额不足，短信已发送给用户",
        "mysql connection timeout while saving an sms log",
        "feign.RetryableException: Read timed out executing POST http://message-center/sms/send",
        "OSS upload: SignatureDoesNotMatch",
        "头像审核不通过：含有联系方式",
        "店铺简称不唯一",
    ],
)
def test_what_other_services_say_in_the_same_words_is_not_explained(index: AnswerIndex, text: str) -> None:
    assert first(index, text) is None


def test_another_service_beside_text_messages_does_not_hide_them(index: AnswerIndex) -> None:
    assert first(index, "语音和短信都用了，短信模板找不到") == ("isv-sms-template-illegal", "perhaps")
    assert first(index, "钉钉机器人告警：短信账户余额不足") == ("isv-amount-not-enough", "perhaps")
    assert first(index, "数据库正常，短信接口内部错误 500") == ("internal-error", "perhaps")
    assert first(index, "[rabbitmq-1] SmsSender - Throttling.User") == ("throttling", "code")
    assert first(index, "[rabbitmq-1] Sender - isv.AMOUNT_NOT_ENOUGH") == ("isv-amount-not-enough", "code")


def test_the_name_of_another_service_does_not_speak_of_text_messages(index: AnswerIndex) -> None:
    assert first(index, "短信核验没通过，模板找不到") is None
    assert first(index, "短信核验没通过，短信模板找不到") == ("isv-sms-template-illegal", "perhaps")


def test_a_sentence_of_the_vendor_is_known_beside_another_service(index: AnswerIndex) -> None:
    text = 'a retry of the signed URL: dysmsapi says "Specified signature nonce was used already."'
    assert first(index, text) == ("signature-nonce-used", "phrase")


def test_a_question_does_not_hide_what_somebody_quotes(index: AnswerIndex) -> None:
    assert first(index, "短信多少钱") is None
    assert first(index, "返回业务停机，短信多少钱") == ("isv-out-of-service", "perhaps")


def test_what_resembles_a_phrase_is_told_apart(index: AnswerIndex) -> None:
    found = index.find("该账号下没有找到对应的短信模板")
    assert found == [] or found[0].certainty == "perhaps"
    found = index.find("验证码模板必须包含使用平台、失效时间和用途之一")
    assert (found[0].answer.id, found[0].certainty) == ("review-verification-context", "perhaps")


def test_a_phrase_about_signatures_does_not_resemble_a_text_about_templates(index: AnswerIndex) -> None:
    assert all(match.answer.id != "isv-sms-sign-emoji-illegal" for match in index.find("模板不能包含emoji表情"))


def test_the_words_of_other_vendors_are_not_explained(index: AnswerIndex) -> None:
    assert first(index, "腾讯云返回：签名不合法") is None
    assert first(index, "从腾讯云迁到阿里云后，返回：签名不合法") == ("isv-sms-signature-illegal", "phrase")
    assert first(index, "SignatureDoesNotMatch: The request signature we calculated does not match") is None


def test_a_code_of_many_services_counts_where_no_other_service_answers(index: AnswerIndex) -> None:
    text = '{"HostId": "%s.aliyuncs.com", "Code": "Forbidden.RAM", "Message": "User not authorized"}'
    assert [each.answer.id for each in index.find(text % "dysmsapi")] == ["forbidden-ram"]
    assert not index.find(text % "alidns")
    assert index.find("https://vpc.aliyuncs.com isv.AMOUNT_NOT_ENOUGH")


def test_an_unknown_code_is_named_with_the_nearest(index: AnswerIndex) -> None:
    assert index.find("isv.SMS_TEMPLATE_ILEGAL") == []
    assert index.unknown_codes("isv.SMS_TEMPLATE_ILEGAL") == ["isv.SMS_TEMPLATE_ILEGAL"]
    assert index.nearest_code("isv.SMS_TEMPLATE_ILEGAL") == "isv.SMS_TEMPLATE_ILLEGAL"


def test_any_text_is_searched_in_bounded_time(index: AnswerIndex) -> None:
    words = [*string.printable, "模版中的变量", "不符合[", "]的变量规范", "isv.", "\ud800", "\0", "𠮷", "code:"]
    source = random.Random(13)
    for _ in range(300):
        index.find("".join(source.choices(words, k=source.randrange(400))))
    index.find("模版中的变量" * LONGEST_TEXT)
    index.find("模版中的变量a(" + "(" * LONGEST_TEXT)


@pytest.mark.parametrize("text", ["签名超过6个月无发送记录", "签名超过 6 个月无发送记录时，报备结果失效"])
def test_blanks_between_han_and_digits_do_not_matter(index: AnswerIndex, text: str) -> None:
    assert first(index, text) == ("filing-no-send-record", "phrase")


def test_a_part_of_a_sentence_may_resemble_a_phrase(index: AnswerIndex) -> None:
    text = "手机号停机、空号、暂停服务、关机或不在服务区，请核实接收手机号码状态是否正常"
    assert first(index, text) == ("mobile-not-on-service", "perhaps")
    assert first(index, "变量格式错误，创建模板时支持以下四种变量格式：${TXT_数字}") is None
