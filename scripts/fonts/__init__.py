"""Makes the glyph files in `fonts/` from pinned font packages: `python -m scripts.fonts`."""
