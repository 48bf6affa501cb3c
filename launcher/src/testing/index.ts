export { openTestDatabases, type TestDatabase, type TestDatabases } from "./databases.js";
export { useDatabases } from "./use-databases.js";
