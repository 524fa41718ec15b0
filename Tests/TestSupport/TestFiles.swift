internal import Platform
internal import SketchStreams
package import Testing

/// Where the tests find their files.
package enum TestFiles {
    /// The project's root.
    package static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// `Fixtures/` followed by `path`.
    package static func fixture(_ path: String) -> String { root + "/Fixtures/" + path }

    /// The folder of the real data: where `CROQUIS_DATA` points, or beside the project.
    private static let realData = getenv("CROQUIS_DATA").map { String(cString: $0) } ?? root + "/../shared/data"

    /// `path` in the real data, for tests with the trait `.realData`.
    package static func realData(_ path: String) -> String { realData + "/" + path }

    fileprivate static let hasRealData = access(realData("README.md"), F_OK) == 0

    /// Whether tests on real data read all of it, by `CROQUIS_ALL`, rather than a sample.
    package static let readsAll = getenv("CROQUIS_ALL") != nil

    /// The text of a file, seen through gzip; where only a sample is read, the whole lines of its first `size` bytes or
    /// a little more.
    package static func lines(_ path: String, sample size: Int) throws -> [UInt8] {
        let source = try ByteSource(path: path)
        var text: [UInt8] = []
        while readsAll || text.count < size, try source.read(1 << 16, into: &text) > 0 {}
        if !readsAll, let feed = text.lastIndex(of: 0x0a) { text.removeLast(text.count - feed - 1) }
        return text
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test on a machine without the real data.
    package static var realData: Self {
        .enabled(if: TestFiles.hasRealData, "no real data: set CROQUIS_DATA to its folder")
    }
}
