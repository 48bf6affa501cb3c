export { createCatalogue } from "./catalogue/catalogue.js";
export { createHubDatabase, migrateHubDatabase } from "./catalogue/database.js";
export { createHubReaders, type HubReaders } from "./catalogue/readers.js";
export { applyPage } from "./catalogue/index-writer.js";
export { syncPartners } from "./catalogue/source-writer.js";
export { apiSdl } from "./composition/api-sdl.js";
export { committedGraphs } from "./composition/committed-graphs.js";
export { type ComposeOptions, composeHub } from "./composition/compose.js";
export { CompositionError } from "./composition/composition-error.js";
export { exportSupergraph } from "./composition/export-supergraph.js";
export { createPlanner, TYPICAL_QUERIES } from "./composition/planning.js";
export { createSamplePartner } from "./composition/sample-partner.js";
export type { ComposedHub, CompositionFinding, ProjectedRecord, Projection } from "./composition/types.js";
export {
  type Environment,
  type HarvestSettings,
  type HubConfig,
  type LogLevel,
  type PartnerSettings,
  type QueryLimits,
  readConfig,
} from "./config.js";
export { ConfigError, HUB_ERRORS, HubError, type HubErrorCode } from "./errors.js";
export { registerPages } from "./pages/pages.js";
export { discoverPartners, type DiscoverOptions } from "./registry/discover-partners.js";
export type { PartnerDefinition } from "./registry/types.js";
export { createHub, type Hub, type HubOptions } from "./serving/hub.js";
