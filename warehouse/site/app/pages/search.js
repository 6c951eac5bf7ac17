// Search over calls, people and statements, with MiniSearch; without it whole words are looked for.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const SHOWN = 12;
  Readout.title(t("nav.search"));
  const parts = Readout.data.site.statements.parts;
  const found = el("div.found");
  const status = el("p.summary", { role: "status" });
  const input = el("input", {
    id: "search",
    type: "search",
    value: Readout.param("q") ?? "",
    autocomplete: "off",
    placeholder: t("search.placeholder"),
    oninput: () => later(),
  });
  const groups = { people: people(), calls: calls() };
  const statements = [];
  let loaded = 0,
    timer = 0,
    counts = null,
    known = null;
  await more();
  queueMicrotask(() => {
    look();
    input.focus({ preventScroll: true });
  });
  return [
    el("h1", t("nav.search")),
    el(
      "form.search",
      {
        role: "search",
        onsubmit: (event) => {
          event.preventDefault();
          look();
        },
      },
      el("label", { for: "search" }, t("search.label")),
      input,
    ),
    status,
    found,
  ];

  function people() {
    return searcher(
      Readout.data.calls.people.map((_, n) => ({
        id: n,
        text: `${Readout.person(n).name} ${Readout.data.aliases[Readout.person(n).id] ?? ""} ${Readout.country(Readout.person(n).country)}`,
      })),
    );
  }

  function calls() {
    return searcher(
      Readout.calls().map((call) => ({
        id: call.n,
        text: [
          Readout.names(call).join(" "),
          Readout.callDate(call),
          call.edtf ?? Readout.iso(call.from) ?? "",
          call.id,
          call.topic.map((n) => Readout.topic(n).name).join(" "),
          call.place.map((n) => Readout.place(n).name).join(" "),
          Readout.label("factuality", call.factuality),
        ].join(" "),
      })),
    );
  }

  // Loads the next part of the statements; the first is small enough to come with the page.
  async function more() {
    if (loaded >= parts) return;
    const part = await Readout.load(`statements/${loaded}`);
    loaded += 1;
    const base = statements.length;
    statements.push(
      ...part.call.map((call, n) => ({
        call,
        statement: part.statement[n],
        article: part.article[n],
        speaker: part.speaker[n],
        text: part.text[n],
      })),
    );
    const docs = statements.slice(base).map((one, n) => ({ id: base + n, text: `${one.speaker ?? ""} ${one.text}` }));
    if (groups.statements) groups.statements.add(docs);
    else groups.statements = searcher(docs);
  }

  function searcher(docs) {
    if (!globalThis.MiniSearchModule) return plain(docs);
    const index = new MiniSearchModule.default({
      fields: ["text"],
      processTerm: (term) => Readout.fold(term),
      searchOptions: { prefix: true, fuzzy: (term) => (term.length > 5 ? 0.15 : false), combineWith: "AND" },
    });
    index.addAll(docs);
    return { add: (new_) => index.addAll(new_), find: (query) => index.search(query).map((hit) => hit.id) };
  }

  function plain(docs) {
    const folded = docs.map((doc) => [doc.id, Readout.fold(doc.text)]);
    return {
      add: (new_) => folded.push(...new_.map((doc) => [doc.id, Readout.fold(doc.text)])),
      find: (query) => {
        const words = Readout.fold(query).split(/\s+/);
        return folded.filter(([, text]) => words.every((word) => text.includes(word))).map(([id]) => id);
      },
    };
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, 120);
  }

  function look() {
    const query = input.value.trim();
    Readout.setParams({ q: query });
    if (query.length < 2) {
      status.textContent = t("search.hint");
      found.replaceChildren();
      return;
    }
    const hits = Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, group.find(query)]));
    status.textContent = ["people", "calls", "statements"].map((name) => t(`count.${name}`, { n: hits[name].length })).join(", ");
    found.replaceChildren(
      group("people", hits.people, personHit),
      group("calls", hits.calls, callHit),
      group("statements", hits.statements, statementHit),
      rest(),
    );
  }

  function group(name, hits, line) {
    if (!hits.length) return "";
    const list = el("ul.hits", hits.slice(0, SHOWN).map(line));
    const all =
      hits.length > SHOWN &&
      el(
        "button.more",
        {
          type: "button",
          onclick: (event) => {
            list.append(...hits.slice(list.children.length, list.children.length + 50).map(line));
            if (list.children.length >= hits.length) event.target.remove();
          },
        },
        t("search.more", { n: hits.length - SHOWN }),
      );
    return el("section", el("h2", t(`search.${name}`), el("span.count", ` ${Readout.number(hits.length)}`)), list, all || null);
  }

  function personHit(n) {
    return el(
      "li",
      el("a", { href: Readout.href("index.html", { with: Readout.person(n).id }) }, Readout.foreign(Readout.person(n).name)),
      el("small", ` ${Readout.country(Readout.person(n).country)} · ${t("calls.count", { n: countOf().get(n) ?? 0 })}`),
    );
  }

  function countOf() {
    counts ??= Readout.tally(Readout.calls(), (call) => call.who);
    return counts;
  }

  function callHit(n) {
    const call = Readout.calls()[n];
    return el(
      "li",
      el("a", { href: Readout.callHref(call.id) }, Readout.foreign(Readout.names(call).join(" – "))),
      " ",
      Readout.badge(call.factuality),
      el("small", `${Readout.callDate(call)}${call.topic.length ? ` · ${call.topic.map((m) => Readout.topic(m).name).join(", ")}` : ""}`),
    );
  }

  function statementHit(n) {
    const one = statements[n];
    return el(
      "li",
      el("p.speech", Readout.foreign(one.text)),
      el(
        "small",
        one.speaker ?? t("statement.unknown"),
        " · ",
        el("a", { href: Readout.callHref(one.call) }, callName(one.call)),
        " · ",
        el("a", { href: Readout.href("article.html", { id: one.article, mark: one.statement }) }, t("search.evidence")),
      ),
    );
  }

  // The people and the day of a call, as its link.
  function callName(id) {
    known ??= new Map(Readout.calls().map((call) => [call.id, call]));
    const call = known.get(id);
    return call ? `${Readout.names(call).join(" – ")}, ${Readout.callDate(call)}` : t("call.open");
  }

  function rest() {
    if (loaded >= parts) return "";
    return el(
      "p",
      t("search.older", { n: Readout.data.site.statements.all - statements.length }),
      " ",
      el(
        "button",
        {
          type: "button",
          onclick: async (event) => {
            event.target.disabled = true;
            await more();
            look();
          },
        },
        t("search.load"),
      ),
    );
  }
});
