"""Checks of the characters of a content and of what its author left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.checks import DUMMY_CUES
from smslint.core.content import Content
from smslint.core.finding import Finding, Match, Value, text_match
from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.verification import keyword_pattern
from smslint.core.symbols import Symbols
from smslint.core.trust import trusted
from smslint.messages import Bilingual

_ROUND_BRACKETS = {"[": "（", "［": "（", "]": "）", "］": "）"}
_BLANKS = "\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE_RUN = lazy_pattern(rf"[{INVISIBLE}]+|[{_BLANKS}]+|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
_CHARACTER_NAMES = {
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
_OTHER_CHARACTER = Bilingual("invisible character", "不可见字符")
_MOST_SHOWN = 3
_DUMMY = lazy_pattern(
    "(?<![a-z])x{2,}(?![a-z0-9])|(?<![a-z])x{3,}(?=[0-9])|(?<![a-z])x{4,}(?![a-z])|x{5,}(?![a-z])|×{2,}|[*]{2,}|某某+"
    "|(?<![a-z])(?:todo|fixme)(?![a-z])|(?<![a-z])lorem(?: ipsum)?(?![a-z])"
)
_SHOUTED = frozenset({"todo", "fixme"})
_ROMAN_NUMERAL = lazy_pattern("第X{2,3}[届期次章回讲集季卷节]")
_FOUR_DIGITS = lazy_pattern("[0-9]{4}")
_AT_START = Bilingual("at the start", "开头")
_AT_END = Bilingual("at the end", "末尾")


def _typed_code(lexicon: Lexicon) -> re.Pattern[str]:
    """A code of digits after or before a verification keyword."""
    keyword = keyword_pattern(lexicon)
    return re.compile(
        rf"{keyword}(?:[:是为]|[ \"'“(\[])*(?P<after>[0-9]{{4,6}})(?![0-9.分秒小天年元])"
        rf"|(?<![0-9.])(?<!尾号)(?<![后末]四位)(?P<before>[0-9]{{4,6}})[)\"”']?(?:是|为|,|\()?(?:您|你)?的?"
        rf"[^,。;!?0-9\ufffc]{{0,12}}{keyword}(?![:是为 ]{{0,2}}\ufffc)"
    )


def content_empty(analysis: Analysis) -> Iterator[Match]:
    """Finds a content that has nothing but blanks. Templates without content are rejected."""
    length = len(analysis.template.content)
    if edges_of(analysis.template.content)[0] == length:
        yield Match(analysis.span(0, length), {"length": length})


def edge_square_brackets(analysis: Analysis) -> Iterator[Match]:
    """Finds square brackets at the start or end, which are taken for brackets of the signature.

    There is one match for each pair, or bracket without a partner, at the first or last visible character.
    """
    content = analysis.template.content
    first, last = edges_of(content)
    if first == last or not (content[first] in _ROUND_BRACKETS or content[last - 1] in _ROUND_BRACKETS):
        return
    for start, end in bracket_pairs(analysis, "[［", "]］"):
        if start == first or end == last:
            yield text_match(analysis, start, end)


def fix_edge_square_brackets(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Replaces them with round brackets."""
    span = finding.span
    ends = sorted({span.start, span.end - 1})
    changes = [ReplaceText(span.place, at, at + 1, _ROUND_BRACKETS[analysis.content[at]]) for at in ends]
    yield finding.fix(*changes)


def invisible_character(analysis: Analysis) -> Iterator[Match]:
    """Finds characters that nobody sees and that are still sent and billed.

    There is one match for each run of characters of one sort. A joiner within an emoji belongs to the emoji.
    """
    first, last = edges_of(analysis.template.content)
    for found in _INVISIBLE_RUN.finditer(analysis.content, first, min(last, len(analysis.content))):
        start, end = found.span()
        if analysis.in_placeholder(start, end) or any(first <= start < last for first, last in analysis.symbols):
            continue
        sorts = list(dict.fromkeys(found[0]))
        what = _CHARACTER_NAMES.get(sorts[0], _OTHER_CHARACTER) if len(sorts) == 1 else _OTHER_CHARACTER
        points = tuple(f"U+{ord(each):04X}" for each in sorts[:_MOST_SHOWN])
        values: dict[str, Value] = {"what": what, "point": points, "count": end - start}
        yield Match(analysis.span(start, end), values)


def leftover_text(analysis: Analysis) -> Iterator[Match]:
    """Finds text that the author meant to replace, since it is sent as written.

    These are dummies such as XXX, and in verification templates a code that is typed in beside the keyword.
    """
    if not DUMMY_CUES.isdisjoint(analysis.hits):
        yield from _dummies(analysis)
    normalized = analysis.normalized
    if analysis.type == "verification" and _FOUR_DIGITS.search(normalized.text):
        for found in analysis.lexicon.compiled(_typed_code).finditer(normalized.text):
            place = normalized.span(*found.span("after" if found["after"] else "before"))
            yield text_match(analysis, *place, variant="code")


