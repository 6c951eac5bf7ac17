// Tables: real <table> elements that sort and page with TanStack Table; without it they keep the order they are given in.
"use strict";

(() => {
  const { el, t } = Readout;

  // columns: [{key, label, value(row), cell(row)?, number?, wide?}]; `value` is what sorts and goes into the CSV.
  // options: {caption, rows, columns, sort: [{id, desc}]?, pageSize?, file?: name of the CSV, empty?: words for no rows}
  function table({ caption, rows, columns, sort = [], pageSize = 25, file, empty = t("table.empty"), hideCaption = true }) {
    const body = el("tbody");
    const foot = el("div.pager");
    const heads = columns.map((column) => head(column));
    const model = createModel();
    const place = el(
      "div.table",
      el(
        "div.scroll",
        { tabindex: "0", role: "region", "aria-label": caption },
        el("table", el("caption", { class: hideCaption ? "hidden" : "" }, caption), el("thead", el("tr", heads)), body),
      ),
      foot,
    );
    let pageIndex = 0;
    draw();
    return place;

    function createModel() {
      if (!globalThis.TableCore || rows.length < 2) return null;
      return TableCore.createTable({
        data: rows,
        columns: columns.map((column) => ({
          id: column.key,
          accessorFn: column.value,
          sortFn: compare,
          sortUndefined: "last",
          invertSorting: false,
        })),
        initialState: { sorting: sort, pagination: { pageIndex: 0, pageSize } },
        enableSortingRemoval: false,
      });
    }

    function head(column) {
      const attributes = { scope: "col", class: column.number ? "number" : "" };
      if (!globalThis.TableCore || rows.length < 2 || !column.value) return el("th", attributes, column.label);
      return el(
        "th",
        attributes,
        el("button", { type: "button", onclick: () => sortBy(column.key) }, column.label, el("span.arrow", { "aria-hidden": "true" })),
      );
    }

    function sortBy(key) {
      const column = model.getColumn(key);
      const now = column.getIsSorted();
      column.toggleSorting(now ? now === "asc" : columns.find((c) => c.key === key).number === true);
      model.setPageIndex(0);
      draw();
    }

    function draw() {
      const shown = model
        ? model.getRowModel().rows.map((row) => row.original)
        : rows.slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
      body.replaceChildren(...shown.map(tr));
      if (!rows.length) body.replaceChildren(el("tr", el("td.empty", { colspan: columns.length }, empty)));
      heads.forEach((th, n) => {
        const sorted = model?.getColumn(columns[n].key)?.getIsSorted();
        if (sorted) th.setAttribute("aria-sort", sorted === "asc" ? "ascending" : "descending");
        else th.removeAttribute("aria-sort");
      });
      foot.replaceChildren(...pager());
    }

    function tr(row) {
      return el(
        "tr",
        columns.map((column, n) => {
          const content = column.cell ? column.cell(row) : text(column.value(row));
          const attributes = {
            "data-label": column.label,
            class: [column.number && "number", column.wide && "wide", column.kind].filter(Boolean).join(" "),
          };
          return n === 0 && column.header !== false ? el("th", { scope: "row", ...attributes }, content) : el("td", attributes, content);
        }),
      );
    }

    function pager() {
      const now = model ? (model.state?.pagination?.pageIndex ?? model.store.state.pagination.pageIndex) : pageIndex;
      const pages = Math.ceil(rows.length / pageSize);
      const go = (to) => {
        if (model) model.setPageIndex(to);
        pageIndex = to;
        draw();
      };
      const parts = [];
      if (pages > 1) {
        parts.push(
          el("button", { type: "button", disabled: now === 0, onclick: () => go(now - 1) }, t("table.previous")),
          el(
            "span",
            { role: "status" },
            t("table.rows", { from: now * pageSize + 1, to: Math.min(rows.length, (now + 1) * pageSize), all: rows.length }),
          ),
          el("button", { type: "button", disabled: now >= pages - 1, onclick: () => go(now + 1) }, t("table.next")),
        );
      }
      if (file && rows.length)
        parts.push(
          el("button.csv", { type: "button", onclick: () => Readout.download(`${file}.csv`, csv(columns, ordered()), "text/csv") }, "CSV"),
        );
      return parts;
    }

    function ordered() {
      return model ? model.getSortedRowModel().rows.map((row) => row.original) : rows;
    }
  }

  // Numbers by size, texts by the language; what is unknown comes last either way.
  function compare(one, other, id) {
    const a = one.getValue(id),
      b = other.getValue(id);
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a ?? "").localeCompare(String(b ?? ""), Readout.language, { numeric: true });
  }

  const text = (value) =>
    value === null || value === undefined || value === "" ? null : typeof value === "number" ? Readout.number(value) : Readout.foreign(String(value));

  // RFC 4180; a cell that a spreadsheet would run as a formula is made text.
  function csv(columns, rows) {
    const quote = (value) => {
      const plain = value === null || value === undefined ? "" : String(value);
      const tame = typeof value === "string" && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
      return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
    };
    const lines = [columns.map((column) => quote(column.label)), ...rows.map((row) => columns.map((column) => quote(column.value?.(row))))];
    return lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
  }

  // The columns of a list of calls, the same on every page.
  function callColumns() {
    return [
      {
        key: "date",
        kind: "dated",
        label: t("call.date"),
        value: (call) => Readout.start(call) ?? undefined,
        cell: (call) => el("a", { href: Readout.callHref(call.id) }, Readout.callDate(call, "short")),
      },
      {
        key: "who",
        label: t("call.who"),
        value: (call) => Readout.names(call).join(", "),
        cell: (call) => Readout.foreign(Readout.names(call).join(" – ")),
        wide: true,
      },
      {
        key: "factuality",
        label: t("call.factuality"),
        value: (call) => Readout.label("factuality", call.factuality),
        cell: (call) => Readout.badge(call.factuality),
      },
      {
        key: "duration",
        label: t("call.duration"),
        value: (call) => call.low ?? undefined,
        cell: (call) => Readout.duration(call.low, call.high, call.qualifier),
        number: true,
        kind: "short",
      },
      { key: "topics", label: t("call.topics"), value: (call) => call.topic.map((n) => Readout.topic(n).name).join(", "), wide: true },
      { key: "independent", label: t("call.independent"), value: (call) => call.independent, number: true },
      {
        key: "conflicts",
        label: t("call.conflicts"),
        value: (call) => call.conflicts,
        number: true,
        cell: (call) => (call.conflicts ? el("span.conflicts", Readout.number(call.conflicts)) : ""),
      },
    ];
  }

  const badge = (factuality) => el(`span.badge.${factuality}`, Readout.label("factuality", factuality));

  Object.assign(Readout, { table, csv, callColumns, badge });
})();
