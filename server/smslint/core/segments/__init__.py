"""Length and billed segments: of a message, and of every message that a template can become."""
