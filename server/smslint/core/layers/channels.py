"""Official accounts, mini programs and apps: rejected if a cue names one, risky if only the word occurs."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import Folding
from smslint.core.patterns import lazy_pattern

_NEAR = "[^，。；,;]{0,12}"
_NAMED = '[ :「“"《]+[^，。；,;]{1,20}'
_GO = "(?:打开|进入|登录|登陆|搜索|点击|使用|前往|扫码|微信)"
_GET = "(?:下载|安装|更新|升级)"
_CHANNELS = (
    (
        "official-account",
        lazy_pattern(
            f"(?:关注|订阅|{_GO}){_NEAR}公众号|公众号{_NAMED}|公众号[a-z0-9_]{{2,}}|[^，。；,; 的]{{2,12}}公众号$"
        ),
        lazy_pattern("公众号(?![召称])|订阅号"),
    ),
    (
        "mini-program",
        lazy_pattern(f"{_GO}{_NEAR}小程序(?![员式化])|小程序{_NAMED}|{_NEAR}小程序$"),
        lazy_pattern("小程序(?!员)"),
    ),
    (
        "app-name",
        lazy_pattern(
            f"(?:{_GO}|{_GET}){_NEAR}(?:(?<![a-z])app(?![a-z])|客户端)|(?<![a-z])app(?:下载|{_NAMED})"
            "|[\u4e00-\u9fff]{1,12}app$"
        ),
        lazy_pattern("(?<![a-z])app(?![a-z])"),
    ),
)
_GATE = lazy_pattern("公众|公眾|订阅号|小程序|客户端|[AaＡａ][PpＰｐ]{2}")


def channels(value: str, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The first mention of each kind."""
    if not _GATE.search(value):
        return
    text = lexicon.compiled(Folding).fold(value)
    for reason, named, mentioned in _CHANNELS:
        if found := named.search(text):
            yield reason, found.start(), found.end()
        elif found := mentioned.search(text):
            yield "channel-cue", found.start(), found.end()
