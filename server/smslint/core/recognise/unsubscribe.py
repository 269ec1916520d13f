"""Texts that tell the recipient how to unsubscribe.

退订 alone is not enough: it also cancels bookings and services (成功退订, 退订成功). An unsubscribe text also has the
answer to send (R, T, TD, N …) or a link to press.
"""

from __future__ import annotations

from typing import Final, Literal

from smslint.core.content import Content
from smslint.core.lexicon import HAN
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

DEMANDED: Final = "拒收请回复R"
DEMANDED_ENGLISH: Final = "Reply R to unsubscribe"
CUES: Final = "unsubscribe-cues"
"""The word table with the literals of which every unsubscribe text contains one."""


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """An unsubscribe text; offsets are the content's. `form` tells how close it is to the required wording."""

    start: int
    end: int
    form: Literal["exact", "spelling", "other"]


_GAP = "[ \t\u3000,:]{0,3}"
_QUOTE = "[ \t\"'“”‘’「」『』<>《》【】\\[\\]()]{0,3}"
_ANSWER = "(?:[a-z]{1,4}|[0-9]{1,6}|\ufffc+)(?![a-z0-9@_/-]|\\.[a-z0-9]|:/)"
_CLOSING = "(?:[\"'”’」』>》]|(?<=[\"'“‘「『<《].)[ ]?[\"'”’」』>》])?"
_CODE = f"{_QUOTE}(?:字母|数字|代码)?{_QUOTE}{_ANSWER}{_CLOSING}"
_REPLY = "(?:回复|回覆|回|发送?|编辑|短信|按)(?:短信|信息|本?短信)?"
_REFUSE = "(?:拒收|退订|退定|退阅|拒绝接收|取消订阅|不再接收)"
_THING = "(?:本|[此该这]类?)?(?:营销|推广|会员|促销|广告)?(?:短信|信息|消息|通知|推送|广告)"
_OBJECT = f"(?:{_THING})?"
_UNWANTED = f"不(?:想|要|愿意?|希望)(?:再|继续)?(?:(?:接收|接受|收到|收){_OBJECT}|{_THING})"
_NO_SERVICE = (
    "(?!成功|失败|的|会员(?!短信)|套餐|业务|酒店|客房|房间|订单|课|机?票|流量|产品|手续|费|规则|政策|服务|权益|申请|后|时"
    "|此业务|该业务|本业务)"
)
_ASK = "(?:请|可以?|敬请|均可|则|直接|就|即可)?"
_ALLOW = "(?:即可|则可|便可|可以|可|就可|就|以|来|进行|为|则|表示)?(?:直接)?"
_LETTER = "(?:t|td|n|r|q|qx)"
_CHINESE = (
    f"(?:{_REFUSE}|{_UNWANTED}){_OBJECT}{_GAP}{_ASK}{_GAP}(?:直接)?{_REPLY}{_GAP}{_CODE}"
    f"(?:{_ALLOW}{_REFUSE}{_NO_SERVICE}(?!{_ASK}{_REPLY}))?",
    f"拒绝{_GAP}{_ASK}{_REPLY}{_GAP}{_QUOTE}(?:td?|r)(?![a-z0-9])",
    f"(?:请|可)?(?:直接)?{_REPLY}{_GAP}{_CODE}{_GAP}{_ALLOW}{_REFUSE}{_NO_SERVICE}{_OBJECT}",
    f"{_REPLY}{_GAP}{_LETTER}退(?![款货票房订换还回出])",
    f"{_REPLY}[\"“'‘「]?{_REFUSE}[\"”'’」]?(?![:请回])",
    f"(?:{_REFUSE}|(?<![\u4e00-\u9fff可能请])退){_GAP}{_LETTER}(?![a-z0-9])",
    f"(?<![a-z0-9]){_LETTER}{_GAP}{_REFUSE}{_NO_SERVICE}",
    f"(?:点击?|戳){_GAP}{_REFUSE}(?!{_REPLY})",
    f"{_REFUSE}{_GAP}(?:请|可)?(?:直接)?(?:点击?|戳|点此|点这里)(?:此处|链接|这里)?(?:{_GAP}[!-~\ufffc]+)?",
)
_SEND = "(?:please )?(?:reply|text|txt|send|sms|respond)(?: with| sms| back)? {0,2}"
_WORD = "(?:stop|unsubscribe|unsub|cancel|quit|end|optout|opt-out)"
_LEAVE = "(?:unsubscribe|unsub|opt[ -]?out|be removed)"
_FROM = (
    "(?: from (?:our |this |these |future |the )?(?:list|messages?|sms|alerts?|texts?|marketing)"
    "(?: (?:message|text)s?)?)?"
)
_ENGLISH = (
    f"{_SEND}[\"'“(]?(?:[a-z]{{1,3}}|[0-9]{{1,4}}|{_WORD})[\"'”)]? {{1,2}}(?:to |for |and ){_LEAVE}{_FROM}",
    f"{_SEND}[\"'“(]?{_WORD}[\"'”)]? {{1,2}}to (?:stop|cancel|quit|end){_FROM}",
    f"(?:to )?{_LEAVE}(?: from [a-z ]{{1,20}})?[,:]? ?{_SEND}"
    f"[\"'“(]?(?:[a-z]{{1,3}}|[0-9]{{1,4}}|{_WORD})[\"'”)]?(?![a-z0-9])",
    "(?<![a-z])reply stop(?![a-z])",
    f"(?:click|tap|visit)[^.,;!?]{{0,30}} to {_LEAVE}",
)
_PATTERN = lazy_pattern("|".join(_CHINESE + _ENGLISH))
_AROUND = 80
"""How many characters an unsubscribe text may extend before and after its cues."""
_TIGHT = lazy_pattern("[ \t\u3000,:\"'“”‘’「」『』<>《》【】\\[\\]()]+")


def unsubscribes_in(content: Content) -> tuple[Unsubscribe, ...]:
    """The unsubscribe texts of a content, in order."""
    hits = content.hits
    cues = [place for literal in hits.keys() & content.lexicon.cues_of(CUES) for place in hits[literal]]
    if not cues:
        return ()
    length = len(content.content)
    if len(cues) == 1 and content.content.endswith(DEMANDED) and content.is_complete:
        return (Unsubscribe(length - len(DEMANDED), length, "exact"),)
    found = []
    text = content.normalized.text
    first, last = max(0, min(cues)[0] - _AROUND), min(len(text), max(cues)[1] + _AROUND)
    for match in _PATTERN.finditer(text, first, last):
        start, end = content.normalized.span(*match.span())
        found.append(Unsubscribe(start, end, _form(content, start, end, match[0])))
    return tuple(found)


def _form(content: Content, start: int, end: int, normalized: str) -> Literal["exact", "spelling", "other"]:
    written = content.content[start:end]
    if written == DEMANDED:
        return "exact"
    english = not HAN.search(content.content)
    if english and written == DEMANDED_ENGLISH:
        return "exact"
    if _TIGHT.sub("", normalized) == DEMANDED.lower() or (
        english and _TIGHT.sub(" ", normalized) == DEMANDED_ENGLISH.lower()
    ):
        return "spelling"
    return "other"
