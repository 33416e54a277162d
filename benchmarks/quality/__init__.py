"""The same hard inputs through several tools, and what their papers show."""
