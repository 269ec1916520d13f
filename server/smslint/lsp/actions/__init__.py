"""The code actions for findings, and for the variable under the cursor.

action      an action, with a recipe for its edits
fixes       the fixes of findings: single ones, those of a rule, and all
suppress    suppressions of a finding, with a reason
variables   missing declarations, and other attributes
"""
