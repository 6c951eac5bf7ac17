// French and English: the choice, the words, and how days, intervals, durations and names of countries are written.
"use strict";

(() => {
  const words = () => Readout.data.words;
  const language = chosen();
  document.documentElement.lang = language;

  // The address decides, then the last choice, then the browser; French is the language of the material.
  function chosen() {
    const wanted = Readout.param("lang") ?? remembered() ?? navigator.language?.slice(0, 2);
    return wanted === "en" ? "en" : "fr";
  }

  function remembered() {
    try {
      return localStorage.getItem("readout-language");
    } catch {
      return null; // storage may be switched off
    }
  }

  function choose(wanted) {
    try {
      localStorage.setItem("readout-language", wanted);
    } catch {
      // the address keeps it
    }
    Readout.setParams({ lang: wanted });
    location.reload();
  }

  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const regions = new Intl.DisplayNames([language], { type: "region" });

  // The word of a key; "{n}" is filled in, and of "one|many" the form that fits `values.n` is taken.
  function t(key, values = {}) {
    const entry = words()[key];
    if (!entry) return key;
    const forms = entry[language === "en" ? 1 : 0].split("|");
    const form = forms.length > 1 && plural.select(values.n) !== "one" ? forms[1] : forms[0];
    return form.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number.format(values[name]) : values[name]));
  }

  // The label of a code of the warehouse, the code itself where the dictionary has none.
  const label = (family, code) => (words()[`${family}.${code}`] ? t(`${family}.${code}`) : String(code));

  function country(code) {
    try {
      return (code && regions.of(code)) || "";
    } catch {
      return code;
    }
  }

  const DAY = 86_400_000;
  const utc = (options) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : "fr-FR", { timeZone: "UTC", ...options });
  const formats = {
    day: utc({ day: "numeric", month: "long", year: "numeric" }),
    short: utc({ day: "numeric", month: "short", year: "numeric" }),
    month: utc({ month: "long", year: "numeric" }),
    moment: utc({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }),
    weekday: utc({ weekday: "long" }),
  };

  const iso = (days) => (days === null || days === undefined ? null : new Date(days * DAY).toISOString().slice(0, 10));
  const first = (text) => (language === "fr" ? text.replace(/^1 /, "1er ") : text);

  // A day, month or year of EDTF in words; "~" and "?" say that it is about.
  function edtfPart(text, form) {
    const plain = text.replace(/[~?%]$/, "");
    const written =
      plain.length === 10
        ? first(formats[form].format(new Date(plain)))
        : plain.length === 7
          ? formats.month.format(new Date(plain))
          : plain;
    return plain === text ? written : t("date.about", { date: written });
  }

  // An EDTF text in words; without one, the bounds.
  function edtf(text, earliest = null, latest = null, form = "day") {
    const [from, to] = text ? text.split("/") : [earliest ?? "..", latest ?? ".."];
    const open = (part) => part === ".." || part === "";
    if (to === undefined || from === to) return open(from) ? t("date.unknown") : edtfPart(from, form);
    if (open(from) && open(to)) return t("date.unknown");
    if (open(from)) return t("date.until", { date: edtfPart(to, form) });
    if (open(to)) return t("date.since", { date: edtfPart(from, form) });
    return t("date.between", { from: edtfPart(from, form), to: edtfPart(to, form) });
  }

  const callDate = (call, form) => edtf(call.edtf, iso(call.from), iso(call.to), form);
  const moment = (text) => (text ? `${formats.moment.format(new Date(text))} UTC` : "");
  const weekday = (n) => formats.weekday.format(new Date(Date.UTC(2024, 0, n))); // 1 January 2024 was a Monday
  const timeOfDay = (value) => (/\d/.test(value) ? value : label("time_of_day", value));

  function publication(article) {
    if (article.published_at) return moment(article.published_at);
    return edtf(null, article.published_earliest, article.published_latest);
  }

  function minutes(n) {
    if (n < 60 || n % 1) return t("duration.minutes", { n });
    return n % 60
      ? t("duration.hours_minutes", { h: Math.floor(n / 60), m: String(n % 60).padStart(2, "0") })
      : t("duration.hours", { n: n / 60 });
  }

  function duration(low, high, qualifier) {
    if (low === null || low === undefined) return "";
    const length = low === high || high === null ? minutes(low) : t("duration.range", { low: minutes(low), high: minutes(high) });
    return qualifier && qualifier !== "exact" ? t(`duration.${qualifier}`, { duration: length }) : length;
  }

  // Fills the fixed words of the page and its switch of languages.
  function dress() {
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
    for (const link of document.querySelectorAll("nav a[href], .brand[href]"))
      link.href = Readout.href(link.getAttribute("href").split("?")[0], Readout.shared?.() ?? {});
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", button.dataset.language === language);
      button.onclick = () => choose(button.dataset.language);
    }
    const built = document.getElementById("built");
    if (built)
      built.textContent = t("footer.state", { moment: moment(Readout.data.site.state) || "–", version: Readout.data.site.version });
  }

  function title(text) {
    document.title = text ? `${text} · ${Readout.data.site.title}` : Readout.data.site.title;
  }

  Object.assign(Readout, {
    language,
    t,
    label,
    country,
    edtf,
    callDate,
    iso,
    moment,
    weekday,
    timeOfDay,
    publication,
    minutes,
    duration,
    dress,
    title,
    number: (n) => number.format(n),
    capital: (text) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1),
  });
})();
