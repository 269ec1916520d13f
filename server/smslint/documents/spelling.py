"""The keys of the vendor's API in their three spellings: as its documentation and the SDKs print them
(`SmsTemplateList`), as some clients do (`smsTemplateList`), and as Python writes them (`sms_template_list`)."""

from __future__ import annotations

from functools import lru_cache

from smslint.core.patterns import lazy_pattern

_WORD = lazy_pattern(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")


@lru_cache(maxsize=1024)
def api_key(key: str) -> str:
    """A key as the API's documentation spells it, if it is one of the API's."""
    return "".join(part[:1].upper() + part[1:] for part in key.split("_"))


def spellings(key: str) -> tuple[str, ...]:
    """A key of the API in its three spellings; any other text alone."""
    if not key.isascii():
        return (key,)
    snake = "_".join(part.lower() for part in _WORD.findall(key))
    return (key, key[:1].lower() + key[1:], snake)
