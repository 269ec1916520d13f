"""Tables of recipients, read as streams of batches in which every cell is text.

table   opens the table of a path              delimited   CSV and TSV
batch   some rows, and their issues            json_lines  JSONL, whose values keep their types
blocks  UTF-8 blocks of whole records          workbook    XLSX
column  the values of one column               parquet     Parquet
"""
