"""Variables and fixed phrases in the content. They depend on the raw text around the cursor, which is the same in every
format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from smslint.core.attribute import Attribute
from smslint.core.change import Declare
from smslint.core.checks.promotional import demanded_unsubscribe
from smslint.core.declarations import allowed_attributes, attribute_for
from smslint.core.meaning import VariableMeanings
from smslint.core.nearest import nearest_name
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import is_name
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.template import Template
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.ranking import ranked, typed_codes
from smslint.lsp.completion.suggestion import Suggestion
from smslint.messages import Bilingual
from smslint.messages import lsp as messages

_TYPED: Final = lazy_pattern(
    r"(?:(?P<sign>[$＄￥¥][{｛]|[$＄￥¥{｛]|\\?/)(?P<meant>[A-Za-z0-9_\u4e00-\u9fff]*+)"
    r"|(?<![A-Za-z0-9_])(?P<name>[A-Za-z0-9_]*+))\Z"
)
"""A sign, also as Chinese keyboards type it, with a name or its meaning; or a name alone."""
_HALF_WIDTH: Final = str.maketrans("＄￥¥｛", "$$${")
_REST: Final = {
    "$": lazy_pattern(r"(?:[{｛][A-Za-z0-9_]*[}｝]?)?"),
    "{": lazy_pattern(r"[A-Za-z0-9_]*[}｝]?"),
    "/": lazy_pattern(r"[A-Za-z0-9_]*"),
    "": lazy_pattern(r"[A-Za-z0-9_]*"),
}
_ESCAPE: Final = lazy_pattern(r"u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|[^uxU]")
"""What follows the backslash of an escape in JSON or YAML."""
_FALLBACK_NAMES: Final[Mapping[str, tuple[str, ...]]] = {"others": ("item",)}
"""Names for attributes for which the vendor suggests none."""
_IN_LINK: Final = lazy_pattern(r"[!-.0-~/\\]\Z")
"""An ASCII character before a slash: the slash continues a link, a date or a word."""


class _Typed(NamedTuple):
    """The part of a placeholder that is typed: its opening characters, as they are and in half width, the name behind
    them, and the range of the text that all of it covers."""

    written: str
    sign: str
    name: str
    start: int
    end: int

    def in_content(self, context: CompletionContext) -> tuple[int, int]:
        """The range in the content, as far as it can be told from the text."""
        cursor = context.cursor.offset
        return max(0, cursor - (context.offset - self.start)), cursor + self.end - context.offset


def in_content(context: CompletionContext) -> Iterator[Suggestion]:
    """The suggestions at a place of the content, without variables that the content already uses."""
    typed = _typed(context)
    if typed is None:
        return
    used = _used(context, typed)
    yield from _declared(context, typed, used)
    yield from _suggested(context, typed, used)
    if typed.sign in ("/", ""):
        yield from _phrases(context, typed)


def _typed(context: CompletionContext) -> _Typed | None:
    """The placeholder or word before the cursor; None within an escape, and after a slash that continues a link."""
    before = context.before
    found = _TYPED.search(before)
    assert found is not None
    start, sign = found.start(), found["sign"] or ""
    if _escapes(before, start):
        if sign.startswith("\\"):  # the backslash is escaped itself
            start, sign = start + 1, sign[1:]
        elif sign:
            return None
        else:
            escape = _ESCAPE.match(before, start)
            if escape is None:
                return None
            start = escape.end()
    written = sign.lstrip("\\")
    sign = written.translate(_HALF_WIDTH)
    if sign == "/" and _IN_LINK.search(before[:start]):
        return None
    rest = _REST["{" if sign == "${" else sign].match(context.text, context.offset)
    assert rest is not None
    name = found["meant"] or found["name"] or ""
    return _Typed(written, sign, name, context.offset - (len(before) - start), rest.end())


def _escapes(text: str, at: int) -> bool:
    """Whether what is at an offset is a part of an escape: after an odd number of backslashes."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _used(context: CompletionContext, typed: _Typed) -> frozenset[str]:
    """The names that the content uses, apart from the placeholder that is being typed."""
    start, end = typed.in_content(context)
    names = [
        name
        for found in placeholders_in(context.cursor.value)
        if not (typed.sign and found.start < end and start < found.end)
        for name in (*found.names, found.name or "")
    ]
    return frozenset(names)


def _variable(
    context: CompletionContext, typed: _Typed, name: str, attribute: Attribute | None, also: str = "", **others: object
) -> Suggestion:
    """A variable. After a sign, its meaning or `also` can be typed instead of its name."""
    text = "${" + name + "}"
    compared = {"$": name if typed.name else text[1:], "${": text[2:], "{": text[2:], "/": name, "": name}[typed.sign]
    title = attribute.title if attribute is not None else Bilingual("", "")
    words = f" {title.zh} {title.en} {also}".rstrip() if typed.sign else ""
    return Suggestion(
        label=text,
        text=text,
        start=typed.start,
        end=typed.end,
        typed=f"{typed.written}{compared}{words}",
        meaning=title.text(context.language),
        about=("attribute", attribute.code) if attribute is not None else None,
        **others,  # type: ignore[arg-type]
    )


