"""The console's form of variable attributes, `code-仅数字；name-个人姓名；`, and the short form of suppressions in a
cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.syntax.edit import Edit, without
from smslint.syntax.parsed_text import SourceMap, Syntax, identity
from smslint.syntax.tree import MappingNode, Node, Pair, Plain, Scalar, SequenceNode, part_ranges

_PART: Final = lazy_pattern(r"[^;；\r\n]+")
_VARIABLE: Final = lazy_pattern(
    r"[ \t\u3000]*([^-－:：=\s]+)[ \t\u3000]*[-－:：=][ \t\u3000]*(.*?)[ \t\u3000]*\Z", re.S
)
_RULES: Final = lazy_pattern(
    r"\s*+([^:：（(,，、/\s]*+(?:\s*+(?:[,，、/]\s*+[^:：（(,，、/\s]*+|[a-z0-9]++(?:-[a-z0-9]++)++(?![^:：（(,，、/\s])))*+)"
    r"\s*+(?:[:：]\s*+(.*)|([（(].*)|(.+))?\Z",
    re.S,
)
"""Rules, with commas or blanks between them, and a reason: after a colon, in brackets, or words that are no rules."""
_RULE: Final = lazy_pattern(r"[^,，、/\s]+")

TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "仅数字": "numberCaptcha",
        "数字+字母组合或仅字母": "characterWithNumber2",
        "时间": "time",
        "金额": "money",
        "数量": "money",
        "金额/数量": "money",
        "用户昵称": "user_nick",
        "个人姓名": "name",
        "企业/组织名称": "unit_name",
        "地址": "address",
        "车牌号": "license_plate_number",
        "快递单号": "tracking_number",
        "取件码": "pick_up_code",
        "其他号码": "other_number2",
        "其他号码（如订单号、密码等）": "other_number2",
        "电话号码": "phone_number2",
        "链接参数": "link_param",
        "邮箱地址": "email_address",
        "其他": "others",
        "其他（如名称、账号、地址等）": "others",
    }
)
"""The console's names of attributes, in addition to the titles in the catalog."""


def console_code(title: str) -> str:
    """The attribute code for a console title; any other text is returned as it is."""
    return TITLES.get(title, title)


def console_title(code: str) -> str:
    """The console title of an attribute code; any other text is returned as it is."""
    return next((title for title, each in TITLES.items() if each == code), code)


def variables_tree(text: str) -> tuple[MappingNode, str | None]:
    """Attribute codes by variable, and the first part that is not a pair of variable and attribute."""
    root, wrong = MappingNode(0, len(text), True), None
    for part in _PART.finditer(text):
        pair = _VARIABLE.match(part[0])
        if pair is not None:
            at = part.start()
            key = Scalar(at + pair.start(1), at + pair.end(1), pair[1], "raw")
            root.pairs.append(Pair(key, Scalar(at + pair.start(2), at + pair.end(2), console_code(pair[2]), "title")))
        elif wrong is None:
            wrong = part[0].strip() or None
    return root, wrong


def suppressions_tree(text: str) -> SequenceNode:
    """`id, id: reason; id（reason）; id reason` as a list of mappings, one for each id; a reason is that of all ids
    before it."""
    root = SequenceNode(0, len(text), True)
    for part in _PART.finditer(text):
        at, found = part.start(), _RULES.match(part[0])
        assert found is not None
        reason = _reason(found)
        rules = [each.span() for each in _RULE.finditer(part[0], *found.span(1))]
        if reason and not rules:
            rules = [found.span(1)]
        for number, (low, high) in enumerate(rules):
            last = number + 1 == len(rules)
            item = MappingNode(part.start() if number == 0 else at + low, part.end() if last else at + high, True)
            for name, ends in (("rule", (low, high)), ("reason", reason)):
                if ends is not None:
                    start, end = at + ends[0], at + ends[1]
                    value = Scalar(start, end, text[start:end], "raw")
                    item.pairs.append(Pair(Scalar(start, start, name, "raw"), value))
            root.items.append(item)
    return root


def _reason(found: re.Match[str]) -> tuple[int, int] | None:
    """The range of a reason, without blanks and brackets around it."""
    group = found.lastindex or 1
    if group == 1:
        return None
    text = found[group].rstrip()
    start, end = found.start(group), found.start(group) + len(text)
    if group == 3:
        start, end = start + 1, end - text.endswith(("）", ")"))
    return (start, end) if start < end else None


class ConsoleSyntax(Syntax):
    """The console's form as `Syntax`. It has no quoting, so some texts cannot be written."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        return identity(scalar.start, scalar.end) if text[scalar.start : scalar.end] == scalar.value else None

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        return None if re.search(r"[;；:：=\r\n]", insertion) else insertion

    def token(self, text: str, node: Node, value: Plain) -> str | None:
        if not isinstance(value, str) or not isinstance(node, Scalar):
            return None
        titled = node.style == "title" and text[node.start : node.end] != node.value
        return self.inline(text, node, console_title(value) if titled else value)

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        if not mapping.pairs:
            return None
        last = mapping.pairs[-1]
        end = last.value.end
        mark = "；" if "；" in text else ";"
        dash = text[last.key.end : last.value.start]
        titled = any(text[pair.value.start : pair.value.end] in TITLES for pair in mapping.pairs)
        added: list[str] = []
        for key, value in pairs.items():
            if not isinstance(value, str):
                return None
            added.append(f"{mark}{key}{dash}{console_title(value) if titled else value}")
        return [Edit(end, end, "".join(added))]

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        ranges = part_ranges(holder)
        if len(ranges) == 1:
            return [Edit(0, len(text) if isinstance(holder, MappingNode) else ranges[0][1], "")]
        return [without(ranges, number)]

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        written = _suppression(value)
        if written is None:
            return None
        at = len(text.rstrip(" \t\r\n;；"))
        return [Edit(at, at, ("; " if at else "") + written)]


def _suppression(value: Plain) -> str | None:
    if not isinstance(value, dict) or not set(value) <= {"rule", "reason"}:
        return None
    parts = [str(value[key]) for key in ("rule", "reason") if value.get(key)]
    return None if any(re.search(r"[;；\r\n]", part) for part in parts) else ": ".join(parts)


def packed_text(value: Plain, titles: bool) -> str | None:
    """Declarations or suppressions in the form for one cell; None if only JSON can hold them."""
    if isinstance(value, dict):
        if not all(isinstance(code, str) and code for code in value.values()):
            return None
        return "".join(f"{name}-{console_title(str(code)) if titles else code}；" for name, code in value.items())
    if isinstance(value, list):
        parts = [_suppression(each) for each in value]
        return None if None in parts else "; ".join(part for part in parts if part is not None)
    return None


CONSOLE: Final = ConsoleSyntax()
