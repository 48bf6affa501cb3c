import { type I18n, type Messages, setupI18n } from "@lingui/core";
import type { PageLanguage } from "@segpol/page-base/language";

/** Each language's texts are a file of their own, so that a browser loads one. */
const CATALOGS: Readonly<Record<PageLanguage, () => Promise<{ readonly messages: Messages }>>> = {
  nl: () => import("../../locales/nl.po"),
  fr: () => import("../../locales/fr.po"),
  de: () => import("../../locales/de.po"),
  en: () => import("../../locales/en.po"),
};

export async function loadI18n(language: PageLanguage): Promise<I18n> {
  const { messages } = await CATALOGS[language]();
  return setupI18n({ locale: language, messages: { [language]: messages } });
}
