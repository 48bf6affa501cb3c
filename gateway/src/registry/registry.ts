import type { Kysely } from "kysely";
import PQueue from "p-queue";
import type { Logger } from "pino";
import { exportSupergraph } from "../composition/export-supergraph.js";
import { CompositionError } from "../composition/projection/composition-error.js";
import type { KeyedPlan } from "../planning/prepare-graph.js";
import type { Actor, ChangeResult, JoinInput, PublishInput } from "./change/change-requests.js";
import { contractDigest } from "../composition/contract-digest.js";
import { newestThatLoads, type VersionProblem } from "./newest-that-loads.js";
import { prepareChange, type PrepareChangeOptions, type PreparedChange } from "./change/prepare-change.js";
import {
  type Proposal,
  type ProposalBasis,
  proposeCheck,
  proposeJoin,
  proposeLeave,
  proposePublish,
  proposeRollback,
} from "./change/proposals.js";
import { refusal, RefusalError } from "./change/refusals.js";
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
} from "./store/registry-store.js";

/** Another process may be first this often before a change is given up. */
const MAX_ATTEMPTS = 5;

/** A version that is loaded, and not in service yet. */
export interface LoadedVersion {
  /** Puts it into service in one step. */
  activate(): Promise<void>;
  /** Lets go of it. */
  discard(): Promise<void>;
}

export interface RegistryOptions extends PrepareChangeOptions {
  readonly db: Kysely<RegistryDatabase>;
  /** What is in service. */
  readonly current: RegistryVersion;
  /** What keeps a newer version from being in service. Default: nothing, there is none. */
  readonly behind?: VersionProblem | undefined;
  readonly fetchSdl: ProposalBasis["fetchSdl"];
  /** Loads a version beside the one in service. */
  readonly load: (version: RegistryVersion, plans: readonly KeyedPlan[]) => Promise<LoadedVersion>;
  /** Loads a version where it can do no harm. @throws when it does not load */
  readonly tryOut: (version: RegistryVersion) => Promise<void>;
  readonly logger: Logger;
}

type Propose = (basis: ProposalBasis) => Proposal | Promise<Proposal>;

/**
 * The partners of the graph and its versions; changes take effect while the hub serves, one after the other, and are prepared beside each
 * other. Each goes these steps, and leaves the version in service as it is when one of them fails:
 *
 *     followed    the version that another process made meanwhile is in service here
 *     proposed    the partners as they are to be; SDLs are fetched           -> refused
 *     prepared    composed, compared, planned                                -> refused
 *     its turn    nothing else has changed the graph meanwhile               -> from the start
 *     loaded      stands beside the version in service
 *     committed   is the registry's latest version                           -> discarded, and from the start when another was first
 *     activated   serves; what served before retires
 */
