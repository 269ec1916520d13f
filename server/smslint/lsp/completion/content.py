"""Variables and fixed phrases in the content. They depend on the raw text around the cursor, which is the same in every
format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from smslint.core.change import Declare
from smslint.core.checks.promotional import demanded_unsubscribe
from smslint.core.declarations import allowed_attributes
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder_parser import placeholders_in
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion

_TYPED: Final = lazy_pattern(r"(?:(?P<sign>\$\{|\$|\{|\\?/)|(?<![A-Za-z0-9_]))(?P<name>[A-Za-z0-9_]*+)\Z")
_REST: Final = {
    "$": lazy_pattern(r"(?:\{[A-Za-z0-9_]*\}?)?"),
    "{": lazy_pattern(r"[A-Za-z0-9_]*\}?"),
    "/": lazy_pattern(r"[A-Za-z0-9_]*"),
    "": lazy_pattern(r"[A-Za-z0-9_]*"),
}
_ESCAPE: Final = lazy_pattern(r"u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|[^uxU]")
"""What follows the backslash of an escape in JSON or YAML."""
_IN_LINK: Final = lazy_pattern(r"[!-.0-~/\\]\Z")
"""An ASCII character before a slash: the slash continues a link, a date or a word."""


class _Typed(NamedTuple):
    """The part of a placeholder that is typed: its opening characters, and the range of the text that it covers."""

    sign: str
    start: int
    end: int


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
    sign = sign.lstrip("\\")
    if sign == "/" and _IN_LINK.search(before[:start]):
        return None
    rest = _REST["{" if sign == "${" else sign].match(context.text, context.offset)
    assert rest is not None
    return _Typed(sign, context.offset - (len(before) - start), rest.end())


def _escapes(text: str, at: int) -> bool:
    """Whether what is at an offset is a part of an escape: after an odd number of backslashes."""
    return (at - len(text[:at].rstrip("\\"))) % 2 == 1


def _used(context: CompletionContext, typed: _Typed) -> frozenset[str]:
    """The names that the content uses, apart from the placeholder that is being typed."""
    value, cursor = context.cursor.value, context.cursor.offset
    start, end = cursor - (context.offset - typed.start), cursor + typed.end - context.offset
    names = [
        name
        for found in placeholders_in(value)
        if not (typed.sign and found.start < end and start < found.end)
        for name in (*found.names, found.name or "")
    ]
    return frozenset(names)


def _variable(context: CompletionContext, typed: _Typed, name: str, **others: object) -> Suggestion:
    text = "${" + name + "}"
    compared = {"$": text, "${": text, "{": text[1:], "/": f"/{name}", "": name}[typed.sign]
    return Suggestion(label=text, text=text, start=typed.start, end=typed.end, typed=compared, **others)  # type: ignore[arg-type]


def _declared(context: CompletionContext, typed: _Typed, used: frozenset[str]) -> Iterator[Suggestion]:
    variables = context.template.variables if context.template is not None else {}
    for name in context.declared:
        if name in used:
            continue
        variable = variables.get(name)
        attribute = context.catalog.attributes.get(variable.attribute or "") if variable is not None else None
        yield _variable(
            context,
            typed,
            name,
            sort="variable",
            detail=attribute.title.text(context.language) if attribute else "",
            about=("attribute", attribute.code) if attribute else None,
        )


def _suggested(context: CompletionContext, typed: _Typed, used: frozenset[str]) -> Iterator[Suggestion]:
    """The variable names that the vendor suggests for the attributes of this type."""
    known = used | set(context.declared)
    for attribute in allowed_attributes(context.kind, context.catalog):
        for name in attribute.suggested_names.get(context.kind, ()):
            if name in known:
                continue
            known |= {name}
            declares = None
            if context.template is not None and "variables" in context.template.carries:
                declares = Declare(name, attribute.code)
            yield _variable(
                context,
                typed,
                name,
                sort="suggested",
                detail=f"{attribute.title.text(context.language)} · {attribute.code}",
                about=("attribute", attribute.code),
                declares=declares,
            )


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
