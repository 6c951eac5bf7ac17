// The bar of filters: what it holds stands in the address, so a view can be shared and goes along to the other pages.
"use strict";

(() => {
  const { el, t } = Readout;

  // Returns the bar; `changed(calls, filters)` is called at once and after every change.
  function filterBar(changed) {
    const filters = Readout.readFilters();
    const bar = el("form.filters", { "aria-label": t("filter.title"), onsubmit: (event) => event.preventDefault() });
    draw();
    queueMicrotask(apply);
    return innerWidth < 760 ? el("details.folded", { open: Readout.given(filters) }, el("summary", t("filter.title")), bar) : bar;

    function apply() {
      Readout.setParams(Readout.asParams(filters));
      Readout.dress();
      changed(Readout.filtered(filters), filters);
    }

    function set(changes) {
      Object.assign(filters, changes);
      draw();
      apply();
    }

    function draw() {
      const focused = document.activeElement?.id;
      const more = bar.querySelector("details")?.open ?? Boolean(filters.topic || filters.place || filters.source || filters.disputed);
      const { people, topics, places, sources } = Readout.data.calls;
      const told = sources.map((_, n) => Readout.source(n)).filter((source) => source.name !== t("source.unknown"));
      bar.replaceChildren(
        el(
          "div.field.people",
          el("label", { for: "filter-with" }, t("filter.with")),
          el(
            "div.chosen",
            filters.with.map((id) =>
              chosen(people.find((row) => row[0] === id)?.[1] ?? id, () => set({ with: filters.with.filter((other) => other !== id) })),
            ),
            personInput(people),
          ),
        ),
        dayField("since"),
        dayField("until"),
        el("fieldset.field", el("legend", t("filter.status")), el("div.options", Readout.FACTUALITIES.map(status))),
        el(
          "details.more",
          { open: more },
          el("summary", t("filter.more")),
          el(
            "div.fields",
            choice(
              "topic",
              topics.map((row, n) => [row[0], Readout.topic(n).name]),
            ),
            choice(
              "place",
              places.map((code) => [code, Readout.country(code)]),
            ),
            choice(
              "source",
              told.map((source) => [source.id, source.name]),
            ),
            el(
              "label.check",
              el("input", {
                type: "checkbox",
                id: "filter-disputed",
                checked: filters.disputed,
                onchange: (event) => set({ disputed: event.target.checked }),
              }),
              t("filter.disputed"),
            ),
          ),
        ),
        Readout.given(filters)
          ? el(
              "button.clear",
              {
                type: "button",
                onclick: () => set({ with: [], since: "", until: "", status: [], topic: "", place: "", source: "", disputed: false }),
              },
              t("filter.clear"),
            )
          : "",
      );
      if (focused?.startsWith("filter-")) document.getElementById(focused)?.focus();
    }

    function personInput(people) {
      const pick = (event) => {
        const wanted = fold(event.target.value);
        const row = wanted && people.find((person) => fold(person[1]) === wanted);
        if (row && !filters.with.includes(row[0])) set({ with: [...filters.with, row[0]] });
      };
      return [
        el("input", {
          id: "filter-with",
          list: "people-known",
          type: "text",
          autocomplete: "off",
          placeholder: t("filter.add_person"),
          oninput: (event) => event.inputType === "insertReplacementText" && pick(event),
          onchange: pick,
        }),
        el(
          "datalist",
          { id: "people-known" },
          people.map((row) => el("option", { value: row[1] })),
        ),
      ];
    }

    function chosen(name, remove) {
      return el(
        "button.chip",
        { type: "button", "aria-label": t("filter.remove", { name }), onclick: remove },
        Readout.foreign(name),
        el("span", { "aria-hidden": "true" }, " ×"),
      );
    }

    function dayField(name) {
      return el(
        "div.field",
        el("label", { for: `filter-${name}` }, t(`filter.${name}`)),
        el("input", { id: `filter-${name}`, type: "date", value: filters[name], onchange: (event) => set({ [name]: event.target.value }) }),
      );
    }

    function status(value) {
      const change = (event) =>
        set({ status: event.target.checked ? [...filters.status, value] : filters.status.filter((other) => other !== value) });
      return el(
        `label.check.${value}`,
        el("input", { type: "checkbox", id: `filter-${value}`, checked: filters.status.includes(value), onchange: change }),
        el("i", { "aria-hidden": "true" }),
        Readout.label("factuality", value),
      );
    }

    function choice(name, options) {
      const sorted = options.filter(([id]) => id).sort((a, b) => a[1].localeCompare(b[1], Readout.language));
      return el(
        "div.field",
        el("label", { for: `filter-${name}` }, t(`filter.${name}`)),
        el(
          "select",
          { id: `filter-${name}`, onchange: (event) => set({ [name]: event.target.value }) },
          el("option", { value: "" }, t("filter.any")),
          sorted.map(([id, words]) => el("option", { value: id, selected: filters[name] === id }, words)),
        ),
      );
    }
  }

  const fold = (text) => text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  Object.assign(Readout, { filterBar, fold });
})();
