"""What nearly every command starts from: the settings of a path, their rules, and the language of messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smslint.cli.terminal import chosen_language
from smslint.messages import Language
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.settings_resolver import Overrides, SettingsResolver

if TYPE_CHECKING:
    from smslint.core.rule import Catalog
    from smslint.documents import Document
    from smslint.workspace.discovery import DiscoveredFile
    from smslint.workspace.settings import ResolvedSettings, Settings


class Project:
    """The files around the working directory, as their settings describe them.

    `path` is the file or folder whose settings decide the language and the catalog; it may be set until either is first
    asked for. `config` and `language` are the options of those names. Raises SettingsError here and in most members.
    """

    def __init__(
        self, config: Path | None = None, language: str | None = None, overrides: Overrides | None = None
    ) -> None:
        self.path = Path.cwd()
        self.settings_resolver = SettingsResolver(self.path, config, overrides=overrides or Overrides())
        self.rule_resolver = RuleResolver(self.settings_resolver)
        self._language = language

    @cached_property
    def resolved(self) -> ResolvedSettings:
        """The settings of `path`, with their origins."""
        return self.settings_resolver.of(self.path)

    @property
    def settings(self) -> Settings:
        """The settings of `path`."""
        return self.resolved.settings

    @cached_property
    def catalog(self) -> Catalog:
        """The rules, attributes and words."""
        return self.rule_resolver.catalog(self.resolved)

    @cached_property
    def language(self) -> Language:
        """The language of messages."""
        return chosen_language(self._language, self.settings.language)

    def file_rules(self, found: DiscoveredFile) -> FileRules:
        """The rules that apply to a file."""
        return self.rule_resolver.file_rules(found.resolved, found.shown)

    def documents(self, paths: Iterable[Path]) -> Iterator[tuple[DiscoveredFile, Document]]:
        """The documents at and below some paths, each loaded when it is its turn."""
        from smslint.workspace.discovery import discover
        from smslint.workspace.loading import load_document

        for found in discover(paths, self.settings_resolver):
            yield found, load_document(found)
