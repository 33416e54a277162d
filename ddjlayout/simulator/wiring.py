"""Under the simulator's server: connections that can be cut off, which ASGI cannot ask for."""

import asyncio
import socket
import struct
from typing import Any, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

_LINGER_NOT = struct.pack("ii", 1, 0)

Address = tuple[str, int]


class Connections:
    """The open connections of a server, by the address of the other side."""

    def __init__(self) -> None:
        self._transports: dict[Address, asyncio.Transport] = {}

    def protocol(self) -> type[H11Protocol]:
        """Return the protocol class for uvicorn that keeps this list."""
        transports = self._transports

        class Listed(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                self.peer = _peer(transport)
                transports[self.peer] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.peer, None)
                super().connection_lost(exc)

        return Listed

    def reset(self, client: Address) -> None:
        """Cut a connection off with RST."""
        transport = self._transports.get(client)
        if transport is None:
            return
        sock = cast("socket.socket | None", transport.get_extra_info("socket"))
        if sock is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        transport.abort()

    def close(self, client: Address) -> None:
        """Close a connection after what has been written to it."""
        transport = self._transports.get(client)
        if transport is not None:
            transport.close()


def _peer(transport: asyncio.Transport) -> Address:
    name = cast("tuple[Any, ...]", transport.get_extra_info("peername"))
    return str(name[0]), int(name[1])
