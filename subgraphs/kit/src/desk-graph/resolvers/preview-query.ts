import { parseRecordId } from "@segpol/schema";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { shownAtHub } from "../../desk/hub/hub-records.js";
import { linksElsewhere, previewRecord } from "../../desk/records/preview.js";
import { readSnapshot } from "../../desk/records/snapshot.js";
import { Visibility } from "../../vocabulary/vocabulary.js";
import { objectType } from "../types/desk-type.js";
import { requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";

const RecordPreview = objectType("RecordPreview", "What readers of one level see of a record once it is published.", {
  reader: {
    type: () => Visibility,
    required: true,
    description: "PUBLIC: everybody; PARTNERS: staff of any other partner; CABINET: the cabinet.",
  },
  isSeen: { type: () => Boolean, required: true, description: "Whether they see the record." },
  hiddenLinks: {
    type: () => ID,
    list: true,
    required: true,
    description: "Records that it leads to and that they do not see: these links are left out for them.",
  },
});

const RecordPreviews = objectType("RecordPreviews", "What each level of readers sees of a record.", {
  previews: { type: () => RecordPreview, list: true, required: true, description: "Those who see least first." },
  hubAnswers: {
    type: () => Boolean,
    required: true,
    description:
      "Whether links to other partners' records were looked at: false where the hub does not answer. Of those that not everybody sees nobody here knows who does.",
  },
});

@Resolver()
export class PreviewQuery {
  @Query(() => RecordPreviews, {
    nullable: true,
    description: "What each level of readers sees of a record once it is published; null: there is none.",
  })
  async recordPreviews(
    @Arg("id", () => ID, { description: "The record." }) id: string,
    @Ctx() context: DeskContext,
  ): Promise<object | null> {
    requireReader(context);
    const { em, partner, hubUrl } = context;
    const kind = parseRecordId(id)?.kind;
    const snapshot = kind && partner.classes[kind] ? await readSnapshot(em, kind, id) : null;
    if (!snapshot) return null;
    const elsewhere = linksElsewhere(snapshot, partner.code);
    const shownToAll = hubUrl === undefined ? undefined : await shownAtHub(hubUrl, elsewhere);
    return {
      previews: await previewRecord(em, snapshot, partner.code, shownToAll),
      hubAnswers: shownToAll !== undefined || elsewhere.length === 0,
    };
  }
}
