export { createCatalogue } from "./catalogue/catalogue.js";
export { createHubDatabase, migrateHubDatabase } from "./catalogue/database/database.js";
export { createHubReaders, type HubReaders } from "./catalogue/database/readers.js";
export { applyPage } from "./catalogue/write/index-writer.js";
export { syncPartners } from "./catalogue/write/source-writer.js";
export { apiSdl } from "./composition/api-sdl.js";
export { committedGraphs } from "./composition/committed-graphs.js";
export { type ComposeOptions, composeHub } from "./composition/compose.js";
export { CompositionError } from "./composition/projection/composition-error.js";
export { exportSupergraph } from "./composition/export-supergraph.js";
export { createPlanner, TYPICAL_QUERIES } from "./planning/typical-queries.js";
export type { ComposedHub, CompositionFinding, ProjectedRecord, Projection } from "./composition/projection/types.js";
export {
  type Environment,
  type HarvestSettings,
  type HubConfig,
  type LogLevel,
  type PartnerSettings,
  type QueryLimits,
  readConfig,
} from "./config/config.js";
export { HUB_ERRORS, HubError, type HubErrorCode } from "./errors.js";
export { pageQueries, registerPages } from "./pages/pages.js";
export { discoverPartners, type DiscoverOptions } from "./registry/discover-partners.js";
export type { PartnerDefinition } from "./base/partner-definition.js";
export { createHub, type Hub, type HubOptions } from "./hub/hub.js";
