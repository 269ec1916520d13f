"""Which attribute and which name fit a variable, as far as its name and the words around it tell."""

from __future__ import annotations

from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.meaning import Meanings
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder, is_name

_STAND_INS: Final = {"count": "money", "numberCaptcha": "other_number2"}
_NOT_OF_NAMES = lazy_pattern("[^A-Za-z0-9]+")


def attribute_for(analysis: Analysis, found: Placeholder) -> str | None:
    """The one attribute that fits a variable, as far as the template tells and its type allows."""
    meanings = analysis.lexicon.compiled(Meanings)
    told = {meanings.of_words(analysis.normalized, found), meanings.of_name(found.name or "")} - {None}
    if len(told) > 1:
        told = {meanings.of_words(analysis.normalized, found)}
    return allowed_for(analysis, next(iter(told))) if told else None


def allowed_for(analysis: Analysis, kind: str | None) -> str | None:
    """The attribute that stands for a kind in the template's type: a code in a notification is any other number."""
    for code in (kind, _STAND_INS.get(kind or "")):
        attribute = analysis.catalog.attributes.get(code or "")
        if attribute and analysis.type in attribute.types:
            return attribute.code
    return None


def name_for(analysis: Analysis, found: Placeholder) -> str:
    """A name for a placeholder that has none that is any good: one that is told, else the commonest of the type."""
    return told_name(analysis, found) or free_name("code" if analysis.type == "verification" else "content", analysis)


def told_name(analysis: Analysis, found: Placeholder) -> str:
    """A better name for a placeholder: its own, mended, or one that the words around it tell; else nothing."""
    mended = _NOT_OF_NAMES.sub("_", found.name or "").strip("_").lstrip("0123456789_")
    meanings = analysis.lexicon.compiled(Meanings)
    own = mended if is_name(mended) and found.kind == "invalid-name" else ""
    kind = meanings.of_phrase(found.name or "") or meanings.of_words(analysis.normalized, found)
    name = own or _suggested(analysis, kind)
    return free_name(name, analysis) if name else ""


def _suggested(analysis: Analysis, code: str | None) -> str:
    attribute = analysis.catalog.attributes.get(code or "")
    if attribute is None:
        return ""
    for names in (attribute.suggested_names.get(analysis.type), *attribute.suggested_names.values()):
        if names:
            return names[0]
    return ""


def free_name(name: str, analysis: Analysis, skip: int = 0) -> str:
    """A name that the template does not use yet: itself, or with a number behind it; `skip` as many of these."""
    taken = analysis.used_names | analysis.template.variables.keys()
    if name not in taken and not skip:
        return name
    number = 2
    while f"{name}{number}" in taken or skip:
        skip -= f"{name}{number}" not in taken
        number += 1
    return f"{name}{number}"
