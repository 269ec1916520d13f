"""Decides which rules apply to a file, for the command line and the language server alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smslint.core.finding import Finding, RuleMatch, make_finding
from smslint.core.lint import Linter
from smslint.core.nearest import nearest_name
from smslint.core.rule import Catalog
from smslint.core.severity import SEVERITIES, Severity
from smslint.core.template import Template
from smslint.dataclass import dataclass
from smslint.documents.problem import UNREADABLE
from smslint.messages import workspace as messages
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.lock import account_of_settings, settings_beside_lock
from smslint.workspace.patterns import matches
from smslint.workspace.settings import (
    ResolvedSettings,
    SettingOrigin,
    Settings,
    SettingsError,
    SettingsSuppression,
    SettingsWarning,
)
from smslint.workspace.settings_resolver import SettingsResolver

if TYPE_CHECKING:
    from smslint.core.account import Account
    from smslint.core.analysis import Analysis
    from smslint.workspace.media_files import FilesBeside
    from smslint.workspace.project_codes import ProjectCodes

ACCOUNT = "account"
"""The category of rules that need to know about the account."""
ASKING = frozenset({"scene-missing", "scene-format", "redirection-invalid", "government-sender"})
"""Further rules that ask about it: they are reason enough to read a lock only where they are selected."""


@dataclass(frozen=True)
class FileRules:
    """The rules that apply to one file, with their severities and the settings.

    `wanted` are the selected rules, of any scope. `accepted` are the suppressions in the settings that match the file,
    with their indexes there. `codes` gives the codes of the project's documents.
    """

    linter: Linter
    resolved: ResolvedSettings
    wanted: frozenset[str]
    severity: Mapping[str, Severity]
    accepted: tuple[tuple[int, SettingsSuppression], ...] = ()
    codes: Callable[[], ProjectCodes] | None = None

    @property
    def catalog(self) -> Catalog:
        """The catalog that the rules come from."""
        return self.linter.catalog

    @cached_property
    def accepted_by_rule(self) -> Mapping[str, list[tuple[int, SettingsSuppression]]]:
        """The same suppressions by the id of their rule."""
        found: dict[str, list[tuple[int, SettingsSuppression]]] = {}
        for index, each in self.accepted:
            found.setdefault(each.rule, []).append((index, each))
        return found

    def read(self, template: Template, file: str | None) -> Analysis:
        """The analysis of a template of a document, whose path it needs if it names files beside it."""
        return self.linter.read(template, self.files(template, file))

    def files(self, template: Template, file: str | None) -> FilesBeside | None:
        """The files beside a document with a path; None if its template names none."""
        if file is None or not (template.frames or template.materials):
            return None
        from smslint.workspace.media_files import FilesBeside

        return FilesBeside(file, self.resolved.root)

    def finding(self, found: RuleMatch) -> Finding:
        """The finding of a match, with the severity that the settings give its rule."""
        return self.leveled(make_finding(self.catalog.rules[found.rule], found.match))

    def leveled(self, finding: Finding) -> Finding:
        """A finding with the severity that the settings give its rule, if any."""
        severity = self.severity.get(finding.rule.id)
        return finding if severity is None else replace(finding, severity=severity)

    def is_looser_than(self, other: FileRules) -> bool:
        """Whether rules of the other one are missing here, have a lower severity or fewer words, findings are
        accepted, or files left out."""
        settings, others = self.resolved.settings, other.resolved.settings
        if settings.suppress or any(each.ignore or each.severity for each in settings.per_file.values()):
            return True
        if settings.baseline not in (None, others.baseline) or not {*settings.allow} <= {*others.allow}:
            return True
        if any(each.remove for each in settings.words.values()) or not {*settings.exclude} <= {*others.exclude}:
            return True
        lowered = (
            SEVERITIES.index(severity) > SEVERITIES.index(other.severity.get(rule, self.catalog.rules[rule].severity))
            for rule, severity in self.severity.items()
        )
        return not other.wanted <= self.wanted or any(lowered)

    def url(self, rule: str) -> str | None:
        """The address of a rule's page that the settings give, for reports: they leave this machine."""
        address = self.resolved.settings.rule_url
        return address.replace("{rule}", rule) if address is not None else None

    @cached_property
    def page(self) -> Callable[[str], str | None]:
        """Takes a rule's id; the address of its page from the settings, else that of the page on this machine."""
        return cache(self._page)

    def _page(self, rule: str) -> str | None:
        from smslint.catalog.pages import page_uri

        return self.url(rule) or page_uri(self.catalog.rules[rule])


