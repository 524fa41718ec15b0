internal import SketchModel

/// Writes documents of groups, shapes and references with transforms, styles and attributes at random.
struct RandomDocument {
    private var generator: SeededGenerator
    private var text = ""
    private var ids = 0

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func write() -> String {
        text = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 100' fill='none' stroke='black'>"
        if chance(3) { text += "<style>.c { transform: scale(1.5) } #i2 path, .d > path { stroke-width: 3 }</style>" }
        for _ in 0..<4 { writeElement(depth: 0) }
        text += "<defs>"
        for _ in 0..<3 { writeElement(depth: 1) }
        text += "</defs>"
        for _ in 0..<2 { writeElement(depth: 0) }
        return text + "</svg>"
    }

    private mutating func chance(_ count: Int) -> Bool { generator.index(below: count) == 0 }

    private mutating func number() -> String { "\(Double(generator.index(below: 400) - 200) / 8)" }

    private mutating func size() -> String {
        chance(4) ? "\(5 + generator.index(below: 20))%" : "\(1 + generator.index(below: 30))"
    }

    private mutating func writeElement(depth: Int) {
        if chance(3) { text += "\n  " }
        switch generator.index(below: depth < 4 ? 9 : 5) {
        case 0, 1, 2: writeTag("path d='\(pathData())'", isOpen: false)
        case 3: writeTag("circle r='\(size())' cx='\(number())'", isOpen: false)
        case 4: writeTag("use href='#i\(generator.index(below: 12))' x='\(number())' width='\(size())'", isOpen: false)
        case 5: writeContainer("svg width='\(size())' height='\(size())' viewBox='1 2 30 20'", "svg", depth)
        case 6: writeContainer("symbol viewBox='0 0 50 50'", "symbol", depth)
        default: writeContainer("g", "g", depth)
        }
    }

    private mutating func writeContainer(_ start: String, _ name: String, _ depth: Int) {
        writeTag(start, isOpen: true)
        for _ in 0..<(1 + generator.index(below: 3)) { writeElement(depth: depth + 1) }
        text += "</\(name)>"
    }

    private mutating func writeTag(_ start: String, isOpen: Bool) {
        text += "<\(start)"
        if chance(2) {
            text += " id='i\(ids)'"
            ids += 1
        }
        if chance(6) { text += " class=\"\(chance(2) ? "c" : "d e")\"" }
        if chance(6) { text += " style='transform: rotate(\(number())deg)'" }
        if chance(2) {
            let transforms = [
                "translate(\(number()) \(number()))", "rotate(\(number()))", "scale(1.25,-.5)", "skewX(20)",
                "matrix(1 .5 -.5 2 \(number()) 3)",
            ]
            text += " transform='\(transforms[generator.index(below: transforms.count)])'"
        }
        text += isOpen ? ">" : "/>"
    }

    private mutating func pathData() -> String {
        var data = "M\(number()) \(number())"
        for _ in 0..<(1 + generator.index(below: 6)) {
            switch generator.index(below: 10) {
            case 0: data += "m\(number()) \(number())"
            case 1: data += "M\(number()),\(number())"
            case 2: data += "z"
            case 3: data += "c\(number()) \(number()) \(number()) \(number()) \(number()) \(number())"
            case 4: data += "T\(number()) \(number())"
            case 5: data += "s\(number()) \(number()) \(number()) \(number())"
            case 6: data += "a\(size().prefix { $0 != "%" }) 5 30 01\(number()) \(number())"
            case 7: data += "h\(number())"
            default: data += "l\(number()) \(number())"
            }
        }
        return data
    }
}
