"""Contacts without a form of their own, which are recognised by a cue: QQ, WeChat, official accounts and apps.

A cue followed by at least five characters of an ID is rejected, and so is `wxid_`. A cue with fewer characters, or
alone, is risky if it can mean a contact. Names (QQ糖, 微信支付) and letters within a longer number are not cues, and
nothing counts within an e-mail address. Accounts of other networks count where a name, a sign or a verb tells them
from the network's orders and videos.
"""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.lexicon import MASK, Lexicon
from smslint.core.normalized_text import Folding
from smslint.core.patterns import lazy_pattern

GATE = lazy_pattern("[QqVvWwＱｑＶｖＷｗ扣微薇威徽群企公]")
"""Without one of these, a value holds no contact."""
_EMAIL = lazy_pattern(r"[a-z0-9][a-z0-9_.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_SIGN = "[ \\t\u3000]?[号群]?[码聊]?[ \\t\u3000]{0,3}[:=,.~_—+是为-]{0,2}[ \\t\u3000]{0,3}"
_QQ = (
    "(?:(?<![a-z0-9])(?<!单号)(?<!单号:)(?<!编号)(?<!编号:)(?<!订单)(?:q{2,3}|q(?=[群号]))|扣扣|企鹅(?=[号群:0-9])"
    "|(?<=[加进入])群(?![众体岛])|群(?=[号:0-9]))"
)
_WECHAT = (
    "(?:微信|薇信|威信|徽信|公众号|(?<![a-z0-9])(?:v信|(?:we ?chat|wei ?xin|wx|vx)(?: ?id)?)|(?<=[加+])v(?![a-z]{3}))"
)
_NUMBER = lazy_pattern(f"{_QQ}{_SIGN}([0-9]{{5,}})")
_ID = lazy_pattern(f"({_WECHAT})({_SIGN})([a-z0-9][a-z0-9_-]{{4,}})")
_WXID = lazy_pattern("(?<![a-z0-9])wxid_[a-z0-9_-]*")
_ASKING = "(?:加|添加|联系|咨询|搜索?|找|扫|私聊|我的?|本人的?|客服的?)(?:我|个|下|一下|你|您|客服|好友)?的?"
_CUE = f"(?:{_QQ}|{_WECHAT})"
_WEAK = lazy_pattern(
    f"{_ASKING}{_CUE}(?:(?<![a-z])|(?![a-z]))[号群]?|[加进入]群(?![众体岛])"
    f"|{_CUE}{_SIGN}(?=[a-z0-9_-]*[0-9])[a-z0-9][a-z0-9_-]{{0,3}}(?![a-z0-9_-])"
    f"|{_CUE}(?:号码?|号?[:=])[a-z0-9][a-z0-9_-]{{0,3}}(?![a-z0-9_-])"
)
_ALONE = lazy_pattern(f"{_CUE}{_SIGN}")
CODE_PREFIXES = frozenset({"WX", "VX"})
"""In codes in capital letters WX2026051 is as likely to be an order as an ID; wx2026051 is an ID."""
NUMBER_PREFIXES = CODE_PREFIXES | {"wx", "vx"}
"""In values that often have letters before digits these are as likely to be prefixes as cues."""
_PRODUCTS = frozenset({"android", "iphone", "windows", "harmonyos", "version"})
LONGEST_QQ = 11
LONGEST_WECHAT = 20


def contacts(value: str, lexicon: Lexicon, prefixes: frozenset[str] = frozenset()) -> Iterator[tuple[str, int, int]]:
    """QQ numbers, WeChat IDs and groups, and what may be mistaken for one; a cue may be one of the prefixes."""
    if not GATE.search(value):
        return
    text = value.lower() if value.isascii() else lexicon.compiled(Folding).fold(value)
    if "@" in text:
        text = _EMAIL.sub(lambda mail: " " * len(mail[0]), text)
    strong = list(_strong(text, value, prefixes))
    yield from strong
    if any(reason == "social-contact" for reason, _, _ in strong):
        return
    reported = {start for _, start, _ in strong}
    weak = [(found.start(), found.end()) for found in _WEAK.finditer(text)]
    if not weak and _ALONE.fullmatch(text):
        weak = [(0, len(text))]
    yield from (("contact-cue", start, end) for start, end in weak if start not in reported)


def _strong(text: str, value: str, prefixes: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    for found in _WXID.finditer(text):
        yield "social-contact", found.start(), found.end()
    for found in _NUMBER.finditer(text):
        sure = len(found[1]) <= LONGEST_QQ
        yield "social-contact" if sure else "contact-cue", found.start(), found.end()
    for found in _ID.finditer(text):
        cue, sign, name = found.groups()
        if _WXID.match(text, found.start()) or name.startswith("wxid_"):
            continue
        glued = not sign.strip() and name.isalpha() and (cue.isascii() or name in _PRODUCTS)
        prefix = value[found.start(1) : found.end(1)] in prefixes and not sign
        sure = not glued and not prefix and len(name) <= LONGEST_WECHAT
        yield "social-contact" if sure else "contact-cue", found.start(), found.end()


_NEAR = "[^，。；,;]{0,12}"
_GO = "(?:打开|进入|登录|登陆|搜索|点击|使用|前往|扫码|微信)"
_GET = "(?:下载|安装|更新|升级)"
_NO_NAME = (
    "的|已|未|将|在|和|或|与|及|中|内|里|上|后|文章|编辑|运营|推[送文广]|菜单|后台|二维码|粉丝|消息|内容|通知|关注|管理|认证|名称|迁移"
    "|维护|开发|设计|缴费|支付|预约|预订|查询|查看|挂号|点餐|下单|报名|服务|功能|平台|系统|页面|入口|链接|登录|注册|绑定|使用|办理"
    "|暂停|培训|课|性能|优化|演示|介绍|教程|教学|交流|分享|讲座|制作|测试|推广|说明|[比大]赛|版本?|账[号户]|端|下载|更新|升级"
)
"""What follows the word of a channel in general, while a name would follow the word of one channel."""
_NAMED = f'(?:[ :@·「“"《-]+[^，。；,;]{{1,20}}|(?!{_NO_NAME})[\u4e00-\u9fff]{{2,20}})'
_ACCOUNT = (
    "(?:公众平台|(?:公众|订阅|服务|企业|视频|生活)号(?![召称码牌角令线段外])|官方微信(?!支付|群)|官微"
    "|official accounts?)"
)
_NETWORK = (
    "(?:抖音|快手|小红书|(?:新浪)?微博|知乎|哔哩哔哩|今日头条|(?<![a-z])(?:douyin|tiktok|weibo|xiaohongshu)(?![a-z]))"
)
_OF_NETWORK = "(?:官方)?(?:号(?!召|码|角)|账号|帐号|id|直播间|主页|橱窗|官号)"
_USE = "预[约订]|查[询看]|挂号|点餐|下单|报名|缴费|支付|登录|办理|绑定|咨询|领取|续费"
_NO_SELLER = (
    f"(?:{_NO_NAME}|订单|月付|商城|团购|外卖|小店|会员|音乐|视频|直播|极速版|红包|物流|客服|商家|电商|专享|同款)"
)
_MINI_PROGRAM = "(?:小程序(?![员式化])|mini[ -]?programs?)"
_APP = "(?:(?<![a-z])app(?![a-z]| ?store)|客户端(?!口))"
_IN_NETWORK = (
    f"{_NETWORK}{_OF_NETWORK}(?:{_NAMED}|[ :]*[a-z0-9_.-]{{3,}})|{_NETWORK}[ :@“]+[^，。；,; ]{{2,20}}"
    f"|(?:关注|{_GO}|搜|上){_NEAR}{_NETWORK}|{_NETWORK}(?:上|里)?搜索?[^，。；,;]{{2,}}|官方{_NETWORK}|官博"
    f"|[\u4e00-\u9fff]{{2,12}}(?:的|官方)?{_NETWORK}(?:号|账号|帐号|主页|直播间)?$"
    f"|{_NETWORK}[\u4e00-\u9fff]{{2,12}}(?:旗舰店|专卖店|官方店)|(?:抖音|微博)(?!{_NO_SELLER})[\u4e00-\u9fff]{{4,20}}$"
)
_CHANNELS = tuple(
    (reason, lazy_pattern(named), lazy_pattern(cue))
    for reason, cue, named in (
        (
            "official-account",
            _ACCOUNT,
            f"(?:关注|订阅|{_GO}){_NEAR}{_ACCOUNT}|{_ACCOUNT}{_NAMED}|{_ACCOUNT}[a-z0-9_]{{2,}}"
            f"|[^，。；,; 的]{{2,12}}{_ACCOUNT}(?:{_USE})?$"
            f"|微信搜(?:索|一搜)?[:“]?(?!小程序)[\u4e00-\u9fff]{{2,20}}|{_IN_NETWORK}",
        ),
        (
            "mini-program",
            _MINI_PROGRAM,
            f"{_GO}{_NEAR}{_MINI_PROGRAM}|{_MINI_PROGRAM}{_NAMED}|{_NEAR}{_MINI_PROGRAM}(?:{_USE})?$",
        ),
        (
            "app-name",
            _APP,
            f"(?:{_GO}|{_GET}){_NEAR}{_APP}|{_APP}(?:下载|{_NAMED})"
            f"|(?:[\u4e00-\u9fff]{{2,12}}|[“《][^”》]{{1,20}}[”》]|(?<![a-z])[a-z][a-z ]{{2,24}} ){_APP}$",
        ),
    )
)
_WORD = lazy_pattern(f"{_ACCOUNT}|{_MINI_PROGRAM}|{_APP}|{_NETWORK}")
_CHANNEL = lazy_pattern(
    "[抖快][音手]|小[红紅][书書]|微博|微信搜|官博|知乎|哔哩|头条|公众|公眾|[阅閱务務业業频頻活][号號]|官方?微|小程序|客户端"
    "|[AaＡａ][PpＰｐ]{2}|(?i:official|mini|douyin|tiktok|weibo|xiaohongshu)"
)


def channels(value: str, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The first mention of official accounts, of mini programs and of apps.

    It is rejected if a cue names one, and risky if only the word occurs.
    """
    if not _CHANNEL.search(value):
        return
    from smslint.core.recognise.word_edges import Vocabulary  # few values have such a word

    text = lexicon.compiled(Folding).fold(value)
    for word in _WORD.finditer(text):
        if lexicon.compiled(Vocabulary).cuts(text, *word.span()):  # 企业/号召
            text = text[: word.start()] + MASK * len(word[0]) + text[word.end() :]
    for reason, named, mentioned in _CHANNELS:
        if found := named.search(text):
            yield reason, found.start(), found.end()
        elif found := mentioned.search(text):
            yield "channel-cue", found.start(), found.end()
