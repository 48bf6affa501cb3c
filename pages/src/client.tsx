import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import {
  createBrowserRouter,
  matchRoutes,
  type RouteObject,
  RouterContextProvider,
  RouterProvider,
} from "react-router";
import { isPageLanguage } from "@segpol/page-base/language";
import { Document } from "./app/document.js";
import { loadI18n } from "./app/i18n.js";
import { readState } from "./app/state.js";
import { transportContext } from "./graph/ask.js";
import { browserTransport } from "./graph/browser-transport.js";
import { routes } from "./routes.js";
import "./styles/pages.css";

/** The page's own code is there before React compares, so that it finds what the hub has rendered. */
async function loadMatched(): Promise<void> {
  const matches = matchRoutes(routes, globalThis.location) ?? [];
  await Promise.all(
    matches.map(async ({ route }) => {
      const { lazy } = route;
      if (typeof lazy !== "function") return;
      const loaded: Partial<RouteObject> = await lazy();
      Object.assign(route, { ...loaded, lazy: undefined });
    }),
  );
}

async function takeOver(): Promise<void> {
  const language = globalThis.location.pathname.split("/")[1];
  const text = document.querySelector("#state")?.textContent ?? undefined;
  if (!isPageLanguage(language) || text === undefined) return;
  const { assets, origin, reader, loaderData, errors } = readState(text);
  const transport = browserTransport(reader);
  const [i18n] = await Promise.all([loadI18n(language), loadMatched()]);
  const router = createBrowserRouter(routes, {
    hydrationData: { loaderData, errors },
    getContext() {
      const context = new RouterContextProvider();
      context.set(transportContext, transport);
      return context;
    },
  });
  hydrateRoot(
    document,
    <StrictMode>
      <Document language={language} i18n={i18n} assets={assets} origin={origin} reader={reader} state={text}>
        <RouterProvider router={router} />
      </Document>
    </StrictMode>,
  );
}

await takeOver();
