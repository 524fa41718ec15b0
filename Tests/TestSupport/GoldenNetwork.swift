package import SketchModel

/// The small network and the sketches of `Fixtures/network/golden.f32`, which PyTorch made.
package struct GoldenNetwork {
    /// By the names of `golden.txt`.
    package let arrays: [String: [Float]]

    package init() throws {
        let data = try Self.bytes("network/golden.f32")
        var arrays: [String: [Float]] = [:]
        for line in String(decoding: try Self.bytes("network/golden.txt"), as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 3, let offset = Int(fields[1]), let count = Int(fields[2]) else { throw Missing() }
            arrays[String(fields[0])] = (offset..<offset + count).map { place in
                Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[4 * place + $1]) << (8 * UInt32($1)) })
            }
        }
        self.arrays = arrays
    }

    /// The sketches, in ±0.74.
    package var sketches: [Sketch] {
        get throws {
            guard let points = arrays["points"], var lengths = arrays["lengths"]?[...], let counts = arrays["counts"]
            else { throw Missing() }
            var used = 0
            return counts.map { count in
                Sketch(
                    strokes: (0..<Int(count)).map { _ in
                        (0..<Int(lengths.removeFirst())).map { _ in
                            used += 2
                            return Point(Double(points[used - 2]), Double(points[used - 1]))
                        }
                    }
                )
            }
        }
    }

    private struct Missing: Error {}

    private static func bytes(_ name: String) throws -> [UInt8] {
        guard let bytes = TemporaryFolder.read(path: TestFiles.fixture(name)) else { throw Missing() }
        return bytes
    }
}
