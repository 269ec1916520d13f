"""Links, domains and IP addresses in Chinese text, where Han characters touch them and off-the-shelf finders fail."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from smslint.core.content import Content
from smslint.core.lexicon import MASK
from smslint.core.meaning import VariableMeanings
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.recognise.hosts import Hosts


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written, with the placeholders in it in their order; offsets are the content's.

    A `variable` link has a variable as its host, or consists of one. `host` is lower case and ends at `host_end`.
    `path` is the lower-case path without query and fragment, with placeholders masked. `short` tells whether the host
    is a link shortener's.
    """

    start: int
    end: int
    kind: Literal["domain", "ip", "variable"]
    host: str
    placeholders: tuple[Placeholder, ...] = ()
    path: str = ""
    short: bool = False
    host_end: int = 0


_LABEL = f"[a-z0-9{MASK}]++(?:[-_]+[a-z0-9{MASK}]++)*+"
_HOST = lazy_pattern(
    rf"(?P<scheme>[a-z][a-z0-9+]{{1,15}}://(?:[a-z0-9_.-]{{1,32}}@)?)?(?P<host>{_LABEL}(?:\.{_LABEL})*+)"
)
_TAIL = lazy_pattern(
    rf"{MASK}*+(?::[0-9]{{1,5}}(?![0-9]))?(?P<path>/[a-z0-9._~%!$&'()*+,;=:@/{MASK}-]*+)?(?P<query>[?#][a-z0-9._~%!$&'()*+,;=:@/?#{MASK}-]*+)?"
)
_HAN_PATH = lazy_pattern(
    rf"(?:/[a-z0-9._~%{MASK}-]*+)*?/[\u4e00-\u9fff][a-z0-9._~%/{MASK}\u4e00-\u9fff-]*(?=[ \t\r\n。,;!]|\Z)"
)
"""A path with a part that begins in Chinese characters; behind other parts these are the sentence's."""
_DOT_BESIDE_HAN = lazy_pattern("[.][\u4e00-\u9fff]|[\u4e00-\u9fff][a-z0-9-]{0,24}[.][a-z]")
_NO_NAME = lazy_pattern("(?:^|[^a-z0-9-])(?:[0-9]{1,3}|[a-z])$|^[0-9]+$|(?:^|[省市区])(?:中国|广东|香港|台湾)(?:省)?$")
"""The end of what stands before a full stop in lists (A.个人 B.企业, 1.手机) and between the parts of an address."""
_SCHEME_BEFORE = lazy_pattern(r"[a-z][a-z0-9+]{1,10}://\[?\Z")
_PATH_AFTER = lazy_pattern(rf"{MASK}*+(?::[0-9]{{1,5}}(?![0-9]))?/")
_LOOSE_END = lazy_pattern(r"[.,;:!?'*~]+\Z")
_NEXT_LINK = lazy_pattern("[,;|]+[a-z]{3,6}://")
"""A separator before a scheme, as in a list of links."""
_DOT = lazy_pattern(r"[^.\s]\.[^.\s]")
_COLONS = lazy_pattern(":[0-9A-Fa-f]{0,4}:")
_ENDS = lazy_pattern("[，；！（）？：＂＇＊～［］＠]")
"""Full-width punctuation, which ends a link; its ASCII form would not."""
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = lazy_pattern(rf"(?<![0-9.])(?<![0-9]-){_BYTE}(?:\.{_BYTE}){{3}}(?![0-9]|\.[0-9])")
_IPV6 = lazy_pattern(r"(?<![0-9a-z:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?:\.[0-9]{1,3}){0,3}(?![0-9a-z:])")
_NUMBERED_BEFORE = lazy_pattern(
    "(?:(?<![a-z])v|ver|version|版本|版本号|固件|内核|补丁|build|release|rev|revision|第|条款|章节|升级[至到为]|更新[至到为]|sdk|系统)"
    "[.:为至到是 #]{0,2}$"
)
_NUMBERED_AFTER = lazy_pattern(r"\s?(?:条|款|节|章|项|版|号文|小节|版本)")


