"""Verification messages: their keyword, the placeholder of their code, and the type of a template by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from smslint.core.content import Content
from smslint.core.lexicon import Lexicon
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder
from smslint.core.recognise.unsubscribe import Unsubscribe
from smslint.core.template import TemplateType, Variable

CUES: Final = "verification-keywords"
VERIFICATION_ATTRIBUTES: Final = frozenset({"numberCaptcha", "characterWithNumber2", "characterWithNumber"})

_SHOWN_AT = (
    "取件|提货|取票|核销|取餐|取货|取药|取卡|取水|取酒|取物|取包|自提|提取|入场|入园|进场|检票|验票|出票|兑换|兑奖|消费"
    "|开门|开锁|开柜|门禁|通行|入住|访客|收货|签收|配送|寄件|退房|停车|领取|领奖|门票|电影|景区|到店|还车|取车|用车|上车|提车"
    "|卡券|券|礼品|服务|团购|就诊|就医|取号|签到|乘车|登机|检录"
)
_SHOWN_LATER = (
    "到店|入场|入园|进场|取件|取票|取餐|取货|提货|自提|核销|检票|验票|开柜|开门|进门|前台|窗口|柜台|门店|领取(?!红包)|取号|出示"
    "|自助机|自助终端"
)
_SURE = lazy_pattern(
    "有效|过期|失效|泄[露漏]|勿告[诉知]|勿转发|告诉他人|如非本人|若非本人|非本人操作|登录|登陆|注册|绑定|修改|找回|重置"
    "|身份验证|实名|支付|valid|expire|do not share|never share|sign in|log in"
)


def keyword_pattern(lexicon: Lexicon) -> str:
    """The keywords of verification messages, as a pattern over the normalized text."""
    words = sorted(lexicon.words(CUES), key=len, reverse=True) if CUES in lexicon.tables else ()
    return f"(?:{'|'.join(map(re.escape, words))})" if words else "(?!)"


class _Patterns:
    """A keyword with the placeholder after or before it, and a code that is shown instead of typed in."""

    def __init__(self, lexicon: Lexicon) -> None:
        keyword = keyword_pattern(lexicon)
        self.after = lazy_pattern(
            rf"{keyword}(?:\([^)\ufffc]{{0,14}}\))?[ \t\r\n:=是为\"'“‘(\[<《”’)\]>》【】」]{{0,6}}(?:「|『)?"
            "(?:is|are)?[ :\"'“(]{0,4}(?P<code>\ufffc)"
        )
        self.before = lazy_pattern(
            rf"\ufffc[\"'”’)\]>》 ]{{0,3}}(?:是|为|作为|即|\(|,?您的|,?你的|is|as)[^,。;!?:\n\ufffc]{{0,24}}?{keyword}"
        )
        self.ticket = lazy_pattern(
            rf"(?:凭|出示|报|持|提供)[^,。;!?\ufffc]{{0,8}}{keyword}"
            f"|(?:{_SHOWN_AT})(?:短信|动态|专用|的)?{keyword}"
            f"|{keyword}[^。;!?]{{0,30}}(?:{_SHOWN_LATER})"
        )


def code_placeholder(content: Content) -> Placeholder | None:
    """The placeholder next to a verification keyword; None if there is none."""
    if not keywords_in(content) or not content.placeholders:
        return None
    normalized, patterns = content.normalized, content.lexicon.compiled(_Patterns)
    found = patterns.after.search(normalized.text)
    if found:
        at = found.start("code")
    elif found := patterns.before.search(normalized.text):
        at = found.start()
    else:
        return None
    offset = normalized.span(at, at + 1)[0]
    return next((one for one in content.placeholders if one.start <= offset < one.end), None)


def keywords_in(content: Content) -> list[tuple[int, int]]:
    """The ranges of verification keywords in the normalized text."""
    return sorted(place for cue in content.lexicon.cues_of(CUES) for place in content.hits.get(cue, ()))


def carries_code(content: Content) -> bool:
    """Whether a text contains a code that is to be typed in.

    Codes to show at a counter, a gate or a locker (取件验证码, 凭验证码入场) belong to notifications.
    """
    ticket = content.lexicon.compiled(_Patterns).ticket
    return code_placeholder(content) is not None and not ticket.search(content.normalized.text)


def is_verification(content: Content) -> bool:
    """Whether a text is certainly a verification message: its code is the only variable, or other words say so."""
    return carries_code(content) and (
        len(content.placeholders) == 1 or _SURE.search(content.normalized.text) is not None
    )


def infer_type(content: Content, declared: Iterable[Variable], unsubscribes: Sequence[Unsubscribe]) -> TemplateType:
    """The type of a template whose document gives none, by its content, its declarations and unsubscribe texts."""
    if (
        content.placeholders
        and keywords_in(content)
        and (carries_code(content) or sum(one.attribute in VERIFICATION_ATTRIBUTES for one in declared) == 1)
    ):
        return "verification"
    if unsubscribes and not content.content[unsubscribes[-1].end :].strip(' \t\r\n。.!！)）]］”"'):
        return "promotional"
    return "notification"
