internal import FormatRegistry
internal import SketchModel
internal import SketchStreams
internal import TestSupport
internal import Testing

/// What every format must do. A new format in the registry is tested without any change here.
@Suite struct ConformanceTests {
    private let folder = TemporaryFolder()

    static let names = FormatRegistry.formats.map(\.name)
    /// Losses that leave the strokes unchanged, except for their position.
    static let metadataLosses: Set<Loss> = [
        .label, .id, .countryCode, .timestamp, .timestampFraction, .recognized, .placement,
        Loss(name: "recognizedInvented", text: "missing recognized flags set to false"),
    ]
    static let both = FormatRegistry.formats.filter { $0.canRead && $0.canWrite }.map(\.name)

    /// The format, with options that treat a drawing's first point the same when reading and writing.
    private func format(_ name: String) throws -> any SketchFormat {
        let format = try #require(FormatRegistry.formats.first { $0.name == name })
        let hasOrigin = format.optionDescriptions.contains { $0.name == "origin" }
        return hasOrigin ? try format.taking(["origin": "implicit"]) : format
    }

    /// Writes sketches, each to a separate file if the format requires that, and returns the files' paths in order.
    private func write(_ sketches: [Sketch], as format: any SketchFormat, perChunk: Int = 4) throws -> [String] {
        try writeAndCount(sketches, as: format, perChunk: perChunk).paths
    }

    /// Writes sketches as `write` does, and returns what was lost, too.
    private func writeAndCount(
        _ sketches: [Sketch],
        as format: any SketchFormat,
        perChunk: Int = 4
    ) throws -> (paths: [String], losses: LossReport) {
        if format.layout == .manySketches {
            let path = folder("all.\(format.fileExtensions[0])")
            return ([path], try FormatHarness.write(sketches, to: path, as: format, perChunk: perChunk))
        }
        let losses = try FormatHarness.write(sketches, to: folder("out/"), as: format, perChunk: perChunk)
        return (sketches.indices.map { folder("out/\($0).\(format.fileExtensions[0])") }, losses)
    }

    private func read(_ paths: [String], as format: any SketchFormat) -> ReadResult {
        var all = ReadResult()
        for path in paths {
            let result = FormatHarness.read(path: path, as: format)
            all.sketches += result.sketches
            all.faults += result.faults
            all.warnings += result.warnings
        }
        return all
    }

    /// The strokes moved so that the first point is the origin: what formats without placement keep.
    private func shape(_ sketch: Sketch) -> [[Point]] {
        let origin = sketch.points.first ?? .zero
        return sketch.strokes.map { $0.map { $0 - origin } }
    }

    /// Whether two drawings have the same shape once each axis is scaled to an extent of 1, which is what formats keep
    /// that lose sizes and proportions.
    private func haveSameUnitShape(_ first: Sketch, _ second: Sketch) -> Bool {
        func unit(_ sketch: Sketch) -> [Point] {
            guard let box = sketch.boundingBox else { return [] }
            func scaled(_ value: Double, _ extent: Double) -> Double { value / (extent == 0 ? 1 : extent) }
            return shape(sketch).joined().map { Point(scaled($0.x, box.width), scaled($0.y, box.height)) }
        }
        return first.strokeEnds == second.strokeEnds
            && zip(unit(first), unit(second)).allSatisfy { max(abs($0.x - $1.x), abs($0.y - $1.y)) < 0x1p-20 }
    }

    /// Whether two drawings have the same strokes, each beginning and ending in the same place of the drawing's box to a
    /// twentieth of its longer side, which is what a format keeps that fits curves on a grid.
    private func haveSameEnds(_ first: Sketch, _ second: Sketch) -> Bool {
        func ends(_ sketch: Sketch) -> [Point] {
            guard let box = sketch.boundingBox else { return [] }
            let scale = 1 / max(box.longerSide, 1e-9)
            return sketch.strokes.compactMap(\.first).map { ($0 - box.center) * scale }
                + sketch.strokes.compactMap(\.last).map { ($0 - box.center) * scale }
        }
        return first.strokeCount == second.strokeCount
            && zip(ends(first), ends(second)).allSatisfy { max(abs($0.x - $1.x), abs($0.y - $1.y)) < 0.05 }
    }

