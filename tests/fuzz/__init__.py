"""Random and broken documents of every format: nothing may crash, hang or lose text.

`make fuzz` runs it for a long time. Seed and number determine a document, and each batch runs in its own process, so
that crashes and hangs are noticed and can be traced to a document.
"""
