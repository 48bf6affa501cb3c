import { bodyOf, labelOf, type LanguageMap, pickText, vocabulary } from "@segpol/schema";
import type { ProgressDimension } from "../read/progress.js";
import type { Facet } from "../read/lists/facets.js";
import type { KnownPartner } from "./partners.js";
import type { Coded, Resolver, Resolvers, TextArguments } from "./types.js";

/** A code that records are counted under, with what it is one of. */
export interface CountedCode extends Coded {
  readonly of: Facet | ProgressDimension;
}

const NAMES: Partial<Readonly<Record<CountedCode["of"], (code: string) => LanguageMap | undefined>>> = {
  themes: (code) => vocabulary.themes.find((theme) => theme.code === code)?.title,
  criteria: (code) => vocabulary.criteria.find((criterion) => criterion.code === code)?.title,
  bodies: (code) => bodyOf(code).name,
  territories: (code) => labelOf("territory", code),
};
const OF_DIMENSIONS: Readonly<Record<ProgressDimension, Facet>> = {
  THEME: "themes",
  PARTNER: "partners",
  CRITERION: "criteria",
  BODY: "bodies",
  KIND: "kinds",
};

/** Fields of what counts records under codes: what the code is called. Values of enumerations have no name here. */
export function countedFields(partners: readonly KnownPartner[]): Resolvers<CountedCode> {
  const label: Resolver<CountedCode, TextArguments> = ({ code, of }, { lang }, { catalogue }) => {
    const facet = isDimension(of) ? OF_DIMENSIONS[of] : of;
    const map = facet === "partners" ? partners.find((partner) => partner.code === code)?.name : NAMES[facet]?.(code);
    return map ? pickText(map, lang, catalogue.languages) : null;
  };
  return { label };
}

function isDimension(of: CountedCode["of"]): of is ProgressDimension {
  return Object.hasOwn(OF_DIMENSIONS, of);
}
