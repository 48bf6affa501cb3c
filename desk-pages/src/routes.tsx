import type { RouteObject } from "react-router";
import { data } from "react-router";
import { ErrorPage } from "./app/error-page.js";
import { NotFound } from "./app/not-found.js";
import { Root } from "./app/root.js";

type PageModule = {
  readonly loader?: NonNullable<RouteObject["loader"]>;
  readonly action?: NonNullable<RouteObject["action"]>;
  readonly Component: NonNullable<RouteObject["Component"]>;
};

/** A page that is loaded when it is first read. `module` is its file, by which the partner tells browsers what to load ahead. */
function page(path: string, module: string, load: () => Promise<PageModule>): RouteObject {
  return {
    path,
    lazy: async () => ({ ...(await load()) }),
    handle: { module: `src/${module}` },
    errorElement: <ErrorPage />,
  };
}

/** Every page, under its language. */
export const routes: RouteObject[] = [
  {
    id: "root",
    path: "/:lang",
    Component: Root,
    errorElement: <ErrorPage />,
    children: [
      page("", "home/home.tsx", () => import("./home/home.js")),
      page("records", "records/list.tsx", () => import("./records/list.js")),
      page("new/:kind", "record/new.tsx", () => import("./record/new.js")),
      page("records/:id", "record/edit.tsx", () => import("./record/edit.js")),
      page("records/:id/translations", "record/translations.tsx", () => import("./record/translations.js")),
      page("records/:id/state", "record/state.tsx", () => import("./record/state.js")),
      page("records/:id/history", "record/history.tsx", () => import("./record/history.js")),
      page("records/:id/statements", "record/statements.tsx", () => import("./record/statements.js")),
      page("records/:id/statements/:list", "record/statement.tsx", () => import("./record/statement.js")),
      page("history", "history/history.tsx", () => import("./history/history.js")),
      page("spreadsheets", "exchange/exchange.tsx", () => import("./exchange/exchange.js")),
      page("partner", "partner/partner.tsx", () => import("./partner/partner.js")),
      page("sign-in", "app/sign-in-problem.tsx", () => import("./app/sign-in-problem.js")),
      { path: "*", loader: () => data(null, { status: 404 }), Component: NotFound },
    ],
  },
];
