// Places: the countries that calls are about, or whose leaders take part, on a map drawn from borders within the site.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  Readout.title(t("nav.places"));
  const place = el("div");
  let shown = Readout.param("show") === "leaders" ? "leaders" : "about";
  let calls = [],
    box = null;
  return [
    el("h1", t("nav.places")),
    el("p.lead", t("places.lead")),
    Readout.filterBar((found) => {
      calls = found;
      draw();
    }),
    place,
  ];

  function draw() {
    const counted = Readout.tally(calls, (call) => codes(call));
    const rows = [...counted].map(([code, count]) => ({ code, count, name: Readout.country(code) }));
    place.replaceChildren(switcher(), rows.length ? map(rows) : el("p.notice", t("calls.none")));
    Readout.drawFigures();
  }

  function codes(call) {
    return shown === "about"
      ? call.place.map((n) => Readout.place(n).id)
      : [...new Set(call.who.map((n) => Readout.person(n).country).filter(Boolean))];
  }

  function switcher() {
    const button = (value) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(shown === value),
          onclick: () => {
            shown = value;
            Readout.setParams({ show: value === "about" ? "" : value });
            draw();
            place.querySelector(`[data-show="${value}"]`)?.focus();
          },
          "data-show": value,
        },
        t(`places.${value}`),
      );
    return el("div.switch", { role: "group", "aria-label": t("places.show") }, button("about"), button("leaders"));
  }

  function open(code) {
    return shown === "about" ? Readout.href("index.html", { ...Readout.shared(), place: code }) : null;
  }

  function map(rows) {
    const figure = {
      id: "map",
      title: t(`places.${shown}`),
      note: t("places.note"),
      height: Math.min(520, Math.max(230, innerWidth * 0.5)),
      option: (c) => option(rows, c),
      open: ({ data }) => data && open(data.code),
      table: Readout.table({
        caption: t(`places.${shown}`),
        rows,
        pageSize: 15,
        file: "places",
        columns: [
          {
            key: "country",
            label: t("people.country"),
            value: (row) => row.name,
            cell: (row) => (open(row.code) ? el("a", { href: open(row.code) }, row.name) : row.name),
          },
          { key: "calls", label: t("people.calls"), value: (row) => row.count, number: true },
        ],
      }),
    };
    const world = Readout.data.world;
    if (!globalThis.MapTools || !world || !globalThis.echarts)
      return el("section", el("h2", figure.title), el("p.notice", t("figure.without")), figure.table);
    register(world);
    return Readout.figure(figure);
  }

  function register(world) {
    if (box) return;
    echarts.registerMap("world", MapTools.feature(world.borders, world.borders.objects.countries));
    box = MapTools.geoEqualEarth();
  }

  // Countries whose names do not stand in one another's way, those with most calls first.
  function apart(codes) {
    const { centres } = Readout.data.world;
    const [wide, high] = innerWidth < 700 ? [60, 14] : [26, 6]; // degrees that a name takes
    return codes.reduce((kept, code) => {
      const [x, y] = centres[code] ?? [0, 0];
      const free = kept.every((other) => Math.abs(centres[other][0] - x) > wide || Math.abs(centres[other][1] - y) > high);
      return centres[code] && free ? [...kept, code] : kept;
    }, []);
  }

  function option(rows, c) {
    const labelled = new Set(apart(rows.map((row) => row.code)).slice(0, innerWidth < 700 ? 6 : 18));
    const most = Math.max(...rows.map((row) => row.count));
    const points = rows
      .filter((row) => Readout.data.world.centres[row.code])
      .map((row) => ({ ...row, value: [...Readout.data.world.centres[row.code], row.count], label: { show: labelled.has(row.code) } }));
    return {
      tooltip: { formatter: ({ data }) => data && Readout.tip(data.name, [[t("people.calls"), Readout.number(data.count)]]) },
      geo: {
        map: "world",
        projection: { project: (point) => box(point), unproject: (point) => box.invert(point), stream: box.stream },
        roam: false,
        silent: true,
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        itemStyle: { areaColor: c.line, borderColor: c.paper, borderWidth: 0.7 },
      },
      series: [
        {
          type: "scatter",
          coordinateSystem: "geo",
          data: points,
          symbolSize: (value) => 7 + (innerWidth < 700 ? 20 : 34) * Math.sqrt(value[2] / most),
          itemStyle: { color: c.accent, opacity: 0.72, borderColor: c.paper, borderWidth: 1 },
          emphasis: { itemStyle: { opacity: 1 } },
          label: {
            position: "right",
            formatter: ({ data }) => data.name,
            color: c.ink,
            fontSize: 12.5,
            textBorderColor: c.paper,
            textBorderWidth: 2.5,
          },
          labelLayout: { hideOverlap: true },
        },
      ],
    };
  }
});
