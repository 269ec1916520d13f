"""The grammars at work: on single values, on columns, on tables of recipients.

judge    values with their attributes       preview      the shortest, a typical and the longest message
suggest  the attributes that values fit     tables       tables of recipients as streams of batches
column   one column of a table              rehearsal    a template tried with every row of a table:
describe what is known of an attribute                   `rehearsal.rehearse(reading, path, mapping, progress)`
"""
