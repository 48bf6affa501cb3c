import { expect, test } from "vitest";
import { PartnerFailure, type PartnerAnswer, type PartnerRequest } from "../../src/partners/partner-client.js";
import { askInParts, MAX_REPRESENTATIONS } from "../../src/graph/sources/representation-parts.js";

const idsOf = ({ variables = {} }: PartnerRequest): number[] =>
  (variables["representations"] as { id: number }[]).map(({ id }) => id);

const asking = (count: number): PartnerRequest => ({
  query: "query ($representations: [_Any!]!, $lang: String) { _entities(representations: $representations) { id } }",
  variables: { lang: "NL", representations: Array.from({ length: count }, (_, id) => ({ id })) },
});

/** Gives each record, an error for the second of each question, and says what it was asked. */
function partner(): { asked: PartnerRequest[]; send(part: PartnerRequest): Promise<PartnerAnswer> } {
  const asked: PartnerRequest[] = [];
  return {
    asked,
    async send(part) {
      asked.push(part);
      const data = { _entities: idsOf(part).map((id) => ({ id })) };
      return { data, errors: [{ message: "bad", path: ["_entities", 1, "title"] }], bytes: 10 };
    },
  };
}

test("up to the limit there is one question", async () => {
  const { asked, send } = partner();
  await askInParts(asking(MAX_REPRESENTATIONS), send);
  expect(asked).toEqual([asking(MAX_REPRESENTATIONS)]);
});

test("beyond it there are several, and the answer reads as one", async () => {
  const { asked, send } = partner();
  const count = 2 * MAX_REPRESENTATIONS + 1;
  const answer = await askInParts(asking(count), send);
  expect(asked.map((part) => idsOf(part).length)).toEqual([MAX_REPRESENTATIONS, MAX_REPRESENTATIONS, 1]);
  expect(asked.every(({ variables }) => variables?.["lang"] === "NL")).toBe(true);
  expect(answer.data).toEqual({ _entities: Array.from({ length: count }, (_, id) => ({ id })) });
  expect(answer.errors.map(({ path }) => path)).toEqual(
    [1, MAX_REPRESENTATIONS + 1, 2 * MAX_REPRESENTATIONS + 1].map((place) => ["_entities", place, "title"]),
  );
  expect(answer.bytes).toBe(30);
});

test("a part without data is a part of nulls", async () => {
  const { send } = partner();
  const answer = await askInParts(asking(MAX_REPRESENTATIONS + 2), async (part) =>
    idsOf(part).length === 2 ? { data: null, errors: [{ message: "no" }], bytes: 1 } : send(part),
  );
  const { _entities: entities } = answer.data ?? {};
  expect(Array.isArray(entities) && entities.slice(MAX_REPRESENTATIONS - 1)).toEqual([
    { id: MAX_REPRESENTATIONS - 1 },
    null,
    null,
  ]);
});

test("a part that fails fails the whole", async () => {
  const { send } = partner();
  const failing = askInParts(asking(MAX_REPRESENTATIONS + 1), async (part) => {
    if (idsOf(part).length === 1) throw new PartnerFailure("TIMEOUT", "late");
    return send(part);
  });
  await expect(failing).rejects.toThrow(PartnerFailure);
});
