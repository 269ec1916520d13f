"""Checks a folder of rules: all that the format demands of its files, and that they do what their examples say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from smslint.catalog import slow_patterns
from smslint.catalog.answers import answer_index, check_answers
from smslint.catalog.assemble import assemble, own_rules
from smslint.catalog.check_entries import bad_pattern, check_entries, never_found, patterns_of, wrong_class
from smslint.catalog.faults import CatalogError, Fault, Keys
from smslint.catalog.paths import rules_folder
from smslint.catalog.rule_folder import (
    ANSWERS,
    CALENDAR,
    calendar_files,
    file_kind,
    parse_rule_file,
    read_folder,
    rule_files,
)
from smslint.catalog.toml_lines import toml_line_of
from smslint.catalog.validate import schema_faults
from smslint.core.patterns import lazy_pattern
from smslint.core.rule import Catalog, Rule
from smslint.dataclass import dataclass
from smslint.io.opener import DATA_SIZE, read_bytes
from smslint.messages import Bilingual
from smslint.messages import catalog as messages

_NAMES: Final = {
    "rules": lazy_pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "words": lazy_pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "attributes": lazy_pattern("[A-Za-z][A-Za-z0-9_]*"),
    "calendar": lazy_pattern("[0-9]{4}"),
    "answers": lazy_pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "speech": lazy_pattern("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
    "reasons": lazy_pattern("reasons"),
    "sources": lazy_pattern("sources"),
}

RuleExamplesCheck = Callable[[Rule], Iterator[Fault]]
"""Tells what is wrong with the examples of a rule."""


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong in a catalog: the file or folder, what is wrong, and in a file the line, from 1.

    `path` is None if the text is a whole sentence that names the file or folder itself.
    """

    path: Path | None
    text: Bilingual
    line: int | None = None


def check_folder(folder: Path, runner: Callable[[Catalog], RuleExamplesCheck]) -> list[Defect]:
    """The defects of a user's rule folder, or of the program's own rules if `folder` is among them.

    `runner` makes the function that runs examples with a catalog, because rules about documents and whole runs need the
    layers above.
    """
    folder, own = folder.resolve(), rules_folder().resolve()
    program = folder.is_relative_to(own)
    folder = own if program else folder
    files = rule_files(folder)
    if not files:
        return [Defect(folder, messages.NO_FILES)]
    defects = [defect for path in (*files, *calendar_files(folder)) for defect in check_file(path, folder)]
    if defects:
        return defects
    try:
        part = read_folder(folder)
        catalog = assemble([part] if program else [own_rules(), part], [] if program else [folder], {}, frozenset())
    except CatalogError as error:
        return [Defect(None, error.text)]
    paths = {file_kind(path, folder): path for path in files}
    wrong = check_entries(catalog, part.heads["rules"], part.heads["attributes"], own=program)
    defects = [located(paths[kind, name], fault) for kind, name, fault in wrong]
    if defects:
        return defects
    try:
        index = answer_index(catalog.lexicon, [] if program else [folder])
    except CatalogError as error:
        return [Defect(None, error.text)]
    answers = sorted(name for kind, name in paths if kind == ANSWERS)
    defects = [located(paths[ANSWERS, name], fault) for name, fault in check_answers(index, answers, catalog.rules)]
    patterns = patterns_in(files)
    for pattern, took in slow_patterns.slow(list(patterns), "re" if program else "regex").items():
        path, keys = patterns[pattern]
        slow = messages.SLOW_PATTERN.fill(pattern=pattern, took=round(took, 1), limit=slow_patterns.LIMIT_MS)
        defects.append(located(path, Fault(keys, slow)))
    if not defects:
        run = runner(catalog)
        rules = [catalog.rules[name] for name in part.heads["rules"]]
        for rule in rules:
            faults = list(never_found(rule, catalog.lexicon)) or run(rule)
            defects += [located(paths["rules", rule.id], fault) for fault in faults]
    return defects


def patterns_in(files: Iterable[Path]) -> dict[str, tuple[Path, Keys]]:
    """The patterns of files, and where each stands."""
    parsed = ((path, parse_rule_file(path, read_bytes(path, DATA_SIZE))) for path in files)
    return {pattern: (path, keys) for path, file in parsed for keys, pattern in patterns_of(file)}


def check_file(path: Path, folder: Path) -> Iterator[Defect]:
    """What is wrong with one file by itself."""
    kind, name = file_kind(path, folder)
    for word in (name, path.parent.name) if path.parent != folder else (name,):
        if not _NAMES[kind if word == name else "rules"].fullmatch(word):
            yield Defect(path, messages.BAD_NAME.fill(name=word))
    try:
        file = parse_rule_file(path, read_bytes(path, DATA_SIZE))
    except CatalogError as error:
        yield Defect(None, error.text)
        return
    for fault in schema_faults(kind, file):
        yield located(path, fault)
    if kind == CALENDAR and any(not str(day).startswith(f"{name}-") for day in file.get("holidays", ())):
        yield located(path, Fault(("holidays",), messages.OTHER_YEAR.fill(year=name)))
    for keys, pattern in patterns_of(file):
        if text := bad_pattern(pattern):
            yield located(path, Fault(keys, text))
        elif found := wrong_class(pattern):
            yield located(path, Fault(keys, messages.WRONG_CLASS.fill(pattern=pattern, found=found)))


def located(path: Path, fault: Fault) -> Defect:
    """The defect of a file, with its line; what is missing from the whole file is reported on the first line."""
    text = read_bytes(path, DATA_SIZE).decode("utf-8")
    return Defect(path, fault.text, toml_line_of(text, fault.keys) or 1)
