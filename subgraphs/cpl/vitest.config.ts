import { withDatabases } from "../../vitest.shared.js";

export default withDatabases;
