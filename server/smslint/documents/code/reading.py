"""Reads one file of source code: its templates, and what it tells about sending."""

from __future__ import annotations

from collections.abc import Sequence

from smslint.documents.code.languages import LANGUAGES
from smslint.documents.code.layout import Certainty
from smslint.documents.code.site import NOTHING, CodeFacts
from smslint.documents.code.templates import FoundTemplate, TemplateFinder, chosen


def read_code(
    text: str, language: str, least: Certainty, wrappers: Sequence[tuple[str, int, int]]
) -> tuple[list[FoundTemplate], CodeFacts]:
    """The templates and the facts of a text. Raises MissingGrammar and TooSlow."""
    if LANGUAGES[language].grammar:
        from smslint.documents.code.sites import SiteFinder
        from smslint.documents.code.source_tree import parse_code

        finder = SiteFinder(parse_code(text, language), language, wrappers)
        return TemplateFinder(finder.root, finder.scope).templates(least), finder.facts()
    if language == "sql":
        from smslint.documents.code.sql import sql_templates

        return chosen(text, sql_templates(text), least), NOTHING
    if language == "markdown":
        from smslint.documents.code.records import CONTENT, console_records

        found = console_records(text, 0, len(text)) if CONTENT.search(text) else ()
        return chosen(text, [FoundTemplate(tuple(parts)) for parts in found], least), NOTHING
    from smslint.documents.code.configuration import configuration_templates

    return chosen(text, configuration_templates(text, language), least), NOTHING
