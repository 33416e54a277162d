"""Beside whatever sends signed requests, client or simulator: what HTTP libraries log of them."""

import logging
import re
from typing import Final

from ddjlayout.cloud.security import redact

_QUERY: Final = re.compile(r"\?\S*")


def hide_queries(*loggers: str) -> None:
    """Keep signed query strings out of what an HTTP library logs; nothing else changes."""
    for name in loggers:
        logging.getLogger(name).addFilter(_without_query)


def _without_query(record: logging.LogRecord) -> bool:
    text = record.getMessage()
    if "signature=" in text:
        record.msg, record.args, record.exc_info = redact(_QUERY.sub("?[hidden]", text)), (), None
    return True
