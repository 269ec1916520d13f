"""Checks of the fields of a template other than its content."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.declarations import verdict_on
from smslint.core.finding import Finding, Match, Related, Value
from smslint.core.lexicon import HAN, expand
from smslint.core.patterns import lazy_pattern
from smslint.core.place import VARIABLES, Place, Span
from smslint.core.segments.parts import BRACKETS
from smslint.core.template import MAINLAND, Variable
from smslint.messages import Bilingual
from smslint.messages.template import USED_HERE

FEWEST, MOST = 2, 12
_OTHER_CHARACTERS = lazy_pattern(f"(?:(?!{expand('{han}')})[^A-Za-z0-9])+")


def description_missing(analysis: Analysis) -> tuple[Match, ...]:
    """Finds a description that is missing or blank.

    The vendor demands one if a variable has the attribute `others`. Variant `others` names these variables.
    """
    template = analysis.template
    if "description" not in template.carries or (template.description or "").strip():
        return ()
    span = Span(Place(("description",)), 0, len(template.description or ""))
    others = tuple(
        f"${{{variable.name}}}" for variable in template.variables.values() if variable.attribute == "others"
    )
    return (Match(span, {"variables": others}, variant="others") if others else Match(span),)


def fix_description_missing(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Writes the scene, the message with the declared examples, and the declared reasons, if there is more to tell than
    the content."""
    from smslint.core.remark import filled_message, use_case

    message = filled_message(analysis)
    if message is not None and (analysis.first_uses or analysis.template.scene):
        yield finding.fix(SetField(finding.span.place, use_case(analysis, "", message)), example=message)


def example_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds declared variables of the content that have no example. There is one match for each, at its declaration."""
    if "variables.example" not in analysis.template.carries:
        return
    for variable, span in _first_uses(analysis):
        if variable.example in (None, ""):
            declaration = Span(VARIABLES / variable.name, 0, len(variable.name))
            yield Match(declaration, {"variable": variable.name}, (Related(span, USED_HERE),))


def _first_uses(analysis: Analysis) -> Iterator[tuple[Variable, Span]]:
    """The declared variables of the content with their first placeholders, broken ones included."""
    found = set()
    for placeholder in analysis.placeholders:
        variable = analysis.template.variables.get(placeholder.name or "")
        if variable is not None and variable.name not in found:
            found.add(variable.name)
            yield variable, analysis.span(placeholder.start, placeholder.end)


def invalid_example(analysis: Analysis) -> Iterator[Match]:
    """Finds variables whose example could not be sent as a value. There is one match for each, in its example."""
    for variable, span in _first_uses(analysis):
        verdict = verdict_on(variable, analysis) if variable.example not in (None, "") else None
        if verdict is None or verdict.verdict != "rejected":
            continue
        errors = [reason for reason in verdict.reasons if reason.severity == "error"]
        from smslint.core.verdict import quoted_part

        text = str(variable.example)
        values: dict[str, Value] = {
            "variable": variable.name,
            "value": quoted_part(text),
            "error": errors[0].predicts or "-",
            "reasons": Bilingual(
                " ".join(reason.message.en for reason in errors), "".join(reason.message.zh for reason in errors)
            ),
        }
        marked = Span(_example_place(variable.name), errors[0].start, errors[0].end)
        yield Match(marked, values, (Related(span, USED_HERE),), predicts=errors[0].predicts)


def fix_invalid_example(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Replaces the example with what its author probably meant."""
    variable = analysis.template.variables[str(finding.match.values["variable"])]
    verdict = verdict_on(variable, analysis, suggest=True)
    if verdict is not None and verdict.suggestion is not None:
        change = SetField(_example_place(variable.name), verdict.suggestion)
        yield finding.fix(change, to=verdict.suggestion)


def _example_place(name: str) -> Place:
    return VARIABLES / name / "example"


def signature_missing(analysis: Analysis) -> tuple[Match, ...]:
    """Finds a signature that is missing or blank.

    Where the account is known, a request has the variant of that name.
    """
    template, account = analysis.template, analysis.account
    if "signature" not in template.carries or (template.signature or "").strip():
        return ()
    is_known = account is not None and bool(account.signatures or account.templates or account.complete)
    span = Span(Place(("signature",)), 0, len(template.signature or ""))
    is_refused = template.request and is_known and analysis.type in MAINLAND
    return (Match(span, variant="request" if is_refused else None),)


def signature_format(analysis: Analysis) -> Iterator[Match]:
    """Finds signatures that are not 2 to 12 Chinese characters, English letters and digits.

    There is one match for brackets, one for each run of other characters, and one for the length without brackets.
    """
    for signature, path in analysis.template.signature_places():
        if not (FEWEST <= len(signature) <= MOST and all(map(_is_good, signature))):
            yield from _wrong_signature(signature, Place(path))


def _is_good(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    return "\u4e00" <= character <= "\u9fff" or HAN.match(character) is not None


def _wrong_signature(signature: str, place: Place) -> Iterator[Match]:
    name = _without_brackets(signature)
    values: dict[str, Value] = {"signature": signature}
    if name != signature.strip():
        yield Match(Span(place, 0, len(signature)), values, variant="brackets")
    for run in _OTHER_CHARACTERS.finditer(signature):
        if name != signature.strip() and not run[0].strip(BRACKETS + " \t\u3000"):
            continue
        yield Match(Span(place, *run.span()), {**values, "text": run[0]})
    if name and not FEWEST <= len(name) <= MOST:
        yield Match(Span(place, 0, len(signature)), {**values, "length": len(name)}, variant="length")


def _without_brackets(signature: str) -> str:
    return "".join(character for character in signature if character not in BRACKETS).strip()


def fix_signature_format(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Removes the brackets of the signature."""
    name = _without_brackets(str(finding.match.values["signature"]))
    if finding.match.variant == "brackets" and name:
        yield finding.fix(SetField(finding.span.place, name))
