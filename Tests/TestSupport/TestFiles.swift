internal import Platform
internal import SketchStreams

/// Where the tests find their files.
package enum TestFiles {
    /// The project's root.
    package static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// `Fixtures/` followed by `path`.
    package static func fixture(_ path: String) -> String { root + "/Fixtures/" + path }

    /// The real data beside the project, or where `CROQUIS_DATA` points; `nil` on a machine without it.
    package static let realData: String? = {
        let path = getenv("CROQUIS_DATA").map { String(cString: $0) } ?? root + "/../shared/data"
        return access(path + "/README.md", F_OK) == 0 ? path : nil
    }()

    /// `realData` followed by `path`, or `nil`, after saying so, where there is none.
    package static func realData(_ path: String) -> String? {
        guard let realData else {
            print("skipped: no real data (set CROQUIS_DATA to its folder): \(path)")
            return nil
        }
        return realData + "/" + path
    }

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
