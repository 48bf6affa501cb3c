import { pino } from "pino";
import { expect, test } from "vitest";
import { GenerationLifecycle } from "../../src/graph/generation-lifecycle.js";
import { Generations, MAX_GENERATIONS } from "../../src/graph/generations.js";

/** A generation that answers one request for as long as it is held. */
class TestGeneration {
  readonly version: { readonly number: number };
  readonly lifecycle = new GenerationLifecycle(() => Promise.resolve());
  readonly #held = Promise.withResolvers<void>();

  constructor(number: number) {
    this.version = { number };
  }

  ask(): Promise<void> {
    return this.lifecycle.serve(() => this.#held.promise);
  }

  answer(): void {
    this.#held.resolve();
  }

  readonly activate = (): void => this.lifecycle.activate();
  readonly retire = (): Promise<void> => this.lifecycle.retire();
  readonly close = (): Promise<void> => this.lifecycle.close();
}

function manage(requestsEndWithinMs: number) {
  const made = [new TestGeneration(1)];
  const [first = new TestGeneration(1)] = made;
  const generations = new Generations({
    first,
    prepare: (number: number) => {
      const next = new TestGeneration(number);
      made.push(next);
      return Promise.resolve(next);
    },
    requestsEndWithinMs,
    logger: pino({ level: "silent" }),
  });
  const alive = () => made.filter(({ lifecycle }) => lifecycle.state !== "closed").length;
  return { generations, made, alive };
}

/** Has as many retire as may, each with a request that is not answered. */
async function fill({ generations }: ReturnType<typeof manage>): Promise<Promise<void>[]> {
  const asked: Promise<void>[] = [];
  for (let number = 2; number < MAX_GENERATIONS; number += 1) {
    asked.push(generations.active.ask());
    generations.activate(await generations.prepare(number));
  }
  return asked;
}

test("a generation is prepared, active, retiring while it still answers, and closed after its last answer", async () => {
  const generation = new TestGeneration(1);
  const states = [generation.lifecycle.state];
  generation.activate();
  states.push(generation.lifecycle.state);
  const answered = generation.ask();
  const retired = generation.retire();
  states.push(generation.lifecycle.state);
  generation.answer();
  await Promise.all([answered, retired]);
  expect([...states, generation.lifecycle.state]).toEqual(["prepared", "active", "retiring", "closed"]);
  expect(() => generation.activate()).toThrow("it is closed");
});

test("one more than may be alive waits until the oldest has given its last answer", async () => {
  const managed = manage(60_000);
  const { generations, made } = managed;
  const asked = await fill(managed);
  asked.push(generations.active.ask());
  generations.activate(await generations.prepare(MAX_GENERATIONS));
  expect(managed.alive()).toBe(MAX_GENERATIONS);
  const waiting = generations.prepare(MAX_GENERATIONS + 1);
  await nothingElseToDo();
  expect(made).toHaveLength(MAX_GENERATIONS);
  made[0]?.answer();
  expect((await waiting).version.number).toBe(MAX_GENERATIONS + 1);
  expect(made.map(({ lifecycle }) => lifecycle.state)).toEqual([
    "closed",
    "retiring",
    "retiring",
    "active",
    "prepared",
  ]);
  for (const each of made) each.answer();
  await Promise.all(asked);
});

test("the oldest is closed when its requests have not ended in the time that requests have", async () => {
  const managed = manage(30);
  const { generations, made } = managed;
  const asked = await fill(managed);
  asked.push(generations.active.ask());
  generations.activate(await generations.prepare(MAX_GENERATIONS));
  await generations.prepare(MAX_GENERATIONS + 1);
  expect(made.map(({ lifecycle }) => lifecycle.state)).toEqual([
    "closed",
    "retiring",
    "retiring",
    "active",
    "prepared",
  ]);
  expect(managed.alive()).toBe(MAX_GENERATIONS);
  for (const each of made) each.answer();
  await Promise.all(asked);
});

/** Everything that needs no timer has been done. */
async function nothingElseToDo(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
