"""Small SVG charts drawn by hand: they take their colours from the page's style sheet and need nothing from outside."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

_WIDTH, _HEIGHT, _FOOT = 640, 120, 18


def columns(values: Sequence[float], labels: Sequence[str], name: str) -> Markup:
    """A column chart of one value a label; the first and last label and the greatest value are written out."""
    if not values:
        return Markup("")
    top = max(*values, 1)
    step = _WIDTH / max(len(values), 12)
    drawn = [
        _column(i, value / top, step, f"{label}: {value:g}")
        for i, (value, label) in enumerate(zip(values, labels, strict=True))
    ]
    end = step * len(values)
    text = [
        Markup('<text x="0" y="{}">{}</text>').format(_HEIGHT + 14, labels[0]),
        Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(
            f"{max(end, 200):.0f}", _HEIGHT + 14, labels[-1]
        )
        if len(labels) > 1
        else Markup(""),
        Markup('<text x="{}" y="10" text-anchor="end">{}</text>').format(_WIDTH, f"max {top:g}"),
    ]
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT + _FOOT, name, Markup("").join([*drawn, *text])
    )


def _column(position: int, share: float, step: float, told: str) -> Markup:
    height = share * (_HEIGHT - 16)
    if share > 0:
        height = max(height, 2)  # a small value stays visible
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="1.5"><title>{}</title></rect>').format(
        f"{position * step + 1:.1f}", f"{_HEIGHT - height:.1f}", f"{step - 2:.1f}", f"{height:.1f}", told
    )


def history(outcomes: Sequence[bool | None], labels: Sequence[str]) -> Markup:
    """One square a run: filled when the expectation held, crossed when it failed, empty when it was not checked."""
    squares = [_square(i, outcome, label) for i, (outcome, label) in enumerate(zip(outcomes, labels, strict=True))]
    failed = sum(outcome is False for outcome in outcomes)
    name = f"failed in {failed} of the last {len(outcomes)} runs"
    return Markup(
        '<svg class="history" width="{}" height="12" viewBox="0 0 {} 12" role="img" aria-label="{}">{}</svg>'
    ).format(len(outcomes) * 8, len(outcomes) * 8, escape(name), Markup("").join(squares))


def _square(position: int, outcome: bool | None, label: str) -> Markup:
    kind = {True: "held", False: "failed", None: "unchecked"}[outcome]
    y, height = (0, 12) if outcome is False else (3, 6)
    return Markup('<rect class="{}" x="{}" y="{}" width="6" height="{}" rx="1"><title>{}</title></rect>').format(
        kind, position * 8, y, height, f"{label}: {kind}"
    )
