import { renderToString } from "react-dom/server";
import {
  createStaticHandler,
  createStaticRouter,
  RouterContextProvider,
  StaticRouterProvider,
  type StaticHandlerContext,
} from "react-router";
import { isPageLanguage } from "@segpol/page-base/language";
import { Document } from "./app/document.js";
import { loadI18n } from "./app/i18n.js";
import { writeState } from "./app/state.js";
import { transportContext } from "./graph/ask.js";
import { isFailure, statusOf } from "./failure.js";
import type * as Public from "./public.js";
import { routes } from "./routes.js";

export { renderExport } from "./exports/render-export.js";
export { renderCalendar } from "./calendar/calendar.js";

const handler = createStaticHandler(routes);

/** Reads what the page at an address, whose path begins with a language, is made from. */
export const preparePage: typeof Public.preparePage = async (request, transport, assetsOf, reader) => {
  const { origin, pathname, search } = new URL(request.url);
  const language = pathname.split("/")[1];
  if (!isPageLanguage(language)) throw new Error(`Expected an address under a language; got ${request.url}.`);
  const requestContext = new RouterContextProvider();
  requestContext.set(transportContext, transport);
  const [context, i18n] = await Promise.all([handler.query(request, { requestContext }), loadI18n(language)]);
  if (context instanceof Response) return context;

  const assets = assetsOf([`locales/${language}.po`, ...modulesOf(context)]);
  const { loaderData, errors, statusCode } = context;
  const state = writeState({ assets, origin, reader, loaderData, errors });
  const failure = Object.values(errors ?? {}).find(isFailure);
  return {
    status: failure ? statusOf(failure) : statusCode,
    madeFrom: `${pathname}${search}\n${state}`,
    render() {
      const html = renderToString(
        <Document language={language} i18n={i18n} assets={assets} origin={origin} reader={reader} state={state}>
          <StaticRouterProvider
            router={createStaticRouter(handler.dataRoutes, context)}
            context={context}
            hydrate={false}
          />
        </Document>,
      );
      return `<!doctype html>${html}`;
    },
  };
};

/** The source files of the routes that a page is made of. */
function modulesOf({ matches }: StaticHandlerContext): readonly string[] {
  return matches.flatMap(({ route }) => {
    const handle: unknown = route.handle;
    return typeof handle === "object" && handle !== null && "module" in handle ? [String(handle.module)] : [];
  });
}
