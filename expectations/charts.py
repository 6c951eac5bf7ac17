"""Small SVG charts drawn by hand: they take their colours from the page's style sheet and need nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT = 640, 90
_SQUARE = 8
_FEWEST = 12  # places for columns, so that two runs do not fill the chart

_FIGURE = Markup(
    "<figure><figcaption><b>{title}</b><span>at most {top}</span></figcaption>"
    '<svg class="chart" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img" aria-label="{title}">'
    "{columns}</svg>"
    '<div class="axis" style="width:{share:.0f}%"><span>{first}</span><span>{last}</span></div></figure>'
)
_COLUMN = Markup('<rect x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>')
_HISTORY = Markup('<svg class="history" width="{0}" height="12" viewBox="0 0 {0} 12" role="img" aria-label="{1}">{2}</svg>')
_OUTCOME = Markup('<rect class="{}" x="{}" y="{}" width="6" height="{}" rx="1"><title>{}</title></rect>')


def columns(values: Sequence[float], labels: Sequence[str], title: str) -> Markup:
    """A column chart with one value a label; values and labels show on hovering, and belong in a table beside it."""
    if not values:
        return Markup("")
    top = max(*values, 1)
    places = max(len(values), _FEWEST)
    step = _WIDTH / places
    told = zip(values, labels, strict=True)
    drawn = [_column(i, value / top, step, f"{label}: {value:g}") for i, (value, label) in enumerate(told)]
    return _FIGURE.format(
        title=title, top=f"{max(values):g}", width=_WIDTH, height=_HEIGHT, columns=Markup("").join(drawn),
        share=100 * len(values) / places, first=labels[0], last=labels[-1] if len(labels) > 1 else "",
    )  # fmt: skip


def _column(position: int, share: float, step: float, told: str) -> Markup:
    height = max(share * _HEIGHT, 2) if share > 0 else 0  # a small value stays visible
    gap = step / 8
    left, width = position * step + gap, step - 2 * gap
    return _COLUMN.format(f"{left:.1f}", f"{_HEIGHT - height:.1f}", f"{width:.1f}", f"{height:.1f}", told)


def history(outcomes: Sequence[bool | None], runs: Sequence[str]) -> Markup:
    """One mark a run: low where the expectation held, tall where it failed, hollow where it was not checked."""
    marks = [_mark(i, outcome, run) for i, (outcome, run) in enumerate(zip(outcomes, runs, strict=True))]
    told = f"failed in {outcomes.count(False)} of the last {len(outcomes)} runs"
    return _HISTORY.format(len(outcomes) * _SQUARE, told, Markup("").join(marks))


def _mark(position: int, outcome: bool | None, run: str) -> Markup:
    kind = {True: "held", False: "failed", None: "unchecked"}[outcome]
    top, height = (0, 12) if outcome is False else (3, 6)
    return _OUTCOME.format(kind, position * _SQUARE + 1, top, height, f"{run}: {kind}")