def _declared(context: CompletionContext, typed: _Typed, used: frozenset[str]) -> Iterator[Suggestion]:
    """The declared variables. The one whose name resembles what is typed is found by it, too."""
    variables = context.template.variables if context.template is not None else {}
    free = [name for name in context.declared if name not in used]
    near = nearest_name(typed.name, free) if typed.sign and typed.name else None
    for name in free:
        variable = variables.get(name)
        attribute = context.catalog.attributes.get(variable.attribute or "") if variable is not None else None
        detail = attribute.title.text(context.language) if attribute is not None else ""
        yield _variable(
            context, typed, name, attribute, typed.name if name == near else "", sort="variable", detail=detail
        )


def _suggested(context: CompletionContext, typed: _Typed, used: frozenset[str]) -> Iterator[Suggestion]:
    """The names that the vendor suggests, and the name that is being typed: before them if it says what it contains,
    else after them."""
    known = used | set(context.declared)
    others = list(_of_vendor(context, typed, known))
    own = "${" + typed.name + "}"
    if not typed.sign or not is_name(typed.name) or typed.name in known or any(each.label == own for each in others):
        yield from others
    elif context.catalog.lexicon.compiled(VariableMeanings).by_name(typed.name):
        yield from (_own(context, typed, own), *others)
    else:
        yield from (*others, _own(context, typed, own))


def _of_vendor(context: CompletionContext, typed: _Typed, known: frozenset[str]) -> Iterator[Suggestion]:
    """The unknown names that the vendor suggests for the attributes of this type, the likeliest at this place first.
    Types without attributes get the names, and no declarations."""
    catalog = context.catalog
    allowed = allowed_attributes(context.kind, catalog)
    start, end = typed.in_content(context)
    attributes = allowed or tuple(each for each in catalog.attributes.values() if each.status == "current")
    likely = typed_codes(typed.name, attributes, catalog.lexicon)
    by_name = catalog.lexicon.compiled(VariableMeanings).by_name
    for attribute in ranked(attributes, context.cursor.value, start, end, catalog.lexicon, likely):
        kinds = (context.kind,) if allowed else tuple(attribute.suggested_names)
        suggested = [name for kind in kinds for name in attribute.suggested_names.get(kind, ())]
        names = suggested or _FALLBACK_NAMES.get(attribute.code, ())
        also = typed.name if attribute.code in likely else ""
        detail = f"{attribute.title.text(context.language)} · {attribute.code}"
        for name in sorted(names, key=lambda each: (not each.startswith(typed.name), by_name(each) != attribute.code)):
            if name not in known:
                known |= {name}
                declares = Declare(name, attribute.code) if _is_declarable(context) else None
                yield _variable(
                    context, typed, name, attribute, also, sort="suggested", detail=detail, declares=declares
                )


def _is_declarable(context: CompletionContext) -> bool:
    has_attributes = bool(allowed_attributes(context.kind, context.catalog))
    return has_attributes and context.template is not None and "variables" in context.template.carries


def _own(context: CompletionContext, typed: _Typed, text: str) -> Suggestion:
    """The name that is being typed, with the attribute with which it would be declared later."""
    start, end = typed.in_content(context)
    content = context.cursor.value[:start] + text + context.cursor.value[end:]
    analysis = context.inspection.file_rules.linter.read(Template(content, type=context.kind))
    found = analysis.first_uses.get(typed.name)
    code = attribute_for(analysis, found) if found is not None else None
    attribute = context.catalog.attributes[code] if code is not None else None
    declares = Declare(typed.name, code) if code is not None and _is_declarable(context) else None
    detail = messages.OWN_NAME.text(context.language)
    return _variable(context, typed, typed.name, attribute, sort="suggested", detail=detail, declares=declares)


def _phrases(context: CompletionContext, typed: _Typed) -> Iterator[Suggestion]:
    """Wording from the catalog that the type requires and the content lacks."""
    for phrases, rule in _missing(context):
        choice = "${1|" + ",".join(phrases) + "|}" if len(phrases) > 1 else phrases[0]
        demanding = context.catalog.rules.get(rule)
        yield Suggestion(
            "phrase",
            phrases[0],
            phrases[0],
            typed.start,
            typed.end,
            demanding.title.text(context.language) if demanding is not None else "",
            ("rule", rule) if demanding is not None else None,
            typed=typed.sign + phrases[0],
            snippet=choice,
        )


def _missing(context: CompletionContext) -> Iterator[tuple[list[str], str]]:
    lexicon = context.catalog.lexicon
    analysis = context.analysis
    if context.kind == "verification" and "verification-keywords" in lexicon.tables:
        terms = list(lexicon.words("verification-keywords"))
        if not any(term in analysis.hits for term in terms):
            chinese = [term for term in terms if not term.isascii()]
            yield chinese, "verification-keyword-missing"
    if context.kind == "promotional" and not analysis.unsubscribes:
        yield [demanded_unsubscribe(analysis)], "unsubscribe-missing"
