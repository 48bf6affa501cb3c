import { data, type RouteObject } from "react-router";
import { checkDays } from "./address/as-of.js";
import { ErrorPage } from "./app/error-page.js";
import { rootLoader, Root } from "./app/root.js";
import { NotFound } from "./app/not-found.js";

type Loader = Extract<NonNullable<RouteObject["loader"]>, (...args: never) => unknown>;

type PageModule = {
  readonly loader?: Loader;
  readonly Component: NonNullable<RouteObject["Component"]>;
};

/** A page that is loaded when it is first read. `module` is its file, by which the hub tells browsers what to load ahead. */
function page(path: string, module: string, load: () => Promise<PageModule>): RouteObject {
  return {
    path,
    lazy: async () => {
      const { loader, ...module } = await load();
      return loader ? { ...module, loader: checked(loader) } : module;
    },
    handle: { module: `src/${module}` },
    errorElement: <ErrorPage />,
  };
}

/** What surrounds a page is shown all the same. */
function checked(loader: Loader): Loader {
  return (args, handlerContext) => {
    checkDays(new URL(args.request.url).searchParams);
    return loader(args, handlerContext);
  };
}

/** Every page, under its language. */
export const routes: RouteObject[] = [
  {
    id: "root",
    path: "/:lang",
    loader: rootLoader,
    Component: Root,
    errorElement: <ErrorPage />,
    children: [
      page("", "overview/overview.tsx", () => import("./overview/overview.js")),
      page("recommendations", "recommendations/list.tsx", () => import("./recommendations/list.js")),
      page(
        "recommendations/:id",
        "recommendations/recommendation.tsx",
        () => import("./recommendations/recommendation.js"),
      ),
      page("indicators", "indicators/list.tsx", () => import("./indicators/list.js")),
      page("indicators/:id", "indicators/indicator.tsx", () => import("./indicators/indicator.js")),
      page("themes", "themes/list.tsx", () => import("./themes/list.js")),
      page("themes/:code", "themes/theme.tsx", () => import("./themes/theme.js")),
      page("criteria", "criteria/criteria.tsx", () => import("./criteria/criteria.js")),
      page("partners", "partners/list.tsx", () => import("./partners/list.js")),
      page("partners/:code", "partners/partner.tsx", () => import("./partners/partner.js")),
      page("missing", "missing/missing.tsx", () => import("./missing/missing.js")),
      page("roadmap", "roadmap/roadmap.tsx", () => import("./roadmap/roadmap.js")),
      page("briefing", "briefing/briefing.tsx", () => import("./briefing/briefing.js")),
      page("search", "search/search.tsx", () => import("./search/search.js")),
      page("builders", "builders/builders.tsx", () => import("./builders/builders.js")),
      page("agenda", "agenda/agenda.tsx", () => import("./agenda/agenda.js")),
      page("events/:id", "agenda/event.tsx", () => import("./agenda/event.js")),
      page("publications", "publications/list.tsx", () => import("./publications/list.js")),
      page("publications/:id", "publications/publication.tsx", () => import("./publications/publication.js")),
      page("sign-in", "app/sign-in-problem.tsx", () => import("./app/sign-in-problem.js")),
      { path: "*", loader: () => data(null, { status: 404 }), Component: NotFound },
    ],
  },
];
