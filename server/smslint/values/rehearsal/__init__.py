"""The rehearsal of a template: what will happen if it is sent to every row of a table of recipients.

send_plan       the variables of a template       fast_path    values that are certainly accepted
column_mapping  the columns of the variables      lengths      lengths and segments of messages
parameters      a column with all variables       row_counts   counts that can be added up
batch_checker   the check of a batch of rows      summary      the result and its JSON
local, on_ray   run it here or on a cluster       faulty_rows  the file of rows with problems
"""

from smslint.values.rehearsal.local import ProgressCallback, RehearsalProgress, rehearse
from smslint.values.rehearsal.row_counts import SampleRow
from smslint.values.rehearsal.summary import CauseSummary, ConstantColumn, Rehearsal
from smslint.values.tables.batch import TableError

__all__ = [
    "CauseSummary",
    "ConstantColumn",
    "ProgressCallback",
    "Rehearsal",
    "RehearsalProgress",
    "SampleRow",
    "TableError",
    "rehearse",
]
