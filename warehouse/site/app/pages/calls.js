// The first page: filters, the timeline of calls by the people in them, and their list.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  Readout.title("");
  const summary = el("p.summary", { role: "status" });
  const timelinePlace = el("div");
  const listPlace = el("section");
  return [
    el("h1", t("calls.title")),
    el("p.lead", t("calls.lead")),
    Readout.filterBar((calls, filters) => {
      summary.textContent = t("calls.found", { n: calls.length, all: Readout.calls().length });
      timelinePlace.replaceChildren(Readout.timeline(calls));
      const newest = [...calls].sort((a, b) => (Readout.start(b) ?? -Infinity) - (Readout.start(a) ?? -Infinity) || b.n - a.n);
      listPlace.replaceChildren(
        el("h2", t("calls.list")),
        Readout.table({
          caption: t("calls.list"),
          rows: newest,
          columns: Readout.callColumns(),
          pageSize: 25,
          file: "calls",
          empty: t("calls.none"),
        }),
      );
      Readout.drawFigures();
    }),
    summary,
    timelinePlace,
    listPlace,
  ];
});
