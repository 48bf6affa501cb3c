import {
  anyText,
  databaseUrl,
  LISTEN_SETTINGS,
  port,
  PROXY_SETTINGS,
  publicOrigin,
  type SettingTable,
  several,
  trueOrFalse,
  webOrigin,
  wholeNumber,
} from "@segpol/server";

/** What the graph's own documentation promises, and what a page has that is asked for without its size. */
const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

const MIB = 2 ** 20;
const TEN_MINUTES_MS = 600_000;

/** The hub's process. */
export const PROCESS_SETTINGS = {
  databaseUrl: {
    name: "DATABASE_URL",
    schema: databaseUrl(),
    required: true,
    secret: true,
    about: "`postgres://role:password@host:port/database` for the index (PostgreSQL 17 or later; 18 is what is tested)",
  },
  databaseUrlFile: {
    name: "DATABASE_URL_FILE",
    schema: anyText(),
    about:
      "a file with that, for those who keep secrets in files; the others have `SEGPOL_ADMIN_TOKEN_FILE` and `SEGPOL_HUB_KEY_FILE`",
  },
  host: LISTEN_SETTINGS.host,
  port: { name: "PORT", schema: port(), fallback: 4_000, about: "port where it listens; 0 takes any free one" },
  publicUrl: {
    name: "SEGPOL_PUBLIC_URL",
    schema: publicOrigin(),
    shownDefault: "`http://localhost` and the port",
    about:
      "how readers reach the hub, such as `https://hub.example.org`: links in calendars, and the examples of the pages, begin with it",
  },
  logLevel: LISTEN_SETTINGS.logLevel,
  corsOrigins: {
    name: "SEGPOL_CORS_ORIGINS",
    schema: several(webOrigin()),
    about: "web origins, separated by commas, that browsers may call the graph from; `*` for all",
  },
} as const satisfies SettingTable;

/** How the hub asks partners while a client waits. */
export const PARTNER_SETTINGS = {
  timeoutMs: {
    name: "SEGPOL_PARTNER_TIMEOUT_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 5_000,
    unit: "ms",
    about: "for a whole answer, body included",
  },
  maxResponseBytes: {
    name: "SEGPOL_PARTNER_MAX_RESPONSE_BYTES",
    schema: wholeNumber(1_024, 512 * MIB),
    fallback: 2 * MIB,
    unit: "bytes",
    about:
      "a partner's answers to one operation, all together, counted while they are read; larger ones are refused, and copies answer",
  },
  connections: {
    name: "SEGPOL_PARTNER_CONNECTIONS",
    schema: wholeNumber(1, 1_000),
    fallback: 32,
    about: "connections kept to each partner",
  },
  breakerFailures: {
    name: "SEGPOL_BREAKER_FAILURES",
    schema: wholeNumber(1, 1_000),
    fallback: 3,
    about: "timeouts in a row after which a partner is left alone until it answers probes quickly",
  },
  breakerSlowMs: {
    name: "SEGPOL_BREAKER_SLOW_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 2_000,
    unit: "ms",
    about: "a question that a client has to wait for so long is slow, whatever comes of it",
  },
  breakerSlowAnswers: {
    name: "SEGPOL_BREAKER_SLOW_ANSWERS",
    schema: wholeNumber(1, 1_000),
    fallback: 5,
    about:
      "slow questions among the last ones after which a partner is left alone as well; as many quick probes in a row end it",
  },
  breakerWindow: {
    name: "SEGPOL_BREAKER_WINDOW",
    schema: wholeNumber(1, 1_000),
    fallback: 10,
    about: "how many questions the last ones are; where slow ones may be more, timeouts alone count",
  },
  breakerProbeMs: {
    name: "SEGPOL_BREAKER_PROBE_MS",
    schema: wholeNumber(10, TEN_MINUTES_MS),
    fallback: 1_000,
    unit: "ms",
    about: "between two such probes",
  },
} as const satisfies SettingTable;

