import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { type Example, examples } from "./examples.js";

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M5 4h14v16l-7-4-7 4z" />
    </svg>
  );
}

function Examples() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const { setOperationName } = useGraphiQLActions();
  const show = ({ query, operationName }: Example): void => {
    queryEditor?.setValue(query);
    // The editor works the name out a moment later; a run before that would ask for the former query's operation.
    setOperationName(operationName);
  };
  return (
    <section className="examples">
      <h2>Examples</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.operationName}>
            <button type="button" disabled={!queryEditor} onClick={() => show(example)}>
              <strong>{example.name}</strong>
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A pane that lists the repository's example queries; a click puts one into the editor. */
export const examplesPlugin: GraphiQLPlugin = { title: "Examples", icon: Icon, content: Examples };
