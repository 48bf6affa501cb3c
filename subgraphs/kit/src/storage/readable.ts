import type { EntityManager } from "@mikro-orm/postgresql";
import type { Visibility } from "@segpol/identity";
import type { Partner } from "../partner/partner.js";

/**
 * Lets what the reader may not see be not there for this entity manager: records that were withdrawn, that are drafts, or that are for
 * others to see, and with them the rows of the partner's own tables that belong to such a record. The one place that says so.
 */
export function hideUnreadable(em: EntityManager, partner: Partner, visibilities: readonly Visibility[]): void {
  const records = Object.values(partner.classes);
  const readable = { withdrawnAt: null, draft: false, visibility: { $in: [...visibilities] } };
  em.addFilter({ name: "readable", entity: records, cond: readable });
  for (const { entity, of, by } of partner.rows) {
    em.addFilter({
      name: `readable ${entity.name}`,
      entity: [entity],
      cond: { [by]: { $in: em.createQueryBuilder(of).select("id").where(readable) } },
    });
  }
}
