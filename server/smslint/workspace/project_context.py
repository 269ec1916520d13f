"""What the files of a project tell beyond those of a run: manifests, the lock, and the values of configurations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.languages import may_be_settings
from smslint.documents.code.literals import CODE_LITERAL
from smslint.io.opener import SETTINGS_SIZE, read_bytes
from smslint.workspace.known_templates import KnownTemplate, known_of

if TYPE_CHECKING:
    from pathlib import Path

    from smslint.documents.document import Document
    from smslint.workspace.discovery import DiscoveredFile
    from smslint.workspace.rule_resolver import FileRules
    from smslint.workspace.settings_resolver import SettingsResolver

_MOST_FILES: Final = 500
"""How many files with configuration are read."""
_VARIABLE: Final = lazy_pattern(r"\$\{([A-Za-z_]\w*)\}")
_DEFAULT: Final = lazy_pattern(r"\$\{([^:}]*):([^}]*)\}")
_CONFIGURATION: Final = ("yaml", "properties", "env")
ConfiguredCodes: TypeAlias = "tuple[tuple[str, str], ...]"
"""The keys of a configuration whose values are template codes, with these; `${NAME:…}` is what the environment says, or
else what follows."""


class ProjectContext:
    """Reads each thing once, and only if a site asks. Without `settings`, it reads nothing, and knows of
    configurations only what is `configured` for the root of their settings."""

    def __init__(
        self, settings: SettingsResolver | None, configured: Mapping[Path, Iterable[ConfiguredCodes]] | None = None
    ) -> None:
        self._settings = settings
        self._manifests: dict[Path, dict[str, KnownTemplate]] = {}
        self._values = {root: _by_key(given) for root, given in (configured or {}).items()}

    def locked(self, code: str, file_rules: FileRules) -> KnownTemplate | None:
        """A template of the lock."""
        account = file_rules.linter.account
        record = account.templates.get(code) if account is not None else None
        if record is None or record.content is None:
            return None
        attributes = record.variables or {}
        variables = {name: attributes.get(name) for name in _VARIABLE.findall(record.content)}
        return KnownTemplate(code, variables, "smslint.lock", approved=record.status == "approved", type=record.type)

    def locked_templates(self, file_rules: FileRules) -> Iterator[KnownTemplate]:
        """All templates of the lock whose content is known."""
        account = file_rules.linter.account
        for code in account.templates if account is not None else ():
            found = self.locked(code, file_rules)
            if found is not None:
                yield found

    def manifests(self, file_rules: FileRules, known: Collection[str]) -> dict[str, KnownTemplate]:
        """The templates with codes of the other manifests; `known` are the paths of the run's own documents."""
        root = file_rules.resolved.root
        if root not in self._manifests:
            from smslint.workspace.loading import load_document

            made = self._manifests[root] = {}
            for each in self._files(root):
                if each.format is None or each.format.name == "code" or each.display_path in known:
                    continue
                for entry in load_document(each).entries():
                    template = entry.template
                    if template is not None and template.code and template.code not in made:
                        names = _VARIABLE.findall(template.content)
                        made[template.code] = known_of(template, names, each.display_path)
        return self._manifests[root]

    def _files(self, root: Path) -> Iterator[DiscoveredFile]:
        from smslint.workspace.discovery import discover

        return discover([root], self._settings) if self._settings is not None else iter(())

    def configured(self, key: str, file_rules: FileRules) -> list[str]:
        """The codes that a key of the project's configuration may have; a single word is the last part of a key."""
        values = self._configuration(file_rules.resolved.root)
        found = values.get(_plain(key)) or (values.get("*" + _plain(key), set()) if "." not in key else set())
        return sorted(found)

    def _configuration(self, root: Path) -> dict[str, set[str]]:
        if root not in self._values:
            found: list[ConfiguredCodes] = []
            for each in self._files(root):
                language = getattr(each.format, "language", "")
                is_read = language in _CONFIGURATION or (language and may_be_settings(each.display_path))
                if is_read and len(found) < _MOST_FILES:
                    found.append(_codes_of(each.file, language))
            self._values[root] = _by_key(found)
        return self._values[root]


def configured_codes(document: Document) -> ConfiguredCodes:
    """The codes of a configuration; of any other document, none."""
    language = getattr(document.format, "language", "")
    if document.text is None or not (language in _CONFIGURATION or (language and may_be_settings(document.name))):
        return ()
    return tuple(_codes_in(document.text.value, language, document.name))


def _by_key(found: Iterable[ConfiguredCodes]) -> dict[str, set[str]]:
    made: dict[str, set[str]] = {}
    later: list[tuple[str, str, str]] = []
    for key, value in (each for one in found for each in one):
        variable = _DEFAULT.fullmatch(value)
        if variable is not None:
            later.append((key, variable[1], variable[2]))
        else:
            _note(made, key, value)
    for key, name, default in later:
        for value in made.get(_plain(name)) or default.split():
            _note(made, key, value)
    return made


def _note(made: dict[str, set[str]], key: str, value: str) -> None:
    """Adds a value under its full key and under the last part of that."""
    made.setdefault(_plain(key), set()).add(value)
    made.setdefault("*" + _plain(key).rpartition(".")[2], set()).add(value)


def _plain(key: str) -> str:
    """A key whatever its spelling."""
    return key.replace("-", "").replace("_", "").replace(":", ".").lower()


def _codes_of(path: str, language: str) -> ConfiguredCodes:
    try:
        text = read_bytes(path, SETTINGS_SIZE).decode("utf-8-sig")
    except (OSError, ValueError):
        return ()
    return tuple(_codes_in(text, language, path))


def _codes_in(text: str, language: str, path: str) -> Iterator[tuple[str, str]]:
    if language not in _CONFIGURATION:
        if "sms" in text.lower():
            from smslint.documents.code.code_settings import code_settings

            yield from code_settings(text, language, path)
        return
    from smslint.documents.code.configuration import properties, yaml_values

    for each in yaml_values(text) if language == "yaml" else properties(text):
        value = each.value.strip()
        if value.startswith("${") and ":" in value:
            value = value[value.index(":") + 1 :].rstrip("}")
        if CODE_LITERAL.fullmatch(value):
            yield each.key, value
