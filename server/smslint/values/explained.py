"""What the vendor answers to the values of one message, and which attributes would take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.declarations import allowed_attributes
from smslint.core.rule import Catalog
from smslint.core.template import TemplateType
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
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


def attributes_for(values: Iterable[object], analysis: Analysis) -> tuple[Attribute, ...]:
    """The attributes of the template's type that accept every value, those of fewer texts first."""
    fitting = FittingAttributes(analysis.type, analysis.catalog, analysis.value_length)
    fitting.add(values)
    return fitting.found()


class FittingAttributes:
    """Narrows the attributes of a type down to those that accept every value, as the values come."""

    def __init__(self, kind: TemplateType, catalog: Catalog, value_length: int) -> None:
        self._catalog = catalog
        self._value_length = value_length
        allowed = allowed_attributes(kind, catalog, disputed=False)
        self._left = sorted(allowed, key=lambda each: (-len(each.within), each.order))

    def add(self, values: Iterable[object]) -> None:
        """Leaves out the attributes that do not accept one of the values."""
        for value in values:
            if not self._left:
                return
            self._left = [each for each in self._left if self._accepts(each, value)]

    def found(self) -> tuple[Attribute, ...]:
        """The attributes that are left, the narrowest first."""
        return tuple(self._left)

    def _accepts(self, attribute: Attribute, value: object) -> bool:
        verdict = judge(value, attribute, self._catalog, value_length=self._value_length, suggest=False)
        return verdict.verdict == "accepted"


def named_attribute(title: str, catalog: Catalog) -> Attribute | None:
    """The attribute that the vendor calls so, in its own words: 其他号码（如订单号、密码等）."""
    wanted = _bare(title)
    for attribute in catalog.attributes.values():
        names = (attribute.title.zh, attribute.title.en, attribute.code)
        if attribute.status == "current" and any(_bare(name) == wanted for name in names):
            return attribute
    return None


def _bare(title: str) -> str:
    return title.partition("（")[0].partition("(")[0].strip().lower()
