"""A placeholder of the template language, `${name}`, what may stand between its braces, and those of other systems."""

from __future__ import annotations

import re
from typing import Final, Literal

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

BLANK: Final = " \t\r\n\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff"
"""Blanks and invisible characters, as a character class: what may be stripped from the edges of a name."""

NAME: Final = "[A-Za-z][A-Za-z0-9_]*"

VARIABLE_TEXT: Final = rf"\$\{{({NAME})\}}"
VARIABLE: Final = lazy_pattern(VARIABLE_TEXT)
"""A well-formed placeholder; its group is the name."""

_NAME = lazy_pattern(NAME)
_NUMBER = lazy_pattern("_?[0-9]+$")
_EDGES = lazy_pattern(f"^[{BLANK}]+|[{BLANK}]+$")
_FULL_WIDTH = {0xFF01 + index: 0x21 + index for index in range(0x5E)}
_DIGITS = lazy_pattern(r"[0-9]+")
_DOTTED = lazy_pattern(r"[^.]+(?:\.[^.]+)+")
_STARTS_A_NAME = lazy_pattern("[A-Za-z_\u4e00-\u9fff]")
_JOINERS = lazy_pattern(f"[{BLANK}]+[-+*/&|=<>?:,][{BLANK}]+|[+*/%,，、;；:：|&=<>?!()（）\\[\\]\"'“”‘’]+")
_CALL = lazy_pattern(r"[(\[（].*[)\]）]")
_WRAPPING = lazy_pattern(r"[#%@&*$]+(" + NAME + r")[#%@&*$]+")

