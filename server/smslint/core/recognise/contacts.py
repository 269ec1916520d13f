"""E-mail addresses and contacts of social networks.

The name of a network alone is not a contact: people sign in with it, pay with it and buy in its shops. The word table
has the patterns of contacts. Here the recipient's own accounts are left out, and the longest of overlapping matches
counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.content import Content
from smslint.core.lexicon import marked_group
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.mentions import Mentions
from smslint.dataclass import dataclass

TABLE: Final = "contacts"
"""The word table with the forms of contacts, by kind."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as written; offsets are the content's, `kind` is that of its form in the word table."""

    start: int
    end: int
    kind: str


_OWN = lazy_pattern(
    "(?:您|你|绑定|解绑|更换|变更|修改|登录|登陆|本人|授权|注册|用户|当前|验证|使用)(?:的|了|绑定|个人|原|新|该|登录|所|手机号?|或|和|/)*$"
)
_USED_AFTER = lazy_pattern("(?:号|账号|帐号)?(?:登录|登陆|授权|绑定|解绑|注册)")


def contacts_in(content: Content) -> tuple[Contact, ...]:
    """The contacts of a content, in order and without overlaps, except the recipient's own accounts."""
    if content.hits.keys().isdisjoint(content.lexicon.cues_of(TABLE)):
        return ()
    found: list[Contact] = []
    for start, end, kind in sorted(_places(content), key=lambda place: (place[0] - place[1], place[0])):
        if not any(start < other.end and other.start < end for other in found):
            found.append(Contact(start, end, kind))
    return tuple(sorted(found, key=lambda contact: contact.start))


def _places(content: Content) -> Iterator[tuple[int, int, str]]:
    normalized = content.normalized
    text = normalized.text
    for form in content.lexicon.tables[TABLE].terms_at(content.hits.keys()):
        if form.pattern is None:
            continue
        for found in content.lexicon.pattern(form.pattern).finditer(text):
            start, end = found.span(marked_group(found))
            if form.kind == "email" or not (
                _own(text, found.start(), end) or content.lexicon.compiled(Mentions).mentioned(text, start, end)
            ):
                yield *normalized.span(start, end), form.kind or ""


def _own(text: str, start: int, end: int) -> bool:
    """Whether the words around an account say that it is the recipient's or used for signing in."""
    return bool(_OWN.search(text, max(0, start - 12), start) or _USED_AFTER.match(text, end))
