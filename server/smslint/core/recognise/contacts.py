"""E-mail addresses and contacts of social networks.

A network's name alone is no contact: people sign in with it, pay with it and buy in its shops. It becomes one with an id, a group, an
account to follow, or a call to add somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from smslint.core.reading import Reading

ContactKind = Literal[
    "email", "qq", "wechat", "official-account", "douyin", "weibo", "dingtalk", "group", "other-network"
]
CUES: Final = "contact-cues"
"""The word table of the literals without which there is no contact."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as written; offsets are the content's."""

    start: int
    end: int
    kind: ContactKind


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a contact: its cues, one of which the shadow must hold, and its pattern, marked by `mark`."""

    kind: ContactKind
    cues: tuple[str, ...]
    pattern: str


_GAP = "[ \t:=是为\"'“‘(\\[]{0,3}"
_WECHAT = "(?:微信|威信|薇信|徽信|维信号|微❤|v信|wechat|weixin)"
_WECHAT_CUES = ("微信", "威信", "薇信", "徽信", "维信号", "微❤", "v信", "wechat", "weixin")
_ID = "(?:[a-z][a-z0-9_-]{4,19}+(?![./@])|[0-9]{6,12}+(?![0-9.元次个人年月]))"
_ROLE = "(?:客服|老师|顾问|经理|助理|店长|班主任|管家|店员|专员|助手|教练|医生|律师|主任|负责人|联系人|工作人员|我|我们|本人|在线|咨询|售后|官方)的?"
_ADD = "(?<![增追附叠参更外施])(?:加|添加|搜索添加|扫码添加|扫码加)"
_SERVICES = "(?!支付|付款|钱包|零钱|转账|红包|登录|登陆|授权|小程序|公众|服务|订阅|群|扫|立减|账单|通知|商户|收款|缴费|充值|绑定|认证|实名|分付|视频号|读书|运动|版|端|息|app|pay|h5|好友立减)"
_NOT_CROWD = "(?![众体发岛星英雄落臣里口峰居殴芳演策组租]|友圈)"
_NO_CLUSTER = "(?<![集人机种族鱼羊牛蜂楼建馆园超])"
_NETWORKS = "(?:抖音|快手|小红书|知乎|b站|哔哩哔哩|头条|douyin|tiktok|instagram|facebook|twitter)"
_NETWORK_CUES = (
    "抖音",
    "快手",
    "小红书",
    "知乎",
    "b站",
    "哔哩哔哩",
    "头条",
    "douyin",
    "tiktok",
    "instagram",
    "facebook",
    "twitter",
)
_NO_SHOP = "(?!商城|小店|订单|app|客户端|极速版|支付|月付|小程序|平台|团购|登录|授权|外卖|超市|直播伴侣|电商|买|购|下单|搜索广告)"
_FOLLOW = "(?:关注|搜索?|打开|私信|添加|联系|上|进入|加)"

_FORMS: Final = (
    _Form("email", ("@",), "[a-z0-9\ufffc](?:[a-z0-9._%+\ufffc-]*[a-z0-9_\ufffc])?@(?:[a-z0-9\ufffc-]+\\.)+[a-z\ufffc]{2,}"),
    _Form(
        "group",
        ("群",),
        f"(?<![a-z0-9])(?:qq|q|扣扣|企鹅|{_WECHAT}|vx|wx|钉钉|企业微信|企微|飞书|whatsapp|telegram)[\u4e00-\u9fff]{{0,4}}?群{_NOT_CROWD}"
        f"(?:号码?|聊)?(?:{_GAP}[1-9][0-9]{{4,11}})?",
    ),
    _Form("group", ("加群", "入群", "进群"), f"(?<![参增更外叠附])(?:加入|扫码加|扫码进|扫码入|申请加|添加|加){_NO_CLUSTER}群{_NOT_CROWD}(?:聊)?"),
    _Form("group", ("入群", "进群"), f"(?<![深加融步闯走潜打切嵌引促推改增先前递演挺])(?:入|进)群{_NOT_CROWD}"),
    _Form(
        "group",
        ("群",),
        "(?:加入|进入|扫码进|扫码加|扫码入|加)[^,。;!?、:\ufffc]{0,8}?(?:交流|粉丝|福利|会员|业主|家长|班级|学习|客户|答疑|活动|车友|球迷|通知|讨论|社|服务|互助|聊天|专属)群"
        f"{_NOT_CROWD}",
    ),
    _Form("group", ("群",), f"(?<![\u4e00-\u9fff])群号?码?[ :]{{1,2}}[1-9][0-9]{{5,11}}|{_NO_CLUSTER}群号码?{_GAP}[1-9][0-9]{{5,11}}"),
    _Form("qq", ("qq", "扣扣", "企鹅"), f"(?<![a-z0-9])(?:qq|扣扣|企鹅)(?:号码?|账号|帐号|客服|咨询|在线|联系方式)?{_GAP}[1-9][0-9]{{4,10}}(?![0-9元])"),
    _Form("qq", ("qq",), "(?<![a-z0-9])qq(?:号码?|账号|客服)?[:]\ufffc+"),
    _Form("qq", ("q号", "q:"), "(?<![a-z0-9])q号?[: ]{1,2}[1-9][0-9]{4,10}(?![0-9])"),
    _Form(
        "qq",
        ("qq",),
        f"(?:{_ADD}[^,。;!?:\ufffca-z]{{0,8}}?(?P<mark>qq)|(?P<mark2>{_ADD}qq)|{_ROLE}(?P<mark3>qq)|(?:联系|咨询)[^,。;!?:\ufffca-z]{{0,4}}?(?P<mark4>qq))"
        "(?!音乐|邮箱|空间|浏览器|登录|登陆|糖|会员|飞车|炫舞|游戏|钱包|支付|阅读|授权|群|[a-z0-9])",
    ),
    _Form("wechat", _WECHAT_CUES, f"{_WECHAT}(?:号码?|账号|帐号|id|客服)?{_GAP}{_ID}"),
    _Form("wechat", _WECHAT_CUES, f"{_WECHAT}(?:号码?|客服)?:\ufffc+|{_ROLE}(?P<mark>{_WECHAT}:?\ufffc+)"),
    _Form("wechat", ("wx", "vx", "加v"), f"(?<![a-z0-9])(?:(?:加|\\+)?(?:wx|vx|v)(?:号|号码)?[: ]{{1,3}}{_ID}|加(?:wx|vx|v)(?![a-z])[:号]?{_ID})"),
    _Form("wechat", ("wx", "vx"), "(?<![a-z0-9])(?:加|联系|咨询|添加)(?:客服|老师)?(?P<mark>(?:wx|vx))(?![a-z0-9])"),
    _Form("wechat", ("微信同",), "微信同(?:号|步)"),
    _Form("wechat", _WECHAT_CUES, f"{_ADD}{_WECHAT}{_SERVICES}(?:号码?|好友)?"),
    _Form("wechat", _WECHAT_CUES, f"(?:{_ADD}|联系|咨询|关注|私信)[^,。;!?:\ufffc]{{0,8}}?(?P<mark>(?:企业)?{_WECHAT}){_SERVICES}"),
    _Form("wechat", _WECHAT_CUES, f"{_ROLE}(?P<mark>(?:企业)?微信){_SERVICES}(?!官方)"),
    _Form("wechat", _WECHAT_CUES, f"(?P<mark>{_WECHAT})(?:扫码|扫一扫|(?:搜索|搜一搜|搜)[^,。;!?程]{{0,20}})?(?:关注|添加)(?!小程序)"),
    _Form("official-account", ("公众号", "服务号", "订阅号", "企业号", "生活号", "视频号"), "(?:微信)?(?:公众|服务|订阅|企业|生活|视频)号(?![码段召称角令线楼牌外])"),
    _Form("official-account", ("官方微信", "官微"), "官方微信(?:号|公众号)?(?!支付|小程序|群)|(?<![军器法警五感])官微(?![笑小循观弱型])"),
    _Form("weibo", ("微博", "官博", "weibo"), "官方微博|官博|新浪微博[:@](?:[\u4e00-\u9fffa-z0-9_-]{2,20})"),
    _Form("weibo", ("微博",), f"微博(?:号|账号|主页|id)|微博[:@][\u4e00-\u9fffa-z0-9_-]{{2,20}}|{_FOLLOW}[^,。;!?:\ufffc]{{0,8}}?(?P<mark>微博){_NO_SHOP}"),
    _Form(
        "douyin",
        _NETWORK_CUES,
        f"官方{_NETWORKS}{_NO_SHOP}(?:号|账号)?|{_NETWORKS}(?:官方)?(?:号|账号|帐号|id|直播间|同名|主页|橱窗)(?:{_GAP}[a-z0-9_.-]{{4,20}})?"
        f"|{_NETWORKS}[:@][\u4e00-\u9fffa-z0-9_-]{{2,20}}",
    ),
    _Form(
        "douyin",
        _NETWORK_CUES,
        f"{_FOLLOW}[^,。;!?:\ufffc]{{0,8}}?(?P<mark>{_NETWORKS}){_NO_SHOP}|(?P<mark2>{_NETWORKS})[^,。;!?\ufffc]{{0,4}}(?:搜索|搜|关注|私信)(?!广告)",
    ),
    _Form("dingtalk", ("钉钉", "dingtalk"), f"(?:钉钉|dingtalk)(?:号码?|账号|id){_GAP}[a-z0-9_-]{{4,20}}|{_ADD}[^,。;!?:\ufffc]{{0,6}}?(?P<mark>钉钉)(?!审批|打卡|日程|考勤|应用|机器人|群)"),
    _Form("other-network", ("whatsapp", "telegram", "skype", "line", "电报"), f"(?<![a-z0-9])(?:whatsapp|telegram|skype|line id){_GAP}(?:[a-z0-9_.+-]{{5,20}}|\ufffc+)|(?:on|via|add us on) (?P<mark>whatsapp|telegram|skype)"),
)  # fmt: skip
_OWN = re.compile(
    "(?:您|你|绑定|解绑|更换|变更|修改|登录|登陆|本人|授权|注册|用户|当前|验证|使用)(?:的|了|绑定|个人|原|新|该|登录|所|手机号?|或|和|/)*$"
)
_USED_AFTER = re.compile("(?:号|账号|帐号)?(?:登录|登陆|授权|绑定|解绑|注册)")


def contacts_in(reading: Reading) -> tuple[Contact, ...]:
    """The contacts of a content, in order, none overlapping; the recipient's own accounts are none."""
    hits = reading.hits
    table = reading.lexicon.tables.get(CUES)
    if table is None or not any(term.term in hits for term in table.terms):
        return ()
    found: list[Contact] = []
    for start, end, kind in sorted(_places(reading), key=lambda place: (place[0] - place[1], place[0])):
        if not any(start < other.end and other.start < end for other in found):
            found.append(Contact(start, end, kind))
    return tuple(sorted(found, key=lambda contact: contact.start))


def _places(reading: Reading) -> Iterator[tuple[int, int, ContactKind]]:
    shadow, hits = reading.shadow, reading.hits
    text = shadow.text
    for form in _FORMS:
        if not any(cue in hits for cue in form.cues):
            continue
        for found in reading.lexicon.pattern(form.pattern).finditer(text):
            group = found.lastgroup if found.lastgroup and found.lastgroup.startswith("mark") else 0
            start, end = found.span(group)
            if form.kind == "email" or not _own(text, found.start(), end):
                yield *shadow.span(start, end), form.kind


def _own(text: str, start: int, end: int) -> bool:
    """Whether the words around say that the account is the recipient's, or that it is signed in with."""
    return bool(_OWN.search(text, max(0, start - 12), start) or _USED_AFTER.match(text, end))
