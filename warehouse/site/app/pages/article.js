// One article: the sentences that hold evidence; a claim in the list lights its characters, and the characters light their claims.
"use strict";

Readout.page(async () => {
  const { el, t } = Readout;
  const id = Readout.param("id") ?? "";
  const article = await Readout.entry("articles", id);
  if (!article) {
    Readout.title(t("article.unknown_title"));
    return [el("h1", t("article.unknown_title")), el("p.notice", t("article.unknown", { id }))];
  }
  const topics = new Map(Readout.data.labels.topics.map(([topic, , fr, en]) => [topic, Readout.language === "en" ? en : fr]));
  const marks = article.marks.filter((mark) => mark.kind !== "report");
  const entries = new Map(); // id of a mark -> its line in the list
  const pieces = new Map(); // id of a mark -> its stretches of text
  Readout.title(article.title ?? t("article.untitled"));
  queueMicrotask(() => Readout.param("mark") && light(Readout.param("mark"), true, true));
  return [
    el(
      "header.article-head",
      el("p.eyebrow", Readout.foreign(Readout.sourceName(article.source_id, article.source)), article.agency ? ` · ${article.agency}` : ""),
      el("h1", Readout.foreign(article.title ?? t("article.untitled"))),
      el(
        "p.when",
        [Readout.publication(article), Readout.label("basis", article.basis ?? "none"), article.author].filter(Boolean).join(" · "),
      ),
      article.url ? el("p", Readout.outside(article.url, t("article.original"))) : null,
    ),
    el("p.note", t(Readout.data.site.full_text ? "article.whole" : "article.excerpts")),
    el("div.reading", text(), list()),
  ];

  // The pieces of the text, cut wherever a mark begins or ends.
  function text() {
    const language = { lang: "fr", class: "evidence-text", "aria-label": t("article.evidence"), role: "region", tabindex: "0" };
    let before = 0;
    const paragraphs = article.pieces.map(([start, content]) => {
      const gap = start > before + 1 && before >= 0 ? el("p.gap", { "aria-label": t("article.left_out") }, "[…]") : null;
      before = start + [...content].length;
      return [gap, el("p", cut(start, content))];
    });
    return el("div", language, paragraphs);
  }

  // Offsets count characters, not the halves that JavaScript stores some of them in.
  function cut(start, content) {
    const characters = [...content];
    const end = start + characters.length;
    const within = marks.filter((mark) => mark.start !== undefined && mark.start < end && mark.end > start);
    const edges = [...new Set([start, end, ...within.flatMap((mark) => [Math.max(start, mark.start), Math.min(end, mark.end)])])].sort(
      (a, b) => a - b,
    );
    return edges.slice(0, -1).map((from, n) => {
      const to = edges[n + 1];
      const over = within.filter((mark) => mark.start <= from && mark.end >= to);
      const stretch = characters.slice(from - start, to - start).join("");
      if (!over.length) return stretch;
      const kind = over.some((mark) => mark.kind === "claim") ? "claim" : over[0].kind;
      const piece = el(
        `mark.${kind}`,
        {
          onmouseenter: () => hover(over, true),
          onmouseleave: () => hover(over, false),
          onclick: () => entries.get(over.at(-1).id)?.focus(),
        },
        stretch,
      );
      for (const mark of over) pieces.set(mark.id, [...(pieces.get(mark.id) ?? []), piece]);
      return piece;
    });
  }

  function hover(over, on) {
    return over.filter((mark) => mark.kind === "claim" || over.length === 1).forEach((mark) => light(mark.id, on));
  }

  function light(mark, on, stay = false) {
    entries.get(mark)?.classList.toggle("lit", on);
    for (const piece of pieces.get(mark) ?? []) piece.classList.toggle("lit", on);
    if (stay) {
      entries.get(mark)?.classList.add("asked");
      for (const piece of pieces.get(mark) ?? []) piece.classList.add("asked");
      (pieces.get(mark)?.[0] ?? entries.get(mark))?.scrollIntoView({ block: "center" });
    }
  }

  // What the article states, call by call.
  function list() {
    const calls = [...new Set(article.marks.map((mark) => mark.call))];
    return el(
      "aside.claims",
      { "aria-label": t("article.claims") },
      calls.map((call) => [
        el("h2", el("a", { href: Readout.callHref(call) }, t("article.of_call"))),
        el("p.note", t("article.hover")),
        el("ul", marks.filter((mark) => mark.call === call).map(line)),
      ]),
    );
  }

  function line(mark) {
    const button = el(
      `button.${mark.kind}`,
      {
        type: "button",
        onmouseenter: () => light(mark.id, true),
        onmouseleave: () => light(mark.id, false),
        onfocus: () => light(mark.id, true),
        onblur: () => light(mark.id, false),
        onclick: () => pieces.get(mark.id)?.[0]?.scrollIntoView({ block: "center", behavior: "smooth" }),
      },
      el("span.property", name(mark)),
      " ",
      el("span.value", Readout.foreign(value(mark))),
      mark.said_by && mark.kind === "claim" ? el("small", t("call.according_to", { name: mark.said_by })) : null,
      mark.anchor ? el("small", t(`anchor.${mark.anchor}`)) : null,
      mark.start === undefined ? el("small", t("article.no_characters")) : null,
    );
    entries.set(mark.id, button);
    return el("li", button);
  }

  function name(mark) {
    return mark.kind === "claim"
      ? t(`property.${mark.property}`)
      : mark.kind === "statement"
        ? Readout.label("statement", mark.property)
        : t("article.next_step");
  }

  function value(mark) {
    if (mark.kind === "statement") return mark.said_by ?? t("statement.unknown");
    if (mark.kind === "follow_up")
      return [Readout.label("follow_up", mark.property), mark.value && Readout.edtf(mark.value), mark.label].filter(Boolean).join(", ");
    if (mark.label) return mark.label;
    if (mark.qualifier === "not_disclosed") return t("call.not_disclosed");
    const plain = {
      date: (v) => Readout.edtf(v),
      weekday: (v) => (/^\d$/.test(v) ? Readout.weekday(Number(v)) : v),
      time_of_day: Readout.timeOfDay,
      place: Readout.country,
      topic: (v) => topics.get(v) ?? v,
      ordinal: (v) => t("call.nth", { n: v }),
      duration: (v) => {
        const [low, high] = v.split("/").map(Number);
        return Readout.duration(low, high ?? low, mark.qualifier);
      },
    }[mark.property];
    return plain ? plain(mark.value) : Readout.label(mark.property, mark.value);
  }
});