class RuleResolver:
    """Which rules apply to which file; catalogs and linters are shared between files that need the same ones."""

    def __init__(self, settings: SettingsResolver) -> None:
        self.settings = settings
        self._catalogs: dict[int, tuple[ResolvedSettings, Catalog]] = {}
        self._linters: dict[tuple[int, frozenset[str], int, int, int], Linter] = {}
        self._codes: dict[Path, ProjectCodes] = {}
        self.asked_for_codes = 0
        """How often findings depended on the codes of all documents."""
        self._accounts: dict[int, tuple[ResolvedSettings, Account | None]] = {}
        self._file_rules: dict[tuple[object, ...], FileRules] = {}
        self._warned: set[Path | None] = set()

    def of(self, found: DiscoveredFile) -> FileRules:
        """The rules of a file that was found. Raises SettingsError."""
        return self.file_rules(found.resolved, found.resolved.settings_path(found.display_path))

    def file_rules(self, resolved: ResolvedSettings, path: str) -> FileRules:
        """The rules of a file; its path is relative to the settings' root. Raises SettingsError."""
        settings = resolved.settings
        patterns = tuple(pattern for pattern in settings.per_file if matches((pattern,), path))
        accepted = tuple(
            (index, each)
            for index, each in enumerate(settings.suppress)
            if each.path is None or matches((each.path,), path)
        )
        key = (id(resolved), patterns, tuple(index for index, _ in accepted))
        if key not in self._file_rules:
            self._file_rules[key] = self._resolve(resolved, patterns, accepted)
        return self._file_rules[key]

    def _resolve(
        self,
        resolved: ResolvedSettings,
        patterns: tuple[str, ...],
        accepted: tuple[tuple[int, SettingsSuppression], ...],
    ) -> FileRules:
        settings = resolved.settings
        catalog = self.catalog(resolved)
        if resolved.is_whole:
            _refuse_unknown_names(resolved, catalog)
        select, ignore, severity = settings.select, set(settings.ignore), dict(settings.severity)
        for each in (settings.per_file[pattern] for pattern in patterns):
            select = select if each.select is None else each.select
            ignore.update(each.ignore)
            severity.update(each.severity)
        wanted = frozenset(catalog.rules) if select is None else expanded(select, catalog)
        wanted = wanted - expanded(ignore, catalog) | (catalog.rules.keys() & {UNREADABLE})
        levels = {rule: level for name, level in severity.items() for rule in expanded((name,), catalog)}
        levels.pop(UNREADABLE, None)
        asks = any(catalog.rules[rule].category == ACCOUNT for rule in wanted)
        asks = asks or (select is not None and not ASKING.isdisjoint(wanted))
        account = self.account(resolved) if asks else None
        lengths = settings.value_length, settings.description_length
        key = (id(catalog), wanted, *lengths, id(account))
        if key not in self._linters:
            selected = None if len(wanted) == len(catalog.rules) else wanted
            self._linters[key] = Linter(catalog, selected, lengths[0], account, lengths[1])
        return FileRules(
            self._linters[key], resolved, wanted, levels, accepted, lambda: self._codes_below(resolved.root)
        )

    def _codes_below(self, root: Path) -> ProjectCodes:
        from smslint.workspace.project_codes import ProjectCodes

        self.asked_for_codes += 1
        if root not in self._codes:
            self._codes[root] = ProjectCodes(root, self.settings)
        return self._codes[root]

    def account(self, resolved: ResolvedSettings) -> Account | None:
        """What is known of the account that settings are about, if anything is. Raises SettingsError."""
        if id(resolved) not in self._accounts:
            self._accounts[id(resolved)] = resolved, account_of_settings(resolved)
        return self._accounts[id(resolved)][1]

    def catalog(self, resolved: ResolvedSettings) -> Catalog:
        """The catalog with the settings' own rules and words. Raises SettingsError."""
        if id(resolved) not in self._catalogs:
            from smslint.catalog import CatalogError, load

            settings = resolved.settings
            try:
                catalog = load([Path(folder) for folder in settings.rules], settings.words, settings.allow)
            except CatalogError as error:
                origin = SettingOrigin(resolved.file if settings.rules else None)
                raise SettingsError(origin, error.text) from error
            self._catalogs[id(resolved)] = resolved, catalog
        return self._catalogs[id(resolved)][1]

    def warnings(self, resolved: ResolvedSettings) -> Iterable[SettingsWarning]:
        """The warnings about a settings file, unknown words included; each file is reported only once."""
        if resolved.file in self._warned:
            return
        self._warned.add(resolved.file)
        yield from resolved.warnings
        for key, names in _named_rules(resolved.settings):
            if UNREADABLE in names and not key.endswith("select"):
                origin = _origin(resolved, key)
                yield SettingsWarning(origin, messages.ALWAYS_ERROR.fill(key=key, name=UNREADABLE))
        if resolved.settings.signatures and (account := self.account(resolved)) is not None:
            yield from settings_beside_lock(resolved, account)
        words = resolved.origins.get("words", SettingOrigin(resolved.file))
        yield from (SettingsWarning(words, remark) for remark in self.catalog(resolved).remarks)


