"""Which names are hosts of links, by their suffixes."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from smslint.core.lexicon import MASK, Lexicon
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

_ASCII_SUFFIX = lazy_pattern(r"[a-z]{2,}|xn--[a-z0-9-]+")
_TOLD_BY_THEMSELVES: Final = frozenset({"com", "cn", "net", "org"})


@dataclass
class Hosts:
    """The tables of suffixes and hosts, as sets; made once for a lexicon."""

    lexicon: Lexicon

    @cached_property
    def declared(self) -> frozenset[str]:
        """The suffixes that are enough to make a name a link."""
        return frozenset(self.lexicon.words("link-suffixes"))

    @cached_property
    def exceptions(self) -> frozenset[str]:
        """Names that are not hosts, and suffixes (with their full stop) that need more than a path."""
        return frozenset(self.lexicon.tables["link-suffixes"].exceptions)

    @cached_property
    def all(self) -> frozenset[str]:
        """The last labels of all public suffixes."""
        return frozenset(self.lexicon.suffixes.split())

    @cached_property
    def short(self) -> frozenset[str]:
        """Hosts that shorten links."""
        return frozenset(self.lexicon.words("short-link-hosts"))

    @cached_property
    def han_names(self) -> tuple[re.Pattern[str], ...]:
        """Names with a label in Chinese characters, delimited by what may stand before and after them.

        A name with an ASCII suffix needs a scheme or `www.`, or a suffix that Chinese sentences do not use otherwise:
        基于.NET is a framework, 您注册的.com names a suffix.
        """
        suffixes = "|".join(sorted((one for one in self.declared if not one.isascii()), key=len, reverse=True))
        before, after, continues = map(self._neighbours, ("before", "after", "continues"))
        label, end = "[a-z0-9\u4e00-\u9fff-]{1,24}", "(?![a-z0-9-]|\\.[a-z])"
        mixed = "[a-z0-9-]{0,24}[\u4e00-\u9fff][a-z0-9\u4e00-\u9fff-]{0,24}"
        patterns = (
            rf"(?:(?P<scheme>[a-z]{{2,8}}://)|(?<![@.]))(?P<label>{label}(?:\.{label}){{0,2}}?)"
            rf"\.(?P<suffix>{suffixes})(?![a-z0-9\u4e00-\u9fff]|\.[a-z\u4e00-\u9fff])",
            rf"(?P<scheme>)(?<![@.])(?P<label>{label}(?:\.{label}){{0,2}}?)\.(?P<suffix>{suffixes})(?={after})",
            rf"(?P<scheme>)(?:{before})(?P<label>{label}(?:\.{label}){{0,2}}?)\.(?P<suffix>{suffixes})(?!{continues}|[a-z0-9]|\.)",
            rf"(?P<scheme>[a-z]{{2,8}}://(?:www\.)?|(?<![a-z0-9@.-])www\.)"
            rf"(?P<label>(?:[a-z0-9-]{{1,24}}\.)?{mixed}(?:\.{label})?)\.(?P<suffix>[a-z]{{2,10}}(?:\.cn)?){end}",
            rf"(?P<scheme>)(?<![\u4e00-\u9fff@.-])(?P<label>[\u4e00-\u9fff][a-z0-9\u4e00-\u9fff-]{{0,60}})"
            rf"(?<![的为以是和与或个缀-])\.(?P<suffix>com(?:\.cn)?|cn)(?!域名|后缀|结尾){end}",
        )
        return tuple(re.compile(pattern) for pattern in patterns)

    @cached_property
    def before_han_name(self) -> re.Pattern[str]:
        """A text up to the last word before a name in Chinese characters."""
        return re.compile(f".*(?:{self._neighbours('before')})")

    def _neighbours(self, kind: str) -> str:
        return "|".join(term.term for term in self.lexicon.tables["link-neighbours"].terms if term.kind == kind)

    def is_link(self, host: str, written: str, *, path: bool) -> bool:
        """Whether a name without a scheme is a link; `written` is the host in its original case."""
        labels = host.split(".")
        suffix = labels[-1]
        if MASK in suffix:
            return labels[0] == "www" and len(labels) > 1
        if not _ASCII_SUFFIX.fullmatch(suffix) or host in self.exceptions or not labels[-2]:
            return False
        if labels[0] == "www" and len(labels) > 2:
            return suffix in self.all or suffix.startswith("xn--")
        if len(labels) == 2 and labels[0] in _TOLD_BY_THEMSELVES and suffix == "cn":  # the end of 示例.com.cn
            return False
        if host in self.short or suffix.startswith("xn--"):
            return True
        if path and "." + suffix not in self.exceptions:
            return suffix in self.all
        if suffix in _TOLD_BY_THEMSELVES:
            return True
        if labels[-2].isdecimal() or labels[0] in _TOLD_BY_THEMSELVES:  # 15.Pro, com.example.app
            return False
        return suffix in self.declared and not _ends_a_sentence(written, suffix)


def _ends_a_sentence(written: str, suffix: str) -> bool:
    """Whether the full stop before the last label ends an English sentence (`is done.Today`)."""
    last, before = written[-len(suffix) :], written[-len(suffix) - 2]
    return last[0].isupper() and not last.isupper() and before.islower()
