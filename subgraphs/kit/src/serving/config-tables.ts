import {
  anyText,
  databaseUrl,
  LISTEN_SETTINGS,
  port,
  PROXY_SETTINGS,
  publicOrigin,
  type SettingTable,
  webAddress,
  wholeNumber,
} from "@segpol/server";

const MAX = 2_147_483_647;
const MIB = 2 ** 20;

/** A partner's process. */
export const PROCESS_SETTINGS = {
  databaseUrl: {
    name: "DATABASE_URL",
    schema: databaseUrl(),
    required: true,
    secret: true,
    about: "`postgres://role:password@host:port/database`, of the role that serves",
  },
  ownerUrl: {
    name: "DATABASE_OWNER_URL",
    schema: databaseUrl(),
    secret: true,
    shownDefault: "`DATABASE_URL`",
    about: "the role that owns the tables and migrates ([two roles](identity.md#roles-in-the-databases))",
  },
  host: LISTEN_SETTINGS.host,
  port: {
    name: "PORT",
    schema: port(),
    shownDefault: "the partner's own",
    about: "port where it listens; 0 takes any free one",
  },
  logLevel: LISTEN_SETTINGS.logLevel,
  trustedProxies: PROXY_SETTINGS.trustedProxies,
  deskUrl: {
    name: "SEGPOL_DESK_URL",
    schema: publicOrigin(),
    shownDefault: "by its port on this machine",
    about: "how staff reach this partner's desk in a browser: `https://desk.example.org`",
  },
  hubUrl: {
    name: "SEGPOL_HUB_URL",
    schema: publicOrigin(),
    shownDefault: "`SEGPOL_HUB_ISSUER`",
    about: "how people reach the hub: the desk's pages lead there, and look for records of other partners",
  },
} as const satisfies SettingTable;

/** Where the files are that belong to records. */
export const FILE_SETTINGS = {
  folder: {
    name: "SEGPOL_FILES_DIR",
    schema: anyText(),
    fallback: ".data/files",
    about:
      "folder of the files that show what follow-ups say, in one of its own for each partner; `npm start` takes that of its data. Back it up with the database",
  },
  s3Url: {
    name: "SEGPOL_FILES_S3_URL",
    schema: webAddress(),
    about: "a bucket in place of the folder, of any service that speaks S3: `https://s3.example.org/bucket`",
  },
  s3Region: { name: "SEGPOL_FILES_S3_REGION", schema: anyText(), fallback: "us-east-1", about: "the bucket's region" },
  s3KeyId: { name: "SEGPOL_FILES_S3_KEY_ID", schema: anyText(), about: "id of the key for the bucket" },
  s3Secret: {
    name: "SEGPOL_FILES_S3_SECRET",
    schema: anyText(),
    secret: true,
    about: "its secret; it may read, write and remove objects",
  },
} as const satisfies SettingTable;

