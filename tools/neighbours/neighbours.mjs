// Which States share a land border: two outlines of Natural Earth (1:10 million, public domain) that have a line in common.
// Writes src/Matchmaking/Reference/neighbours.csv. Run it with: npm ci && npm run make

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { neighbors } from "topojson-client";

const require = createRequire(import.meta.url);
const { numericToAlpha3 } = require("i18n-iso-countries");
const { countries } = require("world-atlas/countries-10m.json").objects;
const reference = new URL("../../src/Matchmaking/Reference/", import.meta.url);

// Outlines without an ISO code that the United Nations' M49 list counts within a State. This says nothing of anybody's status.
const within = { Kosovo: "SRB", "N. Cyprus": "CYP", Somaliland: "SOM" };

const known = new Set(readFileSync(new URL("states.csv", reference), "utf8").split("\n").slice(1).map((line) => line.slice(0, 3)));
const codes = countries.geometries.map(({ id, properties }) => (id ? numericToAlpha3(id) : within[properties.name]));
const pairs = neighbors(countries.geometries)
  .flatMap((others, i) => others.map((j) => [codes[i], codes[j]]))
  .filter(([a, b]) => a < b && known.has(a) && known.has(b))
  .map((pair) => pair.join(","));

writeFileSync(new URL("neighbours.csv", reference), ["state,neighbour", ...new Set(pairs.sort())].join("\n") + "\n");
