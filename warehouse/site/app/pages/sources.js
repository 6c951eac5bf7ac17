// Sources: what each outlet reports, first, alone, and where its word is contradicted.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  Readout.title(t("nav.sources"));
  const place = el("div");
  return [
    el("h1", t("nav.sources")),
    el("p.lead", t("sources.lead")),
    Readout.filterBar((calls) => {
      const rows = figures(calls);
      place.replaceChildren(...(rows.length ? [chart(rows), disputed(calls)] : [el("p.notice", t("calls.none"))]));
      Readout.drawFigures();
    }),
    place,
  ];

  // Outlets that are not known by name are one line: each of their articles is its own source.
  function figures(calls) {
    const found = new Map();
    for (const call of calls)
      for (const n of call.source) {
        const source = Readout.source(n);
        const key = source.name === t("source.unknown") ? "" : source.id;
        if (!found.has(key)) found.set(key, { ...source, id: key, calls: 0, first: 0, alone: 0, later: 0, disputed: 0 });
        const row = found.get(key);
        row.calls += 1;
        if (call.source.length === 1) row.alone += 1;
        else if (call.first === n) row.first += 1;
        else row.later += 1;
        if (call.disputes.some(([told]) => told === n)) row.disputed += 1;
      }
    return [...found.values()].sort((a, b) => b.calls - a.calls);
  }

  function open(row) {
    return row.id ? Readout.href("index.html", { ...Readout.shared(), source: row.id }) : null;
  }

  function chart(rows) {
    const shown = rows.slice(0, 14);
    const narrow = innerWidth < 700;
    return Readout.figure({
      id: "sources",
      title: t("sources.what"),
      note: t("sources.note"),
      height: 64 + shown.length * 30,
      option: (c) => ({
        grid: { left: narrow ? 112 : 180, right: 44, top: 36, bottom: 8 },
        legend: { top: 0, left: 0, textStyle: { color: c.ink, fontSize: 14.5 }, itemWidth: 14, itemHeight: 10 },
        tooltip: { formatter: ({ name, seriesName, value }) => Readout.tip(name, [[seriesName, Readout.number(value)]]) },
        xAxis: { type: "value", show: false },
        yAxis: {
          type: "category",
          inverse: true,
          data: shown.map((row) => row.name),
          axisLabel: { fontSize: 14, color: c.ink, width: narrow ? 104 : 170, overflow: "truncate" },
          axisTick: { show: false },
          axisLine: { show: false },
        },
        series: [
          ["alone", c.accent],
          ["first", c.planned],
          ["later", c.scale[1]],
        ].map(([key, color]) => ({
          type: "bar",
          stack: "all",
          barWidth: 17,
          name: t(`sources.${key}`),
          itemStyle: { color },
          data: shown.map((row) => row[key]),
        })),
      }),
      open: ({ dataIndex }) => open(shown[dataIndex]),
      table: Readout.table({
        caption: t("sources.what"),
        rows,
        pageSize: 20,
        file: "sources",
        columns: [
          {
            key: "source",
            label: t("call.source"),
            value: (row) => row.name,
            cell: (row) => (open(row) ? el("a", { href: open(row) }, Readout.foreign(row.name)) : row.name),
          },
          { key: "country", label: t("people.country"), value: (row) => Readout.country(row.country) },
          { key: "calls", label: t("people.calls"), value: (row) => row.calls, number: true },
          ...["first", "alone", "later", "disputed"].map((key) => ({
            key,
            label: t(`sources.${key}`),
            value: (row) => row[key],
            number: true,
          })),
        ],
      }),
    });
  }

  function disputed(calls) {
    const rows = calls.flatMap((call) => call.disputes.map(([n, property]) => ({ call, property, source: Readout.source(n).name })));
    return el(
      "section",
      el("h2", t("sources.disagreements")),
      el("p.note", t("sources.disagreements_note")),
      Readout.table({
        caption: t("sources.disagreements"),
        rows,
        pageSize: 15,
        file: "disagreements",
        columns: [
          { key: "source", label: t("call.source"), value: (row) => row.source },
          { key: "property", label: t("call.property"), value: (row) => t(`property.${row.property}`) },
          {
            key: "date",
            label: t("call.date"),
            value: (row) => Readout.start(row.call) ?? undefined,
            cell: (row) => el("a", { href: Readout.callHref(row.call.id) }, Readout.callDate(row.call, "short")),
          },
          { key: "who", label: t("call.who"), value: (row) => Readout.names(row.call).join(" – "), wide: true },
        ],
      }),
    );
  }
});
