import { isPartnerCode } from "@segpol/schema";
import type { Kysely } from "kysely";
import type { Logger } from "pino";
import { type ApiChange, isOwnChange } from "../planning/api-changes.js";
import type { KnownProjection } from "../composition/compose.js";
import { CompositionError } from "../composition/projection/composition-error.js";
import { type KeyedPlan, planKey, type PreparedGraph, type PrepareInput } from "../planning/prepare-graph.js";
import type { CompositionFinding } from "../composition/projection/types.js";
import type { KnownOperation, ClientOperations } from "../base/client-operations.js";
import { exportSupergraph } from "../composition/export-supergraph.js";
import type { Asker, ChangeResult, JoinInput, PublishInput } from "./change-requests.js";
import { describePartner } from "./describe-partner.js";
import { FetchError } from "../partners/fetch-sdl.js";
import { contractDigest } from "./open-registry.js";
import { breakingFinding, brokenFinding, refusal, RefusalError } from "./refusals.js";
import type { RegistryDatabase } from "./store/registry-database.js";
import {
  commitVersion,
  currentNumber,
  readHistory,
  readPlans,
  readVersion,
  RegistryMovedError,
  type RegistryVersion,
  type VersionEntry,
  type VersionNote,
} from "./store/registry-store.js";
import { isSameSdl } from "./same-sdl.js";
import type { PartnerDefinition } from "../base/partner-definition.js";

/** Another process may be first this often before a change is given up. */
const ATTEMPTS = 5;

/** A version that is loaded, and not in service yet. */
export interface LoadedVersion {
  /** Puts it into service in one step. */
  activate(): Promise<void>;
  /** Lets go of it. */
  discard(): Promise<void>;
}

export interface RegistryOptions {
  readonly db: Kysely<RegistryDatabase>;
  /** What is in service. */
  readonly current: RegistryVersion;
  /** @throws FetchError */
  readonly fetchSdl: (url: string) => Promise<string>;
  /** @throws CompositionError */
  readonly prepare: (input: PrepareInput) => Promise<PreparedGraph>;
  /** Loads a version beside the one in service. */
  readonly load: (version: RegistryVersion, plans: readonly KeyedPlan[]) => Promise<LoadedVersion>;
  /** What clients send. */
  readonly operations: ClientOperations;
  /** What is to be said of the partner's change feed; undefined: it answers as it should. */
  readonly checkFeed: (partner: {
    readonly code: string;
    readonly url: string;
  }) => Promise<CompositionFinding | undefined>;
  readonly logger: Logger;
}

/** The partners of the graph and its versions; changes take effect while the hub serves, one after the other. */
export interface Registry {
  readonly current: RegistryVersion;
  join(input: JoinInput, asker: Asker): Promise<ChangeResult>;
  leave(code: string, asker: Asker): Promise<ChangeResult>;
  publish(input: PublishInput, asker: Asker): Promise<ChangeResult>;
  rollback(version: number, asker: Asker): Promise<ChangeResult>;
  /** What a join or publish would find, without doing it. */
  check(input: JoinInput): Promise<ChangeResult>;
  /** The latest first. */
  history(page: { readonly first: number; readonly before?: number | undefined }): Promise<readonly VersionEntry[]>;
  /** The supergraph for any federation router; undefined: there is no such version. */
  export(catalogueUrl: string, version?: number): Promise<string | undefined>;
  /** Puts the registry's latest version into service, if it is not. */
  follow(): Promise<void>;
}

interface Proposal {
  readonly partners: readonly PartnerDefinition[];
  readonly action: VersionNote["action"];
  readonly partner: string | null;
  readonly why?: string;
  /** Whether a breaking change of this kind is what was asked for. */
  readonly mayBreak: (change: ApiChange) => boolean;
  /** Whose change feed is looked at. */
  readonly feedOf?: { readonly code: string; readonly url: string };
}

interface Prepared extends PreparedGraph {
  readonly warnings: readonly CompositionFinding[];
  /** Those without any value of a client's. */
  readonly sharedPlans: readonly KeyedPlan[];
}

const NOTHING_MAY_BREAK = (): boolean => false;

