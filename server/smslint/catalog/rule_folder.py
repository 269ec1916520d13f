"""One folder of rules as plain data: what runs need, and apart from it what only pages and examples need."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from smslint.catalog.faults import CatalogError
from smslint.catalog.paths import rules_folder
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.io.opener import DATA_SIZE, read_bytes
from smslint.messages.catalog import BAD_NAME, DEFECT, NO_RULES, NOT_TOML, UNKNOWN_SOURCE, UNREADABLE_FILE
from smslint.messages.system import TOO_DEEP

KINDS: Final = ("rules", "attributes", "words", "reasons")
"""What a check of templates reads."""
ANSWERS: Final = "answers"
SPEECH: Final = "speech"
"""The vendor's answers, and how people speak of them: the kinds, and the folders of their files."""
APART: Final = (ANSWERS, SPEECH)
"""What no check of templates reads: it is read and compiled apart from the rest."""
_NAME: Final = lazy_pattern(r"(?:[\w-]+/)?[\w-]+\.toml")
SOURCES: Final = "sources.toml"
CALENDAR: Final = "calendar"
"""The folder of holidays."""
"""The file of a folder that holds the pages which its rules and attributes cite."""
_DETAILS: Final = frozenset(
    {"why", "remedy", "sources", "examples", "samples", "open", "since", "origin", "address", "licence", "notice"}
)
"""The keys that no check of a template needs: they are kept apart, so that starting does not wait for them."""

Tree = dict[str, dict[str, Any]]
"""Parsed files by kind of data and name."""


class CatalogEntry(Mapping[str, Any]):
    """A parsed file whose details are read when somebody first asks for one."""

    def __init__(self, head: Mapping[str, Any], details: Callable[[], Mapping[str, Any]]) -> None:
        self.head = head
        self._details = details

    def __getitem__(self, key: str) -> Any:
        return self._details()[key] if key in _DETAILS else self.head[key]

    def __iter__(self) -> Iterator[str]:
        yield from self.head
        yield from self._details()

    def __len__(self) -> int:
        return len(self.head) + len(self._details())


@dataclass
class RuleFolder:
    """A folder of rules.

    `heads` holds each file without its details, `details` the rest, packed; `digest` changes with the content.
    """

    heads: Tree
    details: bytes
    digest: str

    @cached_property
    def _details(self) -> Tree:
        details: Tree = marshal.loads(self.details)
        return details

    def entries(self, kind: str) -> dict[str, CatalogEntry]:
        """The files of a kind by name."""

        def details_of(name: str) -> Callable[[], Mapping[str, Any]]:
            return lambda: self._details[kind].get(name, {})

        return {name: CatalogEntry(head, details_of(name)) for name, head in self.heads[kind].items()}


def marshalled(value: Tree) -> bytes:
    """Plain data in the one format of `marshal` that every Python from 3.4 on reads."""
    return marshal.dumps(value, 4)


def rule_files(folder: Path) -> list[Path]:
    """The files of a catalog, in the order of their names; those of holidays are read apart."""
    found = sorted([*folder.glob("*.toml"), *folder.glob("*/*.toml")])
    return [path for path in found if path.parent != folder / CALENDAR]


def calendar_files(folder: Path) -> list[Path]:
    """The files of holidays of a catalog, by year."""
    return sorted((folder / CALENDAR).glob("*.toml"))


