internal import MarginCore
internal import MarginReplay

extension Replay {
  /// How much of the past each model that looks back needs and has, in sentences for the report.
  func warmUpNotes(before available: Int) -> [String] {
    (models + shadows).reduce(into: []) { notes, model in
      guard model.lookBack > 0 else { return }
      let note =
        "\(model.id) looks back \(model.lookBack) steps; the data have \(available) before the first."
      if !notes.contains(note) { notes.append(note) }
    }
  }
}
