// The timeline: one row for each pair or group of leaders, one mark a call, an uncertain date as the interval it is.
"use strict";

(() => {
  const { el, t } = Readout;
  const DAY = 86_400_000;
  const ROWS = 12;
  const TAIL = 46; // pixels that an interval without a beginning or an end fades over

  function timeline(calls) {
    const dated = calls.filter((call) => Readout.start(call) !== null);
    const rows = pairs(dated);
    const undated = calls.length - dated.length;
    let height = 0;
    const shown = Math.min(ROWS, rows.length);
    height = Math.max(150, 34 * shown + 92);
    const figure = Readout.figure({
      id: "timeline",
      title: t("timeline.title"),
      height,
      note: [t("timeline.note"), undated ? ` ${t("timeline.undated", { n: undated })}` : ""].join(""),
      option: (colours) => option(dated, rows, shown, colours),
      open: (item) => item.data?.call && Readout.callHref(item.data.call.id),
      tools: globalThis.echarts && dated.length ? tools() : null,
      table: Readout.table({ caption: t("timeline.title"), rows: rows.map(rowOf), columns: rowColumns(), pageSize: 12, file: "pairs" }),
    });
    if (!dated.length) return el("p.notice", t("calls.none"));
    figure.querySelector(".chart")?.after(legend());
    return figure;
  }

  // The groups of people, those with most calls first.
  function pairs(calls) {
    const found = new Map();
    for (const call of calls) {
      const key = call.who.join(" ");
      if (!found.has(key)) found.set(key, { names: Readout.names(call), who: call.who, calls: [] });
      found.get(key).calls.push(call);
    }
    return [...found.values()].sort((a, b) => b.calls.length - a.calls.length);
  }

  const rowOf = (row) => ({ ...row, first: row.calls[0], last: row.calls.at(-1) });

  const rowColumns = () => [
    {
      key: "who",
      label: t("call.who"),
      value: (row) => row.names.join(" – "),
      wide: true,
      cell: (row) =>
        el(
          "a",
          { href: Readout.href("index.html", { with: row.who.map((n) => Readout.person(n).id).join(",") }) },
          Readout.foreign(row.names.join(" – ")),
        ),
    },
    { key: "calls", label: t("people.calls"), value: (row) => row.calls.length, number: true },
    {
      key: "first",
      label: t("people.first"),
      value: (row) => Readout.start(row.first),
      cell: (row) => el("a", { href: Readout.callHref(row.first.id) }, Readout.callDate(row.first, "short")),
    },
    {
      key: "last",
      label: t("people.last"),
      value: (row) => Readout.start(row.last),
      cell: (row) => el("a", { href: Readout.callHref(row.last.id) }, Readout.callDate(row.last, "short")),
    },
  ];

  function option(calls, rows, shown, colours) {
    const number = new Map();
    rows.forEach((row, n) => row.calls.forEach((call) => number.set(call.n, n)));
    const narrow = innerWidth < 700;
    const data = calls.map((call) => ({ value: [(call.from ?? call.to) * DAY, (call.to ?? call.from) * DAY, number.get(call.n)], call }));
    return {
      grid: { left: narrow ? 12 : 230, right: rows.length > shown ? 34 : 16, top: narrow ? 18 : 10, bottom: 74 },
      tooltip: { trigger: "item", formatter: (item) => Readout.callTip(item.data.call) },
      xAxis: {
        type: "time",
        ...room(calls),
        axisLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.soft, hideOverlap: true, fontSize: 13 },
        splitLine: { show: true, lineStyle: { color: colours.line, opacity: 0.6 } },
      },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map((row) => row.names.join(" – ")),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: narrow
          ? {
              inside: true,
              align: "left",
              verticalAlign: "bottom",
              padding: [0, 0, 9, -8],
              color: colours.soft,
              fontSize: 12,
              width: innerWidth - 70,
              overflow: "truncate",
            }
          : { color: colours.ink, width: 215, overflow: "truncate", fontSize: 13.5 },
        splitLine: { show: true, lineStyle: { color: colours.line, opacity: 0.6 } },
      },
      dataZoom: [
        {
          type: "inside",
          xAxisIndex: 0,
          filterMode: "weakFilter",
          zoomOnMouseWheel: "ctrl",
          moveOnMouseWheel: false,
          preventDefaultMouseMove: false,
        },
        {
          type: "slider",
          xAxisIndex: 0,
          filterMode: "weakFilter",
          bottom: 12,
          height: 22,
          borderColor: colours.line,
          fillerColor: `${colours.accent}22`,
          handleStyle: { color: colours.accent, borderColor: colours.accent },
          moveHandleSize: 5,
          showDataShadow: false,
          brushSelect: false,
          textStyle: { color: colours.soft },
          labelFormatter: (value) => Readout.edtf(Readout.iso(Math.round(value / DAY)), null, null, "short"),
          backgroundColor: "transparent",
        },
        ...(rows.length > shown
          ? [
              {
                type: "slider",
                yAxisIndex: 0,
                right: 4,
                width: 14,
                startValue: 0,
                endValue: shown - 1,
                zoomLock: true,
                showDetail: false,
                brushSelect: false,
                borderColor: colours.line,
                fillerColor: `${colours.accent}33`,
                backgroundColor: "transparent",
                handleSize: 0,
                moveHandleSize: 0,
                showDataShadow: false,
              },
            ]
          : []),
      ],
      series: [
        {
          type: "custom",
          clip: true,
          encode: { x: [0, 1], y: 2 },
          data,
          renderItem: (params, api) => shape(calls[params.dataIndex], api, colours, params.coordSys),
          progressive: 4000,
          large: true,
        },
      ],
    };
  }

  // Some room on both sides, so that the first and the last call do not stand on the edge.
  function room(calls) {
    const days = calls.flatMap((call) => [call.from, call.to]).filter((day) => day !== null);
    const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
    const margin = Math.max(3, (last - first) * 0.03);
    return { min: (first - margin) * DAY, max: (last + margin) * DAY };
  }

  function shape(call, api, colours) {
    const [x1, y] = api.coord([api.value(0), api.value(2)]);
    const [x2] = api.coord([api.value(1), api.value(2)]);
    const colour = colours[call.factuality];
    if (call.from !== null && call.from === call.to) return mark(call.factuality, x1, y, colour, colours.paper);
    const left = call.from === null ? x2 - TAIL : x1;
    const right = call.to === null ? x1 + TAIL : Math.max(x2, x1 + 6);
    const fade = (from, to) =>
      new echarts.graphic.LinearGradient(0, 0, 1, 0, [
        { offset: 0, color: from },
        { offset: 1, color: to },
      ]);
    const clear = `${colour}00`,
      half = `${colour}99`;
    const fill = call.from === null ? fade(clear, half) : call.to === null ? fade(half, clear) : half;
    const ends = [call.from !== null && left, call.to !== null && right].filter((x) => x !== false);
    return {
      type: "group",
      children: [
        { type: "rect", shape: { x: left, y: y - 4, width: right - left, height: 8, r: 2 }, style: { fill } },
        ...ends.map((x) => ({ type: "line", shape: { x1: x, x2: x, y1: y - 7, y2: y + 7 }, style: { stroke: colour, lineWidth: 2 } })),
      ],
    };
  }

  // Form and colour both say what is known: full circle, open circle, cross, diamond.
  function mark(factuality, x, y, colour, paper) {
    const style = { fill: colour, stroke: paper, lineWidth: 1 };
    if (factuality === "planned")
      return { type: "circle", shape: { cx: x, cy: y, r: 5 }, style: { fill: paper, stroke: colour, lineWidth: 2.5 } };
    if (factuality === "unconfirmed")
      return {
        type: "polygon",
        shape: {
          points: [
            [x, y - 7],
            [x + 7, y],
            [x, y + 7],
            [x - 7, y],
          ],
        },
        style,
      };
    if (factuality === "denied")
      return { type: "path", shape: { d: "M-5-5L5 5M5-5L-5 5" }, x, y, style: { fill: "transparent", stroke: colour, lineWidth: 3 } };
    return { type: "circle", shape: { cx: x, cy: y, r: 5.5 }, style };
  }

  const legend = () =>
    el(
      "ul.legend",
      Readout.FACTUALITIES.map((value) => el(`li.${value}`, el("i", { "aria-hidden": "true" }), Readout.label("factuality", value))),
      el("li.interval", el("i", { "aria-hidden": "true" }), t("timeline.interval")),
    );

  function tools() {
    const zoom = (factor) => {
      const { chart } = document.getElementById("timeline");
      const { start, end } = chart.getOption().dataZoom[0];
      const middle = (start + end) / 2,
        half = Math.min(50, ((end - start) / 2) * factor);
      const from = factor ? Math.min(Math.max(0, middle - half), 100 - 2 * half) : 0;
      chart.dispatchAction({ type: "dataZoom", xAxisIndex: 0, start: from, end: factor ? from + 2 * half : 100 });
      for (const index of [0, 1])
        chart.dispatchAction({ type: "dataZoom", dataZoomIndex: index, start: from, end: factor ? from + 2 * half : 100 });
    };
    return el(
      "div.tools",
      { role: "group", "aria-label": t("timeline.zoom") },
      el("button", { type: "button", "aria-label": t("timeline.zoom_in"), onclick: () => zoom(0.5) }, "+"),
      el("button", { type: "button", "aria-label": t("timeline.zoom_out"), onclick: () => zoom(2) }, "−"),
      el("button", { type: "button", onclick: () => zoom(0) }, t("timeline.all")),
    );
  }

  Object.assign(Readout, { timeline, groups: pairs });
})();
