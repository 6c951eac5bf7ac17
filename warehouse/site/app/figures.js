// Pictures: an Apache ECharts chart with its title, and always the table of what it shows. Without ECharts the table stands alone.
"use strict";

(() => {
  const { el, t } = Readout;
  const drawn = [];

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colours = () => ({
    ink: css("--ink"),
    soft: css("--soft"),
    line: css("--line"),
    paper: css("--card"),
    accent: css("--accent"),
    onAccent: css("--accent-ink"),
    mark: css("--mark"),
    occurred: css("--occurred"),
    planned: css("--planned"),
    denied: css("--denied"),
    unconfirmed: css("--unconfirmed"),
    scale: [css("--scale-low"), css("--scale-mid"), css("--scale-high")],
    series: [1, 2, 3, 4, 5, 6].map((n) => css(`--series-${n}`)),
  });

  // {id, title, note, height, option(colours, chart) -> ECharts option, open(item) -> address, table: element, tools}
  function figure({ id, title, note, height = 360, option, open, table, tools }) {
    const picture = el("div.chart", { role: "img", "aria-label": `${title}. ${t("figure.table_below")}`, id });
    picture.style.height = `${height}px`;
    const withChart = Boolean(globalThis.echarts);
    const details = el("details.data", { open: !withChart }, el("summary", t("figure.table")), table);
    if (withChart) drawn.push({ picture, option, open });
    return el(
      "figure",
      el("div.figure-head", el("h2", title), tools ?? null),
      note ? el("p.note", note) : null,
      withChart ? picture : el("p.notice", t("figure.without")),
      details,
    );
  }

  // Draws the figures that stand in the page; a page calls it once its elements are placed.
  function drawFigures() {
    for (const figure of [...drawn]) {
      if (figure.chart && !figure.picture.isConnected) forget(figure);
      if (figure.chart || !figure.picture.isConnected) continue;
      figure.chart = echarts.init(figure.picture, null, { renderer: "canvas" });
      figure.picture.chart = figure.chart;
      figure.chart.setOption(complete(figure.option(colours(), figure.chart)));
      figure.chart.on("click", (item) => {
        const address = figure.open?.(item);
        if (address && matchMedia("(hover: hover)").matches) location.href = address;
      });
      new ResizeObserver(() => fit(figure)).observe(figure.picture);
    }
  }

  // An observer also calls at once, when nothing has changed yet.
  function fit({ chart, picture }) {
    if (!chart.isDisposed() && picture.clientWidth && chart.getWidth() !== picture.clientWidth) chart.resize();
  }

  function forget(figure) {
    figure.chart.dispose();
    drawn.splice(drawn.indexOf(figure), 1);
  }

  // Draws one figure anew, after its data or the colours of the page changed.
  function redraw(picture) {
    for (const figure of drawn) {
      if (!figure.chart || (picture && figure.picture !== picture)) continue;
      figure.chart.setOption(complete(figure.option(colours(), figure.chart)), { notMerge: true });
    }
  }

  function complete(option) {
    const c = colours();
    return {
      animation: false,
      textStyle: { fontFamily: css("--sans"), color: c.ink },
      ...option,
      tooltip: {
        backgroundColor: c.paper,
        borderColor: c.line,
        textStyle: { color: c.ink, fontSize: 14 },
        confine: true,
        enterable: true,
        extraCssText: "max-width:min(340px,90vw);white-space:normal;box-shadow:0 4px 18px rgb(0 0 0 / .16)",
        ...option.tooltip,
      },
    };
  }

  // What hovering a call says, and where it leads on a touch screen.
  function callTip(call) {
    const rows = [
      [t("call.duration"), Readout.duration(call.low, call.high, call.qualifier)],
      [t("call.topics"), call.topic.map((n) => Readout.topic(n).name).join(", ")],
      [t("call.independent"), Readout.number(call.independent)],
      [t("call.conflicts"), call.conflicts ? Readout.number(call.conflicts) : ""],
    ].filter(([, value]) => value);
    return el(
      "div.tip",
      el("strong", Readout.capital(Readout.callDate(call))),
      el("div", Readout.foreign(Readout.names(call).join(" – "))),
      Readout.badge(call.factuality),
      el(
        "dl",
        rows.map(([name, value]) => [el("dt", name), el("dd", value)]),
      ),
      el("a", { href: Readout.callHref(call.id) }, t("call.open")),
    );
  }

  // A heading and lines of name and value.
  const tip = (heading, rows) =>
    el(
      "div.tip",
      el("strong", Readout.foreign(heading)),
      el(
        "dl",
        rows.map(([name, value]) => [el("dt", name), el("dd", value)]),
      ),
    );

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  Object.assign(Readout, { figure, drawFigures, redraw, callTip, tip });
})();
