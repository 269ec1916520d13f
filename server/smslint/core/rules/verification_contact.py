"""`verification-contact`: a way to reach somebody in a verification message."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.patterns import lazy_pattern
from smslint.messages import Bilingual

_PHONE = Bilingual("a phone number", "电话号码")
_ANNOUNCED = Bilingual("a variable for contact details", "承载联系方式的变量")
_NAMES = {
    "email": Bilingual("an email address", "邮箱地址"),
    "qq": Bilingual("a QQ contact", "QQ 联系方式"),
    "wechat": Bilingual("a WeChat contact", "微信联系方式"),
    "official-account": Bilingual("an official account", "公众号"),
    "group": Bilingual("a group", "群聊"),
}
_OTHER = Bilingual("a social network account", "社交账号")
_CUE = (
    "(?:致电|拨打|请拨|拨通|来电|联系方式|热线|客服电话|服务电话|咨询电话|联系电话|投诉电话|客服邮箱|联系邮箱|客服(?:热线|号码|微信|qq)?[:为]|咨询[:]"
    "|联系客服|咨询客服|联系我们|call|contact us at|hotline)"
)
_ANNOUNCE = lazy_pattern(f"{_CUE}(?:[^,。;!?:\ufffc]{{0,8}})[:是为\"'“(\\[ ]{{0,3}}(?P<variable>\ufffc+)")
_OWN = lazy_pattern("(?:您|你|绑定|解绑|更换|变更|修改|更改|验证|本人|注册|预留|新)(?:的|了|本人)*$")


def find(analysis: Analysis) -> Iterator[Match]:
    """Contacts, numbers, and variables that a contact cue announces; the recipient's own number is none."""
    taken = [(one.start, one.end) for one in analysis.contacts]
    for contact in analysis.contacts:
        span = analysis.span(contact.start, contact.end)
        yield Match(span, {"text": analysis.text_of(span), "what": _NAMES.get(contact.kind, _OTHER)})
    for phone in analysis.phones:
        if not any(phone.start < end and start < phone.end for start, end in taken):
            span = analysis.span(phone.start, phone.end)
            yield Match(span, {"text": analysis.text_of(span), "what": _PHONE})
    normalized = analysis.normalized
    for found in _ANNOUNCE.finditer(normalized.text):
        start, end = normalized.span(*found.span("variable"))
        own = _OWN.search(normalized.text, max(0, found.start() - 8), found.start())
        if not own and not any(start < last and first < end for first, last in taken):
            span = analysis.span(start, end)
            yield Match(span, {"text": analysis.text_of(span), "what": _ANNOUNCED})
