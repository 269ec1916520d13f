"""What can be completed at the cursor.

context       where the cursor is, and what is known about its template
suggestion    one completion
content       variables and fixed phrases in the content
declarations  attributes and examples of variables
fields        keys, the values of fields, rule ids
settings      the same for settings files
acceptance    which suggestions break nothing
"""
