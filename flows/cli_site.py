"""The verb that writes the explorer: `readout site`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.options import DEFAULT_WAREHOUSE, WarehouseFile, fail, warn

explore = typer.Typer()


@explore.command()
def site(
    out: Annotated[
        Path | None, typer.Argument(metavar="[OUT_DIR]", help="Folder of the site.", show_default="beside the warehouse and named after it")
    ] = None,
    warehouse: WarehouseFile = DEFAULT_WAREHOUSE,
    serve: Annotated[bool, typer.Option("--serve", help="Serve it on this machine until Ctrl-C.")] = False,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="Port to serve on; 0 takes a free one.")] = 8350,
    full_text: Annotated[bool, typer.Option("--full-text", help="Show articles whole: for private use, not to be published.")] = False,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Name of the site.")] = "Readout",
) -> None:
    """Write a static site that shows the calls and their evidence; it opens from disk and from any web server."""
    from flows.settings import beside
    from flows.site import write_site

    folder = out or beside(warehouse, "-site")
    built = write_site(warehouse, folder, full_text=full_text, title=title, say=_progress)
    typer.echo(f"{built.calls} calls, {built.articles} articles: {built.folder / 'index.html'}")
    if built.lacking:
        warn(f"without its built assets (`make site-assets`) the site lacks {', '.join(built.lacking)}")
    if serve:
        _serve(folder, port)


def _progress(step: str) -> None:
    typer.echo(f"  {step} ...", err=True)


def _serve(folder: Path, port: int) -> None:
    from flows.site import local_server

    try:
        server = local_server(folder, port)
    except OSError as error:
        raise SystemExit(fail(f"port {port} cannot be used: {error.strerror}; give another with --port")) from None
    typer.echo(f"serving http://127.0.0.1:{server.server_address[1]}/ until Ctrl-C")
    with server:
        server.serve_forever()
