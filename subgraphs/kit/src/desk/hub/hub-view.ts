import type { Language } from "@segpol/schema";
import { z } from "zod";
import { askHub } from "./ask-hub.js";

const TEXT = z.string().nullable();
const ANSWER = z.object({
  data: z.object({
    partner: z
      .object({
        name: z.string(),
        website: TEXT,
        licence: TEXT,
        contactPoint: TEXT,
        source: z.object({ state: z.string(), asOf: TEXT, lastContactAt: TEXT, records: z.int(), problem: TEXT }),
      })
      .nullable(),
  }),
});

const QUERY = `query DeskHubView($code: ID!, $lang: Language) {
  partner(code: $code) {
    name(lang: $lang) website licence contactPoint source { state asOf lastContactAt records problem }
  }
}`;

/** What the hub shows of a partner, and how far it is with its records. */
export interface HubView {
  readonly name: string;
  readonly website: string | null;
  readonly licence: string | null;
  readonly contactPoint: string | null;
  /** LIVE, STALE, DOWN or NEVER_HARVESTED. */
  readonly state: string;
  /** RFC 3339: the hub has seen everything up to here. */
  readonly asOf: string | null;
  readonly lastContactAt: string | null;
  readonly records: number;
  readonly problem: string | null;
}

/** Undefined: the hub does not answer. Null: it knows no such partner. */
export async function readHubView(
  hubUrl: string,
  code: string,
  language: Language,
): Promise<HubView | null | undefined> {
  const answer = await askHub(hubUrl, QUERY, { code, lang: language }, ANSWER);
  if (!answer) return undefined;
  const { partner } = answer.data;
  if (!partner) return null;
  const { source, ...profile } = partner;
  return { ...profile, ...source };
}
