"""The DSL: what a user writes, a file a family."""
