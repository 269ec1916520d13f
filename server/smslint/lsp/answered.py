"""What was answered last, so that a client is told only what has changed since."""

from __future__ import annotations

from smslint.lsp.addresses import same


class Answered:
    """Semantic tokens by document, with the number of the answer."""

    def __init__(self) -> None:
        self._number = 0
        self._tokens: dict[str, tuple[str, list[int]]] = {}

    def tokens(self, uri: str, data: list[int]) -> str:
        """Remember an answer; its id."""
        self._number += 1
        self._tokens[same(uri)] = str(self._number), data
        return str(self._number)

    def tokens_of(self, uri: str, result: str) -> list[int] | None:
        """The tokens of an answer, None where it is not the last one."""
        known = self._tokens.get(same(uri))
        return known[1] if known is not None and known[0] == result else None

    def forget(self, uri: str) -> None:
        """A document was closed."""
        self._tokens.pop(same(uri), None)
