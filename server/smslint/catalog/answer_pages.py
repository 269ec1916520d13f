"""The page of something that the vendor answers: all that its file says, in English and then in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from smslint.catalog.pages import code_span, in_languages, kept_page, labelled, page_uri, source_lines, write_pages
from smslint.catalog.paths import answer_pages_folder
from smslint.core.answers import VendorAnswer
from smslint.core.rule import Rule
from smslint.messages import LANGUAGES, Language
from smslint.messages import catalog as messages


def answer_page(answer: VendorAnswer, languages: Sequence[Language] = LANGUAGES, *, whole: bool = True) -> str:
    """The page in some languages, one after the other.

    Without `whole` it is what a reader of the command line needs: no examples, and rules without links to their pages.
    """
    shown = (f"[`{rule}`](../rules/{rule}.md)" if whole else code_span(rule) for rule in answer.rules)
    lines = [f"# {answer.id}", "", *(f"- {fact}" for fact in _facts(answer, languages, whole, shown)), ""]
    for language in languages:
        lines += [*_texts(answer, language), ""]
    if whole:
        lines += _examples(answer, languages)
    lines += source_lines(answer.file["sources"], languages)
    return "\n".join(lines) + "\n"


def _page_in(language: Language, answer: VendorAnswer, rules: Mapping[str, Rule]) -> str:
    """The page as an editor shows it: the title first, and rules by their titles, which link to their kept pages."""
    heading, *texts = _texts(answer, language)
    shown = (
        f"[{rules[rule].title.text(language)}](../{rule}.md) {code_span(rule)}" if rule in rules else code_span(rule)
        for rule in answer.rules
    )
    facts = (f"- {fact}" for fact in _facts(answer, (language,), False, shown))
    lines = [heading.removeprefix("#"), *texts, "", *facts, "", *source_lines(answer.file["sources"], (language,))]
    return "\n".join(lines) + "\n"


def answer_uri(answer: VendorAnswer) -> str | None:
    """The address of an entry's page on this machine, None for an entry of a user, which has no page."""
    path = answer_pages_folder() / f"{answer.id}.md"
    return path.as_uri() if path.is_file() else None


def kept_answer_uri(answer: VendorAnswer, language: Language, rules: Mapping[str, Rule]) -> str | None:
    """The address of an entry's page in one language, which is written now, as are the pages of the rules it names."""
    for rule in answer.rules:
        if rule in rules:
            page_uri(rules[rule], language)
    page = Path(language, "answers", f"{answer.id}.md")
    return kept_page(page, _page_in(language, answer, rules)) or answer_uri(answer)


def _facts(answer: VendorAnswer, languages: Sequence[Language], phrases: bool, rules: Iterable[str]) -> Iterator[str]:
    yield labelled(messages.KIND, messages.ANSWER_KINDS[answer.kind], languages)
    if answer.codes:
        yield labelled(messages.CODES, ", ".join(map(code_span, answer.codes)), languages)
    if answer.phrases and phrases:
        yield labelled(messages.PHRASES, ", ".join(map(code_span, answer.phrases)), languages)
    if answer.rules:
        yield labelled(messages.FINDING_RULES, ", ".join(rules), languages)


def _texts(answer: VendorAnswer, language: Language) -> Iterator[str]:
    yield f"## {answer.text('title').text(language)}"
    yield ""
    yield answer.text("meaning").text(language)
    yield ""
    if causes := answer.texts("causes"):
        yield f"{messages.CAUSES.text(language)}"
        yield ""
        yield from (f"- {cause.text(language)}" for cause in causes)
        yield ""
    yield f"**{messages.REMEDY.text(language)}** {answer.text('remedy').text(language)}"
    for note in answer.texts("notes"):
        yield ""
        yield f"**{messages.NOTE_LABEL.text(language)}** {note.text(language)}"


def _examples(answer: VendorAnswer, languages: Sequence[Language]) -> Iterator[str]:
    examples: Any = answer.file["examples"]
    for key, heading in (("hits", messages.HITS), ("misses", messages.MISSES)):
        yield f"## {in_languages(heading, languages)}"
        yield ""
        yield from (f"- {code_span(text)}" for text in examples[key])
        yield ""


if __name__ == "__main__":
    from smslint.catalog.answers import answers_of, own_answers

    answers = answers_of(own_answers())
    write_pages(answer_pages_folder(), {name: answer_page(answer) for name, answer in answers.items()})
