extension ModelCatalogue {
  /// The catalogue with the models that a file of transforms derives, and their ids in file order.
  ///
  /// The file holds `transforms:` as an experiment's `margin` does.
  ///
  /// - Throws: ``FileError`` with every problem of the file.
  public func deriving(
    from path: String, named file: String
  ) throws(FileError) -> (catalogue: ModelCatalogue, ids: [String]) {
    let text = try readYAMLText(path, named: file)
    let (settings, found) = try readSettings(
      text, named: file, fields: [ExperimentSchema.transforms], called: "the file of transforms")
    let names = (settings["transforms"]?.record?.entries ?? []).map(\.name)
    let problems =
      found + TransformChecks(margin: settings, catalogue: self, used: names).problems
    guard problems.isEmpty else { throw .invalid(problems.inFileOrder) }
    guard !names.isEmpty else {
      throw .invalid([
        Problem(
          at: Place(file), "the file of transforms declares none", code: "missing-key",
          hint: "add  transforms: {my-model: {of: span, apply: [{multiplier: 1.2}]}}")
      ])
    }
    return (deriving(DerivedModel.declared(in: settings), parameters: [:]), names)
  }
}
