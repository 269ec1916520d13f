"""The checks: what rules look for that a file of the catalog cannot say.

A check is a function of the module that bears the name of its category, as the folder of its rule does:
`rules/links/short-link-with-variable.toml` has the kind `short-link-with-variable` and is found by
`links.short_link_with_variable`. The table is all that is imported before a check is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from smslint.core import flags
from smslint.core.lexicon import Lexicon
from smslint.core.prefilter import ALWAYS, Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its category, with its gate and the options that a rule's file must give it.

    The option `words` is the name of a word table.
    """

    category: str
    gate: Gate
    options: tuple[str, ...] = ()

    def read(self, raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
        """The options of a rule, and its gate. Raises KeyError if an option is missing, or a table that it names."""
        found = {name: raw[name] for name in self.options}
        if "words" in found:
            lexicon.tables[found["words"]]  # a KeyError names the missing table
        return found, self.gate


def function_of(kind: str, prefix: str = "") -> Callable[..., Any]:
    """The function of a check. With the prefix `fix_`, it is the one that fixes what the check finds."""
    function: Callable[..., Any] = getattr(_module_of(kind), prefix + kind.replace("-", "_"))
    return function


def has_function(kind: str, prefix: str = "") -> bool:
    """Whether `function_of` finds the function."""
    from importlib.util import find_spec

    exists = find_spec(f"{__name__}.{CHECKS[kind].category}") is not None
    return exists and hasattr(_module_of(kind), prefix + kind.replace("-", "_"))


def _module_of(kind: str) -> ModuleType:
    return import_module(f"smslint.core.checks.{CHECKS[kind].category}")


DUMMY_CUES: Final = frozenset({"xx", "××", "**", "某某", "todo", "fixme", "lorem"})
"""Each text that was left to be replaced holds one of these."""
# fmt: off
CARRIERS: Final = frozenset({"content", "msg", "message", "info", "text", "detail"})
"""Names of variables that can carry anything."""
_CONTACT_CUES: Final = frozenset({
    "致电", "拨打", "请拨", "拨通", "来电", "联系方式", "热线", "客服", "服务电话", "咨询", "联系电话", "投诉电话",
    "联系邮箱", "联系我们", "call", "contact us", "hotline",
})
# fmt: on
_LINK: Final = Gate(flags=flags.MAY_HOLD_LINK, requires="links")
_LINK_OR_ANNOUNCED: Final = Gate(flags=flags.MAY_HOLD_LINK, words=("variable-links",), requires="links")
_PHONE: Final = Gate(flags=flags.MAY_HOLD_PHONE, requires="phones")
_PHONE_OR_VARIABLE: Final = Gate(flags=flags.MAY_HOLD_PHONE | flags.HAS_SPECIAL_ATTRIBUTE)
_UNSUBSCRIBE: Final = Gate(words=("unsubscribe-cues",), requires="unsubscribes")
_EDGE: Final = Gate(flags=flags.HAS_UNUSUAL_EDGE)
_SYMBOL: Final = Gate(flags=flags.HAS_UNUSUAL_SYMBOL)
_ATTRIBUTE: Final = Gate(flags=flags.HAS_SPECIAL_ATTRIBUTE)
_CROWDED: Final = Gate(flags=flags.HAS_CROWDED_PLACEHOLDERS)
_UNMATCHED: Final = Gate(flags=flags.HAS_UNMATCHED_VARIABLE)
_FIELD: Final = Gate(flags=flags.HAS_OPTIONAL_FIELD)
_NO_FIELD: Final = Gate(flags=flags.LACKS_FIELD)

_ACCOUNT: Final = Gate(flags=flags.HAS_ACCOUNT)
_PAPER: Final = Gate(flags=flags.HAS_PAPER)
_FRAMES: Final = Gate(flags=flags.HAS_FRAMES)

CHECKS: Final[Mapping[str, Check]] = {
    "approved-template-changed": Check("account", _ACCOUNT),
    "enterprise-only-type": Check("account", _ACCOUNT),
    "qualification-expired": Check("account", _ACCOUNT),
    "sender-registration": Check("account", _FIELD, ("needs",)),
    "signature-kind": Check("account", _ACCOUNT),
    "signature-not-approved": Check("account", _ACCOUNT),
    "signature-not-filed": Check("account", _ACCOUNT),
    "signature-scene": Check("account", _ACCOUNT),
    "signature-test-pair": Check("account", _ACCOUNT),
    "signature-test-word": Check("account", _ACCOUNT),
    "template-code-missing": Check("account", _ACCOUNT),
    "template-code-unknown": Check("account", _ACCOUNT),
    "template-not-approved": Check("account", _ACCOUNT),
    "unknown-signature": Check("account", _ACCOUNT),
    "template-code-format": Check("account", Gate(flags=flags.HAS_CODE)),
    "authorization-material-missing": Check("application", _PAPER),
    "description-too-long": Check("application", _PAPER),
    "description-without-example": Check("application", _PAPER),
    "generic-template": Check("application", Gate(flags=flags.HAS_SPECIAL_ATTRIBUTE, names=CARRIERS), ("words",)),
    "government-sender": Check("application", Gate(flags=flags.HAS_PAPER | flags.HAS_OPTIONAL_FIELD)),
    "icp-material-missing": Check("application", _FIELD),
    "link-sample-missing": Check(
        "application", Gate(flags=flags.MAY_HOLD_LINK, words=("variable-links",), requires="links")
    ),
    "material-file": Check("application", _PAPER),
    "material-format": Check("application", _PAPER),
    "others-without-reason": Check("application", _ATTRIBUTE),
    "redirection-invalid": Check("application", _FIELD),
    "scene-format": Check("application", _ACCOUNT),
    "scene-missing": Check("application", _ACCOUNT),
    "contact-risk": Check("contacts", _PHONE_OR_VARIABLE),
    "hyphenated-number": Check("contacts", _PHONE),
    "mixed-phones": Check("contacts", _PHONE),
    "mobile-number": Check("contacts", _PHONE),
    "redirection-incomplete": Check("contacts", _FIELD),
    "redirection-undeclared": Check(
        "contacts", Gate(flags=flags.MAY_HOLD_LINK | flags.MAY_HOLD_PHONE | flags.HAS_SPECIAL_ATTRIBUTE)
    ),
    "too-many-phones": Check("contacts", _PHONE_OR_VARIABLE, ("most",)),
    "content-empty": Check("content", _EDGE),
    "edge-square-brackets": Check("content", _EDGE),
    "invisible-character": Check("content", _SYMBOL),
    "leftover-text": Check("content", Gate(DUMMY_CUES, words=("verification-keywords",))),
    "outer-blank": Check("content", _EDGE),
    "signature-brackets": Check("content", _SYMBOL),
    "unsupported-character": Check("content", Gate(flags=flags.HAS_UNUSUAL_SYMBOL, words=("unsupported",))),
    "may-split": Check("length", Gate(flags=flags.MAY_SPLIT)),
    "message-too-long": Check("length", Gate(flags=flags.MAY_BE_TOO_LONG)),
    "non-gsm-character": Check("length", ALWAYS),
    "segment-budget": Check("length", _FIELD),
    "document-link": Check("links", _LINK, ("words",)),
    "ip-address-link": Check("links", _LINK),
    "link-attribute": Check(
        "links", Gate(flags=flags.MAY_HOLD_LINK | flags.HAS_SPECIAL_ATTRIBUTE, words=("variable-links",))
    ),
    "link-is-variable": Check("links", _LINK_OR_ANNOUNCED),
    "link-risk": Check("links", _LINK_OR_ANNOUNCED),
    "link-variable-not-last": Check("links", _LINK),
    "multiple-links": Check("links", _LINK_OR_ANNOUNCED),
    "short-link-with-variable": Check("links", _LINK),
    "digital-brackets": Check("media", Gate(frozenset("[]"), flags=flags.HAS_UNUSUAL_SYMBOL)),
    "digital-signature-format": Check("media", _FIELD),
    "digital-unsubscribe": Check("media", ALWAYS),
    "media-file": Check("media", _FRAMES),
    "media-format": Check("media", _FRAMES),
    "media-frames": Check("media", _FRAMES),
    "media-mix": Check("media", _FRAMES),
    "media-order": Check("media", _FRAMES),
    "media-size": Check("media", _FRAMES),
    "description-missing": Check("metadata", _NO_FIELD),
    "example-missing": Check("metadata", _NO_FIELD),
    "invalid-example": Check("metadata", _FIELD),
    "signature-format": Check("metadata", _FIELD),
    "signature-missing": Check("metadata", _NO_FIELD),
    "social-contact": Check("notification", Gate(words=("contacts",), requires="contacts")),
    "type-mismatch": Check("notification", Gate(words=("verification-keywords",))),
    "unsubscribe-not-allowed": Check("notification", _UNSUBSCRIBE),
    "unsubscribe-missing": Check("promotional", ALWAYS),
    "unsubscribe-not-last": Check("promotional", _UNSUBSCRIBE),
    "unsubscribe-wording": Check("promotional", _UNSUBSCRIBE),
    "attribute-mismatch": Check("variables", Gate(flags=flags.HAS_DECLARATION)),
    "attribute-not-allowed": Check("variables", _ATTRIBUTE),
    "legacy-attribute": Check("variables", _ATTRIBUTE),
    "link-parameter-name-too-long": Check("variables", _ATTRIBUTE, ("most",)),
    "multiple-phone-variables": Check("variables", _ATTRIBUTE),
    "needless-other-attribute": Check("variables", _ATTRIBUTE),
    "only-variables": Check("variables", _CROWDED),
    "other-in-test-template": Check("variables", _ATTRIBUTE),
    "repeated-variable": Check("variables", _CROWDED),
    "too-many-variables": Check("variables", _CROWDED),
    "undeclared-variable": Check("variables", _UNMATCHED),
    "unknown-attribute": Check("variables", _ATTRIBUTE),
    "unused-variable": Check("variables", _UNMATCHED),
    "verification-contact": Check("verification", Gate(_CONTACT_CUES, words=("contacts",), flags=flags.MAY_HOLD_PHONE)),
    "verification-link": Check("verification", _LINK_OR_ANNOUNCED),
    "verification-variable-count": Check("verification", ALWAYS),
}
"""All checks by the kinds that `[match]` names. A rule of any folder may use them."""
