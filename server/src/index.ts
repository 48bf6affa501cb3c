export { Cleanup } from "./cleanup.js";
export { belgianDay, type Clock } from "./clock.js";
export {
  LISTEN_SETTINGS,
  type LogLevel,
  port,
  PROXY_SETTINGS,
  publicOrigin,
  webOrigin,
} from "./config/common-settings.js";
export { ConfigError } from "./config/config-error.js";
export { HUB_KEY_SETTINGS, IDENTITY_SETTINGS, readHubKey, readIdentitySettings } from "./config/identity-settings.js";
export { type DocumentedSetting, renderSettings } from "./config/render-settings.js";
export { readSignInSettings, SIGN_IN_SETTINGS, type SignInSettings } from "./config/sign-in-settings.js";
export {
  anyText,
  webAddress,
  databaseUrl,
  type Environment,
  readSettings,
  type SettingTable,
  type SettingValues,
  several,
  textOf,
  trueOrFalse,
  wholeNumber,
} from "./config/settings.js";
export { type CostDirectives, readCostDirectives, slicesOf, variablesOf } from "./costs/cost-directives.js";
export { assumedCosts, costLimit } from "./costs/cost-limit.js";
export { directiveNode, nameNode } from "./costs/directive-node.js";
export { type AskedOperation, checkCost, ENTITIES, estimateCost, keysIn } from "./costs/query-cost.js";
export { DEFAULT_PAGE, SLICING_ARGUMENTS, withCosts } from "./costs/with-costs.js";
export { loggedError } from "./errors/logged-error.js";
export {
  BusyError,
  type ErrorEntry,
  type ErrorTable,
  INTERNAL,
  type RefusalCode,
  refusal,
  RequestError,
} from "./errors/request-error.js";
export { apolloLogger, type ApolloOptions, startApolloServer } from "./graphql/apollo-server.js";
export { checkRepresentations } from "./graphql/check-representations.js";
export { createDeadline, type Deadline } from "./operations/deadline.js";
export { type ErrorRules, withRequestId } from "./graphql/error-format.js";
export { type GraphRoute, mountGraph } from "./graphql/graph-route.js";
export { checkQueryText, checkRepeatedFields, type QueryLimits } from "./graphql/query-limits.js";
export type { ReadyAnswers } from "./graphql/ready-answers.js";
export { type Authenticate, PRIVATE } from "./http/authenticate.js";
export { createHttpServer, type HttpServer, type HttpServerOptions } from "./http/http-server.js";
export { clearMemorySooner } from "./heap.js";
export { isKnownTag } from "./http/if-none-match.js";
export { isLoopback } from "./http/loopback.js";
export { clientOf, isFromThisMachine, type LimitRate, type RateLimit } from "./http/rate-limit.js";
export { deadlineOf } from "./http/request-state.js";
export { addVary } from "./http/vary.js";
export type { AnswerBudget, AnswerLimits } from "./operations/answer-budget.js";
export { answerTime, startStopwatch } from "./operations/answer-time.js";
export { createBatch } from "./operations/batch.js";
export { guardExecution, guardResolver } from "./operations/guard-execution.js";
export { OperationQueue, type QueueLimits } from "./operations/operation-queue.js";
export { asOperation, currentOperation, type RunningOperation } from "./operations/running-operation.js";
export { afterThose, ownTurn } from "./operations/turns.js";
export { packageFolder } from "./pages/package-folder.js";
export { type PageAssets, readAssets } from "./pages/page-assets.js";
export { pageAddress } from "./pages/page-address.js";
export { PAGE_HEADERS, registerPageFiles } from "./pages/page-files.js";
export { ownOrigins } from "./sign-in/own-addresses.js";
export type { Reader } from "./sign-in/reader-sessions.js";
export { type RunStatement, SESSION_TABLE } from "./sign-in/session-store.js";
export { registerSignIn, type SignIn, type SignInOptions, type SignInProblem } from "./sign-in/sign-in.js";
export { SIGN_IN_ERRORS } from "./sign-in/sign-in-errors.js";
