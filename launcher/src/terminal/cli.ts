import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { LauncherError } from "../errors.js";
import { displayName, prepareLaunch, type Launch } from "../launch.js";
import { discoverPartners } from "../plan/partners.js";
import { HUB } from "../plan/plan.js";
import { build } from "./build.js";
import { helpText } from "./help.js";
import { whenOrphaned } from "./parentage.js";
import { createPrinter } from "./printer.js";

const OLDEST_NODE = 22;
const MAX_STOP_MS = 4_800;
const IMPATIENCE = 500;

/** The command: starts what the arguments select and returns when it runs; a signal ends the process. */
export async function runCommand(args: readonly string[], rootDir: string): Promise<void> {
  try {
    await start(args, rootDir);
  } catch (error) {
    if (!(error instanceof LauncherError)) throw error;
    process.stderr.write(`\nsegpol-launch: ${error.code}\n${error.message}\n`);
    process.exit(error.code === "USAGE" ? 2 : 1);
  }
}

async function start(args: readonly string[], rootDir: string): Promise<void> {
  const options = readArguments(args);
  const partners = await discoverPartners(rootDir);
  if (options.help) {
    process.stdout.write(`${helpText(partners)}\n`);
    return;
  }
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new LauncherError(
      "USAGE",
      `Expected Node ${OLDEST_NODE} or newer; this is ${process.version}. "npm start" brings the right one with it.`,
    );
  }
  const printer = createPrinter(process.stdout);
  const only = options.only.length > 0 ? options.only : undefined;
  const prepared = prepareLaunch({ rootDir, report: printer.report, ...(only ? { only } : {}) });
  const ending = endOnSignals(prepared.stop, printer.print);
  try {
    if (options.build) {
      printer.report({ level: "info", text: "building what is run" });
      const hub = { code: HUB, folder: resolve(rootDir, "gateway") };
      const wanted = [hub, ...partners].filter(({ code }) => !only || only.includes(code));
      await build(
        rootDir,
        wanted.map(({ folder }) => folder),
        ending,
      );
    }
    printer.print(summary(await prepared.start()));
    printer.settle();
  } catch (error) {
    // A start that a signal interrupted has not failed: the process ends when everything is stopped.
    if (!ending.aborted) throw error;
  }
}

function readArguments(args: readonly string[]): { only: string[]; build: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string", multiple: true, default: [] },
        build: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const only = values.only
      .flatMap((list) => list.split(","))
      .map((code) => code.trim().toUpperCase().replaceAll("-", "_"));
    return { ...values, only: only.filter(Boolean) };
  } catch (cause) {
    throw new LauncherError(
      "USAGE",
      `${(cause as Error).message}\nExpected --only CODE, --build or --help; "npx segpol-launch --help" explains them.`,
      { cause },
    );
  }
}

/** Stops everything at a signal and ends the process; at a second signal at once. The result is aborted from the first signal on. */
function endOnSignals(stop: () => Promise<void>, print: (text: string) => void): AbortSignal {
  const ending = new AbortController();
  let begun = 0;
  const end = (why: string): void => {
    if (ending.signal.aborted) {
      // npm may forward a Ctrl-C that this process has received already.
      if (performance.now() - begun > IMPATIENCE) process.exit(1);
      return;
    }
    begun = performance.now();
    ending.abort();
    print(`\n${why}: stopping`);
    setTimeout(() => process.exit(1), MAX_STOP_MS).unref();
    void stop().then(() => {
      print(`stopped (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
      process.exit(0);
    });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(signal));
  whenOrphaned(() => end("npm is gone"));
  return ending.signal;
}

function summary({ hubUrl, hub, partners, issuer, dataDir }: Launch): string {
  const shown = (url: string): string => url.replace("//127.0.0.1:", "//localhost:");
  const width = Math.max(8, ...Object.keys(partners).map((code) => code.length));
  const lines = Object.values(partners).map(
    ({ code, url, state }) =>
      `  ${code.padEnd(width)}  ${shown(url)}${state === "ready" ? "" : "  (did not start; it is tried again)"}`,
  );
  if (hub) {
    lines.unshift(
      `  ${displayName(HUB).padEnd(width)}  ${shown(hubUrl)}  (graph at /graphql)`,
      `  ${"explorer".padEnd(width)}  ${shown(hubUrl)}/explorer`,
    );
  }
  if (issuer) {
    const [code = "CPS"] = Object.keys(partners);
    lines.push(`  ${"tokens".padEnd(width)}  npm run token -- --role partner:${code}:editor  (issuer ${issuer.url})`);
  }
  return ["", "Running:", ...lines, `  ${"logs".padEnd(width)}  ${dataDir}/logs`, "Ctrl-C stops everything.", ""].join(
    "\n",
  );
}
