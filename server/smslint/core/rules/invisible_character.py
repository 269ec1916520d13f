"""`invisible-character`: what nobody sees and yet is sent and billed."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import edges_of
from smslint.messages import Bilingual

_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RUN = lazy_pattern(rf"[{INVISIBLE}]+|[{_BLANKS}]+|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
_NAMES = {
    "\t": Bilingual("tab", "制表符"),
    "\u00a0": Bilingual("no-break space", "不换行空格"),
    "\u00ad": Bilingual("soft hyphen", "软连字符"),
    "\u200b": Bilingual("zero-width space", "零宽空格"),
    "\u200c": Bilingual("zero-width non-joiner", "零宽不连字符"),
    "\u200d": Bilingual("zero-width joiner", "零宽连字符"),
    "\u2028": Bilingual("line separator", "行分隔符"),
    "\u2029": Bilingual("paragraph separator", "段落分隔符"),
    "\u3000": Bilingual("ideographic space", "全角空格"),
    "\ufeff": Bilingual("byte order mark", "字节序标记"),
}
_OTHER = Bilingual("invisible character", "不可见字符")
_SHOWN = 3


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a run of one sort; a run that holds an emoji's joiners belongs to the emoji."""
    first, last = edges_of(analysis.template.content)
    for found in _RUN.finditer(analysis.content, first, min(last, len(analysis.content))):
        start, end = found.span()
        if analysis.in_placeholder(start, end) or _in_symbol(analysis, start):
            continue
        sorts = list(dict.fromkeys(found[0]))
        what = _NAMES.get(sorts[0], _OTHER) if len(sorts) == 1 else _OTHER
        points = tuple(f"U+{ord(each):04X}" for each in sorts[:_SHOWN])
        values: dict[str, Value] = {"what": what, "point": points, "count": end - start}
        yield Match(analysis.span(start, end), values)


def _in_symbol(analysis: Analysis, offset: int) -> bool:
    return any(start <= offset < end for start, end in analysis.symbols)
