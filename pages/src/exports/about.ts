import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { PageLanguage } from "@segpol/page-base/language";
import type { ExportableList, ReadList } from "./list.js";

/** What a file says of itself, so that it can be understood away from the page. */
export interface About {
  readonly list: string;
  readonly language: PageLanguage;
  /** Up to when everything is counted. */
  readonly asOf: string;
  readonly filter: string;
  readonly licence: string;
  /** What could not be had; empty: nothing. */
  readonly missing: string;
}

export function aboutList(list: ExportableList, read: ReadList, language: PageLanguage, i18n: I18n): About {
  return {
    list: i18n._(list.title),
    language,
    asOf: read.asOf,
    filter: filterText(read.filter) || i18n._(msg`none: everything`),
    licence: licenceText(read.licences, i18n),
    missing: read.problems
      .map(({ code, partner, message }) => `${partner ?? ""} ${code}: ${message}`.trim())
      .join("; "),
  };
}

/** Headings of what a file says of itself, in its order. */
export const ABOUT_HEADINGS = {
  list: msg`List`,
  language: msg`Language`,
  asOf: msg`As of`,
  filter: msg`Filter applied`,
  licence: msg`Licence`,
  missing: msg`What could not be read`,
} as const satisfies Readonly<Record<keyof About, unknown>>;

function licenceText(licences: ReadList["licences"], i18n: I18n): string {
  if (licences.every(({ licence }) => licence === null)) return i18n._(msg`licence not stated by the partners`);
  return licences
    .map(({ partners, licence }) => `${partners.join(", ")}: ${licence ?? i18n._(msg`not stated`)}`)
    .join("; ");
}

function filterText(filter: object): string {
  return Object.entries(filter)
    .map(([name, value]) => `${name}: ${[value].flat().join(", ")}`)
    .join("; ");
}
