import { parseArgs } from "node:util";
import type { ChangeResult } from "../../registry/change/change-requests.js";
import { askAdmin, COMMON_HELP, COMMON_OPTIONS, isHubThere, whoAsks, wholeNumber } from "../base/admin-client.js";
import { type Command, type CommandSurroundings, UsageError } from "../base/command.js";
import { printChange, RESULT } from "../base/report.js";

export const rollback: Command = {
  help: `Usage: npm run hub -- rollback <version> [--reason <text>]

Where no hub runs, and none is named with --hub or SEGPOL_HUB_URL, the version is made in the hub's database (DATABASE_URL): the hub serves it when it starts.

${COMMON_HELP}`,
  run: goBack,
};

async function goBack(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { ...COMMON_OPTIONS, reason: { type: "string" } },
  });
  const [text, ...more] = positionals;
  if (text === undefined || more.length > 0) throw new UsageError("Expected one version: rollback <version>.");
  const number = wholeNumber(text, "<version>");
  const { hub, reason, json } = values;
  const { env, print } = surroundings;
  const withHub = hub !== undefined || env["DATABASE_URL"] === undefined || (await isHubThere(env));
  const result = withHub
    ? await askHub(number, values, surroundings)
    : await (
        await import("./rollback-without-hub.js")
      ).rollbackWithoutHub({ number, who: whoAsks(values, env), reason, env });
  const when = withHub ? "" : " No hub runs: it serves when one starts.";
  return printChange(result, `As version ${number} again: version ${result.version}.${when}`, json, print);
}

async function askHub(
  version: number,
  values: {
    readonly hub?: string | undefined;
    readonly who?: string | undefined;
    readonly reason?: string | undefined;
  },
  surroundings: CommandSurroundings,
): Promise<ChangeResult> {
  const { rollback } = await askAdmin<{ rollback: ChangeResult }>(
    values,
    surroundings,
    `mutation ($version: Int!, $reason: String) {
      rollback(version: $version, reason: $reason) ${RESULT}
    }`,
    { version, reason: values.reason },
  );
  return rollback;
}
