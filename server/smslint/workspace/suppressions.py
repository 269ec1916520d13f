"""Suppressions of findings: in comments, in a template's own field, or in the settings.

A suppression that is not used, has expired or does not name a rule is a finding itself, so that it does not outlive its
reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from smslint.core.change import SetField
from smslint.core.finding import Finding, Match, RuleMatch
from smslint.core.nearest import nearest_name
from smslint.core.place import CONTENT, TEMPLATE, Place, Span
from smslint.core.template import Template
from smslint.dataclass import dataclass
from smslint.documents.problem import UNREADABLE, CommentSuppression
from smslint.messages import Bilingual
from smslint.workspace.diagnostic import AppliedSuppression

if TYPE_CHECKING:
    from smslint.core.rule import Catalog
    from smslint.workspace.rule_resolver import FileRules

UNUSED = "unused-suppression"
MALFORMED = "malformed-suppression"
_SUPPRESS: Final = Place(("suppress",))
_FRAMES: Final = ("frames",)


@dataclass(slots=True)
class _Own:
    """A suppression of one template: in a comment, or in the template's own field.

    `field` is what it covers, None for a comment that no field follows. `match` marks the suppression and removes it.
    `first` says that it covers the template's first field, where findings about missing fields are shown, and those of
    a content to which no comment can be added (`for_content`).
    """

    rule: str
    field: Place | None
    match: Match
    until: date | None = None
    first: bool = False
    for_content: bool = False
    reason: str | None = None
    used: bool = False

    def covers(self, finding: Finding, template: Template | None) -> bool:
        if self.rule != finding.rule.id or self.field is None:
            return False
        path, place = self.field.path, finding.field.path
        if path[:1] == _FRAMES and place == CONTENT.path and template is not None:
            from smslint.core.frames import spans_in_frames

            spans = spans_in_frames(template.frames, finding.span.start, finding.span.end)
            return any(each.place.path[: len(path)] == path for each in spans)
        return place[: len(path)] == path or (
            self.first
            and (self.covers_content(place) or (len(place) == 1 and bool(template and template.lacks(str(place[0])))))
        )

    def covers_content(self, place: tuple[str | int, ...]) -> bool:
        """Whether a place is the content, and no comment can stand there."""
        return self.for_content and place[:1] == CONTENT.path


class Suppressions:
    """All suppressions that apply to one template; `suppresses` takes its findings one by one."""

    def __init__(
        self, template: Template | None, comments: Sequence[CommentSuppression], file_rules: FileRules, today: date
    ) -> None:
        self._template = template
        self._file_rules = file_rules
        self._today = today
        self._own = (
            [*_of_template(template), *_of_comments(comments)]
            if file_rules.resolved.suppressions and (template or comments)
            else []
        )
        self.used_accepted: set[int] = set()
        self._found: dict[str, Finding] = {}

    def suppresses(self, finding: Finding) -> AppliedSuppression | None:
        """What suppresses a finding, if anything; every suppression that matches it counts as used.

        What cannot be read was not checked, so that nothing is there to be accepted.
        """
        if finding.rule.id == UNREADABLE:
            return None
        suppressed: AppliedSuppression | None = None
        self._found.setdefault(finding.rule.id, finding)
        for own in self._own:
            if own.covers(finding, self._template):
                own.used = True
                if suppressed is None and not _expired(own.until, self._today):
                    suppressed = AppliedSuppression(True, own.reason)
        for index, each in self._file_rules.accepted_by_rule.get(finding.rule.id, ()):
            template = self._template
            named = each.template is None or (template and each.template in (template.name, template.code))
            if named and not _expired(each.until, self._today):
                self.used_accepted.add(index)
                suppressed = suppressed or AppliedSuppression(False, each.reason)
        return suppressed

    def names(self, scope: str) -> bool:
        """Whether some suppression of the template itself names a rule of a scope."""
        rules = self._file_rules.catalog.rules
        return any(own.rule in rules and rules[own.rule].scope == scope for own in self._own)

    def issues(self, scopes: Iterable[str]) -> Iterator[RuleMatch]:
        """What is wrong with the template's own suppressions.

        An unused one is reported with the scope of its rule, if that was checked; a malformed one with the rules about
        templates.
        """
        catalog = self._file_rules.catalog
        for own in self._own:
            rule = catalog.rules.get(own.rule)
            if (rule.scope if rule else "template") not in scopes:
                continue
            if rule is None:
                yield from self._issue(MALFORMED, own, _malformed(own.rule, catalog))
            elif _expired(own.until, self._today):
                yield from self._issue(UNUSED, own, {"rule": own.rule, "until": str(own.until)}, "expired")
            elif not own.used and own.rule in self._file_rules.wanted:
                yield from self._unused(own)

    def _unused(self, own: _Own) -> Iterator[RuleMatch]:
        """A suppression without effect. One that would have an effect elsewhere is told where, and never removed."""
        finding = self._found.get(own.rule)
        if finding is None:
            yield from self._issue(UNUSED, own, {"rule": own.rule})
            return
        from smslint.messages import workspace as messages

        path = finding.field.path
        missing = len(path) < 2 and (not path or (self._template and self._template.lacks(str(path[0]))))
        where = messages.ABOVE_FIRST if missing or own.covers_content(path) else messages.ABOVE_FIELD
        values: dict[str, str | Bilingual] = {"rule": own.rule, "where": where.fill(field=finding.field)}
        misplaced = replace(own, match=replace(own.match, changes=()))
        yield from self._issue(UNUSED, misplaced, values, "misplaced")

    def _issue(
        self, rule: str, own: _Own, values: Mapping[str, str | Bilingual], variant: str | None = None
    ) -> Iterator[RuleMatch]:
        if rule in self._file_rules.wanted:
            yield RuleMatch(rule, replace(own.match, values=values, variant=variant))


def _of_template(template: Template | None) -> Iterator[_Own]:
    entries = template.suppress if template else ()
    for index, each in enumerate(entries):
        place = _SUPPRESS / index
        removal = SetField(_SUPPRESS if len(entries) == 1 else place, None)
        yield _Own(each.rule, TEMPLATE, Match(Span(place, 0, 0), changes=(removal,)), each.until, reason=each.reason)


def _of_comments(comments: Sequence[CommentSuppression]) -> Iterator[_Own]:
    for comment in comments:
        match = Match(comment.span, field=comment.place or TEMPLATE, changes=(comment.removal,))
        first, for_content, reason = comment.first, comment.for_content, comment.reason
        yield _Own(comment.rule, comment.place, match, first=first, for_content=for_content, reason=reason)


def _expired(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _malformed(name: str, catalog: Catalog) -> dict[str, str | Bilingual]:
    from smslint.messages import workspace as messages

    if not name:
        return {"problem": messages.NAMES_NO_RULE}
    if any(rule.category == name for rule in catalog.rules.values()):
        return {"problem": messages.NAMES_CATEGORY.fill(name=name)}
    near = nearest_name(name, catalog.rules)
    text = messages.NAMES_UNKNOWN_NEAREST if near else messages.NAMES_UNKNOWN
    return {"problem": text.fill(name=name, nearest=near)}
