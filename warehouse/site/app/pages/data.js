// The published tables: files to take away, what every column means, how to cite, whose what is, and how the site works.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const { tables, citation } = Readout.data.schema;
  Readout.title(t("nav.data"));
  const size = (bytes) =>
    bytes > 1e6 ? t("data.mb", { n: Math.round(bytes / 1e5) / 10 }) : t("data.kb", { n: Math.max(1, Math.round(bytes / 1000)) });
  const file = (table, form) =>
    el(
      "a",
      { href: `downloads/${table.name}.${form}`, download: `${table.name}.${form}` },
      `${form === "csv" ? "CSV" : "Parquet"} `,
      el("small", size(table.bytes[form])),
    );
  return [
    el("h1", t("data.title")),
    el("p.lead", t("data.lead")),
    el(
      "ul.files",
      [
        ["readout.duckdb", "data.duckdb"],
        ["datapackage.json", "data.package"],
        ["CITATION.txt", "data.citation_file"],
        ["LICENCES.txt", "data.licences"],
      ].map(([name, words]) => el("li", el("a", { href: `downloads/${name}` }, name), el("span", ` ${t(words)}`))),
    ),
    el(
      "section",
      el("h2", t("data.tables")),
      el("p.note", t("data.english")),
      tables.map((table) =>
        el(
          "details.dictionary",
          { id: table.name },
          el(
            "summary",
            el("code", table.name),
            el("span.grain", { lang: "en" }, table.grain),
            el("span.rows", t("data.rows", { n: table.rows })),
          ),
          el("p.downloads", file(table, "parquet"), file(table, "csv")),
          el(
            "div.scroll",
            { tabindex: "0", role: "region", "aria-label": table.name },
            el(
              "table",
              el("caption.hidden", table.name),
              el(
                "thead",
                el(
                  "tr",
                  ["data.column", "data.type", "data.meaning"].map((name) => el("th", { scope: "col" }, t(name))),
                ),
              ),
              el(
                "tbody",
                table.columns.map(([name, type, meaning]) =>
                  el(
                    "tr",
                    el("th", { scope: "row", "data-label": t("data.column") }, el("code", name)),
                    el("td", { "data-label": t("data.type") }, type.toLowerCase()),
                    el("td", { "data-label": t("data.meaning"), lang: "en" }, meaning),
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    el("section", el("h2", t("data.cite")), el("blockquote", { lang: "en" }, citation)),
    el(
      "section",
      el("h2", t("data.method")),
      ["data.method_1", "data.method_2", "data.method_3", "data.method_4"].map((key) => el("p", t(key))),
    ),
  ];
});
