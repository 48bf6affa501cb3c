/** Settings of every server. It needs little memory: eight databases of some thousand records each. */
const COMMON: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "64MB",
  work_mem: "8MB",
  maintenance_work_mem: "32MB",
  max_wal_size: "256MB",
  min_wal_size: "32MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  io_method: "sync",
  jit: "off",
  password_encryption: "scram-sha-256",
  TimeZone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] %q%d ",
};

/** For a cluster that need not survive a crash. */
const THROWAWAY: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum_naptime: "10min",
  // Tests connect thousands of times, and both ends would work out the password's hash 4,096 times each time.
  scram_iterations: "1",
  // One server may be shared by all the tests of a run, each with pools of its own.
  max_connections: "400",
};

export function serverArguments(port: number, durable: boolean): string[] {
  const settings = { ...COMMON, ...(durable ? {} : THROWAWAY), port: String(port) };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * Text is compared by code point and classified by Unicode on every machine (system locales differ between machines); for alphabetical
 * order use ICU collations, such as "und-x-icu".
 */
export const LOCALE = { provider: "builtin", name: "C.UTF-8" } as const;

export function initdbArguments(cluster: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    `--locale-provider=${LOCALE.provider}`,
    `--builtin-locale=${LOCALE.name}`,
    "--locale=C",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync", "--wal-segsize=1", `--set=scram_iterations=${THROWAWAY["scram_iterations"]}`]),
  ];
}
