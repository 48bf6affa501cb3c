import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { RecordKind, RecordState, Visibility } from "../generated/operations.js";

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
