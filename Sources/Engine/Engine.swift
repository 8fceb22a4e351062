/// Runs the pipeline: reads definitions, dialects, zone rules and statement files, calls the pure
/// rooms below and writes the result. The only room beneath the program that touches files.
///
/// - Files: `SystemFile`, `FilePath`, `InputFile`, `TimeZoneFile`.
/// - Formats: `DialectFile` (YAML → `Dialect`), `FormatLibrary` (all formats that can be read).
/// - Definitions: `DefinitionFile` (YAML → `Definition`), `DefinitionText` (and back),
///   `DefaultDefinition` (what the shorthand means), `ChannelAliases`.
/// - Runs: `Run` (definition → `RunReport`), `ResultFolder` (what stands on disk afterwards),
///   `StoredRun` (the same run again, from its folder).
/// - Demo: `DemoDay`, an invented day of a card shop.
package enum Engine {}
