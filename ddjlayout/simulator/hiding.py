"""Beside the simulator's journal: secrets struck out of what clients sent, wherever they are."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlencode

HIDDEN = "[hidden]"

_HIDDEN_PARAMETERS = frozenset({"signature", "nonce", "appsecret", "app_secret", "secret"})
_EXCERPT = re.compile(r"'[^']*'")


class Hiding:
    """Strikes out these secrets; the longest first, as one may be part of another."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = sorted(secrets, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return a text without the secrets."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def body(self, body: bytes) -> bytes:
        """Return bytes without the secrets."""
        for secret in self._secrets:
            body = body.replace(secret.encode(), HIDDEN.encode())
        return body

    def query(self, query: str) -> str:
        """Return a query string as it is, but for parameters that sign or hold a secret.

        They are judged by what they decode to, and made anew. The values of those that sign are
        struck out whoever's they are.
        """
        return "&".join(map(self._parameter, query.split("&")))

    def _parameter(self, part: str) -> str:
        pairs = parse_qsl(part, keep_blank_values=True)
        shown = [
            (self.text(name), HIDDEN if _signs(name) else self.text(value)) for name, value in pairs
        ]
        same = shown == pairs and self.text(part) == part
        return part if same else urlencode(shown, safe="[]", quote_via=quote)

    def value(self, value: object) -> object:
        """Return a text without the secrets, and anything else as it is."""
        return self.text(value) if isinstance(value, str) else value


def without_excerpts(text: str) -> str:
    """Return a message without what it quotes, which may be the cut-off start of a secret."""
    return _EXCERPT.sub(f"'{HIDDEN}'", text)


def _signs(name: str) -> bool:
    return name.strip().lower() in _HIDDEN_PARAMETERS
