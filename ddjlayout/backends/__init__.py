"""From a Job to its outputs: one pure function each."""
