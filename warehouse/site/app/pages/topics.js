// Topics over time: how many calls of each period dealt with each topic.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const DAY = 86_400_000;
  Readout.title(t("nav.topics"));
  const place = el("div");
  return [
    el("h1", t("nav.topics")),
    el("p.lead", t("topics.lead")),
    Readout.filterBar((calls, filters) => {
      place.replaceChildren(
        ...(calls.some((call) => call.topic.length) ? [overTime(calls, filters), ranking(calls)] : [el("p.notice", t("calls.none"))]),
      );
      Readout.drawFigures();
    }),
    place,
  ];

  // Wide topics take in the calls of the narrower ones; within a chosen topic its narrower ones are told apart.
  function topicsOf(call, filters) {
    return [...new Set(call.topic.map((n) => (filters.topic ? n : Readout.widest(n))))];
  }

  function overTime(calls, filters) {
    const dated = calls.filter((call) => Readout.start(call) !== null && call.topic.length);
    const topics = [...Readout.tally(dated, (call) => topicsOf(call, filters)).keys()].slice(0, 14);
    const period = periods(dated);
    const cells = new Map();
    for (const call of dated)
      for (const n of topicsOf(call, filters)) {
        const key = `${topics.indexOf(n)} ${period.of(call)}`;
        cells.set(key, (cells.get(key) ?? 0) + 1);
      }
    const data = [...cells]
      .map(([key, count]) => key.split(" ").map(Number).concat(count))
      .filter(([row]) => row >= 0)
      .map(([row, column, count]) => ({ value: [column, row, count] }));
    const names = topics.map((n) => Readout.topic(n).name);
    const narrow = innerWidth < 700;
    const rows = topics.flatMap((n, row) =>
      data
        .filter(({ value }) => value[1] === row)
        .map(({ value }) => ({ topic: names[row], period: period.labels[value[0]], order: value[0], calls: value[2] })),
    );
    return Readout.figure({
      id: "topics",
      title: t("topics.over_time"),
      note: t("topics.note"),
      height: 70 + topics.length * 30,
      option: (c) => ({
        grid: { left: narrow ? 130 : 220, right: 14, top: 8, bottom: 34 },
        tooltip: { formatter: ({ value }) => Readout.tip(names[value[1]], [[period.labels[value[0]], t("calls.count", { n: value[2] })]]) },
        xAxis: {
          type: "category",
          data: period.labels,
          axisLabel: { fontSize: 14, color: c.soft, hideOverlap: true },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: c.line } },
        },
        yAxis: {
          type: "category",
          inverse: true,
          data: names,
          axisLabel: { color: c.ink, width: narrow ? 118 : 208, overflow: "truncate", fontSize: 13.5 },
          axisTick: { show: false },
          axisLine: { show: false },
          splitLine: { show: true, lineStyle: { color: c.line } },
        },
        series: [
          {
            type: "scatter",
            data,
            symbolSize: ([, , count]) => 5 + 19 * Math.sqrt(count / Math.max(...data.map(({ value }) => value[2]))),
            itemStyle: { color: c.accent, opacity: 0.85, borderColor: c.paper, borderWidth: 1 },
          },
        ],
      }),
      open: ({ value }) =>
        Readout.href("index.html", {
          ...Readout.shared(),
          topic: Readout.topic(topics[value[1]]).id,
          since: period.bounds[value[0]][0],
          until: period.bounds[value[0]][1],
        }),
      table: Readout.table({
        caption: t("topics.over_time"),
        rows,
        pageSize: 20,
        file: "topics",
        columns: [
          { key: "topic", label: t("topics.topic"), value: (row) => row.topic },
          { key: "period", label: t("topics.period"), value: (row) => row.order, cell: (row) => row.period },
          { key: "calls", label: t("people.calls"), value: (row) => row.calls, number: true },
        ],
      }),
    });
  }

  // Months up to four years, quarters up to ten, else years; every period between the first and the last, empty ones too.
  function periods(calls) {
    const days = calls.map(Readout.start);
    const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
    const months = last - first > 3650 ? 12 : last - first > 1460 ? 3 : 1;
    const month = (day) => {
      const date = new Date(day * DAY);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    };
    const number = (day) => Math.floor(month(day) / months);
    const [from, to] = [number(first), number(last)];
    const all = Array.from({ length: to - from + 1 }, (_, n) => (from + n) * months);
    const iso = (m, day = 1) => new Date(Date.UTC(Math.floor(m / 12), m % 12, day)).toISOString().slice(0, 10);
    return {
      labels: all.map((m) =>
        months === 12
          ? String(m / 12)
          : months === 3
            ? `${Math.floor(m / 12)} ${t("topics.quarter", { q: String((m % 12) / 3 + 1) })}`
            : Readout.edtf(iso(m).slice(0, 7)),
      ),
      bounds: all.map((m) => [iso(m), iso(m + months, 0)]),
      of: (call) => number(Readout.start(call)) - from,
    };
  }

  function ranking(calls) {
    const rows = [...Readout.tally(calls, (call) => call.topic)].map(([n, count]) => ({
      ...Readout.topic(n),
      n,
      count,
      of: calls.filter((call) => call.topic.includes(n)),
    }));
    return el(
      "section",
      el("h2", t("topics.all")),
      Readout.table({
        caption: t("topics.all"),
        rows,
        pageSize: 20,
        file: "topics-all",
        columns: [
          {
            key: "topic",
            label: t("topics.topic"),
            value: (row) => row.name,
            cell: (row) => el("a", { href: Readout.href("index.html", { ...Readout.shared(), topic: row.id }) }, row.name),
          },
          {
            key: "wider",
            label: t("topics.wider"),
            value: (row) => {
              const top = Readout.widest(row.n);
              return top === row.n ? "" : Readout.topic(top).name;
            },
          },
          { key: "calls", label: t("people.calls"), value: (row) => row.count, number: true },
          {
            key: "leaders",
            label: t("topics.leaders"),
            value: (row) =>
              [...Readout.tally(row.of, (call) => call.who)]
                .slice(0, 3)
                .map(([n]) => Readout.person(n).name)
                .join(", "),
            wide: true,
          },
        ],
      }),
    );
  }
});
