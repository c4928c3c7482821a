import ArgumentParser

/// What every command that replays something can be told.
struct RunOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "The report folder (default: reports/NAME).")
  var out: String?

  @Option(help: "Change one value, such as costs.fee=2bp; may be repeated.")
  var set: [String] = []

  @Option(help: "A number for the manifest; models that draw have a `seed` of their own.")
  var seed: Int?

  @Flag(help: "Check everything and say what would be done, without doing it.")
  var dryRun = false

  @Flag(help: "Replace whatever is at the report folder's place.")
  var force = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: .short, help: "Print nothing but problems.")
  var quiet = false
}
