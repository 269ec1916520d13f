"""`smslint explain`: what an error code, a receipt or a reason of the vendor means, where it comes from, what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import click

from smslint.catalog.answer_pages import answer_page, answer_uri
from smslint.catalog.answers import answer_index
from smslint.cli.answer_places import AnswerPlaces, takes_sentence
from smslint.cli.chosen_template import chosen_template, look_at
from smslint.cli.project import Project
from smslint.cli.rule import plain_lines
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, in_pipeline, print_json
from smslint.core.answers import AnswerIndex, AnswerKind, MatchedAnswer, VendorAnswer
from smslint.io import opener
from smslint.io.escape import markdown, visible
from smslint.io.sink import print_out
from smslint.messages import Bilingual, Language
from smslint.messages import explain as messages
from smslint.messages.catalog import LABELLED, PAGE
from smslint.messages.cli import COMMANDS
from smslint.values.answer_log import entries_named_in
from smslint.values.explained import JudgedSentence, judged_sentence

STANDARD_INPUT = "-"
MOST_SHOWN = 3
"""How many entries of one text are shown in full."""


@click.command(cls=LocalizedCommand, about=COMMANDS["explain"], options=messages.OPTIONS)
@click.argument("text", nargs=-1)
@click.option("--template", type=click.Path(path_type=Path))
@click.option("--name")
@click.option("--code")
@click.option("--params")
@click.option("--log", type=click.Path())
@click.option("--list", "listed", is_flag=True)
@click.option("--kind", type=click.Choice(list(get_args(AnswerKind))))
@click.option("--mask/--no-mask", default=in_pipeline)
@click.option("--format", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(**options: Any) -> int:
    """Exits with 1 if the text is not known."""
    return _Explain(SimpleNamespace(**options)).run()


class _Explain:
    """One call of `smslint explain`; `options` holds the arguments and options of `command` by name."""

    def __init__(self, options: SimpleNamespace) -> None:
        self.options = options
        self.project = Project(options.config, options.language)
        if options.template is not None:
            look_at(self.project, options.template)
        self.language: Language = self.project.language

    @cached_property
    def index(self) -> AnswerIndex:
        """The entries of the program and of the folders of rules that the settings name."""
        return answer_index(self.project.catalog.lexicon, [Path(each) for each in self.project.settings.rules])

    def run(self) -> int:
        """Prints what was asked for; the exit code is 1 if that is not known."""
        options = self.options
        if sum((bool(options.text), options.log is not None, options.listed)) != 1:
            raise LocalizedUsageError(messages.USAGE)
        if options.listed:
            return self._list()
        if options.log is not None:
            from smslint.cli.explain_log import explain_log

            return explain_log(self.index, options.log, options.format, self.language, options.mask)
        if options.params is not None and options.template is None:
            raise LocalizedUsageError(messages.NEEDS_TEMPLATE)
        return self._explain(self._text())

    def _text(self) -> str:
        given: Sequence[str] = self.options.text
        if list(given) != [STANDARD_INPUT]:
            return " ".join(given)
        return opener.standard_input().read(opener.SETTINGS_SIZE).decode("utf-8", "replace")

    def _list(self) -> int:
        kind = self.options.kind
        answers = [each for each in self.index.answers.values() if kind in (None, each.kind)]
        if self.options.format == "json":
            print_json({"version": 1, "answers": [answer_json(each) for each in answers]})
            return 0
        for name in dict.fromkeys(get_args(AnswerKind)):
            group = [each for each in answers if each.kind == name]
            if group:
                print_out(f"## {name}" if self.options.format == "markdown" else name)
            for each in group:
                title = each.text("title").text(self.language)
                shown = ", ".join(each.codes) or each.id
                print_out(f"- `{each.id}`: {title}" if self.options.format == "markdown" else f"  {shown}  {title}")
        return 0

    def _explain(self, text: str) -> int:
        matches = entries_named_in(text, self.index)[:MOST_SHOWN]
        places = self._places(matches)
        if self.options.format == "json":
            print_json(
                {
                    "version": 1,
                    "text": text,
                    "answers": [{**answer_json(each.answer), **self._match_json(each)} for each in matches],
                    "unknown_codes": self.index.unknown_codes(text),
                    "template": places.as_json(self.language) if places else None,
                }
            )
        else:
            self._print(text, matches, places)
        return int(not matches)

    def _print(self, text: str, matches: list[MatchedAnswer], places: AnswerPlaces | None) -> None:
        in_markdown = self.options.format == "markdown"
        escape = markdown if in_markdown else visible
        for match in matches:
            if match.certainty == "perhaps":
                print_out(messages.PERHAPS.text(self.language), "")
            if match.fields:
                print_out(*(escape(line) for line in self._said(match.fields, places is None)), "")
            page = answer_page(match.answer, [self.language], whole=False).rstrip("\n").split("\n")
            print_out(*(page if in_markdown else plain_lines(page)))
            if (uri := answer_uri(match.answer)) and not in_markdown:
                print_out(LABELLED.text(self.language, name=PAGE, value=uri))
            print_out("")
        for code in self.index.unknown_codes(text):
            print_out(escape(messages.NOT_KNOWN_CODE.text(self.language, code=code)))
            if near := self.index.nearest_code(code):
                print_out(messages.NEAREST_CODE.text(self.language, code=near))
        if not matches:
            print_out(messages.NOT_KNOWN.text(self.language, count=len(self.index.answers)))
        if places:
            print_out(*(escape(line) for line in places.lines(self.language)))

    def _said(self, fields: Mapping[str, str], judged: bool) -> Iterator[str]:
        """What a sentence of the vendor says of the fields of its phrase, and whether that is so."""
        yield _said(fields).text(self.language)
        found = self._judged(fields) if judged else None
        if found is None:
            return
        for reason in found.verdict.reasons:
            yield messages.JUDGED.text(self.language, message=reason.message)
        if not found.verdict.reasons:
            yield messages.JUDGED_FINE.text(self.language)
        elif found.verdict.verdict == "rejected":
            yield takes_sentence(found.fitting, self.language)

    def _judged(self, fields: Mapping[str, str]) -> JudgedSentence | None:
        return judged_sentence(fields, self.project.catalog, self.project.settings.value_length)

    def _match_json(self, match: MatchedAnswer) -> dict[str, Any]:
        judged = self._judged(match.fields)
        shown = judged.as_json(self.language) if judged is not None else None
        return {"certainty": match.certainty, "fields": dict(match.fields), "judged": shown}

    def _places(self, matches: list[MatchedAnswer]) -> AnswerPlaces | None:
        options = self.options
        if options.template is None:
            return None
        chosen = chosen_template(self.project, options.template, options.name, options.code)
        return AnswerPlaces(chosen, self.project, matches, _parameters(options.params))


def _said(fields: Mapping[str, str]) -> Bilingual:
    """What a sentence of the vendor says of the fields of its phrase."""
    return messages.SAYS.fill(
        fields=tuple(messages.FIELDS[name].fill(value=value) for name, value in fields.items() if value)
    )


def _parameters(given: str | None) -> Mapping[str, object] | None:
    """The values of `--params`; raises LocalizedUsageError if they are not a JSON object."""
    if given is None:
        return None
    from smslint.messages.values import json_type
    from smslint.syntax.json.reader import decoding_fault

    try:
        found = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise LocalizedUsageError(messages.BAD_PARAMS.fill(detail=decoding_fault(error))) from None
    if not isinstance(found, dict):
        raise LocalizedUsageError(messages.BAD_PARAMS.fill(detail=json_type(found)))
    return found


def answer_json(answer: VendorAnswer) -> dict[str, Any]:
    """An entry as other programs read it; texts stand in both languages."""
    return {
        "id": answer.id,
        "kind": answer.kind,
        "subject": answer.subject,
        "codes": list(answer.codes),
        **{key: answer.text(key)._asdict() for key in ("title", "meaning", "remedy")},
        **{key: [text._asdict() for text in answer.texts(key)] for key in ("causes", "notes")},
        "rules": list(answer.rules),
        "sources": answer.file["sources"],
        "url": answer_uri(answer),
    }
