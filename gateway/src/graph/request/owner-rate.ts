import { LRUCache } from "lru-cache";

const WINDOW_MS = 60_000;
/** Clients whose questions are counted at a time; beyond that the least recent are forgotten. */
const MAX_CLIENTS = 10_000;

/**
 * Counts how often each client has each partner asked for what the hub holds. Any browser's reload says that it wants no kept answer: one
 * client must not have a small partner answer in the hub's place.
 */
export class OwnerRate {
  readonly #perMinute: number;
  readonly #asked: LRUCache<string, Map<string, number>>;

  /** `perMinute`: questions to one partner for one client in a minute; 0: partners are not asked at all. `perf`: for tests. */
  constructor(perMinute: number, perf: { readonly now: () => number } = performance) {
    this.#perMinute = perMinute;
    this.#asked = new LRUCache({ max: MAX_CLIENTS, ttl: WINDOW_MS, ttlResolution: 0, noUpdateTTL: true, perf });
  }

  /** Whether partners may be asked for a client now. */
  allows(client: string): boolean {
    const counts = [...(this.#asked.get(client)?.values() ?? [])];
    return Math.max(0, ...counts) < this.#perMinute;
  }

  count(client: string, partner: string): void {
    const counts = this.#asked.get(client) ?? new Map<string, number>();
    counts.set(partner, (counts.get(partner) ?? 0) + 1);
    this.#asked.set(client, counts);
  }
}