def expanded(names: Iterable[str], catalog: Catalog) -> frozenset[str]:
    """The rules that ids and categories mean; unknown names mean none."""
    names = set(names)
    found = names & catalog.rules.keys()
    categories = names - found
    if categories:
        found |= {rule.id for rule in catalog.rules.values() if rule.category in categories}
    return frozenset(found)


def known_names(catalog: Catalog) -> list[str]:
    """All ids and categories."""
    return sorted({*catalog.rules, *(rule.category for rule in catalog.rules.values())})


def _named_rules(settings: Settings) -> Iterator[tuple[str, Collection[str]]]:
    """What each key of the settings names as a rule or a category."""
    yield "select", settings.select or ()
    yield "ignore", settings.ignore
    yield "severity", settings.severity
    yield "suppress", [each.rule for each in settings.suppress]
    for pattern, each in settings.per_file.items():
        key = f"per-file.{pattern}"
        yield f"{key}.select", each.select or ()
        yield f"{key}.ignore", each.ignore
        yield f"{key}.severity", each.severity


def _origin(resolved: ResolvedSettings, key: str) -> SettingOrigin:
    return resolved.origins.get(key.split(".")[0], SettingOrigin(resolved.file))


def _refuse_unknown_names(resolved: ResolvedSettings, catalog: Catalog) -> None:
    """Raises SettingsError if a settings file names something that is neither a rule nor a category."""
    known = known_names(catalog)
    for key, names in _named_rules(resolved.settings):
        for name in names:
            if name in catalog.rules or (name in known and key != "suppress"):
                continue
            origin = _origin(resolved, key)
            if name in known:
                raise SettingsError(origin, messages.CATEGORY_NOT_RULE.fill(key=key, name=name))
            near = nearest_name(name, catalog.rules if key == "suppress" else known)
            text = messages.UNKNOWN_RULE_NEAREST if near else messages.UNKNOWN_RULE
            raise SettingsError(origin, text.fill(key=key, name=name, nearest=near), (name, near) if near else None)
