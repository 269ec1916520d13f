"""Commands about what the vendor answers: what a text means, the likely place in a template, and the page about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lsprotocol import types

from smslint.catalog import load
from smslint.core.answers import MatchedAnswer
from smslint.core.lint import Linter
from smslint.documents import TemplateEntry
from smslint.io.escape import notice
from smslint.lsp.commands.arguments import string_argument, template_argument
from smslint.lsp.documentation import SHOW_ANSWER
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Command
from smslint.lsp.occurrences import occurrences
from smslint.lsp.session import Session
from smslint.messages import Language
from smslint.messages.explain import FIELDS

_LONGEST: Final = 2000
"""The most code points of an answer that are looked at."""


async def show_answer(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """The URL of the page of something that the vendor answers. The client is asked to show it, if it can."""
    from smslint.catalog.answer_pages import kept_answer_uri
    from smslint.catalog.answers import answer_index

    catalog = load()
    answer = answer_index(catalog.lexicon).answers.get(string_argument(argument, "answer"))
    url = kept_answer_uri(answer, session.client.language, catalog.rules) if answer is not None else None
    if url is not None and session.client.shows_documents:
        await session.window_show_document_async(types.ShowDocumentParams(url, take_focus=True))
    return {"url": url}


def find_answers(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """The entries that a code, a receipt or the reason of a review may mean, the likeliest first: their ids, and their
    titles in the language of the client.

    `places` are the likely ones in the template at `position` of the open document `uri`, if they are given.
    """
    from smslint.catalog.answers import answer_index
    from smslint.values.answer_log import entries_named_in

    found = entries_named_in(string_argument(argument, "text")[:_LONGEST], answer_index(load().lexicon))
    uri, language = argument.get("uri"), session.client.language
    inspection = session.inspect(uri) if isinstance(uri, str) else None
    entry = template_argument(inspection, argument) if inspection is not None else None
    return {
        "answers": [
            {
                "id": each.answer.id,
                "title": each.answer.text("title").text(language),
                "certainty": each.certainty,
                "places": [*_places(each, inspection, entry, language)] if inspection is not None and entry else [],
            }
            for each in found
        ]
    }


def _places(
    match: MatchedAnswer, inspection: Inspection, entry: TemplateEntry, language: Language
) -> Iterator[dict[str, Any]]:
    """The variable that the vendor names, and what the rules find that the entry names, also those switched off."""
    analysis = inspection.analysis(entry)
    if analysis is None:
        return
    named = match.fields.get("variable")
    used = next((each for each in occurrences(inspection, entry) if each.role == "use" and each.name == named), None)
    if used is not None:
        title = FIELDS["variable"].text(language, value=used.name)
        yield {"title": title, "message": "", "range": inspection.positions.json_range(used.start, used.end)}
    catalog = analysis.catalog
    findings = Linter(catalog, match.answer.rules, analysis.value_length).lint(analysis) if match.answer.rules else []
    ranges = inspection.document.source_ranges(entry, [each.span for each in findings])
    for finding, place in zip(findings, ranges, strict=True):
        if place is not None:
            yield {
                "title": finding.rule.title.text(language),
                "message": notice(finding.message(language)),
                "range": inspection.positions.json_range(*place),
            }


COMMANDS = (Command(SHOW_ANSWER, show_answer), Command("smslint.explain", find_answers))
