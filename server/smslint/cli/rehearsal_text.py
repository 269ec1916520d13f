"""What `smslint rehearse` prints for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from smslint.core.attribute import Attribute
from smslint.core.sending import SendProblem
from smslint.io.escape import visible
from smslint.messages import Bilingual, Language, LazyText
from smslint.messages import explain as explain_messages
from smslint.messages import recipients as recipient_messages
from smslint.messages import rehearse as messages
from smslint.messages.counts import count
from smslint.values.rehearsal.likely_columns import map_option
from smslint.values.rehearsal.recipients import REGISTERED
from smslint.values.rehearsal.row_counts import Cause, CauseKey
from smslint.values.rehearsal.sent_numbers import MOST
from smslint.values.rehearsal.summary import Rehearsal

_DETAILED = ("no-json",)
"""Reasons that say something else of each row."""
_MOST_NAMED = 20
"""How many names of columns, sheets, codes or countries a line has."""


def every_row_line(problem: SendProblem, language: Language) -> str:
    """What every row would return."""
    text = messages.EVERY_ROW if problem.error else messages.NO_ROW
    return visible(text.text(language, error=problem.error, reason=problem.reason))


def signature_line(name: str, rehearsal: Rehearsal, language: Language, price: float | None) -> str:
    """What the same table costs with another signature."""
    cost = "" if price is None else messages.COST_OF.fill(cost=f"{rehearsal.billed * price:,.2f}")
    billed = count("segment", rehearsal.billed, grouped=True)
    return visible(messages.WITH_SIGNATURE.text(language, signature=name, billed=billed, cost=cost))


def rehearsal_lines(
    rehearsal: Rehearsal, language: Language, price: float | None, fitting: Mapping[str, tuple[Attribute, ...]]
) -> Iterator[str]:
    """The lines of one template."""
    template = rehearsal.analysis.template
    title = visible(template.name or template.code or "-")
    rows = count("row", rehearsal.rows, grouped=True)
    yield messages.TITLE.text(language, template=title, data=rehearsal.source, rows=rows)
    yield from (f"  {line}" for line in _column_lines(rehearsal, language))
    told: set[str] = set()
    for causes in _grouped(rehearsal.causes):
        yield ""
        yield from _cause_lines(causes, language)
        variable = causes[0].key.variable
        if variable in fitting and variable not in told:
            told.add(variable)
            titles = tuple(f"{each.title.text(language)} ({each.code})" for each in fitting[variable])
            text = explain_messages.FITTING if titles else explain_messages.FITTING_NONE
            yield f"  {text.text(language, attributes=titles)}"
    if rehearsal.rows:
        yield ""
        yield from _segments(rehearsal, language, price)
    yield from _recipient_lines(rehearsal, language)
    for one in rehearsal.unchanging:
        yield messages.UNCHANGING.text(language, value=visible(one.value), column=one.column, variable=one.variable)
    yield ""
    yield _verdict(rehearsal.rows, rehearsal.refused, rehearsal.doubtful, language)


def total_lines(rehearsals: Sequence[Rehearsal], templates: LazyText, language: Language) -> Iterator[str]:
    """The sum of several templates."""
    rows, refused, doubtful = (
        sum(getattr(each, name) for each in rehearsals) for name in ("rows", "refused", "doubtful")
    )
    told = messages.TOTAL.text(language, templates=templates, rows=count("row", rows, grouped=True))
    yield f"{told}{'' if language == 'zh' else ' '}{_verdict(rows, refused, doubtful, language)}"


def _column_lines(rehearsal: Rehearsal, language: Language) -> Iterator[str]:
    column_mapping = rehearsal.column_mapping
    place = rehearsal.place
    if place.sheet is not None and (place.left_out or (place.header_row or 1) > 1):
        sheet, others = visible(place.sheet), _named(place.left_out)
        text = messages.SHEET_OF if others else messages.SHEET
        yield text.text(language, sheet=sheet, row=place.header_row, others=others)
    elif place.header_row is not None and place.header_row > 1:
        yield messages.HEADER_ROW.text(language, row=place.header_row)
    if rehearsal.empty:
        yield messages.EMPTY_ROWS.text(language, rows=count("row", rehearsal.empty, grouped=True))
    if rehearsal.others:
        codes, rows = _named(tuple(rehearsal.others)), sum(rehearsal.others.values())
        if rows:
            told = count("row", rows, grouped=True)
            yield recipient_messages.OTHER_TEMPLATES.text(language, rows=told, codes=codes)
        elif len(codes) > 1 and column_mapping.code is not None:
            column = visible(rehearsal.headings[column_mapping.code])
            yield recipient_messages.ALL_CODES.text(language, column=column, codes=codes)
    for variable, near in column_mapping.missing.items():
        if near is None:
            yield messages.MISSING_COLUMN.text(language, variable=variable)
        else:
            option = visible(map_option(near, variable))
            text = messages.MISSING_NEAREST
            yield text.text(language, variable=variable, column=visible(near), option=option)
    for name in column_mapping.repeated:
        yield messages.REPEATED.text(language, name=visible(name))
    for variable in rehearsal.undeclared:
        yield messages.UNDECLARED.text(language, variable=variable)
    if column_mapping.extra:
        yield messages.EXTRA.text(language, names=_named(column_mapping.extra))


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    more = ("…",) if len(names) > _MOST_NAMED else ()
    return (*(visible(name) for name in names[:_MOST_NAMED]), *more)


def _grouped(causes: Iterable[Cause]) -> list[list[Cause]]:
    """The causes as they are shown: the kinds of broken JSON of one column together."""
    groups: dict[tuple[object, ...], list[Cause]] = {}
    for cause in causes:
        key = cause.key
        broken = key.reason == "no-json" or key.reason.startswith("json-")
        groups.setdefault((key.error, key.column) if broken else (key,), []).append(cause)
    return list(groups.values())


def _cause_lines(causes: Sequence[Cause], language: Language) -> Iterator[str]:
    key = causes[0].key
    if key.severity == "warning":
        error: Bilingual | str = messages.DOUBTFUL.fill(reason=key.reason)
    else:
        error = key.error or messages.REFUSED_UNNAMED.fill(reason=key.reason)
    rows = count("row", sum(cause.count for cause in causes), grouped=True)
    yield messages.CAUSE.text(language, rows=rows, error=error, place=_place(key))
    for cause in causes:
        yield from _samples(cause, language)


def _samples(cause: Cause, language: Language) -> Iterator[str]:
    yield f"  {visible(cause.message.text(language))}"
    for sample in cause.samples:
        text = messages.SAMPLE if sample.value else messages.SAMPLE_EMPTY
        text = messages.SAMPLE_REPAIRED if sample.repair else text
        value = sample.value[:60] + "…" if len(sample.value) > 60 else sample.value
        values = {"row": f"{sample.row:,}", "value": visible(value), "repair": visible(sample.repair or "")}
        yield f"    {text.format_map(language, values)}"
        if cause.key.reason in _DETAILED and sample.message != cause.samples[0].message:
            yield f"      {visible(sample.message.text(language))}"


def _place(key: CauseKey) -> Bilingual | str:
    if key.column and key.variable and key.column != key.variable:
        return messages.PLACE_VARIABLE.fill(column=visible(key.column), variable=key.variable)
    if key.column:
        return messages.PLACE.fill(column=visible(key.column))
    return messages.PLACE_NO_COLUMN.fill(variable=key.variable) if key.variable else ""


def _recipient_lines(rehearsal: Rehearsal, language: Language) -> Iterator[str]:
    """How often numbers are repeated, and to which countries they belong."""
    repeats = rehearsal.repeats
    if repeats and repeats.again:
        rows = count("row", repeats.again, grouped=True)
        numbers = count("number", repeats.numbers, grouped=True)
        yield recipient_messages.REPEATED.text(language, rows=rows, numbers=numbers)
    if not rehearsal.compared_all:
        yield recipient_messages.NOT_COMPARED.text(language, rows=count("row", MOST, grouped=True))
    if rehearsal.countries:
        told = tuple(
            recipient_messages.COUNTRY_ROWS.fill(code=code, rows=f"{rows:,}")
            for code, rows in list(rehearsal.countries.items())[:_MOST_NAMED]
        )
        yield recipient_messages.COUNTRIES.text(language, countries=told)
        for code in rehearsal.countries:
            if code in REGISTERED:
                yield recipient_messages.REGISTRATION.text(language, code=code, need=REGISTERED[code])


def _segments(rehearsal: Rehearsal, language: Language, price: float | None) -> Iterator[str]:
    if not rehearsal.segments:
        return
    yield messages.SEGMENTS_HEADING.text(language)
    sent = sum(rehearsal.segments.values())
    for number, rows in rehearsal.segments.items():
        counted = count("row", rows, grouped=True)
        yield f"  {messages.SEGMENTS.text(language, segments=number, rows=counted, share=_share(rows, sent))}"
    yield f"  {messages.LENGTHS.text(language, shortest=rehearsal.shortest, longest=rehearsal.longest)}"
    if not rehearsal.analysis.template.signature and rehearsal.column_mapping.signature is None:
        yield f"  {messages.NO_SIGNATURE.text(language)}"
    billed = count("segment", rehearsal.billed, grouped=True)
    if price is None:
        yield f"  {messages.BILLED.text(language, billed=billed)}"
    else:
        yield f"  {messages.COST.text(language, billed=billed, price=price, cost=f'{rehearsal.billed * price:,.2f}')}"


def _share(part: int, whole: int) -> str:
    """A percentage that is 0 or 100 only if `part` is nothing or everything."""
    share = part / whole * 100 if whole else 0.0
    if 0 < share < 0.1:
        return "<0.1%"
    return f"{min(share, 99.9) if part < whole else share:.1f}%"


def _verdict(rows: int, refused: int, doubtful: int, language: Language) -> str:
    if not rows:
        return messages.NO_ROWS.text(language)
    sentences = []
    if refused:
        told, share = count("row", refused, grouped=True), _share(refused, rows)
        sentences.append(messages.VERDICT_REFUSED.text(language, refused=told, share=share))
    if doubtful:
        sentences.append(messages.VERDICT_DOUBTFUL.text(language, doubtful=f"{doubtful:,}"))
    return ("" if language == "zh" else " ").join(sentences) or messages.VERDICT_FINE.text(language)
