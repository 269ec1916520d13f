"""What the catalog says about rules, attributes and fields, as Markdown for hovers and completions.

Texts of templates are escaped, so that they are shown and never obeyed; texts of the catalog are Markdown themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from smslint.catalog.pages import localized_field
from smslint.core.attribute import Attribute
from smslint.core.lexicon import Lexicon
from smslint.core.rule import Catalog, Rule
from smslint.core.samples import typical_values
from smslint.core.template import Review
from smslint.core.verdict import effective_attribute
from smslint.documents.fields import field_at
from smslint.io.escape import is_page, markdown, markdown_code
from smslint.lsp.client import Client
from smslint.messages import Language, localized
from smslint.messages import api as api_messages
from smslint.messages import catalog as catalog_messages
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.core.answers import VendorAnswer

SHOW_RULE: Final = "smslint.showRule"
SHOW_ANSWER: Final = "smslint.showAnswer"
"""The commands that show pages. A client that names one follows links to it."""
_ESCAPED: Final = r"\\([!-/:-@\[-`{-~])"


def plain(text: str) -> str:
    """Markdown for a client that shows it as it is: without escapes."""
    return re.sub(_ESCAPED, r"\1", text)


def rule_link(rule: str, url: str | None, uri: str, client: Client) -> str | None:
    """Where the page of a rule is: for a client that renders pages, the command that shows it in the reader's language,
    unless the page is elsewhere than on this machine."""
    if url is None or SHOW_RULE not in client.commands or not url.startswith("file:"):
        return url
    return f"command:{SHOW_RULE}?{quote(json.dumps([{'uri': uri, 'rule': rule}], ensure_ascii=False), safe='')}"


def catalog_lines(kind: str, name: str, catalog: Catalog, language: Language, value_length: int) -> list[str]:
    """What the catalog says about a rule, an attribute or a field (`redirection.reason`), in Markdown; nothing if its
    name is unknown."""
    if kind == "rule":
        rule = catalog.rules.get(name)
        return rule_lines(rule, language) if rule is not None else []
    if kind == "attribute":
        attribute = catalog.attributes.get(name)
        return attribute_lines(attribute, catalog, language, value_length) if attribute is not None else []
    return field_lines(name.split("."), language)


def rule_lines(rule: Rule, language: Language) -> list[str]:
    """Title, why and remedy of a rule. Its messages, which name actual values, come with findings."""
    why = _one_line(localized_field(rule, "why", language))
    return [f"**{rule.title.text(language)}** `{rule.id}`", why, _remedy(rule, language)]


def finding_lines(rule: Rule, message: str, url: str | None, language: Language) -> list[str]:
    """The message of a finding, which links to the page of its rule, and the remedy."""
    link = f"[{rule.id}]({url})" if url else f"`{rule.id}`"
    return [f"{markdown(message)} {link}", _remedy(rule, language)]


def _remedy(rule: Rule, language: Language) -> str:
    remedy = _one_line(localized_field(rule, "remedy", language))
    return f"**{catalog_messages.REMEDY.text(language)}** {remedy}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def attribute_lines(attribute: Attribute, catalog: Catalog, language: Language, value_length: int) -> list[str]:
    """The title of an attribute, which links to its source, its allowed values, their length, and samples."""
    heading = f"**{_sourced(attribute, language)}** `{attribute.code}`"
    judged = effective_attribute(attribute, catalog)
    if judged is not attribute:
        heading += f" {messages.STANDS_FOR.text(language, code=attribute.code, other=judged.code)}"
    if "accepted" not in judged.file:
        return [heading]
    low, high = judged.limits(value_length)
    samples = tuple(markdown_code(value) for value in typical_values(judged, catalog, value_length)[:4])
    return [
        heading,
        messages.ALLOWED.text(language, allowed=judged.allowed),
        messages.LENGTH.text(language, low=low, high=high),
        messages.SAMPLES.text(language, samples=samples),
    ]


def _sourced(attribute: Attribute, language: Language) -> str:
    title = attribute.title.text(language)
    address = next((str(each["address"]) for each in attribute.file.get("sources", ())), "")
    return f"[{title}]({address})" if is_page(address) else title


def review_text(review: Review, language: Language) -> str:
    """The state of the vendor's review of a template, and the reason if there is one."""
    status = api_messages.STATUSES[review.status]
    return messages.REVIEW.text(language, status=status, reason=review.reason or "").rstrip(" ：:")


def review_lines(review: Review, lexicon: Lexicon, language: Language) -> list[str]:
    """The vendor's review of a template in Markdown, and what is known about the reason of a rejection."""
    lines = [markdown(review_text(review, language))]
    for answer in review_answers(review, lexicon):
        remedy = messages.REVIEW_REMEDY.text(language, title=answer.text("title"), remedy=answer.text("remedy"))
        lines.append(markdown(remedy))
    return lines


def review_answers(review: Review, lexicon: Lexicon) -> list[VendorAnswer]:
    """The entries that the reason of a rejection leads to, the likeliest first."""
    if review.status != "rejected" or not review.reason:
        return []
    from smslint.catalog.answers import answers_to

    return [match.answer for match in answers_to(review.reason, lexicon)]


def field_lines(path: Sequence[str | int], language: Language) -> list[str]:
    """The meaning of the field at a path of a template, and its possible values; nothing if there is none."""
    field = field_at(path)
    if field is None:
        return []
    choices = localized(tuple(f"`{choice}`" for choice in field.choices), language)
    return [f"`{field.name}`: {field.text.text(language)}", *([str(choices)] if choices else [])]
