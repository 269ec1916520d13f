"""smslint: a linter and language server for Alibaba Cloud SMS templates."""

__version__ = "0.1.0"
