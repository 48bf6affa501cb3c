import { contractFields, RECORD_KINDS, recordTypeName, typePrefix } from "@segpol/schema";
import { generateCatalogueSdl } from "../../../src/composition/catalogue-sdl.js";
import type { Projection } from "../../../src/composition/projection/types.js";
import type { PartnerDefinition } from "../../../src/base/partner-definition.js";

/** Five partners; each keeps every kind of record, and its own details of them, but for one that gives titles alone. */
export const PARTNERS: readonly PartnerDefinition[] = ["CPS", "CPL", "CC_GPI", "VCLP", "GENT"].map((code) => ({
  code,
  prefix: typePrefix(code),
  name: { original: "NL", NL: `Organisatie ${code}`, FR: `Organisation ${code}` },
  acronym: code.replace("_", " "),
  role: code === "VCLP" || code === "GENT" ? "PLUGIN_PARTNER" : "KEY_PARTNER",
  website: code === "CPS" ? "https://cps.example/" : null,
  url: "http://127.0.0.1:1/graphql",
  sdl: "",
}));

export const PARTNER_CODES = PARTNERS.map(({ code }) => code);

function projectionOf({ code, url }: PartnerDefinition): Projection {
  const details = code === "GENT" ? [] : ["provenance"];
  return {
    code,
    subgraphName: code.toLowerCase().replace("_", "-"),
    url,
    projectedSdl: "",
    records: RECORD_KINDS.map((kind) => ({
      typeName: recordTypeName(code, kind),
      kind,
      ownedFields: details,
      harvestableFields: contractFields(kind).flatMap((field) => (field.catalogue ? [field.name] : [])),
      ownFields: [],
      harvestFields: ["_links", "_texts"],
    })),
    warnings: [],
  };
}

export const CATALOGUE_SDL = generateCatalogueSdl(PARTNERS.map(projectionOf));
