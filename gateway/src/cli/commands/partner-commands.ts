import { parseArgs } from "node:util";
import { askAdmin, COMMON_HELP, COMMON_OPTIONS } from "../base/admin-client.js";
import { type Command, type CommandSurroundings, UsageError } from "../base/command.js";
import type { ChangeResult } from "../../registry/change/change-requests.js";
import { printChange, RESULT } from "../base/report.js";

const CHANGE_OPTIONS = {
  ...COMMON_OPTIONS,
  code: { type: "string" },
  reason: { type: "string" },
  force: { type: "boolean" },
} as const;

const COMMANDS: Readonly<Record<string, Command["run"]>> = {
  list,
  check,
  join,
  publish,
  leave,
};

const HELP = `Usage: npm run hub -- partner <command>

  list                                    the partners of the graph
  check <url> --code <CODE>               what the contract wants of the server there, finding by finding; needs no hub,
                                          and with --hub looks at the partners that are in too
  join --code <CODE> --url <url>          takes a partner into the graph
       [--name <name>] [--language NL|FR|DE|EN] [--website <url>]
       [--licence <url>] [--contact <e-mail or url>]
  publish --code <CODE> [--url <url>]     puts what the partner serves now into the graph
       [--licence <url>] [--contact <e-mail or url>]    "" takes it away
  leave --code <CODE>                     takes a partner out of the graph

Every change:
  --reason <text>   recorded
  --force           lets breaking changes through; with a reason

${COMMON_HELP}`;

export const partner: Command = {
  help: HELP,
  async run([name = "", ...words], surroundings) {
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command) return await command(words, surroundings);
    throw new UsageError(`Expected partner ${Object.keys(COMMANDS).join(", ")}; got "${name}". See partner --help.`);
  },
};

async function list(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: COMMON_OPTIONS });
  const { partners, version } = await askAdmin<{
    version: number;
    partners: readonly { code: string; name: string; role: string; url: string; sdlDigest: string }[];
  }>(values, surroundings, "{ version partners { code name role url sdlDigest } }");
  if (values.json) {
    surroundings.print(JSON.stringify({ version, partners }, null, 2));
    return 0;
  }
  const width = Math.max(...partners.map(({ code }) => code.length), 4);
  for (const { code, name, url } of partners) surroundings.print(`${code.padEnd(width)}  ${url}  ${name}`);
  surroundings.print(`${partners.length} partners in version ${version}.`);
  return 0;
}

async function check(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { ...COMMON_OPTIONS, code: { type: "string" } },
  });
  const [url] = positionals;
  const code = wanted(values.code, "--code", "partner check");
  if (url === undefined || positionals.length > 1) {
    throw new UsageError("Expected one address: partner check <url> --code <CODE>.");
  }
  // Composes; the other commands leave that to the hub.
  const { checkAlone } = await import("./check-alone.js");
  const alone = await checkAlone({ code, url });
  if (!alone.accepted || values.hub === undefined)
    return printChange(alone, `${code} may join.`, values.json, surroundings.print);
  const { check } = await askAdmin<{ check: ChangeResult }>(
    values,
    surroundings,
    `query ($code: String!, $url: String!) { check(code: $code, url: $url) ${RESULT} }`,
    { code, url },
  );
  return printChange(check, `${code} may be put into the graph of ${values.hub}.`, values.json, surroundings.print);
}

async function join(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...CHANGE_OPTIONS,
      url: { type: "string" },
      name: { type: "string" },
      language: { type: "string" },
      website: { type: "string" },
      licence: { type: "string" },
      contact: { type: "string" },
    },
  });
  const { reason, force, name, language, website, licence, contact: contactPoint } = values;
  const code = wanted(values.code, "--code", "partner join");
  const url = wanted(values.url, "--url", "partner join");
  const { joinPartner } = await askAdmin<{ joinPartner: ChangeResult }>(
    values,
    surroundings,
    `mutation ($code: String!, $url: String!, $name: String, $language: Language! = NL, $website: String, $licence: String, $contactPoint: String, $reason: String, $force: Boolean! = false) {
      joinPartner(code: $code, url: $url, name: $name, language: $language, website: $website, licence: $licence, contactPoint: $contactPoint, reason: $reason, force: $force) ${RESULT}
    }`,
    { code, url, name, language, website, licence, contactPoint, reason, force },
  );
  return printChange(
    joinPartner,
    `${code} has joined: version ${joinPartner.version}.`,
    values.json,
    surroundings.print,
  );
}

async function publish(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...CHANGE_OPTIONS,
      url: { type: "string" },
      licence: { type: "string" },
      contact: { type: "string" },
    },
  });
  const { reason, force, url, licence, contact: contactPoint } = values;
  const code = wanted(values.code, "--code", "partner publish");
  const { publishPartner } = await askAdmin<{ publishPartner: ChangeResult }>(
    values,
    surroundings,
    `mutation ($code: String!, $url: String, $licence: String, $contactPoint: String, $reason: String, $force: Boolean! = false) {
      publishPartner(code: $code, url: $url, licence: $licence, contactPoint: $contactPoint, reason: $reason, force: $force) ${RESULT}
    }`,
    { code, url, licence, contactPoint, reason, force },
  );
  return printChange(
    publishPartner,
    `${code} is published: version ${publishPartner.version}.`,
    values.json,
    surroundings.print,
  );
}

async function leave(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: CHANGE_OPTIONS });
  const { reason, force } = values;
  const code = wanted(values.code, "--code", "partner leave");
  const { leavePartner } = await askAdmin<{ leavePartner: ChangeResult }>(
    values,
    surroundings,
    `mutation ($code: String!, $reason: String, $force: Boolean! = false) {
      leavePartner(code: $code, reason: $reason, force: $force) ${RESULT}
    }`,
    { code, reason, force },
  );
  return printChange(
    leavePartner,
    `${code} has left: version ${leavePartner.version}.`,
    values.json,
    surroundings.print,
  );
}

function wanted(value: string | undefined, option: string, command: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UsageError(`Expected ${option} with ${command}; it is missing. See --help.`);
}
