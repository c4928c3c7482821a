/// The first of many events, the last, and enough of all to mark them in a chart.
struct EventOutline<Event: Sendable>: Sendable {
  /// How many of the first events are kept.
  static var shown: Int { 100 }
  /// How many marks there are at most; beyond, each stands for twice as many events.
  static var marked: Int { 4096 }

  /// How many events there were.
  private(set) var count = 0
  /// The first of them.
  private(set) var earliest: [Event] = []
  /// The last of them.
  private(set) var last: Event?
  /// Successive events, each with how many it stands for.
  private(set) var marks: [(event: Event, count: Int)] = []
  private var stride = 1

  /// Adds an event.
  mutating func append(_ event: Event) {
    count += 1
    last = event
    if earliest.count < Self.shown { earliest.append(event) }
    if let mark = marks.last, mark.count < stride {
      marks[marks.count - 1].count += 1
    } else {
      if marks.count == Self.marked { halve() }
      marks.append((event, 1))
    }
  }

  /// Says more of the last event.
  mutating func replaceLast(_ event: Event) {
    last = event
    if earliest.count == count { earliest[count - 1] = event }
    if marks.last?.count == 1 { marks[marks.count - 1].event = event }
  }

  private mutating func halve() {
    marks = Swift.stride(from: 0, to: marks.count, by: 2).map { index in
      (marks[index].event, marks[index].count + marks[index + 1].count)
    }
    stride *= 2
  }
}
