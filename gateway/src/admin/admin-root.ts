import type { Language, LanguageMap } from "@segpol/schema";
import { HubError } from "../errors.js";
import { digestOf } from "../base/digest.js";
import type { ChangeResult } from "../registry/change/change-requests.js";
import type { Registry } from "../registry/registry.js";

/** What an admin request may do, and in whose name. */
export interface Administrator {
  readonly who: string;
  /** False: it may look and check, and change nothing. */
  readonly mayChange: boolean;
}

interface ChangeArgs {
  readonly reason?: string | null;
  readonly force?: boolean;
}

interface JoinArgs extends ChangeArgs {
  readonly code: string;
  readonly url: string;
  readonly name?: string | null;
  readonly language: Language;
  readonly website?: string | null;
  readonly licence?: string | null;
  readonly contactPoint?: string | null;
}

interface PublishArgs {
  readonly code: string;
  readonly url?: string | null;
  readonly licence?: string | null;
  readonly contactPoint?: string | null;
}

const MAX_HISTORY = 200;

/** What the admin API answers, field by field. */
export function adminRoot(registry: Registry): object {
  const actor = ({ reason, force }: ChangeArgs, { who, mayChange }: Administrator) => {
    if (!mayChange) throw new HubError("ADMIN_FORBIDDEN");
    return { who, reason: reason ?? undefined, force };
  };
  return {
    partners: () =>
      registry.current.partners.map((partner) => ({
        ...partner,
        name: partner.name[partner.name.original] ?? partner.code,
        names: namesOf(partner.name),
        sdlDigest: digestOf(partner.sdl),
      })),
    version: () => registry.current.number,
    history: async ({ first, before }: { first: number; before?: number | null }, { mayChange }: Administrator) => {
      // It names people.
      if (!mayChange) throw new HubError("ADMIN_FORBIDDEN");
      const entries = await registry.history({
        first: Math.min(Math.max(first, 1), MAX_HISTORY),
        before: before ?? undefined,
      });
      return entries.map((entry) => ({ ...entry, at: entry.at.toISOString() }));
    },
    check: ({ code, url }: { code: string; url: string }): Promise<ChangeResult> => registry.check({ code, url }),
    exportSupergraph: async ({ catalogueUrl, version }: { catalogueUrl: string; version?: number | null }) =>
      (await registry.export(catalogueUrl, version ?? undefined)) ?? null,

    joinPartner: (
      { code, url, name, language, website, licence, contactPoint, ...rest }: JoinArgs,
      context: Administrator,
    ) => {
      const given = { name: name ?? undefined, website: website ?? undefined };
      const profile = { licence: licence ?? undefined, contactPoint: contactPoint ?? undefined };
      return registry.join({ code, url, language, ...given, ...profile }, actor(rest, context));
    },
    leavePartner: ({ code, ...rest }: ChangeArgs & { code: string }, context: Administrator) =>
      registry.leave(code, actor(rest, context)),
    publishPartner: (
      { code, url, licence, contactPoint, ...rest }: ChangeArgs & PublishArgs,
      context: Administrator,
    ) => {
      const profile = { licence: licence ?? undefined, contactPoint: contactPoint ?? undefined };
      return registry.publish({ code, url: url ?? undefined, ...profile }, actor(rest, context));
    },
    rollback: ({ version, ...rest }: ChangeArgs & { version: number }, context: Administrator) =>
      registry.rollback(version, actor(rest, context)),
  };
}

function namesOf({ original, ...texts }: LanguageMap): readonly object[] {
  return Object.entries(texts).map(([language, text]) => ({ language, text, original: language === original }));
}
