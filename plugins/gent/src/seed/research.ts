import {
  type LanguageMap,
  type LinkValue,
  nlFr,
  type ProvenanceValue,
  recordId,
  type RecommendationSeed,
} from "@segpol/kit";
import { dossierId } from "./dossier.js";

/** A recommendation of the research as these files write it. */
export interface ResearchRecommendation extends Pick<RecommendationSeed, "followUps" | "measures" | "responses"> {
  readonly slug: string;
  readonly title: LanguageMap;
  readonly goal: LanguageMap;
  /** An editorial choice, as `criteria` is: the dossier names neither. */
  readonly themes: readonly string[];
  readonly criteria: readonly string[];
  readonly provenance: ProvenanceValue;
  /** Slugs of the indicators whose figures the dossier gives in the same part. */
  readonly indicators?: readonly string[];
  /** About the bond with citizens, as the local police's own commitment E4 is. */
  readonly relatesToCitizens?: boolean;
}

const context = nlFr(
  "Uit het onderzoeksrapport van VUB en UGent over het handelingskader professioneel profileren: selecteren, motiveren, respectvol omgaan met wie gecontroleerd wordt, reflecteren. Het kader werd uitgewerkt door de zones Antwerpen, Brussel-Noord, Gent en Mechelen-Willebroek (nu Rivierenland).",
  "Du rapport de recherche de la VUB et de l'UGent sur le cadre d'action « profilage professionnel » : sélectionner, motiver, traiter avec respect la personne contrôlée, réfléchir. Le cadre a été élaboré par les zones d'Anvers, de Bruxelles-Nord, de Gand et de Malines-Willebroek (aujourd'hui Rivierenland).",
);

/** A recommendation of the research by VUB and UGent, with its links. The research's own numbers are not in the dossier. */
export function researchRecommendation({
  slug,
  indicators = [],
  relatesToCitizens = false,
  ...item
}: ResearchRecommendation): RecommendationSeed {
  const links: LinkValue[] = [
    { rel: "publication", id: dossierId },
    ...indicators.map((each) => ({
      rel: "legitimacyIndicator" as const,
      id: recordId("GENT", "LegitimacyIndicator", each),
    })),
  ];
  // An editorial link: neither document names the other.
  if (relatesToCitizens) links.push({ rel: "related", id: recordId("VCLP", "Recommendation", "e4") });
  return { ...item, id: recordId("GENT", "Recommendation", slug), kind: "RECOMMENDATION", context, links };
}
