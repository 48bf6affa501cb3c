import { fuzzyDate, nlFr, type ProvenanceValue, recordId } from "@segpol/kit";

/** The one publication of this partner: everything here stands in it. */
export const dossierId = recordId("GENT", "Publication", "dossier-2024-02-19");

/** Municipality of Ghent. */
export const GHENT_NIS = "44021";

/** A place in the dossier. */
export function dossier(locator: string): ProvenanceValue {
  return { document: "Openbare dossierstukken commissie AFB, vergadering van 19 februari 2024", locator };
}

/** A numbered part of the dossier's first presentation; `inferred` says what a record takes from elsewhere, and from what. */
export function part(number: 1 | 2 | 3 | 4 | 5, inferred?: string): ProvenanceValue {
  const locator = `Presentatie over professioneel profileren, deel ${number}`;
  return dossier(inferred === undefined ? locator : `${locator}; ${inferred}`);
}

/** The dossier's second presentation. */
export const projectPresentation = dossier("Presentatie over het projectvoorstel en de gunning");

/** The day the dossier was discussed: what it reports, it reports as of then. */
export const reportedOn = fuzzyDate({ text: nlFr("19 februari 2024", "19 février 2024"), edtf: "2024-02-19" });
