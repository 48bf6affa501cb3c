import { isWebAddress, typePrefix, vocabulary } from "@segpol/schema";
import { isStorable } from "../base/storable-text.js";
import type { JoinInput } from "./change-requests.js";
import { refusal } from "./refusals.js";
import type { PartnerDefinition } from "../base/partner-definition.js";

/** Characters of a partner's name. */
const MAX_NAME_LENGTH = 500;
/** Characters of what was given that a refusal repeats. */
const MAX_SHOWN = 80;

/**
 * What lists show of a newcomer: what was given, else what the vocabulary says, else its code.
 * @throws RefusalError for what they could not show
 */
export function describePartner({
  code,
  name,
  language = "NL",
  website,
}: JoinInput): Omit<PartnerDefinition, "url" | "sdl"> {
  if (name !== undefined && (name.trim() === "" || name.length > MAX_NAME_LENGTH || !isStorable(name))) {
    throw refusal(
      "PARTNER_NAME_INVALID",
      code,
      `Expected a name of 1 to ${MAX_NAME_LENGTH} characters, none of them broken or zero; got ${shown(name)}.`,
      "Give the organisation's name, or leave it out.",
    );
  }
  if (website !== undefined && !isWebAddress(website)) {
    throw refusal(
      "PARTNER_WEBSITE_INVALID",
      code,
      `Expected an absolute http or https address as the website, such as https://www.vub.be/; got ${shown(website)}.`,
      "Give the whole address, or leave it out.",
    );
  }
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

function shown(text: string): string {
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text);
}
