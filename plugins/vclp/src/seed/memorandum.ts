import { type ProvenanceValue, recordId } from "@segpol/kit";

/** The one publication of this partner: all its items stand in it. */
export const memorandumId = recordId("VCLP", "Publication", "memorandum-2024-2028");

/** A place in the memorandum. */
export function memorandum(locator: string): ProvenanceValue {
  return { document: "Memorandum van de Lokale Politie 2024-2028", locator };
}
