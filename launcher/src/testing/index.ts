export { openTestDatabases, type TestDatabase, type TestDatabases } from "./databases.js";
export { hostileCalls } from "./hostile-calls.js";
export { runs } from "./runs.js";
export { useDatabases } from "./use-databases.js";
