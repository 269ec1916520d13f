"""YAML: reading it with places, and writing into it in the style that is there."""
