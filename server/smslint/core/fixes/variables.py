"""Fixes of placeholders, of the names of variables and of their attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.change import Change, Declare, Fix, RenameVariable, ReplaceText, SetField
from smslint.core.declarations import (
    LONGEST_IN_LINK,
    OTHERS,
    attribute_by_words,
    attribute_for,
    broadest_attribute,
    free_name,
    means_something,
    name_for,
    suggested_name,
)
from smslint.core.finding import Finding
from smslint.core.nearest import nearest_name
from smslint.core.place import CONTENT, VARIABLES
from smslint.core.placeholder import Placeholder
from smslint.core.placeholder_parser import placeholders_in
from smslint.messages.template import DECLARED_NEAR


def _marked(finding: Finding, analysis: Analysis) -> Placeholder | None:
    return next((found for found in analysis.placeholders if found.start == finding.span.start), None)


def write_placeholder(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "placeholder"`: the well-formed texts that may be meant, or `${name}` with a name from the context.

    The fix has the plan's safety only if exactly one text may be meant.
    """
    found, span = _marked(finding, analysis), finding.span
    if found is None:
        return
    readings = found.readings
    if not readings:
        name = found.name if found.kind == "foreign" and found.name and not found.name[0].isdecimal() else None
        readings = ("${" + (name or name_for(analysis, found)) + "}",)
    for text in readings:
        safety = finding.plan.safety if len(found.readings) == 1 and _is_read(text, found, analysis) else "unsafe"
        changes: list[Change] = [ReplaceText(span.place, span.start, span.end, text)]
        if found.kind == "invalid-name" and found.name in analysis.template.variables:
            changes.append(RenameVariable(found.name or "", text[2:-1]))
        yield finding.fix(*changes, safety=safety, to=text)


def _is_read(text: str, found: Placeholder, analysis: Analysis) -> bool:
    """Whether a text in a placeholder's place is read as a variable, and not together with the text around it."""
    content = analysis.content[: found.start] + text + analysis.content[found.end :]
    return any(one.start == found.start and one.kind == "variable" for one in placeholders_in(content))


def rename_variable(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "rename"`: another name for the variable.

    It is shortened to `longest` characters, or taken from `names`, or made from the words around the variable.
    """
    old = str(finding.match.values["variable"])
    longest, names = finding.plan.options.get("longest"), finding.plan.options.get("names")
    if isinstance(longest, int):
        new = _shortened(old, longest, analysis)
    elif isinstance(names, Mapping) and old in names:
        new = free_name(names[old], analysis)
    else:
        found = analysis.first_uses.get(old)
        new = suggested_name(analysis, found) if found else ""
    if len(new) > LONGEST_IN_LINK and any(old == each.name for link in analysis.links for each in link.placeholders):
        new = _shortened(new, LONGEST_IN_LINK, analysis)
    if new and new != old:
        yield finding.fix(RenameVariable(old, new), to=new)


def _shortened(name: str, longest: int, analysis: Analysis) -> str:
    """As many first words of a name as are short enough together, else its first characters."""
    words = name.split("_")
    while len(words) > 1 and len("".join(words)) > longest:
        words.pop()
    short = free_name("".join(words)[:longest], analysis)
    return short if len(short) <= longest else free_name(short[: longest - 1], analysis)[:longest]


def set_attribute(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "attribute"`: declares the variable with the attribute that the finding's value `from` names."""
    values = finding.match.values
    name, code = str(values["variable"]), values.get(str(finding.plan.options["from"]))
    codes = code if isinstance(code, tuple) else (code,)
    found = analysis.first_uses.get(name)
    if len(codes) > 1:
        fitting = attribute_for(analysis, found) if found else None
        unknown = not (found and means_something(analysis, found))
        codes = tuple(one for one in (fitting, OTHERS, *(codes if unknown else ())) if one in codes)[:1]
    for one in codes:
        if one:
            change = SetField(VARIABLES / name / "attribute", str(one))
            yield finding.fix(change, to=one)


def undeclared_names(analysis: Analysis) -> list[str]:
    """The names that the content uses and the template does not declare."""
    return [name for name in analysis.first_uses if name not in analysis.template.variables]


def meant_name(used: str, declared: str, analysis: Analysis) -> Fix:
    """Writes a declared name in the content, where a similar one stands."""
    uses = [found for found in analysis.variables if found.name == used]
    changes = (ReplaceText(CONTENT, found.start, found.end, "${" + declared + "}") for found in uses)
    return Fix(DECLARED_NEAR.fill(name=declared), "unsafe", tuple(changes))


def declare(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "declare"`: writes a similar declared name, or declares the variable.

    The fix has the plan's safety only if the words around the variable decide the attribute: it cannot be changed after
    approval, and a name proves nothing.
    """
    name = str(finding.match.values["variable"])
    found = analysis.first_uses.get(name)
    if found is None:
        return
    code, safety = attribute_for(analysis, found), finding.plan.safety
    if code != attribute_by_words(analysis, found):
        safety = "unsafe"
    unused = [each for each in analysis.template.variables if each not in analysis.used_names]
    if name not in analysis.template.variables and (near := nearest_name(name, unused)):
        safety = "unsafe"
        yield meant_name(name, near, analysis)
    if code is None:
        code, safety = broadest_attribute(analysis) or OTHERS, "unsafe"
    change: Change = Declare(name, code)
    if name in analysis.template.variables:
        change = SetField(VARIABLES / name / "attribute", code)
    yield finding.fix(change, safety=safety, to=code)


def insert(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "insert"`: puts `text` after the first marked variable."""
    found = _marked(finding, analysis)
    if found:
        change = ReplaceText(finding.span.place, found.end, found.end, str(finding.plan.options["text"]))
        yield finding.fix(change)
