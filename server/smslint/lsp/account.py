"""What an account has, as editors show it: above a template, and where its code or its signature is hovered."""

from __future__ import annotations

from smslint.core.account import CARRIERS, Account
from smslint.core.analysis import Analysis
from smslint.io.escape import markdown
from smslint.messages import Language
from smslint.messages import diff as messages
from smslint.messages import plan as plan_messages
from smslint.messages.api import STATUSES


def account_line(analysis: Analysis, language: Language) -> str | None:
    """A template's state in the account, its code, and whether it is as it was: one line; None if nothing is known."""
    account, code = analysis.account, analysis.template.code
    record = account.templates.get(code or "") if account is not None else None
    if account is None or record is None or record.status is None:
        return None
    from smslint.core.comparison import compare

    verdict = compare(analysis, account).verdict
    unchanged = verdict in ("same", "attributes-unknown", "rejected-unchanged")
    differs = messages.UNCHANGED if unchanged else messages.VERDICT_NAMES.get(verdict, messages.CHANGED)
    status = STATUSES[record.status].text(language)
    day = (record.decided or record.created or "")[:10]
    return " · ".join((f"{status} {day}".rstrip(), record.code, differs.text(language)))


def template_details(account: Account, code: str, language: Language) -> list[str]:
    """What the account has under a code, in lines of Markdown, the most important first; nothing if it has nothing."""
    record = account.templates.get(code)
    if record is None:
        return []
    status = STATUSES[record.status].text(language) if record.status else "-"
    lines = [f"**{record.code}** {status}"]
    if record.seen:
        lines[0] += f" ({messages.SEEN.text(language, seen=record.seen[:16].replace('T', ' '))})"
    if record.reason:
        lines.append(markdown(messages.CONSEQUENCES["reason"].text(language, reason=record.reason)))
    given = (("name", record.name), ("content", record.content), ("signature", record.signature))
    for part, value in (*given, ("description", record.description), ("scene", record.scene)):
        if value:
            lines.append(f"{messages.PARTS[part].text(language)}: {markdown(value)}")
    return lines


def signature_details(account: Account, name: str, language: Language) -> list[str]:
    """What the account has of a signature, in lines of Markdown, one for each kind of message; nothing if it has
    nothing."""
    known = account.by_name.get(name, ())
    lines = [f"**{markdown(name)}**"] if known else []
    for each in known:
        status = STATUSES[each.status].text(language) if each.status else "-"
        facts = [f"{messages.MEDIA[each.medium].text(language)}: {status}"]
        for carrier in CARRIERS:
            state = (each.carriers or {}).get(carrier)
            if state is not None:
                told = plan_messages.FILINGS[state].text(language)
                facts.append(f"{messages.CARRIERS[carrier].text(language)}: {told}")
        qualification = account.qualifications.get(each.qualification or "")
        if qualification is not None and qualification.company:
            facts.append(markdown(qualification.company))
        lines.append(" · ".join(facts))
    return lines
