"""Which addresses a page may reach."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ddjlayout.pages.addresses import literal, why_not

REFUSED = {
    "a loopback address": "127.0.0.1 127.255.0.9 ::1 ::ffff:127.0.0.1 64:ff9b::7f00:1"
    " 2002:7f00:1::",
    "a link-local address": "169.254.169.254 169.254.0.1 fe80::1 ::ffff:169.254.169.254",
    "a private address": "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 0.0.0.1"
    " 198.18.0.1 192.0.2.1 203.0.113.7 ::ffff:10.0.0.1 2002:0a00:1:: 64:ff9b::c0a8:101"
    " fd00:ec2::254 fc00::1",
    "an address inside a carrier's network": "100.64.0.1 100.100.100.200 100.127.255.255",
    "a multicast address": "224.0.0.1 239.255.255.250 ff02::1 ff0e::1",
    "a reserved address": "0.0.0.0 192.0.0.192 192.0.0.8 240.0.0.1 255.255.255.255 :: ::7f00:1"
    " 2001:db8::1 2001::1 64:ff9b:1::1 100::1 fec0::1 4000::1",
    "a metadata address": "168.63.129.16 ::ffff:168.63.129.16",
}


@pytest.mark.parametrize(
    ("address", "kind"),
    [(address, kind) for kind, addresses in REFUSED.items() for address in addresses.split()],
)
def test_what_is_not_public_is_refused(address, kind):
    assert why_not(ip_address(address)) == kind


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2400:3200::1"]
    + ["::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"],
)
def test_what_is_public_may_be_reached(address):
    assert why_not(ip_address(address)) is None


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_is_judged_as_itself(number):
    four = IPv4Address(number)
    inside = [f"::ffff:{four}", f"64:ff9b::{four}"]
    inside.append(str(IPv6Address((0x2002 << 112) | (number << 80) | 1)))
    assert {why_not(ip_address(address)) for address in inside} == {why_not(four)}


@given(st.integers(0, 2**32 - 1))
def test_what_is_not_globally_reachable_is_never_let_through(number):
    if not IPv4Address(number).is_global:
        assert why_not(IPv4Address(number)) is not None


def test_a_host_that_is_an_address_is_read_as_one():
    assert literal("[::1]") == ip_address("::1")
    assert literal("10.0.0.1") == ip_address("10.0.0.1")
    assert literal("example.com") is None
