// Sends the README's queries to a running hub and writes its answers below them.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { url: { type: "string", default: "http://localhost:4000/graphql" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  console.log(`Writes the answers of a running hub below the README's queries.

Usage: node scripts/readme-answers.mjs [--url http://localhost:4000/graphql]`);
  process.exit(0);
}

const file = new URL("../README.md", import.meta.url);
const pair = /```graphql\n([\s\S]*?)```\n\n```json\n[\s\S]*?```/g;
const readme = readFileSync(file, "utf8");
const queries = [...readme.matchAll(pair)].map(([, query]) => query);
let index = 0;
const answers = [];
for (const query of queries) {
  console.log(`Sending query ${(index += 1)} of ${queries.length} ...`);
  const response = await fetch(values.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`Expected query ${index} to succeed; got ${JSON.stringify(errors)}`);
  answers.push(print(data));
}
index = 0;
writeFileSync(
  file,
  readme.replace(pair, (_pair, query) => `\`\`\`graphql\n${query}\`\`\`\n\n\`\`\`json\n${answers[index++]}\n\`\`\``),
);
console.log("README.md is written.");

/** JSON in which a value that fits on one line stays on one line. */
function print(value, indent = "") {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
  if (typeof value !== "object" || value === null || flat.length + indent.length <= 118) return flat;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => deeper + print(each, deeper))
    : Object.entries(value).map(([key, each]) => `${deeper}${JSON.stringify(key)}: ${print(each, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}