export const HARVEST_SETTINGS = {
  waitSeconds: {
    name: "SEGPOL_HARVEST_WAIT_S",
    schema: wholeNumber(1, 30),
    fallback: 20,
    unit: "s",
    about: "how long a partner may hold a question for changes open (1 to 30)",
  },
  pageSize: {
    name: "SEGPOL_HARVEST_PAGE",
    schema: wholeNumber(1, 500),
    fallback: 100,
    about: "changes asked at a time (1 to 500)",
  },
  batchSize: {
    name: "SEGPOL_HARVEST_BATCH",
    schema: wholeNumber(1, 500),
    fallback: 50,
    about: "records read at a time (1 to 500); halved by itself where answers are too large",
  },
  timeoutMs: {
    name: "SEGPOL_HARVEST_TIMEOUT_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 10_000,
    unit: "ms",
    about: "for an answer, beside the wait for changes",
  },
  maxResponseBytes: {
    name: "SEGPOL_HARVEST_MAX_RESPONSE_BYTES",
    schema: wholeNumber(1_024, 512 * MIB),
    fallback: 16 * MIB,
    unit: "bytes",
    about: "larger answers are refused",
  },
  retryMinMs: {
    name: "SEGPOL_HARVEST_RETRY_MIN_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 200,
    unit: "ms",
    about: "pause after a first failure; it doubles with each further one, with jitter",
  },
  retryMaxMs: {
    name: "SEGPOL_HARVEST_RETRY_MAX_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 5_000,
    unit: "ms",
    about: "longest pause after a failure",
  },
  probeMs: {
    name: "SEGPOL_HARVEST_PROBE_MS",
    schema: wholeNumber(10, TEN_MINUTES_MS),
    fallback: 2_000,
    unit: "ms",
    about: "how often a partner that holds a question open is asked whether it is there",
  },
  probeTimeoutMs: {
    name: "SEGPOL_HARVEST_PROBE_TIMEOUT_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 3_000,
    unit: "ms",
    about: "for the answer to such a probe; without one the partner is DOWN",
  },
} as const satisfies SettingTable;

/** Who may change the graph while the hub runs, and what partners may be. */
export const ADMIN_SETTINGS = {
  token: {
    name: "SEGPOL_ADMIN_TOKEN",
    schema: anyText(),
    secret: true,
    about:
      "what the admin API and `npm run hub` have to show; at least 16 characters. Without it, and without a file, the admin API is off",
  },
  tokenFile: {
    name: "SEGPOL_ADMIN_TOKEN_FILE",
    schema: anyText(),
    shownDefault: "none; `npm start`: `.data/admin-token`",
    about: "a file with that token; made, with a random one, when it is not there",
  },
  allowPrivate: {
    name: "SEGPOL_PRIVATE_PARTNERS",
    schema: trueOrFalse(),
    shownDefault: "`true` while `HOST` is a loopback address, else `false`",
    about: "partners may join with http, and at addresses of this machine and of private networks",
  },
  fetchTimeoutMs: {
    name: "SEGPOL_SDL_TIMEOUT_MS",
    schema: wholeNumber(1, TEN_MINUTES_MS),
    fallback: 10_000,
    unit: "ms",
    about: "for a partner to give its SDL",
  },
  compositionTimeoutMs: {
    name: "SEGPOL_COMPOSITION_TIMEOUT_MS",
    schema: wholeNumber(1, 3_600_000),
    fallback: 60_000,
    unit: "ms",
    about: "for composing, comparing and planning a new version of the graph",
  },
} as const satisfies SettingTable;

/** What is kept of what clients ask, and what they may ask. */
export const OPERATION_SETTINGS = {
  days: {
    name: "SEGPOL_OPERATION_DAYS",
    schema: wholeNumber(0, 366),
    fallback: 30,
    unit: "days",
    about:
      "how long the hub keeps what clients ask, without values, and what the clients call themselves ([joining](joining.md#breaking-changes)); 0: nothing is recorded",
  },
  safelist: {
    name: "SEGPOL_SAFELIST",
    schema: anyText(),
    about:
      "a manifest, or a folder of `.graphql` files: the hub answers these operations and no others ([operations](operations.md#limits))",
  },
  persistedQueryBytes: {
    name: "SEGPOL_PERSISTED_QUERY_BYTES",
    schema: wholeNumber(0, 1_024 * MIB),
    fallback: 8 * MIB,
    unit: "bytes",
    about:
      "queries that are remembered by their hash (Apollo's automatic persisted queries), those that were used last; 0: none",
  },
} as const satisfies SettingTable;

export const ANSWER_SETTINGS = {
  cacheBytes: {
    name: "SEGPOL_ANSWER_CACHE_BYTES",
    schema: wholeNumber(0, 16_384 * MIB),
    fallback: 64 * MIB,
    unit: "bytes",
    about:
      "answers that are given again while nothing of what they say has changed, those that were asked for last; 0: none ([operations](operations.md#kept-answers))",
  },
} as const satisfies SettingTable;

