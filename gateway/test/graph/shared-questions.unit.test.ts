import type { Identity, Role } from "@segpol/identity";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PartnerAsked, PartnerOutcome } from "../../src/graph/sources/checked-partner.js";
import { MAX_REPRESENTATIONS } from "../../src/graph/sources/representation-parts.js";
import { SharedQuestions } from "../../src/graph/sources/shared-questions.js";
import { ByteAllowance } from "../../src/partners/byte-allowance.js";
import { SAME_MOMENT_MS } from "../../src/partners/same-moment.js";

const reader = (subject: string, ...roles: Role[]): Identity => ({
  subject,
  issuer: "https://id.example",
  roles,
  expiresAt: new Date(),
});

/** Nobody, readers of the same rights, a reader of others, and one with no rights that a partner learns of. */
const READERS = [
  undefined,
  reader("jan", "cabinet"),
  reader("mia", "cabinet"),
  reader("jan", "partner:CPS:editor"),
  reader("ada", "hub:admin"),
];
const LANGUAGES = ["nl", "fr"];
const QUERIES = ["{ groups }", "{ text(first: $first) }"];
/** Of `bad` the partner tells an error; with `poison` it answers nothing at all. */
const RECORDS = [["a"], ["b"], ["b", "a"], ["a", "bad"], ["poison", "b"]];

interface Wish {
  readonly identity?: Identity | undefined;
  readonly language?: string;
  readonly query?: string;
  readonly ids?: readonly string[] | undefined;
  readonly first?: number;
  readonly signal?: AbortSignal;
  readonly allowance?: ByteAllowance;
}

function asking({ identity, language = "nl", query = "{ groups }", ids, first = 1, ...rest }: Wish): PartnerAsked {
  const representations = ids?.map((id) => ({ __typename: "CpsEvent", id }));
  return {
    query,
    variables: { v_first: first, ...(representations && { representations }) },
    headers: { "accept-language": language, "x-request-id": `${Math.random()}` },
    identity,
    requestId: undefined,
    signal: rest.signal,
    allowance: rest.allowance,
  };
}

const idsOf = ({ variables }: PartnerAsked): string[] =>
  ((variables["representations"] ?? []) as { id: string }[]).map(({ id }) => id);

/** What a partner answers, who knows each reader by subject and roles. */
function answerTo(asked: PartnerAsked): PartnerOutcome {
  const { query, headers, variables, identity } = asked;
  const roles = identity?.roles.includes("hub:admin") ? undefined : identity?.roles;
  const said = [query, headers["accept-language"], variables["v_first"], roles && identity?.subject, roles];
  const ids = idsOf(asked);
  if (ids.includes("poison")) return { unavailable: "HTTP status 500", isAnswer: true };
  if (ids.length === 0) return { data: { own: JSON.stringify(said) }, reported: [], wrong: [] };
  const errors = ids.flatMap((id, place) =>
    id === "bad" ? [{ message: "bad", path: ["_entities", place, "x"] }] : [],
  );
  return {
    data: { _entities: ids.map((id) => JSON.stringify([...said, id])) },
    reported: errors,
    wrong: errors.map(({ path }) => ({ path, message: "wrong" })),
  };
}