def read_folder(folder: Path, kinds: Sequence[str] = KINDS) -> RuleFolder:
    """A folder of rules, parsed: its files of some kinds.

    Raises `CatalogError` if it holds no file at all, or one of these that cannot be parsed.
    """
    from hashlib import sha256

    heads: Tree = {kind: {} for kind in kinds}
    details: Tree = {kind: {} for kind in kinds}
    digest = sha256()
    files = rule_files(folder)
    if not files:
        raise CatalogError(NO_RULES.fill(path=folder))
    sources = known_sources(folder)
    for path in files:
        kind, name = file_kind(path, folder)
        if kind not in kinds and kind != "sources":
            continue
        if not _NAME.fullmatch(path.relative_to(folder).as_posix()):  # names become ids, which stand in every output
            raise CatalogError(DEFECT.fill(path=path, text=BAD_NAME.fill(name=name)))
        try:
            content = read_bytes(path, DATA_SIZE)
        except OSError as error:
            from smslint.messages.system import os_error_text

            raise CatalogError(UNREADABLE_FILE.fill(path=path, error=os_error_text(error))) from error
        file = parse_rule_file(path, content)
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
        if kind == "sources":
            continue
        if kind == "reasons":
            heads[kind] |= file
            continue
        if "sources" in file:
            file["sources"] = [cited(path, source, sources) for source in file["sources"]]
        if kind == "rules":
            file["category"] = path.parent.name
        heads[kind][name] = {key: value for key, value in file.items() if key not in _DETAILS}
        details[kind][name] = {key: value for key, value in file.items() if key in _DETAILS}
    return RuleFolder(heads, marshalled(details), digest.hexdigest())


def known_sources(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """The pages that the files of a folder may cite, by id: the folder's own and the program's."""
    found: dict[str, Mapping[str, Any]] = {}
    for holder in dict.fromkeys((rules_folder(), folder)):
        path = holder / SOURCES
        if path.is_file():
            found |= parse_rule_file(path, read_bytes(path, DATA_SIZE))
    return found


def cited(path: Path, source: Any, sources: Mapping[str, Mapping[str, Any]]) -> Any:
    """A source with the name, address and day of the page that it cites. Raises `CatalogError` if there is none."""
    name = source.get("id") if isinstance(source, dict) else None
    if name is None:
        return source
    if name not in sources:
        raise CatalogError(UNKNOWN_SOURCE.fill(path=path, id=name))
    page, part = sources[name], source.get("part")
    quote = {"quote": source["quote"]} if "quote" in source else {}
    title = f"{page['title']}: {part}" if part else page["title"]
    return {"name": title, "address": page["address"], "read": page["read"], **quote}


def file_kind(path: Path, folder: Path) -> tuple[str, str]:
    """What a file holds, and its name: its place in the folder says both."""
    if path.parent == folder:
        return (path.stem if path.stem in ("reasons", "sources") else "rules"), path.stem
    return (path.parent.name if path.parent.name in ("attributes", "words", *APART, CALENDAR) else "rules"), path.stem


def parse_rule_file(path: Path, content: bytes) -> dict[str, Any]:
    """A parsed file; dates are text."""
    import tomllib

    from smslint.catalog.toml_lines import LONG_KEY

    try:
        text = content.decode("utf-8")
        if LONG_KEY.search(text):  # the parser takes quadratic time on such a key
            raise CatalogError(NOT_TOML.fill(path=path, error=TOO_DEEP))
        file = {key: _plain(value) for key, value in tomllib.loads(text).items()}
    except RecursionError:
        raise CatalogError(NOT_TOML.fill(path=path, error=TOO_DEEP)) from None
    except ValueError as error:  # not TOML, not UTF-8, or a number of thousands of digits
        from smslint.messages.system import toml_error_text

        raise CatalogError(NOT_TOML.fill(path=path, error=toml_error_text(error))) from error
    return _with_parts(file)


def _with_parts(file: dict[str, Any]) -> dict[str, Any]:
    """A word table whose patterns hold what its `parts` stand for: `{name}` in a pattern is the part of that name."""
    parts, terms, patterns = file.get("parts"), file.get("terms"), file.get("patterns")
    if not isinstance(parts, dict):
        return file

    def filled(pattern: Any) -> Any:
        for name, text in parts.items() if isinstance(pattern, str) else ():
            pattern = pattern.replace("{" + name + "}", str(text))
        return pattern

    for entry in terms if isinstance(terms, list) else ():
        if isinstance(entry, dict) and "pattern" in entry:
            entry["pattern"] = filled(entry["pattern"])
    if isinstance(patterns, list):
        file["patterns"] = [filled(pattern) for pattern in patterns]
    return file


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
