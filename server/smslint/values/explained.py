"""What the vendor answers to the values of one message."""

from __future__ import annotations

from collections.abc import Mapping

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
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
