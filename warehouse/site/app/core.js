// What every page stands on: data from scripts, the address, and elements built without ever reading text as HTML.
"use strict";

const Readout = (() => {
  const data = {};
  const waiting = {};

  // Data scripts hand in their value here.
  function put(name, value) {
    data[name] = value;
  }

  // Loads a script beside the page once; the promise gives what it put under `name`.
  function load(name, file = `data/${name}.js`) {
    waiting[name] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = file;
      script.onload = () => resolve(data[name]);
      script.onerror = () => reject(new Error(`${file} is missing`));
      document.head.append(script);
    });
    return waiting[name];
  }

  // FNV-1a, 32 bits, as shard_of in scripts.py.
  function shardOf(key, shards) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(key)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return value % shards;
  }

  // One entry of a family of sharded scripts; undefined when there is none of that key.
  async function entry(family, key) {
    const shards = data.site.shards[family];
    const shard = await load(`${family}/${shardOf(key, shards)}`);
    return Object.hasOwn(shard, key) ? shard[key] : undefined;
  }

  const param = (name) => new URLSearchParams(location.search).get(name);

  // Writes parameters into the address of this page; an empty value removes one.
  function setParams(changes) {
    const params = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === "" || value.length === 0) params.delete(name);
      else params.set(name, value);
    }
    history.replaceState(null, "", address("", params));
  }

  function address(page, params) {
    const query = new URLSearchParams(params).toString().replaceAll("%2C", ",");
    return (page || location.pathname.split("/").pop() || "index.html") + (query ? `?${query}` : "");
  }

  // The address of another page; the language chosen in this one goes along.
  function href(page, params = {}) {
    const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== "");
    const language = param("lang");
    return address(page, language ? [...given, ["lang", language]] : given);
  }

  // el("a.link", {href: "x"}, "text", child): attributes are set as such, strings become text nodes.
  function el(name, ...content) {
    const [tag, ...classes] = name.split(".");
    const element = document.createElement(tag);
    if (classes.length) element.className = classes.join(" ");
    for (const part of content.flat(Infinity)) {
      if (part === null || part === undefined || part === false) continue;
      if (part instanceof Node || typeof part !== "object") element.append(part);
      else setAttributes(element, part);
    }
    return element;
  }

  function setAttributes(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
  }

  // Only web addresses become links: an article may state anything as its own.
  function outside(url, ...content) {
    const safe = /^https?:\/\//i.test(url ?? "");
    return safe ? el("a", { href: url, rel: "noopener noreferrer nofollow external" }, content) : el("span", content);
  }

  // Texts of others in their own direction: a right-to-left mark in a title turns nothing around it.
  const foreign = (text, name = "bdi") => el(name, text);

  function download(name, text, type) {
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const main = () => document.getElementById("main");

  // Fills the page; what goes wrong is said in it.
  async function page(build) {
    try {
      main().replaceChildren(...(await build()).flat().filter(Boolean));
      Readout.drawFigures();
    } catch (error) {
      main().replaceChildren(el("p.notice", `${Readout.t?.("page.broken") ?? ""} ${error.message}`));
      throw error;
    } finally {
      document.body.dataset.ready = "true";
    }
  }

  return { data, put, load, entry, shardOf, param, setParams, href, el, outside, foreign, download, page };
})();
