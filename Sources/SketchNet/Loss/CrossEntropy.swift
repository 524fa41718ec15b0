/// The cross-entropy of softmax with the target, in nats: one class, smoothed, mixed with a teacher's answer.
package struct CrossEntropy: Sendable {
    /// The share of the target that is spread evenly over all classes.
    package var labelSmoothing: Double
    /// The share of the target that comes from the teacher, if there is one.
    package var teacherShare: Double

    package init(labelSmoothing: Double = 0, teacherShare: Double = 1) {
        self.labelSmoothing = labelSmoothing
        self.teacherShare = teacherShare
    }

    /// Computes the loss of sketches and its gradient with respect to their logits.
    /// - Parameters:
    ///   - logits: a row of `classes` numbers for each sketch.
    ///   - labels: the class of each sketch.
    ///   - teacher: probabilities, laid out like the logits.
    ///   - count: the number of sketches to average over: those of the whole batch, if a worker has only some of them.
    ///   - gradients: overwritten.
    /// - Returns: the sum of the sketches' losses divided by `count`, summed in order.
    @_specialize(where Scalar == Float)
    package func evaluate<Scalar: NetworkScalar>(
        logits: [Scalar],
        classes: Int,
        labels: [Int],
        teacher: [Scalar]? = nil,
        meanOver count: Int? = nil,
        gradients: inout [Scalar]
    ) -> Double {
        precondition(logits.count == labels.count * classes, "A sketch has a label and a logit for each class")
        precondition(teacher.map { $0.count == logits.count } ?? true, "A teacher has a probability for each logit")
        gradients.removeAll(keepingCapacity: true)
        gradients.append(contentsOf: logits)
        guard !labels.isEmpty else { return 0 }
        let share = Scalar(1 / Double(count ?? labels.count))
        let taught = Scalar(teacher == nil ? 0 : teacherShare)
        let spread = (1 - taught) * Scalar(labelSmoothing / Double(classes))
        let sure = (1 - taught) * Scalar(1 - labelSmoothing)
        var total = 0.0
        gradients.withUnsafeMutableBufferPointer { gradients in
            for (row, label) in labels.enumerated() {
                precondition((0..<classes).contains(label), "A label is a class")
                let start = row * classes
                let highest = logits[start..<start + classes].max() ?? 0
                // There is at least one class here, so there is a base address.
                let p = Matrix(gradients.baseAddress! + start, rows: 1, columns: classes)
                Scalar.softmax(p, scale: 1)
                // The normaliser, log of the sum of exp, follows from the share of the likeliest class.
                let normaliser = Double(highest) - naturalLogarithm(of: Double(p.highest))
                for index in 0..<classes {
                    var truth = spread + (index == label ? sure : 0)
                    if let teacher { truth += taught * teacher[start + index] }
                    if truth != 0 { total += Double(truth) * (normaliser - Double(logits[start + index])) }
                    p[0, index] = share * (p[0, index] - truth)
                }
            }
        }
        return total * Double(share)
    }
}

extension Matrix {
    fileprivate var highest: Scalar {
        var result = self[0, 0]
        for index in 1..<max(1, columns) { result = max(result, self[0, index]) }
        return result
    }
}
