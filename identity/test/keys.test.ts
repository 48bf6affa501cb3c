import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  createTokenSigner,
  createTokenVerifier,
  makeSigningKey,
  type TokenSigner,
  type TokenVerifier,
} from "../src/index.js";
import { startKeyServer, type KeyServer } from "./key-server.js";

const HOUR = 3_600_000;

interface Setting {
  server: KeyServer;
  old: TokenSigner;
  fresh: TokenSigner;
  verifier: TokenVerifier;
  /** Lets the verifier's clock go on, in milliseconds. */
  wait(ms: number): void;
  /** What the verifier makes of a token by this signer: its subject, or the code of the refusal. */
  outcome(signer: TokenSigner): Promise<string | undefined>;
}

async function setting(timeoutMs?: number): Promise<Setting> {
  const server = await startKeyServer();
  let time = Date.now();
  const now = (): Date => new Date(time);
  const signer = (): TokenSigner => createTokenSigner({ issuer: server.issuer, key: makeSigningKey(), now });
  const issuers = [{ issuer: server.issuer, jwksUrl: server.jwksUrl, audiences: ["segpol"] }];
  const verifier = createTokenVerifier({ issuers, now, ...(timeoutMs && { timeoutMs }) });
  const old = signer();
  server.publish(old.publicJwks());
  return {
    server,
    old,
    fresh: signer(),
    verifier,
    wait: (ms) => {
      time += ms;
    },
    outcome: async (by) => {
      const text = await by.sign({ subject: "u-1", roles: [], audience: "segpol", lifetimeS: 60 });
      return await verifier.identify(`Bearer ${text}`).then(
        (identity) => identity?.subject,
        (error: { code: string }) => error.code,
      );
    },
  };
}

describe("the keys of an issuer", () => {
  it("are fetched once for many tokens, at once or one after the other", async () => {
    const { server, old, outcome } = await setting();
    expect(await Promise.all([outcome(old), outcome(old), outcome(old)])).toEqual(["u-1", "u-1", "u-1"]);
    expect(await outcome(old)).toBe("u-1");
    expect(server.asked).toBe(1);
  });

  it("are fetched again for a key that is new: rotation needs no restart", async () => {
    const { server, old, fresh, outcome, wait } = await setting();
    expect(await outcome(old)).toBe("u-1");
    server.publish(fresh.publicJwks());
    wait(6_000);
    expect(await outcome(fresh)).toBe("u-1");
    expect(server.asked).toBe(2);
  });

  it("no longer verify what was signed with a withdrawn key", async () => {
    const { server, old, fresh, outcome, wait } = await setting();
    expect(await outcome(old)).toBe("u-1");
    server.publish(fresh.publicJwks());
    wait(6_000);
    expect(await outcome(fresh)).toBe("u-1");
    expect(await outcome(old)).toBe("TOKEN_KEY_UNKNOWN");
  });

  it("are looked after every ten minutes, so that a withdrawn key goes though no new one comes", async () => {
    const { server, old, fresh, outcome, wait } = await setting();
    expect(await outcome(old)).toBe("u-1");
    server.publish(fresh.publicJwks());
    wait(590_000);
    expect(await outcome(old)).toBe("u-1");
    wait(20_000);
    expect(await outcome(old)).toBe("TOKEN_KEY_UNKNOWN");
  });

  it("are not asked for at the pace of tokens that name made-up keys", async () => {
    const { server, old, outcome, wait } = await setting();
    expect(await outcome(old)).toBe("u-1");
    for (let turn = 0; turn < 5; turn += 1) {
      const stranger = createTokenSigner({ issuer: server.issuer, key: makeSigningKey() });
      expect(await outcome(stranger)).toBe("TOKEN_KEY_UNKNOWN");
    }
    expect(server.asked).toBe(1);
    wait(6_000);
    expect(await outcome(createTokenSigner({ issuer: server.issuer, key: makeSigningKey() }))).toBe(
      "TOKEN_KEY_UNKNOWN",
    );
    expect(server.asked).toBe(2);
  });
});

