"""The text output of `smslint rehearse`: which rows would be refused and why, and what is billed."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.messages import Bilingual, Language
from smslint.messages import rehearse as messages
from smslint.messages.counts import count
from smslint.report.escape import visible
from smslint.values.rehearsal.summary import CauseSummary, Rehearsal


def lines(made: Rehearsal, language: Language, price: float | None) -> Iterator[str]:
    """The lines of the output."""
    template = made.analysis.template
    title = visible(template.name or template.code or "-")
    yield messages.TITLE.text(language, template=title, data=made.source, rows=count("row", made.rows, grouped=True))
    yield from (f"  {line}" for line in _column_lines(made, language))
    for group in made.causes:
        yield ""
        yield from _cause(group, language)
    if made.rows:
        yield ""
        yield from _segments(made, language, price)
    for one in made.unchanging:
        text = messages.UNCHANGING.text(language, value=visible(one.value), column=one.column, variable=one.variable)
        yield text
    yield ""
    yield _verdict(made, language)


def _column_lines(made: Rehearsal, language: Language) -> Iterator[str]:
    column_mapping = made.column_mapping
    for variable, near in column_mapping.missing.items():
        if near is None:
            yield messages.MISSING_COLUMN.text(language, variable=variable)
        else:
            option = f"{near}={variable}"
            option = f"'{option}'" if not near.isalnum() else option
            yield messages.MISSING_NEAREST.text(
                language, variable=variable, column=visible(near), option=visible(option)
            )
    for name in column_mapping.repeated:
        yield messages.REPEATED.text(language, name=visible(name))
    for variable in made.undeclared:
        yield messages.UNDECLARED.text(language, variable=variable)
    if column_mapping.extra:
        names = tuple(visible(name) for name in column_mapping.extra[:20]) + (
            ("…",) if len(column_mapping.extra) > 20 else ()
        )
        yield messages.EXTRA.text(language, names=names)


def _cause(group: CauseSummary, language: Language) -> Iterator[str]:
    if group.severity == "warning":
        error: Bilingual | str = messages.DOUBTFUL.fill(reason=group.reason)
    else:
        error = group.error or messages.REFUSED_UNNAMED.fill(reason=group.reason)
    rows = count("row", group.count, grouped=True)
    yield messages.CAUSE.text(language, rows=rows, error=error, place=_place(group))
    yield f"  {visible(group.message.text(language))}"
    for sample in group.samples:
        text = messages.SAMPLE if sample.value else messages.SAMPLE_EMPTY
        value = sample.value[:60] + "…" if len(sample.value) > 60 else sample.value
        yield f"    {text.text(language, row=f'{sample.row:,}', value=visible(value))}"


def _place(group: CauseSummary) -> Bilingual | str:
    if group.column and group.variable and group.column != group.variable:
        return messages.PLACE_VARIABLE.fill(column=visible(group.column), variable=group.variable)
    if group.column:
        return messages.PLACE.fill(column=visible(group.column))
    return messages.PLACE_NO_COLUMN.fill(variable=group.variable) if group.variable else ""


def _segments(made: Rehearsal, language: Language, price: float | None) -> Iterator[str]:
    if not made.segments:
        return
    yield messages.SEGMENTS_HEADING.text(language)
    sent = sum(made.segments.values())
    for number, rows in made.segments.items():
        counted = count("row", rows, grouped=True)
        yield f"  {messages.SEGMENTS.text(language, segments=number, rows=counted, share=_share(rows, sent))}"
    yield f"  {messages.LENGTHS.text(language, shortest=made.shortest, longest=made.longest)}"
    if not made.analysis.template.signature:
        yield f"  {messages.NO_SIGNATURE.text(language)}"
    billed = count("segment", made.billed, grouped=True)
    if price is None:
        yield f"  {messages.BILLED.text(language, billed=billed)}"
    else:
        yield f"  {messages.COST.text(language, billed=billed, price=price, cost=f'{made.billed * price:,.2f}')}"


def _share(part: int, whole: int) -> str:
    """A percentage that is 0 or 100 only if `part` is nothing or everything."""
    share = part / whole * 100 if whole else 0.0
    if 0 < share < 0.1:
        return "<0.1%"
    return f"{min(share, 99.9) if part < whole else share:.1f}%"


def _verdict(made: Rehearsal, language: Language) -> str:
    if not made.rows:
        return messages.NO_ROWS.text(language)
    sentences = []
    if made.refused:
        share = _share(made.refused, made.rows)
        sentences.append(
            messages.VERDICT_REFUSED.text(language, refused=count("row", made.refused, grouped=True), share=share)
        )
    if made.doubtful:
        sentences.append(messages.VERDICT_DOUBTFUL.text(language, doubtful=f"{made.doubtful:,}"))
    return ("" if language == "zh" else " ").join(sentences) or messages.VERDICT_FINE.text(language)
