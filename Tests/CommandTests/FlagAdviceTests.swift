internal import Foundation
internal import SketchModel
internal import SketchStreams
internal import Testing

@testable internal import CroquisCommand

struct FlagAdviceTests {
    @Test func `advice names a flag if one helps`() {
        #expect(StreamError.outputExists.advice == "choose another name")
        #expect(FlagAdvice.advice(on: StreamError.outputExists) == "give another name, or --force to replace it")
        #expect(FlagAdvice.advice(on: StreamError.repeatedFormat("svg")) == "give all its options after one name")
        #expect(FlagAdvice.advice(on: StreamError.needsSingleFile(format: "npz")) == nil)
    }

    /// The reasons of formats are known only by name, so one that is renamed would lose its advice.
    @Test(arguments: FlagAdvice.formats.keys.sorted())
    func `the reasons of formats exist`(name: String) throws {
        let parts = name.split(separator: ".")
        let formats = URL(filePath: #filePath).appending(path: "../../../Formats").standardizedFileURL
        let files = try FileManager.default.subpathsOfDirectory(atPath: formats.path)
        let texts = try files.filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOf: formats.appending(path: $0), encoding: .utf8)
        }
        let text = try #require(texts.first { $0.contains("enum \(parts[0]): ") })
        #expect(text.contains("    case \(parts[1])"))
    }
}
