"""Finds the placeholders of a content: `${name}`, and near misses of it, in one pass from left to right.

A character belongs to one placeholder at most, so that no fault is reported twice. Every look-ahead is bounded, so that
hostile text takes no more time than its length allows.
"""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import (
    BLANK,
    NAME,
    VARIABLE,
    VARIABLE_TEXT,
    InsideKind,
    Placeholder,
    PlaceholderKind,
    clean_name,
    foreign_at,
    foreign_in_braces,
    inside,
    is_name,
)

_PLAIN: Final = r"[^$＄￥¥{}｛｝#＃%&<＜@\[(【\\]*+"
_WELL_FORMED = lazy_pattern(rf"{_PLAIN}(?:\$\{{{NAME}\}}{_PLAIN})*+")
"""A content that has no sign of a near miss."""
_SIGN = lazy_pattern(r"[$＄￥¥{}｛｝#＃%&<＜@\[(【\\]")
_ESCAPED = lazy_pattern(rf"\\{{1,4}}{VARIABLE_TEXT}")
_BLANKS: Final = f"[{BLANK}]*+"
_WORD = "[A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿]"
_HAN_NAME = "[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9_]*"
_INSIDE = "(?:[^$＄{}｛｝\r\n]|[\r\n](?=[A-Za-z0-9_}｝\r\n])){0,64}"

_OPEN, _CLOSE, _WRONG_CLOSE = "[{｛]", "[}｝]", "[)）\\]］】>＞》]"
_PARTS = "[A-Za-z0-9_ .+*/,-]{0,32}"
_DOUBLED = f"(?:{_BLANKS}[$＄]{{0,8}}{_BLANKS}{_OPEN}){{0,7}}+(?:{_BLANKS}[$＄](?!{_BLANKS}{_OPEN}))?"

_HEAD = lazy_pattern(rf"(?:[$＄]{{1,8}}|[￥¥]){_BLANKS}\\?{_OPEN}{_DOUBLED}")
_REST = lazy_pattern(rf"(?P<inside>{_BLANKS}{_INSIDE})(?P<close>\\?{_CLOSE}(?:{_BLANKS}{_CLOSE}){{0,7}}+)")
_NESTED = lazy_pattern(f"(?P<a>{_PARTS})[$＄]?{_OPEN}(?P<b>{_PARTS}){_CLOSE}(?P<c>{_PARTS}){_CLOSE}")
_UNCLOSED = lazy_pattern(f"{_BLANKS}(?P<name>{_WORD}+|{_HAN_NAME})(?P<close>{_BLANKS}{_WRONG_CLOSE})?")
_BRACKETED = lazy_pattern(
    rf"[$＄]{{1,8}}{_BLANKS}[(（\[［【<](?P<inside>{_BLANKS}{NAME}{_BLANKS}|{_BLANKS})(?P<close>{_WRONG_CLOSE}|{_CLOSE})?"
)
_QUIET = lazy_pattern(rf"[$＄][!:.-]\{{\s*(?P<name>{NAME})?[^{{}}\n]{{0,40}}\}}")
_BARE = lazy_pattern(
    rf"[$＄]{{1,8}}(?P<name>[A-Za-zＡ-Ｚａ-ｚ_]{_WORD}*(?:\.[a-z][A-Za-z0-9_]*)*)"
    f"(?P<close>{_OPEN}{_BLANKS}{_CLOSE}|[{{｛}}｝]+)?"
)
_BARE_BRACED = lazy_pattern(f"[$＄￥¥]{_BLANKS}(?P<name>{NAME})?{_BLANKS}{_CLOSE}{{1,8}}")
_DOLLAR_IN_BRACE = lazy_pattern(
    f"{_OPEN}{{1,8}}{_BLANKS}(?:[$＄]{{1,8}}(?P<before>{_INSIDE})|(?P<after>{NAME}{_BLANKS})[$＄]{{1,8}}{_BLANKS}){_CLOSE}{{1,8}}"
)
_BRACED_VARIABLE = lazy_pattern(
    f"{_OPEN}{{1,8}}{_BLANKS}[$＄]{{1,8}}{_BLANKS}{_OPEN}{{1,8}}(?P<inside>{_INSIDE})(?P<close>{_CLOSE}{{1,8}})"
)
_BRACED = lazy_pattern(
    f"(?P<open>{_OPEN}(?:{_BLANKS}{_OPEN}){{0,7}}+)(?P<inside>{_INSIDE})(?P<close>{_CLOSE}(?:{_BLANKS}{_CLOSE}){{0,7}}+)"
)
_BRACE_UNCLOSED = lazy_pattern(
    f"{_OPEN}{{1,8}}(?:{_BLANKS}[$＄]{{1,8}}{_OPEN}{{0,8}})?(?P<name>{NAME})(?P<close>{_WRONG_CLOSE})?"
)
_DOLLAR_AFTER = lazy_pattern(f"[$＄](?!{_BLANKS}{_OPEN}|[A-Za-z0-9])")
_NAME_BEFORE = lazy_pattern(rf"(?<![A-Za-z0-9_])({NAME}) ?\Z")
_CLOSED_LATER = lazy_pattern(f"[^{{}}｛｝]{{0,64}}{_CLOSE}")
_HAN_INSIDE = lazy_pattern("[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9_]{0,5}")
_HEADING = lazy_pattern("(?:提示|通知|公告|提醒|声明|须知)\\Z")
_SENTENCE = lazy_pattern(f"({NAME})[，。；！：,](?=.*[\u4e00-\u9fff]{{3}})")
_AMOUNT = lazy_pattern(
    "money|amount|price|fee|total|balance|cost|pay|sum|usd|dollar|salary|refund|charge|bill|cash|fare|deposit|due", re.I
)
_CURRENCIES: Final = frozenset({"USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD", "US", "HK"})
_OPENERS: Final = {")": "(（", "）": "(（", "]": "[［", "］": "[［", "】": "【", ">": "<＜", "＞": "<＜", "》": "《"}
_KINDS: Final[dict[InsideKind, PlaceholderKind]] = {
    "name": "malformed",
    "bent-name": "malformed",
    "empty": "malformed",
    "wrapped": "malformed",
    "digits": "foreign",
    "several": "combined",
    "no-name": "invalid-name",
}


