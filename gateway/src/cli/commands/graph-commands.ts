import { parseArgs } from "node:util";
import type { VersionEntry } from "../../registry/store/registry-store.js";
import { askAdmin, COMMON_HELP, COMMON_OPTIONS, wholeNumber } from "../base/admin-client.js";
import { CliError } from "../base/cli-error.js";
import type { Command, CommandSurroundings } from "../base/command.js";

const DEFAULT_CATALOGUE_PATH = "/catalogue/graphql";

export const history: Command = {
  help: `Usage: npm run hub -- history [--first <number>]

The latest first, 20 by default.

${COMMON_HELP}`,
  run: showHistory,
};

export const exportGraph: Command = {
  help: `Usage: npm run hub -- export [--version <number>] [--catalogue-url <url>]

Writes it to standard output: the version in service by default, with the catalogue at the hub's /catalogue/graphql.

${COMMON_HELP}`,
  run: printSupergraph,
};

async function showHistory(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { ...COMMON_OPTIONS, first: { type: "string" } } });
  const first = wholeNumber(values.first ?? "20", "--first");
  const { history } = await askAdmin<{ history: readonly (Omit<VersionEntry, "at"> & { at: string })[] }>(
    values,
    surroundings,
    `query ($first: Int!) {
      history(first: $first) { number at action partner who why forced partners changes { level type place message }
        brokenOperations { name document clients times lastAsked problem } }
    }`,
    { first },
  );
  if (values.json) {
    surroundings.print(JSON.stringify(history, null, 2));
    return 0;
  }
  for (const { number, at, action, partner, who, why, forced, changes, brokenOperations } of history) {
    const breaking = changes.filter(({ level }) => level === "BREAKING").length;
    surroundings.print(
      `${String(number).padStart(4)}  ${at}  ${[action, partner].filter(Boolean).join(" ")}  by ${who}${forced ? ", forced" : ""}`,
    );
    surroundings.print(`      ${changes.length} changes, ${breaking} breaking${why === null ? "" : `. ${why}`}`);
    for (const { name, clients } of brokenOperations) {
      surroundings.print(`      broke ${name ?? "an operation without a name"} of ${clients.join(", ")}`);
    }
  }
  return 0;
}

async function printSupergraph(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: { ...COMMON_OPTIONS, version: { type: "string" }, "catalogue-url": { type: "string" } },
  });
  const hub = values.hub ?? surroundings.env["SEGPOL_HUB_URL"] ?? "http://localhost:4000";
  const catalogueUrl = values["catalogue-url"] ?? URL.parse(DEFAULT_CATALOGUE_PATH, hub)?.href;
  const version = values.version === undefined ? undefined : wholeNumber(values.version, "--version");
  const { exportSupergraph } = await askAdmin<{ exportSupergraph: string | null }>(
    values,
    surroundings,
    "query ($catalogueUrl: String!, $version: Int) { exportSupergraph(catalogueUrl: $catalogueUrl, version: $version) }",
    { catalogueUrl, version },
  );
  if (exportSupergraph === null) throw new CliError(`There is no version ${version ?? ""} of the graph. See history.`);
  surroundings.print(values.json ? JSON.stringify({ supergraph: exportSupergraph }) : exportSupergraph.trimEnd());
  return 0;
}
