"""The four doors of the program: whatever is read, written, printed or started passes through one of these modules.

`opener` reads, `writer` writes files, `sink` prints, `processes` starts processes. A test refuses a second way.
"""
