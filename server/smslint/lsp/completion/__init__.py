"""What can be typed at the cursor.

site          where the cursor stands, and what is known of its template
suggestion    one thing that can be typed
content       variables and set phrases in the content
declarations  attributes and examples of variables
fields        keys, types, rule ids
"""
