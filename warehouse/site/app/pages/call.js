// One call: what is known and who says so, what contradicts it, what was said, what comes next, and what the warehouse knew when.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const PROPERTIES = [
    "date",
    "weekday",
    "time_of_day",
    "duration",
    "initiator",
    "participant",
    "channel",
    "factuality",
    "ordinal",
    "disclosed_by",
    "topic",
    "place",
    "tone",
  ];
  const id = Readout.param("id") ?? "";
  const page = await Readout.entry("calls", id);
  if (page?.moved) {
    location.replace(Readout.href("call.html", { id: page.moved, was: id }));
    return [];
  }
  if (!page || page.ended) return missingPage();

  const {
    call,
    reports = [],
    claims = [],
    conflicts = [],
    statements = [],
    follow_ups: steps = [],
    history = [],
    missing = [],
    asymmetries = [],
    participants = [],
  } = page;
  const topics = new Map(Readout.data.labels.topics.map(([topic, , fr, en]) => [topic, Readout.language === "en" ? en : fr]));
  const people = new Map(Readout.data.labels.people.map(([actor, name]) => [actor, name]));
  const reportOf = new Map(reports.map((report) => [report.report_id, report]));
  const when = Readout.edtf(call.date_edtf, call.date_earliest, call.date_latest);
  const names = (call.participants ?? []).join(" – ");
  Readout.title(`${names}, ${when}`);
  return [
    header(),
    facts(),
    conflicts.length ? section("call.conflicts_title", conflicts.map(conflict)) : null,
    section("call.values", values()),
    section("call.reports_title", reportTable()),
    steps.length ? section("call.follow_ups", followUps()) : null,
    statements.length ? section("call.statements", statementList()) : null,
    asymmetries.length ? section("call.asymmetries", asymmetryTable()) : null,
    around(),
    section("call.history", historyList()),
    permanent(),
  ];

  function missingPage() {
    Readout.title(t("call.unknown_title"));
    return [
      el("h1", t("call.unknown_title")),
      el("p.notice", page?.ended ? t("call.ended", { id }) : t("call.unknown", { id })),
      el("p", el("a", { href: Readout.href("index.html") }, t("call.all"))),
    ];
  }

  function header() {
    const was = Readout.param("was");
    return el(
      "header.call-head",
      was ? el("p.notice", t("call.moved", { id: was })) : null,
      el("p.eyebrow", Readout.badge(call.factuality), " · ", Readout.label("channel", call.channel ?? "telephone")),
      el("h1", Readout.foreign(names || t("call.nobody"))),
      el("p.when", Readout.capital(when)),
    );
  }

  // The canonical values at a glance.
  function facts() {
    const offices = participants.map((person) =>
      el(
        "div.person",
        person.actor_id
          ? el("a", { href: Readout.href("index.html", { with: person.actor_id }) }, Readout.foreign(person.name))
          : Readout.foreign(person.name),
        el(
          "small",
          [
            person.office && Readout.label("office", person.office),
            person.country && Readout.country(person.country),
            person.role === "initiator" && t("call.initiated"),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
    );
    const tiles = [
      [t("call.duration"), Readout.duration(call.duration_minutes_low, call.duration_minutes_high, call.duration_qualifier)],
      [t("call.time_of_day"), call.time_of_day ? Readout.timeOfDay(call.time_of_day) : ""],
      [
        t("call.ordinal"),
        call.ordinal ? `${t("call.nth", { n: String(call.ordinal) })}${call.ordinal_scope ? ` ${call.ordinal_scope}` : ""}` : "",
      ],
      [t("call.independent"), t("call.independent_of", { n: call.independent_source_count, reports: call.report_count })],
      [t("call.origins"), call.disclosed_by?.join(", ") ?? ""],
      [t("call.topics"), (call.topics ?? []).map((topic) => topics.get(topic) ?? topic).join(", ")],
      [t("call.places"), (call.places ?? []).map(Readout.country).join(", ")],
      [t("call.first_reported"), call.first_reported_at ? Readout.moment(call.first_reported_at) : ""],
    ].filter(([, value]) => value);
    return [
      el("div.call-people", offices),
      el(
        "dl.facts",
        tiles.map(([name, value]) => el("div", el("dt", name), el("dd", Readout.foreign(value)))),
      ),
    ];
  }

  function section(title, ...content) {
    return el("section", el("h2", { id: title }, t(title)), content);
  }

  // A value of a claim in words.
  function shown(property, value, label) {
    if (label) return label;
    if (property === "date") return Readout.edtf(value);
    if (property === "weekday") return /^\d$/.test(value) ? Readout.weekday(Number(value)) : Readout.edtf(value);
    if (property === "time_of_day") return Readout.timeOfDay(value);
    if (property === "duration") return length(value);
    if (property === "topic") return topics.get(value) ?? value;
    if (property === "place") return Readout.country(value);
    if (property === "ordinal") return t("call.nth", { n: value });
    if (property === "initiator" || property === "participant") return people.get(value) ?? value;
    return Readout.label(property, value);
  }

  function length(value) {
    const [low, high] = value.split("/").map(Number);
    return Number.isNaN(low) ? value : Readout.duration(low, high ?? low);
  }

  // Claims that state one value, together; `independent` counts a wire and its copies once.
  function grouped(of) {
    const found = new Map();
    for (const claim of of) {
      const key = `${claim.value} ${claim.qualifier ?? ""}`;
      if (!found.has(key)) found.set(key, { ...claim, claims: [] });
      found.get(key).claims.push(claim);
    }
    for (const group of found.values())
      group.independent = new Set(group.claims.map((claim) => reportOf.get(claim.report_id)?.independent)).size;
    return [...found.values()].sort((a, b) => b.independent - a.independent || b.claims.length - a.claims.length);
  }

  function valueOf(group) {
    const value = shown(group.property, group.value, group.label);
    if (group.qualifier === "not_disclosed") return t("call.not_disclosed");
    return group.qualifier && group.property === "duration" ? t(`duration.${group.qualifier}`, { duration: value }) : value;
  }

  function values() {
    const byProperty = new Map(PROPERTIES.map((property) => [property, grouped(claims.filter((claim) => claim.property === property))]));
    const rows = [...byProperty].flatMap(([property, groups]) =>
      groups.map((group, n) =>
        el(
          "tr",
          n === 0
            ? el("th", { scope: "rowgroup", rowspan: groups.length, "data-label": t("call.property") }, t(`property.${property}`))
            : null,
          el("td.value", { "data-label": t("call.value") }, Readout.foreign(valueOf(group))),
          el("td.number", { "data-label": t("call.independent") }, Readout.number(group.independent)),
          el("td", { "data-label": t("call.said_by") }, el("ul.evidence", spoken(group.claims))),
        ),
      ),
    );
    return [
      el("p.note", t("call.values_note")),
      el(
        "div.scroll",
        { tabindex: "0", role: "region", "aria-label": t("call.values") },
        el(
          "table.values",
          el("caption.hidden", t("call.values")),
          el(
            "thead",
            el(
              "tr",
              [
                ["call.property", ""],
                ["call.value", ""],
                ["call.independent", "number"],
                ["call.said_by", ""],
              ].map(([name, kind]) => el("th", { scope: "col", class: kind }, t(name))),
            ),
          ),
          el("tbody", rows),
        ),
      ),
    ];
  }

  // Who says it, in which words, with the way to those characters: one line for each article and attribution.
  function spoken(of) {
    const lines = new Map();
    for (const claim of of) {
      const key = `${claim.report_id} ${claim.said_by ?? ""}`;
      lines.set(key, [...(lines.get(key) ?? []), claim]);
    }
    return [...lines.values()].map(evidence);
  }

  function evidence(same) {
    const [{ report_id: report, said_by: saidBy, rule }] = same;
    const quotes = new Map(same.filter((claim) => claim.surface).map((claim) => [claim.surface.trim().toLowerCase(), claim]));
    return el(
      "li",
      Readout.foreign(outlet(report)),
      saidBy ? el("span.said-by", ` ${t("call.according_to", { name: saidBy })}`) : null,
      quotes.size
        ? [...quotes.values()].map((claim) =>
            el("a.quote", { href: toArticle(report, claim.claim_id) }, Readout.foreign(t("quote.marks", { text: claim.surface.trim() }))),
          )
        : el("a.quote", { href: toArticle(report, same[0].claim_id) }, t("call.follows", { rule })),
    );
  }

  function toArticle(report, mark) {
    return Readout.href("article.html", { id: reportOf.get(report)?.article_id, mark });
  }

  // An outlet by its name; an unknown one by the headline of its article.
  function outlet(id) {
    const report = reportOf.get(id);
    const title = report?.title ?? "";
    return (
      report?.source ??
      (title ? t("quote.marks", { text: title.length > 44 ? `${title.slice(0, 42).trim()}…` : title }) : t("source.unknown"))
    );
  }

  function conflict(found) {
    const involved = found.claim_ids ?? [];
    const of = claims.filter((claim) => involved.includes(claim.claim_id));
    const sides = (found.values ?? []).map((value) => {
      const side = of.filter((claim) => claim.value === value);
      return el("div.side", el("strong", Readout.foreign(shown(found.property, value, side[0]?.label))), el("ul.evidence", spoken(side)));
    });
    const rest = of.filter((claim) => !(found.values ?? []).includes(claim.value));
    return el(
      "article.conflict",
      el("h3", Readout.capital(t(`property.${found.property}`))),
      el("p.note", `${t(`conflict.${found.kind}`)} · ${Readout.label("status", found.status)}`),
      el("div.sides", sides, rest.length ? el("div.side", el("strong", t("conflict.other")), el("ul.evidence", spoken(rest))) : null),
    );
  }

  function reportTable() {
    return Readout.table({
      caption: t("call.reports_title"),
      rows: reports,
      file: `${id}-reports`,
      columns: [
        { key: "source", label: t("call.source"), value: (report) => Readout.sourceName(report.source_id, report.source) },
        {
          key: "title",
          label: t("article.title"),
          value: (report) => report.title ?? t("article.untitled"),
          wide: true,
          cell: (report) =>
            el(
              "a",
              { href: Readout.href("article.html", { id: report.article_id }) },
              Readout.foreign(report.title ?? t("article.untitled")),
            ),
        },
        {
          key: "published",
          label: t("article.published"),
          value: (report) => report.published_at ?? report.published_latest,
          cell: (report) => Readout.publication(report),
        },
        { key: "agency", label: t("article.agency"), value: (report) => report.agency },
        { key: "independent", label: t("call.independent_group"), value: (report) => report.independent + 1, number: true },
        {
          key: "factuality",
          label: t("call.factuality"),
          value: (report) => Readout.label("factuality", report.factuality),
          cell: (report) => Readout.badge(report.factuality),
        },
        { key: "why", label: t("call.why"), value: (report) => why(report) },
      ],
    });
  }

  // Why this report belongs to the call, in the words of its strongest link.
  function why(report) {
    if (!report.explanation) return t("call.alone");
    const features = JSON.parse(report.explanation).features?.filter((feature) => feature.weight) ?? [];
    return (
      features
        .map((feature) => `${feature.feature}: ${feature.value.replaceAll("_", " ")} (${feature.weight > 0 ? "+" : ""}${feature.weight})`)
        .join(", ") || t("call.alone")
    );
  }

  function followUps() {
    return Readout.table({
      caption: t("call.follow_ups"),
      rows: steps,
      columns: [
        { key: "kind", label: t("follow_up.kind"), value: (step) => Readout.label("follow_up", step.kind) },
        {
          key: "date",
          label: t("call.date"),
          value: (step) => step.date_earliest ?? step.date_latest,
          cell: (step) =>
            step.date_edtf || step.date_earliest || step.date_latest
              ? Readout.edtf(step.date_edtf, step.date_earliest, step.date_latest)
              : "",
        },
        { key: "place", label: t("follow_up.place"), value: (step) => step.place },
        { key: "who", label: t("call.who"), value: (step) => (step.participants ?? []).join(", "), wide: true },
        { key: "settled", label: t("follow_up.settled"), value: (step) => t(step.settled ? "follow_up.decided" : "follow_up.proposed") },
        {
          key: "state",
          label: t("follow_up.state"),
          value: (step) => Readout.label("state", step.state ?? "open"),
          cell: (step) => [
            Readout.label("state", step.state ?? "open"),
            step.target_call_id ? [" ", el("a", { href: Readout.callHref(step.target_call_id) }, t("call.open"))] : null,
          ],
        },
        {
          key: "words",
          label: t("call.said_by"),
          value: (step) => step.surface,
          cell: (step) =>
            el(
              "a.quote",
              { href: toArticle(step.report_id, step.follow_up_id) },
              Readout.foreign(t("quote.marks", { text: step.surface })),
            ),
          wide: true,
        },
      ],
    });
  }

  function statementList() {
    return el(
      "ul.statements",
      statements.map((statement) =>
        el(
          `li.${statement.kind}`,
          el("p.speech", Readout.foreign(statement.kind === "direct" ? t("quote.marks", { text: statement.text }) : statement.text)),
          el(
            "p.by",
            statement.speaker ? el("strong", Readout.foreign(statement.speaker)) : el("span", t("statement.unknown")),
            " · ",
            Readout.label("statement", statement.kind),
            " · ",
            el("a", { href: toArticle(statement.report_id, statement.statement_id) }, Readout.foreign(outlet(statement.report_id))),
          ),
        ),
      ),
    );
  }

  function asymmetryTable() {
    const side = (value) => (/^[A-Z]{2}$/.test(value) ? Readout.country(value) : value);
    const text = new Map(statements.map((statement) => [statement.statement_id, statement.text]));
    const told = (row) => (row.property === "statement" ? (text.get(row.value) ?? row.value) : shown(row.property, row.value));
    return [
      el("p.note", t("call.asymmetries_note")),
      Readout.table({
        caption: t("call.asymmetries"),
        rows: asymmetries,
        pageSize: 10,
        columns: [
          { key: "told_by", label: t("asymmetry.told_by"), value: (row) => side(row.told_by) },
          { key: "not_told_by", label: t("asymmetry.not_told_by"), value: (row) => side(row.not_told_by) },
          { key: "property", label: t("call.property"), value: (row) => t(`property.${row.property}`) },
          { key: "value", label: t("call.value"), value: told, wide: true },
        ],
      }),
    ];
  }

  // The calls of the same people before and after, and those that ordinals imply.
  function around() {
    if (!page.earlier && !page.later && !missing.length) return null;
    const neighbour = (side) =>
      page[side] &&
      el(
        "a.neighbour",
        { href: Readout.callHref(page[side].call_id), rel: side === "earlier" ? "prev" : "next" },
        el("small", t(`call.${side}`)),
        Readout.edtf(page[side].date),
      );
    return section(
      "call.around",
      el("nav.neighbours", { "aria-label": t("call.around") }, neighbour("earlier"), neighbour("later")),
      missing.length
        ? [
            el("h3", t("call.missing")),
            el(
              "ul.plain",
              missing.map((one) =>
                el(
                  "li",
                  t(`missing.${one.reason}`, { ordinal: t("call.nth", { n: String(one.ordinal) }) }),
                  one.scope ? [" ", el("q", Readout.foreign(one.scope))] : null,
                  one.after_call_id && one.after_call_id !== id
                    ? [" ", el("a", { href: Readout.callHref(one.after_call_id) }, t("missing.after"))]
                    : null,
                  one.before_call_id && one.before_call_id !== id
                    ? [" ", el("a", { href: Readout.callHref(one.before_call_id) }, t("missing.before"))]
                    : null,
                ),
              ),
            ),
          ]
        : null,
    );
  }

  function historyList() {
    return [
      el("p.note", t("call.history_note")),
      el(
        "ol.history",
        history.map((version, n) =>
          el(
            "li",
            el("time", { datetime: version.at }, Readout.moment(version.at) || version.run),
            el("small", ` ${version.code ?? ""}`),
            n === 0
              ? el("p", t("call.first_known"))
              : el(
                  "ul",
                  Object.entries(version.changes).map(([field, [before, after]]) =>
                    el("li", `${Readout.label("field", field)}: `, el("del", historic(before)), " → ", el("ins", historic(after))),
                  ),
                ),
          ),
        ),
      ),
    ];
  }

  function historic(value) {
    return value === null || value === undefined
      ? t("value.none")
      : Array.isArray(value)
        ? value.map((one) => topics.get(one) ?? one).join(", ") || t("value.none")
        : (people.get(value) ?? String(value));
  }

  function permanent() {
    return el("p.permanent", t("call.permanent"), " ", el("code", `call.html?id=${id}`));
  }
});
