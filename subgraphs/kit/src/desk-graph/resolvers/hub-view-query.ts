import { DateTimeScalar, type Language } from "@segpol/schema";
import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { readHubView } from "../../desk/hub/hub-view.js";
import { LanguageEnum } from "../../vocabulary/language-enum.js";
import { objectType } from "../types/desk-type.js";
import { TypedUrl } from "../types/typed-scalars.js";
import { requireReader } from "./authorize.js";
import type { DeskContext } from "./desk-context.js";

const HubPartner = objectType("HubPartner", "What the hub shows of this partner, and how far it is with its records.", {
  name: { type: () => String, required: true, description: "What it is called there." },
  website: { type: () => TypedUrl, description: "Its website." },
  licence: { type: () => TypedUrl, description: "The licence of its data; null: it states none." },
  contactPoint: { type: () => String, description: "Whom to ask about its data; null: it states nobody." },
  state: { type: () => String, required: true, description: "LIVE, STALE, DOWN or NEVER_HARVESTED." },
  asOf: { type: () => DateTimeScalar, description: "The hub has seen everything up to here." },
  lastContactAt: { type: () => DateTimeScalar, description: "When it reached this partner last." },
  records: { type: () => Int, required: true, description: "Records of this partner that everybody sees there." },
  problem: { type: () => String, description: "What is wrong, for a person." },
});

const HubView = objectType("HubView", "What the hub says of this partner.", {
  hubAnswers: { type: () => Boolean, required: true, description: "Whether it does." },
  partner: { type: () => HubPartner, description: "Null: the hub knows no such partner, or does not answer." },
});

@Resolver()
export class HubViewQuery {
  @Query(() => HubView, { description: "What the hub shows of this partner to everybody, and how far it is." })
  async hubView(
    @Arg("language", () => LanguageEnum, { description: "Of the name." }) language: Language,
    @Ctx() context: DeskContext,
  ): Promise<object> {
    requireReader(context);
    const { hubUrl, partner } = context;
    const view = hubUrl === undefined ? undefined : await readHubView(hubUrl, partner.code, language);
    return { hubAnswers: view !== undefined, partner: view ?? null };
  }
}
