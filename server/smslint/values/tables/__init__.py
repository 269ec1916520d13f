"""Tables of recipients, read as streams of batches in which every cell is text.

error       why a table cannot be used          blocks      bytes to UTF-8 blocks of whole records
batch       rows, and what is wrong with some   delimited   CSV and TSV
table       the table of a path                 json_lines  JSONL, whose values keep their types
                                                workbook    XLSX
                                                columnar    Parquet
"""

from smslint.values.tables.batch import Batch, Trouble
from smslint.values.tables.error import TableError
from smslint.values.tables.table import SUFFIXES, Table, open_table

__all__ = ["SUFFIXES", "Batch", "Table", "TableError", "Trouble", "open_table"]