def links_in(content: Content, no_links: Container[str] = ()) -> tuple[Link, ...]:
    """The links of a content, in order.

    A variable that the words around it announce as a link is one, unless `no_links` holds its name.
    """
    found: list[Link] = []
    normalized = content.normalized
    if may_hold_hosts(normalized.text) or may_hold_ipv6(normalized.text):
        from smslint.core.recognise.hosts import Hosts  # most texts have no link

        written = content.content
        if normalized.offsets is not None:
            written = "".join(written[offset] for offset in normalized.offsets)
        for link in _scan(normalized.text, written, content.lexicon.compiled(Hosts)):
            start, end = normalized.span(link.start, link.end)
            host_end = normalized.span(link.start, link.host_end)[1]
            held = tuple(one for one in content.placeholders if one.start < end and start < one.end)
            found.append(Link(start, end, link.kind, link.host, held, link.path, link.short, host_end))
    if content.placeholders:
        taken = [(link.start, link.end) for link in found]
        found.extend(
            Link(one.start, one.end, "variable", "", (one,), host_end=one.end)
            for one in _announced(content, no_links)
            if not any(start < one.end and one.start < end for start, end in taken)
        )
    found.sort(key=lambda link: link.start)
    return tuple(found)


def may_hold_hosts(normalized: str) -> bool:
    """Whether a normalized text has a full stop between other characters, or `://`."""
    return ("." in normalized and _DOT.search(normalized) is not None) or "://" in normalized


def may_hold_ipv6(normalized: str) -> bool:
    """Whether a normalized text has two colons with nothing but hexadecimal digits between them."""
    return _COLONS.search(normalized) is not None


def _scan(text: str, written: str, hosts: Hosts) -> Iterator[Link]:
    """The links of a folded text; `written` is the text before folding."""
    starts: list[int] = []
    ends: list[int] = []
    for link in [*_addresses(text, written), *_named(text, written, hosts), *_in_han(text, written, hosts)]:
        at = bisect_left(starts, link.end)
        if not at or ends[at - 1] <= link.start:
            starts.insert(at, link.start)
            ends.insert(at, link.end)
            yield link


def _addresses(text: str, written: str) -> Iterable[Link]:
    found = list(_ipv4_in(text)) if text.count(".") > 2 else []
    found += _ipv6_in(text) if "::" in text or text.count(":") > 6 else ()
    reached = 0
    for start, end in sorted(found):
        host = text[start:end]
        before = text[max(0, start - 12) : start]
        if start < reached or before.endswith("@"):
            continue
        scheme = _SCHEME_BEFORE.search(before)
        if scheme and before[-1] == "[":
            end += text[end : end + 1] == "]"
        tail, path = _tail(text, written, end)
        reached = tail
        yield Link(start - len(scheme[0]) if scheme else start, tail, "ip", host, (), path, host_end=end)


def _ipv4_in(text: str) -> Iterator[tuple[int, int]]:
    """IPv4 addresses in a lower-case text, without numbers of versions and clauses."""
    for found in _IPV4.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        last = before[-1:]
        if last.isascii() and last.isalnum() and not before.endswith("ip"):
            continue
        if _NUMBERED_BEFORE.search(before) or _NUMBERED_AFTER.match(text, found.end()):
            continue
        yield found.span()


def _ipv6_in(text: str) -> Iterator[tuple[int, int]]:
    """IPv6 addresses in a lower-case text, without brackets."""
    for found in _IPV6.finditer(text):
        start, end = found.span()
        while end > start and text[end - 1] == ":" and not text[start:end].endswith("::"):
            end -= 1
        if _is_ipv6(text[start:end], bracketed=text[start - 1 : start] == "[" and text[end : end + 1] == "]"):
            yield start, end


def _is_ipv6(text: str, *, bracketed: bool) -> bool:
    """Whether a text is an IPv6 address, and not a time (12::30), a MAC address or a name in code (std::a)."""
    head, gap, tail = text.partition("::")
    if "::" in tail or "." in text.rpartition(":")[0]:
        return False
    groups = [group for part in (head, tail) if part for group in part.split(":")]
    if not groups or "" in groups:
        return False
    last = groups[-1]
    size = len(groups) + ("." in last)
    if "." in last and not _IPV4.fullmatch(last):
        return False
    if size > 7 if gap else size != 8:
        return False
    if bracketed:
        return True
    if all(len(group) == 2 for group in groups):
        return False
    return bool(head) and any(len(group) >= 3 or not group.isdecimal() for group in groups)


