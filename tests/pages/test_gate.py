"""The gate: names are resolved once, every answer is checked, and what was checked is kept."""

import asyncio

import pytest

from ddjlayout.errors import UsageError
from ddjlayout.pages.gate import Gate, RefusedError, checked_name, place_of

PUBLIC, OTHER = "93.184.216.34", "1.1.1.1"


class Names:
    """A resolver that gives its answers one after the other, and counts how often it is asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, host):
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def reach(names, *wanted, allowed=(), fetch=True):
    """Ask one gate for several hosts; addresses or the reason for a refusal, each."""

    async def ask():
        gate = Gate(names, fetch=fetch, allowed=allowed)
        answers = []
        for host, port in wanted:
            try:
                answers.append([str(a) for a in await gate.addresses(host, port)])
            except RefusedError as refusal:
                answers.append(str(refusal))
        return answers

    return asyncio.run(ask())


def test_an_answer_that_changes_gains_nothing():
    names = Names([PUBLIC], ["127.0.0.1"])
    assert reach(names, ("shop.test", 80), ("shop.test", 443)) == [[PUBLIC], [PUBLIC]]
    assert names.asked == ["shop.test"]


def test_an_answer_that_turns_public_stays_refused():
    names = Names(["10.0.0.1"], [PUBLIC])
    refused = "10.0.0.1 is a private address"
    assert reach(names, ("shop.test", 80), ("SHOP.test.", 80)) == [refused, refused]
    assert names.asked == ["shop.test"]


@pytest.mark.parametrize("bad", ["127.0.0.1", "::1", "fe80::1%eth0", "::ffff:192.168.0.1"])
def test_one_bad_answer_among_good_ones_is_enough(bad):
    (answer,) = reach(Names([PUBLIC, bad, OTHER]), ("shop.test", 80))
    assert "is a" in answer


def test_several_addresses_are_kept_in_their_order():
    assert reach(Names([OTHER, PUBLIC, OTHER]), ("shop.test", 80)) == [[OTHER, PUBLIC]]


def test_an_address_is_not_resolved():
    names = Names([PUBLIC])
    assert reach(names, ("::1", 80), (OTHER, 80)) == ["::1 is a loopback address", [OTHER]]
    assert names.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "017700000001"])
def test_odd_spellings_of_addresses_are_judged_by_what_they_resolve_to(host):
    import socket

    def system(name):
        return [socket.inet_ntoa(socket.inet_aton(name))]

    assert reach(system, (host, 80)) == ["127.0.0.1 is a loopback address"]


def test_what_is_allowed_by_name_may_have_any_address():
    wanted = [("till.test", 80), ("till.test", 81), ("127.0.0.1", 8000), ("127.0.0.1", 22)]
    answers = reach(Names(["10.0.0.1"]), *wanted, allowed=("Till.test", "127.0.0.1:8000"))
    assert answers == [["10.0.0.1"], ["10.0.0.1"], ["127.0.0.1"], "127.0.0.1 is a loopback address"]


def test_a_name_does_not_allow_what_lies_below_or_beside_it():
    wanted = [("a.till.test", 80), ("till.test.evil.test", 80), ("10.0.0.1", 80)]
    answers = reach(Names(["10.0.0.1"]), *wanted, allowed=("till.test",))
    assert answers == ["10.0.0.1 is a private address"] * 3


@pytest.mark.parametrize("answer", [OSError("no such name"), UnicodeError("label"), [], ["what?"]])
def test_a_name_without_addresses_is_refused(answer):
    assert reach(Names(answer), ("shop.test", 80)) == ["no address is known for this name"]


def test_without_fetching_nobody_is_even_looked_up():
    names = Names([PUBLIC])
    answers = reach(names, ("shop.test", 80), fetch=False, allowed=("shop.test",))
    assert (answers, names.asked) == (["nothing is fetched here"], [])


@pytest.mark.parametrize("name", ["", "http://shop.test", "a b", "user@shop.test"])
def test_what_is_no_host_cannot_be_allowed(name):
    with pytest.raises(UsageError, match="is no host"):
        checked_name(name)


def test_an_ipv6_address_is_allowed_with_and_without_brackets():
    assert reach(Names([]), ("::1", 80), allowed=("[::1]:80",)) == [["::1"]]
    assert reach(Names([]), ("::1", 80), allowed=("::1",)) == [["::1"]]
    assert place_of("::1", 80) == "[::1]:80"
