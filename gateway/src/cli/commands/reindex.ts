import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Logger, pino } from "pino";
import { beginRebuild, readRebuildState, type RebuildState } from "../../catalogue/write/resync.js";
import type { ServedProjection } from "../../composition/projection/types.js";
import type { HarvestLocks } from "../../harvest/harvest-locks.js";
import { Harvester } from "../../harvest/harvester.js";
import { createPartnerClient, withToken } from "../../partners/partner-client.js";
import { partnerLookup } from "../../partners/partner-address.js";
import { type PartnerTokens, partnerTokensOf } from "../../identity/partner-tokens.js";
import { type Command, type CommandSurroundings, UsageError } from "../base/command.js";
import { type HubAtHand, openHub } from "./hub-database.js";
import { answerForKeys } from "./hub-keys.js";

const LOOK_EVERY_MS = 250;
const DEFAULT_PATIENCE_S = 60;
const CONNECTIONS = 2;

const HELP = `Usage: npm run hub -- reindex [--partner CODE]... [--patience SECONDS]

Reads all records of all partners, or of those that are named, anew from the beginning of their change feeds and writes the index
from them, while lists go on being answered from what is there. What a partner no longer has goes at the end. The hub may run
meanwhile or not; one that is stopped is started again afterwards, since the command answers for its keys at its address. No version
is added where a record has not changed.

  --partner   only this partner; can be given again
  --patience  seconds to go on without any progress, ${DEFAULT_PATIENCE_S} by default
`;

/**
 * Harvests beside a hub that runs, without waiting for its lock: a page that one of the two wrote is refused from the other, so what
 * both read is written once.
 */
const NO_LOCKS: HarvestLocks = { take: () => Promise.resolve(true), close: () => Promise.resolve() };

export const reindex: Command = {
  help: HELP,
  async run(args, surroundings) {
    const { chosen, patienceMs } = readArguments(args);
    const hub = await openHub(surroundings);
    try {
      const projections = choose(hub.projections, chosen);
      const logger = pino({ level: "silent" });
      const { config } = hub;
      const tokens = partnerTokensOf(config, () => `http://${config.host}:${config.port}`);
      const stopAnswering = tokens && (await answerForKeys(config, tokens.publicJwks));
      try {
        const outcomes = await Promise.all(
          projections.map((projection) => rebuild(hub, projection, { tokens, patienceMs, logger }, surroundings.print)),
        );
        return outcomes.every(Boolean) ? 0 : 1;
      } finally {
        await stopAnswering?.();
      }
    } finally {
      await hub.close();
    }
  },
};

function readArguments(args: readonly string[]): { chosen: readonly string[]; patienceMs: number } {
  const { values } = parseArgs({
    args: [...args],
    options: { partner: { type: "string", multiple: true, default: [] }, patience: { type: "string" } },
  });
  const patience = Number(values.patience ?? DEFAULT_PATIENCE_S);
  if (!Number.isInteger(patience) || patience < 1)
    throw new UsageError(`Expected --patience to be whole seconds from 1 up; got "${values.patience}".`);
  return { chosen: values.partner, patienceMs: patience * 1_000 };
}

function choose(projections: readonly ServedProjection[], chosen: readonly string[]): readonly ServedProjection[] {
  const codes = projections.map(({ code }) => code);
  const unknown = chosen.find((code) => !codes.includes(code));
  if (unknown !== undefined)
    throw new UsageError(`Expected --partner to be one of ${codes.join(", ")}; got "${unknown}".`);
  return chosen.length === 0 ? projections : projections.filter(({ code }) => chosen.includes(code));
}

/** @throws UsageError where the index holds what a partner does not give to anybody: it would go at the feed's end */
async function checkAllPublic(db: HubAtHand["db"], partner: string): Promise<void> {
  const hidden = await db
    .selectFrom("record")
    .select("id")
    .where("partner", "=", partner)
    .where("visibility", "<>", "PUBLIC")
    .limit(1)
    .executeTakeFirst();
  if (!hidden) return;
  throw new UsageError(
    `Expected the settings with which the hub runs: the index holds records of ${partner} that are not public, and without a token ` +
      "the partner gives none of them. Set SEGPOL_HUB_ISSUER and SEGPOL_HUB_KEY or SEGPOL_HUB_KEY_FILE as the hub has them.",
  );
}

interface RebuildOptions {
  /** Undefined: partners are asked without tokens. */
  readonly tokens: PartnerTokens | undefined;
  readonly patienceMs: number;
  readonly logger: Logger;
}

/** False: no progress for too long. */
async function rebuild(
  { db, config }: HubAtHand,
  partner: ServedProjection,
  { tokens, patienceMs, logger }: RebuildOptions,
  print: CommandSurroundings["print"],
): Promise<boolean> {
  const { code } = partner;
  if (!tokens) await checkAllPublic(db, code);
  await beginRebuild(db, code);
  const plain = createPartnerClient(partner.url, CONNECTIONS, partnerLookup(config.admin)(partner.url));
  const client = tokens ? withToken(plain, () => tokens.forHarvest(code)) : plain;
  const harvester = new Harvester({ partner, client, db, locks: NO_LOCKS, settings: config.harvest, logger });
  try {
    let shown = "";
    let patient = performance.now() + patienceMs;
    for (;;) {
      const state = await readRebuildState(db, code);
      const line = progressOf(code, state);
      if (line !== shown) {
        print(line);
        shown = line;
        patient = performance.now() + patienceMs;
      }
      if (state.isDone) return true;
      if (performance.now() > patient) {
        print(
          `${code}: no progress for ${patienceMs / 1_000} s; a hub that runs goes on with it. Or give the command again.`,
        );
        return false;
      }
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    await harvester.stop();
    await client.close();
  }
}

function progressOf(code: string, { records, left, isDone, problem }: RebuildState): string {
  if (isDone) return `${code}: done, ${records} records`;
  return `${code}: ${records - left} of ${records} records read anew${problem === null ? "" : `; ${problem}`}`;
}
