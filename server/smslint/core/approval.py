"""Whether the vendor has approved a template as it is: then findings about its application concern a new one."""

from __future__ import annotations

from smslint.core.analysis import Analysis
from smslint.core.finding import Finding
from smslint.core.template import Review
from smslint.messages import Bilingual
from smslint.messages import template as messages

_NOT_REVIEWED = frozenset({"account", "documents", "length"})
"""The categories of rules that are about something else than what is reviewed."""
_UNCHANGED = frozenset({"same", "attributes-unknown", "signature-only", "details-only"})


def concerns_review(finding: Finding) -> bool:
    """Whether a finding says why an application would or may be refused."""
    if finding.severity == "info" or finding.match.predicts is not None:
        return False
    return finding.rule.category not in _NOT_REVIEWED


def approval_of(analysis: Analysis, review: Review | None) -> Bilingual | None:
    """What findings about an approved template add: since when it is approved, and what they concern.

    It is approved if an answer says so, or if the account has it as it is; None if it is not, or not known to be.
    """
    if review is not None and review.status == "approved":
        if review.given:
            return messages.GIVEN
        return _since(review.decided)
    account, code = analysis.account, analysis.template.code
    record = account.templates.get(code or "") if account is not None else None
    if account is None or record is None or record.status != "approved":
        return None
    from smslint.core.comparison import compare

    if compare(analysis, account).verdict not in _UNCHANGED:
        return None
    return messages.GIVEN if record.origin == "gift" else _since(record.decided)


def _since(time: str | None) -> Bilingual:
    return messages.APPROVED_SINCE.fill(date=time[:10]) if time else messages.APPROVED