InsideKind = Literal["name", "bent-name", "empty", "digits", "wrapped", "several", "no-name"]
PlaceholderKind = Literal["variable", "malformed", "foreign", "invalid-name", "combined"]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder in a content, well formed (`kind` is `variable`) or a near miss.

    `name` is the name that can be read in it, if any; `names` are all names if there are several. `readings` are the
    well-formed texts that may be meant, the most likely first; if there is exactly one, a fix is safe.
    """

    start: int
    end: int
    kind: PlaceholderKind
    name: str | None
    readings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def clean_name(text: str) -> str:
    """A text with ASCII in place of full-width ASCII, and without blanks and invisible characters at its edges."""
    return _EDGES.sub("", text.translate(_FULL_WIDTH))


def is_name(text: str) -> bool:
    """Whether a text is a well-formed name."""
    return _NAME.fullmatch(text) is not None


def unnumbered(name: str) -> str:
    """A name without the number at its end."""
    return _NUMBER.sub("", name)


def inside(raw: str) -> tuple[InsideKind, tuple[str, ...]]:
    """What the text between two braces is, and the names that can be read in it.

    `bent-name` is a name with blanks at its edges or full-width letters; `wrapped` is a name between another system's
    signs (`#code#`).
    """
    if is_name(raw):
        return "name", (raw,)
    text = clean_name(raw)
    if not text:
        return "empty", ()
    if is_name(text):
        return "bent-name", (text,)
    if _DIGITS.fullmatch(text):
        return "digits", (text,)
    if wrapped := _WRAPPING.fullmatch(text):
        return "wrapped", (wrapped[1],)
    if _DOTTED.fullmatch(text) and all(_STARTS_A_NAME.match(part) for part in text.split(".")):
        return "several", tuple(part for part in text.split(".") if is_name(part))
    parts = [clean_name(part) for part in _JOINERS.split(text)]
    filled = [part for part in parts if part]
    if len(filled) > 1 or (_CALL.search(text) and filled):
        return "several", tuple(part for part in filled if is_name(part))
    return "no-name", (text,)


_ENTITY: Final = lazy_pattern(
    "amp|lt|gt|quot|apos|nbsp|e[nm]sp|copy|reg|trade|yen|euro|pound|cent|hellip|[lr][ds]?quo|[lr]aquo|middot|bull"
    "|[mn]dash|times|divide|plusmn|deg|permil|sect|para|hearts|[lrud]arr"
)
_BRACED = r"[{｛]\s*(?P<braced>[^{}\n]{0,40})[}｝]"
_TELLING = (
    "(?P<telling>(?:code|captcha|otp|(?:user|nick)?name|user|phone|mobile|tel|date|time|datetime|minutes?|amount|money|price|fee"
    "|balance|order|number|num|product|address|url|link|content|message|company|param|arg|var|value)[0-9]?"
    "|[a-z]+(?:_[a-z0-9]+)+|[a-z]+[A-Z][A-Za-z0-9]*)"
)
"""A name that stands for a value even in plain brackets, which also hold ordinary words ([VIP], [new])."""
_SPOKEN: Final = (
    "(?<=[\u4e00-\u9fff:：][\\[【])(?:姓名|名字|用户名|客户名称?|会员名|昵称|称呼|金额|余额|价格|日期|时间|订单号|单号|编号|手机号码?"
    "|电话号码?|地址|链接|网址|商品名称?|产品名称?|公司名称?|验证码|校验码|取件码|提货码|数量|次数)"
    "(?=[】\\]](?:[，,。；;！!？?、元先女您你号的已将于未请为在到和与]|$))"
)
"""The same in Chinese, within a clause; a heading stands behind a mark, or before a value (【时间】周六)."""
_FORMS: Final = {
    "#": lazy_pattern(rf"[#＃](?:{_BRACED}#?|[#＃]?(?P<name>{NAME})[#＃]{{1,2}})"),
    "%": lazy_pattern(
        rf"%(?:{_BRACED}|\((?P<named>{NAME})\)[sdf]|(?P<name>{NAME})%(?![A-Za-z0-9%])"
        r"|(?:[0-9]{1,2}\$)?[sdfiuc@](?:%%(?!%)|(?![A-Za-z0-9%]|%[A-Za-z0-9]))"
        r"|(?:[0-9]{1,2}\$)?[sd](?=%[sd](?![A-Za-z0-9]))|(?P<width>\.[0-9]f|0?[0-9]{1,2}d)(?:%%(?!%)|(?![A-Za-z0-9%])))"
    ),
    "&": lazy_pattern(rf"&(?:{_BRACED}|(?P<name>{NAME});)"),
    "@": lazy_pattern(rf"@(?:{_BRACED}|(?P<name>{NAME})@(?![A-Za-z0-9]))"),
    "<": lazy_pattern(rf"[<＜]{{1,2}}[#@%$=]{{0,2}}\s?(?P<name>{NAME})\s?[%/]?[>＞]{{1,2}}"),
    "[": lazy_pattern(
        rf"\[\[\s*(?P<name>{NAME})\s*\]\]|(?<![A-Za-z0-9])\[(?:{_TELLING}|{_SPOKEN}|变量|参数)\](?![A-Za-z0-9])"
    ),
    "(": lazy_pattern(rf"\(\(\s*(?P<name>{NAME})\s*\)\)"),
    "【": lazy_pattern(rf"【(?:{_TELLING}|{_SPOKEN}|(?:变量|参数)[0-9一二三四五]?)】"),
}
_OF_ADDRESSES: Final = tuple("/=&?._+-")
_SIGNS: Final = {"＃": "#", "＜": "<"}
_SIGNED = lazy_pattern(r"[#%@&*.:=!/^](?P<name>[^{}\n]*?)[#%@&*]?")
_FORMATTED = lazy_pattern(rf"(?:[0-9]{{1,2}}|{NAME})[:!|?][^{{}}\"'，。]*")


def foreign_at(content: str, at: int, touching: bool) -> Placeholder | None:
    """The placeholder of another system that begins with a sign at an offset.

    The sign is none of `$`, `{` and `}`. `touching` says that another placeholder ends there.
    """
    sign = _SIGNS.get(content[at], content[at])
    found = _FORMS[sign].match(content, at)
    if not found:
        return None
    groups = found.groupdict()
    if not touching and not groups.get("braced"):
        before = content[at - 1 : at] if at else ""
        within_a_word = before.isascii() and (before.isalnum() or before == "%")
        if sign in "#%&@" and (within_a_word or (groups.get("width") and before in _OF_ADDRESSES)):
            return None
    name = groups.get("name") or groups.get("named") or groups.get("braced") or groups.get("telling") or ""
    if sign == "&" and _ENTITY.fullmatch(name):
        return None
    if sign == "<" and not _is_tag(content, found, name):
        return None
    name = clean_name(name)
    return Placeholder(at, found.end(), "foreign", name if is_name(name) else None)


def _is_tag(content: str, found: re.Match[str], name: str) -> bool:
    """Whether a name in angle brackets is a tag, not a comparison (a<b>c) or emphasis (<VIP>)."""
    before, after = content[max(0, found.start() - 1) : found.start()], content[found.end() : found.end() + 1]
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return not (name.isupper() and len(name) <= 4 and name not in ("CODE", "NAME", "TIME", "DATE", "URL", "LINK"))


def foreign_in_braces(text: str) -> bool:
    """Whether the text in single braces is another system's placeholder: empty, `{#var#}`, `{0:N2}`."""
    text = text.strip()
    if not text:
        return True
    if (signed := _SIGNED.fullmatch(text)) and signed["name"]:
        return True
    return _FORMATTED.fullmatch(text) is not None
