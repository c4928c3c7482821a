import ArgumentParser
import MarginCore
import MarginFiles

struct Models: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the margin models, or show one with its parameters, their date and source.",
    discussion: """
      EXAMPLE
        margincall models span
      """)

  @Argument(help: "A model's id.", completion: .list(ModelCatalogue.standard.ids))
  var id: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let catalogue = ModelCatalogue.standard
    guard let id else { return list(catalogue) }
    guard let entry = catalogue[id] else {
      let error = CatalogueError.unknownModel(id, known: catalogue.ids)
      Terminal.show([error.problem(at: Place("models"))])
      throw ExitCode(64)
    }
    Terminal.print(json ? Self.value(entry).text : entry.description)
  }

  private func list(_ catalogue: ModelCatalogue) {
    guard !json else {
      return Terminal.print(JSONValue.array(catalogue.entries.map(Self.value)).text)
    }
    let names = column("ID", catalogue.entries.map(\.id))
    let families = column("FAMILY", catalogue.entries.map(\.family.name))
    let vintages = column("VINTAGE", catalogue.entries.map { "\($0.vintage)" })
    let titles = ["TITLE"] + catalogue.entries.map(\.title)
    let rows = titles.indices.map { names[$0] + families[$0] + vintages[$0] + titles[$0] }
    Terminal.print(rows.joined(separator: "\n"))
  }

  /// The texts under their header, all as wide as the longest and two spaces.
  private func column(_ header: String, _ texts: [String]) -> [String] {
    let width = ([header] + texts).map(\.count).max() ?? 0
    return ([header] + texts).map { padded($0, width + 2) }
  }

  private static func value(_ entry: ModelEntry) -> JSONValue {
    .object([
      ("id", .string(entry.id)), ("family", .string(entry.family.name)),
      ("title", .string(entry.title)), ("vintage", .string("\(entry.vintage)")),
      ("source", .string(entry.source)), ("link", .string(entry.link)),
      ("verified", .array(entry.verified.map(JSONValue.string))),
      ("gaps", .array(entry.gaps.map(JSONValue.string))),
      (
        "parameters",
        .array(
          (entry.parameters + entry.own).map {
            .object([
              ("name", .string($0.name)), ("value", .number($0.value)),
              ("meaning", .string($0.meaning)),
            ])
          })
      ),
      ("tables", .object(entry.family.tables.compactMap { rows($0, of: entry) })),
    ])
  }

  private static func rows(_ table: ModelTable, of entry: ModelEntry) -> (String, JSONValue)? {
    entry.tables[table.name].map { rows in
      (
        table.name,
        .array(
          rows.map { row in
            .object(
              table.columns.compactMap { column in
                (row.word(column.name).map(JSONValue.string)
                  ?? row.number(column.name).map(JSONValue.number)).map { (column.name, $0) }
              })
          })
      )
    }
  }
}
