import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { RECORD_KINDS } from "@segpol/schema";
import type { Partner } from "../partner/partner.js";
import { ExchangeError } from "../exchange/file/exchange-error.js";
import type { ExportedFile } from "../exchange/export-records.js";
import { checkKept } from "../exchange/formats/read-file.js";
import { type ExchangeFormat, formatOf } from "../exchange/file/format.js";
import { DEFAULT_LIMITS } from "../exchange/file/limits.js";
import { visible } from "../exchange/file/visible.js";
import { makeTemplate } from "../exchange/make-template.js";
import { type DeskArguments, HELP, readArguments, UsageError } from "./arguments.js";
import type { DeskConnection } from "./desk-connection.js";
import { openLocalDesk } from "./local-desk.js";
import { printReport } from "./print-report.js";
import { openRemoteDesk } from "./remote-desk.js";

/** Where the command runs and what it writes to. */
export interface DeskSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Files are named from here. */
  readonly folder: string;
  /** Root of the checkout. */
  readonly rootDir: string;
  out(content: string | Uint8Array): void;
  /** What is not part of the answer: progress, errors. */
  tell(text: string): void;
}

const ROWS_BETWEEN_WORDS = 500;
const FAILED = 1;
const CALLED_WRONGLY = 2;
const ROWS_BAD = 3;

/** Runs the command. Gives its exit code. */
export async function runDesk(
  partner: Partner,
  args: readonly string[],
  surroundings: DeskSurroundings,
): Promise<number> {
  try {
    const given = readArguments(args);
    switch (given.command) {
      case "help":
        surroundings.out(HELP);
        return 0;
      case "import":
        return await runImport(partner, given, surroundings);
      case "export":
        return await runExport(partner, given, surroundings);
      case "template":
        return await runTemplate(partner, given, surroundings);
    }
  } catch (error) {
    return reportError(error, surroundings);
  }
}

function reportError(error: unknown, { tell }: DeskSurroundings): number {
  if (error instanceof UsageError) {
    tell(`${error.message}\n--help shows how.\n`);
    return CALLED_WRONGLY;
  }
  if (error instanceof ExchangeError) {
    tell(`${error.code}\n${visible(error.message)}\n${error.mend}\nNothing was written.\n`);
  } else if (error instanceof Error) tell(`${error.message}\nNothing was written.\n`);
  else throw error;
  return FAILED;
}

async function runImport(partner: Partner, given: DeskArguments, surroundings: DeskSurroundings): Promise<number> {
  const { file = "", dryRun, skipBad, kind } = given;
  const path = resolve(surroundings.folder, file);
  const format = given.format ?? formatOf(path);
  const bytes = await readLimited(path);
  const desk = await connect(partner, given, surroundings);
  try {
    const onProgress = (done: number, of: number): void => {
      if (of > ROWS_BETWEEN_WORDS && (done % ROWS_BETWEEN_WORDS === 0 || done === of)) {
        surroundings.tell(`${done} of ${of} changes looked at\n`);
      }
    };
    const report = await desk.import({ name: basename(path), bytes }, { format, kind, dryRun, skipBad, onProgress });
    surroundings.out(printReport(report, skipBad));
    return report.counts.BAD > 0 ? ROWS_BAD : 0;
  } finally {
    await desk.close();
  }
}

async function readLimited(path: string): Promise<Uint8Array> {
  const { size } = await stat(path).catch(() => {
    throw new UsageError(`Expected a file that can be read; got ${path}, which cannot.`);
  });
  // Beyond the limit it is refused by its first bytes as it would be by all of them.
  if (size > DEFAULT_LIMITS.maxBytes) return new Uint8Array(DEFAULT_LIMITS.maxBytes + 1);
  return readFile(path).catch(() => {
    throw new UsageError(`Expected a file that can be read; got ${path}, which cannot.`);
  });
}

async function runExport(partner: Partner, given: DeskArguments, surroundings: DeskSurroundings): Promise<number> {
  const format = formatFor(given);
  const desk = await connect(partner, given, surroundings);
  try {
    const file = await desk.export({ format, kind: given.kind });
    await give(file, given, surroundings);
    return 0;
  } finally {
    await desk.close();
  }
}

async function runTemplate(partner: Partner, given: DeskArguments, surroundings: DeskSurroundings): Promise<number> {
  const { kind } = given;
  if (kind === undefined) throw new UsageError("Expected --kind after template; got none.");
  checkKept(
    kind,
    RECORD_KINDS.filter((each) => partner.classes[each]),
  );
  await give(await makeTemplate(kind, formatFor(given)), given, surroundings);
  return 0;
}

function formatFor({ format, out }: DeskArguments): ExchangeFormat {
  if (format) return format;
  if (out !== undefined) return formatOf(out);
  throw new UsageError("Expected --format, or --out with a name that says it; got neither.");
}

async function give(file: ExportedFile, { out }: DeskArguments, surroundings: DeskSurroundings): Promise<void> {
  for (const notice of file.notices) surroundings.tell(`Note: ${notice}\n`);
  if (out === undefined) {
    surroundings.out(file.bytes);
    return;
  }
  const path = resolve(surroundings.folder, out);
  await writeFile(path, file.bytes);
  surroundings.tell(`${path} is written.\n`);
}

async function connect(
  partner: Partner,
  { url, tokenFile, as }: DeskArguments,
  { env, folder, rootDir }: DeskSurroundings,
): Promise<DeskConnection> {
  if (url === undefined) return openLocalDesk(partner, env, rootDir, as);
  const token = await readFile(resolve(folder, tokenFile ?? ""), "utf8").catch(() => {
    throw new UsageError(`Expected a file with a token that can be read; got ${tokenFile}, which cannot.`);
  });
  return openRemoteDesk(url, token.trim());
}
