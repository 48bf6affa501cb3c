import { localizedText, pickText } from "@segpol/schema";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import type { Coded, Resolver, Resolvers, TextArguments } from "./types.js";
import { recordsOf } from "./vocabulary.js";

/** What the hub shows of a partner. */
export type KnownPartner = Pick<
  PartnerDefinition,
  "code" | "name" | "acronym" | "role" | "website" | "licence" | "contactPoint"
>;

/** Fields of Partner: what the hub calls a partner, and what the index holds of it. */
export function partnerFields(partners: readonly KnownPartner[]): Resolvers<Coded> {
  const byCode = new Map(partners.map((partner) => [partner.code, partner]));
  const name: Resolver<Coded, TextArguments> = ({ code }, { lang }, { catalogue }) => {
    const map = byCode.get(code)?.name;
    return map ? pickText(map, lang, catalogue.languages) : null;
  };
  return {
    name,
    nameText: ({ code }, { lang }: TextArguments, { catalogue }) => {
      const map = byCode.get(code)?.name;
      return map ? localizedText(map, lang, catalogue.languages) : null;
    },
    acronym: ({ code }) => byCode.get(code)?.acronym,
    role: ({ code }) => byCode.get(code)?.role,
    website: ({ code }) => byCode.get(code)?.website,
    licence: ({ code }) => byCode.get(code)?.licence,
    contactPoint: ({ code }) => byCode.get(code)?.contactPoint,
    joinedAt: async ({ code }, _args, { catalogue }) => await catalogue.joinedAt(code),
    events: recordsOf("events", "partner"),
    publications: recordsOf("publications", "partner"),
    recommendations: recordsOf("recommendations", "partner"),
    legitimacyIndicators: recordsOf("legitimacyIndicators", "partner"),
    source: async ({ code }, _args, { catalogue }) => (await catalogue.sources([code]))[0],
  };
}

/** What Query answers of partners: those that had joined by the instant that is read. */
export const partnerRoots: Resolvers<unknown> = {
  partners: async (_parent, _args, { catalogue }) => (await catalogue.partnerCodes()).map((code) => ({ code })),
  partner: async (_parent, { code }: Coded, { catalogue }) =>
    (await catalogue.partnerCodes()).includes(code) ? { code } : null,
};
