import { RouterContextProvider } from "react-router";
import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { isPageLanguage } from "@segpol/page-base/language";
import { checkDays } from "../address/as-of.js";
import { loadI18n } from "../app/i18n.js";
import { transportContext } from "../graph/ask.js";
import { type Failure, isFailure, statusOf } from "../failure.js";
import type * as Public from "../public.js";
import { aboutList } from "./about.js";
import { FORMATS, isFormat } from "./formats.js";
import { MAX_ROWS } from "./list.js";
import { LISTS } from "./lists.js";

const FILE = /^\/([a-z]+)\/([a-z]+)\.([a-z]+)$/;

/** Makes the file at an address such as /nl/recommendations.csv?theme=TRUST: the whole of the list that the page of that name filters. */
export const renderExport: typeof Public.renderExport = async (request, transport) => {
  const { pathname, searchParams } = new URL(request.url);
  const [, language, name = "", ending] = FILE.exec(pathname) ?? [];
  const list = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined;
  if (!isPageLanguage(language) || !list || !isFormat(ending)) return undefined;

  const context = new RouterContextProvider();
  context.set(transportContext, transport);
  const i18n = await loadI18n(language);
  try {
    checkDays(searchParams);
    const read = await list.read({ request, params: { lang: language }, context }, searchParams);
    if (read.totalCount > MAX_ROWS) return refusal(400, tooLong(read.totalCount, i18n));
    const content = await FORMATS[ending].write(read, aboutList(list, read, language, i18n), i18n);
    const fileName = `${name}-${read.asOf.slice(0, 10)}.${ending}`;
    return { status: 200, type: FORMATS[ending].type, fileName, content };
  } catch (error) {
    if (!isFailure(error)) throw error;
    return refusal(statusOf(error), failed(error, i18n));
  }
};

function refusal(status: number, content: string): Public.ExportedFile {
  return { status, type: "text/plain; charset=utf-8", fileName: undefined, content };
}

function tooLong(count: number, i18n: I18n): string {
  const [most, rows] = [i18n.number(MAX_ROWS), i18n.number(count)];
  return i18n._(
    msg`Expected a list of at most ${most} rows; this one has ${rows}. Choose less on its page, or page through the graph.`,
  );
}

function failed(failure: Failure, i18n: I18n): string {
  const { code, message, requestId = "" } = failure;
  if (statusOf(failure) === 400) {
    return i18n._(msg`This address chooses something that there is not. Choose anew on its page. ${code}: ${message}`);
  }
  return i18n._(
    msg`The file cannot be made right now. Try again in a minute. Should you report it, name the request: ${requestId} (${code}: ${message})`,
  );
}
