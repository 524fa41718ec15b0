#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where the tests find their files.
public enum TestFiles {
    /// The project's root.
    public static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// `Fixtures/` followed by `path`.
    public static func fixture(_ path: String) -> String { root + "/Fixtures/" + path }

    /// The real data beside the project, or where `CROQUIS_DATA` points; `nil` on a machine without it.
    public static let realData: String? = {
        let path = getenv("CROQUIS_DATA").map { String(cString: $0) } ?? root + "/../shared/data"
        return access(path + "/README.md", F_OK) == 0 ? path : nil
    }()

    /// `realData` followed by `path`, or `nil`, after saying so, where there is none.
    public static func realData(_ path: String) -> String? {
        guard let realData else {
            print("skipped: no real data (set CROQUIS_DATA to its folder): \(path)")
            return nil
        }
        return realData + "/" + path
    }
}
