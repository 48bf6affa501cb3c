/** A process cannot start, or go on, with the settings that it was given. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
