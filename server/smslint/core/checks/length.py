"""Checks of how long messages can become and how many segments they are billed as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match, Related, Value
from smslint.core.place import CONTENT, Place, Span
from smslint.core.rule import FixPlan
from smslint.core.segments.counting import CAPACITY, MOST_CHARACTERS, NON_GSM
from smslint.core.segments.length_message import LengthMessage, costliest_span, first_use, length_variant
from smslint.core.segments.template import length_bounds
from smslint.messages.template import BUDGET


def may_split(analysis: Analysis) -> Iterator[Match]:
    """Finds templates whose values decide how many segments a message is billed as.

    The match is at the variable that can cost most.
    """
    bounds = length_bounds(analysis)
    if not bounds.splits:
        return
    variable = bounds.costliest
    assert variable is not None, "only values can make a difference"
    yield Match(
        first_use(analysis, variable),
        LengthMessage(bounds),
        variant=length_variant(bounds),
    )


def message_too_long(analysis: Analysis) -> tuple[Match, ...]:
    """Finds templates whose longest message has more characters than the vendor sends.

    The match is at the variable that can cost most, or at the text beyond the limit.
    """
    template = analysis.template
    bounds = length_bounds(analysis)
    if bounds.most_characters <= MOST_CHARACTERS:
        return ()
    values = LengthMessage(bounds, limit=MOST_CHARACTERS)
    if bounds.costliest is not None:
        span = first_use(analysis, bounds.costliest)
    else:
        start = max(0, MOST_CHARACTERS - len(bounds.parts.signature))
        span = Span(CONTENT, min(start, len(template.content)), len(template.content))
    return (Match(span, values, variant=length_variant(bounds)),)


def non_gsm_character(analysis: Analysis) -> Iterator[Match]:
    """Finds the characters that turn an international message from GSM-7 into UCS-2, outside of placeholders.

    There is one match for each run of them.
    """
    content = analysis.content
    if NON_GSM.search(content) is None:
        return
    start = 0
    sizes: dict[str, Value] = {"gsm": CAPACITY["gsm-7"].single, "ucs": CAPACITY["ucs-2"].single}
    edges = [*((found.start, found.end) for found in analysis.placeholders), (len(content), len(content))]
    for end, after in edges:
        for run in NON_GSM.finditer(content, start, end):
            yield Match(analysis.span(*run.span()), {"text": run[0], **sizes})
        start = after


def fix_non_gsm_character(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """Replaces a run with its plain spelling if each of its characters has one."""
    span = finding.span
    spellings = plan.options["plain"]
    assert isinstance(spellings, Mapping)
    plain = [_gsm_spelling(character, spellings) for character in analysis.text_of(span)]
    if None not in plain:
        text = "".join(character or "" for character in plain)
        yield Fix(plan.title.fill(to=text), plan.safety, (ReplaceText(span.place, span.start, span.end, text),))


def _gsm_spelling(character: str, spellings: Mapping[str, str]) -> str | None:
    """A character in GSM-7: by the rule's table, else its compatibility form without accents; None if there is none."""
    import unicodedata

    text = spellings.get(character)
    if text is None:
        decomposed = unicodedata.normalize("NFKD", character)
        text = "".join(part for part in decomposed if not unicodedata.combining(part))
    return None if not text or NON_GSM.search(text) else text


def segment_budget(analysis: Analysis) -> tuple[Match, ...]:
    """Finds templates whose longest message has more segments than the document's `max_segments`.

    The match is at the variable that can cost most, or at the text beyond the budget.
    """
    budget = analysis.template.max_segments
    if budget is None:
        return ()
    bounds = length_bounds(analysis)
    if bounds.longest.segments <= budget:
        return ()
    related = Related(Span(Place(("max_segments",)), 0, len(str(budget))), BUDGET)
    values = LengthMessage(bounds, budget=budget)
    return (Match(costliest_span(analysis, bounds, budget), values, (related,), length_variant(bounds)),)
