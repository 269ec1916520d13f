"""Texts as trees: JSON, YAML and tables, with the place of every value, and edits that write into them.

Nothing here knows what an SMS template is. Readers never raise on what a text holds; they return `SyntaxIssue`s. An
offset is a code point index, and a range is half-open.
"""
