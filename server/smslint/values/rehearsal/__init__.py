"""The rehearsal of a template with a table of recipients: what sending it to every row will do.

plan        what a template asks of a table        sure      what is surely accepted, for a query engine
naming      columns and variables                  check     the check of an Arrow batch
parameters  a column that holds all variables      lengths   lengths and segments of whole batches
tally       counts that can be added               summary   the result
local       on this machine                        cluster   on Ray
rows        the offending rows as a file
"""

from smslint.values.rehearsal.local import Progress, Told, rehearse
from smslint.values.rehearsal.summary import Group, Rehearsal, Unchanging
from smslint.values.rehearsal.tally import Sample
from smslint.values.tables.error import TableError

__all__ = ["Group", "Progress", "Rehearsal", "Sample", "TableError", "Told", "Unchanging", "rehearse"]
