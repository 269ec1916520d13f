"""IP addresses in text, told from versions, clauses, times and MAC addresses."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.patterns import lazy_pattern

_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4 = lazy_pattern(rf"(?<![0-9.])(?<![0-9]-){_BYTE}(?:\.{_BYTE}){{3}}(?![0-9]|\.[0-9])")
_V6 = lazy_pattern(r"(?<![0-9a-z:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:\.[0-9]{1,3}){0,3}(?![0-9a-z:])")
_NUMBERED_BEFORE = lazy_pattern(
    "(?:(?<![a-z])v|ver|version|版本|版本号|固件|内核|补丁|build|release|rev|revision|第|条款|章节|升级[至到为]|更新[至到为]|sdk|系统)"
    "[.:为至到是 #]{0,2}$"
)
_NUMBERED_AFTER = lazy_pattern(r"\s?(?:条|款|节|章|项|版|号文|小节|版本)")


def v4_in(text: str) -> Iterator[tuple[int, int]]:
    """IPv4 addresses in a lower-case text; four numbers that a version or a clause has are none."""
    for found in _V4.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        last = before[-1:]
        if last.isascii() and last.isalnum() and not before.endswith("ip"):
            continue
        if _NUMBERED_BEFORE.search(before) or _NUMBERED_AFTER.match(text, found.end()):
            continue
        yield found.span()


def v6_in(text: str) -> Iterator[tuple[int, int]]:
    """IPv6 addresses in a lower-case text, brackets left out."""
    for found in _V6.finditer(text):
        start, end = found.span()
        while end > start and text[end - 1] == ":" and not text[start:end].endswith("::"):
            end -= 1
        if _is_v6(text[start:end], bracketed=text[start - 1 : start] == "[" and text[end : end + 1] == "]"):
            yield start, end


def _is_v6(text: str, *, bracketed: bool) -> bool:
    """Whether a text is an IPv6 address and neither a time (12::30), a MAC address nor a name of code (std::a)."""
    head, gap, tail = text.partition("::")
    if "::" in tail or "." in text.rpartition(":")[0]:
        return False
    groups = [group for part in (head, tail) if part for group in part.split(":")]
    if not groups or "" in groups:
        return False
    last = groups[-1]
    size = len(groups) + ("." in last)
    if "." in last and not _V4.fullmatch(last):
        return False
    if size > 7 if gap else size != 8:
        return False
    if bracketed:
        return True
    if all(len(group) == 2 for group in groups):
        return False
    return bool(head) and any(len(group) >= 3 or not group.isdecimal() for group in groups)
