"""How a text report ends: what was counted, what can be fixed, and one sentence on what to expect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO, TypeAlias, cast

from smslint.core.severity import SEVERITIES, Severity
from smslint.io.escape import visible
from smslint.messages import Bilingual, Language
from smslint.messages import report as messages
from smslint.messages.counts import count
from smslint.report.reporter import ReportOptions
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.core.change import Safety
    from smslint.report.equal_texts import EqualTexts


Counted: TypeAlias = "tuple[str, Severity, Safety | None, tuple[str, str] | None]"
"""What is counted of a finding: rule, severity, the safest fix, and the rule's title if that is shown."""


def counted_of(diagnostic: Diagnostic, titled: bool) -> Counted:
    """What is counted of a finding."""
    found, fix = diagnostic.finding, None
    if diagnostic.fixes:
        fix = "safe" if any(fix.safety == "safe" for fix in diagnostic.fixes) else "unsafe"
    title = (found.rule.title.en, found.rule.title.zh) if titled else None
    return found.rule.id, found.severity, cast("Safety | None", fix), title


class FindingCounts:
    """What a text report counts while findings pass: rules for `--statistics`, and what `--fix` would fix."""

    def __init__(self) -> None:
        self._rules: Counter[tuple[str, Severity]] = Counter()
        self._titles: dict[str, Bilingual] = {}
        self._fixable: Counter[str] = Counter()

    def add(self, counted: Counted) -> None:
        """Count a finding."""
        rule, severity, fix, title = counted
        self._rules[rule, severity] += 1
        if title is not None and rule not in self._titles:
            self._titles[rule] = Bilingual(*title)
        if fix is not None:
            self._fixable[fix] += 1

    def rules(self) -> list[tuple[int, Severity, str, Bilingual]]:
        """How often each rule spoke, with severity and title, the most frequent first."""
        lines = [(number, severity, rule, self._titles[rule]) for (rule, severity), number in self._rules.items()]
        return sorted(lines, key=lambda line: (-line[0], SEVERITIES.index(line[1]), line[2]))

    def table(self, language: Language) -> Iterator[str]:
        """The lines of `--statistics`."""
        lines = self.rules()
        number_width = max((len(str(line[0])) for line in lines), default=0)
        rule_width = max((len(line[2]) for line in lines), default=0)
        for number, severity, rule, title in lines:
            yield f"{number:>{number_width}}  {severity:<7}  {rule:<{rule_width}}  {visible(title.text(language))}"

    def fixable(self, language: Language) -> str | None:
        """What `--fix` would do, None where it would do nothing."""
        if not self._fixable:
            return None
        text = messages.FIXABLE[" ".join(sorted(self._fixable))]
        return text.text(language, **{safety: count("finding", number) for safety, number in self._fixable.items()})


def counts_sentence(summary: Summary, language: Language) -> str:
    """What was checked and found, in one sentence."""
    found = tuple(count(severity, number) for severity in SEVERITIES if (number := getattr(summary, severity))) or (
        messages.NO_FINDING,
    )
    others = ("fixed", "suppressed", "baselined", "loosened")
    also = tuple(count(what, number) for what in others if (number := getattr(summary, what)))
    sentence = messages.CHECKED_ALSO if also else messages.CHECKED
    templates, documents = count("template", summary.templates), count("document", summary.documents)
    return sentence.text(language, templates=templates, documents=documents, found=found, also=also)


def sites_sentence(summary: Summary, language: Language) -> str | None:
    """How much is known of the places that send, in one sentence; None where there are none."""
    sites = summary.sites
    if not sites.total():
        return None
    from smslint.messages import code

    def told(*kinds: str) -> tuple[Bilingual, ...]:
        return tuple(code.SITE_KINDS[kind].fill(count=sites[kind]) for kind in kinds if sites[kind])

    parts = [*told("certain", "keys")]
    if open_parts := told("pass-through", "computed"):
        number = sites["pass-through"] + sites["computed"]
        parts.append(code.SITE_KINDS["unresolved"].fill(count=number, parts=open_parts))
    return code.SITES.text(language, sites=count("site", sites.total()), parts=tuple(parts))


def outlook_sentence(summary: Summary, language: Language) -> str:
    """What to expect, with no promise."""
    refused, doubtful = (summary.worst[level] - summary.worst_approved[level] for level in ("error", "warning"))
    templates = count("template", summary.templates)
    several = summary.templates > 1
    if summary.error > summary.approved["error"]:
        if not (several and refused):
            return messages.WOULD_BE_REFUSED.text(language)
        sentence = messages.SOME_REFUSED_OR_MAY if doubtful else messages.SOME_REFUSED
        return sentence.text(language, templates=templates, refused=refused, doubtful=doubtful)
    if summary.warning > summary.approved["warning"]:
        if not (several and doubtful):
            return messages.MAY_BE_REFUSED.text(language)
        return messages.SOME_MAY_BE_REFUSED.text(language, templates=templates, doubtful=doubtful)
    if summary.error or summary.warning:
        return messages.ALREADY_APPROVED.text(language)
    hides = bool(summary.baselined or summary.suppressed)
    if summary.info:
        return (messages.NOTHING_NEW_REFUSED if hides else messages.NOTHING_REFUSED).text(language)
    if not summary.documents:
        return messages.NOTHING_CHECKED.text(language)
    return (messages.NOTHING_NEW if hides else messages.NOTHING_FOUND).text(language)


def since_sentence(summary: Summary, language: Language) -> str | None:
    """What changed since the last review; None if the run is not compared with one."""
    return messages.SINCE.text(language, **summary.since._asdict()) if summary.since else None


def equal_texts_sentence(equal: EqualTexts, language: Language) -> str:
    """How many templates have the same text and findings as one that was told."""
    places: object = tuple(equal.places)
    if equal.number > len(equal.places):
        places = messages.EQUAL_TEXTS_AND_MORE.fill(places=places, n=equal.number - len(equal.places))
    return visible(messages.EQUAL_TEXTS.text(language, first=equal.first, n=equal.number, places=places))


def review_sentence(diagnostic: TemplateReview, language: Language) -> str:
    """The vendor's answer about a template, in one sentence."""
    review = diagnostic.review
    sentence = (messages.REVIEWS_WITH_REASON if review.reason else messages.REVIEWS)[review.status]
    template = messages.template_named(diagnostic.index, review.code)
    return visible(sentence.text(language, path=diagnostic.path, template=template, reason=review.reason or ""))


def write_closing(out: TextIO, summary: Summary, tally: FindingCounts, options: ReportOptions) -> None:
    """Write the end of a text report; a quiet one has only the table, where that is asked for."""
    language = options.language
    if options.statistics:
        out.writelines(line + "\n" for line in tally.table(language))
    if options.quiet:
        return
    if options.statistics:
        out.write("\n")
    sites = sites_sentence(summary, language)
    lines = [counts_sentence(summary, language), sites, tally.fixable(language), since_sentence(summary, language)]
    lines.append(outlook_sentence(summary, language))
    out.writelines(line + "\n" for line in lines if line)
