import { Plural, Trans } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";
import { useMayEdit, useSurroundings } from "../app/surroundings.js";
import { newKey } from "../form/new-key.js";
import { NoteEditing, type NoteEditingMutation } from "../generated/operations.js";
import { send } from "../graph/ask.js";
import { isFailure } from "../graph/failure.js";

/** Milliseconds between two notes; the desk remembers one three times as long. */
const NOTE_EVERY_MS = 10_000;

type OtherEditor = NoteEditingMutation["noteEditing"][number];

interface OtherEditorsProps {
  readonly id: string;
  /** Whether something is typed here that is not saved. */
  readonly isChanging: boolean;
}

/** Who else is changing the record at this moment, so that people can speak to each other before both have typed. */
export function OtherEditors({ id, isChanging }: OtherEditorsProps) {
  const others = useOtherEditors(id, isChanging);
  const strangers = others.filter(({ isYou }) => !isYou);
  const names = [...new Set(strangers.flatMap(({ name }) => name ?? []))].join(", ");
  const nameless = strangers.filter(({ name }) => name === null).length;
  return (
    <div role="status">
      {others.some(({ isYou }) => isYou) && (
        <p className="notice">
          <Trans>You are changing this record in another window too.</Trans>
        </p>
      )}
      {names !== "" && (
        <p className="notice">
          <Trans>Changing this record at this moment: {names}.</Trans>
        </p>
      )}
      {nameless > 0 && (
        <p className="notice">
          <Plural
            value={nameless}
            one="Somebody else is changing this record at this moment."
            other="# others are changing this record at this moment."
          />
        </p>
      )}
    </div>
  );
}

function useOtherEditors(id: string, isChanging: boolean): readonly OtherEditor[] {
  const { transport } = useSurroundings();
  const [window] = useState(newKey);
  const mayEdit = useMayEdit();
  const [others, setOthers] = useState<readonly OtherEditor[]>([]);
  const note = useEffectEvent(async (isWanted: () => boolean): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    try {
      const { noteEditing } = await send(transport, NoteEditing, { id, isChanging, window });
      if (isWanted()) setOthers(noteEditing);
    } catch (error) {
      // Saving says what is the matter.
      if (!isFailure(error)) throw error;
    }
  });
  useEffect(() => {
    if (!mayEdit) return;
    let isWanted = true;
    const noteNow = (): void => void note(() => isWanted);
    noteNow();
    const timer = setInterval(noteNow, NOTE_EVERY_MS);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [mayEdit, id, isChanging]);
  return others;
}
