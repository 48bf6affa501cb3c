import { THEME_CODES } from "@segpol/schema";
import { belgianDay } from "@segpol/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChangingRecords, indexChanging, type Moment, VIEWERS } from "./support/changing-records.js";
import { compareCodes } from "./support/expected.js";
import { GAPS } from "./support/expected-figures.js";
import { PARTNER_CODES } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import type { ModelRecord } from "./support/model.js";

let hub: TestHub;
let given: ChangingRecords;
beforeAll(async () => {
  hub = await startHub();
  given = await indexChanging(hub, {
    seed: 31,
    perPartnerAndKind: 4,
    days: ["2022-01-20", "2022-04-20", "2022-07-15"],
  });
});
afterAll(async () => await hub.stop());

interface Gap {
  readonly kind: string;
  readonly at: string;
  readonly partner: string | null;
}
interface Filter {
  readonly kinds?: readonly string[];
  readonly partners?: readonly string[];
  readonly themes?: readonly string[];
}
interface Connection {
  readonly totalCount: number;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly themes: readonly { readonly theme: { readonly code: string }; readonly count: number }[];
  readonly partners: readonly { readonly partner: { readonly code: string }; readonly count: number }[];
  readonly nodes: readonly {
    readonly kind: string;
    readonly theme: { readonly code: string } | null;
    readonly record: { readonly id: string } | null;
    readonly partner: { readonly code: string } | null;
  }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

const THEME_GAPS = { THEME_WITHOUT_EVENT: "Event", THEME_WITHOUT_RECOMMENDATION: "Recommendation" };
const KINDS = [...Object.keys(THEME_GAPS), ...Object.keys(GAPS)];
const FILTERS: readonly Filter[] = [
  {},
  { kinds: ["TENTATIVE_EVENT_IN_THE_PAST", "INDICATOR_OVERDUE", "CLAIM_WITHOUT_EVIDENCE"] },
  { partners: ["CPS", "GENT"] },
  { themes: ["TRUST"] },
  { themes: ["TRUST", "NEW_PROTEST", "FUNDING_SCALE"], kinds: ["THEME_WITHOUT_EVENT", "TEXT_MISSING_FR"] },
  { themes: ["TRUST"], partners: ["CPL"], kinds: ["RECOMMENDATION_WITHOUT_DUE_DATE"] },
  { kinds: [] },
  { kinds: ["TEXT_MISSING_DE"], themes: ["TRUST"] },
];

/** Every gap, worked out from the records one by one. */
function gapsOf(records: readonly ModelRecord[], today: string): (Gap & { readonly themes: readonly string[] })[] {
  const ofThemes = THEME_CODES.flatMap((code) =>
    Object.entries(THEME_GAPS).flatMap(([kind, of]) =>
      records.some((record) => record.kind === of && record.themes.includes(code))
        ? []
        : [{ kind, at: code, partner: null, themes: [code] }],
    ),
  );
  const ofRecords = Object.entries(GAPS).flatMap(([kind, lacks]) =>
    records
      .filter((record) => lacks(record, today))
      .toSorted((a, b) => compareCodes(a.id, b.id))
      .map(({ id, partner, themes }) => ({ kind, at: id, partner, themes })),
  );
  return [...ofThemes, ...ofRecords];
}

describe.each(VIEWERS)("for %s", (_name, viewer) => {
  const ask = async (filter: Filter, args: string, at: Date | null): Promise<Connection> => {
    const { data, errors } = await hub.ask<{ overview: { gapsConnection: Connection } }>(
      `query ($filter: GapFilter) { overview { gapsConnection(filter: $filter, ${args}) {
        totalCount kinds { kind count } themes { theme { code } count } partners { partner { code } count }
        nodes { kind theme { code } record { id } partner { code } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
      { filter },
      { viewer, at },
    );
    expect(errors).toEqual([]);
    return data.overview.gapsConnection;
  };

  test.each(FILTERS)(
    "gaps of %j are listed and counted as the records have them, now and as of each earlier instant",
    async (filter) => {
      for (const moment of given.moments) {
        const isLast = moment === given.moments.at(-1);
        const at = isLast ? null : moment.at;
        const all = gapsOf(given.seenBy(viewer, moment), belgianDay(moment.at));
        const isOf = {
          // Told only to whoever asks for it.
          kinds: ({ kind }: Gap) => filter.kinds?.includes(kind) ?? kind !== "TEXT_MISSING_DE",
          partners: ({ partner }: Gap) => !filter.partners || filter.partners.includes(partner ?? ""),
          themes: ({ themes }: { themes: readonly string[] }) =>
            !filter.themes || themes.some((theme) => filter.themes?.includes(theme)),
        };
        const expected = all.filter((gap) => isOf.kinds(gap) && isOf.partners(gap) && isOf.themes(gap));
        const seen: string[] = [];
        for (let after = "", more = true; more;) {
          const { nodes, pageInfo, ...counts } = await ask(filter, `first: 97 ${after}`, at);
          expect(counts).toEqual({
            totalCount: expected.length,
            kinds: KINDS.map((kind) => ({
              kind,
              count: all.filter((gap) => gap.kind === kind && isOf.partners(gap) && isOf.themes(gap)).length,
            })),
            themes: THEME_CODES.map((code) => ({
              theme: { code },
              count: all.filter((gap) => gap.themes.includes(code) && isOf.kinds(gap) && isOf.partners(gap)).length,
            })),
            partners: PARTNER_CODES.map((code) => ({
              partner: { code },
              count: all.filter((gap) => gap.partner === code && isOf.kinds(gap) && isOf.themes(gap)).length,
            })),
          });
          expect(pageInfo.hasPreviousPage).toBe(after !== "");
          seen.push(
            ...nodes.map(({ kind, theme, record, partner }) => `${kind} ${theme?.code ?? record?.id} ${partner?.code}`),
          );
          after = `after: "${pageInfo.endCursor}"`;
          more = pageInfo.hasNextPage;
        }
        expect(seen).toEqual(
          expected.map(({ kind, at: place, partner }) => `${kind} ${place} ${partner ?? undefined}`),
        );
      }
    },
  );
});

test("there is a gap of every kind among those that are counted", () => {
  const last: Moment | undefined = given.moments.at(-1);
  const found = new Set(gapsOf(last?.records ?? [], "2022-07-15").map(({ kind }) => kind));
  expect([...found]).toEqual(KINDS);
});

test.for([
  ['{ partners: ["NONE"] }', /Expected filter.partners/],
  ['{ themes: ["NONE"] }', /Expected filter.themes/],
] as const)("gaps with %s are refused with the reason", async ([filter, message]) => {
  const { errors } = await hub.ask(`{ overview { gapsConnection(filter: ${filter}) { totalCount } } }`);
  expect(errors).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
});
