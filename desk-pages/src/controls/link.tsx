import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useSurroundings } from "../app/surroundings.js";
import { LinkTargets, type LinkTargetFragment } from "../generated/operations.js";
import { send } from "../graph/ask.js";
import { graphLanguage } from "../shared/graph-language.js";
import { isKind } from "../shared/kinds.js";
import { KIND_NAMES } from "../shared/labels.js";
import { usePageLanguage } from "../shared/page-path.js";
import { useForm } from "../form/form-context.js";
import { textOf, valuesOf } from "../form/values.js";
import { FieldControl } from "./field-control.js";
import type { ControlProps } from "./plain.js";
import { Group, Labelled } from "./shell.js";

const MIN_TEXT = 2;

/** A link to a record of any partner: what it means, and the record, which is looked for here and at the hub. */
export function LinkControl({ field, path, value }: ControlProps) {
  const { model } = useForm();
  const link = valuesOf(value);
  const [relation, target] = ["rel", "id"].map((name) =>
    (model.objects.get(field.type) ?? []).find((member) => member.name === name),
  );
  return (
    <Group field={field} path={path}>
      <div className="members">
        {relation && <FieldControl field={{ ...relation, help: "" }} path={`${path}.rel`} value={link["rel"]} />}
        {target && <TargetControl field={{ ...target, help: "" }} path={`${path}.id`} value={link["id"]} />}
      </div>
    </Group>
  );
}

function TargetControl({ field, path, value }: ControlProps) {
  const { t } = useLingui();
  const { set } = useForm();
  const { transport } = useSurroundings();
  const language = graphLanguage(usePageLanguage());
  const [text, setText] = useState("");
  const [found, setFound] = useState<{
    readonly targets: readonly LinkTargetFragment[];
    readonly hubAnswers: boolean;
  }>();
  const [failed, setFailed] = useState(false);
  const id = textOf(value);
  const look = (): void => {
    if (text.trim().length < MIN_TEXT) return;
    send(transport, LinkTargets, { text: text.trim(), language }).then(
      ({ linkTargets }) => {
        setFailed(false);
        setFound(linkTargets);
      },
      () => setFailed(true),
    );
  };
  return (
    <div className="target">
      <Labelled field={field} path={path}>
        {(described) => <input {...described} value={id} onChange={({ target }) => set(path, target.value.trim())} />}
      </Labelled>
      {id !== "" && <KnownTarget id={id} />}
      <div className="target-search">
        <label>
          {t`Look for a record by words`}
          <input
            type="search"
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              look();
            }}
          />
        </label>
        <button type="button" className="quiet" onClick={look}>{t`Look`}</button>
      </div>
      <div role="status">
        {failed && <Trans>The desk does not answer; the id can be typed too.</Trans>}
        {!failed && found && (
          <>
            <Plural value={found.targets.length} _0="Nothing found." one="# record found" other="# records found" />
            {!found.hubAnswers && (
              <>
                {" "}
                <Trans>The hub does not answer: only your own records were looked through.</Trans>
              </>
            )}
          </>
        )}
      </div>
      {!failed && found && (
        <ul className="plain targets">
          {found.targets.map((target) => (
            <li key={target.id}>
              <button
                type="button"
                className="quiet"
                onClick={() => {
                  set(path, target.id);
                  setFound(undefined);
                }}
              >
                <TargetWords target={target} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What the record is called that a link leads to, and whether readers see it. */
function KnownTarget({ id }: { readonly id: string }) {
  const { transport } = useSurroundings();
  const language = graphLanguage(usePageLanguage());
  const [known, setKnown] = useState<{ readonly of: string; readonly target: LinkTargetFragment | undefined }>();
  useEffect(() => {
    if (!/^[^:]+:[^:]+:./.test(id)) return;
    let isWanted = true;
    send(transport, LinkTargets, { id, language }).then(
      ({ linkTargets: { targets, hubAnswers } }) =>
        isWanted && (targets.length > 0 || hubAnswers) && setKnown({ of: id, target: targets[0] }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [id, language, transport]);
  if (known?.of !== id) return null;
  if (!known.target) {
    return (
      <p className="warning-line">
        <Trans>
          The hub knows no record of this id, or readers do not see it: the link leads nowhere until they do.
        </Trans>
      </p>
    );
  }
  return (
    <p className="meaning">
      <TargetWords target={known.target} />
      {!known.target.isVisible && (
        <strong className="warning-line">
          {" "}
          <Trans>Not everybody sees this record: the link is hidden from who does not.</Trans>
        </strong>
      )}
    </p>
  );
}

function TargetWords({ target: { title, kind, partner } }: { readonly target: LinkTargetFragment }) {
  const { t } = useLingui();
  return (
    <>
      {title} <small>{`${isKind(kind) ? t(KIND_NAMES[kind]) : kind}, ${partner}`}</small>
    </>
  );
}
