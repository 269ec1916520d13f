"""Attribute grammars as trees: read from the catalog, printed for engines, sampled and compared.

charset    sets of characters           parse      the catalog's expressions, read into trees
tree       expressions as values        automaton  where a value goes wrong, how many values there are
printing   patterns for `re` and Rust   sampling   values drawn from a tree
language   an attribute's languages
"""
