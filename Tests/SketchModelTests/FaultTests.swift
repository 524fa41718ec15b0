internal import SketchModel
internal import Testing

private struct Advised: FaultReason {
    var message: String { "too large" }
    var advice: String? { "scale it down" }
    var kind: FaultKind { .wrongUsage }
}

private struct Plain: FaultReason {
    var message: String { "no such thing" }
}

struct FaultTests {
    @Test(arguments: [
        (SourcePosition.file, "cats: error: no such thing"),
        (.text(line: 17, column: 204), "cats:17:204: error: no such thing"),
        (.bytes(offset: 8_812, record: 96), "cats:@8812 (record 97): error: no such thing"),
        (.bytes(offset: 0, record: nil), "cats:@0: error: no such thing"),
    ])
    func texts(position: SourcePosition, expected: String) {
        #expect(Fault(source: "cats", position: position, reason: Plain()).description == expected)
    }

    @Test func adviceFollows() {
        let fault = Fault(source: "-", reason: Advised())
        #expect(fault.description == "-: error: too large; scale it down")
        #expect(fault.place == "-")
    }

    @Test func defaults() {
        #expect(Plain().advice == nil && Plain().kind == .badData && Advised().kind == .wrongUsage)
    }

    private enum Several: FaultReason {
        case alone
        case withFacts(Int, named: String)

        var message: String { "several" }
    }

    @Test func identifiersAreForPrograms() {
        #expect(Plain().identifier == "plain" && Advised().identifier == "advised")
        #expect(Several.alone.identifier == "alone")
        #expect(Several.withFacts(3, named: "a(b").identifier == "withFacts")
    }

    @Test func positionsMove() {
        var extent = SourceExtent(lines: 10, bytes: 500, sketches: 3)
        #expect(SourcePosition.file.moved(past: extent) == .file)
        #expect(SourcePosition.text(line: 1, column: 9).moved(past: extent) == .text(line: 11, column: 9))
        #expect(
            SourcePosition.bytes(offset: 7, record: 2).moved(past: extent) == .bytes(offset: 507, record: 5)
        )
        #expect(
            SourcePosition.bytes(offset: 7, record: nil).moved(past: extent) == .bytes(offset: 507, record: nil)
        )
        extent += SourceExtent(lines: 1, bytes: 2, sketches: 3)
        #expect(extent == SourceExtent(lines: 11, bytes: 502, sketches: 6))
    }
}

struct LossReportTests {
    @Test func countsAndMerges() {
        var report = LossReport()
        #expect(report.isEmpty)
        report.add(.times)
        report.add(.label, sketches: 3)
        report.add(.times)
        var other = LossReport()
        other.add(.times, sketches: 5)
        other.add(.id)
        report.merge(other)
        #expect(report.counts == [.times: 7, .label: 3, .id: 1])
        #expect(report.sorted.map(\.loss.name) == ["idDropped", "labelDropped", "timesDropped"])
        #expect(report.sorted.map(\.count) == [1, 3, 7])
        #expect(!report.isEmpty)
    }

    @Test func namesAreForPrograms() {
        let all: [Loss] = [
            .label, .id, .countryCode, .timestamp, .timestampFraction, .recognized, .times, .pressures, .rounding,
            .emptyStrokes, .unknownKeys, .placement,
        ]
        #expect(Set(all.map(\.name)).count == all.count)
        for loss in all {
            #expect(loss.name.allSatisfy { $0.isLetter && $0.isASCII } && loss.name.first?.isLowercase == true)
            #expect(!loss.text.isEmpty && loss.text.last != ".")
        }
    }
}