export function createRegistry(options: RegistryOptions): Registry {
  const { db, logger } = options;
  let { current } = options;
  /** Changes and followings, one at a time. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = last.then(action);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function followNow(): Promise<void> {
    const number = await currentNumber(db);
    if (number <= current.number) return;
    const version = await readVersion(db, number);
    if (!version) return;
    const loaded = await options.load(version, await readPlans(db, number));
    await loaded.activate();
    current = version;
    logger.info({ version: number, partners: version.partners.map(({ code }) => code) }, "version followed");
  }

  async function prepareChange(
    { partners, mayBreak, partner, feedOf }: Proposal,
    { force }: Pick<Asker, "force">,
  ): Promise<Prepared> {
    const { operations } = options;
    const feed = feedOf ? options.checkFeed(feedOf) : undefined;
    const shared = await operations.shared();
    const prepared = await options.prepare({
      partners,
      version: current.number + 1,
      current: current.supergraphSdl,
      operations: uniqueOperations([...operations.own(), ...shared]),
      recorded: await operations.recorded(),
      known: knownProjections(current),
    });
    const { brokenOperations } = prepared;
    const breaking = prepared.changes.filter((change) => change.level === "BREAKING" && !mayBreak(change));
    if (breaking.length > 0 && force !== true) {
      throw new RefusalError(
        // One finding names the operations; any of the changes may be what breaks them.
        breaking.map((change, index) => breakingFinding(partner, change, index === 0 ? brokenOperations : [])),
        prepared.changes,
        brokenOperations,
      );
    }
    const warnings = prepared.composed.projections
      .filter(({ code }) => code === partner)
      .flatMap((projection) => projection.warnings);
    const feedFinding = await feed;
    return {
      ...prepared,
      sharedPlans: plansOf(shared, prepared.plans),
      warnings: [
        ...(brokenOperations.length > 0 ? [brokenFinding(partner, brokenOperations)] : []),
        ...(feedFinding ? [feedFinding] : []),
        ...warnings,
      ],
    };
  }

  async function changeOnce(propose: () => Promise<Proposal>, asker: Asker): Promise<ChangeResult> {
    await followNow();
    const proposal = await propose();
    const { composed, changes, brokenOperations, plans, sharedPlans, warnings } = await prepareChange(proposal, asker);
    const { supergraphSdl, catalogueSdl, projections, version: number } = composed;
    const digest = contractDigest();
    const { partners } = proposal;
    const version = { number, supergraphSdl, catalogueSdl, contractDigest: digest, partners, projections };
    const loaded = await options.load(version, plans);
    try {
      await commitVersion(db, {
        composed,
        partners,
        note: {
          action: proposal.action,
          partner: proposal.partner,
          who: asker.who,
          why: asker.reason ?? proposal.why ?? null,
          forced: asker.force === true,
        },
        changes,
        brokenOperations,
        plans: sharedPlans,
        contractDigest: digest,
      });
    } catch (error) {
      await loaded.discard();
      throw error;
    }
    await loaded.activate();
    current = version;
    // Who it was stands in the registry, and not in a log that more people read.
    logger.info({ version: number, action: proposal.action, partner: proposal.partner }, "graph changed");
    return { accepted: true, version: number, findings: warnings, changes, brokenOperations };
  }

  async function change(propose: () => Promise<Proposal>, asker: Asker): Promise<ChangeResult> {
    return await inTurn(async () => {
      try {
        if (asker.force === true && !asker.reason?.trim()) {
          throw refusal("REASON_MISSING", null, "Expected a reason with force; there is none.", "Say why: --reason.");
        }
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await changeOnce(propose, asker);
          } catch (error) {
            if (!(error instanceof RegistryMovedError) || attempt === ATTEMPTS) throw error;
          }
        }
      } catch (error) {
        return refused(error);
      }
    });
  }

  function refused(error: unknown): ChangeResult {
    const version = current.number;
    if (error instanceof RefusalError) {
      const { findings, changes, brokenOperations } = error;
      return { accepted: false, version, findings, changes, brokenOperations };
    }
    if (!(error instanceof CompositionError)) throw error;
    return { accepted: false, version, findings: error.findings, changes: [], brokenOperations: [] };
  }

  async function sdlOf(code: string, url: string): Promise<string> {
    try {
      return await options.fetchSdl(url);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      throw refusal(error.code, code, error.message, error.mend);
    }
  }

  function member(code: string): PartnerDefinition {
    const found = current.partners.find((partner) => partner.code === code);
    if (found) return found;
    throw refusal(
      "PARTNER_UNKNOWN",
      null,
      `Expected the code of a partner of the graph; got ${JSON.stringify(code)}.`,
      `Give one of ${current.partners.map((partner) => partner.code).join(", ")}.`,
    );
  }

  const replacing = (partner: PartnerDefinition): readonly PartnerDefinition[] =>
    current.partners.map((each) => (each.code === partner.code ? partner : each));

  async function proposeJoin(input: JoinInput): Promise<Proposal> {
    const { code, url } = input;
    if (!isPartnerCode(code)) {
      throw refusal(
        "PARTNER_CODE_INVALID",
        null,
        `Expected a code of capitals and digits, words joined by an underscore, such as CC_GPI; got ${JSON.stringify(code)}.`,
        "Choose such a code; the names of the partner's types begin with it.",
      );
    }
    if (current.partners.some((partner) => partner.code === code)) {
      throw refusal(
        "PARTNER_ALREADY_IN",
        code,
        `Expected the code of a partner that is not in the graph; ${code} is.`,
        `To put a new SDL of ${code} into service, publish it; for another organisation, choose another code.`,
      );
    }
    const description = describePartner(input);
    const partner = { ...description, url, sdl: await sdlOf(code, url) };
    const partners = [...current.partners, partner];
    return { partners, action: "JOIN", partner: code, mayBreak: NOTHING_MAY_BREAK, feedOf: partner };
  }

  async function proposePublish({ code, url }: PublishInput): Promise<Proposal> {
    const before = member(code);
    const address = url ?? before.url;
    const sdl = await sdlOf(code, address);
    if (isSameSdl(sdl, before.sdl) && address === before.url) {
      throw refusal(
        "NOTHING_NEW",
        code,
        `Expected another SDL or another address than those in service; ${code} serves what it served.`,
        "Restart the partner's server with its new version first.",
      );
    }
    const partners = replacing({ ...before, url: address, sdl });
    const feedOf = { code, url: address };
    return { partners, action: "PUBLISH", partner: code, mayBreak: NOTHING_MAY_BREAK, feedOf };
  }

  return {
    get current() {
      return current;
    },
    join: (input, asker) => change(() => proposeJoin(input), asker),
    leave: (code, asker) =>
      change(() => {
        const { code: known } = member(code);
        const partners = current.partners.filter((partner) => partner.code !== known);
        const mayBreak = (each: ApiChange): boolean => isOwnChange(each, known);
        return Promise.resolve({ partners, action: "LEAVE", partner: known, mayBreak });
      }, asker),
    publish: (input, asker) => change(() => proposePublish(input), asker),
    rollback: (number, asker) =>
      change(async () => {
        const earlier = number < current.number ? await readVersion(db, number) : undefined;
        if (earlier) {
          const why = `Back to version ${number}.`;
          return { partners: earlier.partners, action: "ROLLBACK", partner: null, why, mayBreak: () => true };
        }
        throw refusal(
          "VERSION_UNKNOWN",
          null,
          `Expected a version before the one in service, which is ${current.number}; got ${number}.`,
          "See the history for the versions that there are.",
        );
      }, asker),
    check: (input) =>
      inTurn(async () => {
        try {
          const isMember = current.partners.some(({ code }) => code === input.code);
          const { changes, brokenOperations, warnings } = await prepareChange(
            isMember
              ? {
                  partners: replacing({
                    ...member(input.code),
                    url: input.url,
                    sdl: await sdlOf(input.code, input.url),
                  }),
                  action: "PUBLISH",
                  partner: input.code,
                  mayBreak: NOTHING_MAY_BREAK,
                  feedOf: input,
                }
              : await proposeJoin(input),
            {},
          );
          return { accepted: true, version: current.number, findings: warnings, changes, brokenOperations };
        } catch (error) {
          return refused(error);
        }
      }),
    history: (page) => readHistory(db, page),
    async export(catalogueUrl, number) {
      const version = number === undefined ? current : await readVersion(db, number);
      return version && exportSupergraph({ ...version, version: version.number }, { catalogueUrl });
    },
    follow: () => inTurn(followNow),
  };
}

/** Under another contract, which an earlier release may have composed with, all is projected anew. */
function knownProjections({
  contractDigest: digest,
  partners,
  projections,
}: RegistryVersion): readonly KnownProjection[] {
  if (digest !== contractDigest()) return [];
  return projections.flatMap((projection) => {
    const sdl = partners.find(({ code }) => code === projection.code)?.sdl;
    return sdl === undefined ? [] : [{ ...projection, sdl }];
  });
}

function uniqueOperations(operations: readonly KnownOperation[]): readonly KnownOperation[] {
  return [...new Map(operations.map((each) => [planKey(each.query, each.operationName), each])).values()];
}

/** Of plans, those of these operations. */
function plansOf(operations: readonly KnownOperation[], plans: readonly KeyedPlan[]): readonly KeyedPlan[] {
  const keys = new Set(
    operations.flatMap(({ query, operationName }) => [planKey(query, operationName), planKey(query, undefined)]),
  );
  return plans.filter(([key]) => keys.has(key));
}
