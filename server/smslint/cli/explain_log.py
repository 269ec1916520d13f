"""`smslint explain --log`: the answers in a log, grouped by cause, template and variable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from smslint.cli.terminal import file_error, print_json
from smslint.core.answers import AnswerIndex
from smslint.io import opener
from smslint.io.escape import markdown, visible
from smslint.io.sink import print_out
from smslint.messages import Language
from smslint.messages import explain as messages
from smslint.messages.cli import NO_INPUT
from smslint.messages.counts import count
from smslint.values.answer_log import AnswerLog, LogGroup, LogPart, masked_sample

MOST_PARTS_SHOWN: Final = 5
MOST_UNKNOWN_SHOWN: Final = 20


def explain_log(index: AnswerIndex, path: str, format: str, language: Language, mask: bool) -> int:
    """Prints the groups of a log; the exit code is 1 if it holds no answer of the vendor."""
    log = AnswerLog(index)
    try:
        if path == "-":
            log.read(opener.standard_input())
        else:
            with opener.open_file(path) as file:
                log.read(file)
    except OSError as error:
        raise file_error(NO_INPUT, Path(path), error) from None
    shown: Callable[[str], str] = masked_sample if mask else str
    if format == "json":
        print_json(_as_json(log, path, shown))
    else:
        escape = markdown if format == "markdown" else visible
        bullet = "- " if format == "markdown" else ""
        for depth, line in _lines(log, path, language, shown):
            print_out(f"{'  ' * depth}{bullet if depth or log.groups else ''}{escape(line)}" if line else "")
    return int(not log.records)


def _lines(log: AnswerLog, path: str, language: Language, shown: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """The lines of the output, each with its depth."""
    if not log.records:
        yield 0, messages.LOG_NOTHING.text(language, path=path)
        return
    yield (
        0,
        messages.LOG_TITLE.text(
            language,
            path=path,
            records=count("answer", log.records, grouped=True),
            failed=f"{log.failed:,}",
            unknown=f"{log.not_known:,}",
        ),
    )
    if log.unreadable:
        yield 0, messages.LOG_UNREADABLE.text(language, count=count("line", log.unreadable, grouped=True))
    groups = log.sorted_groups()
    for group in groups:
        yield 0, ""
        answer = group.answer
        title = answer.text("title").text(language)
        codes = ", ".join(answer.codes) or answer.id
        yield 0, messages.LOG_GROUP.text(language, count=f"{group.count:,}", title=title, codes=codes)
        parts = sorted(group.parts.items(), key=lambda item: (-item[1].count, item[0]))
        for (template, variable), part in parts[:MOST_PARTS_SHOWN]:
            yield 1, _part_title(template, variable, part, language)
            for line, text in part.samples:
                yield 2, messages.LOG_SAMPLE.text(language, line=f"{line:,}", text=shown(text))
        more = len(parts) - MOST_PARTS_SHOWN + (group.left_out > 0)
        if more > 0:
            yield 1, messages.LOG_MORE.text(language, count=f"{more:,}")
    if log.unknown:
        yield 0, ""
    for text, number in log.unknown.most_common(MOST_UNKNOWN_SHOWN):
        yield 0, messages.LOG_UNKNOWN.text(language, count=f"{number:,}", text=shown(text))
    if len(log.unknown) > MOST_UNKNOWN_SHOWN:
        yield 0, messages.LOG_MORE.text(language, count=f"{len(log.unknown) - MOST_UNKNOWN_SHOWN:,}")
    if groups:
        yield 0, ""
        remedy = groups[0].answer.text("remedy").text(language)
        yield 0, messages.LOG_FIRST.text(language, remedy=remedy)


def _part_title(template: str, variable: str, part: LogPart, language: Language) -> str:
    """How many answers concern a template and a variable."""
    where = messages.LOG_TEMPLATE.text(language, code=template) if template else messages.LOG_ANY.text(language)
    if variable:
        where += ("，" if language == "zh" else ", ") + messages.FIELDS["variable"].text(language, value=variable)
    return messages.LOG_PART.text(language, count=f"{part.count:,}", where=where)


def _as_json(log: AnswerLog, path: str, shown: Callable[[str], str]) -> dict[str, Any]:
    return {
        "version": 1,
        "log": path,
        "records": log.records,
        "failed": log.failed,
        "not_known": log.not_known,
        "unreadable": log.unreadable,
        "groups": [_group_json(group, shown) for group in log.sorted_groups()],
        "unknown": [{"text": shown(text), "count": number} for text, number in log.unknown.most_common()],
    }


def _group_json(group: LogGroup, shown: Callable[[str], str]) -> dict[str, Any]:
    answer = group.answer
    return {
        "id": answer.id,
        "codes": list(answer.codes),
        "title": answer.text("title")._asdict(),
        "remedy": answer.text("remedy")._asdict(),
        "count": group.count,
        "parts": [
            {
                "template": template or None,
                "variable": variable or None,
                "count": part.count,
                "samples": [{"line": line, "text": shown(text)} for line, text in part.samples],
            }
            for (template, variable), part in sorted(group.parts.items(), key=lambda item: (-item[1].count, item[0]))
        ],
        "left_out": group.left_out,
    }
