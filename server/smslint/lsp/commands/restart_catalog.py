"""`smslint.restartCatalog`: reads settings and rules again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smslint.catalog import CatalogError, load
from smslint.lsp.method import Command

if TYPE_CHECKING:
    from smslint.lsp.server import Server


def run(server: Server, argument: dict[str, Any]) -> dict[str, Any]:
    """How many rules there are now, those of the first folder's settings included."""
    from smslint.catalog import assemble

    assemble.own.cache_clear()
    assemble.part_of.cache_clear()
    assemble._assembled.cache_clear()
    server.policies.renew()
    server.refresh()
    try:
        rules = load().rules
    except CatalogError:
        return {"rules": 0}
    uri = (server.root / "new.sms").as_uri()
    return {"rules": max(len(rules), len(server.policies.of(uri).file_rules.catalog.rules))}


COMMAND = Command("smslint.restartCatalog", run)
