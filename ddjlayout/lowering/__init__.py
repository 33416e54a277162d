"""Lowering: from frames to a Job's items, text where the printer can carry it, dots elsewhere."""

from ddjlayout.lowering.document import lower as lower
