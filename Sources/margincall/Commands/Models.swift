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
    let rows = catalogue.entries.map { entry in
      padded(entry.id, 24) + padded(entry.family.name, 24) + padded("\(entry.vintage)", 12)
        + entry.title
    }
    let header = padded("ID", 24) + padded("FAMILY", 24) + padded("VINTAGE", 12) + "TITLE"
    Terminal.print(([header] + rows).joined(separator: "\n"))
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
    ])
  }
}
