import { type RecordKind, THEME_CODES } from "@segpol/schema";
import { sql } from "kysely";
import type { CatalogueRequest } from "./catalogue-request.js";
import { recordsByTheme } from "./lists/codes.js";

export interface CoverageCell {
  readonly theme: { readonly code: string };
  readonly partner: { readonly code: string };
  readonly events: number;
  readonly publications: number;
  readonly recommendations: number;
  readonly legitimacyIndicators: number;
}

/** The instant up to which all partners are in the index; the beginning of time while one of them has never been harvested. */
export async function oldestAsOf(request: CatalogueRequest): Promise<Date> {
  const sources = await request.sources();
  const oldest = Math.min(...sources.map(({ asOf }) => asOf?.getTime() ?? 0));
  // A partner's clock may be fast.
  if (oldest > request.now.getTime()) request.dependencies.refuse();
  return new Date(Math.min(oldest, request.now.getTime()));
}

/** Every theme by every partner, in the hub's order. */
export async function readCoverage(request: CatalogueRequest): Promise<readonly CoverageCell[]> {
  const partnerCodes = await request.partnerCodes();
  const rows = await request.reader.rows(sql<{ theme: string; partner: string; kind: RecordKind; count: number }>`
    select r.theme, r.partner, r.kind, sum(r.records)::int as count from ${recordsByTheme(request.reader)} r group by 1, 2, 3`);
  const counts = new Map(rows.map(({ theme, partner, kind, count }) => [`${theme} ${partner} ${kind}`, count]));
  return THEME_CODES.flatMap((theme) =>
    partnerCodes.map((partner) => {
      const count = (kind: RecordKind): number => counts.get(`${theme} ${partner} ${kind}`) ?? 0;
      return {
        theme: { code: theme },
        partner: { code: partner },
        events: count("Event"),
        publications: count("Publication"),
        recommendations: count("Recommendation"),
        legitimacyIndicators: count("LegitimacyIndicator"),
      };
    }),
  );
}
