import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./explorer.css";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";
import { examples } from "./examples.js";
import { examplesPlugin } from "./examples-plugin.js";

const parameters = new URLSearchParams(window.location.search);
const asked = parameters.get("query");
const fetcher = createGraphiQLFetcher({ url: "/graphql", headers: { "apollo-require-preflight": "true" } });
// On a telephone the examples would leave no room for the editor; they open with their button.
const narrow = window.matchMedia("(max-width: 700px)").matches;
const container = document.querySelector("#explorer");
if (!container) throw new Error("The page has no element #explorer to show the explorer in.");

createRoot(container).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[examplesPlugin, HISTORY_PLUGIN]}
    {...(narrow ? {} : { visiblePlugin: examplesPlugin })}
    defaultQuery={examples[0]?.query ?? "{ themes { code title } }"}
    defaultHeaders={'{ "accept-language": "nl" }'}
    {...(asked === null ? {} : { initialQuery: asked })}
  >
    <GraphiQL.Logo>
      <a href="/">SEGPol hub</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
