"""The pipeline in one call: a document and a profile become a Job."""

import gc

from ddjlayout import fields
from ddjlayout.cache import Cache
from ddjlayout.element import Context, Options, check_options, too_deep
from ddjlayout.elements.text import as_element
from ddjlayout.errors import LayoutError
from ddjlayout.job import Job
from ddjlayout.lowering import lower
from ddjlayout.profile import D1, Profile
from ddjlayout.raster.atlas import default_atlas
from ddjlayout.raster.canvas import Glyphs


def compile(  # noqa: A001 - the name users know from re.compile
    document: object,
    profile: Profile = D1,
    *,
    options: Options | None = None,
    cache: Cache | None = None,
) -> Job:
    """Lay out a document and lower it to what the profile's printer can do.

    Pure: the same document gives the same job, with or without a `cache`. `job.diagnostics` lists
    everything that was changed or did not fit. Raises LayoutError for what cannot be printed (with
    `options.strict` for the first warning too) and for an empty document, which the platform
    refuses (1012).
    """
    _check(profile, options, cache)
    cx = Context(profile, options) if cache is None else Context(profile, options, cache.get)
    glyphs = (
        Glyphs(default_atlas(), profile.width) if cache is None else cache.glyphs(profile.width)
    )
    collecting = gc.isenabled()
    # No cycles are made here, and the collector would look through a growing document again and
    # again: of a table of 10,000 rows that takes a third of the time.
    gc.disable()
    try:
        frame = as_element(document).layout(cx, profile.width)
        items = lower(frame, cx, glyphs)
    except RecursionError:
        raise too_deep() from None
    finally:
        if collecting:
            gc.enable()
    if not items:
        raise LayoutError(
            "the document prints nothing",
            code="empty",
            path="receipt",
            hint="the platform refuses an empty task (1012); add an element",
        )
    return Job(profile, items, tuple(cx.diagnostics), frame)


def _check(profile: Profile, options: Options | None, cache: Cache | None) -> None:
    fields.instance("profile", profile, Profile, "pass ddjlayout.D1 or ddjlayout.D2")
    if options is not None:
        check_options(options)
    if cache is not None:
        fields.instance("cache", cache, Cache, "pass ddjlayout.Cache()")
