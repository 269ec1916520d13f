"""Checks of values that a grammar cannot express: real dates, forms of plates, kinds of numbers, contacts, links.

A layer is one function that yields what it finds in a value: an id of `rules/reasons.toml` and a range. Attribute files
name their layers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from smslint.core.layers.calendar import impossible_times
from smslint.core.layers.contacts import CODE_PREFIXES, NUMBER_PREFIXES, channels, contacts
from smslint.core.layers.numbers import phone_numbers, plate_doubts, unknown_kind
from smslint.core.layers.text import free_text, links_in_value, unfilled, unfilled_in_codes, unsupported
from smslint.core.lexicon import Lexicon

Found: TypeAlias = tuple[str, int, int]
Layer: TypeAlias = "Callable[[str, Lexicon], Iterator[Found]]"

LAYERS: Mapping[str, Layer] = {
    "calendar": impossible_times,
    "plate": plate_doubts,
    "phone-kind": unknown_kind,
    "contacts": contacts,
    "contacts-in-codes": partial(contacts, prefixes=CODE_PREFIXES),
    "contacts-in-numbers": partial(contacts, prefixes=NUMBER_PREFIXES),
    "channels": channels,
    "phones": phone_numbers,
    "links": links_in_value,
    "free-text": free_text,
    "content": unsupported,
    "unfilled": unfilled,
    "unfilled-in-codes": unfilled_in_codes,
}
"""The layers by the name that attribute files use."""

GRAMMAR_LAYERS = frozenset({"calendar", "plate", "phone-kind"})
"""The layers that apply only to values whose form the grammar knows."""
