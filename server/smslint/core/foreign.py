"""Placeholders of other systems, which the vendor does not fill in."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import NAME, Placeholder, clean_name, is_name

_ENTITY: Final = lazy_pattern(
    "amp|lt|gt|quot|apos|nbsp|e[nm]sp|copy|reg|trade|yen|euro|pound|cent|hellip|[lr][ds]?quo|[lr]aquo|middot|bull"
    "|[mn]dash|times|divide|plusmn|deg|permil|sect|para|hearts|[lrud]arr"
)
_BRACED = r"[{｛]\s*(?P<braced>[^{}\n]{0,40})[}｝]"
_FORMS: Final = {
    "#": lazy_pattern(rf"[#＃](?:{_BRACED}#?|[#＃]?(?P<name>{NAME})[#＃]{{1,2}})"),
    "%": lazy_pattern(
        rf"%(?:{_BRACED}|\((?P<named>{NAME})\)[sdf]|(?P<name>{NAME})%(?![A-Za-z0-9])"
        r"|(?:[0-9]{1,2}\$)?[sdfiuc@](?![A-Za-z0-9%]|%[A-Za-z0-9])|(?:[0-9]{1,2}\$)?[sd](?=%[sd](?![A-Za-z0-9]))"
        r"|(?P<width>\.[0-9]f|0?[0-9]{1,2}d)(?![A-Za-z0-9%]))"
    ),
    "&": lazy_pattern(rf"&(?:{_BRACED}|(?P<name>{NAME});)"),
    "@": lazy_pattern(rf"@(?:{_BRACED}|(?P<name>{NAME})@(?![A-Za-z0-9]))"),
    "<": lazy_pattern(rf"[<＜]{{1,2}}[#@%$=]{{0,2}}\s?(?P<name>{NAME})\s?[%/]?[>＞]{{1,2}}"),
    "[": lazy_pattern(rf"\[\[\s*(?P<name>{NAME})\s*\]\]"),
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
    name = groups.get("name") or groups.get("named") or groups.get("braced") or ""
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
