extension TransformEntry {
    package static let take = TransformEntry("take:N", "keep the first N sketches that come this far") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .take(try arguments.count(arguments.plain[0], named: "N"))
    }

    package static let skip = TransformEntry("skip:N", "drop the first N sketches that come this far") {
        arguments throws(TransformError) in
        try arguments.expect(plain: 1...1)
        return .skip(try arguments.count(arguments.plain[0], named: "N"))
    }
}
