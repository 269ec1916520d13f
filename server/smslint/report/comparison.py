"""What `smslint diff` prints: text for people, JSON for programs, and Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from smslint.core.comparison import Comparison, Difference, written_out
from smslint.io.escape import markdown, markdown_code, visible
from smslint.messages import Bilingual, Language
from smslint.messages import diff as messages
from smslint.messages.api import STATUSES
from smslint.messages.counts import count
from smslint.messages.report import template_named
from smslint.workspace.comparison import ComparedTemplate, counted

MOST_CHARACTERS: Final = 60_000
"""The most characters of a Markdown comment: GitHub takes 65,536."""
_BESIDE: Final = 8
"""How many characters of the text around a difference are shown."""
QUIET: Final = frozenset({"same", "new"})
"""The verdicts that text output only counts."""


def verdict_text(comparison: Comparison, seen: str | None = None) -> Bilingual:
    """What a verdict means, with the call that would tell more."""
    code = comparison.code or ""
    twins = tuple(
        messages.TWIN.fill(code=each.code, status=STATUSES[each.status]) if each.status else each.code
        for each in comparison.twins
    )
    return messages.VERDICTS[comparison.verdict].fill(
        call=f"aliyun dysmsapi GetSmsTemplate --TemplateCode {code}", twins=twins, seen=seen or "-"
    )


def difference_text(each: Difference, content: str | None, before: str | None, language: Language) -> str:
    """One difference: what it was, and what it is, with some of the text around it."""
    old, new = written_out(each)
    if each.part == "content" and each.after_span is not None and each.before_span is not None:
        old = _inside(before or "", each.before_span, old)
        new = _inside(content or "", each.after_span, new)
    nothing = messages.NOTHING.text(language)
    name = f"${{{each.name}}}" if each.name else ""
    part = messages.PARTS[each.part].text(language, name=name)
    return visible(messages.CHANGE.text(language, part=part, before=old or nothing, after=new or nothing))


def _inside(text: str, span: tuple[int, int], shown: str) -> str:
    start, end = span
    low, high = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    opened = text.rfind("${", 0, low + 1)
    if opened >= 0 and "}" not in text[opened:low]:  # no placeholder is cut
        low = opened
    closed = text.find("}", high - 1)
    if closed >= 0 and "${" in text[:high] and "}" not in text[text.rfind("${", 0, high) : high]:
        high = closed + 1
    before = ("…" if low else "") + text[low:start]
    return f"{before}[{shown}]{text[end:high]}" + ("…" if high < len(text) else "")


def text_lines(
    found: Sequence[ComparedTemplate], contents: Sequence[str | None], seen: str | None, language: Language
) -> Iterator[str]:
    """The result as text: templates that need attention with their differences, and the counts of all."""
    for each, content in zip(found, contents, strict=True):
        comparison = each.comparison
        if comparison.verdict in QUIET and not each.consequences:
            continue
        values = {"path": each.path or "-", "template": _title(each), "verdict": comparison.verdict}
        meaning = verdict_text(comparison, seen)
        yield visible(messages.LINE.text(language, **values, text=meaning))
        yield from (f"  {line}" for line in _details(each, content, language))
    if _left_out(found):
        yield messages.LIMITS.text(language)
    yield messages.SUMMARY.text(
        language,
        templates=count("template", len(found)),
        counts=", ".join(f"{verdict} {number}" for verdict, number in counted(found).items()) or "-",
        seen=seen or "-",
    )


def _left_out(found: Sequence[ComparedTemplate]) -> bool:
    """Whether variables were compared without their limits of length, which no answer has."""
    return any(each.path is not None and "${" in _content(each.comparison) for each in found)


def _content(comparison: Comparison) -> str:
    return (comparison.record.content if comparison.record else None) or ""


def _details(each: ComparedTemplate, content: str | None, language: Language) -> Iterator[str]:
    record = each.comparison.record
    for difference in each.comparison.differences:
        yield difference_text(difference, content, record.content if record else None, language)
    for consequence in each.consequences:
        source = f" ({consequence.source})" if consequence.source else ""
        yield visible(f"= {consequence.text.text(language)}{source}")


def _title(each: ComparedTemplate) -> Bilingual:
    name = each.name or each.comparison.code
    if each.name and each.comparison.code:
        name = f"{each.name} ({each.comparison.code})"
    return Bilingual(name, name) if name else template_named(each.index or 0, None)


def as_json(found: Sequence[ComparedTemplate], lock: str, seen: str | None, language: Language) -> dict[str, Any]:
    """The result for programs, version 1."""
    return {
        "version": 1,
        "lock": {"path": lock, "seen": seen},
        "templates": [_template_json(each, language) for each in found],
        "summary": counted(found),
    }


def _template_json(each: ComparedTemplate, language: Language) -> dict[str, Any]:
    comparison = each.comparison
    record = comparison.record
    return {
        "path": each.path,
        "index": each.index,
        "code": comparison.code or next((twin.code for twin in comparison.twins), None),
        "name": each.name,
        "verdict": comparison.verdict,
        "status": record.status if record else next((twin.status for twin in comparison.twins), None),
        "changes": [
            {
                "part": difference.part,
                "name": difference.name,
                "before": difference.before,
                "after": difference.after,
                "before_span": _span(difference.before_span),
                "after_span": _span(difference.after_span),
            }
            for difference in comparison.differences
        ],
        "consequences": [
            {"kind": one.kind, "text": one.text.text(language), "source": one.source} for one in each.consequences
        ],
    }


def _span(span: tuple[int, int] | None) -> list[int] | None:
    return None if span is None else list(span)


def markdown_lines(
    found: Sequence[ComparedTemplate], contents: Sequence[str | None], seen: str | None, language: Language
) -> Iterator[str]:
    """The result as a comment on a pull request: at most `MOST_CHARACTERS`, the rest counted."""
    yield messages.MARKDOWN_TITLE.text(language, seen=seen or "-")
    yield ""
    yield messages.MARKDOWN_HEAD.text(language)
    yield "|---|---|---|"
    size, left = 0, 0
    for each, content in zip(found, contents, strict=True):
        if each.comparison.verdict == "same" and not each.comparison.differences:
            continue
        cells = [markdown_code(line, in_table=True) for line in _details(each, content, language)]
        verdict = f"**{each.comparison.verdict}**: {markdown(verdict_text(each.comparison, seen).text(language))}"
        title = markdown(_title(each).text(language)) + (f"<br>{markdown_code(each.path, True)}" if each.path else "")
        row = f"| {title} | {verdict} | {'<br>'.join(cells)} |"
        if size + len(row) > MOST_CHARACTERS - 1000:
            left += 1
            continue
        size += len(row) + 1
        yield row
    if left:
        yield ""
        yield messages.MARKDOWN_MORE.text(language, count=left)
    yield ""
    if _left_out(found):
        yield messages.LIMITS.text(language)
        yield ""
    yield ", ".join(f"{verdict} {number}" for verdict, number in counted(found).items()) or "-"
