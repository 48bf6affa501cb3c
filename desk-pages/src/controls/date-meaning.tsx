import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useSurroundings } from "../app/surroundings.js";
import { DateBounds, type DateBoundsQuery } from "../generated/operations.js";
import { send } from "../graph/ask.js";
import { useFormat } from "../shared/format.js";

/** Milliseconds without a key before it is asked what a date means. */
const PAUSE_MS = 300;

/** The days between which a date lies, while it is typed. */
export function DateMeaning({ edtf }: { readonly edtf: string }) {
  const { transport } = useSurroundings();
  const format = useFormat();
  const [meaning, setMeaning] = useState<{ readonly of: string } & DateBoundsQuery["dateBounds"]>();
  useEffect(() => {
    if (edtf === "") return;
    let isWanted = true;
    const timer = setTimeout(() => {
      // Where it cannot be asked the desk says when the record is saved what is wrong with it.
      send(transport, DateBounds, { edtf }).then(
        ({ dateBounds }) => isWanted && setMeaning({ of: edtf, ...dateBounds }),
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [edtf, transport]);
  if (meaning?.of !== edtf) return <p className="meaning" aria-live="polite" />;
  const { earliest, latest, problem } = meaning;
  const from = earliest === null ? "" : format.day(earliest);
  const until = latest === null ? "" : format.day(latest);
  return (
    <p className="meaning" aria-live="polite">
      {problem !== null ? (
        <Trans>This is no date that can be read yet.</Trans>
      ) : latest === null ? (
        <Trans>From {from}, with no end.</Trans>
      ) : from === until ? (
        <Trans>That is {from}.</Trans>
      ) : (
        <Trans>
          Between {from} and {until}.
        </Trans>
      )}
    </p>
  );
}
