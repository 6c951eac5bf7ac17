"""The command `readout`: one thin function a verb; heavy imports stay inside the verbs, so that help answers at once."""

from __future__ import annotations

import atexit
import gc
import os
import shlex
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_operate import operate
from flows.cli_site import explore
from flows.options import DEFAULT_WAREHOUSE as _WAREHOUSE
from flows.options import Day, Judgements, WarehouseFile
from flows.options import fail as _fail
from flows.options import warn as _warn

if TYPE_CHECKING:
    from flows.ingest import Summary
    from flows.settings import Settings

_MOST_REFUSED = 20  # lines on items that `readout extract` could not read: a JSON file of something else may hold thousands

app = typer.Typer(
    name="readout",
    help="News reports of calls between leaders, as a warehouse: who called whom, when, about what, and who said so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ListFormat(StrEnum):
    """How a list of calls is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class FrameFormat(StrEnum):
    """How the rows of a query are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class Factuality(StrEnum):
    """What is said about a call."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"


Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or globs.", show_default=False)]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who read the judgement later.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write there instead of to standard output.")]
OneCall = Annotated[str, typer.Argument(metavar="CALL_A", help="A call, or one of its reports.")]
OtherCall = Annotated[str, typer.Argument(metavar="CALL_B", help="Another call or report.")]


@app.command()
def ingest(paths: Paths, warehouse: WarehouseFile = _WAREHOUSE, judgements: Judgements = None) -> None:
    """Take articles into the warehouse and bring the calls up to date."""
    from flows.forking import start_forking
    from flows.listing import is_large, list_files
    from flows.progress import bars
    from flows.settings import read_settings

    settings = read_settings(warehouse, judgements)
    list_files(paths)  # a wrong path is said at once, before anything heavy starts
    if settings.extracts_here and is_large(paths):
        start_forking()  # what its workers need is imported while this process imports what it needs itself
    from flows.display import summary_lines
    from flows.ingest import ingest_in_process

    with bars() as progress:
        summary = ingest_in_process(paths, settings, progress)
    typer.echo("\n".join(summary_lines(summary, settings)))
    if summary.nothing_done:
        raise SystemExit(_fail("nothing was taken in: " + (summary.details or ["no articles"])[0]))


@app.command()
def extract(paths: Paths) -> None:
    """Print the calls of each document as one JSON object a line, without any warehouse."""
    from flows.forking import start_forking
    from flows.listing import is_large, list_files
    from flows.settings import read_settings

    list_files(paths)
    if read_settings().workers > 1 and is_large(paths):
        start_forking()  # what its workers need is imported while this process imports what it needs itself
    from flows.labels import labels

    documents = 0
    refused: list[str] = []

    def refuse(message: str) -> None:
        refused.append(message)
        if len(refused) <= _MOST_REFUSED:
            _warn(message)

    for line in labels(paths, warn=refuse):
        sys.stdout.write(line + "\n")
        documents += 1
    if len(refused) > _MOST_REFUSED:
        _warn(f"and {len(refused) - _MOST_REFUSED} more; `readout ingest` keeps each with its reason")
    if not documents:
        raise SystemExit(_fail("no article in these files"))


@app.command()
def calls(
    warehouse: WarehouseFile = _WAREHOUSE,
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="A participant, by name or id; all of them when given more than once."),
    ] = None,
    since: Day = None,
    until: Day = None,
    topic: Annotated[str | None, typer.Option(metavar="TOPIC", help="A topic, narrower ones included.")] = None,
    factuality: Annotated[Factuality | None, typer.Option(help="Only calls of this status.")] = None,
    form: Annotated[ListFormat, typer.Option("--format")] = ListFormat.TABLE,
) -> None:
    """List the calls of the warehouse."""
    from flows.display import calls_table, write_frame
    from warehouse import read
    from warehouse.connect import open_read

    with open_read(warehouse) as con:
        found = read.calls(
            con, with_=with_ or (), since=since and since.date(), until=until and until.date(), topic=topic, factuality=factuality
        )
    if form == ListFormat.TABLE:
        calls_table(found)
    else:
        write_frame(found, form)


@app.command()
def show(
    call_id: Annotated[str, typer.Argument(metavar="CALL_ID", help="A call, by any id it ever had.")],
    warehouse: WarehouseFile = _WAREHOUSE,
    why: Annotated[bool, typer.Option("--why", help="Explain why these reports are one call.")] = False,
) -> None:
    """Show one call: its values with the sentences that state them, sources, conflicts, statements, next steps."""
    from flows.display import call_sheet
    from warehouse import read
    from warehouse.connect import open_read

    with open_read(warehouse) as con:
        frames = read.call(con, call_id)
    call_sheet(frames, why=why)


@app.command()
def review(
    warehouse: WarehouseFile = _WAREHOUSE,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Pairs shown.")] = 10,
) -> None:
    """Show what waits for a verdict: doubtful pairs of reports, what matters most first, and open hypotheses."""
    from flows.display_review import review_sheet
    from flows.judging import review as what_waits

    review_sheet(what_waits(_settings(warehouse), limit))


judge = typer.Typer(
    help="Settle a doubtful case. It takes effect at once, and is undone by removing its line from the file of judgements.",
    no_args_is_help=True,
)
app.add_typer(judge, name="judge")


@judge.command("same")
def judge_same(one: OneCall, other: OtherCall, why: Why, warehouse: WarehouseFile = _WAREHOUSE, judgements: Judgements = None) -> None:
    """Hold two calls for one."""
    from flows.judging import judge_pair

    _judged(judge_pair("same", one, other, why, _settings(warehouse, judgements)))


@judge.command("different")
def judge_different(one: OneCall, other: OtherCall, why: Why, warehouse: WarehouseFile = _WAREHOUSE, judgements: Judgements = None) -> None:
    """Keep two calls, or two reports of one call, apart."""
    from flows.judging import judge_pair

    _judged(judge_pair("different", one, other, why, _settings(warehouse, judgements)))


@judge.command("value")
def judge_value(
    call_id: Annotated[str, typer.Argument(metavar="CALL_ID")],
    name: Annotated[
        str, typer.Argument(metavar="PROPERTY", help="date, duration, initiator, ordinal, weekday, time_of_day, factuality or channel.")
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="As in claims.value: 2025-06-14, 50 or 30/40 minutes, ...")],
    why: Why,
    warehouse: WarehouseFile = _WAREHOUSE,
    judgements: Judgements = None,
) -> None:
    """Settle one value of a call."""
    from flows import judging

    _judged(judging.judge_value(call_id, name, value, why, _settings(warehouse, judgements)))


@judge.command("hypothesis")
def judge_hypothesis(
    hypothesis_id: Annotated[str, typer.Argument(metavar="HYPOTHESIS_ID")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="missing_call, wrong_ordinal or different_scopes.")],
    why: Why,
    warehouse: WarehouseFile = _WAREHOUSE,
    judgements: Judgements = None,
) -> None:
    """Settle a hypothesis about a missing call."""
    from flows import judging

    _judged(judging.judge_hypothesis(hypothesis_id, verdict, why, _settings(warehouse, judgements)))


@judge.command("follow-up")
def judge_follow_up(
    follow_up_id: Annotated[str, typer.Argument(metavar="FOLLOW_UP_ID")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="kept, moved or dropped.")],
    why: Why,
    warehouse: WarehouseFile = _WAREHOUSE,
    judgements: Judgements = None,
) -> None:
    """Say what became of an announced call, meeting or visit."""
    from flows import judging

    _judged(judging.judge_follow_up(follow_up_id, verdict, why, _settings(warehouse, judgements)))


@app.command()
def reprocess(warehouse: WarehouseFile = _WAREHOUSE, judgements: Judgements = None) -> None:
    """Extract the stored articles again, after a rule changed, and resolve all their reports anew."""
    from flows.display import summary_lines
    from flows.history import reprocess as again
    from flows.progress import bars

    settings = _settings(warehouse, judgements)
    with bars() as progress:
        summary = again(settings, progress)
    typer.echo("\n".join(summary_lines(summary, settings)))


@app.command()
def diff(
    run_a: Annotated[str, typer.Argument(metavar="RUN_A", help="The earlier run.")],
    run_b: Annotated[str, typer.Argument(metavar="RUN_B", help="The later run.")],
    warehouse: WarehouseFile = _WAREHOUSE,
    form: Annotated[ListFormat, typer.Option("--format")] = ListFormat.TABLE,
) -> None:
    """Say which calls appeared, changed or ended from one run to another, and why."""
    from flows.display import write_frame
    from flows.history import differences

    write_frame(differences(_settings(warehouse), run_a, run_b), form)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(metavar='"SELECT ..."', help="One SELECT statement.")],
    warehouse: WarehouseFile = _WAREHOUSE,
    form: Annotated[FrameFormat, typer.Option("--format")] = FrameFormat.TABLE,
    out: Out = None,
) -> None:
    """Run one read-only SQL query on the warehouse."""
    from flows.display import write_frame
    from flows.settings import read_query_limits
    from warehouse import read
    from warehouse.connect import open_read

    if form == FrameFormat.PARQUET and out is None and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is no text for a terminal: give --out FILE", param_hint="--format")
    limits = read_query_limits()
    with open_read(warehouse, limits.memory, limits.seconds) as con:
        rows = read.run_sql(con, query, limits.seconds)
    write_frame(rows, form, out)


@app.command()
def quality(
    warehouse: WarehouseFile = _WAREHOUSE,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder of the report.", show_default="beside the warehouse")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Leave out earlier runs and what they brought.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a critical expectation fails.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Repeat what the runs recorded: no check of the whole, no Data Docs.")] = False,
) -> None:
    """Say whether the warehouse is healthy and what to do, and write it as pages that open offline."""
    from flows.display import quality_lines
    from flows.quality import write_quality
    from flows.settings import read_settings
    from warehouse.connect import open_read

    folder = out or read_settings(warehouse).quality_folder
    options = "" if warehouse == _WAREHOUSE else f" --warehouse {shlex.quote(str(warehouse))}"
    with open_read(warehouse) as con:
        report = write_quality(con, folder, since=since and since.date(), quick=quick, options=options)
    typer.echo("\n".join(quality_lines(report)))
    if strict and not report.figures["critical_expectations_hold"]:
        raise SystemExit(_fail("a critical expectation does not hold"))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labels, one JSON object a document.")],
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLES...", help="The labelled articles.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every miss, false alarm and wrong value with its sentence.")] = False,
    statements: Annotated[
        Path | None, typer.Option("--statements", metavar="FILE", help="Labelled passages: score who says what, too.")
    ] = None,
) -> None:
    """Score extraction against labels: precision, recall and F1 of calls and of each of their values."""
    from flows.display import figures_table
    from flows.evaluation import evaluation

    scored = evaluation(gold, articles, statements, warn=_warn)
    figures_table(scored.figures)
    if errors:
        typer.echo("\n".join(scored.errors))


def _settings(warehouse: Path, judgements: Path | None = None) -> Settings:
    from flows.settings import read_settings

    return read_settings(warehouse, judgements)


def _judged(summary: Summary) -> None:
    states = ", ".join(f"{count} {state}" for state, count in sorted(summary.judgements.items()))
    typer.echo(f"calls        {summary.calls_new} new, {summary.calls_changed} changed, {summary.calls_ended} ended")
    typer.echo(f"judgements   {states}")


def main() -> None:
    """Run the command; whatever goes wrong is one line on standard error. READOUT_DEBUG=1 shows where."""
    atexit.register(gc.freeze)  # the interpreter looks for garbage in everything, several times, before it ends: up to 0.1 s
    if os.environ.get("READOUT_DEBUG"):
        app()
        return
    import logging

    logging.disable(logging.CRITICAL)  # what libraries log is no message for a user
    try:
        app()
    except BrokenPipeError:  # the reader of a pipe has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(_fail("stopped", 130))
    except Exception as error:
        sys.exit(_fail(_message(error)))


def _message(error: Exception) -> str:
    """Return one line for an error: its own words where they were written for a user."""
    from flows.errors import OperationError
    from flows.listing import LandingError
    from flows.settings import SettingsError
    from transforms.judgements import JudgementError
    from warehouse.errors import WarehouseError

    first = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    if isinstance(error, LandingError | OperationError | SettingsError | JudgementError | WarehouseError):
        return first
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"unexpected error, {type(error).__name__}: {first} (READOUT_DEBUG=1 shows where)"


app.add_typer(operate)  # serve, tend, fetch, backfill, retry, doctor, backup, restore
app.add_typer(explore)  # site

if __name__ == "__main__":
    main()
