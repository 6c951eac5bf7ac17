// Builds what the pages load from the pinned packages into ../vendor: scripts without modules, fonts, borders, DuckDB, licences.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { geoCentroid } from "d3-geo";
import { feature, quantize } from "topojson-client";
import { filter, presimplify, quantile, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const vendor = new URL("../vendor/", import.meta.url).pathname;
const modules = new URL("node_modules/", import.meta.url).pathname;

await rm(vendor, { recursive: true, force: true });
await mkdir(`${vendor}fonts`, { recursive: true });
await mkdir(`${vendor}duckdb`, { recursive: true });
await bundle("charts.js", "charts.js", "echarts");
await bundle("table.js", "table.js", "TableCore");
await bundle("map.js", "map.js", "MapTools");
await bundle(`${modules}minisearch/dist/es/index.js`, "search.js", "MiniSearchModule");
await bundle(`${modules}@duckdb/duckdb-wasm/dist/duckdb-browser.mjs`, "duckdb/duckdb.js", "duckdb");
for (const file of ["duckdb-browser-eh.worker.js", "duckdb-eh.wasm"]) {
  await cp(`${modules}@duckdb/duckdb-wasm/dist/${file}`, `${vendor}duckdb/${file}`);
}
await fonts();
await borders();
await licences();

async function bundle(entry, out, globalName) {
  await build({
    entryPoints: [entry],
    outfile: vendor + out,
    globalName,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  });
}

async function fonts() {
  const faces = [];
  for (const [family, name] of [
    ["Source Serif 4", "source-serif-4"],
    ["Source Sans 3", "source-sans-3"],
  ]) {
    for (const style of ["normal", "italic"]) {
      for (const script of ["latin-ext", "latin"]) {
        const file = `${name}-${script}-wght-${style}.woff2`;
        await cp(`${modules}@fontsource-variable/${name}/files/${file}`, `${vendor}fonts/${file}`);
        const range =
          script === "latin"
            ? "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215"
            : "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+2113";
        faces.push(
          `@font-face{font-family:"${family}";font-style:${style};font-weight:200 900;font-display:swap;` +
            `src:url(${file}) format("woff2");unicode-range:${range}}`,
        );
      }
    }
  }
  await writeFile(`${vendor}fonts/fonts.css`, faces.join("\n") + "\n");
}

// Natural Earth at 1:50 million, with the third of its points that matters most, under the two-letter codes of the warehouse; Antarctica left out.
async function borders() {
  const countries = require("i18n-iso-countries");
  const detailed = JSON.parse(await readFile(`${modules}world-atlas/countries-50m.json`, "utf8"));
  const weighed = presimplify(detailed);
  const simple = simplify(weighed, quantile(weighed, 0.3));
  const shapes = simple.objects.countries.geometries.filter((shape) => shape.id !== "010");
  for (const shape of shapes) {
    shape.properties = { name: countries.numericToAlpha2(shape.id) ?? shape.properties.name };
    delete shape.id;
  }
  simple.objects = { countries: { type: "GeometryCollection", geometries: shapes } };
  const world = quantize(filter(simple), 2e4);
  const centres = {};
  for (const { properties, geometry } of feature(world, world.objects.countries).features) {
    if (properties.name.length === 2) centres[properties.name] = geoCentroid(largest(geometry)).map((x) => Math.round(x * 10) / 10);
  }
  await writeFile(`${vendor}world.js`, `Readout.put("world", ${JSON.stringify({ borders: world, centres })});\n`);
}

// The centre of a country is that of its largest part: overseas territories would draw it into the sea.
function largest(geometry) {
  if (geometry.type !== "MultiPolygon") return geometry;
  const size = (rings) => {
    const xs = rings[0].map(([x]) => x),
      ys = rings[0].map(([, y]) => y);
    return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
  };
  return { type: "Polygon", coordinates: geometry.coordinates.reduce((a, b) => (size(a) >= size(b) ? a : b)) };
}

// Every package whose code or data is published with the site, with its licence text.
async function licences() {
  const { dependencies } = JSON.parse(await readFile("package.json", "utf8"));
  const packages = [...Object.keys(dependencies), "apache-arrow", "zrender", "tslib", "flatbuffers", "@tanstack/store"];
  const told = [];
  for (const name of packages) {
    const described = await readFile(`${modules}${name}/package.json`, "utf8").then(JSON.parse, () => null);
    if (!described) continue;
    const text = await Promise.any(
      ["LICENSE", "LICENSE.txt", "LICENSE.md", "license"].map((file) => readFile(`${modules}${name}/${file}`, "utf8")),
    ).catch(() => "");
    told.push({ name, version: described.version, licence: described.license, text });
  }
  await writeFile(`${vendor}licences.json`, JSON.stringify(told, null, 1) + "\n");
}
