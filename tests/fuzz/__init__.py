"""Random and broken documents of every format: nothing may crash, hang or lose text.

`make fuzz` runs it at length. A document is known by its number alone, and each batch runs in a process of its own, so
that a signal or a hang is seen, too, and leads to a document.
"""
