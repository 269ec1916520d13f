"""Source code and configuration that hold templates, and that send them.

`languages` names the grammars, `source_tree` parses, `parts` reads what all languages share (calls, pairs, members),
`literals` decodes strings, `fold` makes texts with holes of expressions, `templates` and `sites` find what is looked
for.
Nothing of this is imported before a file holds one of the words that `prefilter` looks for.
"""
