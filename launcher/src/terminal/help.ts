import type { PartnerPackage } from "@segpol/schema/partner-packages";
import { DEFAULT_POSTGRES_PORT } from "../plan/settings.js";

/** The text of --help, with the partners of this checkout. */
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
                          Shares the PostgreSQL of a running launcher with the same data folder.
  --build                 build before the start (npx segpol-launch and npm start do)
  --help                  this text

Environment
  HOST                    address that the hub and the partners listen on (default 127.0.0.1: this machine only)
  HUB_PORT, or PORT       port of the hub (default 4000)
${ports.join("\n")}
  SEGPOL_POSTGRES_PORT    port of the embedded PostgreSQL, always on 127.0.0.1 (default ${DEFAULT_POSTGRES_PORT})
  SEGPOL_ISSUER_PORT      port of the local token issuer, always on 127.0.0.1 (default 4090)
  SEGPOL_PORT_OFFSET      added to every default port: 200 runs a second checkout beside the first
  SEGPOL_DATA_DIR         folder of databases, logs and caches (default .data in the checkout)
  SEGPOL_THROWAWAY        1: no fsync, for tests; a crash may lose the last changes
  HUB_DATABASE_URL        database of the hub: postgres://role:password@host:5432/database
  <CODE>_DATABASE_URL     external database of a partner; if all are set, no PostgreSQL is started.
                          With --only and one code, DATABASE_URL, DATABASE_OWNER_URL and PORT work too.
  <CODE>_DATABASE_OWNER_URL  the same database with its owner role; without it, <CODE>_DATABASE_URL owns and serves
  SEGPOL_TOKEN_ISSUER     the identity provider: issuer of users' tokens, with its keys at SEGPOL_TOKEN_JWKS_URL (default
                          <issuer>/.well-known/jwks.json). Without it, a local issuer is started: "npm run token -- --help".
                          Required with NODE_ENV=production
  SEGPOL_HUB_ISSUER       issuer that the hub names in its tokens to partners (default its own address)
  <CODE>_URL              graph of a partner on another machine; it is not started here
  LOG_LEVEL               level of the log files: trace, debug, info, warn or error (default info)

Ctrl-C, SIGTERM and SIGHUP stop everything within 5 seconds, with exit code 0. Exit code 1: a start failed; 2: wrong usage.
A partner that ends unexpectedly is restarted; its log is <data folder>/logs/<code>.log.`;
}