def _dummies(analysis: Analysis) -> Iterator[Match]:
    normalized = analysis.normalized
    for found in _DUMMY.finditer(normalized.text):
        start, end = normalized.span(*found.span())
        written = analysis.content[start:end]
        if found[0] in _SHOUTED and not written.isupper():
            continue
        if not _is_numeral(analysis.content, start, written):
            yield text_match(analysis, start, end)


def _is_numeral(content: str, start: int, written: str) -> bool:
    """Whether the X are a Roman numeral (第XX届) or part of a model number (2XX)."""
    if not start or written[0] not in "xX":
        return False
    return _ROMAN_NUMERAL.match(content, start - 1) is not None or (
        len(written) == 2 and content[start - 1] in "0123456789"
    )


def outer_blank(analysis: Analysis) -> Iterator[Match]:
    """Finds blanks and invisible characters before the first and after the last visible character.

    They count toward the length. There is one match for the start and one for the end.
    """
    content = analysis.template.content
    first, last = edges_of(content)
    if first == len(content):
        return
    if first:
        yield Match(analysis.span(0, first), {"where": _AT_START, "count": first})
    if last < len(content):
        yield Match(analysis.span(last, len(content)), {"where": _AT_END, "count": len(content) - last})


def signature_brackets(analysis: Analysis) -> Iterator[Match]:
    """Finds 【】, which only the platform may put around the signature.

    There is one match for each pair, and one for each bracket without a partner.
    """
    for start, end in bracket_pairs(analysis, "【", "】"):
        yield text_match(analysis, start, end)


def fix_signature_brackets(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Removes the signature itself. Anything else in these brackets is put in quotation marks."""
    span = finding.span
    text = analysis.text_of(span)
    if len(text) < 2:
        return
    signature = analysis.template.signature
    if signature and text[1:-1].strip() == signature.strip("【】[] ") and not analysis.content[: span.start].strip():
        title = finding.plan.options["remove-title"]
        assert isinstance(title, Mapping)
        change = ReplaceText(span.place, span.start, span.end, "")
        yield Fix(Bilingual(**title), trusted("safe", analysis, [change]), (change,))
    quoted = (
        ReplaceText(span.place, span.start, span.start + 1, "“"),
        ReplaceText(span.place, span.end - 1, span.end, "”"),
    )
    yield finding.fix(*quoted)


def unsupported_character(analysis: Analysis) -> Iterator[Match]:
    """Finds emoji, emoticons and the symbols of the catalog's table, which are rejected in review.

    There is one match for each run. The symbols that an older page of the vendor allows are a variant of their own.
    """
    for start, end in analysis.symbols:
        yield from _symbol_match(analysis, start, end)
    if analysis.normalized.has_unusual:
        for start, end in analysis.lexicon.compiled(Symbols).disputed_runs(analysis.content):
            yield from _symbol_match(analysis, start, end, "disputed")
    yield from _emoticons(analysis)


def _emoticons(analysis: Analysis) -> Iterator[Match]:
    """Emoticons of ASCII characters that touch no letter or digit; the longest where they overlap."""
    text, hits = analysis.normalized.text, analysis.hits
    places = sorted(
        (place for name in analysis.lexicon.words("unsupported") for place in hits.get(name, ())),
        key=lambda place: (place[0], -place[1]),
    )
    last = 0
    for start, end in places:
        if start < last or _is_word_character(text, start - 1) or _is_word_character(text, end):
            continue
        last = end
        yield from _symbol_match(analysis, *analysis.normalized.span(start, end))


def _is_word_character(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and (text[index].isalnum() or text[index] in "_/=")


def _symbol_match(analysis: Analysis, start: int, end: int, variant: str | None = None) -> Iterator[Match]:
    if not analysis.in_placeholder(start, end):
        points = tuple(f"U+{ord(character):04X}" for character in dict.fromkeys(analysis.content[start:end]))
        yield text_match(analysis, start, end, variant, points=points)


def bracket_pairs(content: Content, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """The ranges of pairs of brackets, and of single brackets without a partner."""
    text = content.content
    opened: int | None = None
    for index, character in enumerate(text):
        if (character in opening or character in closing) and not _broken(content, index):
            if character in opening:
                if opened is not None:
                    yield opened, opened + 1
                opened = index
            else:
                yield (index if opened is None else opened), index + 1
                opened = None
    if opened is not None:
        yield opened, opened + 1


def _broken(content: Content, index: int) -> bool:
    return any(found.start <= index < found.end for found in content.placeholders if found.kind != "variable")
