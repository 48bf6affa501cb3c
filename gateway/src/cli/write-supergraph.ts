import "@segpol/schema/require-node";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { discoverPartners } from "../registry/discover-partners.js";
import { RegistryError } from "../registry/registry-error.js";
import { CompositionError } from "../composition/projection/composition-error.js";
import { committedGraphs } from "../composition/committed-graphs.js";

const HELP = `Composes the unified graph from the partners' committed schema.graphql files and writes
gateway/supergraph.graphql (for any federation router) and gateway/catalogue.graphql.

Usage: write-supergraph [--check] [--root <folder>]

  --check           Write nothing; fail when what is committed is not what would be written.
  --root <folder>   Root of the repository; the one this program lies in when absent.
  --help            Show this text.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { check: { type: "boolean" }, root: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const rootDir = values.root ?? fileURLToPath(new URL("../../..", import.meta.url));
  const partners = await discoverPartners({ rootDir, env: {} });
  const changed: string[] = [];
  for (const { file, text } of committedGraphs(partners)) {
    const path = join(rootDir, file);
    const committed = await readFile(path, "utf8").catch(() => undefined);
    if (committed === text) continue;
    changed.push(file);
    if (!values.check) await writeFile(path, text);
  }
  if (changed.length === 0) {
    process.stdout.write(`Up to date with ${partners.length} partners.\n`);
    return 0;
  }
  if (!values.check) {
    process.stdout.write(`Wrote ${changed.join(" and ")} for ${partners.length} partners.\n`);
    return 0;
  }
  process.stderr.write(
    `Expected ${changed.join(" and ")} to be what the partners' graphs compose to. Run npm run supergraph and commit.\n`,
  );
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!isUsage && !(error instanceof CompositionError) && !(error instanceof RegistryError)) throw error;
  process.stderr.write(`${error.message}\n${isUsage ? `\n${HELP}` : ""}`);
  process.exitCode = isUsage ? 2 : 1;
}
