"""`smslint.restartCatalog`: reads settings and rules again."""

from __future__ import annotations

from typing import Any

from smslint.catalog import CatalogError, load
from smslint.lsp.method import Command
from smslint.lsp.session import Session


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """How many rules there are now, including those of the first folder's settings."""
    from smslint.catalog import assemble

    assemble.own_rules.cache_clear()
    assemble.user_rules.cache_clear()
    assemble._assembled.cache_clear()
    session.settings.reload()
    session.refresh()
    try:
        rules = load().rules
    except CatalogError:
        return {"rules": 0}
    uri = (session.root / "new.sms").as_uri()
    return {"rules": max(len(rules), len(session.settings.of(uri).file_rules.catalog.rules))}


COMMAND = Command("smslint.restartCatalog", run)
