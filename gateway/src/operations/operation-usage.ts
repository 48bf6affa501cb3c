import { createHash } from "node:crypto";
import { ownTurn } from "@segpol/server";
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import type { Kysely } from "kysely";
import { LRUCache } from "lru-cache";
import PQueue from "p-queue";
import type { Logger } from "pino";
import type { KnownOperation, RecordedOperation } from "../base/client-operations.js";
import {
  addUses,
  frequentOperations,
  MAX_SIGNATURES,
  type OperationUse,
  pruneOperations,
  readOperations,
} from "./recorded-operations.js";
import type { RegistryDatabase } from "../registry/store/registry-database.js";
import { isIntrospection, type OperationSignature, signatureOf } from "./operation-signature.js";

/** Longer operations are rare, and not kept. */
const MAX_LENGTH = 20_000;
/** Different operations, by client, that wait for being written, and characters of their texts; more are not counted. */
const MAX_WAITING = 1_000;
const MAX_WAITING_LENGTH = 200_000;
/** Different names of clients that are kept of a day; the rest count together. */
const MAX_CLIENTS = 200;
const OTHER_CLIENTS = "other";
/** Characters of signatures that are remembered, with their digests. */
const MAX_KNOWN_LENGTH = 4_000_000;
const DIGESTS_LENGTH = 110;
const WRITE_EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;

/** An operation that a client sent, and that is valid. */
export interface SentOperation {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly client: string;
}

/** One that was valid before, and so often sent again by a client. */
export interface SentAgain {
  readonly source: string;
  readonly operationName: string | undefined;
  readonly client: string;
  readonly times: number;
}

interface Waiting {
  readonly source: string;
  readonly name: string;
  readonly client: string;
  readonly day: string;
  readonly parsed: () => Pick<SentOperation, "document" | "operation">;
  times: number;
}

/** Records what clients ask, for all processes of the hub and beyond their ends: signatures without values, names of clients, times per day. */
export interface OperationUsage {
  /** Takes note; writes nothing yet. */
  sent(operation: SentOperation): void;
  /** Takes note of answers that were given again, of operations that ask for more than the schema. */
  sentAgain(operation: SentAgain): void;
  /** All of the days that are kept, the most frequent first. */
  recorded(): Promise<readonly RecordedOperation[]>;
  /** Those whose text has no value in it, so that they can be planned, the most frequent first. */
  frequent(count: number): Promise<readonly KnownOperation[]>;
  /** Writes what waits. */
  stop(): Promise<void>;
}

export interface OperationUsageOptions {
  readonly db: Kysely<RegistryDatabase>;
  /** Days that are kept; 0: nothing is recorded. */
  readonly days: number;
  readonly logger: Logger;
}

/** Starts the record; it writes every few seconds, and has to be stopped. */
export function createOperationUsage({ db, days, logger }: OperationUsageOptions): OperationUsage {
  if (days === 0) {
    const nothing = { recorded: () => Promise.resolve([]), frequent: () => Promise.resolve([]) };
    return { ...nothing, sent: () => undefined, sentAgain: () => undefined, stop: () => Promise.resolve() };
  }

  const known = new LRUCache<string, OperationSignature>({
    maxSize: MAX_KNOWN_LENGTH,
    // A text of a few names can be as long as any, by what does not count in it.
    sizeCalculation: ({ document, source }) => document.length + (source?.length ?? 0) + DIGESTS_LENGTH,
  });
  /** Signatures written since those above the limit were removed: the database keeps no more than twice as many meanwhile. */
  const written = new Set<string>();
  let waiting = new Map<string, Waiting>();
  let waitingLength = 0;
  let clients = new Set<string>();
  let today = "";
  const turns = new PQueue({ concurrency: 1 });

  function note({ times, ...operation }: Omit<Waiting, "day">): void {
    const { source, name, client } = operation;
    if (source.length > MAX_LENGTH) return;
    const day = new Date().toISOString().slice(0, 10);
    const key = `${day}\0${client}\0${name}\0${source}`;
    const entry = waiting.get(key);
    if (entry) entry.times += times;
    else if (waiting.size < MAX_WAITING && waitingLength < MAX_WAITING_LENGTH) {
      waiting.set(key, { ...operation, day, times });
      waitingLength += source.length;
    }
  }

  async function signatureFor({ source, name, parsed }: Waiting): Promise<OperationSignature> {
    const key = createHash("sha256").update(`${name}\0${source}`).digest("base64");
    const found = known.get(key);
    if (found) return found;
    // It takes milliseconds, and hundreds may wait for theirs.
    await ownTurn();
    const { document, operation } = parsed();
    const signature = signatureOf(source, document, operation);
    known.set(key, signature);
    return signature;
  }

  function counted(client: string, day: string): string {
    if (day !== today) {
      today = day;
      clients = new Set();
    }
    if (clients.size >= MAX_CLIENTS && !clients.has(client)) return OTHER_CLIENTS;
    clients.add(client);
    return client;
  }

  async function write(): Promise<void> {
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    waitingLength = 0;
    const uses = new Map<string, OperationUse>();
    for (const sent of batch.values()) {
      const { day, times } = sent;
      const signature = await signatureFor(sent);
      if (signature.document.length > MAX_LENGTH || (written.size >= MAX_SIGNATURES && !written.has(signature.digest)))
        continue;
      written.add(signature.digest);
      const client = counted(sent.client, day);
      const key = `${day} ${signature.digest} ${client}`;
      uses.set(key, { signature, client, day, times: times + (uses.get(key)?.times ?? 0) });
    }
    try {
      await addUses(db, [...uses.values()]);
    } catch (error) {
      // What clients asked in these seconds is not worth more than a line of the log.
      logger.warn({ err: error, operations: uses.size }, "operations not recorded");
    }
  }

  const writeInTurn = (): Promise<void> => turns.add(write);

  let pruning: Promise<void> = Promise.resolve();
  const prune = (): void => {
    const looked = [...written];
    pruning = pruneOperations(db, days).then(
      () => looked.forEach((digest) => written.delete(digest)),
      (error: unknown) => logger.warn({ err: error }, "operations not pruned"),
    );
  };
  prune();
  const timers = [setInterval(() => void writeInTurn(), WRITE_EVERY_MS), setInterval(prune, PRUNE_EVERY_MS)];
  for (const timer of timers) timer.unref();

  return {
    sent({ source, document, operation, client }) {
      if (isIntrospection(operation)) return;
      const parsed = () => ({ document, operation });
      note({ source, name: operation.name?.value ?? "", client, parsed, times: 1 });
    },
    sentAgain({ source, operationName, client, times }) {
      const parsed = () => parseAgain(source, operationName);
      note({ source, name: operationName ?? "", client, parsed, times });
    },
    async recorded() {
      await writeInTurn();
      return await readOperations(db, days);
    },
    async frequent(count) {
      await writeInTurn();
      return await frequentOperations(db, count);
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([writeInTurn(), pruning]);
    },
  };
}

function parseAgain(source: string, operationName: string | undefined): Pick<SentOperation, "document" | "operation"> {
  const document = parse(source);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error("Expected the operation that was valid before in its text.");
  return { document, operation };
}