export const HISTORY_SETTINGS = {
  days: {
    name: "SEGPOL_HISTORY_DAYS",
    schema: wholeNumber(0, 36_500),
    fallback: 0,
    unit: "days",
    about: "how long versions that are no longer current are kept; 0: for ever ([history](history.md))",
  },
} as const satisfies SettingTable;

/** What a query may ask at most. */
export const QUERY_LIMIT_SETTINGS = {
  bodyBytes: {
    name: "SEGPOL_MAX_BODY_BYTES",
    schema: wholeNumber(1_024, 64 * MIB),
    fallback: 256 * 1_024,
    unit: "bytes",
    about:
      "the request's body; all that are under way have 64 MiB together, or six times the largest that is taken if that is more, those of one client half of it (`TOO_BUSY`)",
  },
  depth: { name: "SEGPOL_MAX_QUERY_DEPTH", schema: wholeNumber(1, 200), fallback: 30, about: "levels of fields" },
  tokens: {
    name: "SEGPOL_MAX_QUERY_TOKENS",
    schema: wholeNumber(10, 1_000_000),
    fallback: 5_000,
    about: "tokens of the query's text",
  },
  aliases: {
    name: "SEGPOL_MAX_QUERY_ALIASES",
    schema: wholeNumber(0, 100_000),
    fallback: 100,
    about: "aliases; 10 at most at the admin API",
  },
  selections: {
    name: "SEGPOL_MAX_QUERY_SELECTIONS",
    schema: wholeNumber(10, 10_000_000),
    fallback: 20_000,
    about: "fields, with every fragment written out",
  },
  objects: {
    name: "SEGPOL_MAX_QUERY_OBJECTS",
    schema: wholeNumber(10, 100_000_000),
    fallback: 30_000,
    about:
      "objects of the answer, were every page full; five values count as one ([how it was chosen](operations.md#limits))",
  },
  answerBytes: {
    name: "SEGPOL_MAX_ANSWER_BYTES",
    schema: wholeNumber(1_024, 512 * MIB),
    fallback: 4 * MIB,
    unit: "bytes",
    about: "an answer, counted while it is made",
  },
  pageSize: {
    name: "SEGPOL_MAX_PAGE_SIZE",
    schema: wholeNumber(DEFAULT_PAGE, MAX_PAGE),
    fallback: MAX_PAGE,
    about: `entries of a page, ${DEFAULT_PAGE} to ${MAX_PAGE}`,
  },
  representations: {
    name: "SEGPOL_MAX_REPRESENTATIONS",
    schema: wholeNumber(1, 1_000_000),
    fallback: 1_000,
    about: "entities that one operation asks the catalogue's own endpoint for, as routers elsewhere do",
  },
} as const satisfies SettingTable;

/** What a client may take of the hub. */
export const CLIENT_LIMIT_SETTINGS = {
  operationTimeoutMs: {
    name: "SEGPOL_OPERATION_TIMEOUT_MS",
    schema: wholeNumber(10, TEN_MINUTES_MS),
    fallback: 20_000,
    unit: "ms",
    about: "time of an operation, once its request has arrived; questions to partners and to the database end with it",
  },
  operations: {
    name: "SEGPOL_MAX_OPERATIONS",
    schema: wholeNumber(1, 10_000),
    fallback: 16,
    about: "operations that run at a time; half of them, rounded up, of any one client",
  },
  waitingOperations: {
    name: "SEGPOL_MAX_WAITING_OPERATIONS",
    schema: wholeNumber(0, 1_000_000),
    fallback: 1_000,
    about:
      "operations that wait for that; clients take turns. One more is refused: of the client that has most of them",
  },
  requestsPerMinute: {
    name: "SEGPOL_RATE_LIMIT",
    schema: wholeNumber(0, 10_000_000),
    fallback: 600,
    shownDefault: "600, and any number from this machine itself",
    about:
      "requests of one client in a minute, by its token's subject or else its address; a number that is given counts for everybody; 0: any number",
  },
  noCachePerMinute: {
    name: "SEGPOL_NO_CACHE_RATE",
    schema: wholeNumber(0, 10_000_000),
    fallback: 60,
    about:
      "questions to one partner for one client in a minute, for requests with Cache-Control: no-cache, of what the hub holds as well; beyond that the hub answers it; 0: the hub answers all of it",
  },
  trustedProxies: PROXY_SETTINGS.trustedProxies,
} as const satisfies SettingTable;
