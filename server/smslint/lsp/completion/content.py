"""Variables and set phrases in the content. They are found by the raw text around the cursor: it is the same in every
format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from smslint.core.change import Declare
from smslint.core.checks.promotional import demanded_unsubscribe
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.samples import typical_values
from smslint.core.suggestion import allowed_attributes
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion

_TYPED: Final = lazy_pattern(r"(?:(?P<sign>\$\{|\$|\{|\\?/)|(?<![A-Za-z0-9_]))(?P<name>[A-Za-z0-9_]*+)\Z")
_REST: Final = {
    "$": lazy_pattern(r"(?:\{[A-Za-z0-9_]*\}?)?"),
    "{": lazy_pattern(r"[A-Za-z0-9_]*\}?"),
    "/": lazy_pattern(r"[A-Za-z0-9_]*"),
    "": lazy_pattern(r"[A-Za-z0-9_]*"),
}
_IN_LINK: Final = lazy_pattern(r"[!-.0-~/\\]\Z")
"""An ASCII character before a slash: the slash goes on with a link, a date or a word."""


class _Typed(NamedTuple):
    """What is typed of a placeholder: the sign that it begins with, and the range of the text that it takes."""

    sign: str
    start: int
    end: int


def in_content(site: CompletionContext) -> Iterator[Suggestion]:
    """What fits at a place of the content; a variable that is used already never does."""
    typed = _typed(site)
    if typed is None:
        return
    used = _used(site, typed)
    yield from _declared(site, typed, used)
    yield from _suggested(site, typed, used)
    if typed.sign in ("/", ""):
        yield from _phrases(site, typed)


def _typed(site: CompletionContext) -> _Typed | None:
    found = _TYPED.search(site.before)
    assert found is not None
    sign = (found["sign"] or "").lstrip("\\")
    if sign == "/" and _IN_LINK.search(site.before[: found.start()]):
        return None
    rest = _REST["{" if sign == "${" else sign].match(site.text, site.offset)
    assert rest is not None
    return _Typed(sign, site.offset - (len(site.before) - found.start()), rest.end())


def _used(site: CompletionContext, typed: _Typed) -> frozenset[str]:
    """The names that the content uses apart from the place that is being typed."""
    value, cursor = site.context.value, site.context.offset
    start, end = cursor - (site.offset - typed.start), cursor + typed.end - site.offset
    names = [
        name
        for found in placeholders_in(value)
        if not (typed.sign and found.start < end and start < found.end)
        for name in (*found.names, found.name or "")
    ]
    return frozenset(names)


def _variable(site: CompletionContext, typed: _Typed, name: str, **others: object) -> Suggestion:
    text = "${" + name + "}"
    compared = {"$": text, "${": text, "{": text[1:], "/": f"/{name}", "": name}[typed.sign]
    return Suggestion(label=text, text=text, start=typed.start, end=typed.end, typed=compared, **others)  # type: ignore[arg-type]


def _declared(site: CompletionContext, typed: _Typed, used: frozenset[str]) -> Iterator[Suggestion]:
    variables = site.template.variables if site.template is not None else {}
    for name in site.declared:
        if name in used:
            continue
        variable = variables.get(name)
        attribute = site.catalog.attributes.get(variable.attribute or "") if variable is not None else None
        yield _variable(
            site,
            typed,
            name,
            sort="variable",
            detail=attribute.title.text(site.language) if attribute else "",
            about=("attribute", attribute.code) if attribute else None,
        )


def _suggested(site: CompletionContext, typed: _Typed, used: frozenset[str]) -> Iterator[Suggestion]:
    """The names that the vendor suggests for this type's attributes."""
    known = used | set(site.declared)
    for attribute in allowed_attributes(site.kind, site.catalog):
        for name in attribute.suggested_names.get(site.kind, ()):
            if name in known:
                continue
            known |= {name}
            declares = None
            if site.template is not None and "variables" in site.template.carries:
                example = typical_values(attribute, site.catalog, site.analysis.value_length)[0]
                declares = Declare(name, attribute.code, example)
            yield _variable(
                site,
                typed,
                name,
                sort="suggested",
                detail=f"{attribute.title.text(site.language)} · {attribute.code}",
                about=("attribute", attribute.code),
                declares=declares,
            )


def _phrases(site: CompletionContext, typed: _Typed) -> Iterator[Suggestion]:
    """Wording that the type asks for and the content lacks, as the catalog has it."""
    for phrases, rule in _missing(site):
        sign = typed.sign
        choice = "${1|" + ",".join(phrases) + "|}" if len(phrases) > 1 else phrases[0]
        yield Suggestion(
            "phrase",
            phrases[0],
            phrases[0],
            typed.start,
            typed.end,
            sign + phrases[0],
            detail=site.catalog.rules[rule].title.text(site.language) if rule in site.catalog.rules else "",
            about=("rule", rule) if rule in site.catalog.rules else None,
            snippet=choice,
        )


def _missing(site: CompletionContext) -> Iterator[tuple[list[str], str]]:
    lexicon = site.catalog.lexicon
    analysis = site.analysis
    if site.kind == "verification" and "verification-keywords" in lexicon.tables:
        terms = list(lexicon.words("verification-keywords"))
        if not any(term in analysis.hits for term in terms):
            chinese = [term for term in terms if not term.isascii()]
            yield chinese, "verification-keyword-missing"
    if site.kind == "promotional" and not analysis.unsubscribes:
        yield [demanded_unsubscribe(analysis)], "unsubscribe-missing"
