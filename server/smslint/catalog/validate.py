"""Says in both languages where a file of a catalog breaks its schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from smslint.catalog.check_entries import bad_pattern, check_entries, patterns_of
from smslint.catalog.faults import CatalogError, Fault
from smslint.catalog.rule_folder import RuleFolder
from smslint.core.rule import Catalog
from smslint.messages import Bilingual
from smslint.messages import catalog as messages

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_ERRORS: Final[Mapping[str, Bilingual]] = {
    "missing": messages.MISSING,
    "extra_forbidden": messages.UNKNOWN_KEY,
    "literal_error": messages.NOT_ONE_OF,
    "enum": messages.NOT_ONE_OF,
    "too_short": messages.TOO_FEW,
    "string_too_short": messages.EMPTY,
    "string_type": messages.WRONG_TYPE,
    "list_type": messages.WRONG_TYPE,
    "dict_type": messages.WRONG_TYPE,
    "model_type": messages.WRONG_TYPE,
    "bool_type": messages.WRONG_TYPE,
    "int_type": messages.WRONG_TYPE,
    "string_pattern_mismatch": messages.WRONG_FORM,
}


def schema_faults(kind: str, file: Mapping[str, Any]) -> Iterator[Fault]:
    """Where a parsed file breaks the schema of its kind; the entries of lists are counted from 1."""
    from pydantic import BaseModel, ValidationError

    from smslint.catalog.schema import (
        AnswerFile,
        AttributeFile,
        CalendarFile,
        ReasonEntry,
        RuleFile,
        SourcePage,
        WordFile,
    )

    if kind in ("reasons", "sources"):
        for name, entry in file.items():
            if isinstance(entry, dict):
                yield from (Fault((name, *keys), text) for keys, text in schema_faults(kind[:-1], entry))
            else:
                yield Fault((name,), messages.NOT_A_TABLE.fill(name=name))
        return
    models: dict[str, type[BaseModel]] = {
        "rules": RuleFile,
        "words": WordFile,
        "speech": WordFile,
        "attributes": AttributeFile,
        "answers": AnswerFile,
        "calendar": CalendarFile,
        "reason": ReasonEntry,
        "source": SourcePage,
    }
    try:
        models[kind].model_validate(file)
    except ValidationError as error:
        yield from map(_fault, error.errors())


def _fault(error: ErrorDetails) -> Fault:
    keys = tuple(part for part in error["loc"] if part not in ("template", "run", "document", "cited", "written"))
    values = {"message": error["msg"], **{key: str(value) for key, value in error.get("ctx", {}).items()}}
    text = _ERRORS.get(error["type"], messages.INVALID).fill(**values)
    where = ".".join(str(key + 1 if isinstance(key, int) else key) for key in keys)
    return Fault(keys, messages.AT.fill(where=where or "-", text=text))


def validate(folder: Path, part: RuleFolder) -> None:
    """Refuses a user's rule folder whose files break the schema."""
    _refuse(folder, _file_faults(part))


def _file_faults(part: RuleFolder) -> Iterator[tuple[str, Bilingual]]:
    for kind in ("rules", "words", "attributes"):
        for name, entry in part.entries(kind).items():
            file = {key: value for key, value in entry.items() if key != "category"}
            yield from ((name, text) for _, text in schema_faults(kind, file))
            yield from ((name, text) for _, pattern in patterns_of(file) if (text := bad_pattern(pattern)))
    yield from (("reasons", text) for _, text in schema_faults("reasons", part.heads["reasons"]))


def validate_with(catalog: Catalog, folder: Path, part: RuleFolder) -> None:
    """Refuses a user's rule folder whose rules and attributes do not fit the catalog that they are to be part of."""
    faults = check_entries(catalog, part.heads["rules"], part.heads["attributes"], own=False)
    _refuse(folder, ((name, fault.text) for _, name, fault in faults))


def _refuse(folder: Path, faults: Iterable[tuple[str, Bilingual]]) -> None:
    for name, text in faults:
        raise CatalogError(messages.NOT_VALID.fill(path=folder, name=name, text=text))
