package import SketchModel

/// The first sketches of each class, as evenly as there are.
package struct EvenChoice {
    private var byClass: [[Sketch]]
    private let count: Int

    package init(classes: Int, count: Int) {
        byClass = Array(repeating: [], count: classes)
        self.count = count
    }

    package mutating func add(_ sketch: Sketch, class number: Int) {
        if byClass[number].count < count { byClass[number].append(sketch) }
    }

    /// Of each class one more sketch in every round; in the last round of classes that lie evenly among the others.
    package var chosen: [(sketch: Sketch, class: Int)] {
        var chosen: [(sketch: Sketch, class: Int)] = []
        var round = 0
        while chosen.count < count {
            let classes = byClass.indices.filter { byClass[$0].count > round }
            if classes.isEmpty { break }
            let room = min(count - chosen.count, classes.count)
            for place in 0..<room {
                let number = classes[place * classes.count / room]
                chosen.append((byClass[number][round], number))
            }
            round += 1
        }
        return chosen
    }
}
