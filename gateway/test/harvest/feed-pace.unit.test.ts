import { describe, expect, it } from "vitest";
import { type FeedAnswer, FeedPace } from "../../src/harvest/feed/feed-pace.js";

const change = { id: "cps:event:a", type: "CpsEvent", withdrawn: false, erased: false, visibility: undefined };

/** An answer at the feed's end after all the time that it was given. */
function answer(given: Partial<FeedAnswer["page"]> = {}, more: Partial<FeedAnswer> = {}): FeedAnswer {
  return {
    page: { changes: [], hasMore: false, epoch: "e", ...given },
    epochBefore: "e",
    wait: 20,
    tookMs: 20_000,
    ...more,
  };
}

/** What a feed that gives these answers is told for, and how often in a row it told nothing. */
function after(answers: readonly FeedAnswer[]): { told: string | null; fruitless: number } {
  const pace = new FeedPace();
  const [told = null] = answers.map((each) => pace.note(each)).slice(-1);
  return { told, fruitless: pace.fruitless };
}

const times = (count: number, of: (index: number) => FeedAnswer) =>
  Array.from({ length: count }, (_, index) => of(index));

describe("a feed", () => {
  it("that waits, or was not asked to, may say that nothing has changed", () => {
    expect(after(times(10, () => answer()))).toEqual({ told: null, fruitless: 0 });
    expect(after(times(10, () => answer({}, { wait: 0, tookMs: 1 })))).toEqual({ told: null, fruitless: 0 });
  });

  it("may tell changes at once, one page after the other", () => {
    const pages = times(10, () => answer({ changes: [change], hasMore: true }, { wait: 0, tookMs: 1 }));
    expect(after([...pages, answer({ changes: [change] }, { tookMs: 1 })])).toEqual({ told: null, fruitless: 0 });
  });

  it("that does not wait backs off the more the longer it goes on, and is told from the third time", () => {
    const atOnce = () => answer({}, { tookMs: 1 });
    expect(after(times(2, atOnce))).toEqual({ told: null, fruitless: 2 });
    expect(after(times(7, atOnce))).toEqual({
      told: expect.stringContaining("although it is asked to wait"),
      fruitless: 7,
    });
    expect(after([...times(7, atOnce), answer()])).toEqual({ told: null, fruitless: 0 });
  });

  it("that says there are more changes, and gives none", () => {
    const empty = () => answer({ hasMore: true }, { wait: 0, tookMs: 1 });
    expect(after(times(5, empty))).toEqual({ told: expect.stringContaining("but gives none"), fruitless: 5 });
  });

  it("that goes on with changes of what is not there waits a little, from the hundredth page, until there is something to do", () => {
    const pace = new FeedPace();
    const afterMore = (pages: number, isIdle: boolean) => {
      for (let page = 0; page < pages; page += 1) pace.noteWork(isIdle);
      return pace.fruitless;
    };
    expect([afterMore(100, true), afterMore(1, true), afterMore(1_000, true)]).toEqual([0, 1, 1]);
    expect([afterMore(1, false), afterMore(100, true)]).toEqual([0, 0]);
  });

  it("that names a new epoch each time, in pages of changes too, and not one that changes once", () => {
    const renewed = (index: number) => [
      answer({ changes: [change], epoch: `e${index}`, hasMore: true }, { epochBefore: `e${index - 1}`, tookMs: 1 }),
      answer({ changes: [change], epoch: `e${index}` }, { epochBefore: `e${index}`, wait: 0, tookMs: 1 }),
    ];
    expect(after([...renewed(1), answer()])).toEqual({ told: null, fruitless: 0 });
    expect(after([1, 2, 3, 4, 5].flatMap(renewed))).toEqual({
      told: expect.stringContaining("another epoch again and again"),
      fruitless: 4,
    });
  });
});
