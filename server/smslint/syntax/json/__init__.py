"""JSON: reading it with places and after errors, and writing into it."""
