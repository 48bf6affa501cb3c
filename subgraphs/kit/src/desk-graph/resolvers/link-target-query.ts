import { type Language, parseRecordId, pickText } from "@segpol/schema";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { findHubRecords, type HubRecord } from "../../desk/hub/hub-records.js";
import type { DeskSnapshot } from "../../desk/command.js";
import { listRecords } from "../../desk/records/list-records.js";
import { readSnapshot } from "../../desk/records/snapshot.js";
import { isText } from "../../model/checks/texts.js";
import { LanguageEnum } from "../../vocabulary/language-enum.js";
import { objectType } from "../types/desk-type.js";
import { requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";

const FIRST = 10;
const MAX_TEXT = 300;

const LinkTarget = objectType("LinkTarget", "A record that a link may lead to, of this partner or of another.", {
  id: { type: () => ID, required: true, description: "Its id." },
  kind: { type: () => String, required: true, description: "Its kind." },
  title: { type: () => String, required: true, description: "What it is called." },
  partner: { type: () => ID, required: true, description: "The code of the partner that keeps it." },
  isVisible: { type: () => Boolean, required: true, description: "Whether everybody sees it." },
});

const LinkTargets = objectType("LinkTargets", "Records that a link may lead to.", {
  targets: { type: () => LinkTarget, list: true, required: true, description: "This partner's own first." },
  hubAnswers: {
    type: () => Boolean,
    required: true,
    description: "Whether records of other partners were looked through: false where the hub does not answer.",
  },
});

interface Target extends HubRecord {
  readonly kind: string;
  readonly isVisible: boolean;
}

@Resolver()
export class LinkTargetQuery {
  @Query(() => LinkTargets, {
    description: "Looks for records to link to: by words among this partner's own and at the hub, or one by its id.",
  })
  async linkTargets(
    @Arg("language", () => LanguageEnum, { description: "Of the titles." }) language: Language,
    @Arg("id", () => ID, { nullable: true, description: "The record with this id." }) id: string | null | undefined,
    @Arg("text", () => String, {
      nullable: true,
      description: `Words of the title, or a part of the id; ${MAX_TEXT} characters count.`,
    })
    text: string | null | undefined,
    @Ctx() context: DeskContext,
  ): Promise<object> {
    requireReader(context);
    const words = text?.slice(0, MAX_TEXT) ?? "";
    const own = id == null ? await ownByText(context, words) : await ownById(context, id);
    const targets = own.map((snapshot) => ownTarget(context, snapshot, language));
    // What is one's own is known better here.
    if (context.hubUrl === undefined || (id != null && targets.length > 0)) return { targets, hubAnswers: false };
    const found = await findHubRecords(context.hubUrl, id == null ? { text: words } : { ids: [id] }, language);
    const others = (found ?? []).filter(({ partner }) => partner !== context.partner.code).map(hubTarget);
    return { targets: [...targets, ...others], hubAnswers: found !== undefined };
  }
}

async function ownByText({ em, partner }: DeskContext, text: string): Promise<readonly DeskSnapshot[]> {
  return (await listRecords(em, partner.classes, { text }, { first: FIRST })).records;
}

async function ownById({ em, partner }: DeskContext, id: string): Promise<readonly DeskSnapshot[]> {
  const parts = parseRecordId(id);
  if (parts?.partner !== partner.code || !partner.classes[parts.kind]) return [];
  const snapshot = await readSnapshot(em, parts.kind, id);
  return snapshot ? [snapshot] : [];
}

function ownTarget(
  { partner }: DeskContext,
  { id, kind, draft, withdrawnAt, content }: DeskSnapshot,
  language: Language,
): Target {
  const { title, visibility } = content;
  return {
    id,
    kind,
    title: (isText(title) ? pickText(title, language, []) : undefined) ?? id,
    partner: partner.code,
    isVisible: !draft && withdrawnAt === null && visibility === "PUBLIC",
  };
}

function hubTarget(record: HubRecord): Target {
  return { ...record, kind: parseRecordId(record.id)?.kind ?? "", isVisible: true };
}
