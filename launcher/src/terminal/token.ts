import { parseArgs } from "node:util";
import { isRole, type Role } from "@segpol/identity";
import { LauncherError } from "../errors.js";
import { issuerFolder, keptAddress, localSigner, runningIssuer } from "../issuer/folder.js";
import { issuerAddress } from "../issuer/issuer.js";
import { discoverPartners } from "../plan/partners.js";
import { textOf } from "@segpol/server/config";
import { needsLocalIssuer } from "../plan/plan.js";
import {
  dataFolder,
  type Environment,
  ISSUER_DEFAULT_PORT,
  LAUNCHER_SETTINGS,
  movedPort,
  readOrThrow,
} from "../plan/settings.js";

const MAX_MINUTES = 7 * 24 * 60;

/** The text of --help. */
function helpText(codes: readonly string[]): string {
  return `Prints a token of the local issuer, for trying things out on this machine. The hub and every partner that "npm start" runs
from this folder accept it, whether they run now or later; the key is in .data/issuer.

Usage: npm run token -- --role ROLE [--role ROLE] [options]
       TOKEN=$(npm run -s token -- --role cabinet)
       curl -H "Authorization: Bearer $TOKEN" ...

Options
  --role ROLE        role of the bearer; may be repeated:
                       partner:<CODE>:editor   changes the records of a partner (${codes.join(", ")})
                       partner:<CODE>:reader   sees PARTNERS records and all records of that partner
                       cabinet                 sees everything but drafts
                       hub:admin               changes the graph of the hub
                       hub:harvester           reads changes at a partner, as the hub does
  --minutes N        its lifetime (default 60, at most ${MAX_MINUTES})
  --subject TEXT     name of the bearer in logs and audit trails (default local-user)
  --audience TEXT    audience: segpol, or segpol:<CODE> for a single partner (default SEGPOL_TOKEN_AUDIENCE, else segpol)
  --help             this text

The token is the only thing on standard output. Exit code 1: there is no local issuer here; 2: wrong usage.`;
}

/** The command: prints a token; returns the exit code. */
export async function runTokenCommand(
  args: readonly string[],
  { rootDir, env }: { rootDir: string; env: Environment },
): Promise<number> {
  try {
    const codes = (await discoverPartners(rootDir)).map(({ code }) => code);
    const options = readArguments(args, codes);
    process.stdout.write(`${options === "help" ? helpText(codes) : await makeToken(options, rootDir, env)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof LauncherError)) throw error;
    process.stderr.write(`token: ${error.code}\n${error.message}\n`);
    return error.code === "USAGE" ? 2 : 1;
  }
}

interface TokenOptions {
  roles: Role[];
  minutes: number;
  subject: string;
  audience: string | undefined;
}

async function makeToken(options: TokenOptions, rootDir: string, env: Environment): Promise<string> {
  if (!needsLocalIssuer(env)) {
    throw new LauncherError(
      "ISSUER_MISSING",
      `Expected no SEGPOL_TOKEN_ISSUER, since this command signs with the local issuer's key; it is ${textOf(env, "SEGPOL_TOKEN_ISSUER")}. ` +
        "Get the token there (docs/identity.md).",
    );
  }
  const { dataDir, portOffset, issuerPort } = readOrThrow(LAUNCHER_SETTINGS, env);
  const folder = issuerFolder(dataFolder(dataDir, rootDir));
  const planned = issuerAddress(
    issuerPort ?? movedPort(LAUNCHER_SETTINGS.issuerPort.name, ISSUER_DEFAULT_PORT, portOffset),
  );
  // The address of the running issuer, or of the next start: the previous address, unless the environment changes it.
  const moved = portOffset !== 0 || issuerPort !== undefined;
  const last = moved ? undefined : await keptAddress(folder);
  const issuer = (await runningIssuer(folder, planned)) ?? last ?? planned;
  return await localSigner(folder, issuer).sign({
    subject: options.subject,
    roles: options.roles,
    audience: options.audience ?? textOf(env, "SEGPOL_TOKEN_AUDIENCE") ?? "segpol",
    lifetimeS: options.minutes * 60,
  });
}

function readArguments(args: readonly string[], codes: readonly string[]): TokenOptions | "help" {
  const values = parse(args);
  if (values.help) return "help";
  const roles = values.role.flatMap((list) => list.split(",")).map((role) => role.trim());
  const wrong = roles.find((role) => !isRole(role));
  if (roles.length === 0 || wrong !== undefined) {
    throw usage(
      `Expected --role with partner:<CODE>:editor, partner:<CODE>:reader, cabinet, hub:admin or hub:harvester; got ` +
        `${wrong === undefined ? "none" : `"${wrong}"`}. Codes here: ${codes.join(", ")}.`,
    );
  }
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MAX_MINUTES) {
    throw usage(`Expected a whole number from 1 to ${MAX_MINUTES} after --minutes; got "${values.minutes}".`);
  }
  if (values.subject.trim() === "") throw usage("Expected a text after --subject; got none.");
  return { roles: roles.filter(isRole), minutes, subject: values.subject, audience: values.audience };
}

function parse(args: readonly string[]): {
  role: string[];
  minutes: string;
  subject: string;
  audience?: string;
  help: boolean;
} {
  try {
    return parseArgs({
      args: [...args],
      options: {
        role: { type: "string", multiple: true, default: [] },
        minutes: { type: "string", default: "60" },
        subject: { type: "string", default: "local-user" },
        audience: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message, cause);
  }
}

function usage(message: string, cause?: unknown): LauncherError {
  return new LauncherError("USAGE", `${message}\n"npm run token -- --help" explains the options.`, { cause });
}
