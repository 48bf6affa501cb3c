import { type GraphiQLPlugin, useGraphiQL } from "@graphiql/react";
import { examples } from "./examples.js";

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M5 4h14v16l-7-4-7 4z" />
    </svg>
  );
}

function Examples() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  return (
    <section className="examples">
      <h2>Examples</h2>
      <ul>
        {examples.map(({ name, about, query }) => (
          <li key={name}>
            <button type="button" onClick={() => queryEditor?.setValue(query)}>
              <strong>{name}</strong>
              <span>{about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A pane that lists the repository's example queries; a click puts one into the editor. */
export const examplesPlugin: GraphiQLPlugin = { title: "Examples", icon: Icon, content: Examples };