def placeholders_in(content: str) -> tuple[Placeholder, ...]:
    """All placeholders of a content, in order, none overlapping."""
    if _WELL_FORMED.fullmatch(content):
        return tuple(
            [Placeholder(found.start(), found.end(), "variable", found[1]) for found in VARIABLE.finditer(content)]
        )
    return tuple(_Parser(content).placeholders())


class _Parser:
    """Reads a content that may hold near misses."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.done = 0
        self.open_braces = 0

    def placeholders(self) -> list[Placeholder]:
        """The placeholders in order."""
        content = self.content
        found: list[Placeholder] = []
        while sign := _SIGN.search(content, self.done if not found else max(self.done, found[-1].end)):
            at = sign.start()
            match sign[0]:
                case "$" | "＄" | "￥" | "¥":
                    one = self._dollar(at, found[-1].end if found else -1)
                case "{" | "｛":
                    one = self._brace(at)
                    self.open_braces += one is None
                case "}" | "｝":
                    one = self._stray_close(at, found[-1].end if found else 0)
                    if one is None and self.open_braces:
                        self.open_braces -= 1
                case "\\":
                    escaped = _ESCAPED.match(content, at)
                    one = _malformed(at, escaped.end(), escaped[1]) if escaped else None
                case _:
                    one = foreign_at(content, at, touching=bool(found) and found[-1].end == at)
            if one is not None:
                found.append(one)
            self.done = at + 1
        return found

    def _dollar(self, at: int, last_end: int) -> Placeholder | None:
        content = self.content
        if well_formed := VARIABLE.match(content, at):
            after = content[well_formed.end() : well_formed.end() + 1]
            if after not in ("}", "｝") or self.open_braces:
                return Placeholder(at, well_formed.end(), "variable", well_formed[1])
        if head := _HEAD.match(content, at):
            return self._braced_after(head)
        if content[at] in "￥¥":
            return self._half_braced(at)
        if self._is_text(at, last_end):
            return None
        if found := _QUIET.match(content, at):
            return Placeholder(at, found.end(), "foreign", found["name"])
        if found := _BRACKETED.match(content, at):
            name = clean_name(found["inside"])
            if name in _CURRENCIES:
                return None
            return _malformed(at, self._own_close(found, at), name) if name or found["close"] else None
        if found := _BARE.match(content, at):
            name = clean_name(found["name"])
            return _malformed(at, found.end(), name, ambiguous=not found["close"])
        return self._half_braced(at)

    def _is_text(self, at: int, last_end: int) -> bool:
        """Whether a dollar sign stands within a word (Ke$ha) and not directly after another placeholder."""
        before = self.content[max(0, at - 8) : at].rstrip("$＄")[-1:]
        return at != last_end and before.isascii() and before.isalnum()

    def _half_braced(self, at: int) -> Placeholder | None:
        found = _BARE_BRACED.match(self.content, at)
        return _malformed(at, found.end(), found["name"]) if found else None

    def _braced_after(self, head: re.Match[str]) -> Placeholder | None:
        """A placeholder that begins with `${`, perhaps with blanks, doubled or full-width parts."""
        content, at = self.content, head.start()
        if rest := _REST.match(content, head.end()):
            return self._closed(head, rest)
        if (nested := _NESTED.match(content, head.end())) and nested["a"] + nested["c"]:
            names = tuple(part for part in map(clean_name, nested.group("a", "b", "c")) if is_name(part))
            return Placeholder(at, nested.end(), "combined", None, (), names)
        if unclosed := _UNCLOSED.match(content, head.end()):
            return _malformed(
                at, self._own_close(unclosed, at), clean_name(unclosed["name"]), ambiguous=not unclosed["close"]
            )
        return Placeholder(at, head.end(), "malformed", None)

    def _closed(self, head: re.Match[str], rest: re.Match[str]) -> Placeholder | None:
        content, at, end = self.content, head.start(), rest.end()
        opens, closes = _braces(head[0]), _braces(rest["close"])
        if closes > opens and self.open_braces:
            end = rest.start("close") + [brace.end() for brace in re.finditer(_CLOSE, rest["close"])][opens - 1]
            closes = opens
        text = rest["inside"].removesuffix("\\")
        kind, names = inside(text)
        if kind == "name" and opens == 1 and closes == 1 and head[0].endswith("${") and rest["close"] == "}":
            if head[0] == "${":
                return Placeholder(at, end, "variable", names[0])
            before = content[at - 1 : at] if at else ""
            if _AMOUNT.search(names[0]) or (before.isascii() and before.isalpha()):
                return None  # a currency sign stands before the variable
        if sentence := _SENTENCE.match(text):
            name = sentence[1]
            return Placeholder(
                at, end, "malformed", name, ("${" + name + "}" + text[sentence.end(1) :], "${" + name + "}")
            )
        if _KINDS[kind] == "malformed":
            return _malformed(at, end, names[0] if names else None)
        name = names[0] if kind != "several" and names else None
        return Placeholder(at, end, _KINDS[kind], name, (), names if kind == "several" else ())

    def _own_close(self, found: re.Match[str], at: int) -> int:
        """The end of a placeholder whose closing bracket may belong to an opening one before it."""
        close = found["close"]
        if not close:
            return found.end()
        openers = _OPENERS.get(close[-1], "")
        before = self.content[max(0, at - 200) : at]
        opened = sum(before.count(opener) for opener in openers)
        closers = [closer for closer, its in _OPENERS.items() if its == openers]
        if opened > sum(before.count(closer) for closer in closers):
            return found.start("close")
        return found.end()

    def _brace(self, at: int) -> Placeholder | None:
        """A placeholder that begins with a brace."""
        content = self.content
        if found := _BRACED_VARIABLE.match(content, at):
            return self._variable_in_braces(found)
        if found := _DOLLAR_IN_BRACE.match(content, at):
            kind, names = inside(found["before"] if found["after"] is None else found["after"])
            name = names[0] if names and kind != "several" else None
            if kind == "digits" or (found[0].startswith("{{") and found[0].endswith("}}")):
                return Placeholder(at, found.end(), "foreign", name)
            return _malformed(at, found.end(), name)
        if found := _BRACED.match(content, at):
            return self._braced(found)
        if (found := _BRACE_UNCLOSED.match(content, at)) and (len(found["name"]) > 1 or "$" in found[0]):
            return _malformed(at, self._own_close(found, at), found["name"], ambiguous=not found["close"])
        return None

    def _variable_in_braces(self, found: re.Match[str]) -> Placeholder | None:
        if len(found["close"]) == 1 and _CLOSED_LATER.match(self.content, found.end()):
            return None  # the braces hold a stretch of text that begins with a variable
        kind, names = inside(found["inside"])
        return _malformed(found.start(), found.end(), names[0] if names and kind != "several" else None)

    def _braced(self, found: re.Match[str]) -> Placeholder | None:
        content, at, end = self.content, found.start(), found.end()
        opens, closes, text = _braces(found["open"]), _braces(found["close"]), found["inside"]
        if opens == closes and (opens > 1 or foreign_in_braces(text)):
            _, names = inside(text.strip(" .$#"))
            return Placeholder(at, end, "foreign", names[0] if len(names) == 1 else None)
        kind, names = inside(text)
        if dollar := _DOLLAR_AFTER.match(content, end):
            end = dollar.end()
        if kind in ("name", "bent-name", "wrapped"):
            return _malformed(at, end, names[0])
        if kind == "digits" and len(text.strip()) <= 2:
            return Placeholder(at, end, "foreign", names[0])
        name = clean_name(text)
        if re.fullmatch(f"{NAME}(?:[-. ]{NAME})+", name):
            return Placeholder(at, end, "malformed", None)
        if _HAN_INSIDE.fullmatch(name) and not _HEADING.search(name):
            return Placeholder(at, end, "malformed", name)
        return None

    def _stray_close(self, at: int, last_end: int) -> Placeholder | None:
        """A name before a closing brace that has no opening one."""
        if self.open_braces:
            return None
        found = _NAME_BEFORE.search(self.content[max(last_end, at - 40) : at])
        if not found or len(found[1]) < 2:
            return None
        return _malformed(at - len(found[0]), at + 1, found[1])


def _malformed(start: int, end: int, name: str | None, ambiguous: bool = False) -> Placeholder:
    """A near miss; if nothing closes it, digits at its end may belong to the text (`$code5分钟`)."""
    if not name:
        return Placeholder(start, end, "malformed", None)
    if not is_name(name):
        return Placeholder(start, end, "malformed", name)
    readings = ["${" + name + "}"]
    shorter = name.rstrip("0123456789")
    if ambiguous and shorter != name:
        readings.insert(0, "${" + shorter + "}" + name[len(shorter) :])
        name = shorter
    return Placeholder(start, end, "malformed", name, tuple(readings))


def _braces(text: str) -> int:
    return sum(character in "{}｛｝" for character in text)
