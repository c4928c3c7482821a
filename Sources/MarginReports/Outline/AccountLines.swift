import MarginCore
import MarginReplay

/// The lines that charts draw of one account.
struct AccountLines: Sendable {
  private(set) var equity: ThinnedLine
  /// Requirements as they were asked, before a roll, a hedge or forced closing made them smaller.
  private(set) var initialMargin, maintenanceMargin: ThinnedLine
  private(set) var delta, gamma, vega, theta: ThinnedLine
  /// Running sums of costs: fees, then with each further layer on top.
  private(set) var costs: [ThinnedLine]
  /// Running sums of the causes of profit, then of all.
  private(set) var causes: [ThinnedLine]
  /// Initial margin of the models that act on nothing, in the order in which they come.
  private(set) var shadows: [(model: String, line: ThinnedLine)] = []

  /// The running sum of the gamma drag, and the volatilities that decide it.
  private(set) var drag, breakEven, realised: ThinnedLine

  private let steps: Int
  private var costSums: [Double]
  private var causeSums: [Double]
  private var dragSum = 0.0

  init(steps: Int) {
    self.steps = steps
    let wide = ThinnedLine(of: steps, limit: Chart.Size.wide.points)
    let half = ThinnedLine(of: steps, limit: Chart.Size.half.points)
    (equity, initialMargin, maintenanceMargin) = (wide, wide, wide)
    (drag, breakEven, realised) = (wide, wide, wide)
    (delta, gamma, vega, theta) = (half, half, half, half)
    costs = CostFigures.layers.map { _ in half }
    causes = AttributionFigures.lines.map { _ in wide }
    costSums = costs.map { _ in 0 }
    causeSums = causes.map { _ in 0 }
  }

  mutating func add(_ step: AccountStep) {
    let (record, time) = (step.record, step.time)
    equity.append(record.equity, at: time)
    initialMargin.append(step.askedInitial, at: time)
    maintenanceMargin.append(step.askedMaintenance, at: time)
    delta.append(record.greeks.delta, at: time)
    gamma.append(record.greeks.gamma, at: time)
    vega.append(record.greeks.vega, at: time)
    theta.append(record.greeks.theta, at: time)
    addSums(record)
    addDrag(DragStep(record))
    for record in step.margin where record.model != step.model { addShadow(record) }
  }

  private mutating func addSums(_ record: StepRecord) {
    for (index, layer) in CostFigures.layers.enumerated() {
      costSums[index] += -layer.cost(record.attribution)
      costs[index].append(costSums[index], at: record.time)
    }
    for (index, line) in AttributionFigures.lines.enumerated() {
      causeSums[index] += line.amount(record.attribution)
      causes[index].append(causeSums[index], at: record.time)
    }
  }

  private mutating func addDrag(_ step: DragStep) {
    let time = step.record.time
    dragSum += step.drag
    drag.append(dragSum, at: time)
    breakEven.append(step.breakEvenVolatility ?? .nan, at: time)
    realised.append(step.realisedVolatility ?? .nan, at: time)
  }

  private mutating func addShadow(_ record: MarginRecord) {
    let index = shadows.firstIndex { $0.model == record.model } ?? shadows.count
    if index == shadows.count {
      shadows.append((record.model, ThinnedLine(of: steps, limit: Chart.Size.wide.points)))
    }
    shadows[index].line.append(record.requirement.initial, at: record.time)
  }
}

extension AccountStep {
  /// The largest initial margin found at the end of the step, at a call or before a forced reduction.
  fileprivate var askedInitial: Money {
    let called = issuedCalls.map { $0.equity + $0.amount }
    let closed = liquidations.map(\.initialMarginBefore)
    return (called + closed).reduce(record.initialMargin) { $1 > $0 ? $1 : $0 }
  }

  /// The largest maintenance margin found at the end of the step or at a call.
  fileprivate var askedMaintenance: Money {
    issuedCalls.map(\.maintenanceMargin).reduce(record.maintenanceMargin) { $1 > $0 ? $1 : $0 }
  }
}
