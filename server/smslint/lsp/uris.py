"""URIs of documents, and the files that they stand for, if any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from smslint.documents import Format, format_named, format_of
from smslint.documents.formats import format_of_language
from smslint.workspace.discovery import source_code_format
from smslint.workspace.settings import ResolvedSettings
from smslint.workspace.settings_file import NAME, PYPROJECT

_IN_NAMES: Final = str.maketrans({"#": "%23", "?": "%3F", ";": "%3B"})


def path_of(uri: str) -> Path | None:
    """The path of a file; None for untitled documents and schemes other than `file`.

    The URI of a file has no query and no fragment: what begins them belongs to a name that a client did not escape.
    """
    from pygls.uris import to_fs_path

    try:
        if urlsplit(uri).scheme != "file":
            return None
        found = to_fs_path(uri.translate(_IN_NAMES))
    except ValueError:
        return None
    return Path(found) if found and "\0" not in found else None


def file_name(uri: str) -> str:
    """The last part of a URI, decoded."""
    return unquote(uri).replace("\\", "/").rpartition("/")[2]


def document_format(uri: str, language: str, resolved: ResolvedSettings) -> Format:
    """The format of an open document: by its name if that is one of template files, or of source code where the
    settings want it read, else by its language in the editor, else by its ending."""
    name = file_name(uri)
    found = format_of(name, named=False) or opened_code_format(uri, language, resolved)
    found = found or format_of_language(language) or format_of(name, named=True)
    return found or format_named("sms")


def opened_code_format(uri: str, language: str, resolved: ResolvedSettings) -> Format | None:
    """The format of source code that an open document is in; None if it is none, or if the settings do not want it
    read."""
    if resolved.settings.code_settings is None or language == "smstemplate":
        return None
    from smslint.documents.code.languages import BY_EDITOR, LANGUAGES

    found = source_code_format(file_name(uri), resolved)
    if found is None and urlsplit(uri).scheme != "file" and language in BY_EDITOR:
        found = source_code_format(f"_.{LANGUAGES[BY_EDITOR[language]].endings[0]}", resolved)
    return found


def is_for_templates(uri: str, language: str, included: bool) -> bool:
    """Whether an open document is to be checked, if it is no source code. Editors may send every YAML file; they are
    all checked only if the settings include them."""
    if included or language == "smstemplate":
        return True
    if urlsplit(uri).scheme != "file":
        return not is_code_language(language)
    return format_of(file_name(uri), named=False) is not None


def is_code_language(language: str) -> bool:
    """Whether an editor's language is one of source code."""
    from smslint.documents.code.languages import BY_EDITOR

    return language in BY_EDITOR


def is_settings_file(uri: str) -> bool:
    """Whether a URI names a settings file."""
    return file_name(uri) in (NAME, PYPROJECT)


def normalized(uri: str) -> str:
    """A URI with its escapes decoded, since editors escape different characters."""
    return unquote(uri)


def folder_paths(uris: Iterable[str]) -> dict[str, Path]:
    """The paths of folders, by their normalized URIs, without folders that are not on the disk."""
    found = ((normalized(uri), path_of(uri)) for uri in uris)
    return {uri: path for uri, path in found if path is not None}
