import { parseArgs } from "node:util";
import { EXCHANGE_FORMATS, type ExchangeFormat } from "../exchange/file/format.js";
import { SHEET_KINDS, type SheetKind } from "../model/sheet-kind.js";
import { sheetKindNamed } from "../exchange/sheets/sheet-names.js";

/** The command's arguments. */
export interface DeskArguments {
  readonly command: "import" | "export" | "template" | "help";
  /** The file to import. */
  readonly file: string | undefined;
  readonly kind: SheetKind | undefined;
  readonly format: ExchangeFormat | undefined;
  readonly dryRun: boolean;
  readonly skipBad: boolean;
  /** Who is named in the audit trail. */
  readonly as: string | undefined;
  /** Where an export is written to; undefined: standard output. */
  readonly out: string | undefined;
  /** Address of a desk elsewhere. */
  readonly url: string | undefined;
  readonly tokenFile: string | undefined;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The command was not called as it should be. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const HELP = `Brings records in from a spreadsheet or a calendar, and gives them out.

  npm run desk -w subgraphs/cps -- import events.csv --dry-run
  npm run desk -w subgraphs/cps -- import events.csv
  npm run desk -w subgraphs/cps -- export --kind event --format xlsx --out events.xlsx
  npm run desk -w subgraphs/cps -- template --kind event --format xlsx --out empty.xlsx

import FILE     shows what would change row by row, and writes it when every row is good
  --dry-run     only shows it
  --skip-bad    leaves bad rows out and writes the rest
  --kind KIND   what the rows are, where neither the file nor its sheets are named so
  --format F    csv, xlsx, json or ics; else what the file's name ends in
  --as WHO      who is named in the audit trail; else the name of the account on this machine
export          all records that are not withdrawn; imported again, the file changes nothing
  --kind KIND   left out: all kinds (xlsx, json)
  --format F    csv, xlsx, json or ics; else what --out ends in
  --out FILE    else standard output
template        an empty sheet with its columns explained
  --kind KIND --format csv|xlsx [--out FILE]

KIND is one of ${SHEET_KINDS.join(", ")}.

Which database: DATABASE_URL or <CODE>_DATABASE_URL; else the one that npm start keeps on this machine, whether it runs or not.
A partner elsewhere is reached through its desk:
  --url URL         such as https://graph.example.org/desk/graphql
  --token-file FILE with an editor's access token

Ends with 0 when all is good, 1 when it could not be done, 2 when it was called wrongly, 3 when rows are bad.
docs/import.md explains the columns.
`;

/** @throws UsageError */
export function readArguments(args: readonly string[]): DeskArguments {
  const { values, positionals } = parsed(args);
  const [command = "help", file, ...rest] = positionals;
  const given = { ...values, dryRun: values["dry-run"], skipBad: values["skip-bad"], tokenFile: values["token-file"] };
  const read: DeskArguments = {
    command: values.help ? "help" : commandOf(command),
    file,
    kind: values.kind === undefined ? undefined : kindOf(values.kind),
    format: values.format === undefined ? undefined : formatNamed(values.format),
    dryRun: given.dryRun,
    skipBad: given.skipBad,
    as: values.as,
    out: values.out,
    url: values.url,
    tokenFile: given.tokenFile,
  };
  if (read.command === "help") return read;
  if (rest.length > 0)
    throw new UsageError(`Expected one file; got also ${rest.join(", ")}. Put names with spaces in quotes.`);
  if (read.command === "import" && file === undefined)
    throw new UsageError("Expected the name of a file after import; got none.");
  if (read.command !== "import" && file !== undefined)
    throw new UsageError(`Expected --out for the file's name; got ${file}.`);
  if (read.command === "template" && read.kind === undefined) {
    throw new UsageError(`Expected --kind after template: ${SHEET_KINDS.join(", ")}; got none.`);
  }
  if (read.url !== undefined && read.tokenFile === undefined) {
    throw new UsageError("Expected --token-file with --url: a desk asks who you are; got none.");
  }
  if (read.url !== undefined && !isSafe(read.url)) {
    throw new UsageError(
      "Expected an address that begins with https:// after --url, since the token goes there; got another.",
    );
  }
  return read;
}

/** Over the network a token is sent encrypted, or not at all. */
function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: "string" },
        format: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        "skip-bad": { type: "boolean", default: false },
        as: { type: "string" },
        out: { type: "string" },
        url: { type: "string" },
        "token-file": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function commandOf(name: string): DeskArguments["command"] {
  if (name === "import" || name === "export" || name === "template" || name === "help") return name;
  throw new UsageError(`Expected import, export, template or help; got ${JSON.stringify(name)}.`);
}

function kindOf(name: string): SheetKind {
  const kind = sheetKindNamed(name);
  if (kind) return kind;
  throw new UsageError(`Expected one of ${SHEET_KINDS.join(", ")} after --kind; got ${JSON.stringify(name)}.`);
}

function formatNamed(name: string): ExchangeFormat {
  const format = EXCHANGE_FORMATS.find((each) => each === name.toLowerCase());
  if (format) return format;
  throw new UsageError(`Expected one of ${EXCHANGE_FORMATS.join(", ")} after --format; got ${JSON.stringify(name)}.`);
}
