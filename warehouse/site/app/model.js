// The calls as objects, out of the columns of the index, and the filters that all pages share through the address.
"use strict";

(() => {
  const DAY = 86_400_000;
  const FACTUALITIES = ["occurred", "planned", "denied", "unconfirmed"];
  let all = null;

  function calls() {
    all ??= unpack(Readout.data.calls);
    return all;
  }

  function unpack(index) {
    const ids = index.id ? index.id.split(" ") : [];
    return ids.map((id, n) => ({
      n,
      id,
      from: index.from[n],
      to: n in index.to ? index.to[n] : index.from[n],
      edtf: index.edtf[n] ?? null,
      factuality: FACTUALITIES[index.factuality[n]],
      who: index.who[n],
      initiator: index.initiator[n],
      low: index.low[n],
      high: index.high[n] ?? index.low[n],
      qualifier: index.qualifier[n] ?? null,
      topic: index.topic[n],
      place: index.place[n],
      source: index.source[n],
      first: index.first[n] ?? -1,
      reports: index.reports[n],
      independent: index.independent[n],
      conflicts: index.conflicts[n],
      disputes: index.disputes[n] ?? [],
    }));
  }

  const index = () => Readout.data.calls;
  const person = (n) => ({ id: index().people[n][0], name: index().people[n][1], country: index().people[n][2] });
  const topic = (n) => ({
    id: index().topics[n][0],
    parent: index().topics[n][1],
    name: index().topics[n][Readout.language === "en" ? 3 : 2],
  });
  const place = (n) => ({ id: index().places[n], name: Readout.country(index().places[n]) });
  const source = (n) => ({
    id: index().sources[n][0],
    name: sourceName(index().sources[n][0], index().sources[n][1]),
    country: index().sources[n][2],
    kind: index().sources[n][3],
    articles: index().sources[n][5],
  });
  const sourceName = (id, name) => name ?? Readout.t("source.unknown");
  const names = (call) => call.who.map((n) => person(n).name);
  const start = (call) => call.from ?? call.to;

  // The state of the filters as the address gives it.
  function readFilters() {
    const list = (name) => (Readout.param(name) ?? "").split(",").filter(Boolean);
    const day = (name) => (/^\d{4}-\d{2}-\d{2}$/.test(Readout.param(name) ?? "") ? Readout.param(name) : "");
    return {
      with: list("with"),
      since: day("since"),
      until: day("until"),
      status: list("status").filter((s) => FACTUALITIES.includes(s)),
      topic: Readout.param("topic") ?? "",
      place: Readout.param("place") ?? "",
      source: Readout.param("source") ?? "",
      disputed: Readout.param("disputed") === "1",
    };
  }

  const asParams = (filters) => ({
    with: filters.with.join(","),
    since: filters.since,
    until: filters.until,
    status: filters.status.join(","),
    topic: filters.topic,
    place: filters.place,
    source: filters.source,
    disputed: filters.disputed ? "1" : "",
  });

  const given = (filters) => Object.values(asParams(filters)).some(Boolean);

  // A call of uncertain date stays as long as it may have happened between the days.
  function filtered(filters) {
    const { people, topics, places, sources } = index();
    const position = (rows, id) => rows.findIndex((row) => (Array.isArray(row) ? row[0] : row) === id);
    const who = filters.with.map((id) => position(people, id));
    const within = filters.topic ? narrower(topics, filters.topic) : null;
    const where = filters.place ? position(places, filters.place) : null;
    const told = filters.source ? position(sources, filters.source) : null;
    const since = filters.since ? Date.parse(filters.since) / DAY : -Infinity;
    const until = filters.until ? Date.parse(filters.until) / DAY : Infinity;
    return calls().filter(
      (call) =>
        who.every((n) => call.who.includes(n)) &&
        (call.to === null || call.to >= since) &&
        (call.from === null || call.from <= until) &&
        (!filters.status.length || filters.status.includes(call.factuality)) &&
        (!within || call.topic.some((n) => within.has(n))) &&
        (where === null || call.place.includes(where)) &&
        (told === null || call.source.includes(told)) &&
        (!filters.disputed || call.conflicts > 0),
    );
  }

  // The positions of a topic and of all narrower ones.
  function narrower(topics, id) {
    const found = new Set();
    const add = (wanted) =>
      topics.forEach((row, n) => {
        if (!found.has(n) && row[0] === wanted) {
          found.add(n);
          topics.forEach((other) => other[1] === wanted && add(other[0]));
        }
      });
    add(id);
    return found;
  }

  // The widest topic above one.
  function widest(n) {
    const topics = index().topics;
    const parent = topics.findIndex((row) => row[0] === topics[n][1]);
    return parent === -1 ? n : widest(parent);
  }

  // Counts things: tally(calls, (call) => keys) -> Map key -> number, the greatest first.
  function tally(rows, keys) {
    const counts = new Map();
    for (const row of rows) for (const key of keys(row)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return new Map([...counts].sort((a, b) => b[1] - a[1]));
  }

  // What goes from page to page with the reader: the filters.
  Readout.shared = () => (document.body.dataset.filters ? asParams(readFilters()) : {});
  Object.assign(Readout, {
    FACTUALITIES,
    calls,
    person,
    topic,
    place,
    source,
    sourceName,
    names,
    start,
    readFilters,
    asParams,
    given,
    filtered,
    widest,
    tally,
    callHref: (id) => Readout.href("call.html", { id }),
  });
})();