export class Registry {
  readonly #options: RegistryOptions;
  /** What puts a version into service, one at a time. */
  readonly #turns = new PQueue({ concurrency: 1 });
  #current: RegistryVersion;
  #behind: VersionProblem | undefined;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#current = options.current;
    this.#behind = options.behind;
  }

  /** The version in service. */
  get current(): RegistryVersion {
    return this.#current;
  }

  /** What keeps the registry's newest version from being in service; undefined: it is. */
  get behind(): VersionProblem | undefined {
    return this.#behind;
  }

  async join(input: JoinInput, actor: Actor): Promise<ChangeResult> {
    return await this.#change((basis) => proposeJoin(basis, input), actor);
  }

  async leave(code: string, actor: Actor): Promise<ChangeResult> {
    return await this.#change((basis) => proposeLeave(basis, code), actor);
  }

  async publish(input: PublishInput, actor: Actor): Promise<ChangeResult> {
    return await this.#change((basis) => proposePublish(basis, input), actor);
  }

  async rollback(number: number, actor: Actor): Promise<ChangeResult> {
    return await this.#change(
      async (basis) => proposeRollback(basis, number, await readVersion(this.#options.db, number)),
      actor,
    );
  }

  /** What a join or publish would find, without doing it. */
  async check(input: JoinInput): Promise<ChangeResult> {
    return await this.#orRefused(async () => {
      const basis = this.#basis;
      const proposal = await proposeCheck(basis, input);
      const { changes, brokenOperations, warnings } = await prepareChange(this.#options, basis, proposal, {});
      return { accepted: true, version: this.#current.number, findings: warnings, changes, brokenOperations };
    });
  }

  /** The latest first. */
  async history(page: {
    readonly first: number;
    readonly before?: number | undefined;
  }): Promise<readonly VersionEntry[]> {
    return await readHistory(this.#options.db, page);
  }

  /** The supergraph for any federation router; undefined: there is no such version. */
  async export(catalogueUrl: string, number?: number): Promise<string | undefined> {
    const version = number === undefined ? this.#current : await readVersion(this.#options.db, number);
    return version && exportSupergraph({ ...version, version: version.number }, { catalogueUrl });
  }

  /** Puts the registry's newest version that loads into service, if it is not. */
  async follow(): Promise<void> {
    await this.#turns.add(() => this.#follow());
  }

  get #basis(): ProposalBasis {
    return {
      current: this.#current,
      newest: this.#behind?.number ?? this.#current.number,
      fetchSdl: this.#options.fetchSdl,
    };
  }

  async #change(propose: Propose, actor: Actor): Promise<ChangeResult> {
    return await this.#orRefused(async () => {
      if (actor.force === true && !actor.reason?.trim()) {
        throw refusal("REASON_MISSING", null, "Expected a reason with force; there is none.", "Say why: --reason.");
      }
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        try {
          return await this.#changeOnce(propose, actor);
        } catch (error) {
          if (!(error instanceof RegistryMovedError)) throw error;
        }
      }
      throw refusal(
        "REGISTRY_BUSY",
        null,
        `Expected the graph to stay as it is while the change is prepared; others changed it ${MAX_ATTEMPTS} times meanwhile.`,
        "Try again when they are done.",
      );
    });
  }

  /** What takes long, fetching and composing, is done beside other changes; only what it leads to waits for its turn. */
  async #changeOnce(propose: Propose, actor: Actor): Promise<ChangeResult> {
    await this.follow();
    const basis = this.#basis;
    const proposal = await propose(basis);
    const prepared = await prepareChange(this.#options, basis, proposal, actor);
    return await this.#turns.add(async () => {
      await this.#follow();
      if (this.#current !== basis.current || this.#basis.newest !== basis.newest) throw new RegistryMovedError();
      return await this.#serve(proposal, prepared, actor);
    });
  }

  async #serve(proposal: Proposal, prepared: PreparedChange, actor: Actor): Promise<ChangeResult> {
    const { db, load, logger } = this.#options;
    const { composed, changes, brokenOperations, plans, sharedPlans, warnings } = prepared;
    const { supergraphSdl, catalogueSdl, projections, version: number } = composed;
    const { partners, action, partner } = proposal;
    const digest = contractDigest();
    const version = { number, supergraphSdl, catalogueSdl, contractDigest: digest, partners, projections };
    const loaded = await load(version, plans);
    try {
      await commitVersion(db, {
        composed,
        partners,
        note: {
          action,
          partner,
          who: actor.who,
          why: actor.reason ?? proposal.why ?? null,
          forced: actor.force === true,
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
    this.#current = version;
    this.#behind = undefined;
    // Who it was stands in the registry, and not in a log that more people read.
    logger.info({ version: number, action, partner }, "graph changed");
    return { accepted: true, version: number, findings: warnings, changes, brokenOperations };
  }

  async #follow(): Promise<void> {
    const { db, load, tryOut, logger } = this.#options;
    const newest = await currentNumber(db);
    if (newest <= (this.#behind?.number ?? this.#current.number)) return;
    const found = await newestThatLoads({
      db,
      newest,
      after: this.#current.number,
      tryOut,
      load: async (version) => load(version, await readPlans(db, version.number)),
      logger,
    });
    if (found.loaded) {
      await found.loaded.activate();
      this.#current = found.version;
      logger.info(
        { version: found.version.number, partners: found.version.partners.map(({ code }) => code) },
        "version followed",
      );
    }
    this.#behind = found.problem;
  }

  async #orRefused(action: () => Promise<ChangeResult>): Promise<ChangeResult> {
    try {
      return await action();
    } catch (error) {
      return this.#refused(error);
    }
  }

  #refused(error: unknown): ChangeResult {
    const version = this.#current.number;
    if (error instanceof RefusalError) {
      const { findings, changes, brokenOperations } = error;
      return { accepted: false, version, findings, changes, brokenOperations };
    }
    if (!(error instanceof CompositionError)) throw error;
    if (error.cause !== undefined) {
      this.#options.logger.error({ err: error.cause, findings: error.findings }, "composition failed unexpectedly");
    }
    return { accepted: false, version, findings: error.findings, changes: [], brokenOperations: [] };
  }
}
