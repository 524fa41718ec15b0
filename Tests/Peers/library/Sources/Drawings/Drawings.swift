import Glibc
public import SketchModel

/// Why the program ends early.
public struct Failure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// Runs a program, and ends it with a message where that throws.
public func program(_ name: String, _ run: ([String]) throws -> Void) {
    do {
        try run(CommandLine.arguments)
    } catch {
        let words = "\(name): \(error)\n"
        write(STDERR_FILENO, words, words.utf8.count)
        exit(1)
    }
}

/// The whole of a file.
public func readBytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Failure("cannot read \(path)") }
    defer { fclose(file) }
    guard fseek(file, 0, SEEK_END) == 0 else { throw Failure("cannot read \(path)") }
    let count = ftell(file)
    rewind(file)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = fread(buffer.baseAddress, 1, count, file)
        guard filled == count else { throw Failure("cannot read \(path)") }
    }
}

/// Writes a file of numbers, as they lie in memory.
public func write<Number: BitwiseCopyable>(_ numbers: [Number], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Failure("cannot write \(path)") }
    let written = numbers.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    guard fclose(file) == 0, written else { throw Failure("cannot write \(path)") }
}

/// The drawings of a file that `inputs.py` wrote, of 64-bit words in the machine's order: how many there are; for each the
/// number of strokes; for each of these the number of points, and x and y of each point as doubles. Then the number of
/// each one's label, where there are labels.
public func readDrawings(_ path: String) throws -> (sketches: [Sketch], labels: [Int]) {
    let words = try readBytes(path).withUnsafeBytes { Array($0.bindMemory(to: UInt64.self)) }
    var at = 0
    func next() -> UInt64 {
        defer { at += 1 }
        return words[at]
    }
    func number() -> Double { Double(bitPattern: next()) }
    let sketches = (0..<next()).map { _ in
        var sketch = Sketch()
        for _ in 0..<next() {
            for _ in 0..<next() { sketch.points.append(Point(number(), number())) }
            sketch.endStroke()
        }
        return sketch
    }
    return (sketches, words[at...].map { Int($0) })
}
