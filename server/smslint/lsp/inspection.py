"""An open document as it is understood now: read, ruled and checked, with all that its unchanged templates kept
from the state before.

A template's source is read, checked and located once for as long as it and the policy stay, wherever in the text it
moves to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from smslint.core.template import Template
from smslint.core.text import Encoding, Text
from smslint.dataclass import dataclass
from smslint.documents import Document, TemplateEntry, read
from smslint.documents.parsed_template import ParsedTemplate
from smslint.lsp.addresses import document_format, is_meant, name_of
from smslint.lsp.bridge import Places
from smslint.lsp.open_documents import OpenDocument
from smslint.lsp.policies import Ruled
from smslint.workspace.check import Checked, Spoken, check_document, check_template
from smslint.workspace.locate import Locator, never
from smslint.workspace.located import Located, LocatedFix
from smslint.workspace.offers import Offer, Offers


@dataclass(frozen=True, slots=True)
class About:
    """A finding of a rule about the whole run, of a template known by its source; its ranges count in a text in which
    it starts at `start`."""

    index: int
    source: str
    start: int
    located: Located


@dataclass(slots=True)
class Kept:
    """A template's source as it was checked.

    Ranges of `pairs`, which are in their order, count in a text in which the source starts at `start`. `drawn` is what
    was last made of it for the client, with what that depended on.
    """

    parsed: ParsedTemplate
    checked: Checked
    pairs: tuple[tuple[Spoken, Located], ...]
    start: int
    drawn: tuple[object, list[Any]] | None = None


class Shown(NamedTuple):
    """A finding where it stands now; `entry` is None where it belongs to no template."""

    located: Located
    spoken: Spoken
    entry: TemplateEntry | None
    checked: Checked | None
    start: int
    end: int
    shift: int


def _raise(error: Exception) -> None:
    raise error


class Inspection:
    """A version of a document. What is not asked for is not computed.

    `opened` is None for a file that the editor has not open; `extra` are findings of rules about the whole run.
    """

    def __init__(
        self,
        uri: str,
        opened: OpenDocument | None,
        document: Document,
        ruled: Ruled,
        places: Places,
        previous: Inspection | None = None,
        baselined: Callable[[str], bool] = never,
        extra: tuple[About, ...] = (),
        confess: Callable[[Exception], None] = _raise,
    ) -> None:
        self._confess = confess
        self.uri = uri
        self.excluded = ruled.excluded or (opened is not None and not is_meant(uri, opened.language, ruled.included))
        self.extra = extra
        self.opened = opened
        self.document = document
        self.ruled = ruled
        self.file_rules = ruled.file_rules
        self.places = places
        self._baselined = baselined
        self._known = previous._memory() if previous is not None and previous.file_rules is ruled.file_rules else {}
        self._kept: dict[tuple[str, str], Kept] = {}
        self._before: dict[int, Template] = previous.readable if previous is not None else {}

    @classmethod
    def of_open(
        cls,
        opened: OpenDocument,
        ruled: Ruled,
        encoding: Encoding,
        previous: Inspection | None,
        baselined: Callable[[str], bool],
        extra: tuple[About, ...],
        confess: Callable[[Exception], None],
    ) -> Inspection:
        """A text of the editor; what it shares with an earlier state is not read again."""
        document = read(
            opened.text.value,
            name_of(opened.uri),
            format=document_format(opened.uri, opened.language),
            max_size=ruled.file_rules.resolved.settings.max_file_size,
            previous=previous.document if previous is not None else None,
            keep=True,
        )
        places = Places(opened.text, encoding)
        return cls(opened.uri, opened, document, ruled, places, previous, baselined, extra, confess)

    @classmethod
    def of_file(cls, uri: str, document: Document, ruled: Ruled, encoding: Encoding) -> Inspection:
        """A file that is not open."""
        return cls(uri, None, document, ruled, Places(document.text or Text(""), encoding))

    @property
    def version(self) -> int | None:
        """The editor's version of the text; None for a file that is not open."""
        return self.opened.version if self.opened is not None else None

    @cached_property
    def entries(self) -> tuple[TemplateEntry, ...]:
        """The templates."""
        return tuple(self.document.entries())

    @cached_property
    def readable(self) -> dict[int, Template]:
        """Each template by its index as it is, or as it was when its source could last be read."""
        found = dict(self._before)
        for entry in self.entries:
            if entry.template is not None and not entry.parsed.broken:
                found[entry.index] = entry.template
        return found

    def template(self, entry: TemplateEntry) -> Template | None:
        """A template; what was last known of one whose source is broken, with its content as it is now where that can
        be read."""
        if entry.template is None:
            return self.readable.get(entry.index)
        known = self.readable.get(entry.index)
        if known is None or not entry.parsed.broken:
            return entry.template
        return replace(known, content=entry.template.content)

    def source(self, entry: TemplateEntry) -> str:
        """A template's source."""
        text = self.document.text
        return text.value[entry.start : entry.end] if text is not None else ""

    def _memory(self) -> dict[tuple[str, str], Kept]:
        """What the next state may take over: with what this one took over itself, unless all was looked at."""
        return self._kept if len(self._kept) >= len(self.entries) else {**self._known, **self._kept}

    def kept(self, entry: TemplateEntry) -> Kept:
        """A template, checked."""
        key = self.source(entry), entry.parsed.schema.name
        found = self._kept.get(key)
        if found is None:
            found = self._known.get(key) or self._check(entry)
            self._kept[key] = found
        return found

    def _check(self, entry: TemplateEntry) -> Kept:
        try:
            return self._checked(entry)
        except Exception as error:  # a fault in what one template meets must not silence all others
            self._confess(error)
            return Kept(entry.parsed, Checked(None, ()), (), entry.start)

    def _checked(self, entry: TemplateEntry) -> Kept:
        checked = check_template(entry.parsed, self.file_rules, date.today())
        pairs = [pair for pair in self._locator.pairs(entry, checked) if not pair[1].baselined]
        pairs.sort(key=lambda pair: pair[1].range or (0, 0))
        return Kept(entry.parsed, checked, tuple(pairs), entry.start)

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.document, self.ruled.shown, self.file_rules, baselined=self._baselined)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """All findings, in the order of the text."""
        found = [*self.apart, *(shown for entry in self.entries for shown in self.of(entry))]
        found.sort(key=lambda each: (each.start, each.end))
        return tuple(found)

    @cached_property
    def apart(self) -> tuple[Shown, ...]:
        """The findings that no template alone gives rise to."""
        return (*self._whole(), *self._about_run())

    def _whole(self) -> Iterator[Shown]:
        spoken = check_document(self.document, self.file_rules)
        for each, located in zip(spoken, self._locator.whole(spoken), strict=True):
            start, end = located.range or (0, 0)
            yield Shown(located, each, None, None, start, end, 0)

    def _about_run(self) -> Iterator[Shown]:
        for about in self.extra:
            entry = self._known_as(about)
            if entry is not None and about.located.range is not None:
                shift = entry.start - about.start
                start, end = about.located.range
                spoken = Spoken(about.located.finding)
                yield Shown(about.located, spoken, entry, self.kept(entry).checked, start + shift, end + shift, shift)

    def _known_as(self, about: About) -> TemplateEntry | None:
        """The template that a finding about the run is of: at its place, else wherever its source has moved to."""
        if about.index < len(self.entries) and self.source(self.entries[about.index]) == about.source:
            return self.entries[about.index]
        return next((entry for entry in self.entries if self.source(entry) == about.source), None)

    def of(self, entry: TemplateEntry) -> Iterator[Shown]:
        """The findings of a template."""
        kept = self.kept(entry)
        shift = entry.start - kept.start
        for spoken, located in kept.pairs:
            start, end = located.range or (0, 0)
            yield Shown(located, spoken, entry, kept.checked, start + shift, end + shift, shift)

    def entry_at(self, offset: int) -> TemplateEntry | None:
        """The template whose source holds an offset, or ends before it."""
        last = None
        for entry in self.entries:
            if entry.start > offset:
                break
            last = entry
        return last

    def touched(self, start: int, end: int) -> list[TemplateEntry]:
        """The templates whose source a range touches."""
        return [entry for entry in self.entries if entry.start <= end and start <= entry.end]

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self.document, self.file_rules)

    def offers(self, shown: Shown) -> Iterator[Offer]:
        """The fixes of a finding before they are written."""
        return self._offers.of(shown.entry, shown.checked, shown.spoken)

    def fixes(self, shown: Shown) -> tuple[LocatedFix, ...]:
        """The fixes of a finding, as edits of this text."""
        return self._offers.located(shown.entry, shown.checked, shown.spoken)
