import { type LanguageMap, type MeasureSeed, recordId, type RecommendationSeed } from "@segpol/kit";
import { memorandum, memorandumId } from "./memorandum.js";

/** A measure as these files write it: its text, or its text with sub-measures. Its number follows from its place. */
type MeasureText = LanguageMap | { readonly text: LanguageMap; readonly measures: readonly LanguageMap[] };

interface Item {
  readonly ref: string;
  readonly title: LanguageMap;
  readonly goal: LanguageMap;
  readonly context: LanguageMap;
  /** An editorial choice, as `criteria` is: the memorandum names neither. */
  readonly themes: readonly string[];
  readonly criteria: readonly string[];
  readonly measures: readonly MeasureText[];
}

/** Whom the memorandum's foreword gives its recommendations to. */
const ADDRESSEES = ["Beleidsverantwoordelijken", "Overheden", "Partners"];

/** A measure that has sub-measures. */
export function measure(text: LanguageMap, measures: readonly LanguageMap[]): MeasureText {
  return { text, measures };
}

/** One of R1 to R7: what others are advised to do. */
export function recommendation(item: Item): RecommendationSeed {
  return { ...seed(item, "Aanbeveling"), kind: "RECOMMENDATION", addressees: ADDRESSEES };
}

/** One of E1 to E5: what the local police promises; addressed to nobody. */
export function commitment(item: Item): RecommendationSeed {
  return { ...seed(item, "Engagement"), kind: "COMMITMENT" };
}

function seed({ measures, ...item }: Item, heading: string): RecommendationSeed {
  return {
    ...item,
    id: recordId("VCLP", "Recommendation", item.ref.toLowerCase()),
    measures: numbered(item.ref, measures),
    provenance: memorandum(`${heading} ${item.ref.slice(1)}`),
    links: [{ rel: "publication", id: memorandumId }],
  };
}

function numbered(parent: string, measures: readonly MeasureText[]): MeasureSeed[] {
  return measures.map((each, index) => {
    const ref = `${parent}.${index + 1}`;
    return "original" in each ? { ref, text: each } : { ref, text: each.text, measures: numbered(ref, each.measures) };
  });
}
