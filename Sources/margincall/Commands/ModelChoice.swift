import MarginCore
import MarginFiles

/// The models that `--model` and `--parameters` name.
struct ModelChoice {
  private let catalogue: ModelCatalogue
  private let ids: [String]

  /// The models called `ids`, or those of `standard` when none is named and no file defines one.
  init(_ ids: [String], parameters: String?, standard: [String] = []) throws(FileError) {
    var (catalogue, defined) = (ModelCatalogue.standard, [String]())
    if let parameters {
      let entry = try loadModelEntry(parameters, named: parameters)
      catalogue = catalogue.adding(entry)
      defined = [entry.id]
    }
    self.catalogue = catalogue
    self.ids = ids.isEmpty ? (defined.isEmpty ? standard : defined) : ids
  }

  /// What `body` finds for each model; what a model refuses is a problem of `file`.
  func map<Result>(
    over file: String, _ body: (any MarginModel) throws -> Result
  ) throws -> [Result] {
    try ids.map { id in
      do {
        return try body(try catalogue.model(id))
      } catch let error as CatalogueError {
        throw FileError.invalid([error.problem(at: Place("--model \(id)"))])
      } catch let error as ModelError {
        throw FileError.invalid([error.problem(at: Place(file), of: id)])
      }
    }
  }
}
