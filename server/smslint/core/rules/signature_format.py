"""Whether a signature is written as it may be: 2 to 12 Chinese characters, English letters and digits, no brackets."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.finding import Finding, Match, Value
from smslint.core.lexicon import expand
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place, Span
from smslint.core.rule import FixPlan
from smslint.core.segments.parts import BRACKETS

FEWEST, MOST = 2, 12
_PLACE = Place(("signature",))
_GOOD = lazy_pattern(f"(?:[A-Za-z0-9]|{expand('{han}')}){{{FEWEST},{MOST}}}")
_OTHER = lazy_pattern(f"(?:(?!{expand('{han}')})[^A-Za-z0-9])+")


def find(analysis: Analysis) -> Iterator[Match]:
    """A match for brackets, one a run of other characters, and one for the length without brackets."""
    signature = analysis.template.signature
    if not signature or not signature.strip() or _good(signature, analysis.lexicon.plain):
        return
    name = signature.strip().strip(BRACKETS)
    values: dict[str, Value] = {"signature": signature}
    start, end = 0, len(signature)
    if name != signature.strip():
        yield Match(Span(_PLACE, start, end), values, variant="brackets")
        start = signature.find(name)
        end = start + len(name)
    for run in _OTHER.finditer(signature, start, end):
        yield Match(Span(_PLACE, *run.span()), {**values, "text": run[0]})
    if name and not FEWEST <= len(name) <= MOST:
        yield Match(Span(_PLACE, 0, len(signature)), {**values, "length": len(name)}, variant="length")


def _good(signature: str, plain: frozenset[str]) -> bool:
    """Nearly all are told by their characters alone, before a pattern is compiled, which takes 1 ms."""
    if signature.isalnum() and plain.issuperset(signature):
        return FEWEST <= len(signature) <= MOST
    return _GOOD.fullmatch(signature) is not None


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The signature without its brackets."""
    name = (analysis.template.signature or "").strip().strip(BRACKETS)
    if finding.match.variant == "brackets" and name:
        yield Fix(plan.title, plan.safety, (SetField(_PLACE, name),))
