"""A template read once: what the recognisers find in it, each looked for at most once and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smslint.core import signals
from smslint.core.attribute import DEFAULT_VALUE_LENGTH, LONGEST_VALUE
from smslint.core.lazy import lazy
from smslint.core.lexicon import Lexicon
from smslint.core.place import CONTENT, Span
from smslint.core.placeholder import Placeholder
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.recognise.contacts import Contact, contacts_in
from smslint.core.recognise.kinds import infer_type
from smslint.core.recognise.links import Link, links_in
from smslint.core.recognise.phones import Phone, phones_in
from smslint.core.recognise.unsubscribe import Unsubscribe, unsubscribes_in
from smslint.core.rule import Catalog
from smslint.core.scanner import Hits, Scanner
from smslint.core.segments.counting import CAPACITY, MOST_CHARACTERS
from smslint.core.segments.template import longest_message
from smslint.core.shadow import Shadow
from smslint.core.template import MAINLAND, Template, TemplateType

_ONE_SEGMENT = CAPACITY["characters"].single
READ_LIMIT = 2000
"""How many code points of a content are read; `content-too-long` speaks for the rest."""

_OF_CONTENT = ("placeholders", "variables", "first_uses", "used_names", "shadow", "hits", "symbols")
"""What is known of a template by its content alone."""


class Analysis:
    """A template and all that is known of it. Offsets are code points of the content."""

    def __init__(
        self, template: Template, catalog: Catalog, scanner: Scanner, value_length: int = DEFAULT_VALUE_LENGTH
    ) -> None:
        self.template = template
        self.catalog = catalog
        self.value_length = value_length
        self.content = template.content[:READ_LIMIT]
        self._scanner = scanner
        self._changed: Analysis | None = None

    def with_content(self, content: str) -> Analysis:
        """A reading of the same template with another content."""
        return self.of(replace(self.template, content=content))

    def of(self, template: Template) -> Analysis:
        """A reading of the template after changes.

        What is known of a content that has not changed is not looked for again, and the last one is kept: whether a fix
        can be trusted, and then whether it brings an error, is asked of the same changed template.
        """
        if self._changed is None or self._changed.template != template:
            self._changed = changed = Analysis(template, self.catalog, self._scanner, self.value_length)
            if template.content == self.template.content:
                known = self.__dict__
                changed.__dict__.update({name: known[name] for name in _OF_CONTENT if name in known})
        return self._changed

    @property
    def whole(self) -> bool:
        """Whether all of the content is read; only then can something be missing from it."""
        return len(self.content) == len(self.template.content)

    @property
    def lexicon(self) -> Lexicon:
        """The word tables of the catalog."""
        return self.catalog.lexicon

    @lazy
    def placeholders(self) -> tuple[Placeholder, ...]:
        """All placeholders, broken and foreign ones included, in their order."""
        return placeholders_in(self.content)

    @lazy
    def variables(self) -> tuple[Placeholder, ...]:
        """The well-formed placeholders."""
        return tuple([found for found in self.placeholders if found.kind == "variable"])

    @lazy
    def first_uses(self) -> Mapping[str, Placeholder]:
        """The first placeholder of each variable, in their order."""
        first: dict[str, Placeholder] = {}
        for found in self.placeholders:
            if found.kind == "variable":
                first.setdefault(found.name or "", found)
        return first

    @lazy
    def used_names(self) -> frozenset[str]:
        """The names that the content uses; a broken placeholder with a readable name is a use of it."""
        names = {found.name for found in self.placeholders if found.name}
        return frozenset(names.union(*(found.names for found in self.placeholders)))

    @lazy
    def shadow(self) -> Shadow:
        """The content as rules compare it."""
        return self.lexicon.folding.shadow(self.content, self.placeholders)

    @lazy
    def hits(self) -> Hits:
        """The literals of the catalog that the shadow holds; offsets are the shadow's."""
        return self._scanner.hits(self.shadow.text)

    @lazy
    def signals(self) -> int:
        """The signs that wake rules."""
        template, placeholders, shadow, names = self.template, self.placeholders, self.shadow, self.first_uses.keys()
        found = signals.of_text(shadow.text) | signals.of_edges(template.content) | signals.of_fields(template)
        if placeholders:
            found |= signals.of_placeholders(placeholders, len(names), self.content, shadow.text)
        if template.variables:
            found |= signals.of_declared(template, self.catalog.attributes, self.type)
        if template.variables.keys() != names:
            found |= signals.UNEVEN
        if shadow.odd:
            for character in set(self.content) - self.lexicon.plain:
                found |= self.lexicon.odd_signals[character]
        return found | self._length_signals()

    def _length_signals(self) -> int:
        """What the longest values could do, asked exactly where the longest of any attribute could do it."""
        template, count, mainland = self.template, len(self.placeholders), self.type in MAINLAND
        longest_value = max(self.value_length, LONGEST_VALUE)
        most = len(template.content) + len(template.signature or "") + 2 + count * longest_value
        if mainland and most > _ONE_SEGMENT:
            most = longest_message(self)
        found = signals.MAY_PASS if most > MOST_CHARACTERS else 0
        return found | signals.MAY_SPLIT if count and (most > _ONE_SEGMENT or not mainland) else found

    @lazy
    def type(self) -> TemplateType:
        """The template's type, inferred where the document gives none."""
        return self.template.type or infer_type(self)

    @property
    def type_inferred(self) -> bool:
        """Whether the type was inferred."""
        return self.template.type is None

    @lazy
    def links(self) -> tuple[Link, ...]:
        """Links, domains and IP addresses."""
        return links_in(self)

    @lazy
    def phones(self) -> tuple[Phone, ...]:
        """Numbers in the fixed text that can be dialled."""
        return phones_in(self)

    @lazy
    def contacts(self) -> tuple[Contact, ...]:
        """E-mail addresses and contacts of social networks."""
        return contacts_in(self)

    @lazy
    def unsubscribes(self) -> tuple[Unsubscribe, ...]:
        """Texts that tell the recipient how to unsubscribe."""
        return unsubscribes_in(self)

    @lazy
    def symbols(self) -> tuple[tuple[int, int], ...]:
        """Where runs of emoji and other unsupported symbols stand."""
        return tuple(self.lexicon.symbols.runs(self.content)) if self.shadow.odd else ()

    def span(self, start: int, end: int) -> Span:
        """A span of the content."""
        return Span(CONTENT, start, end)

    def in_placeholder(self, start: int, end: int) -> bool:
        """Whether a range shares a code point with a placeholder, whose characters only the syntax rules report."""
        return any(found.start < end and start < found.end for found in self.placeholders)

    def text_of(self, span: Span) -> str:
        """The characters of the content that a span covers."""
        return self.content[span.start : span.end]
