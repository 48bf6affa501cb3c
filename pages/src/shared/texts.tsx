import type { TextInFragment } from "../generated/operations.js";
import { RecordText } from "./record-text.js";

interface TextsProps {
  readonly texts: readonly {
    readonly heading: string;
    readonly text: TextInFragment | null | undefined;
    /** Stands in where the record has no such text; left out: the heading goes too. */
    readonly instead?: string;
  }[];
}

/** A record's longer texts under their headings. */
export function Texts({ texts }: TextsProps) {
  return texts.map(
    ({ heading, text, instead }) =>
      (text ?? instead) != null && (
        <section key={heading}>
          <h2>{heading}</h2>
          <p>{text ? <RecordText localized={text}>{text.value}</RecordText> : instead}</p>
        </section>
      ),
  );
}
