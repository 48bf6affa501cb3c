import { Trans } from "@lingui/react/macro";
import type { NamedBodyFragment } from "../generated/operations.js";

interface BodyNameProps {
  /** Undefined or null: it has no names in several languages. */
  readonly body: NamedBodyFragment | null | undefined;
  /** What the record calls it. */
  readonly called: string;
}

/** A body in the reader's language, as far as the hub has a name for it. */
export function BodyName({ body, called }: BodyNameProps) {
  return <bdi>{body?.name ?? called}</bdi>;
}

interface AddresseesProps {
  readonly bodies: readonly NamedBodyFragment[] | null | undefined;
}

/** Whom a recommendation is for. */
export function Addressees({ bodies }: AddresseesProps) {
  return bodies && bodies.length > 0 ? <bdi>{namesOf(bodies)}</bdi> : <Trans>nobody named</Trans>;
}

/** Several bodies in words, each once. */
export function namesOf(bodies: readonly NamedBodyFragment[]): string {
  return [...new Map(bodies.map(({ id, name }) => [id, name])).values()].join(", ");
}