/** What a partner's server takes at most. */
export const LIMIT_SETTINGS = {
  bodyBytes: {
    name: "SEGPOL_SUBGRAPH_MAX_BODY_BYTES",
    schema: wholeNumber(1, MAX),
    fallback: 2 * MIB,
    unit: "bytes",
    about:
      "the request's body; all that are under way have 64 MiB together, or six times the largest that is taken if that is more, those of one client half of it (`TOO_BUSY`)",
  },
  depth: { name: "SEGPOL_SUBGRAPH_MAX_DEPTH", schema: wholeNumber(1, MAX), fallback: 30, about: "levels of fields" },
  tokens: {
    name: "SEGPOL_SUBGRAPH_MAX_TOKENS",
    schema: wholeNumber(1, MAX),
    fallback: 10_000,
    about: "tokens of the query's text",
  },
  aliases: { name: "SEGPOL_SUBGRAPH_MAX_ALIASES", schema: wholeNumber(1, MAX), fallback: 200, about: "aliases" },
  objects: {
    name: "SEGPOL_SUBGRAPH_MAX_OBJECTS",
    schema: wholeNumber(1, MAX),
    fallback: 90_000,
    about:
      "objects of an answer, five values counted as one: what an operation may cost, lists of which no size is known taken as 5 entries, and what its answer may have",
  },
  answerBytes: {
    name: "SEGPOL_SUBGRAPH_MAX_ANSWER_BYTES",
    schema: wholeNumber(1, MAX),
    fallback: 16 * MIB,
    unit: "bytes",
    about:
      "an answer, counted while it is made. The hub reads as much of records that it harvests: do not set it lower",
  },
  representations: {
    name: "SEGPOL_SUBGRAPH_MAX_REPRESENTATIONS",
    schema: wholeNumber(1, MAX),
    fallback: 500,
    about: "records that one operation asks `_entities` for. The hub sends up to 500: do not set it lower",
  },
  entityFields: {
    name: "SEGPOL_SUBGRAPH_MAX_ENTITY_FIELDS",
    schema: wholeNumber(1, MAX),
    fallback: 100_000,
    about:
      "fields that one operation selects of records of `_entities`: each record times its fields, fragments written out. The hub reads some 150 standard fields of a record: leave room for 500 of those",
  },
  requestsPerMinute: {
    name: "SEGPOL_SUBGRAPH_MAX_REQUESTS_PER_MINUTE",
    schema: wholeNumber(0, MAX),
    fallback: 120_000,
    about:
      "requests of one client, by its token's subject or else its address; 0: any number. Requests with a token of the hub are not counted",
  },
  operations: {
    name: "SEGPOL_SUBGRAPH_MAX_OPERATIONS",
    schema: wholeNumber(1, MAX),
    fallback: 16,
    about:
      "operations of the graph that run at a time; half of them, rounded up, of any one client. What `_changes` waits does not count",
  },
  waitingOperations: {
    name: "SEGPOL_SUBGRAPH_MAX_WAITING_OPERATIONS",
    schema: wholeNumber(0, MAX),
    fallback: 1_000,
    about: "operations that wait for that; clients take turns",
  },
  operationMs: {
    name: "SEGPOL_SUBGRAPH_MAX_OPERATION_MS",
    schema: wholeNumber(1, MAX),
    fallback: 15_000,
    unit: "ms",
    about: "for an operation, beside what `_changes` waits, and for each SQL statement",
  },
  importBytes: {
    name: "SEGPOL_SUBGRAPH_MAX_IMPORT_BYTES",
    schema: wholeNumber(1, MAX),
    fallback: 10 * MIB,
    unit: "bytes",
    about:
      "a file that is imported at the desk, before it is put in Base64; the desk takes requests as large as that needs",
  },
  fileBytes: {
    name: "SEGPOL_SUBGRAPH_MAX_FILE_BYTES",
    schema: wholeNumber(1, MAX),
    fallback: 10 * MIB,
    unit: "bytes",
    about:
      "a file that is kept as evidence, before it is put in Base64; the desk takes requests as large as that needs",
  },
  importMs: {
    name: "SEGPOL_SUBGRAPH_MAX_IMPORT_MS",
    schema: wholeNumber(1, MAX),
    fallback: 300_000,
    unit: "ms",
    about:
      "for an operation of the desk, imports among them (some 8 ms a row that is written); what takes longer is not written",
  },
  importReadMs: {
    name: "SEGPOL_SUBGRAPH_MAX_IMPORT_READ_MS",
    schema: wholeNumber(1, MAX),
    fallback: 60_000,
    unit: "ms",
    about:
      "for a file to be read, or to be written for an export, in a process of its own; the command line has no such limit",
  },
  importMemoryMb: {
    name: "SEGPOL_SUBGRAPH_MAX_IMPORT_MEMORY_MB",
    schema: wholeNumber(1, MAX),
    fallback: 1_024,
    unit: "MiB",
    about: "heap of that process, also at the command line; there is one at a time",
  },
} as const satisfies SettingTable;
