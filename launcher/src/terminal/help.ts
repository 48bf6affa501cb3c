import type { PartnerPackage } from "@segpol/schema/partner-packages";
import type { SettingTable } from "@segpol/server/config";
import { HUB } from "../plan/plan.js";
import {
  ALONE_SETTINGS,
  HUB_DEFAULT_PORT,
  LAUNCHER_SETTINGS,
  PASSED_ON_SETTINGS,
  processSettings,
} from "../plan/settings.js";

type Variable = Pick<SettingTable[string], "name" | "about" | "fallback" | "shownDefault">;

const NAME_WIDTH = 27;

/** The text of --help, with the partners of this checkout. */
export function helpText(partners: readonly PartnerPackage[]): string {
  return `Starts PostgreSQL, the partners' subgraphs and the hub on this machine, and keeps them running until Ctrl-C.

Usage: npm start                       build what changed, then start everything
       npm start -w subgraphs/cps      build and start one partner alone
       npx segpol-launch [options]     the same with options

Options
  --only CODE             run only this partner; may be repeated, or a list: --only CPS,CPL. HUB is the hub.
                          Shares the PostgreSQL of a running launcher with the same data folder.
  --build                 build before the start (npx segpol-launch and npm start do)
  --help                  this text

Environment
${variables(partners).map(explained).join("\n")}

Without SEGPOL_TOKEN_ISSUER a local issuer is started: see "npm run token -- --help". With NODE_ENV=production it is required.

Ctrl-C, SIGTERM and SIGHUP stop everything within 5 seconds, with exit code 0. Exit code 1: a start failed; 2: wrong usage.
A partner that ends unexpectedly is restarted; its log is <data folder>/logs/<code>.log.`;
}

function variables(partners: readonly PartnerPackage[]): Variable[] {
  const { port: _ports, ...ofProcesses } = processSettings("<CODE>");
  return [
    ...Object.values(LAUNCHER_SETTINGS),
    { name: processSettings(HUB).port.name, about: "port of the hub", fallback: HUB_DEFAULT_PORT },
    ...partners.map(({ code, defaultPort }) => {
      return { name: processSettings(code).port.name, about: `port of partner ${code}`, fallback: defaultPort };
    }),
    ...Object.values(ofProcesses),
    {
      name: processSettings(HUB).databaseUrl.name,
      about: "an external database for the hub",
      shownDefault: "embedded",
    },
    ...Object.values(ALONE_SETTINGS),
    ...Object.values(PASSED_ON_SETTINGS),
  ];
}

/** A variable in lines of at most 128 characters. What tables say of it is Markdown. */
function explained({ name, about, fallback, shownDefault }: Variable): string {
  const byDefault = shownDefault ?? fallback;
  const text = `${about}${byDefault === undefined ? "" : ` (default: ${byDefault})`}`.replaceAll("`", "");
  const lines = text.match(/\S.{0,98}(?= |$)/g) ?? [];
  return `  ${name.padEnd(NAME_WIDTH)}${lines.join(`\n${" ".repeat(NAME_WIDTH + 2)}`)}`;
}
