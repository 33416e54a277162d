"""The house rules that no linter knows: `python -m scripts.house` from the repository's root."""