describe("a token that is shown again", () => {
  const tokenBy = (signer: TokenSigner): Promise<string> =>
    signer.sign({ subject: "u-1", roles: ["cabinet"], audience: "segpol", lifetimeS: 60 });
  const outcomeOf = async ({ verifier }: Setting, token: string): Promise<unknown> =>
    await verifier.identify(`Bearer ${token}`).then(
      (identity) => identity?.roles,
      (error: { code: string }) => error.code,
    );

  it("is not verified again while it is valid, and no longer good when it has expired", async () => {
    const given = await setting();
    const verify = vi.spyOn(crypto.subtle, "verify");
    onTestFinished(() => verify.mockRestore());
    const token = await tokenBy(given.old);
    for (let time = 0; time < 5; time += 1) expect(await outcomeOf(given, token)).toEqual(["cabinet"]);
    expect(verify).toHaveBeenCalledTimes(1);
    // Clocks may differ by five seconds.
    given.wait(64_000);
    expect(await outcomeOf(given, token)).toEqual(["cabinet"]);
    given.wait(1_000);
    expect(await outcomeOf(given, token)).toBe("TOKEN_EXPIRED");
  });

  it("is told apart from every other, though it differs in one letter alone", async () => {
    const given = await setting();
    const token = await tokenBy(given.old);
    expect(await outcomeOf(given, token)).toEqual(["cabinet"]);
    const at = token.lastIndexOf(".") + 10;
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    expect(await outcomeOf(given, changed)).toBe("TOKEN_SIGNATURE");
    expect(await outcomeOf(given, token)).toEqual(["cabinet"]);
  });

  it("is no longer good when its key has been withdrawn, and that is known", async () => {
    const given = await setting();
    const { server, old, fresh, outcome, wait } = given;
    const token = await tokenBy(old);
    expect(await outcomeOf(given, token)).toEqual(["cabinet"]);
    server.publish(fresh.publicJwks());
    wait(6_000);
    expect(await outcomeOf(given, token)).toEqual(["cabinet"]);
    expect(await outcome(fresh)).toBe("u-1");
    expect(await outcomeOf(given, token)).toBe("TOKEN_KEY_UNKNOWN");
  });

  it("has its issuer's keys looked after, and is not good when they are too old", async () => {
    const given = await setting();
    const { server, old, fresh, wait } = given;
    const long = await old.sign({ subject: "u-1", roles: ["cabinet"], audience: "segpol", lifetimeS: 90_000 });
    expect(await outcomeOf(given, long)).toEqual(["cabinet"]);
    wait(11 * 60_000);
    expect(await outcomeOf(given, long)).toEqual(["cabinet"]);
    expect(server.asked).toBe(2);
    server.publish(fresh.publicJwks());
    wait(11 * 60_000);
    expect(await outcomeOf(given, long)).toBe("TOKEN_KEY_UNKNOWN");
    server.publish(old.publicJwks());
    wait(11 * 60_000);
    expect(await outcomeOf(given, long)).toEqual(["cabinet"]);
    await server.stop();
    wait(23 * HOUR);
    expect(await outcomeOf(given, long)).toEqual(["cabinet"]);
    wait(HOUR + 1);
    expect(await outcomeOf(given, long)).toBe("KEYS_UNREACHABLE");
  });
});

describe("an issuer that cannot be reached", () => {
  it("makes a token neither good nor bad: 503", async () => {
    const { server, old, verifier } = await setting();
    await server.stop();
    const text = await old.sign({ subject: "u-1", roles: [], audience: "segpol", lifetimeS: 60 });
    const refused = verifier.identify(`Bearer ${text}`);
    await expect(refused).rejects.toMatchObject({ code: "KEYS_UNREACHABLE", status: 503 });
    await expect(refused).rejects.toThrow(server.jwksUrl);
  });

  it("is asked again a second later, and heard", async () => {
    const { server, old, outcome, wait } = await setting();
    server.fail(500);
    expect(await outcome(old)).toBe("KEYS_UNREACHABLE");
    expect(await outcome(old)).toBe("KEYS_UNREACHABLE");
    expect(server.asked).toBe(1);
    server.publish(old.publicJwks());
    wait(1_500);
    expect(await outcome(old)).toBe("u-1");
  });

  it("leaves the keys that are known in use for a day, and no longer", async () => {
    const { server, old, outcome, wait } = await setting();
    expect(await outcome(old)).toBe("u-1");
    await server.stop();
    wait(HOUR);
    expect(await outcome(old)).toBe("u-1");
    wait(22 * HOUR);
    expect(await outcome(old)).toBe("u-1");
    wait(2 * HOUR);
    expect(await outcome(old)).toBe("KEYS_UNREACHABLE");
  });

  it("holds nobody up whose key is known, though it takes the question and does not answer", async () => {
    const { server, old, fresh, outcome, wait } = await setting(60_000);
    expect(await outcome(old)).toBe("u-1");
    server.fail(500);
    wait(11 * 60_000);
    expect(await outcome(old)).toBe("u-1");
    server.hang();
    wait(2_000);
    expect(await outcome(old)).toBe("u-1");
    expect(await outcome(old)).toBe("u-1");
    await expect.poll(() => server.asked).toBe(3);
    server.publish(fresh.publicJwks());
    await expect.poll(() => outcome(old)).toBe("TOKEN_KEY_UNKNOWN");
    expect(server.asked).toBe(3);
  });

  it("leaves open whether a key that is not known is one of its own", async () => {
    const { server, old, fresh, outcome, wait } = await setting();
    expect(await outcome(old)).toBe("u-1");
    server.fail(500);
    wait(6_000);
    expect(await outcome(fresh)).toBe("KEYS_UNREACHABLE");
    expect(await outcome(fresh)).toBe("KEYS_UNREACHABLE");
    expect(await outcome(old)).toBe("u-1");
    expect(server.asked).toBe(2);
  });
});
