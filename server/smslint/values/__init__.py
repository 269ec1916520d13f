"""Checks the values of variables: single values, columns, and tables of recipients.

judge      values with their attributes             tables     tables of recipients as streams of batches
suggest    attributes that accept given values      rehearsal  a template checked with every row of a table:
preview    shortest, typical and longest message               `rehearse(analysis, path, mapping, progress)`
"""
