import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { RecordKind, RecordState, Visibility, WaitingFor } from "../generated/operations.js";

type Labels<Code extends string> = Readonly<Record<Code, MessageDescriptor>>;

export const KIND_NAMES: Labels<RecordKind> = {
  Event: msg`Event`,
  Publication: msg`Publication`,
  Recommendation: msg`Recommendation`,
  LegitimacyIndicator: msg`Indicator`,
};

export const NEW_OF_KIND: Labels<RecordKind> = {
  Event: msg`New event`,
  Publication: msg`New publication`,
  Recommendation: msg`New recommendation`,
  LegitimacyIndicator: msg`New indicator`,
};

export const STATE_NAMES: Labels<RecordState> = {
  PUBLISHED: msg`published`,
  DRAFT: msg`draft`,
  WITHDRAWN: msg`withdrawn`,
};

export const VISIBILITY_NAMES: Labels<Visibility> = {
  PUBLIC: msg`everybody`,
  PARTNERS: msg`all partners and the cabinet`,
  CABINET: msg`the cabinet`,
};

/** Readers of each level. */
export const READER_NAMES: Labels<Visibility> = {
  PUBLIC: msg`Everybody`,
  PARTNERS: msg`Other partners`,
  CABINET: msg`The cabinet`,
};

export const WAITING_NAMES: Labels<WaitingFor> = {
  PUBLICATION: msg`Drafts to publish`,
  RESPONSE: msg`Recommendations that nobody has responded to`,
  DEADLINE: msg`Due within 30 days, or overdue`,
  EVIDENCE: msg`Reported complete without evidence`,
  TRANSLATION: msg`Texts missing in Dutch or French`,
  LINK_TARGET: msg`Links to a record that readers do not see`,
};
