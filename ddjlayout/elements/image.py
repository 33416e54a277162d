"""Elements: a picture as exact dots (Image)."""
