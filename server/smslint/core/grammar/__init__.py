"""Attribute grammars as trees: read from the catalog, printed for engines, sampled and compared.

charset    sets of characters           tree       expressions as values, their lengths and alphabets
classes    the named classes            parse      the catalog's expressions, read into trees
printing   `re`, Rust and interegular   automaton  where a value goes wrong, how many values there are
language   an attribute's languages     sampling   values drawn from a tree
"""
