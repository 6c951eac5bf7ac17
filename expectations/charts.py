"""Small SVG charts drawn by hand: they take their colours from the page's style sheet and need nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT = 320, 72
_SQUARE = 8
_FEWEST = 12  # places for columns, so that two runs do not fill the chart

_FIGURE = Markup(
    "<figure><figcaption><b>{title}</b><span>{told}</span></figcaption>"
    '<svg class="chart" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img" aria-label="{title}: {told}">'
    "{columns}</svg>"
    '<div class="axis">{axis}</div></figure>'
)
_COLUMN = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>')
_HISTORY = Markup('<svg class="history" width="{0}" height="12" viewBox="0 0 {0} 12" role="img" aria-label="{1}">{2}</svg>')
_OUTCOME = Markup('<rect class="{}" x="{}" y="{}" width="6" height="{}" rx="1"><title>{}</title></rect>')


def columns(series: Mapping[str, Sequence[float | None]], labels: Sequence[str], title: str, unit: str = "") -> Markup:
    """A column chart with a place a label; several series stand on each other, each in the colour of its name.

    Values and labels show on hovering, and belong in a table beside the chart. An empty value is drawn as none.
    """
    if not labels:
        return Markup("")
    stacks = list(zip(*([value or 0 for value in values] for values in series.values()), strict=True))
    top = max(max(sum(stack) for stack in stacks), 1)
    places = max(len(stacks), _FEWEST)
    drawn = Markup("").join(
        _stack(i, dict(zip(series, stack, strict=True)), top, _WIDTH / places, f"{label}: ", unit)
        for i, (stack, label) in enumerate(zip(stacks, labels, strict=True))
    )
    told = f"last {sum(stacks[-1]):g}{unit}, most {max(sum(stack) for stack in stacks):g}{unit}"
    return _FIGURE.format(
        title=title, told=told, width=_WIDTH, height=_HEIGHT, columns=drawn, axis=_axis(labels, full=len(stacks) == places)
    )  # fmt: skip


def _axis(labels: Sequence[str], *, full: bool) -> Markup:
    """The first and last label: at both ends of a full chart, else together below the columns at its left."""
    if full:
        return Markup("<span>{}</span><span>{}</span>").format(labels[0], labels[-1])
    return Markup("<span>{}</span>").format(labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}")


def _stack(position: int, parts: Mapping[str, float], top: float, step: float, label: str, unit: str) -> Markup:
    gap, floor, drawn = step / 8, float(_HEIGHT), Markup("")
    for name, value in parts.items():
        if value <= 0:
            continue
        height = max(value / top * _HEIGHT, 2)  # a small value stays visible
        floor = max(floor - height, 0)
        told = f"{label}{value:g}{unit}{f' {name}' if len(parts) > 1 else ''}"
        drawn += _COLUMN.format(name, f"{position * step + gap:.1f}", f"{floor:.1f}", f"{step - 2 * gap:.1f}", f"{height:.1f}", told)
    return drawn


def history(outcomes: Sequence[bool | None], runs: Sequence[str]) -> Markup:
    """One mark a run: low where the expectation held, tall where it failed, hollow where it was not checked."""
    marks = [_mark(i, outcome, run) for i, (outcome, run) in enumerate(zip(outcomes, runs, strict=True))]
    told = f"failed in {outcomes.count(False)} of the last {len(outcomes)} runs"
    return _HISTORY.format(len(outcomes) * _SQUARE, told, Markup("").join(marks))


def _mark(position: int, outcome: bool | None, run: str) -> Markup:
    kind = {True: "held", False: "failed", None: "unchecked"}[outcome]
    top, height = (0, 12) if outcome is False else (3, 6)
    return _OUTCOME.format(kind, position * _SQUARE + 1, top, height, f"{run}: {kind}")
