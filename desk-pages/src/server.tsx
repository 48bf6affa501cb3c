import { renderToString } from "react-dom/server";
import {
  createStaticHandler,
  createStaticRouter,
  RouterContextProvider,
  type StaticHandlerContext,
  StaticRouterProvider,
} from "react-router";
import { isPageLanguage } from "@segpol/page-base/language";
import { Document } from "./app/document.js";
import { loadI18n } from "./app/i18n.js";
import { writeState } from "./app/state.js";
import { askingContext } from "./graph/ask.js";
import { isFailure, statusOf } from "./graph/failure.js";
import type * as Public from "./public.js";
import { routes } from "./routes.js";
import { BASE } from "./shared/page-path.js";

const handler = createStaticHandler(routes, { basename: BASE });

/** Reads what the page at an address under /desk/<language> is made from, and does before that what a form sends. */
export const preparePage: typeof Public.preparePage = async (request, { transport, assetsOf, reader, place }) => {
  const language = new URL(request.url).pathname.split("/")[2];
  if (!isPageLanguage(language))
    throw new Error(`Expected an address under ${BASE} and a language; got ${request.url}.`);
  const requestContext = new RouterContextProvider();
  requestContext.set(askingContext, { transport, reader });
  const [context, i18n] = await Promise.all([handler.query(request, { requestContext }), loadI18n(language)]);
  if (context instanceof Response) return context;

  const assets = assetsOf([`locales/${language}.po`, ...modulesOf(context)]);
  const { loaderData, actionData, errors, statusCode } = context;
  const failure = Object.values(errors ?? {}).find(isFailure);
  return {
    status: failure ? statusOf(failure) : statusCode,
    render() {
      const state = writeState({ assets, place, reader, loaderData, actionData, errors });
      const html = renderToString(
        <Document
          language={language}
          i18n={i18n}
          assets={assets}
          surroundings={{ place, reader, transport }}
          state={state}
        >
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
