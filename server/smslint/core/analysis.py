"""A template with everything that recognisers find in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from smslint.core.attribute import DEFAULT_VALUE_LENGTH
from smslint.core.content import Content, Scanner
from smslint.core.recognise.contacts import Contact, contacts_in
from smslint.core.recognise.links import Link, links_in
from smslint.core.recognise.phones import Phone, outside_links, phones_in
from smslint.core.recognise.unsubscribe import Unsubscribe, unsubscribes_in
from smslint.core.recognise.verification import infer_type
from smslint.core.rule import Catalog
from smslint.core.template import Template, TemplateType

if TYPE_CHECKING:
    from smslint.core.account import Account
    from smslint.core.media import Files

DEFAULT_DESCRIPTION_LENGTH: Final = 200
"""The most characters of a description that the vendor documents anywhere; a setting."""
_Run = TypeVar("_Run", Link, Phone, Contact)
_ATTRIBUTES_OF_LINKS = frozenset({"link_param", "others", "other_number2", "other_number"})


class Analysis(Content):
    """A template and all that is known of it. Each recogniser runs at most once, and only when it is asked for.

    `files` are those beside the template's document; None if it names none, or stands in no folder.
    """

    def __init__(
        self,
        template: Template,
        catalog: Catalog,
        scanner: Scanner,
        value_length: int = DEFAULT_VALUE_LENGTH,
        account: Account | None = None,
        files: Files | None = None,
        description_length: int = DEFAULT_DESCRIPTION_LENGTH,
    ) -> None:
        super().__init__(template.content, catalog.lexicon, scanner)
        self.template = template
        self.catalog = catalog
        self.value_length = value_length
        self.account = account
        self.files = files
        self.description_length = description_length
        self._scanner = scanner
        self._changed: Analysis | None = None
        self.type: TemplateType = template.type or (
            "digital" if template.frames else infer_type(self, template.variables.values(), self.unsubscribes)
        )

    def with_template(self, template: Template) -> Analysis:
        """The analysis of the template after changes.

        The last one is kept, since two questions are asked of a changed template: whether a fix can be trusted, and
        whether it brings an error.
        """
        if self._changed is None or self._changed.template != template:
            self._changed = Analysis(
                template,
                self.catalog,
                self._scanner,
                self.value_length,
                self.account,
                self.files,
                self.description_length,
            )
        return self._changed

    @property
    def type_inferred(self) -> bool:
        """Whether the type was inferred."""
        return self.template.type is None

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links, domains and IP addresses; not variables declared with a known attribute that no link can have, nor
        texts that the author says are none."""
        declared, attributes = self.template.variables.values(), self.catalog.attributes
        no_links = [
            one.name for one in declared if one.attribute in attributes and one.attribute not in _ATTRIBUTES_OF_LINKS
        ]
        return self._without_denied(links_in(self, no_links))

    @cached_property
    def phones(self) -> tuple[Phone, ...]:
        """Numbers in the fixed text that can be dialled; digits of links and e-mail addresses are none."""
        found = self._without_denied(phones_in(self))
        return outside_links(found, self.links) if found else found

    def _without_denied(self, found: tuple[_Run, ...]) -> tuple[_Run, ...]:
        """Runs of the content without those that an entry of the redirection information says are no number or link."""
        denied = {(entry.value or "").strip() for entry in self.template.redirection if entry.kind == "none"}
        return tuple([one for one in found if self.content[one.start : one.end] not in denied]) if denied else found

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """E-mail addresses and contacts of social networks."""
        return self._without_denied(contacts_in(self))

    @cached_property
    def unsubscribes(self) -> tuple[Unsubscribe, ...]:
        """Texts that tell the recipient how to unsubscribe."""
        return unsubscribes_in(self)
