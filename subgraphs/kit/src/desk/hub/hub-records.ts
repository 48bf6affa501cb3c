import type { Language } from "@segpol/schema";
import { z } from "zod";
import { askHub } from "./ask-hub.js";

const FIRST = 10;
/** Ids that are asked for together: the hub's largest page. */
const MAX_IDS = 100;

const ANSWER = z.object({
  data: z.object({
    records: z.object({
      nodes: z.array(z.object({ id: z.string(), title: z.string(), partner: z.object({ code: z.string() }) })),
    }),
  }),
});

const QUERY = `query DeskLinkTargets($filter: RecordFilter, $first: Int, $lang: Language) {
  records(filter: $filter, first: $first) { nodes { id title(lang: $lang) partner { code } } }
}`;

/** A record of any partner, as everybody sees it at the hub. */
export interface HubRecord {
  readonly id: string;
  readonly title: string;
  /** The code of the partner that keeps it. */
  readonly partner: string;
}

/**
 * Looks for records at the hub, as anybody may: no token goes along, so that what comes is what all readers see. Undefined: it does not answer.
 * @param hubUrl such as http://localhost:4000
 */
export async function findHubRecords(
  hubUrl: string,
  filter: { readonly text: string } | { readonly ids: readonly string[] },
  language: Language,
): Promise<readonly HubRecord[] | undefined> {
  const first = "ids" in filter ? MAX_IDS : FIRST;
  const answer = await askHub(hubUrl, QUERY, { filter, first, lang: language }, ANSWER);
  return answer?.data.records.nodes.map(({ id, title, partner }) => ({ id, title, partner: partner.code }));
}

/** Which of these records everybody sees at the hub. Undefined: it does not answer. */
export async function shownAtHub(hubUrl: string, ids: readonly string[]): Promise<ReadonlySet<string> | undefined> {
  const shown = new Set<string>();
  for (let at = 0; at < ids.length; at += MAX_IDS) {
    const found = await findHubRecords(hubUrl, { ids: ids.slice(at, at + MAX_IDS) }, "NL");
    if (!found) return undefined;
    for (const { id } of found) shown.add(id);
  }
  return shown;
}
