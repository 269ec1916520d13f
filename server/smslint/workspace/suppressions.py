"""Findings that somebody has accepted: by a comment, in the template's own field, or in the settings.

A suppression that silenced nothing, has expired or names no rule is a finding itself, so that none outlives its reason
unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from smslint.core.finding import Finding, Match
from smslint.core.place import TEMPLATE, Place, Span
from smslint.core.template import Template
from smslint.dataclass import dataclass
from smslint.documents.problem import CommentSuppression
from smslint.messages import Bilingual
from smslint.workspace.settings import SettingsSuppression

if TYPE_CHECKING:
    from smslint.core.rule import Catalog
    from smslint.workspace.rule_resolver import FileRules

UNUSED = "unused-suppression"
MALFORMED = "malformed-suppression"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a suppression; a comment has no place in a template, so it gives its own range in the file."""

    finding: Finding
    comment: CommentSuppression | None = None


@dataclass(slots=True)
class _Own:
    """A suppression that stands with a template."""

    rule: str
    place: Place
    until: date | None
    span: Span
    comment: CommentSuppression | None = None
    used: bool = False

    def silences(self, finding: Finding, template: Template | None) -> bool:
        if self.rule != finding.rule.id:
            return False
        path, place = self.place.path, finding.span.place.path
        return place[: len(path)] == path or (
            self.comment is not None
            and self.comment.first
            and template is not None
            and len(place) == 1
            and template.lacks(str(place[0]))
        )


class Suppressions:
    """All suppressions that concern one template, asked about its findings one by one."""

    def __init__(
        self, template: Template | None, comments: Sequence[CommentSuppression], file_rules: FileRules, today: date
    ) -> None:
        self._template = template
        self._policy = file_rules
        self._today = today
        self._own = [*_of_template(template), *_of_comments(comments)] if template or comments else []
        self._accepted = [
            (index, each)
            for index, each in file_rules.accepted
            if (each.until is None or each.until >= today) and _names(each, template)
        ]
        self.used_accepted: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._own or self._accepted)

    def silence(self, finding: Finding) -> bool:
        """Whether a finding is accepted; every suppression that accepts it counts as used."""
        silenced = False
        for own in self._own:
            if own.silences(finding, self._template):
                own.used = True
                silenced = silenced or not _expired(own.until, self._today)
        for index, each in self._accepted:
            if each.rule == finding.rule.id:
                self.used_accepted.add(index)
                silenced = True
        return silenced

    def names(self, scope: str) -> bool:
        """Whether some suppression of the template itself names a rule of a scope."""
        rules = self._policy.catalog.rules
        return any(own.rule in rules and rules[own.rule].scope == scope for own in self._own)

    def complaints(self, scopes: Iterable[str]) -> Iterator[Complaint]:
        """What is wrong with the template's own suppressions.

        Unused ones only where their rule is of a scope that has been checked, malformed ones with the rules about
        templates.
        """
        catalog = self._policy.catalog
        for own in self._own:
            rule = catalog.rules.get(own.rule)
            if rule is None:
                if "template" in scopes:
                    yield from self._complaint(MALFORMED, own, _malformed(own.rule, catalog))
            elif _expired(own.until, self._today):
                if rule.scope in scopes:
                    yield from self._complaint(UNUSED, own, {"rule": own.rule, "until": str(own.until)}, "expired")
            elif not own.used and rule.scope in scopes and own.rule in self._policy.wanted:
                yield from self._complaint(UNUSED, own, {"rule": own.rule})

    def _complaint(
        self, rule: str, own: _Own, values: dict[str, str | Bilingual], variant: str | None = None
    ) -> Iterator[Complaint]:
        if rule in self._policy.wanted:
            yield Complaint(made(self._policy.catalog, rule, own.span, values, variant), own.comment)


def made(
    catalog: Catalog, rule: str, span: Span, values: dict[str, str | Bilingual], variant: str | None = None
) -> Finding:
    """A finding of a rule that no linter runs."""
    stated = catalog.rules[rule]
    chosen = next((each for each in stated.variants if variant and each.name == variant), None)
    severity = chosen.severity if chosen and chosen.severity else stated.severity
    return Finding(stated, severity, Match(span, values, variant=variant), chosen)


def _of_template(template: Template | None) -> Iterator[_Own]:
    for index, each in enumerate(template.suppress if template else ()):
        yield _Own(each.rule, TEMPLATE, each.until, Span(Place(("suppress", index)), 0, 0))


def _of_comments(comments: Sequence[CommentSuppression]) -> Iterator[_Own]:
    for comment in comments:
        place = comment.place or Place(("",))
        yield _Own(comment.rule, place, None, Span(comment.place or TEMPLATE, 0, 0), comment)


def _names(accepted: SettingsSuppression, template: Template | None) -> bool:
    if accepted.template is None:
        return True
    return template is not None and accepted.template in (template.name, template.code)


def _expired(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _malformed(name: str, catalog: Catalog) -> dict[str, str | Bilingual]:
    from smslint.messages import workspace as messages
    from smslint.workspace.settings_file import nearest

    if not name:
        return {"problem": messages.NAMES_NO_RULE}
    if any(rule.category == name for rule in catalog.rules.values()):
        return {"problem": messages.NAMES_CATEGORY.fill(name=name)}
    near = nearest(name, list(catalog.rules))
    return {
        "problem": (messages.NAMES_UNKNOWN_NEAREST if near else messages.NAMES_UNKNOWN).fill(name=name, nearest=near)
    }
