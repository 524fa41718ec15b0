import Glibc
import SketchModel

/// Why the program ends early.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The whole of a file as 64-bit words in the machine's order.
func readWords(_ path: String) throws -> [UInt64] {
    guard let file = fopen(path, "rb") else { throw Failure("cannot read \(path)") }
    defer { fclose(file) }
    guard fseek(file, 0, SEEK_END) == 0 else { throw Failure("cannot read \(path)") }
    let count = ftell(file) / 8
    rewind(file)
    return try [UInt64](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = fread(buffer.baseAddress, 8, count, file)
        guard filled == count else { throw Failure("cannot read \(path)") }
    }
}

/// The drawings in the words of a file that `inputs.py` wrote: how many there are; for each the number of strokes; for
/// each of these the number of points, and x and y of each point as doubles.
func drawings(in words: [UInt64]) -> [Sketch] {
    var at = 0
    func next() -> UInt64 {
        defer { at += 1 }
        return words[at]
    }
    func number() -> Double { Double(bitPattern: next()) }
    return (0..<next()).map { _ in
        var sketch = Sketch()
        for _ in 0..<next() {
            for _ in 0..<next() { sketch.points.append(Point(number(), number())) }
            sketch.endStroke()
        }
        return sketch
    }
}
