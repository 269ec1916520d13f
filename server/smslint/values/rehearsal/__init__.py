"""The rehearsal of a template: what will happen if it is sent to every row of a table of recipients.

send_plan       the variables of a template       fast_path    values that are certainly accepted
column_mapping  the columns of the variables      lengths      lengths and segments of messages
batch_checker   the check of a batch of rows      row_counts   counts that can be added up
summary         the result and its JSON           faulty_rows  the file of rows with problems
local           run it on this machine            on_ray       run it on a cluster
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
