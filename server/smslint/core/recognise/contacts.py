"""E-mail addresses and contacts of social networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from smslint.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as written; offsets are the content's."""

    start: int
    end: int
    kind: Literal["email", "qq", "wechat", "official-account", "douyin", "weibo", "dingtalk", "group"]


def contacts_in(reading: Reading) -> tuple[Contact, ...]:
    """The contacts of a content, in order."""
    return ()
