import { parseArgs } from "node:util";
import { isPartnerCode, type Language, type PartnerRole, typePrefix } from "@segpol/schema";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import { askAdmin, COMMON_HELP, COMMON_OPTIONS, wholeNumber } from "../base/admin-client.js";
import { CliError } from "../base/cli-error.js";
import { type Command, type CommandSurroundings, UsageError } from "../base/command.js";

const HELP = `Usage: npm run hub -- dev --code <CODE> --url <url> [--hub <url>] [--name <name>] [--port <number>]

A hub of your own on this machine, over the partners of a hub and your subgraph: its graph, its explorer, and the public records of
all whom it can reach. What a join or publish would find is printed, now and whenever your server's SDL changes. Nothing is published,
and the hub is asked for nothing but its partners. Ctrl-C ends it, and leaves nothing behind.

  --code <CODE>     of your organisation
  --url <url>       your subgraph: http://localhost:4108/graphql
  --name <name>     as lists show it
  --port <number>   of the local hub; any free one by default

Your token is the hub's, or one with the role partner:<CODE>:editor or partner:<CODE>:reader.

${COMMON_HELP}`;

export const dev: Command = {
  help: HELP,
  run: develop,
};

async function develop(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...COMMON_OPTIONS,
      code: { type: "string" },
      url: { type: "string" },
      name: { type: "string" },
      port: { type: "string" },
    },
  });
  const { code = "", url = "", name } = values;
  if (!isPartnerCode(code)) throw new UsageError("Expected --code, capitals and digits, such as VUB. See --help.");
  if (!URL.canParse(url)) throw new UsageError("Expected --url, such as http://localhost:4108/graphql. See --help.");
  const port = values.port === undefined ? 0 : wholeNumber(values.port, "--port");
  const databaseUrl = surroundings.env["SEGPOL_DEV_DATABASE_URL"];
  if (!databaseUrl) {
    throw new CliError(
      "Expected an empty database in SEGPOL_DEV_DATABASE_URL. npm run hub -- dev brings one by itself.",
    );
  }

  const partners = await partnersOf(values, surroundings);
  // What has to be known of the hub is known before a whole hub is loaded.
  const { runLocalHub } = await import("./local-hub.js");
  await runLocalHub({ databaseUrl, port, partners, own: { code, url, name } }, surroundings);
  return 0;
}

interface RegisteredPartner {
  readonly code: string;
  readonly names: readonly { readonly language: Language; readonly text: string; readonly original: boolean }[];
  readonly acronym: string;
  readonly role: PartnerRole;
  readonly url: string;
  readonly website: string | null;
  readonly licence: string | null;
  readonly contactPoint: string | null;
  readonly sdl: string;
}

async function partnersOf(
  options: Parameters<typeof askAdmin>[0],
  surroundings: CommandSurroundings,
): Promise<readonly PartnerDefinition[]> {
  const { partners } = await askAdmin<{ partners: readonly RegisteredPartner[] }>(
    options,
    surroundings,
    "{ partners { code names { language text original } acronym role url website licence contactPoint sdl } }",
  );
  return partners.map(({ names, ...partner }) => ({
    ...partner,
    prefix: typePrefix(partner.code),
    name: {
      original: names.find(({ original }) => original)?.language ?? "NL",
      ...Object.fromEntries(names.map(({ language, text }) => [language, text])),
    },
  }));
}
