"""`textDocument/codeLens`: the length and cost of each template, and commands, in the line above it."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from smslint.core.segments.bounds import LengthBounds, length_bounds
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import visible
from smslint.lsp.account import account_line
from smslint.lsp.documentation import review_text
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.session import Session
from smslint.messages import Bilingual, Language, LazyText
from smslint.messages import lsp as lsp_messages
from smslint.messages.counts import count

_PREVIEW: Final = ("smslint.showPreview", "smslint.preview")
_COMPARE: Final = ("smslint.compareAccount", "smslint.accountText")
_COPY: Final = ("smslint.copyRequest", "smslint.payload")
"""The command of clients that have one, and the command of the server."""


def lenses(session: Session, inspection: Inspection, params: types.CodeLensParams) -> list[types.CodeLens]:
    """The lenses of all templates."""
    return [lens for entry in inspection.entries for lens in _template_lenses(session, inspection, entry)]


def _template_lenses(session: Session, inspection: Inspection, entry: TemplateEntry) -> list[types.CodeLens]:
    analysis = inspection.analysis(entry)
    if analysis is None:
        return []
    place = inspection.positions.range(entry.start, entry.start)
    language = session.client.language
    titles = [
        (lens_title(length_bounds(analysis), inspection.price_of(analysis), language), _PREVIEW),
        (lsp_messages.PREVIEW.text(language), _PREVIEW),
        (lsp_messages.COPY_REQUEST.text(language), _COPY),
    ]
    known = account_line(analysis, language) if analysis.account is not None else None
    if known is not None:
        titles.append((_without_icons(known), _COMPARE))
    if entry.review is not None:
        titles.append((_without_icons(review_text(entry.review, language)), _PREVIEW))
    argument = {"uri": inspection.uri, "index": entry.index}
    return [
        types.CodeLens(place, types.Command(title, _known(session, names), arguments=[argument]))
        for title, names in titles
    ]


def _without_icons(text: str) -> str:
    """A text of a file as a title, in which an editor would make an icon of `$(name)`."""
    return visible(text).replace("$(", "\\$(")


def _known(session: Session, names: tuple[str, str]) -> str:
    return names[0] if names[0] in session.client.commands else names[1]


def lens_title(bounds: LengthBounds, price: float | None, language: Language) -> str:
    """The lengths, segments and costs of the shortest and the longest message, where the price of a segment is known.

    The hover of the content shows details.
    """
    shortest, longest = bounds.shortest, bounds.longest
    characters = _range("characters", lsp_messages.CHARACTERS, shortest.length, longest.length)
    segments = _range("segment", lsp_messages.SEGMENTS, shortest.segments, longest.segments)
    title = lsp_messages.LENS.text(language, characters=characters, segments=segments)
    if price is None:
        return title
    costs = dict.fromkeys(f"{each.segments * price:g}" for each in (shortest, longest))
    return lsp_messages.LENS_COST.text(language, title=title, cost="–".join(costs))


def _range(what: str, several: Bilingual, shortest: int, longest: int) -> Bilingual | LazyText:
    low, high = sorted(
        (shortest, longest)
    )  # abroad, the message that costs most may have fewer units of another encoding
    return count(what, high) if low == high else LazyText(several, {"low": low, "high": high})


METHOD = Method(types.TEXT_DOCUMENT_CODE_LENS, on_document(lenses), lambda client: types.CodeLensOptions())
