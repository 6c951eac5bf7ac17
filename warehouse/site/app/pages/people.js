// Leaders and pairs: who calls whom, how often, and who takes the initiative; as a network, a matrix and tables.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const NETWORK = 40,
    MATRIX = 16;
  Readout.title(t("nav.people"));
  const place = el("div");
  return [
    el("h1", t("nav.people")),
    el("p.lead", t("people.lead")),
    Readout.filterBar((calls) => {
      const people = leaders(calls),
        pairs = pairsOf(calls);
      place.replaceChildren(
        ...(calls.length ? [matrix(people, pairs), network(people, pairs), initiative(people)] : [el("p.notice", t("calls.none"))]),
      );
      Readout.drawFigures();
    }),
    place,
  ];

  function leaders(calls) {
    const found = new Map();
    for (const call of calls)
      for (const n of call.who) {
        if (!found.has(n)) found.set(n, { n, ...Readout.person(n), calls: 0, initiated: 0, received: 0, partners: new Set() });
        const leader = found.get(n);
        leader.calls += 1;
        if (call.initiator === n) leader.initiated += 1;
        else if (call.initiator !== -1) leader.received += 1;
        call.who.forEach((other) => other !== n && leader.partners.add(other));
      }
    return [...found.values()].sort((a, b) => b.calls - a.calls || a.name.localeCompare(b.name));
  }

  // Every two people of a call are a pair; `by` counts who called, by position.
  function pairsOf(calls) {
    const found = new Map();
    for (const call of calls)
      for (const a of call.who)
        for (const b of call.who) {
          if (a >= b) continue;
          const key = `${a} ${b}`;
          if (!found.has(key)) found.set(key, { a, b, calls: 0, by: { [a]: 0, [b]: 0 }, conflicts: 0, last: null });
          const pair = found.get(key);
          pair.calls += 1;
          if (call.initiator === a || call.initiator === b) pair.by[call.initiator] += 1;
          if (call.conflicts) pair.conflicts += 1;
          pair.last = call;
        }
    return [...found.values()].sort((x, y) => y.calls - x.calls);
  }

  function name(n) {
    return Readout.person(n).name;
  }
  function toCalls(...people) {
    return Readout.href("index.html", { ...Readout.shared(), with: people.map((n) => Readout.person(n).id).join(",") });
  }

  function pairTable(pairs) {
    return Readout.table({
      caption: t("people.pairs"),
      rows: pairs,
      pageSize: 12,
      file: "pairs",
      columns: [
        {
          key: "pair",
          label: t("people.pair"),
          value: (pair) => `${name(pair.a)} – ${name(pair.b)}`,
          wide: true,
          cell: (pair) => el("a", { href: toCalls(pair.a, pair.b) }, Readout.foreign(`${name(pair.a)} – ${name(pair.b)}`)),
        },
        { key: "calls", label: t("people.calls"), value: (pair) => pair.calls, number: true },
        {
          key: "initiative",
          label: t("people.initiative"),
          value: (pair) =>
            [pair.a, pair.b]
              .filter((n) => pair.by[n])
              .map((n) => `${name(n)} ${pair.by[n]}`)
              .join(", "),
          wide: true,
        },
        { key: "conflicts", label: t("people.disputed"), value: (pair) => pair.conflicts, number: true },
        {
          key: "last",
          label: t("people.last"),
          value: (pair) => Readout.start(pair.last) ?? undefined,
          cell: (pair) => el("a", { href: Readout.callHref(pair.last.id) }, Readout.callDate(pair.last, "short")),
        },
      ],
    });
  }

  function leaderTable(people) {
    return Readout.table({
      caption: t("people.leaders"),
      rows: people,
      pageSize: 12,
      file: "leaders",
      columns: [
        {
          key: "name",
          label: t("people.leader"),
          value: (one) => one.name,
          cell: (one) => el("a", { href: toCalls(one.n) }, Readout.foreign(one.name)),
        },
        { key: "country", label: t("people.country"), value: (one) => Readout.country(one.country) },
        { key: "calls", label: t("people.calls"), value: (one) => one.calls, number: true },
        { key: "partners", label: t("people.partners"), value: (one) => one.partners.size, number: true },
        { key: "initiated", label: t("people.initiated"), value: (one) => one.initiated, number: true },
        { key: "received", label: t("people.received"), value: (one) => one.received, number: true },
      ],
    });
  }

  function matrix(people, pairs) {
    const shown = people.slice(0, innerWidth < 700 ? 8 : MATRIX);
    const at = new Map(shown.map((one, n) => [one.n, n]));
    const cells = pairs
      .filter((pair) => at.has(pair.a) && at.has(pair.b))
      .flatMap((pair) =>
        [
          [pair.a, pair.b],
          [pair.b, pair.a],
        ].map(([row, column]) => ({ value: [at.get(column), at.get(row), pair.calls], pair, row, column })),
      );
    const size = Math.max(26, Math.min(34, 480 / Math.max(shown.length, 6)));
    const narrow = innerWidth < 700;
    const top = 96;
    return Readout.figure({
      id: "matrix",
      title: t("people.matrix"),
      note: t("people.matrix_note"),
      height: top + shown.length * size + 12,
      option: (c) => ({
        grid: { left: narrow ? 104 : 168, right: 12, top, bottom: 8 },
        tooltip: {
          formatter: ({ data }) =>
            Readout.tip(`${name(data.row)} – ${name(data.column)}`, [
              [t("people.calls"), Readout.number(data.pair.calls)],
              ...[data.row, data.column].map((n) => [t("people.called", { name: name(n) }), Readout.number(data.pair.by[n])]),
            ]),
        },
        xAxis: {
          type: "category",
          position: "top",
          data: shown.map((one) => surname(one.name)),
          axisLabel: { fontSize: 14, rotate: 55, interval: 0, color: c.ink, width: 130, overflow: "truncate" },
          axisTick: { show: false },
          axisLine: { show: false },
          splitArea: { show: false },
        },
        yAxis: {
          type: "category",
          inverse: true,
          data: shown.map((one) => (narrow ? surname(one.name) : one.name)),
          axisLabel: { fontSize: 14, color: c.ink, width: narrow ? 96 : 160, overflow: "truncate" },
          axisTick: { show: false },
          axisLine: { show: false },
        },
        visualMap: { show: false, min: 0, max: Math.max(1, ...cells.map((cell) => cell.value[2])), inRange: { color: c.scale } },
        series: [
          {
            type: "heatmap",
            data: cells,
            itemStyle: { borderColor: c.paper, borderWidth: 2, borderRadius: 4 },
            label: { show: true, formatter: ({ value }) => value[2] },
            emphasis: { itemStyle: { borderColor: c.ink } },
          },
        ],
      }),
      open: ({ data }) => data?.pair && toCalls(data.row, data.column),
      table: pairTable(pairs),
    });
  }

  function network(people, pairs) {
    const shown = new Set(
      people
        .filter((one) => one.partners.size)
        .slice(0, NETWORK)
        .map((one) => one.n),
    );
    const most = Math.max(...people.map((one) => one.calls));
    const links = pairs.filter((pair) => shown.has(pair.a) && shown.has(pair.b));
    const widest = Math.max(1, ...links.map((pair) => pair.calls));
    return Readout.figure({
      id: "network",
      title: t("people.network"),
      note: t("people.network_note", { n: shown.size }),
      height: innerWidth < 700 ? 420 : 560,
      option: (c) => ({
        tooltip: {
          formatter: ({ data, dataType }) =>
            dataType === "edge"
              ? Readout.tip(`${name(data.pair.a)} – ${name(data.pair.b)}`, [[t("people.calls"), Readout.number(data.pair.calls)]])
              : Readout.tip(data.label_, [
                  [t("people.calls"), Readout.number(data.one.calls)],
                  [t("people.partners"), Readout.number(data.one.partners.size)],
                  [t("people.initiated"), Readout.number(data.one.initiated)],
                ]),
        },
        series: [
          {
            type: "graph",
            layout: "force",
            roam: "move",
            force: {
              repulsion: innerWidth < 700 ? 90 : 210,
              edgeLength: [30, innerWidth < 700 ? 70 : 130],
              gravity: 0.26,
              layoutAnimation: false,
            },
            draggable: true,
            data: people
              .filter((one) => shown.has(one.n))
              .map((one) => ({
                id: String(one.n),
                name: String(one.n),
                label_: one.name,
                one,
                symbolSize: 9 + 30 * Math.sqrt(one.calls / most),
                itemStyle: { color: c.accent, borderColor: c.paper, borderWidth: 1.5 },
                label: { show: one.calls > most / 12 || shown.size < 20 },
              })),
            links: links.map((pair) => ({
              source: String(pair.a),
              target: String(pair.b),
              pair,
              lineStyle: { width: 1 + 6 * (pair.calls / widest), color: c.soft, opacity: 0.4, curveness: 0.06 },
            })),
            label: {
              position: "bottom",
              distance: 3,
              formatter: ({ data }) => surname(data.label_),
              color: c.ink,
              fontSize: 12.5,
              textBorderColor: c.paper,
              textBorderWidth: 3,
            },
            labelLayout: { hideOverlap: true },
            emphasis: { focus: "adjacency", label: { show: true }, lineStyle: { opacity: 0.9 } },
          },
        ],
      }),
      open: ({ data, dataType }) => (dataType === "edge" ? toCalls(data.pair.a, data.pair.b) : data?.one && toCalls(data.one.n)),
      table: leaderTable(people),
    });
  }

  // Who called and who was called, where that is known.
  function initiative(people) {
    const shown = people
      .filter((one) => one.initiated + one.received)
      .sort((a, b) => b.initiated + b.received - a.initiated - a.received)
      .slice(0, 14);
    if (!shown.length) return "";
    return Readout.figure({
      id: "initiative",
      title: t("people.initiative"),
      note: t("people.initiative_note"),
      height: 60 + shown.length * 28,
      option: (c) => ({
        grid: { left: innerWidth < 700 ? 104 : 168, right: 16, top: 34, bottom: 8 },
        legend: { top: 0, left: 0, textStyle: { color: c.ink, fontSize: 14.5 }, itemWidth: 14, itemHeight: 10 },
        tooltip: { formatter: ({ seriesName, value, name: leader }) => Readout.tip(leader, [[seriesName, Readout.number(value)]]) },
        xAxis: { type: "value", show: false, minInterval: 1 },
        yAxis: {
          type: "category",
          inverse: true,
          data: shown.map((one) => one.name),
          axisLabel: { fontSize: 14, color: c.ink, width: innerWidth < 700 ? 96 : 160, overflow: "truncate" },
          axisTick: { show: false },
          axisLine: { show: false },
        },
        series: [
          ["initiated", c.accent, c.onAccent],
          ["received", c.scale[1], c.ink],
        ].map(([key, color, ink]) => ({
          type: "bar",
          stack: "all",
          name: t(`people.${key}`),
          data: shown.map((one) => one[key]),
          itemStyle: { color },
          barWidth: 16,
          label: { show: true, color: ink, formatter: ({ value }) => (value ? Readout.number(value) : "") },
        })),
      }),
      open: ({ dataIndex }) => toCalls(shown[dataIndex].n),
      table: leaderTable(shown),
    });
  }

  // The last words of a name, with its particles; kings and popes have none: their name stays whole.
  function surname(full) {
    const words = full.split(" ");
    if (/^[IVX]+$/.test(words.at(-1))) return full;
    const from = words.findIndex((word, n) => n > 0 && /^(van|von|der|de|del|di|da|bin|ben|al|el|le|la|dos)$/i.test(word));
    return words.slice(from > 0 ? from : words.length > 1 ? -1 : 0).join(" ");
  }
});
