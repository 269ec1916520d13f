"""Checks of links."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.declarations import LINK_PARAMETER, OTHERS, declaration_match, declared_uses
from smslint.core.finding import Finding, Match, Value
from smslint.core.place import VARIABLES
from smslint.core.placeholder import Placeholder
from smslint.core.recognise.links import Link

_LONGEST_NAME = 8


def link_attribute(analysis: Analysis) -> Iterator[Match]:
    """Finds variables in links without the attribute of link parameters, and variables elsewhere that have it.

    Variant `others` is about the attribute that may be used instead, `outside` about variables outside of links.
    """
    if not analysis.links and LINK_PARAMETER not in [one.attribute for one in analysis.template.variables.values()]:
        return
    held = {one.start for link in analysis.links for one in link.placeholders}
    for variable, used in declared_uses(analysis):
        code = variable.attribute
        if not code or code not in analysis.catalog.valid or (used.start in held) == (code == LINK_PARAMETER):
            continue
        variant = "outside" if used.start not in held else "others" if code == OTHERS else None
        yield declaration_match(analysis, variable, variant)


def fix_link_attribute(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Declares a variable in a link as a link parameter. A name that is too long for one makes the fix unsafe."""
    if finding.match.variant is None:
        name = str(finding.match.values["variable"])
        safety = finding.plan.safety if len(name) <= _LONGEST_NAME else "unsafe"
        change = SetField(VARIABLES / name / "attribute", LINK_PARAMETER)
        yield finding.fix(change, safety=safety)


def multiple_links(analysis: Analysis) -> Iterator[Match]:
    """Finds the links after the first: the vendor allows one link in a template."""
    if len(analysis.links) > 1:
        first = analysis.links[0]
        for link in analysis.links[1:]:
            yield _link_match(
                analysis, link, first=analysis.content[first.start : first.end], count=len(analysis.links)
            )


def link_is_variable(analysis: Analysis) -> Iterator[Match]:
    """Finds links whose host is a variable: nobody can review where they lead."""
    for link in analysis.links:
        if link.kind == "variable":
            span = analysis.span(link.start, link.host_end)
            yield Match(span, {"link": analysis.text_of(span)})


def link_variable_not_last(analysis: Analysis) -> Iterator[Match]:
    """Finds links with text after their variable, which would let a value change the reviewed address."""
    for link in analysis.links:
        held = _variables_of(link)
        if held and held[0].end < link.end:
            rest = analysis.content[held[0].end : link.end]
            yield _link_match(analysis, link, variable=held[0].name or "", rest=rest)


def short_link_with_variable(analysis: Analysis) -> Iterator[Match]:
    """Finds short links with a variable: nobody can review where they lead."""
    for link in analysis.links:
        if link.short and _variables_of(link):
            yield _link_match(analysis, link, host=link.host, variable=_variables_of(link)[0].name or "")


def ip_address_link(analysis: Analysis) -> Iterator[Match]:
    """Finds links to IP addresses. These have no ICP filing, so carriers block them."""
    for link in analysis.links:
        if link.kind == "ip":
            yield _link_match(analysis, link, address=link.host)


def document_link(analysis: Analysis, words: str) -> Iterator[Match]:
    """Finds links to files whose ending is in the word table `words`: a link must lead to a web page."""
    endings = analysis.lexicon.cues_of(words)
    for link in analysis.links:
        stem, dot, ending = link.path.rpartition("/")[2].rpartition(".")
        if dot and stem and ending in endings:
            yield _link_match(analysis, link, ending="." + ending)


def link_risk(analysis: Analysis) -> Iterator[Match]:
    """Finds the first link. Carriers may block links even in approved templates."""
    if analysis.links:
        yield _link_match(analysis, analysis.links[0])


def _link_match(analysis: Analysis, link: Link, **values: Value) -> Match:
    """A match that marks a whole link."""
    span = analysis.span(link.start, link.end)
    return Match(span, {"link": analysis.text_of(span), **values})


def _variables_of(link: Link) -> list[Placeholder]:
    """The well-formed variables of a link."""
    return [held for held in link.placeholders if held.kind == "variable"]