def _named(text: str, written: str, hosts: Hosts) -> Iterable[Link]:
    at = 0
    while found := _HOST.search(text, at):
        at = found.end()
        scheme, host = found["scheme"], found["host"]
        if not scheme and "." not in host:
            continue
        start, end = found.span()
        host_start = found.start("host")
        bare = host.rstrip(MASK)
        if bare != host and not bare.endswith(".") and bare:
            end -= len(host) - len(bare)
            host = bare
        if "-" in (suffix := host.rpartition(".")[2]) and not suffix.startswith("xn--") and not scheme:
            cut = len(suffix) - suffix.index("-")
            host, end = host[:-cut], end - cut
        if scheme and "." not in host and MASK not in host and _DOT_BESIDE_HAN.match(text, end):  # http://www.示例.com
            continue
        if not scheme and (text[end : end + 1] == "@" or (start and text[start - 1] == "@")):
            continue
        if not scheme and not hosts.is_link(host, written[host_start:end], path=bool(_PATH_AFTER.match(text, end))):
            continue
        tail, path = _tail(text, written, end)
        at = max(at, tail)
        kind: Literal["domain", "variable"] = "variable" if MASK in host else "domain"
        yield Link(start, tail, kind, host, (), path, host in hosts.short, end)


def _tail(text: str, written: str, end: int) -> tuple[int, str]:
    """The end of a link whose host ends at `end`, and its path."""
    found = _TAIL.match(text, end)
    assert found  # every part of the pattern may be empty
    wide = _ENDS.search(written, end, found.end())
    rest = text[end : wide.start() if wide else found.end()]
    if "://" in rest and (following := _NEXT_LINK.search(rest)):
        rest = rest[: following.start()]
    while rest:
        loose = _LOOSE_END.search(rest)
        if loose:
            rest = rest[: loose.start()]
        elif rest[-1] == "(" or (rest[-1] == ")" and rest.count("(") < rest.count(")")):
            rest = rest[:-1]
        else:
            break
    last = end + len(rest)
    return last, (found["path"] or "")[: max(0, last - found.start("path"))] if found["path"] else ""


def _in_han(text: str, written: str, hosts: Hosts) -> Iterable[Link]:
    if "." not in text or not _DOT_BESIDE_HAN.search(text):
        return
    for found in (one for pattern in hosts.han_names for one in pattern.finditer(text)):
        scheme, label, suffix = found["scheme"], found["label"], found["suffix"]
        start, end = found.start("label"), found.end("suffix")
        if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
            continue
        if not scheme:
            before = hosts.before_han_name.match(label)
            if before:
                start, label = start + before.end(), label[before.end() :]
            if not label or _NO_NAME.search(label):
                continue
        han_path = _HAN_PATH.match(text, end) if scheme else None
        tail, path = (han_path.end(), han_path[0]) if han_path else _tail(text, written, end)
        yield Link(found.start() if scheme else start, tail, "domain", f"{label}.{suffix}", (), path, host_end=end)


def _announced(content: Content, no_links: Container[str]) -> Iterator[Placeholder]:
    """The variables that the words around them announce as links."""
    by_start = {used.start: used for used in content.variables}
    meanings = content.lexicon.compiled(VariableMeanings)
    text = content.normalized.text
    for term in content.lexicon.tables["variable-links"].terms_at(content.hits.keys()):
        pattern = content.lexicon.pattern(term.pattern or term.term)
        for start, end in content.hits.get(term.term, ()):
            for found in pattern.finditer(text, max(0, start - 40), min(len(text), end + 60)):
                one = by_start.get(content.normalized.span(*found.span("mark"))[0])
                if one is None or one.name is None or one.name in no_links:
                    continue
                if term.kind != "weak" or meanings.by_name(one.name) == "link":
                    del by_start[one.start]
                    yield one
