"""What can be done about findings, and about what is under the cursor.

action      one action, with a recipe for its edits
fixes       the fixes of findings, one by one and all of them
suppress    accepting a finding, with a reason
variables   declaring what is missing, choosing another attribute
"""
