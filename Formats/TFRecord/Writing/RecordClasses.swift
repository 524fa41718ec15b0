internal import SketchStreams

/// The numbers of an output's classes, in a given order or in that of their first appearance, which is the tutorial's.
struct RecordClasses {
    /// What knows the classes of a given order; `nil` for the order of first appearance.
    let census: LabelCensus?
    private var appeared: [String] = []
    private var numbers: [ExactText: Int] = [:]
    /// The class before; neighbours are usually of the same.
    private var last: (label: [UInt8], number: Int?)?

    init(_ order: ClassOrder?) { census = order.map(LabelCensus.init) }

    /// The number of a class; `nil` if a given list doesn't contain it.
    mutating func number(of label: ArraySlice<UInt8>) -> Int? {
        if let last, last.label.elementsEqual(label) { return last.number }
        let text = String(decoding: label, as: UTF8.self)
        let number = census.map { $0.classes.number(of: text) } ?? numberOfAppearing(text)
        last = (Array(label), number)
        return number
    }

    private mutating func numberOfAppearing(_ label: String) -> Int {
        if let number = numbers[ExactText(label)] { return number }
        numbers[ExactText(label)] = appeared.count
        appeared.append(label)
        return appeared.count - 1
    }

    /// The classes so far; all of them if they are given.
    var list: ClassList {
        census?.classes ?? ClassList(known: appeared, order: "the order of their first appearance")
    }
}
