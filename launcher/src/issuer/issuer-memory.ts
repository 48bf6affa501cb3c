import type { Adapter, AdapterPayload } from "oidc-provider";

/** What the issuer remembers at a time, of all kinds together; beyond that the oldest is forgotten. */
const MAX_ENTRIES = 5_000;

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Sessions, codes and refresh tokens of one issuer, for its life: an adapter of oidc-provider for each kind. */
export function createIssuerMemory(): (kind: string) => Adapter {
  const entries = new Map<string, Entry>();
  const live = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry && entry.until > Date.now() ? entry.payload : undefined;
  };
  const findIn = (kind: string, has: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
    [...entries.keys()]
      .filter((key) => key.startsWith(`${kind}:`))
      .map(live)
      .find((payload) => payload && has(payload));

  return (kind) => ({
    async upsert(id, payload, expiresInS) {
      entries.delete(`${kind}:${id}`);
      entries.set(`${kind}:${id}`, { payload, until: Date.now() + (expiresInS ?? Infinity) * 1_000 });
      const [oldest] = entries.keys();
      if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
    },
    find: async (id) => live(`${kind}:${id}`),
    findByUid: async (uid) => findIn(kind, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findIn(kind, (payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = live(`${kind}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1_000);
    },
    async destroy(id) {
      entries.delete(`${kind}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    },
  });
}
