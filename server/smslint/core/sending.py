"""What every send with a template would be answered, whatever its values: from what is known of the account."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.account import Account, AccountSignature
from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import diff as messages
from smslint.messages.api import STATUSES

TEST_TAGS = ("test", "trial")


@dataclass(frozen=True, slots=True)
class SendProblem:
    """An error that every send would return, and why."""

    error: str
    reason: Bilingual


def send_problems(analysis: Analysis, account: Account, signature: str | None) -> Iterator[SendProblem]:
    """What would be returned for every row, that about the template first."""
    yield from _of_template(analysis, account)
    if signature:
        yield from signature_problems(analysis, account, signature)


def _of_template(analysis: Analysis, account: Account) -> Iterator[SendProblem]:
    code = analysis.template.code
    record = account.templates.get(code or "")
    if record is None:
        if code and "template" in account.complete:
            yield SendProblem("isv.SMS_TEMPLATE_ILLEGAL", messages.SEND_UNKNOWN_CODE.fill(code=code))
    elif record.status not in (None, "approved"):
        reason = messages.REASON.fill(reason=record.reason) if record.reason else ""
        status = STATUSES[record.status or ""]
        text = messages.SEND_NOT_APPROVED.fill(name=code, status=status, reason=reason)
        yield SendProblem("isv.SMS_TEMPLATE_ILLEGAL", text)


def signature_problems(analysis: Analysis, account: Account, name: str) -> Iterator[SendProblem]:
    """What every send with a signature would be answered."""
    medium = "digital" if analysis.type == "digital" else "text"
    known = [each for each in account.by_name.get(name, ()) if each.medium == medium]
    if not known:
        if medium == "text" and "signature" in account.complete:
            yield SendProblem("isv.SMS_SIGNATURE_ILLEGAL", messages.SEND_UNKNOWN_SIGNATURE.fill(name=name))
        return
    usable = [each for each in known if each.status in (None, "approved")]
    if not usable:
        status = STATUSES[known[0].status or ""]
        text = messages.SEND_NOT_APPROVED.fill(name=name, status=status, reason="")
        yield SendProblem("isv.SMS_SIGNATURE_ILLEGAL", text)
        return
    if analysis.type != "verification" and all(each.scene == "verification" for each in usable):
        yield SendProblem("isv.SMS_SIGNATURE_SCENE_ILLEGAL", messages.SEND_SCENE.fill(name=name))
    record = account.templates.get(analysis.template.code or "")
    is_test = analysis.template.test or (record is not None and record.origin == "test")
    if all((each.tag in TEST_TAGS) != is_test for each in usable):
        yield SendProblem("isv.SMS_TEST_SIGN_TEMPLATE_LIMIT", messages.SEND_TEST_PAIR.fill(name=name))
    if all(_is_unavailable(each) for each in usable):
        yield SendProblem("isv.SIGN_STATE_ILLEGAL", messages.SEND_UNAVAILABLE.fill(name=name))


def _is_unavailable(signature: AccountSignature) -> bool:
    """Whether no carrier can deliver with it."""
    return bool(signature.available) and not any((signature.available or {}).values())
