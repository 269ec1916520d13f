"""Checks of what verification messages must and must not contain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.declarations import is_vendor_sample
from smslint.core.finding import Match, text_match
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.verification import code_placeholder
from smslint.messages import Bilingual

_PHONE_NUMBER = Bilingual("a phone number", "电话号码")
_ANNOUNCED_VARIABLE = Bilingual("a variable for contact details", "承载联系方式的变量")
_CONTACT_NAMES = {
    "email": Bilingual("an email address", "邮箱地址"),
    "qq": Bilingual("a QQ contact", "QQ 联系方式"),
    "wechat": Bilingual("a WeChat contact", "微信联系方式"),
    "official-account": Bilingual("an official account", "公众号"),
    "group": Bilingual("a group", "群聊"),
}
_OTHER_CONTACT = Bilingual("a social network account", "社交账号")
_CONTACT_CUE = (
    "(?:致电|拨打|请拨|拨通|来电|联系方式|热线|客服电话|服务电话|咨询电话|联系电话|投诉电话|客服邮箱|联系邮箱|客服(?:热线|号码|微信|qq)?[:为]|咨询[:]"
    "|联系客服|咨询客服|联系我们|call|contact us at|hotline)"
)
_ANNOUNCEMENT = lazy_pattern(f"{_CONTACT_CUE}(?:[^,。;!?:\ufffc]{{0,8}})[:是为\"'“(\\[ ]{{0,3}}(?P<variable>\ufffc+)")
_OF_RECIPIENT = lazy_pattern("(?:您|你|绑定|解绑|更换|变更|修改|更改|验证|本人|注册|预留|新)(?:的|了|本人)*$")
_CODE_NAME = lazy_pattern("code|captcha|verif|yzm|otp|passw|pwd|验证码|校验码", re.IGNORECASE)


def verification_contact(analysis: Analysis) -> Iterator[Match]:
    """Finds contacts, numbers and variables that a cue announces as a contact. The vendor allows none here.

    The recipient's own number is not a contact.
    """
    taken = [(one.start, one.end) for one in analysis.contacts]
    for contact in analysis.contacts:
        what = _CONTACT_NAMES.get(contact.kind, _OTHER_CONTACT)
        yield text_match(analysis, contact.start, contact.end, what=what)
    for phone in analysis.phones:
        if not any(phone.start < end and start < phone.end for start, end in taken):
            yield text_match(analysis, phone.start, phone.end, what=_PHONE_NUMBER)
    normalized = analysis.normalized
    for found in _ANNOUNCEMENT.finditer(normalized.text):
        start, end = normalized.span(*found.span("variable"))
        own = _OF_RECIPIENT.search(normalized.text, max(0, found.start() - 8), found.start())
        if not own and not any(start < last and first < end for first, last in taken):
            yield text_match(analysis, start, end, what=_ANNOUNCED_VARIABLE)


def verification_link(analysis: Analysis) -> Iterator[Match]:
    """Finds links, which the vendor rejects in verification messages. The host of an e-mail address is a contact."""
    for link in analysis.links:
        if not any(one.kind == "email" and one.start < link.end and link.start < one.end for one in analysis.contacts):
            yield text_match(analysis, link.start, link.end)


def verification_variable_count(analysis: Analysis) -> Iterator[Match]:
    """Finds a number of variables other than one, the code. Broken placeholders count.

    The match is at the first placeholder that is not the code, or covers a content without placeholders.
    """
    count = len(analysis.placeholders)
    if (
        count == 1
        or is_vendor_sample(analysis)
        or (not count and not analysis.is_complete)
        or edges_of(analysis.content)[0] == len(analysis.content)
    ):
        return
    if not count:
        yield Match(analysis.span(0, len(analysis.content)), {"count": 0}, variant="none")
        return
    code = code_placeholder(analysis) or next(
        (one for one in analysis.placeholders if _CODE_NAME.search(one.name or "")), None
    )
    code = code or analysis.placeholders[0]
    other = next(one for one in analysis.placeholders if one is not code)
    yield text_match(analysis, other.start, other.end, "two" if count == 2 else None, count=count)
