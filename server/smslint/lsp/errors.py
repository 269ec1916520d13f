"""Errors that a handler answers a request with."""

from __future__ import annotations


class InvalidParams(Exception):
    """The params of a request, or the arguments of a command, cannot be used. Answered with code -32602."""


class RequestFailed(Exception):
    """A valid request cannot be carried out; the text tells the user why. Answered with code -32803."""


class ContentModified(Exception):
    """A document was changed before the answer about it was ready, which would be wrong now. Answered with code
    -32801."""
