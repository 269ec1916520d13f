"""The one template of a file that a command is about, by its name or code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from smslint.cli.project import Project
from smslint.cli.terminal import LocalizedUsageError
from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.documents import Document
from smslint.documents.parsed_template import TemplateEntry
from smslint.messages import rehearse as messages
from smslint.messages.cli import NO_SUCH_PATH
from smslint.workspace.discovery import DiscoveredFile


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """A template, where it stands, and what the linter reads of it."""

    file: DiscoveredFile
    document: Document
    entry: TemplateEntry
    analysis: Analysis


def look_at(project: Project, path: Path) -> None:
    """Lets the settings of a path govern the project. Raises LocalizedUsageError if there is no such path."""
    if not path.exists():
        raise LocalizedUsageError(NO_SUCH_PATH.fill(path=path))
    project.path = path


def chosen_template(project: Project, path: Path, name: str | None, code: str | None) -> ChosenTemplate:
    """The only template at a path that has a name and a code, as far as they are given.

    Raises LocalizedUsageError if there is none, or more than one.
    """
    return only_one(path, chosen_templates(project, path, name, code))


def only_one(path: Path, found: Sequence[ChosenTemplate]) -> ChosenTemplate:
    """The only one of some templates. Raises LocalizedUsageError if there are more."""
    if len(found) > 1:
        known = tuple(dict.fromkeys(_label(each.entry) for each in found[:20]))
        raise LocalizedUsageError(messages.SEVERAL_TEMPLATES.fill(path=path, count=len(found), known=known))
    return found[0]


def chosen_templates(project: Project, path: Path, name: str | None, code: str | None) -> list[ChosenTemplate]:
    """The templates at a path that have a name and a code, as far as they are given; at least one.

    Raises LocalizedUsageError if there is none.
    """
    every: list[TemplateEntry] = []
    chosen: list[ChosenTemplate] = []
    for found, document in project.documents((path,)):
        for entry in document.entries():
            if entry.template is None:
                continue
            every.append(entry)
            if _is_wanted(entry, name, code):
                analysis = project.rule_resolver.of(found).read(entry.template, document.file)
                chosen.append(ChosenTemplate(found, document, entry, analysis))
    if not every:
        raise LocalizedUsageError(messages.NO_TEMPLATE.fill(path=path))
    if not chosen:
        known = tuple(dict.fromkeys(_label(entry) for entry in every[:20]))
        raise LocalizedUsageError(messages.NO_SUCH_TEMPLATE.fill(path=path, known=known))
    return chosen


def _is_wanted(entry: TemplateEntry, name: str | None, code: str | None) -> bool:
    template = entry.template
    assert template
    known = template.code or (entry.review.code if entry.review else None)
    return name in (None, template.name) and code in (None, known)


def _label(entry: TemplateEntry) -> str:
    template = entry.template
    return (template and (template.name or template.code)) or f"#{entry.index + 1}"
