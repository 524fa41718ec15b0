/// The progress of a training: rows of tab-separated numbers under a line of names.
package struct TrainingLog: Sendable, Hashable {
    /// The means over the steps since the previous row, and the results of an evaluation if there was one.
    package struct Row: Sendable, Hashable {
        /// The number of steps taken.
        package var step: Int
        /// The rate of the last step.
        package var learningRate: Double
        /// Of the batches as augmented, with dropout, smoothing and teacher.
        package var loss: Double
        package var accuracy: Double
        /// Before clipping.
        package var gradientNorm: Double
        /// The accuracy on the validation sketches, without changes.
        package var validation: Validation?
        package var sketchesPerSecond: Double
        /// Since the training began, without interruptions.
        package var seconds: Double
    }

    package struct Validation: Sendable, Hashable {
        /// The mean cross-entropy, in nats.
        package var loss: Double
        package var topOne: Double
        package var topFive: Double
        /// The mean over the classes of their accuracies.
        package var balancedTopOne: Double
    }

    package private(set) var rows: [Row] = []

    static let header =
        "step\tlearningRate\tloss\taccuracy\tgradientNorm\tvalidationLoss\tvalidationTop1\tvalidationTop5"
        + "\tvalidationBalancedTop1\tsketchesPerSecond\tseconds\n"

    package init() {}

    /// The whole file.
    package var text: String { Self.header + rows.map(Self.line).joined() }

    mutating func append(_ row: Row) { rows.append(row) }

    static func line(_ row: Row) -> String {
        let validation = row.validation.map { [$0.loss, $0.topOne, $0.topFive, $0.balancedTopOne].map(number) }
        var fields = [String(row.step), number(row.learningRate)]
        fields += [row.loss, row.accuracy, row.gradientNorm].map(number)
        fields += validation ?? ["", "", "", ""]
        fields += [number(row.sketchesPerSecond), number(row.seconds)]
        return fields.joined(separator: "\t") + "\n"
    }

    /// Six significant digits, which round-trip exactly.
    private static func number(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
        var (scale, magnitude) = (1.0, abs(value))
        while magnitude < 99_999.5, scale < 1e18 {
            magnitude *= 10
            scale *= 10
        }
        return RecipeText.number((value * scale).rounded() / scale)
    }

    /// Parses what `text` produced; `nil` for anything else.
    init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard let first = lines.first, first + "\n" == Self.header else { return nil }
        for line in lines.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 11, let step = Int(fields[0]) else { return nil }
            let numbers = fields.map { Double($0) }
            guard let rate = numbers[1], let loss = numbers[2], let accuracy = numbers[3], let norm = numbers[4],
                let pace = numbers[9], let seconds = numbers[10]
            else { return nil }
            var row = Row(
                step: step,
                learningRate: rate,
                loss: loss,
                accuracy: accuracy,
                gradientNorm: norm,
                sketchesPerSecond: pace,
                seconds: seconds
            )
            if let loss = numbers[5], let one = numbers[6], let five = numbers[7], let balanced = numbers[8] {
                row.validation = Validation(loss: loss, topOne: one, topFive: five, balancedTopOne: balanced)
            }
            rows.append(row)
        }
    }
}

/// Sums over the steps since the log's last row.
struct LogInterval: Hashable {
    private(set) var steps = 0
    private var loss = 0.0
    private var accuracy = 0.0
    private var gradientNorm = 0.0
    private var sketches = 0
    private var learningRate = 0.0
    /// When the interval began, in seconds of training.
    private(set) var start = 0.0

    init(start: Double) { self.start = start }

    mutating func add(loss: Double, accuracy: Double, gradientNorm: Double, learningRate: Double, sketches: Int) {
        steps += 1
        self.loss += loss
        self.accuracy += accuracy
        self.gradientNorm += gradientNorm
        self.learningRate = learningRate
        self.sketches += sketches
    }

    /// The row that ends the interval.
    func row(step: Int, seconds: Double, validation: TrainingLog.Validation?) -> TrainingLog.Row {
        let count = Double(max(1, steps))
        return TrainingLog.Row(
            step: step,
            learningRate: learningRate,
            loss: loss / count,
            accuracy: accuracy / count,
            gradientNorm: gradientNorm / count,
            validation: validation,
            sketchesPerSecond: Double(sketches) / max(seconds - start, 1e-6),
            seconds: seconds
        )
    }

    /// In the fewest digits that round-trip exactly.
    var text: String { "\(steps) \(loss) \(accuracy) \(gradientNorm) \(sketches) \(learningRate) \(start)" }

    init?(_ text: String) {
        let fields = text.split(separator: " ")
        let numbers = fields.compactMap { Double($0) }
        // The limits leave room for additions, whatever file the numbers came from.
        guard numbers.count == 7, fields.count == 7, let steps = Int(fields[0]), (0...1 << 40).contains(steps),
            let sketches = Int(fields[4]), (0...1 << 60).contains(sketches)
        else { return nil }
        self.steps = steps
        (loss, accuracy, gradientNorm) = (numbers[1], numbers[2], numbers[3])
        self.sketches = sketches
        (learningRate, start) = (numbers[5], numbers[6])
    }
}
