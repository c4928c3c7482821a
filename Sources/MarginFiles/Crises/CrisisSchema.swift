/// The keys of a crisis file.
///
/// This table is the file's only definition; the reader follows it.
enum CrisisSchema {
  static let fields: [Field] = [
    Field("schema", .scalar(VersionShape()), .required, "version of this layout"),
    Field("name", .scalar(NameShape()), .required, "name of the crisis, and of its file"),
    Field("title", .scalar(TextShape()), .required, "what people call it"),
    Field("summary", .scalar(TextShape()), .required, "what happened, in a few sentences"),
    Field("from", .scalar(DayShape()), .required, "first day of the crisis"),
    Field("to", .scalar(DayShape()), .required, "last day of the crisis"),
    Field("experiment", .scalar(TextShape()), .required, "experiment that replays it, from here"),
    Field(
      "series", .dictionary(of: .scalar(TextShape()), atLeast: 1, keys: "underlying"), .required,
      "which data stand for each underlying of the experiment"),
    Field(
      "bring", .dictionary(of: .record(file), atLeast: 0, keys: "file"), .standard("{}"),
      "files that cannot ship, by the name that --file gives them"),
    Field(
      "modelled", texts, .standard("[]"), "what in the replay is modelled rather than recorded"),
    Field(
      "sources", .dictionary(of: .scalar(TextShape()), atLeast: 0, keys: "source"),
      .standard("{}"), "citations, by a short name"),
    Field("facts", .list(of: .record(fact), atLeast: 1), .required, "what happened"),
    Field(
      "expect", .list(of: .record(expectation), atLeast: 0), .standard("[]"),
      "what the replay should show"),
    Field(
      "context", .list(of: .record(event), atLeast: 0), .standard("[]"),
      "what happened beside the markets; never checked"),
  ]

  private static let texts = Shape.list(of: .scalar(TextShape()), atLeast: 0)

  private static let event = [
    Field("text", .scalar(TextShape()), .required, "the statement, in a sentence"),
    Field("date", .scalar(DayShape()), .optional, "the day it is about"),
    Field("source", .scalar(TextShape()), .required, "short name of its citation"),
  ]

  private static let fact =
    event + [
      check(.optional, "what the data must show, such as close(SPX, 1987-10-19) == 224.84 ± 0.005"),
      Field("needs", .scalar(TextShape()), .optional, "file without which it cannot be checked"),
      Field("unchecked", .scalar(TextShape()), .optional, "why no run can check it"),
    ]

  private static let expectation = [
    Field("text", .scalar(TextShape()), .required, "the statement, in a sentence"),
    check(.required, "what the run must show, such as calls(reg-t) >= 1"),
    Field("needs", .scalar(TextShape()), .optional, "file without which it cannot be checked"),
  ]

  private static let file = [
    Field("holds", .scalar(TextShape()), .required, "what is in the file"),
    Field(
      "layout", .scalar(TextShape()), .required, "its columns, and what their values look like"),
    Field("obtain", .scalar(TextShape()), .required, "where such files come from"),
    Field(
      "optional", .scalar(FlagShape()), .standard("false"), "whether the crisis runs without it"),
    Field(
      "set", .list(of: .scalar(TextShape()), atLeast: 1), .required,
      "settings of the experiment, as for --set, with FILE for its path"),
  ]

  private static func check(_ presence: Field.Presence, _ meaning: String) -> Field {
    Field("check", .scalar(TextShape()), presence, meaning)
  }
}
