import { typePrefix, vocabulary } from "@segpol/schema";
import type { JoinInput } from "./change-requests.js";
import type { PartnerDefinition } from "./types.js";

/** What lists show of a newcomer: what was given, else what the vocabulary says, else its code. */
export function describePartner({
  code,
  name,
  language = "NL",
  website,
}: JoinInput): Omit<PartnerDefinition, "url" | "sdl"> {
  const known = vocabulary.partners.find((partner) => partner.code === code);
  return {
    code,
    prefix: typePrefix(code),
    name: name === undefined ? (known?.name ?? { original: "NL", NL: code }) : { original: language, [language]: name },
    acronym: known?.acronym ?? code.replaceAll("_", " "),
    role: known?.role ?? "PLUGIN_PARTNER",
    website: website ?? known?.website ?? null,
  };
}
