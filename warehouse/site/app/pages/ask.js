// Questions in SQL, answered in the page by DuckDB-WASM on the published copy of the warehouse. It needs a web server, any one.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const LIMIT = 10_000;
  const { tables, examples } = Readout.data.schema;
  Readout.title(t("ask.title"));
  const query = el("textarea", {
    id: "query",
    rows: "9",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    onkeydown: (event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && run(),
  });
  query.value = Readout.param("q") ?? examples[0].sql;
  const go = el("button.primary", { type: "button", onclick: () => run() }, t("ask.run"));
  const status = el("p.summary", { role: "status" });
  const result = el("div.result");
  let connection = null;
  const hindrance = whyNot();
  if (hindrance) go.disabled = true;
  return [
    el("h1", t("ask.title")),
    el("p.lead", t("ask.lead")),
    hindrance
      ? el(
          "div.notice",
          el("p", hindrance),
          location.protocol === "file:" ? el("pre", el("code", "python3 -m http.server")) : null,
          el("p", el("a", { href: Readout.href("data.html") }, t("ask.instead"))),
        )
      : null,
    el(
      "div.console",
      el(
        "div.asking",
        el("label", { for: "query" }, t("ask.query")),
        query,
        el("div.actions", go, el("span.hint", t("ask.keys"))),
        status,
        result,
      ),
      el(
        "aside",
        { "aria-label": t("ask.schema") },
        el("h2", t("ask.examples")),
        el(
          "ul.examples",
          examples.map((example) =>
            el(
              "li",
              el(
                "button",
                {
                  type: "button",
                  onclick: () => {
                    query.value = example.sql;
                    if (!go.disabled) run();
                    else query.focus();
                  },
                },
                example[Readout.language],
              ),
            ),
          ),
        ),
        el("h2", t("ask.schema")),
        tables.map((table) =>
          el(
            "details.dictionary",
            el("summary", el("code", table.name), el("span.rows", Readout.number(table.rows))),
            el("p.grain", { lang: "en" }, table.grain),
            el(
              "dl",
              table.columns.map(([name, type, meaning]) => [
                el("dt", el("code", name), " ", el("small", type.toLowerCase())),
                el("dd", { lang: "en" }, meaning),
              ]),
            ),
          ),
        ),
      ),
    ),
  ];

  // The reason why the console cannot run here, in words.
  function whyNot() {
    if (!Readout.data.site.console) return t("ask.not_built");
    if (location.protocol === "file:") return t("ask.from_disk");
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") return t("ask.no_browser");
    return null;
  }

  async function connect() {
    await Readout.load("duckdb", "vendor/duckdb/duckdb.js");
    const at = (name) => new URL(name, document.baseURI).href;
    const worker = new Worker(at("vendor/duckdb/duckdb-browser-eh.worker.js"));
    const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
    await db.instantiate(at("vendor/duckdb/duckdb-eh.wasm"));
    const response = await fetch(at("downloads/readout.duckdb"));
    if (!response.ok) throw new Error(`downloads/readout.duckdb: ${response.status}`);
    await db.registerFileBuffer("readout.duckdb", new Uint8Array(await response.arrayBuffer()));
    const con = await db.connect();
    // what is not in the file is not fetched from elsewhere
    await con.query("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
    await con.query("ATTACH 'readout.duckdb' AS readout (READ_ONLY); USE readout");
    return con;
  }

  async function run() {
    if (go.disabled) return;
    go.disabled = true;
    Readout.setParams({ q: query.value });
    status.textContent = connection ? t("ask.running") : t("ask.loading");
    try {
      connection ??= connect();
      const answer = await ask(await connection, asked(query.value));
      status.textContent = answer.rows.length > LIMIT ? t("ask.cut", { n: LIMIT }) : t("ask.rows", { n: answer.rows.length });
      show({ ...answer, rows: answer.rows.slice(0, LIMIT) });
    } catch (error) {
      status.textContent = "";
      result.replaceChildren(el("pre.notice", { role: "alert" }, error.message.split("\n\n")[0])); // then come hints for other programs
    } finally {
      go.disabled = false;
    }
  }

  // One statement without its semicolon; what only describes is read as a table.
  function asked(text) {
    const sql = text.trim().replace(/;\s*$/, "");
    return /^(show|describe|desc|summarize)\b/i.test(sql) ? `FROM (${sql})` : sql;
  }

  // Numbers stay numbers; everything else comes as the text that DuckDB gives it.
  async function ask(con, sql) {
    const described = (await con.query(`DESCRIBE ${sql}`))
      .toArray()
      .map((row) => [row.column_name, row.column_type])
      .map(([name, type]) => ({
        name,
        number: /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U\w+INT\w*|FLOAT|DOUBLE|DECIMAL.*)$/.test(type),
        type,
      }));
    const wanted = described.map(({ number }, n) => `r.c${n}::${number ? "DOUBLE" : "VARCHAR"} AS c${n}`);
    const names = described.map((_, n) => `c${n}`).join(", ");
    const table = await con.query(`SELECT ${wanted.join(", ")} FROM (${sql}\n) AS r(${names}) LIMIT ${LIMIT + 1}`);
    return { columns: described, rows: table.toArray().map((row) => described.map((_, n) => row[`c${n}`] ?? null)) };
  }

  function show({ columns, rows }) {
    const table = Readout.table({
      caption: t("ask.result"),
      rows,
      pageSize: 25,
      file: "readout",
      columns: columns.map((column, n) => ({
        key: `c${n}`,
        label: column.name,
        number: column.number,
        value: (row) => row[n] ?? undefined,
        wide: !column.number,
        cell: (row) => cell(column.name, row[n]),
      })),
    });
    const picture = chart(columns, rows, table);
    result.replaceChildren(picture ?? table);
    if (picture) picture.querySelector("details").open = true;
    Readout.drawFigures();
  }

  function cell(name, value) {
    return /call_id$/.test(name) && value
      ? el("a", { href: Readout.callHref(value) }, value)
      : value === null
        ? ""
        : typeof value === "number"
          ? Readout.number(value)
          : Readout.foreign(value);
  }

  // The first text or date against the first numbers: bars, or a line along time.
  function chart(columns, rows, table) {
    const label = columns.findIndex((column) => !column.number);
    const numbers = columns
      .map((column, n) => [column, n])
      .filter(([column]) => column.number)
      .slice(0, 4);
    if (!globalThis.echarts || label === -1 || !numbers.length || rows.length < 2 || rows.length > 400) return null;
    const time = /^(DATE|TIMESTAMP)/.test(columns[label].type);
    const shown = time ? rows : rows.slice(0, 30);
    return Readout.figure({
      id: "answer",
      title: t("ask.chart"),
      table,
      height: time ? 320 : 70 + shown.length * (numbers.length > 1 ? 34 : 26),
      option: (c) => {
        const names = {
          type: "category",
          data: shown.map((row) => row[label]?.replace(/ 00:00:00.*/, "") ?? ""),
          axisLabel: {
            fontSize: 14,
            color: c.ink,
            width: time ? undefined : innerWidth < 700 ? 110 : 240,
            overflow: "truncate",
            hideOverlap: true,
          },
          axisTick: { show: false },
          inverse: !time,
        };
        const values = { type: "value", axisLabel: { fontSize: 14, color: c.soft }, splitLine: { lineStyle: { color: c.line } } };
        return {
          grid: { left: time ? 50 : innerWidth < 700 ? 118 : 250, right: 24, top: numbers.length > 1 ? 36 : 12, bottom: 30 },
          legend: { show: numbers.length > 1, top: 0, left: 0, textStyle: { color: c.ink, fontSize: 14.5 } },
          tooltip: {
            trigger: "axis",
            formatter: (items) =>
              Readout.tip(
                items[0].name,
                items.map((item) => [item.seriesName, Readout.number(item.value)]),
              ),
          },
          xAxis: time ? names : values,
          yAxis: time ? values : names,
          series: numbers.map(([column, n], k) => ({
            type: time ? "line" : "bar",
            name: column.name,
            data: shown.map((row) => row[n]),
            itemStyle: { color: c.series[k] },
            lineStyle: { color: c.series[k], width: 2 },
            symbolSize: 5,
            barMaxWidth: 16,
          })),
        };
      },
    });
  }
});