    @Test func namesAndOptionsAreUniqueAndDescribed() {
        #expect(Set(Self.names).count == Self.names.count)
        for format in FormatRegistry.formats {
            #expect(!format.summary.isEmpty && !format.holds.isEmpty && !format.fileExtensions.isEmpty)
            #expect(!format.optionDescriptions.contains { $0.form.isEmpty || $0.summary.isEmpty })
            for direction in FormatDirection.allCases {
                let names = format.optionDescriptions.filter { $0.directions.contains(direction) }.map(\.name)
                #expect(Set(names).count == names.count, "\(format.name), \(direction.rawValue)")
            }
        }
    }

    /// An output's name denotes one format, whatever the order of the list.
    @Test func everyExtensionBelongsToOneFormat() {
        let all = FormatRegistry.formats.flatMap(\.outputExtensions)
        #expect(Set(all).count == all.count)
        #expect(Set(all) == Set(FormatRegistry.formats.filter(\.canWrite).flatMap(\.fileExtensions)))
        for format in FormatRegistry.formats {
            #expect(Set(format.outputExtensions).isSubset(of: format.fileExtensions), "\(format.name)")
        }
    }

    @Test(arguments: names)
    func optionsRefuseNonsense(name: String) throws {
        let format = try format(name)
        for option in format.optionDescriptions {
            for direction in option.directions {
                func takes(_ value: String) -> Bool {
                    (try? format.taking("\(option.name)=\(value)", for: direction)) != nil
                }
                #expect(!takes(""), "\(name) takes \(option.name)=")
                // A name in a file may be any text.
                if takes("%") { #expect(takes("xyzzy"), "\(name) takes \(option.name)=%") }
                for choice in option.choices { #expect(takes(choice), "\(name) refuses \(option.name)=\(choice)") }
                for other in FormatDirection.allCases where !option.directions.contains(other) {
                    if format.optionDescriptions.contains(where: {
                        $0.name == option.name && $0.directions.contains(other)
                    }) {
                        continue
                    }
                    let fault = #expect(throws: Fault.self) {
                        try FormatRegistry.formats.named("\(name):\(option.name)=1", for: other)
                    }
                    #expect(
                        fault?.description
                            == "\(other.flag): error: \(option.name) applies to \(direction.rawValue) \(name)"
                    )
                }
            }
        }
        for direction in FormatDirection.allCases {
            let fault = #expect(throws: Fault.self) {
                try FormatRegistry.formats.named("\(name):nonsense=1", for: direction)
            }
            guard direction == .reading ? format.canRead : format.canWrite else {
                #expect(fault?.reason.kind == .wrongUsage)
                continue
            }
            let known = format.optionDescriptions.filter { $0.directions.contains(direction) }.map(\.written)
            let advice = known.isEmpty ? "it takes no options here" : "it takes \(known.joined(separator: ", "))"
            #expect(fault?.description == "\(direction.flag): error: \(name) has no option 'nonsense'; \(advice)")
        }
    }

    /// A format that only reads belongs to no output's name, and refuses to write.
    @Test(arguments: FormatRegistry.formats.filter { !$0.canWrite }.map(\.name))
    func readersRefuseToWrite(name: String) throws {
        let format = try format(name)
        #expect(format.canRead && format.outputExtensions.isEmpty)
        #expect(FormatRegistry.writable(format).canWrite && FormatRegistry.writable(format).layout == format.layout)
        let fault = #expect(throws: Fault.self) { try FormatRegistry.formats.named(name, for: .writing) }
        #expect(fault?.reason as? StreamError == .cannotWriteFormat(name))
        #expect(throws: Fault.self) {
            try format.makeWriter(SketchOutput(path: folder("x"), layout: format.layout, force: true))
        }
        // Nothing that another format wrote is a fault without a place, or more.
        for bytes in [[], Array("{}".utf8), Array("[[[".utf8), [0x93, 0x4e], Array(repeating: 0xff, count: 99)] {
            let result = FormatHarness.read(bytes, name: "in", as: format)
            #expect(!result.faults.contains { $0.reason is UnexpectedError })
        }
    }

    @Test(arguments: both)
    func whatIsWrittenIsReadBack(name: String) throws {
        let format = try format(name)
        let (paths, losses) = try writeAndCount(SampleSketches.simple, as: format)
        let result = read(paths, as: format)
        #expect(result.messages == [])
        #expect(result.warnings == [])
        if losses.counts.keys.contains(where: { $0.name == "proportionsDropped" }) {
            #expect(result.sketches.count == SampleSketches.simple.count)
            #expect(zip(result.sketches, SampleSketches.simple).allSatisfy(haveSameUnitShape))
        } else if losses.counts.keys.contains(where: { $0.name == "sizeDropped" }) {
            #expect(result.sketches.count == SampleSketches.simple.count)
            #expect(zip(result.sketches, SampleSketches.simple).allSatisfy(haveSameEnds))
        } else {
            #expect(result.sketches.map(shape) == SampleSketches.simple.map(shape))
        }
        #expect(!result.sketches.contains { $0.strokeEnds.last != $0.points.count })
    }

    @Test(arguments: both)
    func writingAgainGivesTheSameBytes(name: String) throws {
        let format = try format(name)
        let first = try write(SampleSketches.simple, as: format)
        let bytes = first.map { TemporaryFolder.read(path: $0) }
        let again = try write(read(first, as: format).sketches, as: format)
        #expect(again.map { TemporaryFolder.read(path: $0) } == bytes)
    }

    @Test(arguments: both)
    func bytesDoNotDependOnTheChunks(name: String) throws {
        let format = try format(name)
        let whole = try write(SampleSketches.simple, as: format, perChunk: 100).map { TemporaryFolder.read(path: $0) }
        let single = try write(SampleSketches.simple, as: format, perChunk: 1).map { TemporaryFolder.read(path: $0) }
        #expect(whole == single)
    }

    @Test(arguments: both)
    func sniffingFindsTheFormatItself(name: String) throws {
        let format = try format(name)
        let path = try write(SampleSketches.simple, as: format)[0]
        let found = try FormatChoice(formats: FormatRegistry.formats).sniff(ByteSource(path: path))
        // Formats that share a reader are distinguished by content, if there is a difference.
        let family = Set(format.fileExtensions).intersection(found.fileExtensions)
        #expect(!family.isEmpty, "\(name) is taken for \(found.name)")
        let result = FormatHarness.read(path: path, as: found)
        #expect(result.messages == [])
    }

    @Test(arguments: both)
    func degenerateDrawingsAreHeldOrRefused(name: String) throws {
        let format = try format(name)
        for sketch in SampleSketches.degenerate {
            do {
                let path = folder("one.\(format.fileExtensions[0])")
                let losses = try FormatHarness.write([sketch], to: path, as: format)
                let result = FormatHarness.read(path: path, as: format)
                #expect(result.messages == [])
                // What isn't the same was counted as a loss.
                if losses.sorted.allSatisfy({ Self.metadataLosses.contains($0.loss) }) {
                    #expect(result.sketches.map(shape) == [shape(sketch)], "\(name)")
                }
            } catch let reason as any FaultReason {
                #expect(reason.advice != nil, "\(name) refuses a drawing without advice: \(reason.message)")
            }
        }
    }

    @Test(arguments: both)
    func everyCutIsReadOrRefused(name: String) throws {
        let format = try format(name)
        let path = try write(Array(SampleSketches.simple.prefix(3)), as: format)[0]
        let bytes = try #require(TemporaryFolder.read(path: path))
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
            let result = FormatHarness.read(Array(bytes[..<length]), name: "cut", as: format)
            #expect(result.sketches.count <= 3)
            #expect(!result.faults.contains { $0.reason is UnexpectedError })
            #expect(!result.sketches.contains { $0.points.contains { !$0.isFinite } })
        }
    }

    @Test(arguments: both)
    func emptyInputIsNoCrash(name: String) throws {
        let result = FormatHarness.read([], name: "empty", as: try format(name))
        #expect(!result.faults.contains { $0.reason is UnexpectedError })
    }
}
