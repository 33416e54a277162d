"""Under the page renderer's gate: which addresses a page may reach, the public ones alone.

Source: the IANA registries of special-purpose addresses, as `ipaddress` has them, and the
addresses at which clouds answer their machines' questions about themselves.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address
Resolver = Callable[[str], Sequence[str]]
"""Takes a host's name and returns its addresses; raises OSError for a name that has none."""

_AZURE = IPv4Address("168.63.129.16")  # public by its number, inside every Azure machine's host
_CGNAT = IPv4Network("100.64.0.0/10")
_GLOBAL_6 = IPv6Network("2000::/3")
_PRIVATE_6 = IPv6Network("fc00::/7")
_NAT64 = IPv6Network("64:ff9b::/96")
# what Python knows of these depends on its version
_PROTOCOLS_4 = IPv4Network("192.0.0.0/24")
_PROTOCOLS_6 = IPv6Network("2001::/23")


def system_addresses(host: str) -> list[str]:
    """Return what the system's resolver says; raises OSError."""
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


def literal(host: str) -> IPAddress | None:
    """Return a host that is an address itself, None for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def why_not(address: IPAddress) -> str | None:
    """Say what kind of address a page may not reach; None for a public one.

    An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4) is as good as that one.
    """
    if isinstance(address, IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return why_not(inner)
    if address == _AZURE:
        return "a metadata address"
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if isinstance(address, IPv4Address):
        return _why_not_4(address)
    if address in _PRIVATE_6:
        return "a private address"
    public = address in _GLOBAL_6 and address not in _PROTOCOLS_6 and address.is_global
    return None if public else "a reserved address"


def _why_not_4(address: IPv4Address) -> str | None:
    if address in _CGNAT:
        return "an address inside a carrier's network"
    if address.is_reserved or address.is_unspecified or address in _PROTOCOLS_4:
        return "a reserved address"
    return None if address.is_global else "a private address"


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
