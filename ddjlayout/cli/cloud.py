"""The command's way to the platform: credentials become a client."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from ddjlayout.cli.output import warn
from ddjlayout.cloud.client import Client
from ddjlayout.cloud.config import load_credentials


def with_credentials(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of reaching the platform; the command gets a `Client` as `client`."""

    @wraps(command)
    def connected(*args: Any, connect: Callable[[], Client], **options: Any) -> None:
        command(*args, client=connect(), **options)

    return with_connection(connected)


def with_connection(command: Callable[..., None]) -> Callable[..., None]:
    """Add the same options; the command gets `connect`, which makes the client when called."""

    @wraps(command)
    def prepared(*args: Any, **options: Any) -> None:
        allow = options.pop("allow_insecure_http")
        given = options.pop("app_id"), options.pop("app_secret"), options.pop("base_url")

        def connect() -> Client:
            found = load_credentials(*given)
            for warning in found.warnings:
                warn(click.style("warning: ", fg="yellow") + warning)
            return Client(
                found.app_id, found.app_secret, base_url=found.base_url, allow_insecure_http=allow
            )

        command(*args, connect=connect, **options)

    for decorate in (
        click.option(
            "--allow-insecure-http",
            is_flag=True,
            help="Permit plain HTTP to hosts other than the vendor's and this machine.",
        ),
        click.option("--base-url", metavar="URL", help="The platform; or DDJ_BASE_URL."),
        click.option(
            "--app-secret", metavar="SECRET", help="The AppSecret; better DDJ_APP_SECRET."
        ),
        click.option("--app-id", metavar="ID", help="The AppKey; or DDJ_APP_ID."),
    ):
        prepared = decorate(prepared)
    return prepared
