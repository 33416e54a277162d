"""A stand-in for the whole platform: an independent witness of what the paper shows."""
