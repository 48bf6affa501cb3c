import {
  isProfileValue,
  isWebAddress,
  PROFILE_VALUES,
  type ProfileField,
  typePrefix,
  vocabulary,
} from "@segpol/schema";
import type { JoinInput, PublishInput } from "./change-requests.js";
import { bearerOf, isPlainName } from "./partner-names.js";
import { refusal } from "./refusals.js";
import type { PartnerDefinition } from "../../base/partner-definition.js";

/** Characters of a partner's name. */
const MAX_NAME_LENGTH = 500;
/** Characters of what was given that a refusal repeats. */
const MAX_SHOWN = 80;

/**
 * What lists show of a newcomer: what was given, else what the vocabulary says, else its code.
 * @param partners those of the graph
 * @throws RefusalError for what they could not show, or what would pass for another partner
 */
export function describePartner(
  { code, name, language = "NL", website, licence, contactPoint }: JoinInput,
  partners: readonly PartnerDefinition[],
): Omit<PartnerDefinition, "url" | "sdl"> {
  if (name !== undefined) checkName(name, code, partners);
  if (website !== undefined && !isWebAddress(website)) {
    throw refusal(
      "PARTNER_WEBSITE_INVALID",
      code,
      `Expected an absolute http or https address as the website, such as https://www.vub.be/; got ${shown(website)}.`,
      "Give the whole address, or leave it out.",
    );
  }
  checkProfile(code, { licence, contactPoint });
  const known = vocabulary.partners.find((partner) => partner.code === code);
  return {
    code,
    prefix: typePrefix(code),
    name: name === undefined ? (known?.name ?? { original: "NL", NL: code }) : { original: language, [language]: name },
    acronym: known?.acronym ?? code.replaceAll("_", " "),
    role: known?.role ?? "PLUGIN_PARTNER",
    website: website ?? known?.website ?? null,
    licence: licence ?? null,
    contactPoint: contactPoint ?? null,
  };
}

/** What a partner that is in says of its data from now on; only what is given. @throws RefusalError for what lists could not show */
export function changedProfile({
  code,
  licence,
  contactPoint,
}: PublishInput): Partial<Pick<PartnerDefinition, ProfileField>> {
  const profile = { licence: licence || undefined, contactPoint: contactPoint || undefined };
  checkProfile(code, profile);
  return {
    ...(licence !== undefined && { licence: profile.licence ?? null }),
    ...(contactPoint !== undefined && { contactPoint: profile.contactPoint ?? null }),
  };
}

/** @throws RefusalError */
function checkName(name: string, code: string, partners: readonly PartnerDefinition[]): void {
  if (name.trim() === "" || name.length > MAX_NAME_LENGTH || !isPlainName(name)) {
    throw refusal(
      "PARTNER_NAME_INVALID",
      code,
      `Expected a name of 1 to ${MAX_NAME_LENGTH} characters, all of them visible or spaces; got ${shown(name)}.`,
      "Give the organisation's name on one line, without marks of direction and other control characters, or leave it out.",
    );
  }
  const bearer = bearerOf(name, code, partners);
  if (bearer === undefined) return;
  throw refusal(
    "PARTNER_NAME_TAKEN",
    code,
    `Expected a name that readers do not take for another partner's; ${shown(name)} is that of ${bearer}.`,
    "Give the organisation's whole name, or leave it out.",
  );
}

/** @throws RefusalError */
function checkProfile(code: string, profile: Readonly<Record<ProfileField, string | undefined>>): void {
  for (const [field, value] of Object.entries(profile)) {
    if (value === undefined || isProfileValue(field as ProfileField, value)) continue;
    throw refusal(
      "PARTNER_PROFILE_INVALID",
      code,
      `Expected ${field} to be ${PROFILE_VALUES[field as ProfileField]}; got ${shown(value)}.`,
      "Give the whole address, or leave it out.",
    );
  }
}

/** As JSON with what is not seen written out: a terminal would obey it. */
function shown(text: string): string {
  const json = JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text);
  return json.replaceAll(/[^\P{C} ]/gu, (unseen) => `\\u{${unseen.codePointAt(0)?.toString(16) ?? ""}}`);
}
