"""The catalogue of golden cases: what a typesetter would ask of a receipt, by theme."""
