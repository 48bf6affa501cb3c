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
import { askingContext } from "./graph/ask.js";
import { browserTransport } from "./graph/browser-transport.js";
import { routes } from "./routes.js";
import { BASE } from "./shared/page-path.js";
import "./styles/desk.css";

/** The page's own code is there before React compares, so that it finds what the partner has rendered. */
async function loadMatched(): Promise<void> {
  const matches = matchRoutes(routes, globalThis.location, BASE) ?? [];
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
  const language = globalThis.location.pathname.split("/")[2];
  const text = document.querySelector("#state")?.textContent ?? undefined;
  if (!isPageLanguage(language) || text === undefined) return;
  const { assets, place, reader, loaderData, actionData, errors } = readState(text);
  const transport = browserTransport(reader.state === "ANONYMOUS" ? "" : reader.formToken);
  const [i18n] = await Promise.all([loadI18n(language), loadMatched()]);
  const router = createBrowserRouter(routes, {
    basename: BASE,
    hydrationData: { loaderData, actionData, errors },
    getContext() {
      const context = new RouterContextProvider();
      context.set(askingContext, { transport, reader });
      return context;
    },
  });
  hydrateRoot(
    document,
    <StrictMode>
      <Document
        language={language}
        i18n={i18n}
        assets={assets}
        surroundings={{ place, reader, transport }}
        state={text}
      >
        <RouterProvider router={router} />
      </Document>
    </StrictMode>,
  );
}

await takeOver();
