"""Backend: a Job becomes the platform's PrintContent (vendor document V3.0, section 3.3)."""

from ddjlayout import fields
from ddjlayout.errors import LayoutError
from ddjlayout.job import Job
from ddjlayout.payload import print_content


def to_print_content(job: Job) -> str:
    """Return the JSON array of a job, compact, its keys in the vendor's order.

    Raises LayoutError when it is longer than the profile's `max_bytes`.
    """
    fields.instance("to_print_content", job, Job, "compile() makes one of an element")
    content = print_content(job.items, job.profile)
    if len(content) > job.profile.max_bytes:
        raise LayoutError(
            f"the PrintContent has {len(content)} bytes, the platform takes"
            f" {job.profile.max_bytes}",
            code="too-large",
            path="receipt",
            hint="print fewer or smaller images, or Job.split() the document",
        )
    return content
