"""Beside whatever sends signed requests, client or simulator: what HTTP libraries log of them."""

import logging
import re
from typing import Final

HIDDEN: Final = "[hidden]"
"""What stands for what is not shown."""
_PARAMETERS: Final = re.compile(r"(?i)\b(appsecret|signature|nonce|timestamp)\b(\W{1,6})\w+")
_QUERY: Final = re.compile(r"\?\S*")


def unsigned(text: str) -> str:
    """Return a text with the value of every signing parameter hidden."""
    return _PARAMETERS.sub(rf"\1\2{HIDDEN}", text)


def hide_queries(*loggers: str) -> None:
    """Keep signed query strings out of what an HTTP library logs; nothing else changes."""
    for name in loggers:
        logging.getLogger(name).addFilter(_without_query)


def _without_query(record: logging.LogRecord) -> bool:
    text = record.getMessage()
    if "signature=" in text:
        record.msg, record.args, record.exc_info = unsigned(_QUERY.sub("?[hidden]", text)), (), None
    return True
