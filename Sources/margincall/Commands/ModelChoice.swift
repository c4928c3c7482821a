import MarginCore
import MarginFiles

/// The models that `--model`, `--parameters` and `--transforms` name.
struct ModelChoice {
  private let catalogue: ModelCatalogue
  private let ids: [String]

  /// The models called `ids`, or those that files define, or else those of `standard`.
  init(
    _ ids: [String], parameters: String?, transforms: String? = nil, standard: [String] = []
  ) throws(FileError) {
    var (catalogue, defined) = (ModelCatalogue.standard, [String]())
    if let parameters {
      let entry = try loadModelEntry(parameters, named: parameters)
      catalogue = catalogue.adding(entry)
      defined = [entry.id]
    }
    if let transforms {
      (catalogue, defined) = try catalogue.deriving(from: transforms, named: transforms)
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
