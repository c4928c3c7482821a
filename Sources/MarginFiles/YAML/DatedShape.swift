extension Shape {
  /// Values by the date from which each holds, the list form of ``dated(_:)``.
  static func changes(of scalar: any ScalarShape) -> Shape {
    .list(
      of: .record([
        Field("from", .scalar(MomentShape()), .required, "day or moment from which it holds"),
        Field("value", .scalar(scalar), .required, "what it is from then on"),
      ]), atLeast: 1)
  }
}
