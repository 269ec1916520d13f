"""What the vendor answers to the values of one message."""

from __future__ import annotations

from collections.abc import Mapping

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute, Verdict
from smslint.core.declarations import allowed_attributes
from smslint.core.normalized_text import Folding
from smslint.core.rule import Catalog
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.values.fitting import attributes_for
from smslint.values.rehearsal.batch_checker import MISSING
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.value_judge import ValueJudge


@dataclass(frozen=True, slots=True)
class PredictedAnswer:
    """The error that a value would get, and the attributes that would take it; `error` is empty if it has no code."""

    variable: str
    error: str
    message: Bilingual
    fitting: tuple[Attribute, ...]

    def as_json(self, language: Language) -> dict[str, object]:
        """One entry of `predicted`."""
        return {
            "variable": self.variable,
            "error": self.error or None,
            "message": self.message.text(language),
            "attributes": [attribute.code for attribute in self.fitting],
        }


def predicted_answers(analysis: Analysis, parameters: Mapping[str, object]) -> list[PredictedAnswer]:
    """The errors that sending these parameters would return, in the order of the template's variables."""
    found: list[PredictedAnswer] = []
    for variable in SendPlan(analysis).variables:
        value = parameters.get(variable.name)
        reason = variable.first_reason(value)
        if reason is None or reason.severity != "error":
            continue
        error = reason.predicts or ""
        fitting = () if error == MISSING else attributes_for([value], analysis)
        message = ValueJudge(variable, variable.name).message(value)
        found.append(PredictedAnswer(variable.name, error, message, fitting))
    return found


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A value that a sentence of the vendor names with its attribute, judged.

    `fitting` are the attributes of notifications that would take it.
    """

    attribute: Attribute
    verdict: Verdict
    fitting: tuple[Attribute, ...]

    def as_json(self, language: Language) -> dict[str, object]:
        """The entry `judged`."""
        return {
            "attribute": self.attribute.code,
            "verdict": self.verdict.verdict,
            "reasons": [reason.message.text(language) for reason in self.verdict.reasons],
            "attributes": [attribute.code for attribute in self.fitting],
        }


def judged_sentence(fields: Mapping[str, str], catalog: Catalog, value_length: int) -> JudgedSentence | None:
    """The judgement of the value in a sentence; None if that names no value, or no attribute that is known."""
    value, attribute = fields.get("value"), attribute_named(fields.get("attribute", ""), catalog)
    if not value or attribute is None:
        return None
    verdict = judge(value, attribute, catalog, value_length=value_length)
    fitting = [
        each
        for each in allowed_attributes("notification", catalog)
        if judge(value, each, catalog, value_length=value_length, suggest=False).verdict == "accepted"
    ]
    return JudgedSentence(attribute, verdict, tuple(sorted(fitting, key=lambda each: (-len(each.within), each.order))))


def attribute_named(title: str, catalog: Catalog) -> Attribute | None:
    """The attribute that the vendor calls so, with or without what its title says in brackets."""
    fold = catalog.lexicon.compiled(Folding).fold
    wanted = fold(title).strip().replace("其它", "其他")
    current = [each for each in catalog.attributes.values() if each.status == "current"]
    for shortened in (False, True):
        for each in current:
            for known in (each.code, *each.title):
                name = fold(known)
                if wanted and wanted.partition("(")[0] == name.partition("(")[0] if shortened else wanted == name:
                    return each
    return None