/** Answers in a later turn; `held`: not before it is let go. */
function partner(answer = answerTo) {
  const asked: PartnerAsked[] = [];
  const letGo = Promise.withResolvers<void>();
  let isHeld = false;
  const shared = new SharedQuestions(async (question) => {
    asked.push(question);
    if (isHeld) await letGo.promise;
    return answer(question);
  });
  const hold = (): void => {
    isHeld = true;
  };
  return { asked, shared, hold, letGo: letGo.resolve };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

describe("a question that is asked at the same moment as others", () => {
  it("is answered as if it were asked alone, whoever asks what besides", async () => {
    const { shared } = partner();
    const all = READERS.flatMap((identity) =>
      LANGUAGES.flatMap((language) =>
        QUERIES.flatMap((query) =>
          [...RECORDS, undefined].flatMap((ids) =>
            [1, 2].map((first) => asking({ identity, language, query, ids, first })),
          ),
        ),
      ),
    );
    const answers = await Promise.all(all.map((each) => shared.ask(each)));
    expect(answers).toEqual(all.map(answerTo));
    const pairs = all.flatMap((one) => all.map((other) => [one, other] as const));
    for (const [one, other] of pairs.filter((_pair, index) => index % 31 === 0)) {
      expect(await Promise.all([shared.ask(one), shared.ask(other)])).toEqual([answerTo(one), answerTo(other)]);
    }
  });

  it("is asked once with all that ask the same, their records together", async () => {
    const { shared, asked } = partner();
    await Promise.all([["a", "b"], ["b"], ["c", "a"], ["a", "b"]].map((ids) => shared.ask(asking({ ids }))));
    expect(asked.map(idsOf)).toEqual([["a", "b", "c"]]);
  });

  it("is another for each reader that a partner can tell apart, and for nobody else", async () => {
    const { shared, asked } = partner();
    await Promise.all(READERS.map((identity) => shared.ask(asking({ identity, ids: ["a"] }))));
    expect(asked).toHaveLength(READERS.length - 1);
  });

  it("names the others for the log", async () => {
    const { shared, asked } = partner();
    const named = ["1", "2", "3"].map((requestId) => ({ ...asking({ ids: ["a"] }), requestId }));
    await Promise.all(named.map((each) => shared.ask(each)));
    expect(asked.map(({ requestId, alsoFor }) => [requestId, alsoFor])).toEqual([["1", ["2", "3"]]]);
  });

  it("goes in as many questions as the partner's limit of records takes", async () => {
    const { shared, asked } = partner();
    const many = Array.from({ length: MAX_REPRESENTATIONS - 1 }, (_, index) => `r${index}`);
    await Promise.all([many, ["x", "y"], ["r0", "r1"]].map((ids) => shared.ask(asking({ ids }))));
    expect(asked.map((each) => idsOf(each).length)).toEqual([MAX_REPRESENTATIONS - 1, 2]);
  });
});

describe("a question that is on its way", () => {
  it("is joined by those that ask for no other records, for a moment", async () => {
    const { shared, asked, hold, letGo } = partner();
    hold();
    const answers = [shared.ask(asking({ ids: ["a", "b"] }))];
    await turn();
    vi.advanceTimersByTime(SAME_MOMENT_MS);
    answers.push(shared.ask(asking({ ids: ["b"] })), shared.ask(asking({ ids: ["b", "c"] })));
    await turn();
    vi.advanceTimersByTime(1);
    answers.push(shared.ask(asking({ ids: ["a"] })));
    await turn();
    letGo();
    await Promise.all(answers);
    expect(asked.map(idsOf)).toEqual([["a", "b"], ["b", "c"], ["a"]]);
  });

  it("ends for whoever has gone, and goes on for the others", async () => {
    const { shared, asked, hold, letGo } = partner();
    hold();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const left = shared.ask(asking({ ids: ["a"], signal: leaving.signal }));
    const stayed = shared.ask(asking({ ids: ["a", "b"], signal: staying.signal }));
    await turn();
    leaving.abort();
    expect(await left).toBeUndefined();
    expect(asked[0]?.signal?.aborted).toBe(false);
    letGo();
    expect(await stayed).toEqual(answerTo(asking({ ids: ["a", "b"] })));
  });

  it("ends when all have gone, and whoever asks then is answered", async () => {
    const { shared, asked, hold, letGo } = partner();
    hold();
    const leaving = new AbortController();
    const all = ["a", "b"].map((id) => shared.ask(asking({ ids: [id], signal: leaving.signal })));
    await turn();
    leaving.abort();
    expect(await Promise.all(all)).toEqual([undefined, undefined]);
    expect(asked[0]?.signal?.aborted).toBe(true);
    const next = shared.ask(asking({ ids: ["a"] }));
    letGo();
    expect(await next).toEqual(answerTo(asking({ ids: ["a"] })));
    expect(asked.map(idsOf)).toEqual([["a", "b"], ["a"]]);
  });

  it("is never asked for those alone who have gone before", async () => {
    const { shared, asked } = partner();
    const leaving = new AbortController();
    const left = shared.ask(asking({ ids: ["a"], signal: leaving.signal }));
    const stayed = shared.ask(asking({ ids: ["b"] }));
    leaving.abort();
    await Promise.all([left, stayed]);
    const alsoLeaving = new AbortController();
    const alsoLeft = shared.ask(asking({ ids: ["a"], signal: alsoLeaving.signal }));
    alsoLeaving.abort();
    await Promise.all([alsoLeft, shared.ask(asking({ ids: ["c"] }))]);
    expect(asked.map((each) => [idsOf(each), each.signal?.aborted])).toEqual([
      [["b"], false],
      [["c"], false],
    ]);
  });
});

describe("what goes wrong", () => {
  it("because of one request's records is asked again for each alone", async () => {
    const { shared, asked } = partner();
    await Promise.all([["a"], ["poison"], ["b"]].map((ids) => shared.ask(asking({ ids }))));
    expect(asked.map(idsOf)).toEqual([["a", "poison", "b"], ["a"], ["poison"], ["b"]]);
  });

  it.each([
    ["without data", { data: null, reported: [{ message: "no" }], wrong: [] }],
    ["with an error of no record", { data: { _entities: [null, null] }, reported: [{ message: "no" }], wrong: [] }],
    [
      "with more wrong values than are told",
      {
        data: { _entities: [null, null] },
        reported: [],
        wrong: Array.from({ length: 100 }, () => ({ path: ["_entities", 0], message: "" })),
      },
    ],
  ] satisfies [string, PartnerOutcome][])("%s, likewise", async (_name, outcome) => {
    const { shared, asked } = partner((each) => (idsOf(each).length > 1 ? outcome : answerTo(each)));
    const answers = await Promise.all(["a", "b"].map((id) => shared.ask(asking({ ids: [id] }))));
    expect(answers).toEqual(["a", "b"].map((id) => answerTo(asking({ ids: [id] }))));
    expect(asked.map(idsOf)).toEqual([["a", "b"], ["a"], ["b"]]);
  });

  it("because the partner does not answer at all is not asked again", async () => {
    const { shared, asked } = partner(() => ({ unavailable: "no connection", isAnswer: false }));
    const answers = await Promise.all(["a", "b"].map((id) => shared.ask(asking({ ids: [id] }))));
    expect(answers).toEqual([
      { unavailable: "no connection", isAnswer: false },
      { unavailable: "no connection", isAnswer: false },
    ]);
    expect(asked).toHaveLength(1);
  });

  it("in the hub itself is each request's error, and the next is asked", async () => {
    let isBroken = true;
    const { shared } = partner((each) => {
      if (isBroken) throw new Error("broken");
      return answerTo(each);
    });
    const both = await Promise.allSettled(["a", "b"].map((id) => shared.ask(asking({ ids: [id] }))));
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isBroken = false;
    expect(await shared.ask(asking({ ids: ["a"] }))).toEqual(answerTo(asking({ ids: ["a"] })));
  });
});

describe("bytes of an answer", () => {
  it("count for each request by its share, and whoever may have no more leaves the others alone", async () => {
    const bytes = 90;
    const { shared } = partner((each) =>
      each.allowance?.take(bytes) === false ? { unavailable: "too large", isAnswer: true } : answerTo(each),
    );
    const outcomes = async (...allowances: readonly (readonly [ids: string[], max: number])[]): Promise<boolean[]> => {
      const asked = allowances.map(([ids, max]) => shared.ask(asking({ ids, allowance: new ByteAllowance(max) })));
      return (await Promise.all(asked)).map((outcome) => outcome !== undefined && "data" in outcome);
    };
    expect(await outcomes([["a"], 30], [["b", "c"], 60])).toEqual([true, true]);
    expect(await outcomes([["a"], 29], [["b", "c"], 60])).toEqual([false, true]);
    expect(await outcomes([["a"], 89], [["a"], 90])).toEqual([false, true]);
    expect(await outcomes([["a"], 89])).toEqual([false]);
  });
});
