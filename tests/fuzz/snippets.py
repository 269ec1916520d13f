"""Texts that are likely to cause failures."""

from __future__ import annotations

from random import Random

CONTENTS = (
    "您的验证码为：${code}，5分钟内有效，请勿泄露。",
    "【青禾书店】您订购的《${book}》已到货，请于${date}前到店领取，详询020-12345678。",
    "會員日全場八折，點擊 https://a.qinghe.com/${path} 查看，拒收请回复R",
    "尊敬的${name}${phone}先生，您的订单{order}已发货,加微信：abc12345领券。",
    "您好,${ name },您的包裹${1}到了!退订回T",
    "Your code is ${code}. It is valid for 5 minutes.",
    "${code}",
    "您的账户于${time}支出${amount}元，余额${money}元，回复TD退订",
    "  请\u200b于${日期}前还款，逾期将影响征信，www.example.com ",
    "",
)
NAMES = ("取件提醒", "甲", "登录验证码（旧）", "x" * 40, "", "a\tb", "0123", "yes", "12:30", "- x", "*a", "null")
SIGNATURES = ("青禾书店", "【青禾】", "测试", "青禾 书店", "a", "ａｂ", "")
ATTRIBUTES = ("numberCaptcha", "time", "money", "others", "仅数字", "name", "nope", "", "characterWithNumber")
TYPES = ("verification", "notification", "promotional", "international", "digital", "验证码", "推广短信", "0", "x", "")
VARIABLES = ("code", "name", "date", "日期", "1a", "a b", "order", "url", "time_1", "")
ODD_TEXTS = (
    *"\t\n\r\x0b\x0c\x1c\x1f\x7f\x85\xa0\xad\u061c\u200b\u200d\u202e\u2028\u2029\u3000\ufeff\ufffc\ufffd\ufffe",
    *"\x01\x08😀👩𠮷é①㊣０Ａ：，！（）“”【】〖〗￥®㎡\U000f0000\U0010ffff\ue000\uf8ff",
    "e\u0301\u0302",
    "👩‍👩‍👧",
    "🇨🇳",
    "\r\n",
    "\n\r",
    "\\ud83d",
    "\\ud83d\\ude00",
    "\\udc00",
    "\\u0000",
    "\\x00",
    "\x00",
    *"\"'`\\#:;,|>%&*@!?[]{}()<>=~^/$-",
    " #",
    ": ",
    "- ",
    "---\n",
    "...\n",
    "\n---",
    "${",
    "}",
    "${code}",
    "${code",
    "$code",
    "{{code}}",
    "#code#",
    "%s",
    '""',
    "''",
    "|",
    "|-\n ",
    ">+2\n",
    "&a ",
    "*a ",
    "<<: ",
    "? ",
    "!!python/object:os.system ",
    "# smslint: ignore[signature-format] 因故",
    "# smslint: ignore[",
    "null",
    "NaN",
    "1e999",
    "-0",
    "1" * 5000,
    "拒收请回复R",
    "http://a.cn/",
    "微信",
)


def odd_text(random: Random, most: int = 6) -> str:
    """A few odd texts in a row."""
    return "".join(random.choice(ODD_TEXTS) for _ in range(random.randint(0, most)))


def content(random: Random) -> str:
    """The content of a template, sometimes with odd texts in it."""
    text = random.choice(CONTENTS)
    while random.random() < 0.4:
        at = random.randint(0, len(text))
        text = text[:at] + odd_text(random, 3) + text[at:]
    if random.random() < 0.002:
        text *= random.choice((20, 300, 2000))
    return text


def value(random: Random, usual: tuple[str, ...]) -> str:
    """The value of a field, sometimes an odd one."""
    return random.choice(usual) if random.random() < 0.85 else random.choice(usual) + odd_text(random, 3)


def without_nul(text: str) -> str:
    """A text that a file may hold."""
    return text.replace("\x00", "\ufffd")
