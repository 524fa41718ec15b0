internal import Augmentation
internal import SketchModel
internal import Testing

@testable internal import SketchNet

@Suite struct TrainingSetTests {
    private func sketch(_ label: String?, _ height: Double) -> Sketch {
        Sketch(strokes: [[.zero, Point(1, height)], [Point(0, 1)]], metadata: SketchMetadata(label: label))
    }

    private func set(_ labels: [String], classes: [String]? = nil, from first: Int = 0) -> TrainingSet {
        var set = TrainingSet(classes: classes)
        for (index, label) in labels.enumerated() { _ = set.append(sketch(label, Double(first + index))) }
        return set
    }

    @Test func classesAreTheLabelsThatCome() {
        var set = set(["cat", "Apple", "apple", "bat", "Apple"])
        #expect(set.classes == ["cat", "Apple", "apple", "bat"] && set.labels == [0, 1, 2, 3, 1])
        let first = set[0]
        set.sortClasses()
        #expect(set.classes == ["Apple", "apple", "bat", "cat"] && set.labels == [3, 0, 1, 2, 0])
        #expect(set.classCounts == [2, 1, 1, 1] && set[0] == first)
        // What comes later finds its class.
        let isTaken = set.append(sketch("bat", 9))
        #expect(isTaken && set.labels.last == 2)
    }

    @Test func setsAreJoinedInOrder() {
        let labels = ["b", "a", "c", "a", "b"]
        var joined = set(Array(labels.prefix(2)))
        let isTaken = joined.append(contentsOf: set(Array(labels.suffix(3)), from: 2))
        let whole = set(labels)
        #expect(isTaken && joined.classes == whole.classes && joined.labels == whole.labels)
        #expect(joined.fingerprint == whole.fingerprint && joined.size == whole.size)
        for index in 0..<5 { #expect(joined[index] == whole[index]) }
        // Where the classes are given, others are left out.
        var some = set([], classes: ["a", "b"])
        let isAdded = some.append(contentsOf: whole)
        let expected = set(["b", "a"], classes: ["a", "b"])
        #expect(isAdded && some.labels == [1, 0, 0, 1] && some[0] == expected[0] && some[3] == whole[4])
        #expect(some.strokeCount == 8 && some.pointCount == 12 && some.size == 8 * 12 + 4 * 8 + 24 * 4)
    }

    @Test func nothingIsAddedForARefusedSketch() {
        var set = TrainingSet()
        for refused in [sketch(nil, 1), sketch("far", .greatestFiniteMagnitude), Sketch(strokes: [])] {
            var refused = refused
            if refused.metadata.label == "far" { refused.points[0].y = -.greatestFiniteMagnitude }
            let isTaken = set.append(refused)
            #expect(!isTaken)
        }
        #expect(set.classes.isEmpty && set.count == 0 && set.size == 0)
    }

    @Test func balancedAccuracyCountsClassesAlike() {
        var evaluation = Evaluation()
        #expect(evaluation.balancedTopOne == 0)
        evaluation.classCounts = [8, 0, 2]
        evaluation.classFirst = [8, 0, 1]
        #expect(evaluation.balancedTopOne == 0.75)
    }

    @Test func logitsAreThoseThatAreEvaluated() throws {
        let trainer = try trainer(shapes(100), workers: 2)
        let sketches = Array(0..<90)
        let logits = trainer.logits(of: sketches)
        let evaluation = trainer.evaluate(on: sketches)
        #expect(logits.count == 90 * 5)
        let right = sketches.count { index in
            let own = logits[index * 5..<index * 5 + 5]
            return own.firstIndex(of: own.max() ?? 0) == index * 5 + Int(trainer.set.labels[index])
        }
        #expect(right == evaluation.first && evaluation.classFirst.reduce(0, +) == evaluation.first)
        #expect(evaluation.classCounts == [18, 18, 18, 18, 18])
    }
}
