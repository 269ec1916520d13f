"""The use case description as the vendor's form takes it: with the reasons that it has no other field for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smslint.core.declarations import verdict_on
from smslint.core.filled_example import example_in
from smslint.core.segments.parts import displayed_signature
from smslint.core.template import Template, TemplateType, Variable
from smslint.messages import Bilingual, Language
from smslint.messages import dossier as messages

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis


def untold_reasons(template: Template) -> Iterator[Variable]:
    """The variables whose reason the description does not give."""
    description = template.description or ""
    for variable in template.variables.values():
        if variable.reason and variable.reason.strip() and variable.reason.strip() not in description:
            yield variable


def reason_line(variable: Variable, language: Language) -> str:
    """The sentence that gives the reason of a variable's attribute."""
    reason = (variable.reason or "").strip().rstrip("。.")
    return messages.REASON_LINE.text(language, variable=f"${{{variable.name}}}", reason=reason)


def with_reasons(template: Template) -> str | None:
    """The description with the reasons that it does not give, one a line; None if there is neither."""
    language: Language = "en" if template.type == "international" else "zh"
    lines = [reason_line(each, language) for each in untold_reasons(template)]
    return "\n".join(filter(None, [(template.description or "").rstrip(), *lines])) if lines else template.description


def use_case(analysis: Analysis, own: str, example: str, values: tuple[Bilingual, ...] = ()) -> str:
    """A description, one statement a line: what the author wrote, with what it lacks of the scene, the example, the
    values and the reasons."""
    template = analysis.template
    language: Language = "en" if analysis.type == "international" else "zh"
    lines = [own] if own else []
    if template.scene and template.scene not in own:
        lines.append(messages.SCENE_LINE.text(language, scene=template.scene))
    if not (own and example_in(analysis, own)):
        lines.append(messages.EXAMPLE_LINE.text(language, example=example))
    if values:
        lines.append(messages.VALUES_LINE.text(language, values=tuple(each.text(language) for each in values)))
    lines += [reason_line(each, language) for each in untold_reasons(replace(template, description=own))]
    return "\n".join(lines)


def filled_text(analysis: Analysis, start: int = 0, end: int | None = None) -> str | None:
    """A range of the content with the declared examples as values; None unless each could be sent."""
    parts: list[str] = []
    at, end = start, len(analysis.content) if end is None else end
    for used in analysis.placeholders:
        if not start <= used.start < end:
            continue
        variable = analysis.template.variables.get(used.name or "")
        if variable is None or not isinstance(variable.example, str) or not variable.example.strip():
            return None
        verdict = verdict_on(variable, analysis)
        if verdict is not None and verdict.verdict == "rejected":
            return None
        parts += analysis.content[at : used.start], variable.example
        at = used.end
    return "".join([*parts, analysis.content[at:end]])


def filled_message(analysis: Analysis) -> str | None:
    """The message with its signature and the declared examples as values; None unless each could be sent."""
    text = filled_text(analysis)
    if text is None:
        return None
    return displayed_signature(analysis.template.signature, analysis.type == "international") + text


def appended_example(description: str, example: str, kind: TemplateType) -> str:
    """What is appended to a description, so that it ends with an example."""
    end = description.rstrip()[-1:]
    if kind == "international":
        return f"{' ' if not end or end in '.!?。！？' else '. '}Example: {example}"
    return f"{'' if not end or end in '。！？.!?；;：:' else '。'}示例：{example}"
