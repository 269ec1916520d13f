"""Where in a template an answer of the vendor may come from, and what its values would be answered with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smslint.cli.chosen_template import ChosenTemplate
from smslint.cli.project import Project
from smslint.core.answers import MatchedAnswer
from smslint.core.attribute import Attribute
from smslint.core.lint import Linter
from smslint.core.nearest import nearest_name
from smslint.messages import Language
from smslint.messages import explain as messages
from smslint.messages.catalog import NEAREST
from smslint.report.reporter import address
from smslint.values.explained import PredictedAnswer, predicted_answers
from smslint.workspace.check import Checked
from smslint.workspace.diagnostic_builder import DiagnosticBuilder

_MISSING = "isv.TEMPLATE_MISSING_PARAMETERS"


class AnswerPlaces:
    """A template, looked at because of some answers.

    Only the rules that the answers name are run, also those that settings switch off or suppress. `parameters` are the
    values that were sent, None if nobody gave them.
    """

    def __init__(
        self,
        chosen: ChosenTemplate,
        project: Project,
        matches: Sequence[MatchedAnswer],
        parameters: Mapping[str, object] | None,
    ) -> None:
        self._path = chosen.file.display_path
        self._analysis = analysis = chosen.analysis
        self._matches = matches
        self._parameters = parameters
        catalog = analysis.catalog
        rules = frozenset(rule for match in matches for rule in match.answer.rules) & catalog.rules.keys()
        findings = tuple(Linter(catalog, rules, analysis.value_length).lint(analysis)) if rules else ()
        builder = DiagnosticBuilder(chosen.document, self._path, project.rule_resolver.of(chosen.file))
        self._found = builder.of_template(chosen.entry, Checked(analysis, findings))
        self._predicted = predicted_answers(analysis, parameters) if parameters is not None else []
        self._extra = [name for name in parameters or () if name not in analysis.first_uses]

    def lines(self, language: Language) -> Iterator[str]:
        """The lines of the text and Markdown output."""
        if self._matches:
            yield f"{messages.LIKELY_PLACES.text(language)}:"
            for each in self._found:
                finding = each.finding
                place, message = address(each), finding.message(language)
                yield f"  {messages.PLACE.text(language, place=place, message=message, rule=finding.rule.id)}"
            said = [line for match in self._matches for line in self._said(match, language)]
            yield from (f"  {line}" for line in said or (() if self._found else [messages.NO_PLACE.text(language)]))
        if self._parameters is not None:
            yield f"{messages.VALUES.text(language)}:"
            yield from (f"  {line}" for line in self._values(language))

    def _said(self, match: MatchedAnswer, language: Language) -> Iterator[str]:
        """What the vendor's sentence says of a variable and a value, judged with the template."""
        variable, value = match.fields.get("variable"), match.fields.get("value")
        known = self._analysis.first_uses
        if variable and variable not in known:
            near = nearest_name(variable, known)
            nearest = NEAREST.fill(name=near) if near else ""
            yield messages.NO_SUCH_VARIABLE.text(language, name=variable, nearest=nearest)
        elif variable and value and (self._parameters or {}).get(variable) != value:
            for each in predicted_answers(self._analysis, {variable: value}):
                if each.variable == variable:
                    yield from _predicted_lines(each, language)

    def _values(self, language: Language) -> Iterator[str]:
        """What `--params` would be answered with, compared with what was answered."""
        for each in self._predicted:
            yield from _predicted_lines(each, language)
        yield from (messages.EXTRA_KEY.text(language, name=name) for name in self._extra)
        given = {code for match in self._matches for code in match.answer.codes}
        errors = tuple(dict.fromkeys(each.error for each in self._predicted if each.error))
        if not self._predicted:
            yield messages.VALUES_FINE.text(language)
        elif given & set(errors):
            yield messages.SAME.text(language)
        elif given:
            yield messages.OTHER_ANSWER.text(language, errors=errors)

    def as_json(self, language: Language) -> dict[str, Any]:
        """What was found in the template, for programs."""
        return {
            "path": self._path,
            "places": [
                {
                    "rule": each.finding.rule.id,
                    "place": address(each),
                    "message": each.finding.message(language),
                    "content_start": each.content_range and each.content_range[0],
                    "content_end": each.content_range and each.content_range[1],
                }
                for each in self._found
            ],
            "predicted": [each.as_json(language) for each in self._predicted],
            "extra": self._extra,
        }


def _predicted_lines(predicted: PredictedAnswer, language: Language) -> Iterator[str]:
    text = messages.PREDICTED
    error = predicted.error or "-"
    yield text.text(language, variable=predicted.variable, message=predicted.message, error=error)
    if predicted.error == _MISSING:
        return
    yield f"  {takes_sentence(predicted.fitting, language)}"


def takes_sentence(fitting: Sequence[Attribute], language: Language) -> str:
    """Which attributes would take a value, and what another one asks for."""
    if not fitting:
        return messages.TAKES_NONE.text(language)
    titles = tuple(f"{each.title.text(language)} ({each.code})" for each in fitting)
    return f"{messages.TAKES.text(language, attributes=titles)} {messages.NEW_TEMPLATE.text(language)}"
