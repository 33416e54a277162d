"""ddjlayout as a candidate of its own benchmarks, and the floor under its pictures."""

from functools import cache

from benchmarks import floor
from benchmarks.jobs import Job, Jobs
from benchmarks.receipts import Order, document
from ddjlayout import Cache, compile, to_png, to_print_content
from ddjlayout import Job as Compiled

VERSION = "this tree"


def payload(order: Order) -> bytes:
    return to_print_content(compile(document(order))).encode()


def picture(order: Order) -> bytes:
    return to_png(compile(document(order)))


def compiled(order: Order) -> Compiled:
    return compile(document(order))


@cache
def kept() -> Cache:
    return Cache()


def payload_cached(order: Order) -> bytes:
    return to_print_content(compile(document(order), cache=kept())).encode()


def picture_cached(order: Order) -> bytes:
    return to_png(compile(document(order), cache=kept()), cache=kept())


def redrawn(job: Compiled) -> bytes:
    return to_png(job, cache=kept())


JOBS: Jobs = {
    "compile": Job(payload),
    "compile-cached": Job(payload_cached),
    "text": Job(payload),
    "png": Job(picture),
    "png-cached": Job(picture_cached),
    "png-of-job": Job(to_png, compiled),
    "png-of-job-cached": Job(redrawn, compiled),
    "floor": Job(floor.picture, lambda order: floor.ready(compiled(order))),
}
