import type { PartnerPackage } from "@segpol/schema/partner-packages";
import { DEFAULT_POSTGRES_PORT } from "../postgres/server.js";

/** The text of --help, which names the partners that this checkout holds. */
export function helpText(partners: readonly PartnerPackage[]): string {
  const ports = partners.map(
    ({ code, defaultPort }) => `  ${`${code}_PORT`.padEnd(24)}port of partner ${code} (default ${defaultPort})`,
  );
  return `Starts PostgreSQL, the partners' subgraphs and the hub on this machine, and keeps them running until Ctrl-C.

Usage: npm start                       build what changed, then start everything
       npm start -w subgraphs/cps      build and start one partner alone
       npx segpol-launch [options]     the same with options

Options
  --only CODE             run only this partner; may be repeated, or a list: --only CPS,CPL. HUB is the hub.
                          Joins the PostgreSQL of a launcher that runs already on the same data folder.
  --build                 build what is run before it is run (npx segpol-launch and npm start do)
  --help                  this text

Environment
  HOST                    address that the hub and the partners listen on (default 127.0.0.1: this machine only)
  HUB_PORT, or PORT       port of the hub (default 4000)
${ports.join("\n")}
  SEGPOL_POSTGRES_PORT    port of the embedded PostgreSQL, always on 127.0.0.1 (default ${DEFAULT_POSTGRES_PORT})
  SEGPOL_ISSUER_PORT      port of the local issuer of tokens, always on 127.0.0.1 (default 4090)
  SEGPOL_PORT_OFFSET      is added to every default port: 200 runs a second checkout beside the first
  SEGPOL_DATA_DIR         folder of databases, logs and caches (default .data in the checkout)
  SEGPOL_THROWAWAY        1: no care for the disk, for tests; what was changed last may be lost in a crash
  HUB_DATABASE_URL        database of the hub: postgres://role:password@host:5432/database
  <CODE>_DATABASE_URL     database of a partner. Where one is given, none is embedded; with all given no PostgreSQL is started.
                          With --only and one code, DATABASE_URL, DATABASE_OWNER_URL and PORT do as well.
  <CODE>_DATABASE_OWNER_URL  the same database with the role that owns and migrates it; without it, <CODE>_DATABASE_URL does both
  SEGPOL_TOKEN_ISSUER     who knows the users: the issuer of their tokens, with its keys at SEGPOL_TOKEN_JWKS_URL (default
                          <issuer>/.well-known/jwks.json). Without it, a local issuer is started: "npm run token -- --help".
                          With NODE_ENV=production it has to be set
  SEGPOL_HUB_ISSUER       how the hub calls itself in its tokens to partners (default its own address)
  <CODE>_URL              graph of a partner that runs elsewhere; it is not started here, and the hub asks it there
  LOG_LEVEL               trace, debug, info, warn or error: what the log files hold (default info)

Ctrl-C, SIGTERM and SIGHUP end everything within 5 seconds, with exit code 0. Exit code 1: a start failed; 2: wrong usage.
A partner that ends by itself is started again; its log is <data folder>/logs/<code>.log.`;
}
