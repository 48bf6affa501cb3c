import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readSettings } from "@segpol/server";
import { PARTNER_SETTINGS } from "../../src/config/config-tables.js";
import { createGuardedPartner, type PartnerQuestion } from "../../src/graph/sources/guarded-partner.js";
import { type PartnerAnswer, PartnerFailure, type SendOptions } from "../../src/partners/partner-client.js";

const SLOW = 4_800;
const RECORDS = question({ representations: [{ id: "cps:event:a" }] });
const OWN_QUERY = question({});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function question(variables: Record<string, unknown>): PartnerQuestion {
  return { request: { query: "{ a }", variables }, headers: {}, identity: undefined };
}

/** A partner that takes so long over each question, and then answers so; without an answer it has none when its time is up. */
function partner(options: { takes: number; fails?: "STATUS" | "UNREACHABLE" | "TIMEOUT" }) {
  const asked: PartnerQuestion["request"][] = [];
  const send = (request: PartnerQuestion["request"], { signal }: SendOptions): Promise<PartnerAnswer> => {
    asked.push(request);
    const { promise, resolve, reject } = Promise.withResolvers<PartnerAnswer>();
    signal?.addEventListener("abort", () => reject(new PartnerFailure("STOPPED", "withdrawn")));
    setTimeout(() => {
      if (options.fails) reject(new PartnerFailure(options.fails, "no"));
      else resolve({ data: { _entities: [null] }, errors: [], bytes: 1 });
    }, options.takes);
    return promise;
  };
  const guarded = createGuardedPartner({
    code: "CPS",
    client: { send },
    settings: readSettings(PARTNER_SETTINGS, {}, []),
    tokens: undefined,
    logger: pino({ level: "silent" }),
    start: () => {
      const since = Date.now();
      return () => Date.now() - since;
    },
  });
  return { guarded, asked, options };
}

/** What comes of a question, once so much time has gone. */
async function outcome(
  { guarded, options }: ReturnType<typeof partner>,
  asked: PartnerQuestion,
  signal?: AbortSignal,
): Promise<string> {
  const came = guarded.ask(asked, signal).then(
    () => "answer",
    (error: unknown) => (error instanceof PartnerFailure ? error.reason : "?"),
  );
  await vi.advanceTimersByTimeAsync(options.takes);
  return await came;
}

async function outcomes(of: ReturnType<typeof partner>, asked: PartnerQuestion, times: number): Promise<string[]> {
  const all: string[] = [];
  for (let time = 0; time < times; time += 1) all.push(await outcome(of, asked));
  return all;
}

test("a partner that answers after 4.8 s each time is left alone after five, and asked again once it is quick", async () => {
  const slow = partner({ takes: SLOW });
  expect(await outcomes(slow, RECORDS, 6)).toEqual([...Array.from({ length: 5 }, () => "answer"), "SKIPPED"]);
  slow.options.takes = 10;
  await vi.advanceTimersByTimeAsync(SLOW + 2_000);
  expect(await outcome(slow, RECORDS)).toBe("answer");
});

test.each(["STATUS", "UNREACHABLE"] as const)(
  "one that takes as long to fail with %s is left alone too",
  async (fails) => {
    expect((await outcomes(partner({ takes: SLOW, fails }), RECORDS, 6)).at(-1)).toBe("SKIPPED");
  },
);

test.each(["STATUS", "UNREACHABLE"] as const)("one that fails quickly with %s is asked each time", async (fails) => {
  expect(new Set(await outcomes(partner({ takes: 10, fails }), RECORDS, 20))).toEqual(new Set([fails]));
});

test("a slow query of its own takes nothing from its records, nor slow records from its queries", async () => {
  const slow = partner({ takes: SLOW });
  await outcomes(slow, OWN_QUERY, 6);
  expect([await outcome(slow, OWN_QUERY), await outcome(slow, RECORDS)]).toEqual(["SKIPPED", "answer"]);
});

test("one whose answers nobody waits for until they come is left alone, if the wait was long", async () => {
  const stopped = async (afterMs: number): Promise<unknown> => {
    const silent = partner({ takes: 60_000 });
    for (let time = 0; time < 5; time += 1) {
      const leaving = new AbortController();
      setTimeout(() => leaving.abort(), afterMs);
      expect(await outcome(silent, RECORDS, leaving.signal)).toBe("STOPPED");
    }
    return await outcome(silent, RECORDS);
  };
  expect([await stopped(3_000), await stopped(100)]).toEqual(["SKIPPED", "answer"]);
});

test("a stopped guard leaves no probes behind", async () => {
  const slow = partner({ takes: SLOW });
  await outcomes(slow, RECORDS, 6);
  slow.guarded.stop();
  const before = slow.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(slow.asked).toHaveLength(before);
});
