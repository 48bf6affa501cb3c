import { type LanguageMap, localizedText, pickText, vocabulary } from "@segpol/schema";
import type { ListArguments, ListName, Scope } from "../read/lists/list-query.js";
import { connection } from "./connection.js";
import type { Coded, Resolver, Resolvers, TextArguments } from "./types.js";

const { themes, criteria, objectives } = vocabulary;

const byCode = <T extends Coded>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.code, entry]));

/** The same with its language. */
function localized<Parent>(find: (parent: Parent) => LanguageMap | undefined): Resolver<Parent, TextArguments> {
  return (parent, { lang }, { catalogue }) => {
    const map = find(parent);
    return map ? localizedText(map, lang, catalogue.languages) : null;
  };
}

const themesByCode = byCode(themes);
const criteriaByCode = byCode(criteria);

/** A text of an entry of the vocabulary. */
function text<Parent>(find: (parent: Parent) => LanguageMap | undefined): Resolver<Parent, TextArguments> {
  return (parent, { lang }, { catalogue }) => {
    const map = find(parent);
    return map ? pickText(map, lang, catalogue.languages) : null;
  };
}

/** A list of the records that belong to a theme, a criterion or a partner. */
export function recordsOf(list: ListName, by: "theme" | "criterion" | "partner"): Resolver<Coded, ListArguments> {
  const scope: Scope = { by };
  return ({ code }, args, { catalogue }, info) => connection(catalogue, { list, scope, parent: code }, args, info);
}

/** An entity of a code that the hub knows; null for another. */
export function codedReference(isKnown: (code: string) => boolean): (reference: Coded) => Coded | null {
  return ({ code }) => (isKnown(code) ? { code } : null);
}

export const themeFields: Resolvers<Coded> = {
  title: text(({ code }) => themesByCode.get(code)?.title),
  titleText: localized(({ code }) => themesByCode.get(code)?.title),
  definition: text(({ code }) => themesByCode.get(code)?.definition),
  definitionText: localized(({ code }) => themesByCode.get(code)?.definition),
  broader: ({ code }) => {
    const broader = themesByCode.get(code)?.broader;
    return broader ? { code: broader } : null;
  },
  narrower: ({ code }) => (themesByCode.get(code)?.narrower ?? []).map((each) => ({ code: each })),
  exactMatch: ({ code }) => themesByCode.get(code)?.exactMatch ?? [],
  events: recordsOf("events", "theme"),
  publications: recordsOf("publications", "theme"),
  recommendations: recordsOf("recommendations", "theme"),
  legitimacyIndicators: recordsOf("legitimacyIndicators", "theme"),
};

export const criterionFields: Resolvers<Coded> = {
  title: text(({ code }) => criteriaByCode.get(code)?.title),
  titleText: localized(({ code }) => criteriaByCode.get(code)?.title),
  definition: text(({ code }) => criteriaByCode.get(code)?.definition),
  definitionText: localized(({ code }) => criteriaByCode.get(code)?.definition),
  legitimacyIndicators: recordsOf("legitimacyIndicators", "criterion"),
  recommendations: recordsOf("recommendations", "criterion"),
};

export const objectiveFields: Resolvers<(typeof objectives)[number]> = {
  title: text(({ title }) => title),
  titleText: localized(({ title }) => title),
  definition: text(({ definition }) => definition),
  definitionText: localized(({ definition }) => definition),
};

export const actionFields: Resolvers<(typeof objectives)[number]["actions"][number]> = {
  text: text(({ text }) => text),
  localizedText: localized(({ text }) => text),
};

/** What Query answers of the vocabulary. */
export const vocabularyRoots: Resolvers<unknown> = {
  themes: () => themes.map(({ code }) => ({ code })),
  theme: (_parent, { code }: Coded) => (isTheme(code) ? { code } : null),
  criteria: () => criteria.map(({ code }) => ({ code })),
  objectives: () => objectives,
};

export function isTheme(code: string): boolean {
  return themesByCode.has(code);
}

export function isCriterion(code: string): boolean {
  return criteriaByCode.has(code);
}
